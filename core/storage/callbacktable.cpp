// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/callbacktable.h"

#include "core/storage/query.h"
#include "core/storage/transaction.h"

namespace salon
{

namespace
{

const QString kSelect = QStringLiteral("SELECT id, call_id, branch, customer, name, phone, reason, priority, status, "
                                       "created_at_ms, expires_at_ms, done_at_ms, appointment, wanted_from_ms, "
                                       "wanted_until_ms FROM callbacks ");

Callback rowOf(const Query &q)
{
    Callback callback;
    callback.id = q.id<CallbackId>(0);
    callback.call_id = q.text(1);
    callback.branch = q.id<BranchId>(2);
    callback.customer = q.id<CustomerId>(3);
    callback.name = q.text(4);
    callback.phone = q.text(5);
    callback.reason = q.text(6);
    callback.priority = q.value<CallbackPriority>(7);
    callback.done = q.text(8) == QLatin1String("done");
    callback.created = q.instant(9);
    callback.expires = q.instant(10);
    callback.done_at = q.optionalInstant(11);
    callback.appointment = q.id<AppointmentId>(12);
    if (!q.isNull(13) && !q.isNull(14))
        callback.wanted = TimeRange{q.instant(13), q.instant(14)};
    return callback;
}

std::optional<Instant> wantedFrom(const Callback &callback)
{
    return callback.wanted ? std::optional(callback.wanted->begin) : std::nullopt;
}

std::optional<Instant> wantedUntil(const Callback &callback)
{
    return callback.wanted ? std::optional(callback.wanted->end) : std::nullopt;
}

} // namespace

Result<CallbackId> CallbackTable::insert(Transaction &tx, const Callback &callback)
{
    Query q(tx, "INSERT INTO callbacks (call_id, branch, customer, name, phone, reason, priority, status, "
                "created_at_ms, expires_at_ms, appointment, wanted_from_ms, wanted_until_ms) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?) RETURNING id");
    q.bind(callback.call_id).bind(callback.branch).bind(callback.customer).bind(callback.name).bind(callback.phone);
    q.bind(callback.reason).bind(callback.priority).bind(callback.created).bind(callback.expires);
    q.bind(callback.appointment).bind(wantedFrom(callback)).bind(wantedUntil(callback));
    const Result<qint64> id = q.execReturningId();
    if (!id)
        return id.error();
    tx.changed("callbacks", *id);
    return CallbackId{*id};
}

Result<void> CallbackTable::update(Transaction &tx, const Callback &callback)
{
    Query q(tx, "UPDATE callbacks SET customer = ?, name = ?, phone = ?, reason = ?, priority = ?, expires_at_ms = ?, "
                "appointment = ?, wanted_from_ms = ?, wanted_until_ms = ? WHERE id = ?");
    q.bind(callback.customer).bind(callback.name).bind(callback.phone).bind(callback.reason).bind(callback.priority);
    q.bind(callback.expires).bind(callback.appointment).bind(wantedFrom(callback)).bind(wantedUntil(callback));
    if (const auto done = q.bind(callback.id).exec(); !done)
        return done;
    tx.changed("callbacks", callback.id);
    return {};
}

Result<void> CallbackTable::dropOf(Transaction &tx, const QString &call_id, AppointmentId appointment)
{
    Query q(tx, "UPDATE callbacks SET status = 'done', done_at_ms = ? "
                "WHERE call_id = ? AND appointment = ? AND status = 'open'");
    if (const auto done = q.bind(tx.now()).bind(call_id).bind(appointment).exec(); !done)
        return done;
    if (q.affectedRows() > 0)
        tx.changed("callbacks", 0);
    return {};
}

Result<void> CallbackTable::markDone(Transaction &tx, CallbackId id)
{
    Query q(tx, "UPDATE callbacks SET status = 'done', done_at_ms = COALESCE(done_at_ms, CAST(? AS BIGINT)) "
                "WHERE id = ?");
    if (const auto done = q.bind(tx.now()).bind(id).exec(); !done)
        return done.error();
    if (q.affectedRows() != 1)
        return Error{ErrorCode::NotFound, QStringLiteral("no call-back with the id %1").arg(id.value)};
    tx.changed("callbacks", id);
    return {};
}

Result<Callback> CallbackTable::read(Connection &connection, CallbackId id)
{
    Query q(connection, kSelect + QStringLiteral("WHERE id = ?"));
    const Result<bool> found = q.bind(id).fetch();
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorCode::NotFound, QStringLiteral("no call-back with the id %1").arg(id.value)};
    return rowOf(q);
}

Result<QList<Callback>> CallbackTable::list(Connection &connection)
{
    Query q(connection,
            kSelect +
                QStringLiteral("ORDER BY CASE status WHEN 'open' THEN 0 ELSE 1 END, CASE priority WHEN 'urgent' THEN 0 "
                               "WHEN 'high' THEN 1 ELSE 2 END, created_at_ms, id"));
    if (const auto done = q.exec(); !done)
        return done.error();
    QList<Callback> callbacks;
    while (q.next())
        callbacks.append(rowOf(q));
    return callbacks;
}

Result<std::optional<Callback>> CallbackTable::openOfCall(Connection &connection, const QString &call_id)
{
    Query q(connection, kSelect + QStringLiteral("WHERE call_id = ? AND status = 'open' ORDER BY id LIMIT 1"));
    const Result<bool> found = q.bind(call_id).fetch();
    if (!found)
        return found.error();
    return *found ? std::optional(rowOf(q)) : std::nullopt;
}

Result<QList<Callback>> CallbackTable::openOfNumber(Connection &connection, const QString &phone)
{
    Query q(connection, kSelect + QStringLiteral("WHERE phone = ? AND status = 'open' ORDER BY id DESC"));
    if (const auto done = q.bind(phone).exec(); !done)
        return done.error();
    QList<Callback> callbacks;
    while (q.next())
        callbacks.append(rowOf(q));
    return callbacks;
}

} // namespace salon
