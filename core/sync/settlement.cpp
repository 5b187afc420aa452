// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/settlement.h"

#include "core/base/checks.h"
#include "core/base/logging.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/reviewtable.h"
#include "core/sync/syncswitch.h"

#include <algorithm>
#include <QJsonArray>

namespace salon
{

namespace
{

bool isSettled(OutboxState state)
{
    return state == OutboxState::Done;
}

bool isUnderWay(OutboxState state)
{
    return state != OutboxState::Done && state != OutboxState::Review;
}

} // namespace

Settlement::Settlement(Transaction &tx, Random &random, const Catalogue &catalogue)
    : m_tx(tx)
    , m_random(random)
    , m_catalogue(catalogue)
{
}

Result<void> Settlement::apply(OutboxRow row, SyncDecision decision, const SyncOutcome &outcome,
                               const QString &key_label)
{
    auto appointment = AppointmentTable::read(m_tx.connection(), row.appointment);
    if (!appointment)
        return appointment.error();
    m_appointment = *appointment;
    const auto phase = std::find_if(m_appointment.phases.cbegin(), m_appointment.phases.cend(),
                                    [&](const Phase &p) { return p.id == row.phase; });
    m_phase = phase == m_appointment.phases.cend() ? Phase() : *phase;

    if (decision.state == OutboxState::Review && decision.review) {
        auto is_overtaken = overtaken(row, *decision.review);
        if (!is_overtaken)
            return is_overtaken.error();
        if (*is_overtaken)
            decision.state = OutboxState::Done;
    }
    const bool overtaken_now = decision.review && decision.state == OutboxState::Done;
    row.state = decision.state;
    row.due = decision.due;
    row.sends = decision.sends;
    row.lookups = decision.lookups;
    row.last_result = decision.memory.text();
    if (isSettled(row.state))
        row.settled = m_tx.now();
    if (auto updated = OutboxTable::update(m_tx, row); !updated)
        return updated;
    if (decision.pauses_key)
        return refusedKey(decision, outcome, key_label);
    if (overtaken_now)
        return {};
    if (isSettled(row.state))
        return done(row, decision, outcome);
    if (row.state == OutboxState::Review)
        return review(row, decision.review.value_or(ReviewCause::NotConfirmed), outcome);
    return {};
}

Result<void> Settlement::done(const OutboxRow &row, const SyncDecision &decision, const SyncOutcome &outcome)
{
    if (decision.outcome == AttemptOutcome::NotSent)
        return neverSent(row);
    Result<void> written;
    switch (row.operation) {
    case SyncOperation::Create:
    case SyncOperation::Reschedule:
        written = created(row, outcome);
        break;
    case SyncOperation::Cancel:
        // A phase that got a new booking meanwhile is that booking's.
        if (m_phase.calcom_uid == row.calcom_uid)
            written = OutboxTable::setPhase(m_tx, row.phase, SyncStatus::Synced, row.calcom_uid);
        break;
    }
    if (!written)
        return written;
    auto rows = OutboxTable::ofAppointment(m_tx.connection(), row.appointment);
    if (!rows)
        return rows.error();
    const bool all_settled =
        std::all_of(rows->cbegin(), rows->cend(), [](const OutboxRow &other) { return isSettled(other.state); });
    return all_settled ? ReviewTable::close(m_tx, row.appointment) : Result<void>();
}

Result<void> Settlement::created(const OutboxRow &row, const SyncOutcome &outcome)
{
    SALON_CHECK(outcome.booking.has_value());
    auto written = OutboxTable::setPhase(m_tx, row.phase, SyncStatus::Synced, outcome.booking->uid);
    if (written)
        return follow(row, *outcome.booking);
    if (written.error().code != ErrorCode::Refused)
        return written;
    OutboxRow stuck = row;
    stuck.state = OutboxState::Review;
    stuck.settled.reset();
    if (auto updated = OutboxTable::update(m_tx, stuck); !updated)
        return updated;
    SyncOutcome evidence = outcome;
    evidence.error = QStringLiteral("the booking that was found stands for another phase already");
    return review(stuck, ReviewCause::Duplicate, evidence);
}

Result<void> Settlement::neverSent(const OutboxRow &row)
{
    if (!m_phase.calcom_uid.isEmpty() || m_phase.id.isNull() || row.operation != SyncOperation::Create)
        return {};
    return OutboxTable::setPhase(m_tx, row.phase, SyncStatus::None, {});
}

Result<void> Settlement::follow(const OutboxRow &row, const calcom::Booking &booking)
{
    if (m_appointment.version <= row.version)
        return {};
    auto rows = OutboxTable::ofAppointment(m_tx.connection(), row.appointment);
    if (!rows)
        return rows.error();
    for (const OutboxRow &other : *rows)
        if (other.phase == row.phase && other.id > row.id && isUnderWay(other.state))
            return {}; // the desk said already what comes next
    if (m_appointment.status == AppointmentStatus::Cancelled)
        return add(row, SyncOperation::Cancel, booking.uid);
    const EventMap *map = m_catalogue.eventMap(m_phase.staff, m_appointment.service, m_phase.key);
    const bool other_type = !map || (booking.event_type_id != 0 && booking.event_type_id != map->bookableId());
    if (other_type) {
        if (auto added = add(row, SyncOperation::Cancel, booking.uid); !added)
            return added;
        if (auto added = add(row, SyncOperation::Create, {}); !added)
            return added;
        return OutboxTable::setPhase(m_tx, row.phase, SyncStatus::Pending, {});
    }
    return booking.start == m_phase.span.begin ? Result<void>() : add(row, SyncOperation::Reschedule, booking.uid);
}

Result<void> Settlement::add(const OutboxRow &after, SyncOperation operation, const QString &uid)
{
    OutboxRow next;
    next.appointment = after.appointment;
    next.phase = after.phase;
    next.operation = operation;
    next.version = m_appointment.version;
    next.begins = m_phase.span.begin;
    next.calcom_uid = uid;
    if (auto added = OutboxTable::add(m_tx, m_random, next); !added)
        return added.error();
    return OutboxTable::setPhase(m_tx, after.phase, SyncStatus::Pending, uid);
}

Result<bool> Settlement::overtaken(const OutboxRow &row, ReviewCause cause)
{
    const bool proved_absent = cause == ReviewCause::Conflict || cause == ReviewCause::Rejected;
    if (m_appointment.version <= row.version || row.operation == SyncOperation::Cancel || !proved_absent)
        return false;
    const bool is_cancelled = m_appointment.status == AppointmentStatus::Cancelled;
    const bool is_moved = m_phase.span.begin != row.begins;
    Result<void> next;
    if (is_cancelled && m_phase.calcom_uid.isEmpty())
        next = OutboxTable::setPhase(m_tx, row.phase, SyncStatus::None, {});
    else if (is_cancelled)
        next = add(row, SyncOperation::Cancel, m_phase.calcom_uid);
    else if (is_moved)
        next = add(row, row.operation, row.operation == SyncOperation::Create ? QString() : m_phase.calcom_uid);
    else
        return false;
    if (!next)
        return next.error();
    return true;
}

QString Settlement::group(ReviewCause cause) const
{
    if (cause != ReviewCause::MissingEventMap)
        return {};
    const Service *service = m_catalogue.service(m_appointment.service);
    const Staff *member = m_catalogue.member(m_phase.staff);
    return (service ? service->key : QString()) + QLatin1Char('/') + (member ? member->key : QString());
}

Result<void> Settlement::review(const OutboxRow &row, ReviewCause cause, const SyncOutcome &outcome)
{
    if (auto set = OutboxTable::setPhase(m_tx, row.phase, SyncStatus::Review, m_phase.calcom_uid); !set)
        return set;
    if (SendMemory::parse(row.last_result).result == SendMemory::Result::VerifyAsked)
        return {}; // its item is open still
    QJsonObject phase{{QStringLiteral("phase"), m_phase.key},
                      {QStringLiteral("operation"), word(row.operation)},
                      {QStringLiteral("error"), maskedText(outcome.error)}};
    if (outcome.http_status)
        phase.insert(QStringLiteral("http_status"), *outcome.http_status);
    ReviewItem item;
    item.appointment = row.appointment;
    item.cause = cause;
    item.group = group(cause);
    item.evidence = {{QStringLiteral("phases"), QJsonArray{phase}}};
    if (auto opened = ReviewTable::open(m_tx, item); !opened)
        return opened.error();
    return {};
}

Result<void> Settlement::refusedKey(const SyncDecision &decision, const SyncOutcome &outcome, const QString &key_label)
{
    if (auto paused = SyncSwitch::pauseKey(m_tx, key_label, decision.due); !paused)
        return paused;
    ReviewItem item;
    item.cause = ReviewCause::Auth;
    item.group = key_label;
    item.evidence = {{QStringLiteral("key"), key_label}, {QStringLiteral("error"), maskedText(outcome.error)}};
    if (outcome.http_status)
        item.evidence.insert(QStringLiteral("http_status"), *outcome.http_status);
    if (auto opened = ReviewTable::open(m_tx, item); !opened)
        return opened.error();
    return {};
}

} // namespace salon
