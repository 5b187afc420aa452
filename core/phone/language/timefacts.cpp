// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/timefacts.h"

#include <algorithm>
#include <optional>

namespace salon
{

namespace
{

using Kind = TimeFact::Kind;
using Half = TimeFact::Half;
using State = TimeWish::State;

constexpr int kNoon = 12 * 60;
constexpr int kDay = 24 * 60;
constexpr int kSeven = 7 * 60;

Half halfSaid(const QList<TimeFact> &facts)
{
    for (const TimeFact &fact : facts)
        if (fact.kind == Kind::Part && fact.half != Half::Unsaid)
            return fact.half;
    return Half::Unsaid;
}

int minuteMeant(const TimeFact &fact, Half half, bool lunch)
{
    if (!fact.loose || fact.minute_of_day >= kNoon || half == Half::Morning)
        return fact.minute_of_day;
    const bool in_afternoon =
        half == Half::Afternoon || fact.minute_of_day < kSeven || (lunch && fact.minute_of_day < 3 * 60);
    return in_afternoon ? fact.minute_of_day + kNoon : fact.minute_of_day;
}

TimeWish unclear()
{
    return {State::Unclear, std::nullopt, std::nullopt};
}
TimeWish exactly(int minute_of_day)
{
    return {State::Exact, QTime(minute_of_day / 60, minute_of_day % 60), std::nullopt};
}
TimeWish between(int begins_min, int ends_min)
{
    if (begins_min >= ends_min)
        return unclear();
    return {State::Window, std::nullopt, DayBlock{begins_min, ends_min}};
}

/// "nachmittags ab drei", "vormittags bis elf": what both leave.
TimeWish narrowed(const TimeWish &window, const std::optional<DayBlock> &part)
{
    if (!part || window.state != State::Window)
        return window;
    return between(std::max(window.window->begins_min, part->begins_min),
                   std::min(window.window->ends_min, part->ends_min));
}

TimeWish wholeMinutes(const QList<TimeFact> &facts)
{
    if (facts.isEmpty())
        return {};
    const Half half = halfSaid(facts);
    std::optional<DayBlock> part;
    std::optional<int> first;
    std::optional<int> second;
    std::optional<Kind> before; // what stands before the first time
    bool is_range = false;
    bool is_choice = false;
    for (const TimeFact &fact : facts) {
        switch (fact.kind) {
        case Kind::Clock: {
            const int minute = minuteMeant(fact, half, part && part->begins_min == 660);
            if (!first)
                first = minute;
            else if (!second && minute != *first)
                second = minute;
            else if (minute != *first && minute != *second)
                return unclear();
            break;
        }
        case Kind::Part:
            if (part && *part != fact.part)
                return unclear();
            part = fact.part;
            break;
        case Kind::From:
        case Kind::Between:
            before = fact.kind;
            break;
        case Kind::Until:
            first ? is_range = true : (before = fact.kind, true);
            break;
        case Kind::And:
            is_range = is_range || before == Kind::Between;
            break;
        case Kind::Or:
            is_choice = true;
            break;
        }
    }
    if (is_choice && second)
        return unclear();
    if (second)
        return is_range ? narrowed(between(*first, *second), part) : unclear();
    if (!first && before && part) // "ab Mittag", "nach dem Mittag": from when is for the caller to say
        return unclear();
    if (!first)
        return part ? between(part->begins_min, part->ends_min) : TimeWish{};
    if (before == Kind::From)
        return narrowed(between(*first, kDay), part);
    if (before == Kind::Until)
        return narrowed(between(0, *first), part);
    const bool contradicts = (half == Half::Morning && *first >= kNoon) || (half == Half::Afternoon && *first < kNoon);
    return contradicts || before == Kind::Between ? unclear() : exactly(*first);
}

} // namespace

TimeWish timeMeant(const QList<TimeFact> &facts)
{
    TimeWish wish = wholeMinutes(facts);
    int beyond_minute_ms = 0;
    for (const TimeFact &fact : facts)
        beyond_minute_ms = std::max(beyond_minute_ms, fact.beyond_minute_ms);
    if (beyond_minute_ms == 0)
        return wish;
    // Seconds are kept, so that they are refused as off the grid; a part of the day has none.
    if (wish.state != State::Exact)
        return unclear();
    wish.time = wish.time->addMSecs(beyond_minute_ms);
    return wish;
}

} // namespace salon
