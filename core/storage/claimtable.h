// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/appointment.h"

#include <QList>

namespace salon
{

class Connection;
class Transaction;

/// What makes a double booking impossible: one row per person and busy five minutes (slot = UTC ms / 300 000).
/// Taken in the order of person and slot, so that two bookers never wait for each other.
/// `people`: who is claimed for a busy phase that nobody is assigned to (availability's claimants()).
struct ClaimTable {
    enum class Outcome { Taken, Lost };
    /// Lost: somebody holds one of them. The transaction is spoiled then and can only be rolled back.
    static Result<Outcome> take(Transaction &tx, const Appointment &appointment, const QList<StaffId> &people);
    /// A knowing overbooking takes what is still free; answers how many were not.
    static Result<int> takeFree(Transaction &tx, const Appointment &appointment, const QList<StaffId> &people);
    static Result<void> release(Transaction &tx, AppointmentId appointment);

    struct Claim {
        StaffId staff;
        qint64 slot = 0;
        AppointmentId appointment;
        auto operator<=>(const Claim &) const = default;
    };
    /// Every claim, by person and slot: for tests and doctor.
    static Result<QList<Claim>> all(Connection &connection);
};

} // namespace salon
