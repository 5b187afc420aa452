// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/figurecommands.h"

#include "app/ctl/commandcontext.h"
#include "core/metrics/figuredocument.h"
#include "core/metrics/figurereader.h"
#include "core/storage/flagtable.h"

#include <QJsonArray>

namespace salon
{

namespace
{

constexpr int kDefaultDays = 7;
constexpr int kMostDays = 3660;

QString percent(const std::optional<double> &rate)
{
    return rate ? QStringLiteral("%1 %").arg(*rate * 100, 0, 'f', 1) : QStringLiteral("–");
}

QString milliSeconds(const std::optional<double> &ms)
{
    return ms ? QStringLiteral("%1 ms").arg(*ms, 0, 'f', *ms < 10 ? 1 : 0) : QStringLiteral("–");
}

QString text(const Figures &figures)
{
    const PeriodFigures &totals = figures.totals;
    QString lines =
        QStringLiteral("%1 to %2\n").arg(figures.from.toString(Qt::ISODate), figures.to.toString(Qt::ISODate));
    lines += QStringLiteral("appointments     %1 created, %2 due, %3 synced, %4 to review, %5 pending\n")
                 .arg(totals.sync.created)
                 .arg(totals.sync.due)
                 .arg(totals.sync.synced)
                 .arg(totals.sync.failed)
                 .arg(totals.sync.pending);
    lines += QStringLiteral("sync success     %1 of created, %2 of due\n")
                 .arg(percent(totals.sync.syncSuccessRate()), percent(totals.sync.dueSuccessRate()));
    lines += QStringLiteral("verifications    %1, %2 recovered, %3 not found\n")
                 .arg(totals.verifications.triggered)
                 .arg(totals.verifications.recovered)
                 .arg(totals.verifications.not_found);
    lines += QStringLiteral("reviews          %1 opened (%2 a day), %3 resolved, %4 open now\n")
                 .arg(totals.reviews.opened)
                 .arg(totals.reviews.opened_per_day, 0, 'f', 1)
                 .arg(totals.reviews.resolved)
                 .arg(totals.reviews.open);
    lines += QStringLiteral("missing maps     %1 callers refused\n").arg(totals.missingMapRefusals());
    for (const MapRefusal &refusal : totals.missing_map_refusals)
        lines += QStringLiteral("  %1 / %2: %3\n").arg(refusal.service_name, refusal.staff_name).arg(refusal.count);
    lines += QStringLiteral("booked to synced %1 (median), %2 (95 %)\n")
                 .arg(milliSeconds(totals.sync_latency.p50_ms), milliSeconds(totals.sync_latency.p95_ms));
    lines += QStringLiteral("in the gaps      %1 minutes\n").arg(totals.gap_minutes);
    for (const FunctionFigures &function : figures.functions)
        lines += QStringLiteral("%1 %2 calls, %3 errors, %4 (median), %5 (95 %)\n")
                     .arg(function.name)
                     .arg(function.count)
                     .arg(function.errors)
                     .arg(milliSeconds(function.latency.p50_ms), milliSeconds(function.latency.p95_ms));
    return lines;
}

ExitCode metrics(CommandContext &context, const Arguments &arguments)
{
    const auto days = arguments.number("days", kDefaultDays, 1, kMostDays);
    if (!days)
        return context.usage(days.error().detail);
    const auto connection = context.database();
    if (!connection)
        return context.fail(connection.error());
    const auto zone = context.zone();
    if (!zone)
        return context.fail(zone.error());
    const auto figures = FigureReader::read(**connection, *zone, context.clock().now(), static_cast<int>(*days));
    if (!figures)
        return context.fail(figures.error());
    return context.print(FigureDocument::json(*figures), text(*figures));
}

/// The flags with this name, or all.
ExitCode printFlags(CommandContext &context, const QString &only)
{
    const auto connection = context.database();
    if (!connection)
        return context.fail(connection.error());
    const auto stored = FlagTable::stored(**connection);
    if (!stored)
        return context.fail(stored.error());
    const auto zone = context.zone();
    if (!zone && zone.error().code != ErrorCode::NotFound)
        return context.fail(zone.error());
    QJsonArray flags;
    QString lines;
    for (const FlagDefinition &definition : flagDefinitions()) {
        if (!only.isEmpty() && definition.name != only)
            continue;
        const auto row = stored->constFind(definition.name);
        const bool was_set = row != stored->constEnd();
        const QString value = was_set ? row->value : definition.default_value;
        // Without a salon there is no salon time yet.
        const QString changed_at = was_set ? (zone ? *zone : Zone()).iso(row->changed_at) : QString();
        flags << QJsonObject{{QStringLiteral("name"), definition.name},
                             {QStringLiteral("value"), value},
                             {QStringLiteral("default"), definition.default_value},
                             {QStringLiteral("changed_at"), was_set ? QJsonValue(changed_at) : QJsonValue()},
                             {QStringLiteral("changed_by"), was_set ? QJsonValue(row->changed_by) : QJsonValue()},
                             {QStringLiteral("text"), definition.text}};
        lines += QStringLiteral("%1 %2  %3\n").arg(definition.name, -36).arg(value, -11).arg(definition.text);
    }
    return context.print({{QStringLiteral("flags"), flags}}, lines);
}

ExitCode listFlags(CommandContext &context, const Arguments &)
{
    return printFlags(context, {});
}

ExitCode setFlag(CommandContext &context, const Arguments &arguments)
{
    const auto connection = context.database();
    if (!connection)
        return context.fail(connection.error());
    auto transaction = Transaction::begin(**connection, context.clock());
    if (!transaction)
        return context.fail(transaction.error());
    auto done = FlagTable::set(*transaction, arguments.word(0), arguments.word(1), QStringLiteral("ctl"));
    if (done)
        done = transaction->commit();
    return done ? printFlags(context, arguments.word(0)) : context.fail(done.error());
}

} // namespace

QList<Command> figureCommands()
{
    return {
        {QStringLiteral("metrics"), QStringLiteral("[--days N]"), QStringLiteral("the owner's figures"), metrics},
        {QStringLiteral("flags list"), {}, QStringLiteral("the switches and their values"), listFlags},
        {QStringLiteral("flags set"), QStringLiteral("NAME VALUE"), QStringLiteral("turn a switch, in all programs"),
         setFlag},
    };
}

} // namespace salon
