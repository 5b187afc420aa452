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

/// What a caller was told is free and may still take: their call's busy parts until it runs out.
/// A soft hold is an alternative that was only named: others are not offered it, but may ask for it and get it.
/// Units: expires_at is exclusive; from then on the hold is as if it were not there. Source: facts/origin-behaviour.md
/// (e).
struct Hold {
    struct Part {
        StaffId staff;  // none: the resource alone
        TimeRange span; // a person's with the service's buffers
        ResourceId resource;
        bool operator==(const Part &) const = default;
    };
    HoldId id;
    QString call_id;
    BranchId branch;
    ServiceId service;
    StaffId staff;
    TimeRange span; // the whole appointment, as it would be booked
    bool soft = false;
    bool reserved = false; // asked for by name, not only told to be free; never soft
    Instant expires_at;
    QList<Part> parts;
    bool operator==(const Hold &) const = default;
};

/// What stands in the book for some days: all that availability needs to know besides the catalogue.
/// Shape: filled by one range query, passed by value. `span` is whole local days; what overlaps it is inside.
struct Diary {
    TimeRange span;
    QList<Appointment> appointments;           // those that block time, by begin; only what is needed to judge times
    QHash<CustomerId, QString> customer_names; // as far as they were needed
    QList<BusyBlock> busy_blocks;              // of the branch's people
    QList<Hold> holds;                         // those that had not run out when it was read
    bool operator==(const Diary &) const = default;
};

} // namespace salon
