// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/outboxtable.h"

#include "core/base/random.h"
#include "core/storage/attempttable.h"
#include "core/storage/query.h"
#include "core/storage/reviewtable.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr const char *kColumns =
    "o.id, o.appointment, o.phase, o.operation, o.version, o.state, o.operation_uuid, o.begins_ms, o.calcom_uid, "
    "o.sends, o.lookups, o.last_result, o.due_at_ms, o.created_at_ms, o.settled_at_ms";

QString select(const char *rest)
{
    return QStringLiteral("SELECT ") + QLatin1String(kColumns) + QStringLiteral(" FROM outbox o ") +
           QLatin1String(rest);
}

OutboxRow current(const Query &query)
{
    OutboxRow row;
    row.id = query.id<OutboxId>(0);
    row.appointment = query.id<AppointmentId>(1);
    row.phase = query.id<PhaseId>(2);
    row.operation = query.value<SyncOperation>(3);
    row.version = query.integer(4);
    row.state = query.value<OutboxState>(5);
    row.operation_uuid = query.text(6);
    row.begins = query.instant(7);
    row.calcom_uid = query.text(8);
    row.sends = query.integer(9);
    row.lookups = query.integer(10);
    row.last_result = query.text(11);
    row.due = query.instant(12);
    row.created = query.instant(13);
    row.settled = query.optionalInstant(14);
    return row;
}

Result<QList<OutboxRow>> all(Query &query)
{
    if (auto done = query.exec(); !done)
        return done.error();
    QList<OutboxRow> rows;
    while (query.next())
        rows.append(current(query));
    return rows;
}

bool isOpen(OutboxState state)
{
    switch (state) {
    case OutboxState::Pending:
    case OutboxState::Sending:
    case OutboxState::Verifying:
    case OutboxState::Waiting:
        return true;
    case OutboxState::Review:
    case OutboxState::Done:
        return false;
    }
    return false;
}

/// What never left the machine need not. A create that left and was never found may be there all the same, hidden: it
/// is looked for as the booking it was, and not sent once more as another. True = its end is still to come, and sync
/// then follows the book.
Result<bool> supersede(Transaction &tx, OutboxRow &row)
{
    if (row.state == OutboxState::Done)
        return false;
    const bool is_create = row.operation == SyncOperation::Create;
    auto may_exist = is_create ? AttemptTable::mayHaveBeenExecuted(tx.connection(), row.id) : Result<bool>(false);
    if (!may_exist)
        return may_exist;
    if (row.state == OutboxState::Sending || (!*may_exist && row.sends > 0 && isOpen(row.state)))
        return true;
    if (*may_exist) {
        const bool is_looking = row.state == OutboxState::Verifying;
        row.state = OutboxState::Verifying;
        row.last_result = QStringLiteral("overtaken");
        if (!is_looking) {
            row.lookups = 0;
            row.due = tx.now();
        }
    } else {
        row.state = OutboxState::Done;
        row.settled = tx.now();
    }
    if (auto updated = OutboxTable::update(tx, row); !updated)
        return updated.error();
    return *may_exist;
}

/// The rows of one phase that the change overtakes; a cancel is never taken back, and a create that a later one has
/// replaced stays with the person who looks for it.
Result<bool> supersedeAll(Transaction &tx, QList<OutboxRow> &rows, PhaseId phase)
{
    bool on_its_way = false;
    OutboxId newest;
    for (const OutboxRow &row : rows)
        if (row.phase == phase && row.operation == SyncOperation::Create)
            newest = row.id;
    for (OutboxRow &row : rows) {
        const bool is_replaced = row.operation == SyncOperation::Create && row.id != newest;
        if (row.phase != phase || row.operation == SyncOperation::Cancel || is_replaced)
            continue;
        auto open = supersede(tx, row);
        if (!open)
            return open;
        on_its_way = on_its_way || *open;
    }
    return on_its_way;
}

/// Nothing is left that anybody could decide about.
Result<void> closeIfSettled(Transaction &tx, AppointmentId id)
{
    auto rows = OutboxTable::ofAppointment(tx.connection(), id);
    if (!rows)
        return rows.error();
    const bool is_settled =
        std::all_of(rows->cbegin(), rows->cend(), [](const OutboxRow &row) { return row.state == OutboxState::Done; });
    return is_settled ? ReviewTable::close(tx, id) : Result<void>();
}

OutboxRow operationOn(const Appointment &appointment, const Phase &phase, SyncOperation operation)
{
    OutboxRow row;
    row.appointment = appointment.id;
    row.phase = phase.id;
    row.operation = operation;
    row.version = appointment.version;
    row.begins = phase.span.begin;
    row.calcom_uid = operation == SyncOperation::Create ? QString() : phase.calcom_uid;
    return row;
}

} // namespace

Result<OutboxId> OutboxTable::add(Transaction &tx, Random &random, OutboxRow row)
{
    if (row.operation_uuid.isEmpty())
        row.operation_uuid = random.uuid();
    if (row.created == Instant())
        row.created = tx.now();
    if (row.due == Instant())
        row.due = tx.now();
    Query query(tx, "INSERT INTO outbox (appointment, phase, operation, version, state, operation_uuid, begins_ms, "
                    "calcom_uid, sends, lookups, last_result, due_at_ms, created_at_ms) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
    auto id = query.bind(row.appointment)
                  .bind(row.phase)
                  .bind(row.operation)
                  .bind(row.version)
                  .bind(row.state)
                  .bind(row.operation_uuid)
                  .bind(row.begins)
                  .bind(row.calcom_uid)
                  .bind(row.sends)
                  .bind(row.lookups)
                  .bind(row.last_result)
                  .bind(row.due)
                  .bind(row.created)
                  .execReturningId();
    if (!id)
        return id.error();
    tx.changed("outbox", *id);
    return OutboxId{*id};
}

Result<void> OutboxTable::addBooked(Transaction &tx, Random &random, const Appointment &booked)
{
    for (const Phase &phase : booked.phases) {
        if (!phase.busy || phase.staff.isNull() || !phase.calcom_uid.isEmpty())
            continue;
        if (auto added = add(tx, random, operationOn(booked, phase, SyncOperation::Create)); !added)
            return added.error();
        if (auto set = setPhase(tx, phase.id, SyncStatus::Pending, {}); !set)
            return set;
    }
    return {};
}

Result<void> OutboxTable::addMoved(Transaction &tx, Random &random, const Appointment &before, const Appointment &after)
{
    auto rows = ofAppointment(tx.connection(), after.id);
    if (!rows)
        return rows.error();
    for (const Phase &phase : after.phases) {
        if (!phase.busy)
            continue;
        const auto old = std::find_if(before.phases.cbegin(), before.phases.cend(),
                                      [&](const Phase &p) { return p.id == phase.id; });
        const bool known = old != before.phases.cend();
        if (known && old->staff == phase.staff && old->span == phase.span)
            continue; // an assistant's part that stays: so does what is queued for it
        const bool same_type = known && old->staff == phase.staff && old->span.length() == phase.span.length();
        auto on_its_way = supersedeAll(tx, *rows, phase.id);
        if (!on_its_way)
            return on_its_way.error();
        if (auto moved =
                addMovedPhase(tx, random, after, phase, known ? old->calcom_uid : QString(), same_type, *on_its_way);
            !moved)
            return moved;
    }
    return {};
}

Result<void> OutboxTable::addMovedPhase(Transaction &tx, Random &random, const Appointment &after, const Phase &phase,
                                        const QString &uid, bool same_type, bool on_its_way)
{
    Phase remote = phase;
    remote.calcom_uid = uid;
    Result<OutboxId> added = OutboxId{};
    const bool mirrored = !uid.isEmpty();
    if (mirrored && !on_its_way)
        added =
            add(tx, random, operationOn(after, remote, same_type ? SyncOperation::Reschedule : SyncOperation::Cancel));
    const bool needs_new = !mirrored || !same_type;
    if (added && needs_new && !on_its_way && !phase.staff.isNull())
        added = add(tx, random, operationOn(after, phase, SyncOperation::Create));
    if (!added)
        return added.error();
    const bool nothing_to_do = phase.staff.isNull() && !mirrored && !on_its_way;
    const bool keeps_uid = mirrored && (same_type || on_its_way);
    return setPhase(tx, phase.id, nothing_to_do ? SyncStatus::None : SyncStatus::Pending, keeps_uid ? uid : QString());
}

Result<void> OutboxTable::takeAsMoved(Transaction &tx, const Appointment &after, const MirroredPart &part)
{
    auto rows = ofAppointment(tx.connection(), after.id);
    if (!rows)
        return rows.error();
    for (OutboxRow &row : *rows) {
        if (row.phase != part.phase || row.version != after.version || row.state != OutboxState::Pending)
            continue;
        row.state = OutboxState::Done;
        row.settled = tx.now();
        if (auto updated = update(tx, row); !updated)
            return updated;
    }
    return setPhase(tx, part.phase, SyncStatus::Synced, part.uid);
}

Result<void> OutboxTable::addCancelled(Transaction &tx, Random &random, const Appointment &cancelled)
{
    auto rows = ofAppointment(tx.connection(), cancelled.id);
    if (!rows)
        return rows.error();
    bool is_over = true;
    for (const Phase &phase : cancelled.phases) {
        if (!phase.busy)
            continue;
        auto on_its_way = supersedeAll(tx, *rows, phase.id);
        if (!on_its_way)
            return on_its_way.error();
        const bool mirrored = !phase.calcom_uid.isEmpty();
        if (mirrored && !*on_its_way)
            if (auto added = add(tx, random, operationOn(cancelled, phase, SyncOperation::Cancel)); !added)
                return added.error();
        const SyncStatus status = mirrored || *on_its_way ? SyncStatus::Pending : SyncStatus::None;
        if (auto set = setPhase(tx, phase.id, status, phase.calcom_uid); !set)
            return set;
        is_over = is_over && status == SyncStatus::None;
    }
    return is_over ? closeIfSettled(tx, cancelled.id) : Result<void>();
}

Result<void> OutboxTable::withdraw(Transaction &tx, const Appointment &before, const Appointment &after)
{
    const bool is_cancelled = after.status == AppointmentStatus::Cancelled;
    const bool was_cancelled = before.status == AppointmentStatus::Cancelled;
    if (before.span == after.span && before.staff == after.staff && is_cancelled == was_cancelled)
        return {};
    auto rows = ofAppointment(tx.connection(), after.id);
    if (!rows)
        return rows.error();
    for (OutboxRow &row : *rows) {
        const auto phase =
            std::find_if(after.phases.cbegin(), after.phases.cend(), [&](const Phase &p) { return p.id == row.phase; });
        auto has_left = AttemptTable::mayHaveBeenExecuted(tx.connection(), row.id);
        if (!has_left)
            return has_left.error();
        const bool is_others = phase == after.phases.cend() || row.calcom_uid != phase->calcom_uid;
        const bool still_says = row.operation == SyncOperation::Cancel
                                    ? is_cancelled || is_others
                                    : row.operation == SyncOperation::Reschedule && !is_cancelled;
        if (row.state == OutboxState::Done || row.sends > 0 || *has_left || still_says)
            continue;
        row.state = OutboxState::Done;
        row.settled = tx.now();
        if (auto updated = update(tx, row); !updated)
            return updated;
        const SyncStatus status = phase->calcom_uid.isEmpty() ? SyncStatus::None : SyncStatus::Synced;
        if (auto set = setPhase(tx, row.phase, status, phase->calcom_uid); !set)
            return set;
    }
    return closeIfSettled(tx, after.id);
}

Result<OutboxRow> OutboxTable::read(Connection &connection, OutboxId id)
{
    Query query(connection, select("WHERE o.id = ?"));
    auto found = query.bind(id).fetch();
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorCode::NotFound, QStringLiteral("no outbox row %1").arg(id.value)};
    return current(query);
}

Result<QList<OutboxRow>> OutboxTable::ofAppointment(Connection &connection, AppointmentId id)
{
    Query query(connection, select("WHERE o.appointment = ? ORDER BY o.id"));
    query.bind(id);
    return all(query);
}

Result<QList<OutboxRow>> OutboxTable::inState(Connection &connection, OutboxState state)
{
    Query query(connection, select("WHERE o.state = ? ORDER BY o.id"));
    query.bind(state);
    return all(query);
}

Result<bool> OutboxTable::isReplaced(Connection &connection, const OutboxRow &row)
{
    if (row.operation != SyncOperation::Create)
        return false;
    Query query(connection, "SELECT id FROM outbox WHERE phase = ? AND operation = 'create' AND id > ? LIMIT 1");
    return query.bind(row.phase).bind(row.id).fetch();
}

Result<void> OutboxTable::update(Transaction &tx, const OutboxRow &row)
{
    Query query(tx, "UPDATE outbox SET state = ?, begins_ms = ?, calcom_uid = ?, sends = ?, lookups = ?, "
                    "last_result = ?, due_at_ms = ?, settled_at_ms = ? WHERE id = ?");
    auto done = query.bind(row.state)
                    .bind(row.begins)
                    .bind(row.calcom_uid)
                    .bind(row.sends)
                    .bind(row.lookups)
                    .bind(row.last_result)
                    .bind(row.due)
                    .bind(row.settled)
                    .bind(row.id)
                    .exec();
    if (done)
        tx.changed("outbox", row.id);
    return done;
}

Result<SyncCounts> OutboxTable::counts(Connection &connection)
{
    // What was overtaken by the book, or settled by a person, is done but not synced.
    Query query(connection, "SELECT o.state, COUNT(*), MIN(o.due_at_ms), "
                            "SUM(CASE WHEN o.sends > 0 AND p.sync_status = 'synced' THEN 1 ELSE 0 END) "
                            "FROM outbox o JOIN phases p ON p.id = o.phase GROUP BY o.state");
    if (auto done = query.exec(); !done)
        return done.error();
    SyncCounts counts;
    while (query.next()) {
        const OutboxState state = query.value<OutboxState>(0);
        const int rows = query.integer(1);
        if (isOpen(state) && (!counts.oldest_due || query.instant(2) < *counts.oldest_due))
            counts.oldest_due = query.instant(2);
        switch (state) {
        case OutboxState::Pending:
            counts.pending = rows;
            break;
        case OutboxState::Sending:
            counts.sending = rows;
            break;
        case OutboxState::Verifying:
            counts.verifying = rows;
            break;
        case OutboxState::Waiting:
            counts.waiting = rows;
            break;
        case OutboxState::Review:
            counts.review = rows;
            break;
        case OutboxState::Done:
            counts.synced = query.integer(3);
            break;
        }
    }
    return counts;
}

Result<void> OutboxTable::setPhase(Transaction &tx, PhaseId phase, SyncStatus status, const QString &calcom_uid)
{
    if (!calcom_uid.isEmpty()) {
        Query taken(tx, "SELECT id FROM phases WHERE calcom_uid = ? AND id <> ?");
        auto found = taken.bind(calcom_uid).bind(phase).fetch();
        if (!found)
            return found.error();
        if (*found)
            return Error{ErrorCode::Refused,
                         QStringLiteral("this booking already stands for phase %1").arg(taken.int64(0))};
    }
    Query query(tx, "UPDATE phases SET sync_status = ?, calcom_uid = ? WHERE id = ? RETURNING appointment");
    auto appointment = query.bind(status).bindOrNull(calcom_uid).bind(phase).execReturningId();
    if (!appointment)
        return appointment.error();
    tx.changed("appointments", *appointment);
    return {};
}

SyncStatus OutboxTable::derived(const QList<Phase> &phases)
{
    int pending = 0;
    int synced = 0;
    int review = 0;
    for (const Phase &phase : phases) {
        if (!phase.busy)
            continue;
        switch (phase.sync_status) {
        case SyncStatus::None:
            break;
        case SyncStatus::Pending:
            ++pending;
            break;
        case SyncStatus::Synced:
            ++synced;
            break;
        case SyncStatus::Partial:
        case SyncStatus::Review:
            ++review;
            break;
        }
    }
    if (pending > 0)
        return SyncStatus::Pending;
    if (review > 0)
        return synced > 0 ? SyncStatus::Partial : SyncStatus::Review;
    return synced > 0 ? SyncStatus::Synced : SyncStatus::None;
}

} // namespace salon
