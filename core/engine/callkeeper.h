// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/base/retention.h"
#include "core/domain/storechanged.h"
#include "core/operations/callwatch.h"
#include "core/phone/missedcalls.h"
#include "core/storage/lane.h"

#include <functional>
#include <memory>

namespace salon
{

/// What happens to calls after they were answered: what was told is compared with the book, what is too old is taken
/// away, what was missed is fetched, and somebody notices when no events come any more. Everything starts from stored
/// rows, so it goes on after a restart. Only in the process that listens.
/// Thread: the executor's. Errors: in the log; tried again with the next minute.
class CallKeeper
{
public:
    using Report = std::function<void(const CallWatch &)>;
    /// `missed` null = no key, or no remote work.
    CallKeeper(Executor &executor, const Clock &clock, Lane &write, Retention retention,
               std::unique_ptr<MissedCalls> missed, Report report);
    ~CallKeeper();
    CallKeeper(const CallKeeper &) = delete;
    CallKeeper &operator=(const CallKeeper &) = delete;

    void start();
    void stop();
    /// Rows were committed, here or elsewhere.
    void heard(const StoreChanged &change);

private:
    void tick(int run);
    void lookForMissed(int run);
    void check();
    void countDays();
    void purge();
    void watch();
    template <typename Work, typename Next>
    void onLane(Work work, Next next);

    Executor &m_executor;
    const Clock &m_clock;
    Lane &m_write;
    const Retention m_retention;
    const std::unique_ptr<MissedCalls> m_missed;
    const Report m_report;
    Instant m_started;
    int m_run = 0; // counts the starts: what belongs to an earlier one ends
    bool m_running = false;
    bool m_check_asked = false;
    bool m_was_silent = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace salon
