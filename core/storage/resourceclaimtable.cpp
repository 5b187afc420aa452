// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/resourceclaimtable.h"

#include "core/storage/query.h"
#include "core/storage/transaction.h"

#include <algorithm>
#include <chrono>
#include <QSet>

namespace salon
{

namespace
{

constexpr qint64 kSlotMs = milliseconds(minutes(5)).count();

struct Run {
    ResourceId resource;
    qint64 begin = 0;
    qint64 end = 0;
    auto operator<=>(const Run &) const = default;
};

QList<Run> runs(const Appointment &appointment)
{
    QList<Run> found;
    for (const Phase &phase : appointment.phases)
        if (!phase.resource.isNull())
            found.append(
                {phase.resource, phase.span.begin.ms() / kSlotMs, (phase.span.end.ms() + kSlotMs - 1) / kSlotMs});
    std::sort(found.begin(), found.end());
    return found;
}

Result<qint64> countOf(Connection &connection, ResourceId resource)
{
    Query query(connection, "SELECT count FROM resources WHERE id = ?");
    const auto found = query.bind(resource).fetch();
    if (!found)
        return found.error();
    return *found ? query.int64(0) : 0;
}

struct InUse {
    QSet<std::pair<qint64, qint64>> units; // slot and unit
    QSet<qint64> own;                      // slots at which this appointment has one
};

Result<InUse> inUse(Connection &connection, const Run &run, AppointmentId appointment)
{
    Query query(connection, "SELECT slot, unit, appointment FROM resource_claims "
                            "WHERE resource = ? AND slot >= ? AND slot < ?");
    if (auto done = query.bind(run.resource).bind(run.begin).bind(run.end).exec(); !done)
        return done.error();
    InUse used;
    while (query.next()) {
        used.units.insert({query.int64(0), query.int64(1)});
        if (query.id<AppointmentId>(2) == appointment)
            used.own.insert(query.int64(0));
    }
    return used;
}

struct Taken {
    int missing = 0;
    bool lost = false; // somebody inserted the same unit meanwhile: the transaction is spoiled
};

Result<Taken> takeRun(Transaction &tx, const Run &run, AppointmentId appointment)
{
    const auto count = countOf(tx.connection(), run.resource);
    if (!count)
        return count.error();
    const auto used = inUse(tx.connection(), run, appointment);
    if (!used)
        return used.error();
    Taken taken;
    for (qint64 slot = run.begin; slot < run.end; ++slot) {
        if (used->own.contains(slot))
            continue;
        qint64 unit = 1;
        while (used->units.contains({slot, unit}))
            ++unit;
        if (unit > *count) {
            ++taken.missing;
            continue;
        }
        Query query(tx, "INSERT INTO resource_claims (resource, unit, slot, appointment) VALUES (?, ?, ?, ?)");
        query.bind(run.resource).bind(unit).bind(slot).bind(appointment);
        if (auto done = query.exec(); !done) {
            if (!query.isUniqueViolation())
                return done.error();
            taken.lost = true;
            return taken;
        }
    }
    return taken;
}

} // namespace

Result<ClaimTable::Outcome> ResourceClaimTable::take(Transaction &tx, const Appointment &appointment)
{
    for (const Run &run : runs(appointment)) {
        const auto taken = takeRun(tx, run, appointment.id);
        if (!taken)
            return taken.error();
        if (taken->lost || taken->missing > 0)
            return ClaimTable::Outcome::Lost;
    }
    return ClaimTable::Outcome::Taken;
}

Result<int> ResourceClaimTable::takeFree(Transaction &tx, const Appointment &appointment)
{
    int missing = 0;
    for (const Run &run : runs(appointment)) {
        const auto taken = takeRun(tx, run, appointment.id);
        if (!taken)
            return taken.error();
        if (taken->lost)
            return Error{ErrorCode::Busy, QStringLiteral("somebody took the same unit at the same moment")};
        missing += taken->missing;
    }
    return missing;
}

Result<void> ResourceClaimTable::release(Transaction &tx, AppointmentId appointment)
{
    Query query(tx, "DELETE FROM resource_claims WHERE appointment = ?");
    return query.bind(appointment).exec();
}

Result<QList<ResourceClaimTable::Claim>> ResourceClaimTable::all(Connection &connection)
{
    Query query(connection,
                "SELECT resource, unit, slot, appointment FROM resource_claims ORDER BY resource, slot, unit");
    if (auto done = query.exec(); !done)
        return done.error();
    QList<Claim> claims;
    while (query.next())
        claims.append({query.id<ResourceId>(0), query.int64(1), query.int64(2), query.id<AppointmentId>(3)});
    return claims;
}

} // namespace salon
