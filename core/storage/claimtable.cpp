// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/claimtable.h"

#include "core/storage/query.h"
#include "core/storage/transaction.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace salon
{

namespace
{

constexpr qint64 kSlotMs = milliseconds(minutes(5)).count();

/// Slots [begin, end) of one person.
struct Run {
    StaffId staff;
    qint64 begin = 0;
    qint64 end = 0;
    auto operator<=>(const Run &) const = default;
};

/// Rounded outwards; in the one order in which everybody takes them.
QList<Run> runs(const Appointment &appointment, const QList<StaffId> &people)
{
    QList<Run> found;
    QList<Phase> phases = appointment.phases;
    if (phases.isEmpty()) // blocks its whole duration
        phases.append({.span = appointment.span, .staff = appointment.staff});
    for (const Phase &phase : std::as_const(phases)) {
        if (!phase.busy)
            continue;
        const qint64 begin = phase.span.begin.ms() / kSlotMs;
        const qint64 end = (phase.span.end.ms() + kSlotMs - 1) / kSlotMs;
        for (const StaffId staff : phase.staff.isNull() ? people : QList<StaffId>{phase.staff})
            found.append({staff, begin, end});
    }
    std::sort(found.begin(), found.end());
    return found;
}

void bindRun(Query &query, const Run &run, AppointmentId appointment)
{
    query.bind(run.begin).bind(run.end).bind(run.staff).bind(appointment);
}

} // namespace

Result<ClaimTable::Outcome> ClaimTable::take(Transaction &tx, const Appointment &appointment,
                                             const QList<StaffId> &people)
{
    for (const Run &run : runs(appointment, people)) {
        Query query(tx, "WITH RECURSIVE run (slot) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT slot + 1 FROM run "
                        "WHERE slot + 1 < CAST(? AS BIGINT)) INSERT INTO claims (staff, slot, appointment) "
                        "SELECT CAST(? AS BIGINT), slot, CAST(? AS BIGINT) FROM run WHERE 1 = 1 ORDER BY slot");
        bindRun(query, run, appointment.id);
        if (auto done = query.exec(); !done) {
            if (query.isUniqueViolation())
                return Outcome::Lost;
            return done.error();
        }
    }
    return Outcome::Taken;
}

Result<int> ClaimTable::takeFree(Transaction &tx, const Appointment &appointment, const QList<StaffId> &people)
{
    int missing = 0;
    for (const Run &run : runs(appointment, people)) {
        Query query(tx, "WITH RECURSIVE run (slot) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT slot + 1 FROM run "
                        "WHERE slot + 1 < CAST(? AS BIGINT)) INSERT INTO claims (staff, slot, appointment) "
                        "SELECT CAST(? AS BIGINT), slot, CAST(? AS BIGINT) FROM run WHERE 1 = 1 ORDER BY slot "
                        "ON CONFLICT (staff, slot) DO NOTHING");
        bindRun(query, run, appointment.id);
        if (auto done = query.exec(); !done)
            return done.error();
        missing += int(run.end - run.begin) - query.affectedRows();
    }
    return missing;
}

Result<void> ClaimTable::release(Transaction &tx, AppointmentId appointment)
{
    Query query(tx, "DELETE FROM claims WHERE appointment = ?");
    return query.bind(appointment).exec();
}

Result<QList<ClaimTable::Claim>> ClaimTable::all(Connection &connection)
{
    Query query(connection, "SELECT staff, slot, appointment FROM claims ORDER BY staff, slot");
    if (auto done = query.exec(); !done)
        return done.error();
    QList<Claim> claims;
    while (query.next())
        claims.append({query.id<StaffId>(0), query.int64(1), query.id<AppointmentId>(2)});
    return claims;
}

} // namespace salon
