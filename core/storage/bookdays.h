// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/domain/ids.h"

#include <map>

namespace salon
{

class Connection;
class Transaction;
struct BusyBlock;

/// How often each day of a branch's book was changed: the same number as before means that the day is as it was. To be
/// read before the day itself, so that what is newer than its number is only read once more; never inside a
/// transaction, which may still be undone. Units: UTC days, by where an appointment begins. Errors: Database.
class BookDays
{
public:
    /// Enough for every span that lies inside this one.
    static Result<BookDays> read(Connection &connection, BranchId branch, const TimeRange &span);
    /// Of all appointments and busy blocks that DiaryReader reads for the span. Only ever rises.
    qint64 number(const TimeRange &span) const;

    /// In the transaction that changes an appointment: before, where it was, and after, where it is then.
    static Result<void> advance(Transaction &tx, AppointmentId appointment);
    /// The same for what another calendar takes: every day it lies on.
    static Result<void> advance(Transaction &tx, const BusyBlock &block);

private:
    std::map<qint64, qint64> m_numbers;
};

} // namespace salon
