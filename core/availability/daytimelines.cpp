// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/daytimelines.h"

#include "core/base/limits.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr milliseconds kMark = minutes(DayBits::kMarkMinutes);
constexpr milliseconds kOrdinaryDay = std::chrono::hours(24);
constexpr int kNightMarks = 64;
constexpr milliseconds kNight = kNightMarks * kMark;
static_assert(kNight >= minutes(limits::kMaxBuffer_min));

/// When the wall first shows this time or a later one.
Instant wallBegin(const Zone &zone, const TimeRange &day, QDate date, int wall_min)
{
    for (int minute = wall_min; minute < 24 * 60; minute += DayBits::kMarkMinutes)
        if (const auto at = zone.toInstant(date, QTime(0, 0).addSecs(minute * 60), AutumnSide::First))
            return std::clamp(*at, day.begin, day.end);
    return day.end;
}

/// When the wall has shown the last time before this one. Not when it shows this one itself: that may come twice, and
/// who closes when the clocks go back does not stay for another hour.
Instant wallEnd(const Zone &zone, const TimeRange &day, QDate date, int wall_min)
{
    for (int minute = wall_min - DayBits::kMarkMinutes; minute >= 0; minute -= DayBits::kMarkMinutes)
        if (const auto at = zone.toInstant(date, QTime(0, 0).addSecs(minute * 60), AutumnSide::Second))
            return std::clamp(*at + kMark, day.begin, day.end);
    return day.begin;
}

int wallMinute(const Zone &zone, const BranchDay &day, int mark)
{
    return day.span.length() == kOrdinaryDay ? mark * DayBits::kMarkMinutes
                                             : zone.timeOf(day.at(mark)).msecsSinceStartOfDay() / 60'000;
}

DayBits gridMarks(const Zone &zone, const BranchDay &day, int grid_min)
{
    DayBits grid;
    for (int mark = 0; mark < day.marks; ++mark)
        if (wallMinute(zone, day, mark) % std::max(grid_min, 1) == 0)
            grid.fill(mark, mark + 1);
    return grid;
}

} // namespace

TimeRange blockSpan(const Zone &zone, QDate date, const DayBlock &block)
{
    const TimeRange day = zone.day(date);
    if (day.length() == kOrdinaryDay)
        return {day.begin + minutes(block.begins_min), day.begin + minutes(block.ends_min)};
    const Instant begin = wallBegin(zone, day, date, block.begins_min);
    return {begin, std::max(begin, wallEnd(zone, day, date, block.ends_min))};
}

BranchDay BranchDay::of(const Catalogue &catalogue, const Branch &branch, QDate date)
{
    const Zone &zone = catalogue.salon.zone;
    BranchDay day{.date = date, .span = zone.day(date)};
    day.marks = std::min(int(day.span.length() / kMark), DayBits::kMarks);
    day.grid = gridMarks(zone, day, catalogue.salon.grid_min);
    const OpeningDay opening = openingOn(catalogue.salon, branch, date);
    day.closed = opening.isClosed();
    day.closed_reason = opening.closed_reason;
    for (const DayBlock &block : opening.hours)
        day.open.append(day.marksOf(zone, {block}));
    return day;
}

int BranchDay::markBefore(Instant at) const
{
    return int((std::clamp(at, span.begin, span.end) - span.begin) / kMark);
}

int BranchDay::markAfter(Instant at) const
{
    return int((std::clamp(at, span.begin, span.end) - span.begin + kMark - milliseconds(1)) / kMark);
}

DayBits BranchDay::marksOf(const Zone &zone, const QList<DayBlock> &blocks) const
{
    DayBits result;
    const bool ordinary = span.length() == kOrdinaryDay;
    for (const DayBlock &block : blocks) {
        if (ordinary) {
            result.fill((block.begins_min + DayBits::kMarkMinutes - 1) / DayBits::kMarkMinutes,
                        block.ends_min / DayBits::kMarkMinutes);
            continue;
        }
        const TimeRange hours = blockSpan(zone, date, block);
        result.fill(markAfter(hours.begin), markBefore(hours.end));
    }
    return result;
}

DayBits BranchDay::marksShowing(const Zone &zone, const DayBlock &wall) const
{
    DayBits result;
    for (int mark = 0; mark < marks; ++mark)
        if (const int minute = wallMinute(zone, *this, mark); wall.begins_min <= minute && minute < wall.ends_min)
            result.fill(mark, mark + 1);
    return result;
}

void NightMarks::fill(const BranchDay &day, const TimeRange &taken)
{
    // Five-minute marks before and after the day; the bits that lie in [begin, end) of 64.
    const auto marks = [](std::int64_t begin, std::int64_t end) {
        const std::int64_t low = std::clamp<std::int64_t>(begin, 0, kNightMarks);
        const std::int64_t high = std::clamp<std::int64_t>(end, 0, kNightMarks);
        const auto below = [](std::int64_t bit) {
            return bit == kNightMarks ? ~std::uint64_t(0) : (std::uint64_t(1) << bit) - 1;
        };
        return low < high ? below(high) & ~below(low) : 0;
    };
    const auto before = [](milliseconds distance) { return distance.count() / kMark.count(); };
    const auto after = [](milliseconds distance) {
        return (distance + kMark - milliseconds(1)).count() / kMark.count();
    };
    const Instant evening = day.span.begin - kNight;
    if (taken.begin < day.span.begin && taken.end > evening)
        m_before |= marks(before(std::max(taken.begin, evening) - evening), after(taken.end - evening));
    if (taken.end > day.span.end)
        m_after |= marks(before(std::max(taken.begin, day.span.end) - day.span.end), after(taken.end - day.span.end));
}

NightMarks NightMarks::operator|(const NightMarks &other) const
{
    NightMarks either;
    either.m_before = m_before | other.m_before;
    either.m_after = m_after | other.m_after;
    return either;
}

bool NightMarks::any(const BranchDay &day, int begin, int end) const
{
    if (begin < 0 && m_before >> std::max(0, kNightMarks + begin) != 0)
        return true;
    const int over = end - day.marks;
    return over > 0 && m_after << std::max(0, kNightMarks - over) != 0;
}

DayBits NightMarks::startsMeeting(const BranchDay &day, int begin, int end) const
{
    DayBits starts;
    for (int mark = 0; m_before != 0 && mark < -begin; ++mark)
        if (any(day, mark + begin, 0))
            starts.fill(mark, mark + 1);
    for (int mark = std::max(0, day.marks - end); m_after != 0 && mark < day.marks; ++mark)
        if (any(day, 0, mark + end))
            starts.fill(mark, mark + 1);
    return starts;
}

StaffDay StaffDay::of(const Catalogue &catalogue, const Diary &diary, const QList<TakenTime> &taken,
                      const BranchDay &day, const Staff &member)
{
    StaffDay result;
    result.works = day.marksOf(catalogue.salon.zone, member.hoursOn(day.date));
    for (const TimeRange &extra : member.extra_hours)
        result.works.fill(day.markAfter(extra.begin), day.markBefore(extra.end));
    for (const Absence &absence : member.absences)
        result.works.clear(day.markBefore(absence.span.begin), day.markAfter(absence.span.end));
    // Nothing is longer than a day, so what began two days ago is over.
    const auto first = std::lower_bound(taken.cbegin(), taken.cend(), day.span.begin - 2 * kOrdinaryDay,
                                        [](const TakenTime &time, Instant at) { return time.guarded.begin < at; });
    const Instant last = day.span.end + kNight;
    for (auto time = first; time != taken.cend() && time->guarded.begin < last; ++time) {
        DayBits &bits = time->isSoft() ? result.softly_held : result.taken;
        bits.fill(day.markBefore(time->guarded.begin), day.markAfter(time->guarded.end));
        (time->isSoft() ? result.softly_held_beside : result.taken_beside).fill(day, time->guarded);
    }
    for (const BusyBlock &block : diary.busy_blocks) {
        if (block.staff != member.id)
            continue;
        result.taken.fill(day.markBefore(block.span.begin), day.markAfter(block.span.end));
        result.taken_beside.fill(day, block.span);
    }
    result.load_marks = result.taken.count();
    const DayBits undisturbed = ~(result.taken | result.softly_held);
    result.idle = result.works & undisturbed;
    for (const DayBits &block : day.open)
        result.longest_idle_marks = std::max(result.longest_idle_marks, (block & undisturbed).longestRun());
    return result;
}

} // namespace salon
