// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/claimtable.h"

namespace salon
{

/// What makes it impossible to use more basins than there are: one row per unit in use and five minutes.
/// Taken in the order of resource and slot, after the people's claims. Which unit a row names means nothing.
struct ResourceClaimTable {
    /// Lost: no unit is left at one of the slots. The transaction must be rolled back.
    static Result<ClaimTable::Outcome> take(Transaction &tx, const Appointment &appointment);
    /// A knowing overbooking takes what is still free and it does not have yet; answers how many slots found no unit.
    static Result<int> takeFree(Transaction &tx, const Appointment &appointment);
    static Result<void> release(Transaction &tx, AppointmentId appointment);

    struct Claim {
        ResourceId resource;
        qint64 unit = 0;
        qint64 slot = 0;
        AppointmentId appointment;
        auto operator<=>(const Claim &) const = default;
    };
    /// Every claim, by resource, slot and unit: for tests and doctor.
    static Result<QList<Claim>> all(Connection &connection);
};

} // namespace salon
