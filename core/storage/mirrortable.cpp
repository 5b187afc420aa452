// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/mirrortable.h"

#include "core/storage/query.h"

namespace salon
{

namespace
{

/// Nothing in the book is longer: an index on the beginning of appointments finds their parts.
constexpr milliseconds kLongest = std::chrono::hours(26);

constexpr const char *kSelect =
    "SELECT p.appointment, p.id, p.key, p.staff, p.begins_ms, p.ends_ms, COALESCE(p.calcom_uid, ''), a.status, "
    "(SELECT COUNT(*) FROM outbox o WHERE o.appointment = p.appointment AND o.phase = p.id AND "
    "o.state NOT IN ('done', 'review')), "
    "(SELECT MAX(o.settled_at_ms) FROM outbox o WHERE o.appointment = p.appointment AND o.phase = p.id) "
    "FROM phases p JOIN appointments a ON a.id = p.appointment WHERE p.busy = ? AND ";

Result<void> append(Query &query, QList<MirrorEntry> &entries)
{
    if (auto done = query.exec(); !done)
        return done;
    while (query.next())
        entries.append({.appointment = query.id<AppointmentId>(0),
                        .phase = query.id<PhaseId>(1),
                        .phase_key = query.text(2),
                        .staff = query.id<StaffId>(3),
                        .begins = query.instant(4),
                        .ends = query.instant(5),
                        .uid = query.text(6),
                        .is_wanted = query.value<AppointmentStatus>(7) != AppointmentStatus::Cancelled,
                        .is_under_way = query.integer(8) > 0,
                        .settled_at = query.optionalInstant(9)});
    return {};
}

} // namespace

Result<QList<MirrorEntry>> MirrorTable::entries(Connection &connection, const TimeRange &span)
{
    Query query(connection,
                QLatin1String(kSelect) + QStringLiteral("a.begins_ms > ? AND a.begins_ms < ? AND p.begins_ms >= ? AND "
                                                        "p.begins_ms < ? ORDER BY p.begins_ms, p.id"));
    query.bind(true).bind(span.begin - kLongest).bind(span.end).bind(span.begin).bind(span.end);
    QList<MirrorEntry> entries;
    if (auto done = append(query, entries); !done)
        return done.error();
    return entries;
}

Result<QList<MirrorEntry>> MirrorTable::ofBookings(Connection &connection, const QStringList &calcom_uids)
{
    QList<MirrorEntry> entries;
    for (const QString &uid : calcom_uids) {
        Query query(connection, QLatin1String(kSelect) + QStringLiteral("p.calcom_uid = ?"));
        query.bind(true).bind(uid);
        if (auto done = append(query, entries); !done)
            return done.error();
    }
    return entries;
}

} // namespace salon
