// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/daytimelines.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr milliseconds kMark = minutes(DayBits::kMarkMinutes);
constexpr milliseconds kOrdinaryDay = std::chrono::hours(24);

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
    for (auto time = first; time != taken.cend() && time->guarded.begin < day.span.end; ++time) {
        DayBits &bits = time->isSoft() ? result.softly_held : result.taken;
        bits.fill(day.markBefore(time->guarded.begin), day.markAfter(time->guarded.end));
    }
    for (const BusyBlock &block : diary.busy_blocks)
        if (block.staff == member.id)
            result.taken.fill(day.markBefore(block.span.begin), day.markAfter(block.span.end));
    result.load_marks = result.taken.count();
    const DayBits undisturbed = ~(result.taken | result.softly_held);
    result.idle = result.works & undisturbed;
    for (const DayBits &block : day.open)
        result.longest_idle_marks = std::max(result.longest_idle_marks, (block & undisturbed).longestRun());
    return result;
}

} // namespace salon
