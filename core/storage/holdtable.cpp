// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/holdtable.h"

#include "core/base/limits.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"

namespace salon
{

namespace
{

constexpr const char *kColumns =
    "SELECT h.id, h.call_id, h.branch, h.service, h.staff, h.begins_ms, h.ends_ms, "
    "h.soft, h.reserved, h.expires_at_ms, p.staff, p.resource, p.begins_ms, p.ends_ms "
    "FROM holds h JOIN hold_parts p ON p.hold = h.id WHERE h.state = 'placed' AND h.expires_at_ms > ? ";

QList<Hold> rows(Query &query)
{
    QList<Hold> found;
    while (query.next()) {
        const auto id = query.id<HoldId>(0);
        if (found.isEmpty() || found.last().id != id)
            found.append({.id = id,
                          .call_id = query.text(1),
                          .branch = query.id<BranchId>(2),
                          .service = query.id<ServiceId>(3),
                          .staff = query.id<StaffId>(4),
                          .span = {query.instant(5), query.instant(6)},
                          .soft = query.flag(7),
                          .reserved = query.flag(8),
                          .expires_at = query.instant(9)});
        found.last().parts.append({.staff = query.id<StaffId>(10),
                                   .span = {query.instant(12), query.instant(13)},
                                   .resource = query.id<ResourceId>(11)});
    }
    return found;
}

/// What was placed by a clock that was put back since would come alive again when its time comes a second time.
Result<void> endThoseOfAnotherClock(Transaction &tx)
{
    Query query(tx, "UPDATE holds SET state = 'released' WHERE expires_at_ms > ? AND state = 'placed'");
    if (auto done = query.bind(tx.now() + limits::kLongestHold).exec(); !done)
        return done;
    if (query.affectedRows() > 0)
        tx.changed("holds", 0);
    return {};
}

Result<void> end(Transaction &tx, HoldId id, const char *sql)
{
    Query query(tx, sql);
    if (auto done = query.bind(id).exec(); !done)
        return done;
    tx.changed("holds", id);
    return {};
}

/// A call that is told the same again holds it once.
Result<void> endEarlierOnesOf(Transaction &tx, const Hold &hold)
{
    Query query(tx,
                "UPDATE holds SET state = 'released' WHERE call_id = ? AND branch = ? AND service = ? AND staff = ? "
                "AND begins_ms = ? AND state = 'placed' AND expires_at_ms > ?");
    query.bind(hold.call_id).bind(hold.branch).bind(hold.service).bind(hold.staff);
    return query.bind(hold.span.begin).bind(tx.now()).exec();
}

} // namespace

Result<HoldId> HoldTable::place(Transaction &tx, const Hold &hold)
{
    if (auto done = endThoseOfAnotherClock(tx); !done)
        return done.error();
    if (!hold.soft) // one that is only offered never takes the place of a firm one
        if (auto done = endEarlierOnesOf(tx, hold); !done)
            return done.error();
    Query query(tx, "INSERT INTO holds (call_id, branch, service, staff, begins_ms, ends_ms, soft, reserved, "
                    "state, placed_at_ms, expires_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'placed', ?, ?) RETURNING id");
    query.bind(hold.call_id).bind(hold.branch).bind(hold.service).bind(hold.staff);
    query.bind(hold.span.begin).bind(hold.span.end).bind(hold.soft).bind(hold.reserved);
    query.bind(tx.now()).bind(hold.expires_at);
    const auto id = query.execReturningId();
    if (!id)
        return id.error();
    int position = 0;
    for (const Hold::Part &part : hold.parts) {
        Query insert(tx, "INSERT INTO hold_parts (hold, position, staff, resource, begins_ms, ends_ms) "
                         "VALUES (?, ?, ?, ?, ?, ?)");
        insert.bind(HoldId{*id}).bind(++position).bind(part.staff).bind(part.resource);
        if (auto done = insert.bind(part.span.begin).bind(part.span.end).exec(); !done)
            return done.error();
    }
    tx.changed("holds", HoldId{*id});
    return HoldId{*id};
}

Result<QList<Hold>> HoldTable::active(Connection &connection, BranchId branch, const TimeRange &span, Instant now)
{
    Query query(connection,
                QLatin1String(kColumns) +
                    QStringLiteral("AND h.expires_at_ms <= ? AND h.branch = ? AND h.begins_ms < ? AND h.ends_ms > ? "
                                   "ORDER BY h.id, p.position"));
    query.bind(now).bind(now + limits::kLongestHold).bind(branch);
    // Buffers reach out of the appointment itself; nothing has one of more than a day.
    const milliseconds reach = std::chrono::hours(24);
    if (auto done = query.bind(span.end + reach).bind(span.begin - reach).exec(); !done)
        return done.error();
    return rows(query);
}

Result<QList<Hold>> HoldTable::ofCall(Connection &connection, const QString &call_id, Instant now)
{
    Query query(connection, QLatin1String(kColumns) + QStringLiteral("AND h.call_id = ? ORDER BY h.id, p.position"));
    if (auto done = query.bind(now).bind(call_id).exec(); !done)
        return done.error();
    return rows(query);
}

Result<int> HoldTable::renew(Transaction &tx, const QString &call_id, Instant now, Instant until)
{
    Query query(tx, "UPDATE holds SET expires_at_ms = ? WHERE call_id = ? AND state = 'placed' AND soft = 0 "
                    "AND expires_at_ms > ? AND expires_at_ms <> ?");
    if (auto done = query.bind(until).bind(call_id).bind(now).bind(until).exec(); !done)
        return done.error();
    if (query.affectedRows() > 0)
        tx.changed("holds", 0);
    return query.affectedRows();
}

Result<void> HoldTable::keep(Transaction &tx, HoldId id, bool reserved, Instant until)
{
    Query query(tx, "UPDATE holds SET reserved = ?, expires_at_ms = ? WHERE id = ?");
    if (auto done = query.bind(reserved).bind(until).bind(id).exec(); !done)
        return done;
    tx.changed("holds", id);
    return {};
}

Result<bool> HoldTable::wasOfCall(Connection &connection, const QString &call_id, HoldId id)
{
    Query query(connection, "SELECT 1 FROM holds WHERE id = ? AND call_id = ? AND state <> 'converted'");
    return query.bind(id).bind(call_id).fetch();
}

Result<void> HoldTable::soften(Transaction &tx, HoldId id, Instant until)
{
    Query query(tx, "UPDATE holds SET soft = 1, expires_at_ms = ? WHERE id = ?");
    if (auto done = query.bind(until).bind(id).exec(); !done)
        return done;
    tx.changed("holds", id);
    return {};
}

Result<void> HoldTable::release(Transaction &tx, HoldId id)
{
    return end(tx, id, "UPDATE holds SET state = 'released' WHERE id = ?");
}

Result<int> HoldTable::releaseAll(Transaction &tx, const QString &call_id, Instant now)
{
    Query query(tx, "UPDATE holds SET state = 'released' WHERE call_id = ? AND state = 'placed' AND expires_at_ms > ?");
    if (auto done = query.bind(call_id).bind(now).exec(); !done)
        return done.error();
    if (query.affectedRows() > 0)
        tx.changed("holds", 0);
    return query.affectedRows();
}

Result<void> HoldTable::convert(Transaction &tx, HoldId id)
{
    return end(tx, id, "UPDATE holds SET state = 'converted' WHERE id = ?");
}

} // namespace salon
