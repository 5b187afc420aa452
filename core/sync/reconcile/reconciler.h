// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/calcom/answer.h"
#include "core/http/transport.h"
#include "core/storage/lane.h"
#include "core/sync/meteredtransport.h"
#include "core/sync/reconcile/reconcileledger.h"

#include <memory>

namespace salon
{

/// Compares the book with what Cal.com lists, every hour and when somebody wishes it: the net under webhooks, which
/// come at most once. A list that fails is "unknown", never "no drift". Behind everything else in the budget.
/// Exactly one runs per database (whoever holds the sync lease); the object may die at any instant.
/// Thread: `net`'s, construction and destruction included; `net`, transport and lane outlive it.
/// Errors: none leave it; a database that fails is asked again.
class Reconciler
{
public:
    Reconciler(Executor &net, const Clock &clock, HttpTransport &transport, std::shared_ptr<CalcomMeter> meter,
               Lane &write, SyncSettings settings);
    ~Reconciler();
    void start();
    void stop();
    /// Somebody may wish a comparison, or a person has switched something.
    void kick();

private:
    struct Work; // one round, and what it has brought so far
    void tick();
    void looked(const Result<ReconcileTurn> &turn);
    void next(const std::shared_ptr<Work> &work);
    void ask(const std::shared_ptr<Work> &work, const SyncSettings::Key &key, const OutgoingRequest &request,
             std::function<void(calcom::Answer)> then);
    void askList(const std::shared_ptr<Work> &work);
    void ownerCame(const std::shared_ptr<Work> &work, calcom::Answer answer);
    void typesCame(const std::shared_ptr<Work> &work, calcom::Answer answer);
    void askPage(const std::shared_ptr<Work> &work);
    void pageCame(const std::shared_ptr<Work> &work, calcom::Answer answer);
    void askSingly(const std::shared_ptr<Work> &work);
    void singleCame(const std::shared_ptr<Work> &work, calcom::Answer answer);
    void settle(const std::shared_ptr<Work> &work);
    void wakeAfter(milliseconds delay);
    /// Runs `work` only while this object is there.
    template <typename Call>
    auto guarded(Call call)
    {
        return [alive = std::weak_ptr<bool>(m_alive), call = std::move(call)](auto &&...values) mutable {
            if (alive.lock())
                call(std::forward<decltype(values)>(values)...);
        };
    }

    Executor &m_net;
    const Clock &m_clock;
    HttpTransport &m_transport;
    const std::shared_ptr<CalcomMeter> m_meter;
    Lane &m_write;
    std::shared_ptr<ReconcileLedger> m_ledger; // shared with work queued in the lane
    bool m_running = false;
    bool m_busy = false;
    bool m_kicked = false;
    quint64 m_wake = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace salon
