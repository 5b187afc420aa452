// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/callevents.h"

#include "core/base/logging.h"
#include "core/base/random.h"
#include "core/booking/holddesk.h"
#include "core/domain/calloutcome.h"
#include "core/domain/phonenumber.h"
#include "core/phone/callcontext.h"
#include "core/phone/functions/callerbook.h"
#include "core/phone/functions/callerfacts.h"
#include "core/storage/blockednumbertable.h"
#include "core/storage/calltable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/transaction.h"

#include <QJsonDocument>

namespace salon
{

namespace
{

constexpr qsizetype kLongestVerdict = 32; // "Positive"
constexpr qsizetype kLongestTranscript = 200'000;

/// As it came, but for what could disturb those who read it.
QString plainTranscript(const QString &sent)
{
    QStringList lines;
    const QStringList parts = sent.left(kLongestTranscript).split(QLatin1Char('\n'));
    for (const QString &line : parts)
        lines.append(plainText(line, kLongestTranscript));
    return lines.join(QLatin1Char('\n')).trimmed();
}

/// Of the analysis and the latencies only verdicts and figures: no summary, no text of what was said.
QJsonObject analysisOf(const QJsonObject &call)
{
    QJsonObject kept;
    const QJsonObject analysis = call.value(QLatin1String("call_analysis")).toObject();
    QJsonObject verdicts;
    for (const char *key : {"in_voicemail", "user_sentiment", "call_successful"}) {
        const QJsonValue value = analysis.value(QLatin1String(key));
        if (value.isBool())
            verdicts.insert(QLatin1String(key), value);
        else if (value.isString())
            verdicts.insert(QLatin1String(key), plainText(value.toString(), kLongestVerdict));
    }
    if (!verdicts.isEmpty())
        kept.insert(QStringLiteral("call_analysis"), verdicts);
    const QJsonObject latency = call.value(QLatin1String("latency")).toObject();
    QJsonObject figures;
    for (const char *part : {"e2e", "llm", "tts", "asr"}) {
        const QJsonObject measured = latency.value(QLatin1String(part)).toObject();
        QJsonObject figure;
        for (const char *key : {"p50", "p90", "p95", "p99", "max", "min", "num"})
            if (measured.value(QLatin1String(key)).isDouble())
                figure.insert(QLatin1String(key), measured.value(QLatin1String(key)));
        if (!figure.isEmpty())
            figures.insert(QLatin1String(part), figure);
    }
    if (!figures.isEmpty())
        kept.insert(QStringLiteral("latency"), figures);
    return kept;
}

Result<void> merge(Connection &connection, PhoneCall told, const Clock &clock)
{
    FunctionCall call;
    call.call = told;
    call.arrived = clock.now();
    SystemRandom random;
    const Result<CallContext> context = CallContext::of(connection, call, clock, random);
    if (!context || !context->flags().store_transcripts)
        told.transcript.clear();
    if (context && context->branch())
        told.branch = context->branch()->id;
    if (context && context->customer())
        told.customer = context->customer()->id;
    Result<Transaction> tx = Transaction::begin(connection, clock);
    if (!tx)
        return tx.error();
    if (const auto done = CallTable::merge(*tx, told); !done)
        return done.error();
    return tx->commit();
}

QString yesNo(bool value)
{
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

QString spokenHours(const CallContext &context, const QJsonArray &hours)
{
    QStringList blocks;
    for (const QJsonValue &block : hours)
        blocks.append(block[QLatin1String("from")].toString() + QStringLiteral(" - ") +
                      block[QLatin1String("to")].toString());
    return blocks.isEmpty() ? (context.phrases().language() == Language::German ? QStringLiteral("geschlossen")
                                                                                : QStringLiteral("closed"))
                            : context.phrases().allOf(blocks);
}

QJsonObject variablesOf(const CallContext &context)
{
    const Zone &zone = context.zone();
    const QDate today = zone.dateOf(context.now());
    QJsonObject variables{
        {QStringLiteral("salon_name"), context.catalogue().salon.name},
        {QStringLiteral("branch_name"), context.branch() ? context.branch()->name : QString()},
        {QStringLiteral("current_date"), today.toString(Qt::ISODate)},
        {QStringLiteral("current_date_spoken"), context.phrases().date(today)},
        {QStringLiteral("current_time"), zone.timeOf(context.now()).toString(QStringLiteral("HH:mm"))},
        {QStringLiteral("current_weekday"), context.phrases().weekday(today)},
        {QStringLiteral("timezone"), zone.name()},
        {QStringLiteral("language"), word(context.phrases().language())},
        {QStringLiteral("opening_hours_today"), spokenHours(context, CallerFacts::openingHours(context, today))},
        {QStringLiteral("customer_found"), yesNo(context.customer().has_value())},
        {QStringLiteral("customer_status"), CallerFacts::status(context)},
        {QStringLiteral("customer_name"), context.customer() ? context.customer()->name : QString()},
        {QStringLiteral("greeting"), context.customer()
                                         ? context.phrases().say(Phrase::GreetingByName, {context.customer()->name})
                                         : context.phrases().say(Phrase::Greeting)},
        {QStringLiteral("next_appointment"), QString()},
        {QStringLiteral("upcoming_appointments"), QString()},
    };
    if (!context.customer())
        return variables;
    const auto history = CallerHistory::of(context.connection(), context.customer()->id, context.now());
    if (!history)
        return variables;
    QStringList spoken;
    const QJsonArray upcoming = CallerBook::list(context, history->upcoming);
    for (const QJsonValue &entry : upcoming)
        if (spoken.size() < 3)
            spoken.append(entry[QLatin1String("service")].toString() + QStringLiteral(", ") +
                          entry[QLatin1String("spoken")].toString());
    variables.insert(QStringLiteral("upcoming_appointments"), context.phrases().allOf(spoken));
    variables.insert(QStringLiteral("next_appointment"), spoken.value(0));
    return variables;
}

PhoneCall inboundCall(const QJsonObject &event, const Clock &clock)
{
    PhoneCall call = FunctionCall::callOf(event.value(QLatin1String("call_inbound")).toObject(), clock.now());
    call.status = CallStatus::Registered;
    call.call_type = QStringLiteral("phone_call");
    return call;
}

/// Before a word is said only the caller's earlier calls can tell; without one, or on an error, the salon's counts.
std::optional<Language> languageOf(Connection &connection, const PhoneCall &call)
{
    return call.from_number.isEmpty() ? std::nullopt
                                      : CallTable::lastLanguage(connection, call.from_number).value_or(std::nullopt);
}

/// Errors let the call through: nobody is turned away for a fault of ours.
bool isTurnedAway(Connection &connection, const PhoneCall &call)
{
    const auto catalogue = CatalogueTable::load(connection);
    const auto number = normalizedNumber(call.from_number, catalogue ? catalogue->salon.country : QString());
    return number && BlockedNumberTable::contains(connection, *number).value_or(false);
}

/// The call has ended: what it was told is free is free for others, too.
Result<void> finish(Connection &connection, const PhoneCall &told, const Clock &clock)
{
    if (const auto stored = merge(connection, told, clock); !stored)
        return stored;
    const auto released = HoldDesk(clock).release(connection, told.call_id);
    return released ? Result<void>() : Result<void>(released.error());
}

PhoneCall endedCall(const QJsonObject &object, PhoneCall told, Instant now)
{
    told.status = CallStatus::Ended;
    if (!told.ended)
        told.ended = now;
    told.transcript = plainTranscript(object.value(QLatin1String("transcript")).toString());
    return told;
}

} // namespace

Result<void> CallEvents::store(Connection &connection, const QJsonObject &event, const Clock &clock)
{
    const QString kind = event.value(QLatin1String("event")).toString();
    const bool started = kind == QLatin1String("call_started");
    const bool over = kind == QLatin1String("call_ended") || kind == QLatin1String("call_analyzed");
    if (!started && !over) {
        qCInfo(lcPhone, "an event of a kind that is not used was acknowledged");
        return {};
    }
    const QJsonObject object = event.value(QLatin1String("call")).toObject();
    PhoneCall told = FunctionCall::callOf(object, clock.now());
    if (told.call_id.isEmpty())
        return Error{ErrorCode::InvalidInput, QStringLiteral("the event names no call")};
    told.status = CallStatus::Ongoing;
    told.analysis = analysisOf(object);
    told.event_at = clock.now();
    return over ? finish(connection, endedCall(object, told, clock.now()), clock) : merge(connection, told, clock);
}

Result<void> CallEvents::storeListed(Connection &connection, const QJsonObject &call, const Clock &clock)
{
    PhoneCall told = FunctionCall::callOf(call, clock.now());
    if (told.call_id.isEmpty())
        return Error{ErrorCode::InvalidInput, QStringLiteral("the list has a call without an id")};
    told.analysis = analysisOf(call);
    // Who was away for days has calls of days ago: here the platform's time counts as it is.
    told.started = FunctionCall::timestamp(call.value(QLatin1String("start_timestamp")));
    told.ended = FunctionCall::timestamp(call.value(QLatin1String("end_timestamp")));
    told.first_seen = told.started.value_or(clock.now());
    if (told.status != CallStatus::Ended)
        return merge(connection, told, clock);
    return finish(connection, endedCall(call, told, clock.now()), clock);
}

Result<void> CallEvents::storeInbound(Connection &connection, const QJsonObject &event, const Clock &clock)
{
    PhoneCall told = inboundCall(event, clock);
    if (told.call_id.isEmpty())
        return {};
    told.event_at = clock.now();
    if (isTurnedAway(connection, told)) {
        told.status = CallStatus::Ended;
        told.ended = clock.now();
        told.disconnection_reason = kTurnedAway;
    }
    return merge(connection, told, clock);
}

QJsonObject CallEvents::inboundAnswer(Connection &connection, const QJsonObject &event, const Clock &clock)
{
    FunctionCall call;
    call.call = inboundCall(event, clock);
    call.arrived = clock.now();
    call.language = languageOf(connection, *call.call);
    if (isTurnedAway(connection, *call.call)) {
        qCInfo(lcPhone, "a call was turned away: its number is on the block list");
        return {{QStringLiteral("call_inbound"), QJsonObject{{QStringLiteral("reject"), true}}}};
    }
    SystemRandom random;
    const Result<CallContext> context = CallContext::of(connection, call, clock, random);
    const QJsonObject variables = context ? variablesOf(*context) : QJsonObject();
    return {{QStringLiteral("call_inbound"), QJsonObject{{QStringLiteral("dynamic_variables"), variables}}}};
}

} // namespace salon
