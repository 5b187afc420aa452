// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/availability/diaryminutes.h"

#include "core/base/checks.h"

#include <algorithm>
#include <QSet>

namespace salon::test
{

namespace
{

constexpr qint64 kMinuteMs = 60'000;

qint64 floorToMinute(qint64 ms)
{
    return ms - ((ms % kMinuteMs) + kMinuteMs) % kMinuteMs;
}

/// 1 = Monday … 7. Julian day 0 was a Monday.
int weekday(qint64 julian_day)
{
    return int(julian_day % 7) + 1;
}

/// The week's blocks of this person; A and B weeks take turns from the Monday of the week that is named A.
QList<DayBlock> blocksOn(const Staff &member, qint64 julian_day)
{
    const bool rotates = member.working_hours_b && member.week_a_of;
    const bool is_b = rotates && (julian_day / 7 - member.week_a_of->toJulianDay() / 7) % 2 != 0;
    return (is_b ? *member.working_hours_b : member.working_hours).value(weekday(julian_day));
}

} // namespace

WallMinutes::WallMinutes(const Zone &zone, TimeRange window)
    : m_window(window)
{
    // Clocks change on a quarter of an hour everywhere, so that one question answers fifteen minutes.
    constexpr int kAsked = 15;
    const auto count = window.length().count() / kMinuteMs;
    m_minutes.resize(std::size_t(count));
    for (qint64 i = 0; i < count; ++i) {
        if (i % kAsked == 0) {
            const Instant at = window.begin + minutes(i);
            SALON_CHECK(at.ms() % (kAsked * kMinuteMs) == 0);
            m_minutes[std::size_t(i)] = {zone.dateOf(at).toJulianDay(),
                                         zone.timeOf(at).msecsSinceStartOfDay() / 60'000};
        } else {
            m_minutes[std::size_t(i)] = m_minutes[std::size_t(i - 1)];
            ++m_minutes[std::size_t(i)].of_day;
        }
        Range &day = m_days[m_minutes[std::size_t(i)].julian_day];
        day = {day.end == 0 ? int(i) : day.begin, int(i) + 1};
    }
}

int WallMinutes::index(Instant at) const
{
    return int((floorToMinute(at.ms()) - m_window.begin.ms()) / kMinuteMs);
}

WallMinutes::Range WallMinutes::block(qint64 julian_day, const DayBlock &block) const
{
    Range range = day(julian_day);
    while (range.begin < range.end && m_minutes[std::size_t(range.begin)].of_day < block.begins_min)
        ++range.begin;
    while (range.begin < range.end && m_minutes[std::size_t(range.end - 1)].of_day >= block.ends_min)
        --range.end;
    return range;
}

DiaryMinutes::DiaryMinutes(const Catalogue &catalogue, const Diary &diary, Instant now, const WallMinutes &wall,
                           const SlotWish &wish)
    : m_catalogue(catalogue)
    , m_diary(diary)
    , m_now(now)
    , m_wall(wall)
    , m_wish(wish)
{
}

bool DiaryMinutes::counts(const Appointment &appointment) const
{
    const bool is_moved = m_wish.moving && m_wish.moving->id == appointment.id;
    return !is_moved && appointment.status != AppointmentStatus::Cancelled &&
           appointment.status != AppointmentStatus::NoShow;
}

QList<DiaryMinutes::Taking> DiaryMinutes::takings(const Appointment &appointment) const
{
    if (!counts(appointment))
        return {};
    const Service *service = m_catalogue.service(appointment.service);
    QList<Taking> takings;
    if (appointment.phases.isEmpty())
        takings.append({appointment.staff, appointment.span});
    for (const Phase &phase : appointment.phases) {
        if (!phase.busy && !(service && service->gap_policy == GapPolicy::Blocked))
            continue;
        const StaffId who = phase.staff.isNull() ? appointment.staff : phase.staff;
        takings.append({appointment.staff.isNull() ? StaffId{} : who, phase.span});
    }
    if (service && !takings.isEmpty()) {
        takings.first().span.begin = takings.first().span.begin - minutes(service->buffer_before_min);
        takings.last().span.end = takings.last().span.end + minutes(service->buffer_after_min);
    }
    return takings;
}

bool DiaryMinutes::isWithoutEffect(const Hold &hold) const
{
    return hold.expires_at <= m_now || (!m_wish.call_id.isEmpty() && hold.call_id == m_wish.call_id);
}

template <typename Enter>
void DiaryMinutes::eachMinute(TimeRange span, Enter enter) const
{
    for (int i = std::max(0, m_wall.index(span.begin)); i < m_wall.size() && m_wall.instant(i) < span.end; ++i)
        if (span.begin < m_wall.instant(i + 1))
            enter(std::size_t(i));
}

void DiaryMinutes::enterHours(const Staff &member, PersonMinutes &into) const
{
    const qint64 last_day = m_wall[m_wall.size() - 1].julian_day;
    for (qint64 day = m_wall[0].julian_day; day <= last_day; ++day)
        for (const DayBlock &block : blocksOn(member, day)) {
            const WallMinutes::Range range = m_wall.block(day, block);
            for (int i = range.begin; i < range.end; ++i)
                into[std::size_t(i)].works = true;
        }
    for (const TimeRange &extra : member.extra_hours)
        eachMinute(extra, [&](std::size_t i) { into[i].works = true; });
    enterBreaks(into);
    for (const Absence &absence : member.absences)
        eachMinute(absence.span, [&](std::size_t i) { into[i].absent = true; });
}

void DiaryMinutes::enterBreaks(PersonMinutes &into) const
{
    const qint64 last_day = m_wall[m_wall.size() - 1].julian_day;
    for (qint64 day = m_wall[0].julian_day; day <= last_day; ++day) {
        WallMinutes::Range planned = m_wall.day(day);
        while (planned.begin < planned.end && !into[std::size_t(planned.begin)].works)
            ++planned.begin;
        while (planned.begin < planned.end && !into[std::size_t(planned.end - 1)].works)
            --planned.end;
        for (int i = planned.begin; i < planned.end; ++i)
            into[std::size_t(i)].between_blocks = !into[std::size_t(i)].works;
    }
}

void DiaryMinutes::enterDiary(const Staff &member, PersonMinutes &into) const
{
    for (const Appointment &appointment : m_diary.appointments) {
        for (const Taking &taking : takings(appointment)) {
            if (taking.staff == member.id)
                eachMinute(taking.span, [&](std::size_t i) { into[i].appointment = true; });
            else if (taking.staff.isNull() && appointment.branch == member.branch)
                eachMinute(taking.span, [&](std::size_t i) { into[i].unassigned = true; });
        }
    }
    for (const BusyBlock &block : m_diary.busy_blocks)
        if (block.staff == member.id)
            eachMinute(block.span, [&](std::size_t i) { into[i].busy_block = true; });
    for (const Hold &hold : m_diary.holds)
        if (!isWithoutEffect(hold))
            for (const Hold::Part &part : hold.parts)
                if (part.staff == member.id)
                    eachMinute(part.span,
                               [&](std::size_t i) { (hold.soft ? into[i].soft_hold : into[i].hold) = true; });
}

const PersonMinutes &DiaryMinutes::of(StaffId person)
{
    const auto known = m_people.constFind(person);
    if (known != m_people.constEnd())
        return *known;
    PersonMinutes made(std::size_t(m_wall.size()));
    const Staff *member = m_catalogue.member(person);
    SALON_CHECK(member);
    enterHours(*member, made);
    enterDiary(*member, made);
    return *m_people.insert(person, std::move(made));
}

const ResourceMinutes &DiaryMinutes::of(ResourceId resource)
{
    const auto known = m_resources.constFind(resource);
    if (known != m_resources.constEnd())
        return *known;
    ResourceMinutes made(std::size_t(m_wall.size()));
    for (const Appointment &appointment : m_diary.appointments) {
        if (!counts(appointment))
            continue;
        for (const Phase &phase : appointment.phases)
            if (phase.resource == resource)
                eachMinute(phase.span, [&](std::size_t i) { ++made[i].firm; });
    }
    std::vector<QSet<QString>> told(made.size()); // a caller who was told of several takes one of them
    for (const Hold &hold : m_diary.holds)
        if (!isWithoutEffect(hold))
            for (const Hold::Part &part : hold.parts)
                if (part.resource == resource)
                    eachMinute(part.span, [&](std::size_t i) {
                        if (hold.soft)
                            told[i].insert(hold.call_id);
                        else
                            ++made[i].firm;
                    });
    for (std::size_t i = 0; i < made.size(); ++i)
        made[i].soft = int(told[i].size());
    return *m_resources.insert(resource, std::move(made));
}

int DiaryMinutes::loadOn(StaffId person, QDate date)
{
    const auto known = m_loads.constFind({person, date});
    if (known != m_loads.constEnd())
        return *known;
    int load = 0;
    const PersonMinutes &minutes_of = of(person);
    const WallMinutes::Range day = m_wall.day(date.toJulianDay());
    for (int mark = day.begin; mark < day.end; mark += 5) {
        bool is_taken = false;
        for (int i = mark; i < mark + 5; ++i)
            is_taken = is_taken || minutes_of[std::size_t(i)].isTaken();
        load += is_taken ? 1 : 0;
    }
    return *m_loads.insert({person, date}, load);
}

} // namespace salon::test
