// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appointment.h"
#include "core/domain/changepolicy.h"
#include "core/phone/callcontext.h"
#include "core/phone/language/when.h"

#include <optional>

namespace salon
{

/// What cancel_appointment and reschedule_appointment were sent, read once: which appointment, what with it, and is it
/// confirmed. A name is never part of it: whose appointment it is, the call's number tells.
struct ChangeRequest {
    ChangeKind kind = ChangeKind::Cancel;
    std::optional<AppointmentId> id;
    When which;                // the day and time it has
    QList<ServiceId> services; // one of these
    QList<StaffId> staff;      // with one of these
    std::optional<bool> confirmed;
    QString reason;
    When wish;                 // of a move: the day and time it is to have
    QList<StaffId> wish_staff; // and with whom
    QString wish_staff_said;
    bool wish_anybody = false; // said so: it does not matter with whom

    static ChangeRequest of(const CallContext &context, ChangeKind kind);
    /// In the caller's own words, for whoever rings back: "Freitag 10 Uhr → Samstag 11 Uhr (krank)". With `is_known`
    /// the salon knows which appointment it is about.
    static QString said(const CallContext &context, ChangeKind kind, bool is_known);

    /// Agents send a move's new time and person without "new", too: what fits none of the caller's appointments is the
    /// wish.
    void settleMeaning(const QList<Appointment> &own, const Zone &zone);
    /// For the record, without names and numbers.
    QJsonObject written(const Catalogue &catalogue) const;
    bool namesAppointment() const;
    bool hasWish() const;
    bool fits(const Appointment &appointment, const Zone &zone) const;
    bool fitsTime(Instant begin, const Zone &zone) const;
    /// The wished start; a time without a day is meant on the day it has now.
    std::optional<Instant> start(const Zone &zone, QDate otherwise) const;
};

} // namespace salon
