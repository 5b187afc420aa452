// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/phasetable.h"

#include "core/base/checks.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"

namespace salon
{

namespace
{

bool coversExactly(const Appointment &appointment)
{
    Instant reached = appointment.span.begin;
    for (const Phase &phase : appointment.phases) {
        if (phase.span.begin != reached || phase.span.end <= phase.span.begin)
            return false;
        reached = phase.span.end;
    }
    return reached == appointment.span.end;
}

} // namespace

Result<std::optional<PhaseTable::Place>> PhaseTable::ofBookings(Connection &connection, const QStringList &calcom_uids)
{
    for (const char *sql : {"SELECT appointment, id FROM phases WHERE calcom_uid = ?",
                            "SELECT appointment, phase FROM outbox WHERE calcom_uid = ? ORDER BY id DESC LIMIT 1"}) {
        for (const QString &uid : calcom_uids) {
            if (uid.isEmpty())
                continue;
            Query query(connection, sql);
            const auto found = query.bind(uid).fetch();
            if (!found)
                return found.error();
            if (*found)
                return std::optional(Place{query.id<AppointmentId>(0), query.id<PhaseId>(1)});
        }
    }
    return std::optional<Place>();
}

Result<void> PhaseTable::insert(Transaction &tx, Appointment &appointment)
{
    SALON_CHECK(coversExactly(appointment));
    int position = 0;
    for (Phase &phase : appointment.phases) {
        Query query(tx, "INSERT INTO phases (appointment, position, key, name, begins_ms, ends_ms, busy, staff, "
                        "sync_status, calcom_uid, resource) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
        query.bind(appointment.id).bind(++position).bind(phase.key).bind(phase.name);
        query.bind(phase.span.begin).bind(phase.span.end).bind(phase.busy).bind(phase.staff);
        const auto id =
            query.bind(phase.sync_status).bindOrNull(phase.calcom_uid).bind(phase.resource).execReturningId();
        if (!id)
            return query.isUniqueViolation()
                       ? Error{ErrorCode::Refused, QStringLiteral("another phase is mirrored by this booking")}
                       : id.error();
        phase.id = {*id};
    }
    return {};
}

Result<void> PhaseTable::move(Transaction &tx, const Appointment &appointment)
{
    SALON_CHECK(coversExactly(appointment));
    for (const Phase &phase : appointment.phases) {
        Query query(
            tx,
            "UPDATE phases SET begins_ms = ?, ends_ms = ?, staff = ?, resource = ? WHERE id = ? AND appointment = ?");
        query.bind(phase.span.begin).bind(phase.span.end).bind(phase.staff).bind(phase.resource);
        if (auto done = query.bind(phase.id).bind(appointment.id).exec(); !done)
            return done;
        SALON_CHECK(query.affectedRows() == 1);
    }
    return {};
}

Result<void> PhaseTable::removeAll(Transaction &tx, AppointmentId appointment)
{
    Query query(tx, "DELETE FROM phases WHERE appointment = ?");
    return query.bind(appointment).exec();
}

} // namespace salon
