// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/diary.h"

#include <QList>
#include <QString>

namespace salon
{

class Connection;
class Transaction;

/// What callers were told is free: rows with an end of their own, so that nothing must be swept for a slot to be free
/// again. A row stays when it is over, because the figures count it. One that seems to last longer than any hold can
/// was placed before the clock was put back: it keeps nobody away, and the next one that is placed ends it for good.
/// Units: an end is exclusive. Errors: Database.
struct HoldTable {
    /// A firm one takes the place of what the call held of the same service, person and start.
    static Result<HoldId> place(Transaction &tx, const Hold &hold);
    /// All that had not ended at `now` in this branch and touch the span, parts included, oldest first.
    static Result<QList<Hold>> active(Connection &connection, BranchId branch, const TimeRange &span, Instant now);
    /// The same of one call, wherever.
    static Result<QList<Hold>> ofCall(Connection &connection, const QString &call_id, Instant now);
    /// The call is still alive: its firm holds end at `until` now, whatever clock placed them. Answers how many.
    static Result<int> renew(Transaction &tx, const QString &call_id, Instant now, Instant until);
    /// One firm hold, the same for longer.
    static Result<void> keep(Transaction &tx, HoldId id, bool reserved, Instant until);
    /// Of this call at any time, and no booking came of it.
    static Result<bool> wasOfCall(Connection &connection, const QString &call_id, HoldId id);
    static Result<void> soften(Transaction &tx, HoldId id, Instant until);
    static Result<void> release(Transaction &tx, HoldId id);
    /// At the end of the call.
    static Result<int> releaseAll(Transaction &tx, const QString &call_id, Instant now);
    /// It became a booking.
    static Result<void> convert(Transaction &tx, HoldId id);
};

} // namespace salon
