// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/appointmenttable.h"

#include "core/storage/bookdays.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"

#include <chrono>
#include <functional>

namespace salon
{

namespace
{

/// Nothing in the book is longer, so an index on the begin finds what ends after some instant.
constexpr milliseconds kLongest = std::chrono::hours(26);

/// A condition on appointments (as `a`) and what it binds.
struct Condition {
    QString sql = QStringLiteral("1 = 1");
    std::function<void(Query &)> bind = [](Query &) {};

    template <typename T>
    void add(const char *term, const T &value)
    {
        sql += QStringLiteral(" AND ") + QLatin1String(term);
        bind = [before = bind, value](Query &query) {
            before(query);
            query.bind(value);
        };
    }
};

Appointment appointmentAt(const Query &query)
{
    Appointment a;
    a.id = query.id<AppointmentId>(0);
    a.key = query.text(1);
    a.branch = query.id<BranchId>(2);
    a.service = query.id<ServiceId>(3);
    a.staff = query.id<StaffId>(4);
    a.customer = query.id<CustomerId>(5);
    a.attendee_name = query.text(6);
    a.span = {query.instant(7), query.instant(8)};
    a.status = query.value<AppointmentStatus>(9);
    a.source = query.value<Source>(10);
    a.call_id = query.text(11);
    a.notes = query.text(12);
    a.cancel_reason = query.text(13);
    a.overbooked = query.flag(14);
    a.test = query.flag(15);
    a.created_at = query.instant(16);
    a.version = query.integer(17);
    return a;
}

Result<QList<Appointment>> rows(Connection &connection, const Condition &where, int limit)
{
    const QString chosen = where.sql + QStringLiteral(" ORDER BY a.begins_ms, a.id") +
                           (limit >= 0 ? QStringLiteral(" LIMIT ?") : QString());
    Query query(connection,
                QStringLiteral("SELECT a.id, a.key, a.branch, a.service, a.staff, a.customer, a.attendee_name, "
                               "a.begins_ms, a.ends_ms, a.status, a.source, a.call_id, a.notes, a.cancel_reason, "
                               "a.overbooked, a.test, a.created_at_ms, a.version FROM appointments a WHERE ") +
                    chosen);
    where.bind(query);
    if (limit >= 0)
        query.bind(limit);
    if (auto done = query.exec(); !done)
        return done.error();
    QList<Appointment> found;
    QHash<qint64, qsizetype> places;
    while (query.next()) {
        found.append(appointmentAt(query));
        places.insert(found.last().id.value, found.size() - 1);
    }
    if (found.isEmpty())
        return found;

    Query phases(connection, QStringLiteral("SELECT p.appointment, p.id, p.key, p.name, p.begins_ms, p.ends_ms, "
                                            "p.busy, p.staff, p.sync_status, p.calcom_uid, p.resource FROM phases p "
                                            "WHERE p.appointment IN (SELECT a.id FROM appointments a WHERE ") +
                                 chosen + QStringLiteral(") ORDER BY p.appointment, p.position"));
    where.bind(phases);
    if (limit >= 0)
        phases.bind(limit);
    if (auto done = phases.exec(); !done)
        return done.error();
    while (phases.next()) {
        const auto place = places.constFind(phases.int64(0));
        if (place == places.cend()) // written between the two statements
            continue;
        found[*place].phases.append({.id = phases.id<PhaseId>(1),
                                     .key = phases.text(2),
                                     .name = phases.text(3),
                                     .span = {phases.instant(4), phases.instant(5)},
                                     .busy = phases.flag(6),
                                     .staff = phases.id<StaffId>(7),
                                     .resource = phases.id<ResourceId>(10),
                                     .sync_status = phases.value<SyncStatus>(8),
                                     .calcom_uid = phases.text(9)});
    }
    return found;
}

Result<std::optional<AppointmentId>> idBy(Connection &connection, const char *sql, const QString &value)
{
    Query query(connection, sql);
    const auto fetched = query.bind(value).fetch();
    if (!fetched)
        return fetched.error();
    return *fetched ? std::optional(query.id<AppointmentId>(0)) : std::nullopt;
}

} // namespace

Result<Appointment> AppointmentTable::read(Connection &connection, AppointmentId id)
{
    Condition where;
    where.add("a.id = ?", id);
    const auto found = rows(connection, where, -1);
    if (!found)
        return found.error();
    if (found->isEmpty())
        return Error{ErrorCode::NotFound, QStringLiteral("no appointment %1").arg(id.value)};
    return found->first();
}

Result<QList<Appointment>> AppointmentTable::read(Connection &connection, const QList<AppointmentId> &ids)
{
    QList<Appointment> found;
    for (const AppointmentId id : ids) {
        auto one = read(connection, id);
        if (!one && one.error().code != ErrorCode::NotFound)
            return one.error();
        if (one)
            found.append(*one);
    }
    return found;
}

Result<QList<Appointment>> AppointmentTable::list(Connection &connection, const AppointmentFilter &filter)
{
    Condition where;
    if (filter.branch)
        where.add("a.branch = ?", *filter.branch);
    if (filter.customer)
        where.add("a.customer = ?", *filter.customer);
    if (filter.status)
        where.add("a.status = ?", *filter.status);
    if (filter.call_id)
        where.add("a.call_id = ?", *filter.call_id);
    if (filter.not_before) {
        where.add("a.begins_ms > ?", *filter.not_before - kLongest);
        where.add("a.ends_ms > ?", *filter.not_before);
    }
    if (filter.before)
        where.add("a.begins_ms < ?", *filter.before);
    return rows(connection, where, filter.limit);
}

Result<std::optional<AppointmentId>> AppointmentTable::byRequestKey(Connection &connection, const QString &request_key)
{
    return idBy(connection, "SELECT id FROM appointments WHERE request_key = ?", request_key);
}

Result<void> AppointmentTable::lock(Transaction &tx, AppointmentId id)
{
    if (tx.connection().isSqlite())
        return {};
    // Others' claims may still point at the row: whoever frees time gives it to those who wait for it.
    Query query(tx, "SELECT id FROM appointments WHERE id = ? FOR NO KEY UPDATE");
    return query.bind(id).exec();
}

Result<void> AppointmentTable::releaseRequestKey(Transaction &tx, AppointmentId id)
{
    Query query(tx, "UPDATE appointments SET request_key = NULL WHERE id = ?");
    return query.bind(id).exec();
}

Result<std::optional<AppointmentId>> AppointmentTable::byKey(Connection &connection, const QString &key)
{
    return idBy(connection, "SELECT id FROM appointments WHERE key = ?", key);
}

Result<AppointmentId> AppointmentTable::insert(Transaction &tx, const Appointment &a, const QString &request_key)
{
    Query query(tx, "INSERT INTO appointments (key, branch, service, staff, customer, attendee_name, begins_ms, "
                    "ends_ms, status, source, call_id, request_key, notes, cancel_reason, overbooked, test, "
                    "created_at_ms, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                    "RETURNING id");
    query.bindOrNull(a.key).bind(a.branch).bind(a.service).bind(a.staff).bind(a.customer).bind(a.attendee_name);
    query.bind(a.span.begin).bind(a.span.end).bind(a.status).bind(a.source).bind(a.call_id).bindOrNull(request_key);
    query.bind(a.notes).bind(a.cancel_reason).bind(a.overbooked).bind(a.test).bind(a.created_at).bind(a.version);
    const auto id = query.execReturningId();
    if (!id)
        return query.isUniqueViolation() ? Error{ErrorCode::Refused, QStringLiteral("this request was booked already")}
                                         : id.error();
    tx.changed("appointments", *id);
    if (auto advanced = BookDays::advance(tx, AppointmentId{*id}); !advanced)
        return advanced.error();
    return AppointmentId{*id};
}

Result<void> AppointmentTable::update(Transaction &tx, const Appointment &a)
{
    if (auto advanced = BookDays::advance(tx, a.id); !advanced)
        return advanced;
    Query query(tx, "UPDATE appointments SET branch = ?, service = ?, staff = ?, customer = ?, attendee_name = ?, "
                    "begins_ms = ?, ends_ms = ?, status = ?, source = ?, notes = ?, cancel_reason = ?, "
                    "overbooked = ?, version = ? WHERE id = ? AND version = ?");
    query.bind(a.branch).bind(a.service).bind(a.staff).bind(a.customer).bind(a.attendee_name);
    query.bind(a.span.begin).bind(a.span.end).bind(a.status).bind(a.source).bind(a.notes).bind(a.cancel_reason);
    if (auto done = query.bind(a.overbooked).bind(a.version).bind(a.id).bind(a.version - 1).exec(); !done)
        return done;
    if (query.affectedRows() == 0)
        return Error{ErrorCode::Refused, QStringLiteral("appointment %1 was changed meanwhile").arg(a.id.value)};
    tx.changed("appointments", a.id);
    return BookDays::advance(tx, a.id);
}

} // namespace salon
