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

#include <optional>
#include <QHash>
#include <QList>
#include <QSet>

namespace salon
{

/// What may be taken up: not what is under way in this process, and no more than each key has requests left.
struct ClaimLimits {
    struct Left {
        int sends = 0;
        int lookups = 0;
    };
    QSet<qint64> under_way;
    QHash<QString, Left> left; // by key label
};

struct Claim {
    QList<SyncTask> tasks;
    std::optional<Instant> next_due;
    bool rests = false; // nothing may be asked or sent: switched off by a person, or Cal.com is not configured
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
    Result<void> settle(Connection &connection, const SyncTask &task, const SyncOutcome &outcome);
    const SyncSettings &settings() const { return m_settings; }

private:
    struct Round; // what one claim has read
    Result<void> interrupt(Round &round, const OutboxRow &row);
    Result<void> judge(Round &round, const OutboxRow &row);
    Result<bool> overtake(Round &round, const Appointment &appointment, OutboxRow &row);
    Result<void> takeUp(Round &round, OutboxRow row);
    Result<bool> mayHaveMoved(Round &round, const OutboxRow &row);
    Result<bool> keyIsPaused(Round &round, const OutboxRow &row, const QString &key_label);
    Result<void> writeAhead(Round &round, SyncTask &task);
    static Result<void> resumeKey(Transaction &tx, const QString &key_label);
    Result<void> obstruct(Round &round, const OutboxRow &row, const Preparation &preparation);

    const Clock &m_clock;
    Random &m_random;
    SyncSettings m_settings;
};

} // namespace salon
