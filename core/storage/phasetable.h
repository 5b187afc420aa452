// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/appointment.h"

#include <optional>
#include <QList>
#include <QStringList>

namespace salon
{

class Connection;
class Transaction;

/// An appointment's parts: contiguous, in order, covering it exactly (checked here, for every writer).
struct PhaseTable {
    struct Place {
        AppointmentId appointment;
        PhaseId phase;
    };
    /// The phase that one of these bookings stands for; else one that it stood for, as our own operations named it.
    static Result<std::optional<Place>> ofBookings(Connection &connection, const QStringList &calcom_uids);
    /// Fills in the ids. A uid that another phase already holds is refused (Refused; the transaction is spoiled).
    static Result<void> insert(Transaction &tx, Appointment &appointment);
    /// Time and person of phases that keep their ids; sync_status and uid belong to OutboxTable.
    static Result<void> move(Transaction &tx, const Appointment &appointment);
    /// For an import that brings other phases.
    static Result<void> removeAll(Transaction &tx, AppointmentId appointment);
};

} // namespace salon
