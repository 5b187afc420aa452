// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/manualexecutor.h"

#include <algorithm>
#include <limits>

namespace salon::test
{

void ManualExecutor::post(Work work)
{
    after(milliseconds(0), std::move(work));
}

void ManualExecutor::after(milliseconds delay, Work work)
{
    m_waiting.append({m_clock.now() + delay, m_order++, std::move(work)});
}

bool ManualExecutor::takeNext(Instant until, Waiting &next)
{
    const auto first = std::min_element(m_waiting.begin(), m_waiting.end(), [](const Waiting &a, const Waiting &b) {
        return a.due != b.due ? a.due < b.due : a.order < b.order;
    });
    if (first == m_waiting.end() || first->due > until)
        return false;
    next = std::move(*first);
    m_waiting.erase(first);
    return true;
}

int ManualExecutor::runDue()
{
    int ran = 0;
    Waiting next;
    while (takeNext(m_clock.now(), next)) {
        next.work();
        ++ran;
    }
    return ran;
}

bool ManualExecutor::runOne()
{
    Waiting next;
    if (!takeNext(Instant::fromMs(std::numeric_limits<std::int64_t>::max()), next))
        return false;
    m_clock.set(std::max(m_clock.now(), next.due));
    next.work();
    return true;
}

void ManualExecutor::runUntilIdle(milliseconds limit)
{
    const Instant until = m_clock.now() + limit;
    Waiting next;
    while (takeNext(until, next)) {
        m_clock.set(std::max(m_clock.now(), next.due));
        next.work();
    }
}

} // namespace salon::test
