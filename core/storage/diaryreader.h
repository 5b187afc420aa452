// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/diary.h"

namespace salon
{

class Connection;

/// All that blocks time in a branch, and in other branches what its people and the customer have there. Reads
/// what judging times needs: no keys, notes, uids, and no names of customers.
struct DiaryReader {
    static Result<Diary> read(Connection &connection, BranchId branch, const TimeRange &span, CustomerId customer,
                              Instant now);
    /// The same of that span, but only what touches a stretch of it: enough to judge what lies inside.
    static Result<Diary> readAround(Connection &connection, BranchId branch, const TimeRange &span,
                                    const TimeRange &stretch, CustomerId customer, Instant now);

    /// Its parts, for whoever keeps days: what touches a stretch in this branch, and what its people and the customer
    /// have elsewhere.
    static Result<QList<Appointment>> booked(Connection &connection, BranchId branch, const TimeRange &stretch);
    static Result<QList<Appointment>> elsewhere(Connection &connection, BranchId branch, const TimeRange &stretch,
                                                CustomerId customer);
    /// What matters for a span touches this stretch, and begins in the other one.
    static TimeRange reachOf(const TimeRange &span);
    static TimeRange beginsOf(const TimeRange &span);
    static void merge(QList<Appointment> &into, const QList<Appointment> &others);
};

} // namespace salon
