// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/callcommands.h"

#include "app/ctl/book.h"
#include "app/ctl/commandcontext.h"
#include "core/domain/calloutcome.h"
#include "core/domain/phonenumber.h"
#include "core/metrics/figures.h"
#include "core/operations/callwatch.h"
#include "core/storage/blockednumbertable.h"
#include "core/storage/calltable.h"
#include "core/storage/functioncalltable.h"
#include "core/storage/transaction.h"

#include <algorithm>
#include <QJsonArray>

namespace salon
{

namespace
{

constexpr int kListedCalls = 200;
constexpr std::chrono::hours kWatched{24};

/// A call with what it came to.
struct Record {
    PhoneCall call;
    CallOutcome outcome = CallOutcome::None;
};

Result<Record> recordOf(Connection &connection, const PhoneCall &call)
{
    const auto last = FunctionCallTable::lastStep(connection, call.call_id);
    if (!last)
        return last.error();
    return Record{call, outcomeOf(call, *last)};
}

QJsonValue isoOrNull(const Zone &zone, const std::optional<Instant> &at)
{
    return at ? QJsonValue(zone.iso(*at)) : QJsonValue();
}

QJsonObject documentOf(const Record &record, const Catalogue &catalogue)
{
    const PhoneCall &call = record.call;
    const Zone &zone = catalogue.salon.zone;
    const Branch *branch = catalogue.branch(call.branch);
    return {
        {QStringLiteral("call_id"), call.call_id},
        {QStringLiteral("branch"), branch ? QJsonValue(branch->key) : QJsonValue()},
        {QStringLiteral("agent_id"), call.agent_id},
        {QStringLiteral("agent_version"), call.agent_version ? QJsonValue(*call.agent_version) : QJsonValue()},
        {QStringLiteral("call_type"), call.call_type},
        {QStringLiteral("from"), call.from_number},
        {QStringLiteral("to"), call.to_number},
        {QStringLiteral("status"), word(call.status)},
        {QStringLiteral("first_seen"), zone.iso(call.first_seen)},
        {QStringLiteral("started"), isoOrNull(zone, call.started)},
        {QStringLiteral("ended"), isoOrNull(zone, call.ended)},
        {QStringLiteral("last_event"), isoOrNull(zone, call.event_at)},
        {QStringLiteral("disconnection_reason"), call.disconnection_reason},
        {QStringLiteral("customer"), call.customer.isNull() ? QJsonValue() : QJsonValue(qint64(call.customer.value))},
        {QStringLiteral("outcome"), word(record.outcome)},
        {QStringLiteral("analysis"), call.analysis}};
}

QString lineOf(const Record &record, const Catalogue &catalogue)
{
    const PhoneCall &call = record.call;
    return QStringLiteral("%1  %2  %3  %4  %5\n")
        .arg(catalogue.salon.zone.iso(call.first_seen), call.call_id, word(call.status), call.from_number,
             word(record.outcome));
}

ExitCode listCalls(CommandContext &context, const Arguments &)
{
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto calls = CallTable::list(book->connection, kListedCalls);
    if (!calls)
        return context.fail(calls.error());
    QJsonArray list;
    QString text;
    for (const PhoneCall &call : *calls) {
        const auto record = recordOf(book->connection, call);
        if (!record)
            return context.fail(record.error());
        list.append(documentOf(*record, book->catalogue));
        text += lineOf(*record, book->catalogue);
    }
    const auto watch = CallWatch::look(book->connection, context.clock().now() - kWatched, context.clock().now());
    if (!watch)
        return context.fail(watch.error());
    if (watch->isSilent())
        context.message(QStringLiteral("%1 call(s) came in without an event of theirs: the agent's webhook does not "
                                       "reach this desk")
                            .arg(watch->calls_without));
    const QJsonObject seen{{QStringLiteral("last_event"), isoOrNull(book->catalogue.salon.zone, watch->last_event)},
                           {QStringLiteral("calls_without_event"), watch->calls_without}};
    return context.print({{QStringLiteral("calls"), list}, {QStringLiteral("watch"), seen}}, text);
}

/// The agent's own figures of the call, each beside the line it should stay under, and ours below them.
QJsonObject latencyOf(const PhoneCall &call, const QList<FunctionCallRecord> &functions)
{
    const QJsonObject reported = call.analysis.value(QLatin1String("latency")).toObject();
    QJsonObject parts;
    for (const VoiceLine &line : kVoiceLines) {
        const QJsonObject figures = reported.value(QLatin1String(line.part)).toObject();
        const QJsonValue p50 = figures.value(QLatin1String("p50"));
        const QJsonValue p95 = figures.value(QLatin1String("p95"));
        const QJsonValue judged = p95.isDouble() ? p95 : p50;
        parts.insert(QLatin1String(line.part),
                     QJsonObject{{QStringLiteral("p50_ms"), p50.isDouble() ? p50 : QJsonValue()},
                                 {QStringLiteral("p95_ms"), p95.isDouble() ? p95 : QJsonValue()},
                                 {QStringLiteral("line_ms"), line.ms},
                                 {QStringLiteral("within"),
                                  judged.isDouble() ? QJsonValue(judged.toDouble() <= line.ms) : QJsonValue()}});
    }
    double slowest = 0;
    for (const FunctionCallRecord &function : functions)
        slowest = std::max(slowest, double(function.took.count()) / 1000.0);
    parts.insert(QStringLiteral("functions"),
                 QJsonObject{{QStringLiteral("count"), int(functions.size())},
                             {QStringLiteral("slowest_ms"), functions.isEmpty() ? QJsonValue() : QJsonValue(slowest)}});
    return parts;
}

QString latencyText(const QJsonObject &latency)
{
    QString text;
    for (const VoiceLine &line : kVoiceLines) {
        const QJsonObject part = latency.value(QLatin1String(line.part)).toObject();
        const QJsonValue p95 = part.value(QLatin1String("p95_ms"));
        const QJsonValue shown = p95.isDouble() ? p95 : part.value(QLatin1String("p50_ms"));
        if (shown.isDouble())
            text += QStringLiteral("  %1 %2 ms of %3%4\n")
                        .arg(QLatin1String(line.part))
                        .arg(shown.toDouble(), 0, 'f', 0)
                        .arg(line.ms)
                        .arg(part.value(QLatin1String("within")).toBool() ? QString() : QStringLiteral("  too slow"));
    }
    return text;
}

QJsonObject documentOf(const FunctionCallRecord &record, const Zone &zone)
{
    return {{QStringLiteral("at"), zone.iso(record.at)},
            {QStringLiteral("name"), record.name},
            {QStringLiteral("called_as"), record.called_as},
            {QStringLiteral("agent_version"), record.agent_version ? QJsonValue(*record.agent_version) : QJsonValue()},
            {QStringLiteral("arguments"), record.arguments},
            {QStringLiteral("request"), record.request},
            {QStringLiteral("answer"), record.answer},
            {QStringLiteral("success"), record.success},
            {QStringLiteral("code"), record.code},
            {QStringLiteral("took_ms"), double(record.took.count()) / 1000.0},
            {QStringLiteral("placeholder"), record.placeholder},
            {QStringLiteral("mismatch"), record.mismatch}};
}

ExitCode showCall(CommandContext &context, const Arguments &arguments)
{
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto call = CallTable::read(book->connection, arguments.word(0));
    if (!call)
        return context.fail(call.error());
    if (!*call)
        return context.fail({ErrorCode::NotFound, QStringLiteral("no call with this id")});
    const auto functions = FunctionCallTable::ofCall(book->connection, arguments.word(0));
    if (!functions)
        return context.fail(functions.error());
    const auto found = recordOf(book->connection, **call);
    if (!found)
        return context.fail(found.error());
    const Zone &zone = book->catalogue.salon.zone;
    QJsonObject document = documentOf(*found, book->catalogue);
    QString text = lineOf(*found, book->catalogue);
    QJsonArray list;
    for (const FunctionCallRecord &record : *functions) {
        list.append(documentOf(record, zone));
        text += QStringLiteral("  %1  %2  %3 ms  %4  %5\n")
                    .arg(zone.iso(record.at), record.name)
                    .arg(double(record.took.count()) / 1000.0, 0, 'f', 1)
                    .arg(record.code, record.answer.value(QLatin1String("message")).toString());
    }
    document.insert(QStringLiteral("functions"), list);
    document.insert(QStringLiteral("latency"), latencyOf(**call, *functions));
    if (!(*call)->transcript.isEmpty())
        document.insert(QStringLiteral("transcript"), (*call)->transcript);
    return context.print(document, text + latencyText(document.value(QLatin1String("latency")).toObject()));
}

/// Blocks or unblocks the number that was typed, in any spelling.
template <typename Change>
ExitCode changeBlockList(CommandContext &context, const Arguments &arguments, bool blocked, Change change)
{
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto number = normalizedNumber(arguments.word(0), book->catalogue.salon.country);
    if (!number)
        return context.fail({ErrorCode::InvalidInput, QStringLiteral("this is not a phone number")});
    Result<Transaction> tx = Transaction::begin(book->connection, context.clock());
    if (!tx)
        return context.fail(tx.error());
    if (const Result<void> done = change(*tx, *number); !done)
        return context.fail(done.error());
    if (const auto committed = tx->commit(); !committed)
        return context.fail(committed.error());
    return context.print({{QStringLiteral("number"), *number}, {QStringLiteral("blocked"), blocked}},
                         *number + (blocked ? QStringLiteral(" is blocked\n") : QStringLiteral(" is not blocked\n")));
}

const QString kWho = QStringLiteral("ctl");

ExitCode block(CommandContext &context, const Arguments &arguments)
{
    return changeBlockList(context, arguments, true, [&](Transaction &tx, const QString &number) {
        return BlockedNumberTable::add(tx, number, arguments.value("reason"), kWho);
    });
}

ExitCode unblock(CommandContext &context, const Arguments &arguments)
{
    return changeBlockList(context, arguments, false, [](Transaction &tx, const QString &number) {
        return BlockedNumberTable::remove(tx, number, kWho);
    });
}

ExitCode listBlocked(CommandContext &context, const Arguments &)
{
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto numbers = BlockedNumberTable::list(book->connection);
    if (!numbers)
        return context.fail(numbers.error());
    QJsonArray list;
    QString text;
    for (const BlockedNumber &blocked : *numbers) {
        const QString since = book->catalogue.salon.zone.iso(blocked.created);
        list.append(QJsonObject{{QStringLiteral("number"), blocked.number},
                                {QStringLiteral("reason"), blocked.reason},
                                {QStringLiteral("created_at"), since}});
        text += QStringLiteral("%1  %2  %3\n").arg(blocked.number, since, blocked.reason);
    }
    return context.print({{QStringLiteral("blocked"), list}}, text);
}

} // namespace

QList<Command> callCommands()
{
    return {{.name = QStringLiteral("calls list"),
             .usage = {},
             .summary = QStringLiteral("the latest calls"),
             .run = listCalls},
            {.name = QStringLiteral("calls show"),
             .usage = QStringLiteral("ID"),
             .summary = QStringLiteral("one call, function by function"),
             .run = showCall},
            {.name = QStringLiteral("calls blocked"),
             .usage = {},
             .summary = QStringLiteral("whose calls are not taken"),
             .run = listBlocked},
            {.name = QStringLiteral("calls block"),
             .usage = QStringLiteral("NUMBER [--reason TEXT]"),
             .summary = QStringLiteral("take no calls from a number"),
             .run = block},
            {.name = QStringLiteral("calls unblock"),
             .usage = QStringLiteral("NUMBER"),
             .summary = QStringLiteral("take its calls again"),
             .run = unblock}};
}

} // namespace salon
