// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/calltable.h"

#include "core/storage/figuredaytable.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"

#include <QJsonDocument>

namespace salon
{

namespace
{

const QString kColumns = QStringLiteral(
    "call_id, branch, agent_id, agent_version, call_type, from_number, to_number, status, first_seen_ms, "
    "started_at_ms, ended_at_ms, disconnection_reason, customer, outcome, analysis, latency, transcript, event_at_ms, "
    "language");
const QString kVerdicts = QStringLiteral("call_analysis");
const QString kLatency = QStringLiteral("latency");

QJsonObject objectOf(const QString &json)
{
    return QJsonDocument::fromJson(json.toUtf8()).object();
}

PhoneCall rowOf(const Query &q)
{
    PhoneCall call;
    call.call_id = q.text(0);
    call.branch = q.id<BranchId>(1);
    call.agent_id = q.text(2);
    if (const auto version = q.optionalInt64(3))
        call.agent_version = int(*version);
    call.call_type = q.text(4);
    call.from_number = q.text(5);
    call.to_number = q.text(6);
    call.status = q.value<CallStatus>(7);
    call.first_seen = q.instant(8);
    call.started = q.optionalInstant(9);
    call.ended = q.optionalInstant(10);
    call.disconnection_reason = q.text(11);
    call.customer = q.id<CustomerId>(12);
    call.outcome = q.text(13);
    call.analysis = objectOf(q.text(14));
    if (const QJsonObject latency = objectOf(q.text(15)); !latency.isEmpty())
        call.analysis.insert(kLatency, latency);
    call.transcript = q.text(16);
    call.event_at = q.optionalInstant(17);
    call.language = fromWord<Language>(q.text(18));
    return call;
}

QString jsonText(const QJsonObject &object)
{
    return object.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// {"part":…} where there is such a part.
QJsonObject only(const QJsonObject &analysis, const QString &part)
{
    return analysis.contains(part) ? QJsonObject{{part, analysis.value(part)}} : QJsonObject();
}

} // namespace

Result<std::optional<PhoneCall>> CallTable::read(Connection &connection, const QString &call_id)
{
    Query q(connection, QStringLiteral("SELECT %1 FROM calls WHERE call_id = ?").arg(kColumns));
    const Result<bool> found = q.bind(call_id).fetch();
    if (!found)
        return found.error();
    return *found ? std::optional(rowOf(q)) : std::nullopt;
}

Result<bool> CallTable::hasEnded(Connection &connection, const QString &call_id)
{
    Query q(connection, "SELECT 1 FROM calls WHERE call_id = ? AND status = ?");
    return q.bind(call_id).bind(CallStatus::Ended).fetch();
}

Result<std::optional<Language>> CallTable::lastLanguage(Connection &connection, const QString &from_number)
{
    Query q(connection, "SELECT language FROM calls WHERE from_number = ? AND language <> '' "
                        "ORDER BY first_seen_ms DESC LIMIT 1");
    const Result<bool> found = q.bind(from_number).fetch();
    if (!found)
        return found.error();
    return *found ? fromWord<Language>(q.text(0)) : std::nullopt;
}

Result<QList<PhoneCall>> CallTable::list(Connection &connection, int limit)
{
    Query q(connection,
            QStringLiteral("SELECT %1 FROM calls ORDER BY first_seen_ms DESC, call_id LIMIT CAST(? AS BIGINT)")
                .arg(kColumns));
    if (const auto done = q.bind(limit).exec(); !done)
        return done.error();
    QList<PhoneCall> calls;
    while (q.next())
        calls.append(rowOf(q));
    return calls;
}

Result<QList<PhoneCall>> CallTable::unchecked(Connection &connection, Instant waited_for, int limit)
{
    Query q(connection,
            QStringLiteral("SELECT %1 FROM calls WHERE status = ? AND checked_at_ms IS NULL "
                           "AND (ended_at_ms < CAST(? AS BIGINT) OR NOT EXISTS (SELECT 1 FROM appointments a "
                           "JOIN outbox o ON o.appointment = a.id WHERE a.call_id = calls.call_id "
                           "AND o.state IN ('pending', 'sending', 'verifying', 'waiting'))) "
                           "ORDER BY ended_at_ms, call_id LIMIT CAST(? AS BIGINT)")
                .arg(kColumns));
    if (const auto done = q.bind(CallStatus::Ended).bind(waited_for).bind(limit).exec(); !done)
        return done.error();
    QList<PhoneCall> calls;
    while (q.next())
        calls.append(rowOf(q));
    return calls;
}

Result<void> CallTable::markChecked(Transaction &tx, const QString &call_id)
{
    Query q(tx, "UPDATE calls SET checked_at_ms = ? WHERE call_id = ?");
    return q.bind(tx.now()).bind(call_id).exec();
}

namespace
{

/// A call counts for the day on which it was first seen.
Result<void> forgetDays(Transaction &tx, const PhoneCall &told)
{
    if (told.analysis.value(kLatency).toObject().isEmpty())
        return {}; // nothing else of it is counted by days
    std::optional<Instant> known;
    {
        Query q(tx, "SELECT first_seen_ms FROM calls WHERE call_id = ?");
        const auto found = q.bind(told.call_id).fetch();
        if (!found)
            return found.error();
        known = *found ? q.optionalInstant(0) : std::nullopt;
    }
    if (known)
        if (auto forgotten = FigureDayTable::forget(tx, *known); !forgotten)
            return forgotten;
    return FigureDayTable::forget(tx, told.first_seen);
}

} // namespace

Result<void> CallTable::merge(Transaction &tx, const PhoneCall &told)
{
    if (auto forgotten = forgetDays(tx, told); !forgotten)
        return forgotten;
    // One statement, so that two events at once cannot lose each other's part.
    Query q(tx,
            QStringLiteral(
                "INSERT INTO calls (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (call_id) DO UPDATE SET "
                "branch = COALESCE(calls.branch, excluded.branch), "
                "agent_id = CASE WHEN excluded.agent_id <> '' THEN excluded.agent_id ELSE calls.agent_id END, "
                "agent_version = COALESCE(excluded.agent_version, calls.agent_version), "
                "call_type = CASE WHEN excluded.call_type <> '' THEN excluded.call_type ELSE calls.call_type END, "
                "from_number = CASE WHEN calls.from_number <> '' THEN calls.from_number ELSE excluded.from_number END, "
                "to_number = CASE WHEN calls.to_number <> '' THEN calls.to_number ELSE excluded.to_number END, "
                "status = CASE WHEN calls.status = 'ended' OR excluded.status = 'registered' THEN calls.status "
                "ELSE excluded.status END, "
                "first_seen_ms = CASE WHEN excluded.first_seen_ms < calls.first_seen_ms THEN excluded.first_seen_ms "
                "ELSE calls.first_seen_ms END, "
                "started_at_ms = COALESCE(calls.started_at_ms, excluded.started_at_ms), "
                "ended_at_ms = COALESCE(calls.ended_at_ms, excluded.ended_at_ms), "
                "disconnection_reason = CASE WHEN excluded.disconnection_reason <> '' "
                "THEN excluded.disconnection_reason ELSE calls.disconnection_reason END, "
                "customer = COALESCE(calls.customer, excluded.customer), "
                // The weightiest thing that came of it, in whatever order the records arrive.
                "outcome = CASE WHEN calls.outcome = 'booked' OR excluded.outcome = '' "
                "OR (calls.outcome = 'changed' AND excluded.outcome <> 'booked') "
                "THEN calls.outcome ELSE excluded.outcome END, "
                "analysis = CASE WHEN excluded.analysis <> '' THEN excluded.analysis ELSE calls.analysis END, "
                "latency = CASE WHEN excluded.latency <> '' THEN excluded.latency ELSE calls.latency END, "
                "transcript = CASE WHEN excluded.transcript <> '' THEN excluded.transcript ELSE calls.transcript END, "
                "checked_at_ms = CASE WHEN excluded.outcome = '' THEN calls.checked_at_ms END, "
                "event_at_ms = CASE WHEN calls.event_at_ms > excluded.event_at_ms OR excluded.event_at_ms IS NULL "
                "THEN calls.event_at_ms ELSE excluded.event_at_ms END, "
                "language = CASE WHEN excluded.language <> '' THEN excluded.language ELSE calls.language END")
                .arg(kColumns));
    q.bind(told.call_id).bind(told.branch).bind(told.agent_id).bind(told.agent_version).bind(told.call_type);
    q.bind(told.from_number).bind(told.to_number).bind(told.status).bind(told.first_seen).bind(told.started);
    q.bind(told.ended).bind(told.disconnection_reason).bind(told.customer).bind(told.outcome);
    q.bind(jsonText(only(told.analysis, kVerdicts))).bind(jsonText(told.analysis.value(kLatency).toObject()));
    q.bind(told.transcript).bind(told.event_at).bind(told.language ? word(*told.language) : QString());
    if (const auto done = q.exec(); !done)
        return done.error();
    tx.changed("calls", 0);
    return {};
}

} // namespace salon
