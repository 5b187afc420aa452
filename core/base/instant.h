// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace salon
{

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// A point on the UTC time line. Units: milliseconds since 1970. Local time exists only at the edges (Zone).
class Instant
{
public:
    constexpr Instant() = default;
    static constexpr Instant fromMs(std::int64_t ms) { return Instant(ms); }
    constexpr std::int64_t ms() const { return m_ms; }
    constexpr auto operator<=>(const Instant &) const = default;
    constexpr Instant operator+(milliseconds d) const { return Instant(m_ms + d.count()); }
    constexpr Instant operator-(milliseconds d) const { return Instant(m_ms - d.count()); }
    constexpr milliseconds operator-(Instant other) const { return milliseconds(m_ms - other.m_ms); }

private:
    constexpr explicit Instant(std::int64_t ms)
        : m_ms(ms)
    {
    }
    std::int64_t m_ms = 0;
};

/// Half-open: `begin` is inside, `end` is not; two ranges that touch do not overlap.
struct TimeRange {
    Instant begin;
    Instant end;
    constexpr auto operator<=>(const TimeRange &) const = default;
    constexpr bool overlaps(const TimeRange &o) const { return begin < o.end && o.begin < end; }
    constexpr bool contains(Instant t) const { return begin <= t && t < end; }
    constexpr bool contains(const TimeRange &o) const { return begin <= o.begin && o.end <= end; }
    constexpr milliseconds length() const { return end - begin; }
};

} // namespace salon
