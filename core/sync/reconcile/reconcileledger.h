// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calcom/account.h"
#include "core/sync/keysight.h"
#include "core/sync/reconcile/mirrorstatus.h"
#include "core/sync/reconcile/reconciliation.h"
#include "core/sync/syncsettings.h"

#include <optional>
#include <QStringList>

namespace salon
{

/// One list to be read to its end.
struct MirrorList {
    SyncSettings::Key key;
    calcom::Account account;
    std::int64_t team = 0; // 0 = the key's own bookings
    std::int64_t host = 0; // whose own key it is: all of their bookings are in it; 0 = nobody's
};

struct ReconcileRound {
    QList<MirrorList> lists;
    QStringList problems; // keys that rest
    TimeRange span;
    Instant begun;
    bool is_wished = false;
};

struct ReconcileTurn {
    std::optional<ReconcileRound> round;
    std::optional<Instant> next_due; // nothing: switched off by a person, or Cal.com is not configured
};

/// What the keys showed in one round.
struct ReconcileReading {
    RemoteLists lists;
    KeySight sight;
    QStringList problems; // lists that could not be read to their end
    bool may_ask = false; // the first time of a round
};

/// What Cal.com is to be asked for before the comparison is worth something: parts that no list shows.
struct ReconcileResult {
    QStringList ask; // uids; empty = it is written down
    MirrorStatus status;
};

/// The write lane's half of the comparison: when one is due, and what came of it. What differs becomes a hint among
/// Cal.com's events, so that one path alone decides what is done about it.
/// Thread: the write lane. Errors: Database, Busy: nothing was written; try again.
class ReconcileLedger
{
public:
    ReconcileLedger(const Clock &clock, SyncSettings settings);
    Result<ReconcileTurn> next(Connection &connection);
    Result<ReconcileResult> settle(Connection &connection, const ReconcileRound &round,
                                   const ReconcileReading &reading);

private:
    Result<ReconcileRound> roundOf(Transaction &tx) const;
    Result<void> hint(Transaction &tx, const ReconcileRound &round, const QList<MirrorHint> &hints) const;

    const Clock &m_clock;
    const SyncSettings m_settings;
};

} // namespace salon
