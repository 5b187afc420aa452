// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/slotsearch.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/catalogue.h"

#include <optional>

namespace salon
{

class Connection;
class Transaction;

/// What a call was told is free stays free for it while the caller decides: rows of their own with an end, under the
/// same lock of branch and day as bookings, seen by everybody else as taken. Each method is one transaction.
/// Thread: the connection's. Errors: Busy, Database. Source: facts/origin-behaviour.md (e), reservations.
class HoldDesk
{
public:
    static constexpr seconds kHold{180};     // renewed by every function call of the call
    static constexpr seconds kSoftHold{120}; // an alternative that was only named
    static constexpr int kSoftHolds = 3;

    explicit HoldDesk(const Clock &clock);

    struct Outcome {
        Explanation judgement;
        std::optional<Hold> hold; // where it was free
    };
    /// Judges under the lock and holds what is free; what an earlier check held firmly for the call becomes soft, what
    /// the call reserved stays. The wish carries the call's id, and the flags as the caller's function read them.
    Result<Outcome> hold(Connection &connection, const SlotWish &wish, Instant start);
    /// The same, asked for by name: it stays beside later checks, and takes the place of what was reserved before.
    Result<Outcome> reserve(Connection &connection, const SlotWish &wish, Instant start);
    /// The alternatives a caller was just told, instead of those told before.
    Result<void> holdSoftly(Connection &connection, const SlotWish &wish, const QList<Offer> &offers);
    /// The call is still going on.
    Result<int> renew(Connection &connection, const QString &call_id);
    /// The call is over, or the caller does not want it any more.
    Result<int> release(Connection &connection, const QString &call_id);
    /// One hold, if it is this call's; answers how many that were. One that has gone already counts: it is what was
    /// asked for.
    Result<int> release(Connection &connection, const QString &call_id, HoldId id);

    /// Inside a transaction of the call: it is still going on. Waits for the day of what it holds: whoever has that day
    /// may just have found that it ran out.
    static Result<int> keep(Transaction &tx, const QString &call_id);
    /// Inside a booking's transaction: the hold that became it is converted, and with it ends what else was held of
    /// that service and start, and what was only offered. The call's other firm ones stay: who books for two has told
    /// of both.
    static Result<void> settle(Transaction &tx, const Appointment &booked);

private:
    enum class Kind { Checked, Reserved };
    Result<Outcome> place(Connection &connection, const SlotWish &wish, Instant start, Kind kind);
    static Result<HoldId> keepOrPlace(Transaction &tx, const Hold &hold);

    const Clock &m_clock;
};

} // namespace salon
