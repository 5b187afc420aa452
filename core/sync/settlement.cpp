// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/settlement.h"

#include "core/base/checks.h"
#include "core/base/logging.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/attempttable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/reviewtable.h"
#include "core/sync/remote/remotereview.h"
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

QJsonObject answerIn(const Attempt &attempt)
{
    QJsonObject answer{{QStringLiteral("outcome"), word(attempt.outcome)}, {QStringLiteral("error"), attempt.error}};
    if (attempt.http_status)
        answer.insert(QStringLiteral("http_status"), *attempt.http_status);
    return answer;
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
    if (row.operation != SyncOperation::Create)
        if (auto followed = followMove(row, outcome); !followed)
            return followed;
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
    if (outcome.event == SyncEvent::FoundElsewhere)
        return compare(row, *outcome.booking);
    if (overtaken_now)
        return {};
    if (isSettled(row.state))
        return done(row, decision, outcome);
    if (row.state == OutboxState::Review)
        return review(row, decision.review, {});
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
    if (written)
        written = ReviewTable::dropRemotePart(m_tx, row.appointment, m_phase.key);
    if (!written)
        return written;
    auto rows = OutboxTable::ofAppointment(m_tx.connection(), row.appointment);
    if (!rows)
        return rows.error();
    const bool all_settled =
        std::all_of(rows->cbegin(), rows->cend(), [](const OutboxRow &other) { return isSettled(other.state); });
    if (all_settled)
        if (auto closed = ReviewTable::close(m_tx, row.appointment); !closed)
            return closed;
    const bool shows_more = outcome.booking && row.operation != SyncOperation::Cancel;
    return shows_more ? compare(row, *outcome.booking) : Result<void>();
}

/// What stands there may not be what the book says: a guest may have moved it before we saw it, or another host got it.
Result<void> Settlement::compare(const OutboxRow &row, const calcom::Booking &booking)
{
    auto appointment = AppointmentTable::read(m_tx.connection(), row.appointment);
    auto rows = OutboxTable::ofAppointment(m_tx.connection(), row.appointment);
    if (!appointment || !rows)
        return !appointment ? appointment.error() : rows.error();
    rows->removeIf([&](const OutboxRow &other) { return other.phase != row.phase; });
    MirroredPhase local{*appointment, {}, {}, std::move(*rows)};
    for (const Phase &phase : appointment->phases)
        if (phase.id == row.phase)
            local.phase = phase;
    if (const Staff *member = m_catalogue.member(local.phase.staff))
        local.host = member->calcom_user_id;
    const bool is_its_own = local.phase.calcom_uid == booking.uid;
    if (!is_its_own || judgeRemote(booking, {booking.uid}, local) != RemoteStep::Changed)
        return {};
    return RemoteReview::open(m_tx, ReviewCause::RemoteChanged, local, booking, {});
}

Result<void> Settlement::created(const OutboxRow &row, const SyncOutcome &outcome)
{
    SALON_CHECK(outcome.booking.has_value());
    for (const QString &duplicate : outcome.duplicates)
        if (auto taken = takeBack(m_tx, m_random, row, duplicate); !taken)
            return taken;
    auto is_replaced = OutboxTable::isReplaced(m_tx.connection(), row);
    if (!is_replaced)
        return is_replaced.error();
    if (*is_replaced)
        return takeBack(m_tx, m_random, row, outcome.booking->uid);
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
    return review(stuck, ReviewCause::Duplicate,
                  QStringLiteral("the booking that was found stands for another phase already"));
}

/// No version of the book asked for this, so it counts as none.
Result<void> Settlement::takeBack(Transaction &tx, Random &random, const OutboxRow &made, const QString &uid)
{
    const auto rows = OutboxTable::ofAppointment(tx.connection(), made.appointment);
    if (!rows)
        return rows.error();
    OutboxRow cancel;
    cancel.appointment = made.appointment;
    cancel.phase = made.phase;
    cancel.operation = SyncOperation::Cancel;
    for (const OutboxRow &other : *rows)
        if (other.phase == made.phase && other.operation == SyncOperation::Cancel)
            cancel.version = std::min(cancel.version, other.version);
    cancel.version = std::min(cancel.version, 0) - 1;
    cancel.begins = made.begins;
    cancel.calcom_uid = uid;
    auto added = OutboxTable::add(tx, random, cancel);
    return added ? Result<void>() : Result<void>(added.error());
}

/// A cancel or move whose booking became another one, by a move that nobody confirmed to us, is meant for that one.
Result<void> Settlement::followMove(OutboxRow &row, const SyncOutcome &outcome)
{
    const bool is_elsewhere = outcome.event == SyncEvent::NotFound || outcome.event == SyncEvent::FoundElsewhere;
    const bool is_moved =
        is_elsewhere && outcome.booking && outcome.booking->uid != row.calcom_uid && !outcome.booking->uid.isEmpty();
    if (!is_moved)
        return {};
    const bool is_the_phases = m_phase.calcom_uid == row.calcom_uid;
    row.calcom_uid = outcome.booking->uid;
    if (!is_the_phases)
        return {};
    m_phase.calcom_uid = row.calcom_uid;
    return OutboxTable::setPhase(m_tx, row.phase, SyncStatus::Pending, row.calcom_uid);
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
    if (m_appointment.version <= row.version || row.operation == SyncOperation::Cancel)
        return false;
    const bool is_cancelled = m_appointment.status == AppointmentStatus::Cancelled;
    const bool is_moved = m_phase.span.begin != row.begins;
    if (row.operation == SyncOperation::Create && !is_cancelled && !is_moved)
        return false;
    if (row.operation == SyncOperation::Create)
        return overtakenCreate(row, !is_cancelled);
    if (!proved_absent || (!is_cancelled && !is_moved))
        return false;
    const SyncOperation wanted = is_cancelled ? SyncOperation::Cancel : SyncOperation::Reschedule;
    auto next = m_phase.calcom_uid.isEmpty() ? OutboxTable::setPhase(m_tx, row.phase, SyncStatus::None, {})
                                             : add(row, wanted, m_phase.calcom_uid);
    return next ? Result<bool>(true) : Result<bool>(next.error());
}

/// Refused for good: nothing is there. Else it may be there, hidden from every look-up: a person keeps it, and what the
/// book wants now goes out under a name of its own.
Result<bool> Settlement::overtakenCreate(const OutboxRow &row, bool is_wanted)
{
    auto may_exist = AttemptTable::mayHaveBeenExecuted(m_tx.connection(), row.id);
    auto is_replaced = OutboxTable::isReplaced(m_tx.connection(), row);
    if (!may_exist || !is_replaced)
        return !may_exist ? may_exist : is_replaced;
    const bool needs_new = is_wanted && !*is_replaced && !m_phase.staff.isNull();
    Result<void> next;
    if (needs_new)
        next = add(row, SyncOperation::Create, {});
    else if (!*may_exist && !*is_replaced)
        next = OutboxTable::setPhase(m_tx, row.phase, SyncStatus::None, {});
    if (!next)
        return next.error();
    return !*may_exist;
}

QString Settlement::group(ReviewCause cause) const
{
    if (cause != ReviewCause::MissingEventMap)
        return {};
    const Service *service = m_catalogue.service(m_appointment.service);
    const Staff *member = m_catalogue.member(m_phase.staff);
    return (service ? service->key : QString()) + QLatin1Char('/') + (member ? member->key : QString());
}

Result<void> Settlement::review(const OutboxRow &row, std::optional<ReviewCause> cause, const QString &remark)
{
    auto is_replaced = OutboxTable::isReplaced(m_tx.connection(), row);
    if (!is_replaced)
        return is_replaced.error();
    if (!*is_replaced)
        if (auto set = OutboxTable::setPhase(m_tx, row.phase, SyncStatus::Review, m_phase.calcom_uid); !set)
            return set;
    if (!cause)
        return {}; // its item is open still
    auto phase = evidence(row);
    if (!phase)
        return phase.error();
    if (!remark.isEmpty())
        phase->insert(QStringLiteral("remark"), remark);
    ReviewItem item;
    item.appointment = row.appointment;
    item.cause = *cause;
    item.group = group(*cause);
    item.evidence = {{QStringLiteral("phases"), QJsonArray{*phase}}};
    if (SendMemory::parse(row.last_result).result == SendMemory::Result::Overtaken)
        if (auto known = joinOpenItem(item); !known)
            return known;
    if (auto opened = ReviewTable::open(m_tx, item); !opened)
        return opened.error();
    return {};
}

/// A person may have the same part before them already: it stays one case, with the cause it was opened for.
Result<void> Settlement::joinOpenItem(ReviewItem &item)
{
    auto open = ReviewTable::live(m_tx.connection(), m_tx.now());
    if (!open)
        return open.error();
    const QJsonObject part = item.evidence.value(u"phases").toArray().first().toObject();
    for (const ReviewItem &other : std::as_const(*open)) {
        const QJsonArray parts = other.evidence.value(u"phases").toArray();
        const bool is_same = std::any_of(parts.cbegin(), parts.cend(), [&](const QJsonValue &value) {
            return value.toObject().value(u"phase") == part.value(u"phase") &&
                   value.toObject().value(u"operation") == part.value(u"operation");
        });
        if (other.appointment != item.appointment || !is_same)
            continue;
        item.cause = other.cause;
        item.group = other.group;
    }
    return {};
}

/// What the send was answered, and beside it what looking it up brought; both as the attempts keep them.
Result<QJsonObject> Settlement::evidence(const OutboxRow &row)
{
    auto attempts = AttemptTable::ofAppointment(m_tx.connection(), row.appointment);
    if (!attempts)
        return attempts.error();
    attempts->removeIf([&](const Attempt &attempt) { return attempt.outbox != row.id; });
    const AttemptTable::Last last = AttemptTable::lastOf(*attempts, m_phase.key);
    QJsonObject phase = last.send ? answerIn(*last.send) : QJsonObject();
    phase.insert(QStringLiteral("phase"), m_phase.key);
    phase.insert(QStringLiteral("operation"), word(row.operation));
    if (last.lookup)
        phase.insert(QStringLiteral("lookup"), answerIn(*last.lookup));
    return phase;
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
