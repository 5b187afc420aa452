// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/callbackrequest.h"

#include "core/base/clock.h"
#include "core/domain/phonenumber.h"
#include "core/phone/language/callername.h"
#include "core/storage/callbacktable.h"
#include "core/storage/transaction.h"

namespace salon
{

namespace
{

constexpr std::chrono::hours kNormalDeadline{24};
constexpr std::chrono::hours kHighDeadline{2};

FunctionReply noted(const CallContext &context, const Callback &callback, bool duplicate)
{
    FunctionReply reply = FunctionReply::judged(
        {}, context.phrases().say(duplicate ? Phrase::CallbackNotedAlready : Phrase::CallbackNoted),
        {{QStringLiteral("done"), true},
         {QStringLiteral("callback_id"), qint64(callback.id.value)},
         {QStringLiteral("priority"), word(callback.priority)},
         {QStringLiteral("expires_at"), context.zone().iso(callback.expires)},
         {QStringLiteral("duplicate"), duplicate}});
    reply.outcome = QStringLiteral("callback");
    return reply;
}

CallbackPriority priorityOf(const CallArguments &sent)
{
    const QString said = sent.text({"priority", "urgency", "dringlichkeit"}).toLower();
    if (said == QLatin1String("urgent") || said == QLatin1String("dringend"))
        return CallbackPriority::Urgent;
    return said == QLatin1String("high") || said == QLatin1String("hoch") ? CallbackPriority::High
                                                                          : CallbackPriority::Normal;
}

} // namespace

Result<FunctionReply> CallbackRequest::answer(const CallContext &context)
{
    if (context.callId().isEmpty())
        return FunctionReply::refused("call_unknown", context.phrases().say(Phrase::CallUnknown));
    const auto before = CallbackTable::openOfCall(context.connection(), context.callId());
    if (!before)
        return before.error();
    if (*before)
        return noted(context, **before, true);
    const CallArguments &sent = context.arguments();
    const QString country = context.catalogue().salon.country;
    const auto said =
        normalizedNumber(sent.text({"phone_number", "customer_phone", "phone", "telefonnummer"}), country);
    const QString number = context.callerNumber().isEmpty() ? said.value_or(QString()) : context.callerNumber();
    if (number.isEmpty())
        return FunctionReply::refused("invalid_arguments", context.phrases().say(Phrase::AskCallbackNumber));

    Result<Transaction> tx = Transaction::begin(context.connection(), context.clock());
    if (!tx)
        return tx.error();
    const auto meanwhile = CallbackTable::openOfCall(context.connection(), context.callId());
    if (!meanwhile)
        return meanwhile.error();
    if (*meanwhile)
        return noted(context, **meanwhile, true);
    Callback callback;
    callback.call_id = context.callId();
    callback.branch = context.branch() ? context.branch()->id : BranchId{};
    callback.customer = context.customer() ? context.customer()->id : CustomerId{};
    const CallerName name = CallerName::judge(sent.text({"customer_name", "name", "kundenname"}), context.catalogue(),
                                              context.phrases().language());
    callback.name = name.kind == CallerName::Kind::Person ? name.name
                    : context.customer()                  ? context.customer()->name
                                                          : QString();
    callback.phone = number;
    callback.reason = sent.text({"reason", "grund", "notes", "anliegen"});
    callback.priority = priorityOf(sent);
    callback.created = tx->now();
    callback.expires = tx->now() + (callback.priority == CallbackPriority::Normal ? kNormalDeadline : kHighDeadline);
    const Result<CallbackId> id = CallbackTable::insert(*tx, callback);
    if (!id)
        return id.error();
    if (const auto done = tx->commit(); !done)
        return done.error();
    callback.id = *id;
    return noted(context, callback, false);
}

} // namespace salon
