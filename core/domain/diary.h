// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appointment.h"

#include <QHash>

namespace salon
{

/// Time that somebody else's calendar takes from a staff member; the book has no appointment for it.
struct BusyBlock {
    StaffId staff;
    TimeRange span;
    bool operator==(const BusyBlock &) const = default;
};

/// What stands in the book for some days: all that availability needs to know besides the catalogue.
/// Shape: filled by one range query, passed by value. `span` is whole local days; what overlaps it is inside.
struct Diary {
    TimeRange span;
    QList<Appointment> appointments; // only those that block time, by begin
    QHash<CustomerId, QString> customer_names;
    QList<BusyBlock> busy_blocks;
    bool operator==(const Diary &) const = default;
};

} // namespace salon
