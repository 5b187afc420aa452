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
/// "Sechs Uhr nachmittags" is still said, "neun Uhr nachmittags" is not.
constexpr int kBeyondPart = 2 * 60;
constexpr qsizetype kMostTimes = 4;

int minuteMeant(int minute, Half half)
{
    if (minute >= kNoon || half == Half::Morning)
        return minute;
    return half == Half::Afternoon || minute < kSeven ? minute + kNoon : minute;
}

QTime timeOf(int minute_of_day)
{
    return {minute_of_day / 60, minute_of_day % 60};
}
QList<QTime> timesOf(const QList<int> &minutes)
{
    QList<QTime> times;
    for (const int minute : minutes)
        if (!times.contains(timeOf(minute)))
            times.append(timeOf(minute));
    return times;
}
TimeWish unclear(const QList<QTime> &candidates = {})
{
    return {State::Unclear, std::nullopt, std::nullopt, candidates};
}
TimeWish exactly(int minute_of_day)
{
    return {State::Exact, timeOf(minute_of_day), std::nullopt, {}};
}
TimeWish between(int begins_min, int ends_min)
{
    if (begins_min >= ends_min)
        return unclear();
    return {State::Window, std::nullopt, DayBlock{begins_min, ends_min}, {}};
}

/// "nachmittags ab drei", "vormittags bis elf": what both leave.
TimeWish narrowed(const TimeWish &window, const std::optional<DayBlock> &part)
{
    if (!part || window.state != State::Window)
        return window;
    return between(std::max(window.window->begins_min, part->begins_min),
                   std::min(window.window->ends_min, part->ends_min));
}

/// Everything that was said, sorted by what it is.
struct Said {
    struct Clock {
        int minute;
        bool loose;
    };
    Half half = Half::Unsaid;
    std::optional<DayBlock> part;
    QList<Clock> clocks;
    QList<int> doubtful;
    std::optional<Kind> before; // what stands before the first time
    bool is_range = false;
    bool is_choice = false;
    bool earliest = false;
    bool contradicts = false;
};

/// "vormittags oder mittags" is both; the whole day is no part of its own.
void addPart(Said &said, const TimeFact &fact)
{
    constexpr DayBlock whole{0, kDay};
    if (!said.part || *said.part == whole) {
        said.part = fact.part;
        return;
    }
    if (fact.part == whole || *said.part == fact.part)
        return;
    const bool touches = fact.part.begins_min <= said.part->ends_min && said.part->begins_min <= fact.part.ends_min;
    said.contradicts = said.contradicts || !said.is_choice || !touches;
    said.part = DayBlock{std::min(said.part->begins_min, fact.part.begins_min),
                         std::max(said.part->ends_min, fact.part.ends_min)};
}

void addClock(Said &said, const TimeFact &fact)
{
    const int minute = fact.loose ? minuteMeant(fact.minute_of_day, said.half) : fact.minute_of_day;
    const bool is_new = said.is_range || std::none_of(said.clocks.begin(), said.clocks.end(),
                                                      [&](const Said::Clock &clock) { return clock.minute == minute; });
    if (is_new)
        said.clocks.append({minute, fact.loose});
}

Said sorted(const QList<TimeFact> &facts)
{
    Said said;
    for (const TimeFact &fact : facts)
        if (fact.kind == Kind::Part && fact.half != Half::Unsaid && said.half == Half::Unsaid)
            said.half = fact.half;
    for (const TimeFact &fact : facts) {
        switch (fact.kind) {
        case Kind::Clock:
            addClock(said, fact);
            break;
        case Kind::Part:
            addPart(said, fact);
            break;
        case Kind::Earliest:
            said.earliest = true;
            break;
        case Kind::Doubtful:
            for (const int minute : fact.could_be)
                said.doubtful.append(minuteMeant(minute, said.half));
            break;
        case Kind::From:
        case Kind::Between:
            said.before = fact.kind;
            break;
        case Kind::Until:
            if (said.clocks.isEmpty())
                said.before = fact.kind;
            else
                said.is_range = true;
            break;
        case Kind::And:
            said.is_range = said.is_range || said.before == Kind::Between;
            break;
        case Kind::Or:
            said.is_choice = true;
            break;
        }
    }
    return said;
}

TimeWish severalClocks(const Said &said)
{
    QList<int> minutes;
    for (const Said::Clock &clock : said.clocks)
        minutes.append(clock.minute);
    const QList<QTime> times = timesOf(minutes);
    if (said.is_range && said.clocks.size() == 2) {
        // "von eins bis acht": the evening, as it comes later.
        const bool is_evening = said.clocks.at(1).loose && minutes.at(1) < minutes.at(0) && minutes.at(1) < kNoon;
        return narrowed(between(minutes.at(0), minutes.at(1) + (is_evening ? kNoon : 0)), said.part);
    }
    if (said.is_range || said.before || said.contradicts || said.clocks.size() > kMostTimes)
        return unclear();
    return said.is_choice ? TimeWish{State::Several, std::nullopt, std::nullopt, times} : unclear(times);
}

TimeWish oneClock(const Said &said)
{
    const int minute = said.clocks.constFirst().minute;
    if (said.before == Kind::From)
        return narrowed(between(minute, kDay), said.part);
    if (said.before == Kind::Until)
        return narrowed(between(0, minute), said.part);
    const bool wrong_half =
        (said.half == Half::Morning && minute >= kNoon) || (said.half == Half::Afternoon && minute < kNoon);
    const bool beyond = said.half == Half::Afternoon && minute >= said.part->ends_min + kBeyondPart;
    if (wrong_half || beyond || said.before == Kind::Between)
        return unclear();
    TimeWish wish = exactly(minute);
    if (said.clocks.constFirst().loose && said.half == Half::Unsaid && minute < kNoon)
        wish.evening = timeOf(minute + kNoon);
    return wish;
}

TimeWish wholeMinutes(const QList<TimeFact> &facts)
{
    const Said said = sorted(facts);
    if (!said.doubtful.isEmpty())
        return unclear(timesOf(said.doubtful));
    if (said.contradicts && said.clocks.isEmpty())
        return unclear();
    if (said.clocks.size() > 1)
        return severalClocks(said);
    if (said.clocks.size() == 1)
        return said.contradicts ? unclear() : oneClock(said);
    if (said.before && said.part) // "ab Mittag", "nach dem Mittag": from when is for the caller to say
        return unclear();
    if (said.earliest) {
        TimeWish wish = narrowed(between(0, kDay), said.part);
        wish.earliest = true;
        return wish;
    }
    return said.part ? between(said.part->begins_min, said.part->ends_min) : TimeWish{};
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
