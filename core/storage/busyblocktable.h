// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/diary.h"

#include <QList>
#include <QStringList>

namespace salon
{

class Connection;
class Transaction;

/// Time that bookings at Cal.com take from people which the book has no appointment for. Whoever writes has locked the
/// days (Transaction::lockDays), as for an appointment: nobody books what becomes busy meanwhile. Errors: Database.
struct BusyBlockTable {
    struct Row {
        qint64 id = 0;
        BusyBlock block;
        QString calcom_uid;
    };

    /// Of the people of a branch, whatever touches the span; with what their other calendars take (CalendarTable).
    static Result<QList<BusyBlock>> overlapping(Connection &connection, BranchId branch, const TimeRange &span);
    /// Of everybody, those that begin in the span.
    static Result<QList<Row>> ofSpan(Connection &connection, const TimeRange &span);
    static Result<QList<Row>> ofBookings(Connection &connection, const QStringList &calcom_uids);
    static Result<qint64> insert(Transaction &tx, const BusyBlock &block, const QString &calcom_uid);
    static Result<void> remove(Transaction &tx, const Row &row);
};

} // namespace salon
