// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/domain/ids.h"
#include "core/domain/words.h"

#include <QList>
#include <QString>

/// The book: appointments made of contiguous phases that cover [begin, end) exactly.
namespace salon
{

struct Phase {
    PhaseId id;
    QString key;  // the segment's
    QString name; // as the service called it when it was booked
    TimeRange span;
    bool busy = true;
    StaffId staff;       // who does it; none while unassigned
    ResourceId resource; // what it takes one unit of, e.g. a basin
    /// Only busy phases are mirrored; a free one is always None.
    SyncStatus sync_status = SyncStatus::None;
    QString calcom_uid; // a secret: opens the booking to anybody; never in logs
    bool operator==(const Phase &) const = default;
};

struct Appointment {
    AppointmentId id;
    QString key; // from the salon file, else empty
    BranchId branch;
    ServiceId service;
    StaffId staff; // none = unassigned: blocks everybody until assigned
    CustomerId customer;
    QString attendee_name; // who comes, when it is not the customer
    TimeRange span;
    AppointmentStatus status = AppointmentStatus::Confirmed;
    Source source = Source::Desk;
    QString call_id; // the call that made it, else empty
    QString notes;
    QString cancel_reason;
    bool overbooked = false; // a person knew, and booked anyway
    bool test = false;       // made by event-maps test: left out of figures
    Instant created_at;
    int version = 1; // grows with each change; a stale edit is refused
    QList<Phase> phases;
    bool operator==(const Appointment &) const = default;
};

} // namespace salon
