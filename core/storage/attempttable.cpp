// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/attempttable.h"

#include "core/base/logging.h"
#include "core/storage/query.h"

namespace salon
{

namespace
{

std::optional<qint64> count(const std::optional<milliseconds> &took)
{
    return took ? std::optional<qint64>(took->count()) : std::nullopt;
}

} // namespace

Result<AttemptId> AttemptTable::add(Transaction &tx, const Attempt &attempt)
{
    Query query(tx, "INSERT INTO attempts (outbox, appointment, phase, phase_key, at_ms, operation, outcome, "
                    "http_status, error, request_id, took_ms, request) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                    "RETURNING id");
    auto id = query.bind(attempt.outbox)
                  .bind(attempt.appointment)
                  .bind(attempt.phase)
                  .bind(attempt.phase_key)
                  .bind(attempt.at)
                  .bind(attempt.operation)
                  .bind(attempt.outcome)
                  .bind(attempt.http_status)
                  .bind(maskedText(attempt.error))
                  .bind(attempt.request_id)
                  .bind(count(attempt.took))
                  .bind(maskedText(attempt.request))
                  .execReturningId();
    if (!id)
        return id.error();
    tx.changed("attempts", *id);
    return AttemptId{*id};
}

Result<void> AttemptTable::finish(Transaction &tx, const Attempt &attempt)
{
    Query query(
        tx, "UPDATE attempts SET outcome = ?, http_status = ?, error = ?, request_id = ?, took_ms = ? WHERE id = ?");
    auto done = query.bind(attempt.outcome)
                    .bind(attempt.http_status)
                    .bind(maskedText(attempt.error))
                    .bind(attempt.request_id)
                    .bind(count(attempt.took))
                    .bind(attempt.id)
                    .exec();
    if (done)
        tx.changed("attempts", attempt.id);
    return done;
}

Result<QList<Attempt>> AttemptTable::ofAppointment(Connection &connection, AppointmentId id)
{
    Query query(connection, "SELECT id, outbox, phase, phase_key, at_ms, operation, outcome, http_status, error, "
                            "request_id, took_ms, request FROM attempts WHERE appointment = ? ORDER BY id");
    if (auto done = query.bind(id).exec(); !done)
        return done.error();
    QList<Attempt> attempts;
    while (query.next()) {
        Attempt attempt;
        attempt.id = query.id<AttemptId>(0);
        attempt.outbox = query.id<OutboxId>(1);
        attempt.appointment = id;
        attempt.phase = query.id<PhaseId>(2);
        attempt.phase_key = query.text(3);
        attempt.at = query.instant(4);
        attempt.operation = query.text(5);
        attempt.outcome = query.value<AttemptOutcome>(6);
        if (const std::optional<qint64> status = query.optionalInt64(7))
            attempt.http_status = static_cast<int>(*status);
        attempt.error = query.text(8);
        attempt.request_id = query.text(9);
        if (const std::optional<qint64> took = query.optionalInt64(10))
            attempt.took = milliseconds(*took);
        attempt.request = query.text(11);
        attempts.append(attempt);
    }
    return attempts;
}

Result<std::optional<AttemptId>> AttemptTable::open(Connection &connection, OutboxId id)
{
    Query query(connection, "SELECT id FROM attempts WHERE outbox = ? AND operation <> 'verify' AND outcome = 'sent' "
                            "AND took_ms IS NULL ORDER BY id DESC LIMIT 1");
    auto found = query.bind(id).fetch();
    if (!found)
        return found.error();
    return *found ? std::optional<AttemptId>(query.id<AttemptId>(0)) : std::nullopt;
}

Result<bool> AttemptTable::mayHaveBeenExecuted(Connection &connection, OutboxId id)
{
    Query query(connection, "SELECT id FROM attempts WHERE outbox = ? AND operation <> 'verify' "
                            "AND outcome NOT IN ('not_sent', 'retry', 'rejected') LIMIT 1");
    return query.bind(id).fetch();
}

AttemptTable::Last AttemptTable::lastOf(const QList<Attempt> &attempts, const QString &phase_key)
{
    Last last;
    for (const Attempt &attempt : attempts) {
        if (attempt.phase_key != phase_key)
            continue;
        if (attempt.operation == QLatin1String("verify")) {
            last.lookup = attempt;
        } else {
            last.send = attempt;
            last.lookup.reset();
        }
    }
    return last;
}

} // namespace salon
