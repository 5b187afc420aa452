// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/daytimelines.h"

#include "core/availability/phaseplan.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr milliseconds kMark = minutes(DayBits::kMarkMinutes);
constexpr milliseconds kOrdinaryDay = std::chrono::hours(24);

Instant wallInstant(const Zone &zone, const TimeRange &day, QDate date, int wall_min, AutumnSide side)
{
    for (int minute = wall_min; minute < 24 * 60; minute += DayBits::kMarkMinutes)
        if (const auto at = zone.toInstant(date, QTime(0, 0).addSecs(minute * 60), side))
            return std::clamp(*at, day.begin, day.end);
    return day.end;
}

DayBits gridMarks(const Zone &zone, const BranchDay &day, int grid_min)
{
    DayBits grid;
    const bool ordinary = day.span.length() == kOrdinaryDay;
    for (int mark = 0; mark < day.marks; ++mark) {
        const int wall_min =
            ordinary ? mark * DayBits::kMarkMinutes : zone.timeOf(day.at(mark)).msecsSinceStartOfDay() / 60'000;
        if (wall_min % std::max(grid_min, 1) == 0)
            grid.fill(mark, mark + 1);
    }
    return grid;
}

} // namespace

BranchDay BranchDay::of(const Catalogue &catalogue, const Branch &branch, QDate date)
{
    const Zone &zone = catalogue.salon.zone;
    BranchDay day{.date = date, .span = zone.day(date)};
    day.marks = std::min(int(day.span.length() / kMark), DayBits::kMarks);
    day.grid = gridMarks(zone, day, catalogue.salon.grid_min);
    const QList<DayBlock> hours = branch.opening_hours.value(date.dayOfWeek());
    day.closed = hours.isEmpty();
    for (const ClosedDays &closed : branch.closed) {
        if (date < closed.from || date > closed.to)
            continue;
        day.closed = true;
        day.closed_reason = closed.reason;
    }
    if (!day.closed)
        for (const DayBlock &block : hours)
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
        result.fill(markAfter(wallInstant(zone, span, date, block.begins_min, AutumnSide::First)),
                    markBefore(wallInstant(zone, span, date, block.ends_min, AutumnSide::Second)));
    }
    return result;
}

QList<TakenTime> takenTimes(const Catalogue &catalogue, const Diary &diary, const Staff &member, AppointmentId moving)
{
    QList<TakenTime> times;
    for (const Appointment &appointment : diary.appointments) {
        if (!blocksTime(appointment.status) || (!moving.isNull() && appointment.id == moving))
            continue;
        const PhasePlan plan = PhasePlan::of(catalogue, appointment);
        const Instant begin = appointment.span.begin;
        for (const PhasePlan::Part &part : plan.parts) {
            const bool unassigned = part.staff.isNull() && appointment.branch == member.branch;
            if (!part.taken || (part.staff != member.id && !unassigned))
                continue;
            TakenTime time{&appointment, PhasePlan::at(begin, part), PhasePlan::at(begin, part)};
            // Buffers lie before the first and after the last taken part.
            const bool first = std::none_of(plan.parts.cbegin(), plan.parts.cend(), [&](const PhasePlan::Part &other) {
                return other.taken && other.begins_min < part.begins_min;
            });
            const bool last = std::none_of(plan.parts.cbegin(), plan.parts.cend(), [&](const PhasePlan::Part &other) {
                return other.taken && other.begins_min > part.begins_min;
            });
            if (first)
                time.guarded.begin = begin + minutes(plan.guard_begins_min);
            if (last)
                time.guarded.end = begin + minutes(plan.guard_ends_min);
            times.append(time);
        }
    }
    std::stable_sort(times.begin(), times.end(),
                     [](const TakenTime &a, const TakenTime &b) { return a.guarded.begin < b.guarded.begin; });
    return times;
}

StaffDay StaffDay::of(const Catalogue &catalogue, const Diary &diary, const QList<TakenTime> &taken,
                      const BranchDay &day, const Staff &member)
{
    StaffDay result;
    result.works = day.marksOf(catalogue.salon.zone, member.working_hours.value(day.date.dayOfWeek()));
    for (const TimeRange &extra : member.extra_hours)
        result.works.fill(day.markAfter(extra.begin), day.markBefore(extra.end));
    for (const Absence &absence : member.absences)
        result.works.clear(day.markBefore(absence.span.begin), day.markAfter(absence.span.end));
    // Nothing is longer than a day, so what began two days ago is over.
    const auto first = std::lower_bound(taken.cbegin(), taken.cend(), day.span.begin - 2 * kOrdinaryDay,
                                        [](const TakenTime &time, Instant at) { return time.guarded.begin < at; });
    for (auto time = first; time != taken.cend() && time->guarded.begin < day.span.end; ++time)
        result.taken.fill(day.markBefore(time->guarded.begin), day.markAfter(time->guarded.end));
    for (const BusyBlock &block : diary.busy_blocks)
        if (block.staff == member.id)
            result.taken.fill(day.markBefore(block.span.begin), day.markAfter(block.span.end));
    result.load_marks = result.taken.count();
    return result;
}

} // namespace salon
