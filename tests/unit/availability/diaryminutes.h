// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/slotsearch.h"

#include <vector>

namespace salon::test
{

/// What the salon's wall shows, minute by minute. Read once for a diary: asking the zone is slow.
class WallMinutes
{
public:
    struct Minute {
        qint64 julian_day = 0;
        int of_day = 0;
    };
    WallMinutes(const Zone &zone, TimeRange window);
    TimeRange window() const { return m_window; }
    int size() const { return int(m_minutes.size()); }
    /// Of the minute this instant lies in; may be outside.
    int index(Instant at) const;
    Instant instant(int index) const { return m_window.begin + minutes(index); }
    const Minute &operator[](int index) const { return m_minutes[std::size_t(index)]; }
    struct Range {
        int begin = 0;
        int end = 0;
    };
    Range day(qint64 julian_day) const { return m_days.value(julian_day); }
    /// From the first minute of the day at which the wall shows the block's begin or later, to the last at which it
    /// shows less than its end: when an hour comes twice, nobody goes home in between.
    Range block(qint64 julian_day, const DayBlock &block) const;

private:
    TimeRange m_window;
    std::vector<Minute> m_minutes;
    QHash<qint64, Range> m_days;
};

struct PersonMinute {
    bool works = false;
    bool between_blocks = false; // has worked, and will again that day, by what is planned
    bool absent = false;
    bool appointment = false;
    bool unassigned = false;
    bool busy_block = false;
    bool hold = false;
    bool soft_hold = false;
    bool isTaken() const { return appointment || unassigned || busy_block || hold; }
};
using PersonMinutes = std::vector<PersonMinute>;

struct ResourceMinute {
    int firm = 0;
    int soft = 0;
};
using ResourceMinutes = std::vector<ResourceMinute>;

/// A diary written out minute by minute, as one wish sees it: without the appointment that is moved and without the
/// call's own holds. Everything is borrowed.
class DiaryMinutes
{
public:
    struct Taking {
        StaffId staff; // none: everybody of the branch
        TimeRange span;
    };

    DiaryMinutes(const Catalogue &catalogue, const Diary &diary, Instant now, const WallMinutes &wall,
                 const SlotWish &wish);

    const PersonMinutes &of(StaffId person);
    const ResourceMinutes &of(ResourceId resource);
    /// What an appointment takes from people, with its service's buffers before the first and after the last; nothing
    /// when it blocks nothing.
    QList<Taking> takings(const Appointment &appointment) const;
    /// Neither cancelled, nor a no-show, nor the one that is moved.
    bool counts(const Appointment &appointment) const;
    bool isWithoutEffect(const Hold &hold) const;
    /// Five-minute marks of the day at which something takes them.
    int loadOn(StaffId person, QDate date);

private:
    void enterHours(const Staff &member, PersonMinutes &into) const;
    void enterBreaks(PersonMinutes &into) const;
    void enterDiary(const Staff &member, PersonMinutes &into) const;
    template <typename Enter>
    void eachMinute(TimeRange span, Enter enter) const;

    const Catalogue &m_catalogue;
    const Diary &m_diary;
    Instant m_now;
    const WallMinutes &m_wall;
    const SlotWish &m_wish;
    QHash<StaffId, PersonMinutes> m_people;
    QHash<ResourceId, ResourceMinutes> m_resources;
    QHash<std::pair<StaffId, QDate>, int> m_loads;
};

} // namespace salon::test
