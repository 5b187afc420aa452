// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/ratebudget.h"

#include "core/base/limits.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr double kCapacity = limits::kCalcomRequestsPerMinute;
constexpr double kReserve = kCapacity / 5;
constexpr double kPerMillisecond = kCapacity / 60'000;

} // namespace

RateBudget::Bucket &RateBudget::bucket(const QString &key, Instant now)
{
    const auto known = m_buckets.find(key);
    if (known == m_buckets.end())
        return *m_buckets.insert(key, {kCapacity, now, Instant()});
    const milliseconds passed = std::max(milliseconds(0), now - known->filled_at);
    known->tokens = std::min(kCapacity, known->tokens + static_cast<double>(passed.count()) * kPerMillisecond);
    known->filled_at = now;
    return *known;
}

int RateBudget::forSends(const QString &key, Instant now)
{
    const Bucket &state = bucket(key, now);
    return state.shut_until > now ? 0 : static_cast<int>(std::max(0.0, state.tokens - kReserve));
}

int RateBudget::forLookups(const QString &key, Instant now)
{
    const Bucket &state = bucket(key, now);
    return state.shut_until > now ? 0 : static_cast<int>(std::max(0.0, state.tokens));
}

void RateBudget::take(const QString &key, Instant now, int requests)
{
    bucket(key, now).tokens -= requests;
}

void RateBudget::shutUntil(const QString &key, Instant now, Instant until)
{
    Bucket &state = bucket(key, now);
    state.shut_until = std::max(state.shut_until, until);
}

} // namespace salon
