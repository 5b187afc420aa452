// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/busyblocktable.h"

#include "core/storage/bookdays.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"

namespace salon
{

Result<QList<BusyBlock>> BusyBlockTable::overlapping(Connection &connection, BranchId branch, const TimeRange &span)
{
    Query query(connection, "SELECT b.staff, b.begins_ms, b.ends_ms FROM busy_blocks b JOIN staff s ON s.id = b.staff "
                            "WHERE s.branch = ? AND b.begins_ms < ? AND b.ends_ms > ? UNION ALL "
                            "SELECT c.staff, c.begins_ms, c.ends_ms FROM calendar_times c "
                            "JOIN staff s ON s.id = c.staff WHERE s.branch = ? AND c.begins_ms < ? AND c.ends_ms > ? "
                            "ORDER BY 2, 1, 3");
    query.bind(branch).bind(span.end).bind(span.begin);
    if (auto done = query.bind(branch).bind(span.end).bind(span.begin).exec(); !done)
        return done.error();
    QList<BusyBlock> blocks;
    while (query.next())
        blocks.append({query.id<StaffId>(0), {query.instant(1), query.instant(2)}});
    return blocks;
}

Result<QList<BusyBlockTable::Row>> BusyBlockTable::ofSpan(Connection &connection, const TimeRange &span)
{
    Query query(connection, "SELECT id, staff, begins_ms, ends_ms, calcom_uid FROM busy_blocks "
                            "WHERE begins_ms >= ? AND begins_ms < ? ORDER BY begins_ms, id");
    if (auto done = query.bind(span.begin).bind(span.end).exec(); !done)
        return done.error();
    QList<Row> rows;
    while (query.next())
        rows.append({query.int64(0), {query.id<StaffId>(1), {query.instant(2), query.instant(3)}}, query.text(4)});
    return rows;
}

Result<QList<BusyBlockTable::Row>> BusyBlockTable::ofBookings(Connection &connection, const QStringList &calcom_uids)
{
    QList<Row> rows;
    for (const QString &uid : calcom_uids) {
        Query query(connection, "SELECT id, staff, begins_ms, ends_ms FROM busy_blocks WHERE calcom_uid = ?");
        if (auto done = query.bind(uid).exec(); !done)
            return done.error();
        while (query.next())
            rows.append({query.int64(0), {query.id<StaffId>(1), {query.instant(2), query.instant(3)}}, uid});
    }
    return rows;
}

Result<qint64> BusyBlockTable::insert(Transaction &tx, const BusyBlock &block, const QString &calcom_uid)
{
    Query query(tx, "INSERT INTO busy_blocks (staff, begins_ms, ends_ms, calcom_uid, seen_at_ms) "
                    "VALUES (?, ?, ?, ?, ?) RETURNING id");
    query.bind(block.staff).bind(block.span.begin).bind(block.span.end);
    const auto id = query.bind(calcom_uid).bind(tx.now()).execReturningId();
    if (!id)
        return id;
    tx.changed("busy_blocks", *id);
    if (auto counted = BookDays::advance(tx, block); !counted)
        return counted.error();
    return id;
}

Result<void> BusyBlockTable::remove(Transaction &tx, const Row &row)
{
    Query query(tx, "DELETE FROM busy_blocks WHERE id = ?");
    if (auto done = query.bind(row.id).exec(); !done)
        return done;
    tx.changed("busy_blocks", row.id);
    return BookDays::advance(tx, row.block);
}

} // namespace salon
