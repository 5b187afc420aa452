// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/base/random.h"
#include "core/http/transport.h"
#include "core/storage/lane.h"
#include "core/sync/meteredtransport.h"
#include "core/sync/remote/remoteledger.h"

#include <memory>

namespace salon
{

/// Works through what Cal.com's webhooks said, one event after the other, and asks Cal.com before anything is decided.
/// Everything it must remember is stored; the object may die at any instant. Exactly one runs per database (whoever
/// holds the sync lease): after each stored event, and every minute.
/// Thread: `net`'s, construction and destruction included; `net`, transport and lane outlive it. `random` and
/// `foreign` are used in the write lane. Errors: none leave it; a database that fails is asked again.
class RemoteEvents
{
public:
    RemoteEvents(Executor &net, const Clock &clock, Random &random, HttpTransport &transport,
                 std::shared_ptr<CalcomMeter> meter, Lane &write, SyncSettings settings, RemoteLedger::Foreign foreign);
    ~RemoteEvents();
    void start();
    /// Nothing new is taken up; what is under way is still written down while the object lives.
    void stop();
    /// An event was stored, or a person decided something.
    void kick();
    bool isBusy() const { return m_busy; }

private:
    struct Asking; // one question, and what came of it so far
    void tick();
    void looked(const Result<RemoteTurn> &turn);
    void ask(const RemoteQuestion &question);
    void askFor(const std::shared_ptr<Asking> &asking, const QString &uid);
    void came(const std::shared_ptr<Asking> &asking, const QString &uid, const IncomingAnswer &incoming);
    void write(const RemoteQuestion &question, const RemoteAnswer &answer);
    void wakeAfter(milliseconds delay);
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
    const std::shared_ptr<CalcomMeter> m_meter;
    Lane &m_write;
    std::shared_ptr<RemoteLedger> m_ledger; // shared with work queued in the lane
    bool m_running = false;
    bool m_busy = false;
    bool m_kicked = false;
    quint64 m_wake = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace salon
