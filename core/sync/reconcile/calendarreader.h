// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/calcom/answer.h"
#include "core/http/transport.h"
#include "core/storage/lane.h"
#include "core/sync/meteredtransport.h"
#include "core/sync/reconcile/calendarledger.h"

#include <functional>
#include <memory>

namespace salon
{

/// Reads, a person at a time and now and then, what their other calendars take from them, so that a caller's question
/// needs no network. Their providers fail for reasons of their own: that never stops the mirror.
/// Exactly one runs per database (whoever holds the sync lease); the object may die at any instant.
/// Thread: `net`'s, construction and destruction included; `net`, transport and lane outlive it.
/// Errors: none leave it; a database that fails is asked again.
class CalendarReader
{
public:
    CalendarReader(Executor &net, const Clock &clock, HttpTransport &transport, std::shared_ptr<CalcomMeter> meter,
                   Lane &write, SyncSettings settings);
    ~CalendarReader();
    void start();
    void stop();

private:
    void tick();
    void looked(const Result<CalendarTurn> &turn);
    void ask(const CalendarQuestion &question, const OutgoingRequest &request,
             std::function<void(calcom::Answer)> then);
    void calendarsCame(const CalendarQuestion &question, calcom::Answer answer);
    void timesCame(const CalendarQuestion &question, int calendars, calcom::Answer answer);
    void write(const CalendarQuestion &question, const CalendarAnswer &answer);
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
    std::shared_ptr<CalendarLedger> m_ledger; // shared with work queued in the lane
    bool m_running = false;
    bool m_busy = false;
    quint64 m_wake = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace salon
