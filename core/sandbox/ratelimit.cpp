// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/ratelimit.h"

#include <algorithm>

namespace salon::sandbox
{

namespace
{
int secondsUntil(Instant end, Instant now)
{
    return int(std::max<std::int64_t>(0, (end - now).count() + 999) / 1000);
}
} // namespace

RateLimit::Verdict RateLimit::count(const QString &who, Instant now)
{
    Window &window = m_windows[who];
    if (now < window.blocked_until)
        return {false, 0, secondsUntil(window.blocked_until, now)};
    if (window.count == 0 || now >= window.begin + kWindow || window.count > kRequests)
        window = {now, 0, Instant()};
    ++window.count;
    if (window.count > kRequests) {
        window.blocked_until = now + kWindow;
        return {false, 0, int(kWindow.count())};
    }
    return {true, kRequests - window.count, secondsUntil(window.begin + kWindow, now)};
}

} // namespace salon::sandbox
