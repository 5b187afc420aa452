// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/words.h"

#include "core/base/checks.h"

namespace salon
{

namespace
{

template <typename E>
struct Word {
    E value;
    const char *text;
};

template <typename E>
struct Vocabulary;

#define SALON_VOCABULARY(E, ...)                                                                                       \
    template <>                                                                                                        \
    struct Vocabulary<E> {                                                                                             \
        static constexpr Word<E> words[] = {__VA_ARGS__};                                                              \
    };                                                                                                                 \
    }                                                                                                                  \
    QString word(E value)                                                                                              \
    {                                                                                                                  \
        return wordOf(value);                                                                                          \
    }                                                                                                                  \
    template <>                                                                                                        \
    std::optional<E> fromWord<E>(QStringView text)                                                                     \
    {                                                                                                                  \
        return valueOf<E>(text);                                                                                       \
    }                                                                                                                  \
    namespace                                                                                                          \
    {

template <typename E>
QString wordOf(E value)
{
    for (const Word<E> &entry : Vocabulary<E>::words)
        if (entry.value == value)
            return QString::fromLatin1(entry.text);
    SALON_CHECK(!"every value has a word");
}

template <typename E>
std::optional<E> valueOf(QStringView text)
{
    for (const Word<E> &entry : Vocabulary<E>::words)
        if (text == QLatin1String(entry.text))
            return entry.value;
    return std::nullopt;
}

SALON_VOCABULARY(AppointmentStatus, {AppointmentStatus::Confirmed, "confirmed"},
                 {AppointmentStatus::Arrived, "arrived"}, {AppointmentStatus::Done, "done"},
                 {AppointmentStatus::NoShow, "no_show"}, {AppointmentStatus::Cancelled, "cancelled"})
SALON_VOCABULARY(Source, {Source::Phone, "phone"}, {Source::Desk, "desk"}, {Source::Calcom, "calcom"},
                 {Source::Ctl, "ctl"}, {Source::Import, "import"})
SALON_VOCABULARY(SyncStatus, {SyncStatus::None, "none"}, {SyncStatus::Pending, "pending"},
                 {SyncStatus::Synced, "synced"}, {SyncStatus::Partial, "partial"}, {SyncStatus::Review, "review"})
SALON_VOCABULARY(AttemptOutcome, {AttemptOutcome::Sent, "sent"}, {AttemptOutcome::Ok, "ok"},
                 {AttemptOutcome::Recovered, "recovered"}, {AttemptOutcome::NotFound, "not_found"},
                 {AttemptOutcome::Conflict, "conflict"}, {AttemptOutcome::Rejected, "rejected"},
                 {AttemptOutcome::Retry, "retry"}, {AttemptOutcome::NotSent, "not_sent"},
                 {AttemptOutcome::Interrupted, "interrupted"})
SALON_VOCABULARY(ReviewState, {ReviewState::Open, "open"}, {ReviewState::Snoozed, "snoozed"},
                 {ReviewState::Settled, "settled"}, {ReviewState::Closed, "closed"})
SALON_VOCABULARY(ReviewCause, {ReviewCause::MissingEventMap, "missing_event_map"},
                 {ReviewCause::NotConfirmed, "not_confirmed"}, {ReviewCause::Conflict, "conflict"},
                 {ReviewCause::Partial, "partial"}, {ReviewCause::Rejected, "rejected"}, {ReviewCause::Auth, "auth"},
                 {ReviewCause::RemoteMissing, "remote_missing"}, {ReviewCause::RemoteChanged, "remote_changed"},
                 {ReviewCause::RemoteCancelled, "remote_cancelled"}, {ReviewCause::Duplicate, "duplicate"},
                 {ReviewCause::ToldDiffers, "told_differs"}, {ReviewCause::LocalData, "local_data"})
SALON_VOCABULARY(SuggestedAction, {SuggestedAction::SetEventMap, "set_event_map"}, {SuggestedAction::Verify, "verify"},
                 {SuggestedAction::Move, "move"}, {SuggestedAction::Retry, "retry"},
                 {SuggestedAction::CheckKey, "check_key"}, {SuggestedAction::CallCustomer, "call_customer"},
                 {SuggestedAction::CorrectData, "correct_data"})
SALON_VOCABULARY(Rule, {Rule::ClosedDay, "closed_day"}, {Rule::OpeningHours, "opening_hours"},
                 {Rule::WorkingHours, "working_hours"}, {Rule::Break, "break"}, {Rule::Absence, "absence"},
                 {Rule::Notice, "notice"}, {Rule::Horizon, "horizon"}, {Rule::Past, "past"},
                 {Rule::OffGrid, "off_grid"}, {Rule::Capability, "capability"}, {Rule::EventMap, "event_map"},
                 {Rule::Appointment, "appointment"}, {Rule::UnassignedAppointment, "unassigned_appointment"},
                 {Rule::Hold, "hold"}, {Rule::Resource, "resource"}, {Rule::BusyBlock, "busy_block"},
                 {Rule::Customer, "customer"})
SALON_VOCABULARY(SyncOperation, {SyncOperation::Create, "create"}, {SyncOperation::Cancel, "cancel"},
                 {SyncOperation::Reschedule, "reschedule"})
SALON_VOCABULARY(OutboxState, {OutboxState::Pending, "pending"}, {OutboxState::Sending, "sending"},
                 {OutboxState::Verifying, "verifying"}, {OutboxState::Waiting, "waiting"},
                 {OutboxState::Review, "review"}, {OutboxState::Done, "done"})

#undef SALON_VOCABULARY

} // namespace

SuggestedAction suggestedAction(ReviewCause cause)
{
    switch (cause) {
    case ReviewCause::MissingEventMap:
        return SuggestedAction::SetEventMap;
    case ReviewCause::NotConfirmed:
    case ReviewCause::RemoteMissing:
    case ReviewCause::Duplicate:
        return SuggestedAction::Verify;
    case ReviewCause::Conflict:
        return SuggestedAction::Move;
    case ReviewCause::Partial:
    case ReviewCause::Rejected:
        return SuggestedAction::Retry;
    case ReviewCause::Auth:
        return SuggestedAction::CheckKey;
    case ReviewCause::RemoteChanged:
    case ReviewCause::RemoteCancelled:
    case ReviewCause::ToldDiffers:
        return SuggestedAction::CallCustomer;
    case ReviewCause::LocalData:
        return SuggestedAction::CorrectData;
    }
    SALON_CHECK(!"every cause has an action");
}

bool blocksTime(AppointmentStatus status)
{
    switch (status) {
    case AppointmentStatus::Confirmed:
    case AppointmentStatus::Arrived:
    case AppointmentStatus::Done:
        return true;
    case AppointmentStatus::NoShow:
    case AppointmentStatus::Cancelled:
        return false;
    }
    SALON_CHECK(!"every status decides");
}

} // namespace salon
