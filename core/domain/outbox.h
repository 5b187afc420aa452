// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/domain/ids.h"
#include "core/domain/words.h"

#include <optional>
#include <QJsonObject>
#include <QList>
#include <QString>

/// The mirror's own records: what is to be done at Cal.com, what was tried, what a person must look at.
namespace salon
{

/// One operation on one phase that Cal.com is to hear of.
struct OutboxRow {
    OutboxId id;
    AppointmentId appointment;
    PhaseId phase;
    SyncOperation operation = SyncOperation::Create;
    int version = 1; // the appointment's version it mirrors
    OutboxState state = OutboxState::Pending;
    QString operation_uuid; // the same for every send of this row, so that a look-up finds any of them
    Instant begins;         // the phase's start to be mirrored
    QString calcom_uid;     // cancel, reschedule: which booking
    int sends = 0;          // that left the machine, or may have
    int lookups = 0;        // since the last send
    QString last_result;    // written and read by sync alone; empty = not sent yet
    Instant due;
    Instant created;
    std::optional<Instant> settled;
    bool operator==(const OutboxRow &) const = default;
};

/// One exchange with Cal.com, or the reason why there was none. `error` is complete, people masked.
struct Attempt {
    AttemptId id;
    OutboxId outbox;
    AppointmentId appointment;
    PhaseId phase;
    QString phase_key;
    Instant at;
    QString operation; // create, cancel, reschedule, verify
    QString request;   // as people may read it; empty = a look-up, or nothing left
    AttemptOutcome outcome = AttemptOutcome::Sent;
    std::optional<int> http_status;
    QString error;
    QString request_id;
    std::optional<milliseconds> took;
    bool operator==(const Attempt &) const = default;
};

/// One entry of the manual-review queue. Without appointment: it concerns the salon (a key that was refused).
struct ReviewItem {
    ReviewId id;
    AppointmentId appointment;
    ReviewCause cause = ReviewCause::NotConfirmed;
    QString group;        // what belongs together: one missing map behind many appointments
    QJsonObject evidence; // phases, error, people masked
    ReviewState state = ReviewState::Open;
    Instant opened;
    std::optional<Instant> closed;
    std::optional<Instant> snoozed_until;
    QString owner;
    QString settled_reason;
    int again = 0; // how often the same trouble had been put aside before
    bool operator==(const ReviewItem &) const = default;
};

struct SyncCounts {
    int pending = 0;
    int sending = 0;
    int verifying = 0;
    int waiting = 0;
    int review = 0;
    int synced = 0;
    std::optional<Instant> oldest_due;
    bool operator==(const SyncCounts &) const = default;
};

} // namespace salon
