// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/callbackqueue.h"

#include "core/availability/daytimelines.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/domain/phonenumber.h"
#include "core/phone/language/callername.h"
#include "core/storage/callbacktable.h"
#include "core/storage/transaction.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr std::chrono::hours kAfterOpening{1};
constexpr int kDaysAhead = 31;
constexpr qsizetype kLongestReason = 1000;

QString nameOf(const CallContext &context)
{
    const CallerName name = CallerName::judge(context.arguments().text({"customer_name", "name", "kundenname"}),
                                              context.catalogue(), context.phrases().language());
    return name.kind == CallerName::Kind::Person ? name.name : QString();
}

/// An end that lies before now is none.
Instant expiry(const CallContext &context, const CallbackQueue::Wish &wish, Instant now)
{
    return wish.wanted && wish.wanted->end > now ? wish.wanted->end
                                                 : CallbackQueue::deadline(context, now, wish.within);
}

Callback made(const CallContext &context, const CallbackQueue::Wish &wish, Instant now)
{
    Callback callback;
    callback.call_id = context.callId();
    callback.branch = context.branch() ? context.branch()->id : BranchId{};
    callback.customer = context.customer() ? context.customer()->id : CustomerId{};
    callback.appointment = wish.appointment;
    callback.name = nameOf(context);
    if (callback.name.isEmpty() && !callback.customer.isNull())
        callback.name = context.customer()->name;
    callback.phone = CallbackQueue::number(context);
    callback.reason = wish.reason;
    callback.wanted = wish.wanted;
    callback.priority = wish.priority;
    callback.created = now;
    callback.expires = expiry(context, wish, now);
    return callback;
}

/// What the call says now is added to what it said before; nothing is taken back.
Callback merged(const CallContext &context, Callback callback, const CallbackQueue::Wish &wish, Instant now)
{
    if (const QString number = CallbackQueue::number(context); !number.isEmpty())
        callback.phone = number;
    if (callback.name.isEmpty())
        callback.name = nameOf(context);
    if (!wish.reason.isEmpty() && !callback.reason.contains(wish.reason)) {
        callback.reason += callback.reason.isEmpty() ? wish.reason : QStringLiteral("; ") + wish.reason;
        callback.reason = callback.reason.right(kLongestReason); // what was said last was just promised
    }
    if (wish.priority > callback.priority) {
        callback.priority = wish.priority;
        callback.expires = std::min(callback.expires, CallbackQueue::deadline(context, now, wish.within));
    }
    if (wish.wanted) {
        callback.wanted = wish.wanted;
        callback.expires = expiry(context, wish, now);
    }
    if (callback.appointment != wish.appointment)
        callback.appointment = {};
    return callback;
}

/// The row this wish belongs to: that of its call, else the newest of a number that is on the list often enough.
Result<std::optional<Callback>> joined(const CallContext &context)
{
    auto before = CallbackTable::openOfCall(context.connection(), context.callId());
    const QString number = CallbackQueue::number(context);
    if (!before || *before || number.isEmpty())
        return before;
    const auto others = CallbackTable::openOfNumber(context.connection(), number);
    if (!others)
        return others.error();
    return others->size() < limits::kOpenCallbacks ? std::optional<Callback>() : others->constFirst();
}

} // namespace

QString CallbackQueue::number(const CallContext &context)
{
    if (!context.callerNumber().isEmpty())
        return context.callerNumber();
    const QString said =
        context.arguments().text({"phone_number", "customer_phone", "callback_number", "phone", "telefonnummer"});
    return normalizedNumber(said, context.catalogue().salon.country).value_or(QString());
}

Instant CallbackQueue::deadline(const CallContext &context, Instant from, std::chrono::hours within)
{
    const Instant wanted = from + within;
    if (!context.branch())
        return wanted;
    const Zone &zone = context.zone();
    const QDate first = zone.dateOf(wanted);
    for (int ahead = 0; ahead < kDaysAhead; ++ahead) {
        const QDate date = first.addDays(ahead);
        for (const DayBlock &block : openingOn(context.catalogue().salon, *context.branch(), date).hours) {
            const TimeRange open = blockSpan(zone, date, block);
            if (open.begin <= wanted && wanted <= open.end)
                return wanted;
            if (wanted < open.begin)
                return std::min(open.begin + kAfterOpening, open.end);
        }
    }
    return wanted;
}

Result<CallbackQueue::Queued> CallbackQueue::add(const CallContext &context, const Wish &wish)
{
    auto tx = Transaction::begin(context.connection(), context.clock());
    if (!tx)
        return tx.error();
    // One at a time may ask for the same call, or for the same number.
    for (const QString &key : {context.callId(), CallbackQueue::number(context)})
        if (auto locked = key.isEmpty() ? Result<void>() : tx->lockPhone(key); !locked)
            return locked.error();
    const auto before = joined(context);
    if (!before)
        return before.error();
    Queued queued;
    if (*before) {
        queued = {merged(context, **before, wish, tx->now()), false};
        if (queued.callback == **before)
            return queued;
        if (auto updated = CallbackTable::update(*tx, queued.callback); !updated)
            return updated.error();
    } else {
        queued.callback = made(context, wish, tx->now());
        const auto id = CallbackTable::insert(*tx, queued.callback);
        if (!id)
            return id.error();
        queued.callback.id = *id;
    }
    if (auto committed = tx->commit(); !committed)
        return committed.error();
    return queued;
}

Result<FunctionReply> CallbackQueue::leave(const CallContext &context, const Wish &wish, const QString &code,
                                           const QString &sentence, QJsonObject fields)
{
    const auto queued = add(context, wish);
    if (!queued)
        return queued.error();
    const Callback &callback = queued->callback;
    fields.insert(QStringLiteral("callback_queued"), true);
    fields.insert(QStringLiteral("callback_id"), qint64(callback.id.value));
    fields.insert(QStringLiteral("priority"), word(callback.priority));
    fields.insert(QStringLiteral("expires_at"), context.zone().iso(callback.expires));
    const Phrase noted = callback.phone.isEmpty() ? Phrase::LeftNeedsNumber : Phrase::LeftToSalon;
    FunctionReply reply =
        FunctionReply::judged(code, sentence + QLatin1Char(' ') + context.phrases().say(noted), fields);
    reply.outcome = QStringLiteral("callback");
    return reply;
}

Phrases CallbackQueue::salonsPhrases(const CallContext &context)
{
    return Phrases(context.catalogue().salon.locale.startsWith(QLatin1String("en")) ? Language::English
                                                                                    : Language::German);
}

} // namespace salon
