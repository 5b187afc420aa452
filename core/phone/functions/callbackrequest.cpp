// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/callbackrequest.h"

#include "core/availability/daytimelines.h"
#include "core/phone/functions/callbackqueue.h"
#include "core/storage/callbacktable.h"

#include <QSet>

namespace salon
{

namespace
{

constexpr std::chrono::hours kAroundATime{1};
constexpr int kDaysAhead = 31;

CallbackPriority priorityOf(const CallArguments &sent)
{
    static const QSet<QString> urgent{QStringLiteral("urgent"),        QStringLiteral("dringend"),
                                      QStringLiteral("sehr dringend"), QStringLiteral("notfall"),
                                      QStringLiteral("sofort"),        QStringLiteral("emergency"),
                                      QStringLiteral("asap"),          QStringLiteral("eilig"),
                                      QStringLiteral("critical"),      QStringLiteral("kritisch")};
    static const QSet<QString> high{QStringLiteral("high"), QStringLiteral("hoch"), QStringLiteral("wichtig"),
                                    QStringLiteral("important"), QStringLiteral("hohe")};
    const QString said = sent.text({"priority", "urgency", "dringlichkeit", "priorität", "prioritaet"}).toLower();
    if (urgent.contains(said) || sent.flag({"urgent", "dringend", "is_urgent"}).value_or(false))
        return CallbackPriority::Urgent;
    return high.contains(said) ? CallbackPriority::High : CallbackPriority::Normal;
}

/// When the caller would like to be rung; nothing where that is not clear or over: the deadline stands then.
std::optional<TimeRange> wantedOf(const CallContext &context)
{
    const CallArguments &sent = context.arguments();
    const When when = context.whenParser().parseFields(
        sent.text({"preferred_date", "callback_date", "datum", "date", "wunschdatum"}),
        sent.text({"preferred_time", "callback_time", "uhrzeit", "time", "wunschzeit", "rückrufzeit"}),
        sent.text({"preferred_time_window", "time_window", "zeitfenster", "datetime", "wann"}));
    const Zone &zone = context.zone();
    const QDate today = zone.dateOf(context.now());
    if (when.date.state != DateWish::State::Known && when.date.state != DateWish::State::Missing)
        return std::nullopt;
    const bool has_time = when.time.state == TimeWish::State::Exact || when.time.window;
    if (when.date.state == DateWish::State::Missing && !has_time)
        return std::nullopt;
    const QDate day = when.date.date.value_or(today);
    const auto on = [&](QDate date) -> std::optional<TimeRange> {
        if (when.time.window)
            return blockSpan(zone, date, *when.time.window);
        if (when.time.state != TimeWish::State::Exact || !when.time.time)
            return zone.day(date);
        const auto at = zone.toInstant(date, *when.time.time, when.time.side);
        return at ? std::optional(TimeRange{*at, *at + kAroundATime}) : std::nullopt;
    };
    auto wanted = on(day);
    if (wanted && wanted->end <= context.now() && !when.date.date)
        wanted = on(day.addDays(1));
    return wanted && wanted->end > context.now() ? wanted : std::nullopt;
}

/// When somebody is there to ring at the wished time; where nobody is, as soon as somebody is there again.
TimeRange whileOpen(const CallContext &context, TimeRange wanted)
{
    if (!context.branch())
        return wanted;
    const Zone &zone = context.zone();
    wanted.begin = std::max(wanted.begin, context.now());
    for (int ahead = 0; ahead < kDaysAhead; ++ahead) {
        const QDate date = zone.dateOf(wanted.begin).addDays(ahead);
        std::optional<TimeRange> found;
        for (const DayBlock &block : openingOn(context.catalogue().salon, *context.branch(), date).hours) {
            const TimeRange open = blockSpan(zone, date, block);
            if (open.end <= wanted.begin || (found && open.begin >= wanted.end))
                continue;
            const bool is_then = open.begin < wanted.end;
            const Instant until = is_then ? wanted.end : open.begin + kAroundATime;
            found = TimeRange{found ? found->begin : std::max(open.begin, wanted.begin), std::min(open.end, until)};
        }
        if (found)
            return *found;
    }
    return wanted;
}

QString sentenceOf(const CallContext &context, const CallbackQueue::Queued &queued, bool is_closed_then)
{
    const Phrases &phrases = context.phrases();
    const std::optional<TimeRange> &wanted = queued.callback.wanted;
    if (is_closed_then && wanted)
        return phrases.say(Phrase::CallbackNotedFrom, {phrases.moment(context.zone(), wanted->begin)});
    return phrases.say(queued.is_new ? Phrase::CallbackNoted : Phrase::CallbackNotedAlready);
}

FunctionReply noted(const CallContext &context, const CallbackQueue::Queued &queued, bool is_closed_then)
{
    const Callback &callback = queued.callback;
    const Zone &zone = context.zone();
    QJsonObject fields{{QStringLiteral("done"), true},
                       {QStringLiteral("callback_id"), qint64(callback.id.value)},
                       {QStringLiteral("priority"), word(callback.priority)},
                       {QStringLiteral("expires_at"), zone.iso(callback.expires)},
                       {QStringLiteral("duplicate"), !queued.is_new}};
    if (callback.wanted) {
        fields.insert(QStringLiteral("wanted_from"), zone.iso(callback.wanted->begin));
        fields.insert(QStringLiteral("wanted_until"), zone.iso(callback.wanted->end));
    }
    FunctionReply reply = FunctionReply::judged({}, sentenceOf(context, queued, is_closed_then), fields);
    reply.outcome = QStringLiteral("callback");
    return reply;
}

} // namespace

Result<FunctionReply> CallbackRequest::answer(const CallContext &context)
{
    if (context.callId().isEmpty())
        return FunctionReply::refused("call_unknown", context.phrases().say(Phrase::CallUnknown));
    if (CallbackQueue::number(context).isEmpty()) {
        const auto before = CallbackTable::openOfCall(context.connection(), context.callId());
        if (!before)
            return before.error();
        if (!*before || (*before)->phone.isEmpty())
            return FunctionReply::refused("invalid_arguments", context.phrases().say(Phrase::AskCallbackNumber));
    }
    const CallArguments &sent = context.arguments();
    CallbackQueue::Wish wish{.reason = sent.text({"reason", "grund", "notes", "anliegen", "message", "nachricht"}),
                             .priority = priorityOf(sent)};
    if (wish.priority != CallbackPriority::Normal)
        wish.within = CallbackQueue::kUrgentDeadline;
    bool is_closed_then = false;
    if (const auto wanted = wantedOf(context)) {
        wish.wanted = whileOpen(context, *wanted);
        is_closed_then = wish.wanted->begin >= wanted->end;
    }
    const auto queued = CallbackQueue::add(context, wish);
    if (!queued)
        return queued.error();
    return noted(context, *queued, is_closed_then);
}

} // namespace salon
