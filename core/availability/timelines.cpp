// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/timelines.h"

#include "core/availability/phaseplan.h"
#include "core/base/checks.h"

#include <algorithm>
#include <array>

namespace salon
{

Timelines::Timelines(const Catalogue &catalogue, const Diary &diary, Instant now, const Viewpoint &from)
    : m_catalogue(catalogue)
    , m_diary(diary)
    , m_from(from)
    , m_taken(size_t(catalogue.staff.size()))
{
    for (qsizetype i = 0; i < catalogue.staff.size(); ++i)
        m_places.insert(catalogue.staff[i].id, size_t(i));
    for (const Appointment &appointment : diary.appointments)
        if (blocksTime(appointment.status) && (from.moving.isNull() || appointment.id != from.moving))
            take(appointment);
    for (const Hold &hold : diary.holds)
        if (hold.expires_at > now && (from.call_id.isEmpty() || hold.call_id != from.call_id) &&
            !(hold.soft && from.past_soft_holds))
            take(hold);
    for (QList<TakenTime> &times : m_taken)
        std::stable_sort(times.begin(), times.end(),
                         [](const TakenTime &a, const TakenTime &b) { return a.guarded.begin < b.guarded.begin; });
    std::stable_sort(m_uses.begin(), m_uses.end(),
                     [](const ResourceUse &a, const ResourceUse &b) { return a.span.begin < b.span.begin; });
}

void Timelines::take(const Appointment &appointment)
{
    const PhasePlan plan = PhasePlan::of(m_catalogue, appointment);
    const Instant begin = appointment.span.begin;
    for (const PhasePlan::Part &part : plan.parts) {
        if (!part.resource.isNull())
            m_uses.append({part.resource, PhasePlan::at(begin, part), nullptr});
        if (!part.taken)
            continue;
        const TakenTime time{&appointment, nullptr, PhasePlan::at(begin, part),
                             PhasePlan::at(begin, plan.guarded(part))};
        if (const auto place = m_places.constFind(part.staff); place != m_places.cend())
            m_taken[*place].append(time);
        for (qsizetype i = 0; part.staff.isNull() && i < m_catalogue.staff.size(); ++i)
            if (m_catalogue.staff[i].branch == appointment.branch)
                m_taken[size_t(i)].append(time);
    }
}

void Timelines::take(const Hold &hold)
{
    for (const Hold::Part &part : hold.parts) {
        if (!part.resource.isNull())
            m_uses.append({part.resource, part.span, hold.soft ? &hold : nullptr});
        if (const auto place = m_places.constFind(part.staff); place != m_places.cend())
            m_taken[*place].append({nullptr, &hold, part.span, part.span});
    }
}

Timelines::Column &Timelines::column(QDate date)
{
    if (m_last && m_last->day.date == date)
        return *m_last;
    auto found = m_columns.find(date);
    if (found == m_columns.end()) {
        const Branch *branch = m_catalogue.branch(m_from.branch);
        SALON_CHECK(branch);
        found = m_columns.emplace(date, Column{.day = BranchDay::of(m_catalogue, *branch, date)}).first;
        found->second.staff.resize(size_t(m_catalogue.staff.size()));
    }
    m_last = &found->second;
    return *m_last;
}

const StaffDay &Timelines::staffDay(const BranchDay &day, int member)
{
    std::optional<StaffDay> &of = column(day.date).staff.at(size_t(member));
    if (!of) {
        SALON_CHECK(m_diary.span.contains(day.span));
        of = StaffDay::of(m_catalogue, m_diary, taken(member), day, m_catalogue.staff[member]);
    }
    return *of;
}

const DayBits &Timelines::openingStarts(const BranchDay &day, int marks)
{
    const auto [known, is_new] = column(day.date).opening.try_emplace(marks);
    if (is_new)
        for (const DayBits &block : day.open)
            known->second = known->second | ~(~block).smeared(marks);
    return known->second;
}

const DayBits &Timelines::full(const BranchDay &day, ResourceId resource)
{
    auto &known = column(day.date).full;
    const auto found = known.find(resource);
    if (found != known.end())
        return found->second;
    std::array<int, DayBits::kMarks> used{};
    std::map<QString, DayBits> offered; // to each call
    for (const ResourceUse &use : std::as_const(m_uses)) {
        if (use.resource != resource || !use.span.overlaps(day.span))
            continue;
        const int begin = day.markBefore(use.span.begin);
        const int end = day.markAfter(use.span.end);
        if (use.offered)
            offered[use.offered->call_id].fill(begin, end);
        for (int mark = begin; !use.offered && mark < end; ++mark)
            ++used[size_t(mark)];
    }
    for (const auto &[call, marks] : offered)
        for (int mark = 0; mark < day.marks; ++mark)
            used[size_t(mark)] += marks.any(mark, mark + 1) ? 1 : 0;
    DayBits bits;
    for (int mark = 0; mark < day.marks; ++mark)
        if (used[size_t(mark)] >= units(resource))
            bits.fill(mark, mark + 1);
    return known.emplace(resource, bits).first->second;
}

std::optional<TimeRange> Timelines::fullWithin(ResourceId resource, const TimeRange &span) const
{
    // Use only ever rises where one begins, so it is enough to count at those instants and at the stretch's own begin.
    std::vector<TimeRange> met;
    std::vector<Instant> ends;
    for (const ResourceUse &use : m_uses) {
        if (use.resource != resource || use.offered || !use.span.overlaps(span))
            continue;
        met.push_back(use.span);
        ends.push_back(use.span.end);
    }
    std::sort(ends.begin(), ends.end());
    const int most = units(resource);
    std::size_t begun = 0; // both lists are in order: each instant is passed once
    std::size_t ended = 0;
    for (std::size_t i = 0; i < met.size(); ++i) {
        const Instant at = std::max(met[i].begin, span.begin);
        while (begun < met.size() && met[begun].begin <= at)
            ++begun;
        while (ended < ends.size() && ends[ended] <= at)
            ++ended;
        if (int(begun - ended) >= most)
            return met[i];
    }
    return std::nullopt;
}

int Timelines::units(ResourceId resource) const
{
    for (const Branch &branch : m_catalogue.branches)
        for (const Resource &candidate : branch.resources)
            if (candidate.id == resource)
                return candidate.count;
    return 0;
}

} // namespace salon
