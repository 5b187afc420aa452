// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/daytimelines.h"

#include <map>
#include <optional>
#include <vector>

namespace salon
{

/// From whose point of view the book is looked at: what is to be moved, and what a call holds itself, is not in its
/// way.
struct Viewpoint {
    BranchId branch;
    AppointmentId moving;
    QString call_id;
    bool past_soft_holds = false;
    bool operator==(const Viewpoint &) const = default;
};

/// A stretch in which one unit of a resource is used.
struct ResourceUse {
    ResourceId resource;
    TimeRange span;
    const Hold *offered = nullptr; // only told to a caller: softly held
};

/// A branch's diary as bitsets, worked out when first asked for and kept: the search's working memory.
/// Staff members go by their place in the catalogue. Catalogue and diary are borrowed. Thread: one.
class Timelines
{
public:
    Timelines(const Catalogue &catalogue, const Diary &diary, Instant now, const Viewpoint &from);

    const Viewpoint &viewpoint() const { return m_from; }
    const BranchDay &day(QDate date) { return column(date).day; }
    /// The diary must cover the day.
    const StaffDay &staffDay(const BranchDay &day, int member);
    /// Marks at which no unit is left to be offered: what somebody else was offered counts, once for each call, because
    /// a caller takes one of the alternatives.
    const DayBits &full(const BranchDay &day, ResourceId resource);
    /// Marks from which so many lie inside one opening block.
    const DayBits &openingStarts(const BranchDay &day, int marks);
    /// What takes the person's time, in order: their own, and everything unassigned of the branch.
    const QList<TakenTime> &taken(int member) const { return m_taken.at(size_t(member)); }
    /// The first use that leaves no unit for this stretch; nothing = a unit is free all through it. Soft holds do not
    /// count.
    std::optional<TimeRange> fullWithin(ResourceId resource, const TimeRange &span) const;

private:
    struct Column {
        BranchDay day;
        std::vector<std::optional<StaffDay>> staff;
        std::map<ResourceId, DayBits> full;
        std::map<int, DayBits> opening; // by length
    };

    Column &column(QDate date);
    void take(const Appointment &appointment);
    void take(const Hold &hold);
    int units(ResourceId resource) const;

    const Catalogue &m_catalogue;
    const Diary &m_diary;
    Viewpoint m_from;
    QHash<StaffId, size_t> m_places;       // in the catalogue
    std::vector<QList<TakenTime>> m_taken; // one per staff member
    QList<ResourceUse> m_uses;             // by begin
    std::map<QDate, Column> m_columns;
    Column *m_last = nullptr; // the one asked for last: a search stays on a day for a while
};

} // namespace salon
