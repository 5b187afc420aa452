// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <QList>
#include <QString>

/// The closed vocabularies of the book, and the words under which they are stored, exported and printed
/// (shared/interfaces.md section 2 fixes the spelling; never renumber, never translate here).
namespace salon
{

enum class AppointmentStatus { Confirmed, Arrived, Done, NoShow, Cancelled };
enum class Source { Phone, Desk, Calcom, Ctl, Import };
enum class SyncStatus { None, Pending, Synced, Partial, Review };
enum class AttemptOutcome { Sent, Ok, Recovered, NotFound, Conflict, Rejected, Retry, NotSent, Interrupted };
enum class ReviewState { Open, Snoozed, Settled, Closed };
enum class ReviewCause {
    MissingEventMap,
    NotConfirmed,
    Conflict,
    Partial,
    Rejected,
    Auth,
    RemoteMissing,
    RemoteChanged,
    RemoteCancelled,
    Duplicate,
    ToldDiffers,
    LocalData,
};
/// What a person should do first about a cause.
enum class SuggestedAction { SetEventMap, Verify, Move, Retry, CheckKey, CallCustomer, CorrectData };
/// Why a start is not free: the first rule that blocks it.
enum class Rule {
    ClosedDay,
    OpeningHours,
    WorkingHours,
    Break,
    Absence,
    Notice,
    Horizon,
    Past,
    OffGrid,
    Capability,
    EventMap,
    Appointment,
    UnassignedAppointment,
    Hold,
    Resource,
    BusyBlock,
    Customer,
};
enum class SyncOperation { Create, Cancel, Reschedule };
/// Life of one outbox row. Waiting = a repeat is due later; Done and Review are ends.
enum class OutboxState { Pending, Sending, Verifying, Waiting, Review, Done };

QString word(AppointmentStatus);
QString word(Source);
QString word(SyncStatus);
QString word(AttemptOutcome);
QString word(ReviewState);
QString word(ReviewCause);
QString word(SuggestedAction);
QString word(Rule);
QString word(SyncOperation);
QString word(OutboxState);

/// The value behind a word, if it is one of the vocabulary: fromWord<Source>(u"phone").
template <typename E>
std::optional<E> fromWord(QStringView text);

SuggestedAction suggestedAction(ReviewCause cause);

/// Does an appointment in this state take its staff member's time? The one place that decides it.
bool blocksTime(AppointmentStatus status);

} // namespace salon
