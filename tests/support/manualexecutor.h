// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/base/random.h"

#include <atomic>
#include <QList>

namespace salon::test
{

/// A clock that stands still until a test moves it, maybe from another thread than those that look at it.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(Instant start = Instant::fromMs(1'764'057'600'000))
        : m_now_ms(start.ms())
    {
    } // 2025-11-25T09:00+01:00
    Instant now() const override { return Instant::fromMs(m_now_ms); }
    void set(Instant at) { m_now_ms = at.ms(); }
    void advance(milliseconds by) { m_now_ms += by.count(); }

private:
    std::atomic<qint64> m_now_ms;
};

/// Work runs when the test says so; delays pass on the manual clock, in the order they fall due.
class ManualExecutor final : public Executor
{
public:
    explicit ManualExecutor(ManualClock &clock)
        : m_clock(clock)
    {
    }
    void post(Work work) override;
    void after(milliseconds delay, Work work) override;
    /// Runs what is due now, and what that posts, until nothing is due. Returns how much ran.
    int runDue();
    /// Moves the clock from due time to due time until `limit` has passed or nothing is left.
    void runUntilIdle(milliseconds limit);
    /// Moves the clock to the next due time and runs that one piece of work; false = there is none. For crashes between
    /// any two of them.
    bool runOne();
    bool isIdle() const { return m_waiting.isEmpty(); }

private:
    struct Waiting {
        Instant due;
        quint64 order;
        Work work;
    };
    bool takeNext(Instant until, Waiting &next);
    ManualClock &m_clock;
    QList<Waiting> m_waiting;
    quint64 m_order = 0;
};

/// The same sequence for the same seed, on every machine (splitmix64).
class SeededRandom final : public Random
{
public:
    explicit SeededRandom(quint64 seed)
        : m_state(seed)
    {
    }
    std::uint64_t next() override
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

private:
    std::uint64_t m_state;
};

} // namespace salon::test
