// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/base/random.h"
#include "core/http/transport.h"
#include "core/storage/lane.h"
#include "core/sync/meteredtransport.h"
#include "core/sync/syncledger.h"
#include "core/sync/syncsettings.h"

#include <memory>
#include <QSet>

namespace salon
{

/// Mirrors the book to Cal.com: takes due outbox rows up, sends all busy phases of an appointment in parallel, looks
/// up what is unclear, and writes down what became of it. Everything it must remember is stored; the object may die at
/// any instant. While Cal.com is away only a probe is sent, now and then; `told` hears of that and of Cal.com's clock.
/// Exactly one runs per database (whoever holds the sync lease).
/// Thread: `net`'s, construction and destruction included; `net`, transport and lane outlive it. `random` is used in
/// the write lane. Errors: none leave it; a database that fails is asked again.
class SyncWorker
{
public:
    using Told = std::function<void(const SyncHealth &)>;
    SyncWorker(Executor &net, const Clock &clock, Random &random, HttpTransport &transport, Lane &write,
               SyncSettings settings, Told told = {});
    ~SyncWorker();
    void start();
    /// Nothing new is taken up; what is under way is still written down while the object lives.
    void stop();
    /// There may be something to do: rows were added, a person decided, the network is back.
    void kick();
    /// What is known of this Cal.com; whoever else asks it on this thread counts there as well.
    const std::shared_ptr<CalcomMeter> &meter() const { return m_meter; }
    bool isBusy() const { return m_claiming || !m_under_way.isEmpty(); }

private:
    void tick();
    void claimed(const Result<Claim> &claim);
    void perform(const SyncTask &task);
    void answered(const SyncTask &task, const SyncOutcome &outcome);
    void write(const SyncTask &task, const SyncOutcome &outcome);
    void wakeAfter(milliseconds delay);
    bool judgesOn(const Claim &claim);
    milliseconds waitAfter(const Claim &claim);
    ClaimLimits limitsNow();
    QList<SyncSettings::Key> keys() const;
    HttpTransport &transportOf(const QString &key);
    void takeOver(const SyncHealth &left);
    void probe();
    void noteHealth();
    void storeHealth(const SyncHealth &health);
    /// Runs `work` only while this object is there.
    template <typename Work>
    auto guarded(Work work)
    {
        return [alive = std::weak_ptr<bool>(m_alive), work = std::move(work)](auto &&...values) mutable {
            if (alive.lock())
                work(std::forward<decltype(values)>(values)...);
        };
    }

    Executor &m_net;
    const Clock &m_clock;
    HttpTransport &m_transport;
    Lane &m_write;
    const Told m_told;
    std::shared_ptr<SyncLedger> m_ledger; // shared with work queued in the lane
    std::shared_ptr<CalcomMeter> m_meter;
    QHash<QString, std::shared_ptr<MeteredTransport>> m_transports; // by key label
    SyncHealth m_health;                                            // as it was told and stored last
    OutboxQueue::Place m_judged;                                    // how far a look through the backlog has come
    Instant m_sweep_at;                                             // when the next one begins
    QSet<qint64> m_under_way;
    bool m_running = false;
    bool m_claiming = false;
    bool m_kicked = false;
    bool m_probing = false;
    quint64 m_wake = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace salon
