// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/calendartable.h"

#include "core/storage/bookdays.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"

namespace salon
{

Result<QList<CalendarTable::Read>> CalendarTable::reads(Connection &connection)
{
    Query query(connection, "SELECT staff, tried_at_ms, read_at_ms, calendars, problem FROM calendar_reads "
                            "ORDER BY staff");
    if (auto done = query.exec(); !done)
        return done.error();
    QList<Read> reads;
    while (query.next())
        reads.append(
            {query.id<StaffId>(0), query.instant(1), query.optionalInstant(2), query.integer(3), query.text(4)});
    return reads;
}

Result<QList<TimeRange>> CalendarTable::times(Connection &connection, StaffId staff)
{
    Query query(connection, "SELECT begins_ms, ends_ms FROM calendar_times WHERE staff = ? ORDER BY begins_ms");
    if (auto done = query.bind(staff).exec(); !done)
        return done.error();
    QList<TimeRange> times;
    while (query.next())
        times.append({query.instant(0), query.instant(1)});
    return times;
}

Result<void> CalendarTable::replace(Transaction &tx, StaffId staff, const QList<TimeRange> &times)
{
    const auto before = CalendarTable::times(tx.connection(), staff);
    if (!before)
        return before.error();
    for (const TimeRange &span : *before) {
        if (times.contains(span))
            continue;
        Query query(tx, "DELETE FROM calendar_times WHERE staff = ? AND begins_ms = ? AND ends_ms = ?");
        if (auto done = query.bind(staff).bind(span.begin).bind(span.end).exec(); !done)
            return done;
        if (auto counted = BookDays::advance(tx, BusyBlock{staff, span}); !counted)
            return counted;
    }
    for (const TimeRange &span : times) {
        if (before->contains(span))
            continue;
        Query query(tx, "INSERT INTO calendar_times (staff, begins_ms, ends_ms) VALUES (?, ?, ?)");
        if (auto done = query.bind(staff).bind(span.begin).bind(span.end).exec(); !done)
            return done;
        if (auto counted = BookDays::advance(tx, BusyBlock{staff, span}); !counted)
            return counted;
    }
    if (*before != times)
        tx.changed("busy_blocks", 0);
    return {};
}

Result<void> CalendarTable::note(Transaction &tx, const Read &read)
{
    Query query(tx, "INSERT INTO calendar_reads (staff, tried_at_ms, read_at_ms, calendars, problem) "
                    "VALUES (?, ?, ?, ?, ?) ON CONFLICT (staff) DO UPDATE SET tried_at_ms = excluded.tried_at_ms, "
                    "read_at_ms = COALESCE(excluded.read_at_ms, calendar_reads.read_at_ms), "
                    "calendars = CASE WHEN excluded.read_at_ms IS NULL THEN calendar_reads.calendars "
                    "ELSE excluded.calendars END, problem = excluded.problem");
    query.bind(read.staff).bind(read.tried).bind(read.read).bind(read.calendars);
    return query.bind(read.problem).exec();
}

Result<void> CalendarTable::forget(Transaction &tx, StaffId staff)
{
    Query query(tx, "DELETE FROM calendar_reads WHERE staff = ?");
    return query.bind(staff).exec();
}

} // namespace salon
