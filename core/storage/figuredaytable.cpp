// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/figuredaytable.h"

#include "core/storage/query.h"
#include "core/storage/transaction.h"

#include <algorithm>

namespace salon
{

namespace
{

/// Every write would look for its day, were it not for this: no day ends that soon.
constexpr milliseconds kJustNow = std::chrono::hours(1);

} // namespace

Result<QList<FigureDayTable::Day>> FigureDayTable::read(Connection &connection, const TimeRange &span)
{
    Query query(connection, "SELECT begins_ms, ends_ms, tally FROM figure_days WHERE begins_ms >= ? AND begins_ms < ? "
                            "ORDER BY begins_ms");
    if (auto done = query.bind(span.begin).bind(span.end).exec(); !done)
        return done.error();
    QList<Day> days;
    while (query.next())
        days.append({{query.instant(0), query.instant(1)}, query.text(2).toUtf8()});
    return days;
}

Result<void> FigureDayTable::put(Transaction &tx, const Day &day)
{
    Query query(tx, "INSERT INTO figure_days (begins_ms, ends_ms, tally) VALUES (?, ?, ?) ON CONFLICT (begins_ms) "
                    "DO UPDATE SET ends_ms = excluded.ends_ms, tally = excluded.tally");
    return query.bind(day.span.begin).bind(day.span.end).bind(QString::fromUtf8(day.tally)).exec();
}

Result<void> FigureDayTable::forget(Transaction &tx, Instant happened)
{
    if (happened > tx.now() - kJustNow)
        return {};
    Query query(tx, "DELETE FROM figure_days WHERE begins_ms <= ? AND ends_ms > ?");
    return query.bind(happened).bind(happened).exec();
}

Result<std::optional<Instant>> FigureDayTable::firstRow(Connection &connection)
{
    Query query(connection, "SELECT (SELECT MIN(at_ms) FROM function_calls), (SELECT MIN(first_seen_ms) FROM calls)");
    if (const auto row = query.fetch(); !row)
        return row.error();
    const auto function = query.optionalInstant(0);
    const auto call = query.optionalInstant(1);
    return function && call ? std::min(function, call) : function ? function : call;
}

} // namespace salon
