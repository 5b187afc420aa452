// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/ratebudget.h"

#include "core/base/checks.h"

#include <algorithm>

namespace salon
{

namespace
{

/// A key whose limit the server has set lower keeps the same reserves below it.
int allowed(Turn turn, int limit)
{
    const int missing = std::max(0, limits::kCalcomRequests - limit);
    switch (turn) {
    case Turn::Lookup:
        return std::max(2, limits::kLookupRequests - missing);
    case Turn::Live:
        return std::max(2, limits::kLiveRequests - missing);
    case Turn::Backlog:
        return std::max(1, limits::kBacklogRequests - missing);
    }
    SALON_CHECK(!"every turn has its share");
}

} // namespace

RateBudget::Use &RateBudget::use(const QString &key, Instant now)
{
    Use &known = m_uses[key];
    // A clock that was put back must not keep a request counted for longer than a window.
    const Instant latest = now + limits::kCalcomWindow;
    for (Instant &until : known.counted_until)
        until = std::min(until, latest);
    known.counted_until.removeIf([now](Instant until) { return until <= now; });
    known.others_until = std::min(known.others_until, latest);
    if (known.others_until <= now)
        known.others = 0;
    return known;
}

int RateBudget::left(const QString &key, Turn turn, Instant now)
{
    const Use &known = use(key, now);
    return known.shut_until > now ? 0 : std::max(0, allowed(turn, known.limit) - known.made());
}

Instant RateBudget::opensAt(const QString &key, Instant now)
{
    const Use &known = use(key, now);
    const int too_many = known.made() - allowed(Turn::Backlog, known.limit) + 1;
    const auto ends = static_cast<int>(known.counted_until.size());
    Instant opens = now;
    if (too_many > 0 && too_many <= ends)
        opens = known.counted_until.at(too_many - 1);
    else if (too_many > 0)
        opens = ends > 0 ? known.counted_until.last() : now + limits::kStoreAgain;
    if (too_many > 0 && known.others > 0)
        opens = std::min(opens, known.others_until);
    return std::max(opens, known.shut_until);
}

void RateBudget::sent(const QString &key, Instant now)
{
    use(key, now).under_way += 1;
}

void RateBudget::answered(const QString &key, Instant now, const std::optional<calcom::RateStanding> &standing)
{
    Use &known = use(key, now);
    known.under_way = std::max(0, known.under_way - 1);
    known.counted_until.append(now + limits::kCalcomWindow);
    if (!standing)
        return;
    known.limit = standing->limit;
    const int ours = known.under_way + static_cast<int>(known.counted_until.size());
    known.others = std::max(0, standing->limit - standing->remaining - ours);
    known.others_until = now + standing->reset;
}

void RateBudget::shutUntil(const QString &key, Instant now, Instant until)
{
    Use &known = use(key, now);
    known.shut_until = std::max(known.shut_until, until);
}

} // namespace salon
