// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/storage/connection.h"
#include "core/storage/transaction.h"
#include "core/sync/bookinglookup.h"
#include "core/sync/preparation.h"
#include "core/sync/synchealth.h"
#include "core/sync/syncturns.h"

#include <optional>
#include <QList>

namespace salon
{

struct Claim {
    QList<SyncTask> tasks;
    std::optional<Instant> next_due;
    std::optional<OutboxQueue::Place> judge; // there is more to look through while nothing may be sent
    int settled = 0;                         // rows that needed no exchange
    bool rests = false; // nothing may be asked or sent: switched off by a person, not configured, or Cal.com is away
};

/// The worker's half in the write lane: one transaction takes rows up, one writes down what became of each.
/// A send is written down (state `sending`, an attempt) before it leaves, so a row that is found in `sending` with
/// nobody sending it was interrupted, and is looked up.
/// Thread: the write lane. Errors: Database, Busy: nothing was taken or written; try again.
class SyncLedger
{
public:
    SyncLedger(const Clock &clock, Random &random, SyncSettings settings);
    Result<Claim> claim(Connection &connection, const ClaimLimits &limits);
    Result<void> settle(Connection &connection, const SyncTask &task, SyncOutcome outcome);
    /// Cal.com works again, or does not; its clock was measured. What waits only because it was away waits no longer.
    Result<void> note(Connection &connection, const SyncHealth &health);
    const SyncSettings &settings() const { return m_settings; }

private:
    struct Round; // what one claim has read
    Result<void> interrupt(Round &round, const OutboxRow &row);
    Result<void> judge(Round &round, const OutboxRow &row);
    Result<bool> overtake(Round &round, const Appointment &appointment, OutboxRow &row);
    Result<void> takeUp(Round &round, OutboxRow row, Turn turn);
    Result<void> takeAll(Round &round, const QList<OutboxRow> &sending, const QList<SyncTurns::Entry> &due);
    Result<void> readLimits(Round &round, const ClaimLimits &limits);
    Result<bool> keyIsPaused(Round &round, const OutboxRow &row, const QString &key_label);
    Result<void> writeAhead(Round &round, SyncTask &task);
    Result<void> obstruct(Round &round, const OutboxRow &row, const Preparation &preparation);

    const Clock &m_clock;
    Random &m_random;
    SyncSettings m_settings;
};

} // namespace salon
