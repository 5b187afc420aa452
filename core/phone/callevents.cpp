// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/callevents.h"

#include "core/base/logging.h"
#include "core/base/random.h"
#include "core/booking/holddesk.h"
#include "core/phone/callcontext.h"
#include "core/phone/functions/callerfacts.h"
#include "core/storage/calltable.h"
#include "core/storage/transaction.h"

#include <QJsonDocument>

namespace salon
{

namespace
{

constexpr qsizetype kLongestVerdict = 32; // "Positive"

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
        {QStringLiteral("current_time"), zone.timeOf(context.now()).toString(QStringLiteral("HH:mm"))},
        {QStringLiteral("current_weekday"), context.phrases().weekday(today)},
        {QStringLiteral("timezone"), zone.name()},
        {QStringLiteral("opening_hours_today"), spokenHours(context, CallerFacts::openingHours(context, today))},
        {QStringLiteral("customer_found"), yesNo(context.customer().has_value())},
        {QStringLiteral("customer_status"), CallerFacts::status(context)},
        {QStringLiteral("customer_name"), context.customer() ? context.customer()->name : QString()},
        {QStringLiteral("upcoming_appointments"), QString()},
    };
    if (!context.customer())
        return variables;
    const auto history = CallerHistory::of(context.connection(), context.customer()->id, context.now());
    if (!history)
        return variables;
    QStringList spoken;
    const QJsonArray upcoming = CallerFacts::upcoming(context, *history);
    for (const QJsonValue &entry : upcoming)
        if (spoken.size() < 3)
            spoken.append(entry[QLatin1String("service")].toString() + QStringLiteral(", ") +
                          entry[QLatin1String("spoken")].toString());
    variables.insert(QStringLiteral("upcoming_appointments"), context.phrases().allOf(spoken));
    return variables;
}

PhoneCall inboundCall(const QJsonObject &event, const Clock &clock)
{
    PhoneCall call = FunctionCall::callOf(event.value(QLatin1String("call_inbound")).toObject(), clock.now());
    call.status = CallStatus::Registered;
    call.call_type = QStringLiteral("phone_call");
    return call;
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
    told.status = over ? CallStatus::Ended : CallStatus::Ongoing;
    if (over && !told.ended)
        told.ended = clock.now();
    told.analysis = analysisOf(object);
    if (auto stored = merge(connection, told, clock); !stored || !over)
        return stored;
    const auto released = HoldDesk(clock).release(connection, told.call_id);
    return released ? Result<void>() : Result<void>(released.error());
}

Result<void> CallEvents::storeInbound(Connection &connection, const QJsonObject &event, const Clock &clock)
{
    const PhoneCall told = inboundCall(event, clock);
    return told.call_id.isEmpty() ? Result<void>() : merge(connection, told, clock);
}

QJsonObject CallEvents::inboundAnswer(Connection &connection, const QJsonObject &event, const Clock &clock)
{
    FunctionCall call;
    call.call = inboundCall(event, clock);
    call.arrived = clock.now();
    SystemRandom random;
    const Result<CallContext> context = CallContext::of(connection, call, clock, random);
    const QJsonObject variables = context ? variablesOf(*context) : QJsonObject();
    return {{QStringLiteral("call_inbound"), QJsonObject{{QStringLiteral("dynamic_variables"), variables}}}};
}

} // namespace salon
