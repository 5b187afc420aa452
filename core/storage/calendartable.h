// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/diary.h"

#include <optional>
#include <QList>
#include <QString>

namespace salon
{

class Connection;
class Transaction;

/// What people's other calendars take from them, and how old that is; BusyBlockTable::overlapping() shows it beside
/// the bookings of others. Errors: Database.
struct CalendarTable {
    struct Read {
        StaffId staff;
        Instant tried;
        std::optional<Instant> read; // the last one that worked; nothing = none ever did
        int calendars = 0;
        QString problem; // of the last try; empty = it worked
        bool operator==(const Read &) const = default;
    };

    static Result<QList<Read>> reads(Connection &connection);
    static Result<QList<TimeRange>> times(Connection &connection, StaffId staff);
    /// All of the person's; what stays the same stays untouched. Whoever writes has locked the days of both.
    static Result<void> replace(Transaction &tx, StaffId staff, const QList<TimeRange> &times);
    static Result<void> note(Transaction &tx, const Read &read);
    /// Of people who are not asked for any more.
    static Result<void> forget(Transaction &tx, StaffId staff);
};

} // namespace salon
