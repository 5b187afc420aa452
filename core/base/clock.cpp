// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

namespace salon
{

Instant SystemClock::now() const
{
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return Instant::fromMs(std::chrono::duration_cast<milliseconds>(since_epoch).count());
}

ShiftedClock::ShiftedClock(Instant started_at)
    : m_shift(started_at - SystemClock().now())
{
}

Instant ShiftedClock::now() const
{
    return SystemClock().now() + m_shift;
}

} // namespace salon
