// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QList>

namespace salon
{

class Connection;
class Transaction;

/// What days that are over add up to. Whoever writes rows of the past forgets their day: it is counted again.
/// Errors: Database.
struct FigureDayTable {
    struct Day {
        TimeRange span;
        QByteArray tally;
    };
    /// Those that begin in the span.
    static Result<QList<Day>> read(Connection &connection, const TimeRange &span);
    static Result<void> put(Transaction &tx, const Day &day);
    /// The day of a row that is written now but happened then; what has just happened lies in no day that is over.
    static Result<void> forget(Transaction &tx, Instant happened);
    /// The first of the rows that days are counted from; nothing = there are none.
    static Result<std::optional<Instant>> firstRow(Connection &connection);
};

} // namespace salon
