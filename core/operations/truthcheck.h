// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/appointment.h"
#include "core/domain/call.h"
#include "core/domain/catalogue.h"
#include "core/domain/outbox.h"
#include "core/storage/journaltable.h"

#include <optional>
#include <QList>
#include <QString>

namespace salon
{

class Connection;

/// How an appointment is, by what somebody says of it. Empty = not said.
struct AppointmentTold {
    AppointmentId id;
    bool stands = true; // not cancelled
    std::optional<Instant> begin;
    QString service; // keys
    QString staff;
    Instant at; // when it was said
    bool operator==(const AppointmentTold &) const = default;
};

struct TruthDifference {
    AppointmentId appointment;
    QString what; // book_missing, book_status, book_start, book_service, book_staff, remote_start, remote_status
    QString told;
    QString is;
    bool operator==(const TruthDifference &) const = default;
};

/// What the agent was told by us = the appointment = the bookings at Cal.com, as far as stored rows know them. What
/// others changed after the call is no difference. Each call is compared once, when it has ended and nothing more is
/// on its way for its appointments (a day later in any case); a difference opens a review item, which closes by
/// itself when things are equal again. Errors: Database.
struct TruthCheck {
    /// The last word on each appointment in the answers of a call.
    static QList<AppointmentTold> told(const QList<FunctionCallRecord> &answers);
    /// How the call left the appointment: what others wrote into the journal later is undone.
    static AppointmentTold leftBy(const QString &call_id, Instant told_at, const Appointment &now,
                                  const QList<JournalEntry> &journal, const Catalogue &catalogue);
    static QList<TruthDifference> inBook(const AppointmentTold &told, const std::optional<AppointmentTold> &left);
    static QList<TruthDifference> atCalcom(const Appointment &appointment, const QList<OutboxRow> &rows);

    /// All differences of one call; read only.
    static Result<QList<TruthDifference>> ofCall(Connection &connection, const QString &call_id);
    /// Looks at the calls that are due and at those whose differences are under review. Returns how many were compared.
    static Result<int> runDue(Connection &connection, const Clock &clock);
};

} // namespace salon
