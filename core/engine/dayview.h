// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/slotsearch.h"
#include "core/base/zone.h"
#include "core/domain/appointment.h"
#include "core/domain/customer.h"
#include "core/domain/salon.h"

#include <QDate>
#include <QList>
#include <QString>

/// The book as the appointments page shows it: values read at one moment, free of further look-ups.
namespace salon
{

struct AppointmentView {
    Appointment appointment;
    QString customer_name;
    QString customer_phone;
    QString service_name;
    QString staff_name; // empty = unassigned
    SyncStatus sync = SyncStatus::None;
    int busy_phases = 0;
    int synced_phases = 0;
    /// Who comes: the attendee where one is named, else the customer.
    QString who() const { return appointment.attendee_name.isEmpty() ? customer_name : appointment.attendee_name; }
    bool operator==(const AppointmentView &) const = default;
};

struct StaffColumn {
    StaffId id;
    QString name;
    QString account; // tells people of one name apart; else empty
    QList<TimeRange> working;
    QList<TimeRange> breaks;
    QList<Absence> absences; // cut to the day
    bool operator==(const StaffColumn &) const = default;
};

/// A stretch of a person's time that is kept for a call while its caller decides.
struct HoldView {
    StaffId staff;
    TimeRange span;
    QString service_name;
    Instant expires_at;
    bool operator==(const HoldView &) const = default;
};

struct DayView {
    QDate date;
    Zone zone;
    Instant now;
    TimeRange shown; // what the calendar draws: opening hours, widened by what lies outside
    bool closed = false;
    QString closed_reason;
    QList<StaffColumn> columns;
    QList<AppointmentView> appointments; // without cancelled ones
    QList<HoldView> holds;               // firm ones that had not run out
    int free_gap_minutes = 0;            // processing time in which somebody else could be served
    bool operator==(const DayView &) const = default;
};

/// What the new-appointment dialog asks: who can do it when, and why not at other times.
struct StartQuestion {
    BranchId branch;
    ServiceId service;
    StaffId staff; // none = anyone
    CustomerId customer;
    QDate date;
    std::optional<Appointment> moving;
};

struct StartView {
    Instant start;
    StaffId staff;
    QString staff_name;
    bool free = false;
    QString why_not;           // a sentence in the desk's language
    bool warns = false;        // free for the desk, but a person will have to mirror it
    bool may_overbook = false; // not free, but a person may book it knowing what it meets
    bool operator==(const StartView &) const = default;
};

struct CustomerMatch {
    Customer customer;
    QString usual_service; // the most frequent one; empty without history
    ServiceId usual_service_id;
    int visits = 0;
    bool operator==(const CustomerMatch &) const = default;
};

} // namespace salon
