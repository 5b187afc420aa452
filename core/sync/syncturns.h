// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/catalogue.h"
#include "core/storage/outboxqueue.h"
#include "core/sync/ratebudget.h"
#include "core/sync/syncsettings.h"

#include <optional>
#include <QHash>
#include <QSet>

namespace salon
{

/// What may be taken up: not what is under way in this process, and no more than each key has requests left.
struct ClaimLimits {
    struct Left {
        int lookups = 0;
        int live = 0;
        int backlog = 0;
    };
    QSet<qint64> under_way;
    QHash<QString, Left> left;                // by key label
    std::optional<milliseconds> server_ahead; // Cal.com's clock; nothing = not measured by this process yet
    bool circuit_is_open = false;             // nothing is asked or sent until Cal.com works again
    OutboxQueue::Place judged;                // while nothing may be sent: how far the backlog was looked through
};

/// One claim's rows, in the order in which they are taken up: look-ups, then what a live call has booked, then the
/// backlog, the earliest appointment first and each one's parts together.
/// Thread: the write lane. Errors: Database.
class SyncTurns
{
public:
    struct Entry {
        OutboxRow row;
        Turn turn = Turn::Backlog;
    };

    SyncTurns(Connection &connection, Instant now, const ClaimLimits &limits);
    /// With these keys nothing is asked for a while.
    void setPaused(const QSet<QString> &key_labels) { m_paused = key_labels; }
    /// What is to be asked and sent, so many at once.
    Result<void> fill(const SyncSettings &settings, bool parallel);
    /// While nothing may be asked or sent: what is to be judged without Cal.com, a part of it at a time.
    Result<void> fillToJudge();

    const QList<Entry> &entries() const { return m_entries; }
    /// There is more to judge behind this.
    std::optional<OutboxQueue::Place> rest() const { return m_rest; }

private:
    enum class Who { Everybody, Some, Nobody };
    Result<Who> whoMayGo(const SyncSettings &settings, Turn turn, QList<StaffId> &resting);
    Result<void> addLookups(int room);
    Result<void> addLive(const SyncSettings &settings, int room);
    Result<void> addBacklog(const SyncSettings &settings, int room);
    Result<void> add(const QList<AppointmentId> &appointments, Turn turn, int room);

    Connection &m_connection;
    const Instant m_now;
    const ClaimLimits &m_limits;
    QSet<QString> m_paused;
    QList<Entry> m_entries;
    QSet<qint64> m_known;
    std::optional<OutboxQueue::Place> m_rest;
};

} // namespace salon
