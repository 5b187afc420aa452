// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <QHash>
#include <QString>

namespace salon::sandbox
{

/// 120 requests in 60 s per key (together for all without one), then 60 s of refusals that nothing prolongs.
/// Source: facts/calcom.md section 12, calcom-observed.md row 26.
class RateLimit
{
public:
    static constexpr int kRequests = 120;
    static constexpr seconds kWindow{60};

    struct Verdict {
        bool served = true;
        int remaining = 0;
        int reset_s = 0; // seconds to go
    };
    Verdict count(const QString &who, Instant now);
    void clear() { m_windows.clear(); }

private:
    struct Window {
        Instant begin;
        int count = 0;
        Instant blocked_until;
    };
    QHash<QString, Window> m_windows;
};

} // namespace salon::sandbox
