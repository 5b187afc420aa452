// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/candidates.h"

#include <algorithm>
#include <QHash>
#include <QSet>
#include <tuple>

namespace salon
{

namespace
{

int marksOf(int length_min)
{
    return length_min / DayBits::kMarkMinutes;
}

/// The starts from which [begin, end) meets one of these marks.
DayBits meeting(const DayBits &marks, int begin, int end)
{
    if (begin >= 0)
        return marks.smeared(end - begin).moved(-begin);
    DayBits starts = marks.smeared(end);
    for (int before = 1; before <= -begin; ++before)
        starts = starts | marks.moved(before);
    return starts;
}

/// The starts from which [begin, end) meets what somebody has taken, or was offered; a buffer also beside the day.
DayBits meetingTaken(const BranchDay &day, const StaffDay &own, int begin, int end)
{
    return meeting(own.taken | own.softly_held, begin, end) |
           (own.taken_beside | own.softly_held_beside).startsMeeting(day, begin, end);
}

/// The starts from which [begin, end) lies in these marks.
DayBits inside(const DayBits &marks, int begin, int end)
{
    return ~(~marks).smeared(end - begin).moved(-begin);
}

/// What is missing for whom, of one service: found in one pass, because a catalogue has thousands of maps.
class MapIndex
{
public:
    MapIndex(const Catalogue &catalogue, ServiceId service)
    {
        for (const EventMap &map : catalogue.event_maps)
            if (map.service == service)
                m_known.insert({map.staff, map.segment});
    }
    bool has(StaffId staff, const QString &segment) const { return m_known.contains({staff, segment}); }

private:
    QSet<std::pair<StaffId, QString>> m_known;
};

std::vector<bool> lackedMaps(const MapIndex &maps, const SlotWish &wish, const Service &service, const PhasePlan &plan,
                             StaffId staff)
{
    // An appointment without phases is one part without a key: it needs all of the service's maps.
    const bool lacks_any = std::any_of(service.segments.cbegin(), service.segments.cend(), [&](const Segment &segment) {
        return segment.busy && !maps.has(staff, segment.key);
    });
    std::vector<bool> lacks;
    lacks.reserve(size_t(plan.parts.size()));
    for (const PhasePlan::Part &part : plan.parts)
        lacks.push_back(wish.event_maps == EventMapCheck::Block && part.busy &&
                        (part.key.isEmpty() ? lacks_any : !maps.has(staff, part.key)));
    return lacks;
}

/// The shortest of all that a person does.
int shortestMarks(const Catalogue &catalogue, StaffId staff)
{
    int shortest_min = 24 * 60;
    for (const Capability &capability : catalogue.capabilities)
        if (const Service *service = catalogue.service(capability.service);
            capability.staff == staff && service && service->active)
            if (const PhasePlan plan = PhasePlan::of(*service, staff, &capability, nullptr); plan.isUsable())
                shortest_min = std::min(shortest_min, plan.total_min);
    return marksOf(shortest_min);
}

/// What must be free of everything else in one piece.
int longestOwnMarks(const PhasePlan &plan, AvailabilityPolicy policy)
{
    if (policy == AvailabilityPolicy::Strict)
        return marksOf(plan.total_min);
    int longest_min = 0;
    for (const PhasePlan::Part &part : plan.parts)
        if (part.taken && !part.any_able)
            longest_min = std::max(longest_min, part.ends_min - part.begins_min);
    return marksOf(longest_min);
}

/// Has every part somebody with its map: the person, or where the part allows it anybody who can help?
bool hasMaps(const Candidate &who, const std::vector<Candidate> &helpers)
{
    for (std::size_t i = 0; i < who.lacks_map.size(); ++i) {
        const bool helped =
            who.plan.parts[qsizetype(i)].any_able &&
            std::any_of(helpers.cbegin(), helpers.cend(), [&](const Candidate &other) { return !other.lacks_map[i]; });
        if (who.lacks_map[i] && !helped)
            return false;
    }
    return true;
}

} // namespace

Candidates::Candidates(const Catalogue &catalogue, const SlotWish &wish)
    : m_catalogue(catalogue)
    , m_wish(wish)
{
    const Service *asked = catalogue.service(wish.service);
    const Branch *branch = catalogue.branch(wish.branch);
    if (!asked || !branch)
        return;
    const Service &service = *asked;
    QHash<StaffId, const Capability *> able;
    for (const Capability &capability : catalogue.capabilities)
        if (capability.service == service.id)
            able.insert(capability.staff, &capability);
    const MapIndex maps(catalogue, service.id);
    const bool with_help = std::any_of(service.segments.cbegin(), service.segments.cend(), [](const Segment &segment) {
        return segment.busy && segment.by == SegmentBy::AnyAble;
    });
    for (int i = 0; i < catalogue.staff.size(); ++i) {
        const Staff &member = catalogue.staff[i];
        const bool here = member.active && member.branch == wish.branch;
        const bool is_asked = wish.staff.isNull() ? here : member.id == wish.staff;
        const Capability *own = able.value(member.id);
        if (!is_asked && !(with_help && here && own))
            continue;
        Candidate who{.member = i,
                      .plan = wish.moving ? PhasePlan::ofMove(catalogue, *wish.moving, wish.staff, member.id)
                                          : PhasePlan::of(service, member.id, own, branch),
                      .preferred = !wish.preferred.isNull() && wish.preferred == member.id,
                      .primary = own && own->primary};
        who.lacks_map = lackedMaps(maps, wish, service, who.plan, member.id);
        who.longest_own_marks = longestOwnMarks(who.plan, wish.policy);
        who.offered = here && own && service.active && who.plan.isUsable();
        if (with_help && here && own)
            m_able.push_back(who);
        if (is_asked)
            m_asked.push_back(std::move(who));
    }
    for (Candidate &who : m_asked)
        who.offered = who.offered && hasMaps(who, m_able);
}

bool Candidates::isChosenBefore(Timelines &timelines, const BranchDay &day, const Candidate &a,
                                const Candidate &b) const
{
    const auto key = [&](const Candidate &who) {
        return std::make_tuple(!who.preferred, !who.primary, timelines.staffDay(day, who.member).load_marks);
    };
    return key(a) < key(b);
}

std::vector<const Candidate *> Candidates::inOrder(Timelines &timelines, const BranchDay &day) const
{
    std::vector<const Candidate *> people;
    people.reserve(m_asked.size());
    for (const Candidate &who : m_asked)
        people.push_back(&who);
    std::stable_sort(people.begin(), people.end(),
                     [&](const Candidate *a, const Candidate *b) { return isChosenBefore(timelines, day, *a, *b); });
    return people;
}

/// The starts at which this person could do this part of the plan, with what they have besides it.
DayBits Candidates::partStarts(const BranchDay &day, const StaffDay &own, const Candidate &who, const PhasePlan &plan,
                               std::size_t part)
{
    if (who.lacks_map[part])
        return {};
    const PhasePlan::Part &duty = plan.parts[qsizetype(part)];
    const PhasePlan::Stretch guarded = plan.guarded(duty);
    const int begin = marksOf(duty.begins_min);
    const int end = marksOf(duty.ends_min);
    if (guarded.begins_min == duty.begins_min && guarded.ends_min == duty.ends_min)
        return inside(own.idle, begin, end);
    return inside(own.works, begin, end) &
           ~meetingTaken(day, own, marksOf(guarded.begins_min), marksOf(guarded.ends_min));
}

DayBits Candidates::freeStarts(Timelines &timelines, const BranchDay &day, const Candidate &who,
                               const DayBits &customers_own) const
{
    const PhasePlan &plan = who.plan;
    const StaffDay &own = timelines.staffDay(day, who.member);
    if (who.longest_own_marks > own.longest_idle_marks)
        return {};
    DayBits starts = timelines.openingStarts(day, marksOf(plan.total_min));
    if (!customers_own.isEmpty())
        starts = starts & ~meeting(customers_own, 0, marksOf(plan.total_min));
    if (m_wish.policy == AvailabilityPolicy::Strict)
        starts = starts & ~meetingTaken(day, own, std::min(0, marksOf(plan.guard_begins_min)),
                                        marksOf(std::max(plan.total_min, plan.guard_ends_min)));
    for (std::size_t i = 0; i < who.lacks_map.size() && !starts.isEmpty(); ++i) {
        const PhasePlan::Part &part = plan.parts[qsizetype(i)];
        if (!part.resource.isNull())
            starts =
                starts & ~meeting(timelines.full(day, part.resource), marksOf(part.begins_min), marksOf(part.ends_min));
        if (!part.taken)
            continue;
        DayBits doable = partStarts(day, own, who, plan, i);
        if (part.any_able)
            for (const Candidate &assistant : m_able)
                if (assistant.member != who.member)
                    doable = doable | partStarts(day, timelines.staffDay(day, assistant.member), assistant, plan, i);
        starts = starts & doable;
    }
    return starts;
}

int Candidates::wasted(Timelines &timelines, const BranchDay &day, const Candidate &who, int mark) const
{
    const StaffDay &own = timelines.staffDay(day, who.member);
    const DayBits idle = own.works & ~own.taken;
    const int usable = shortestMarks(m_catalogue, m_catalogue.staff[who.member].id);
    const auto rest = [&](int from, int step) {
        int length = 0;
        while (length < usable && idle.test(from + length * step))
            ++length;
        return length < usable ? length : 0;
    };
    return rest(mark + marksOf(who.plan.guard_begins_min) - 1, -1) + rest(mark + marksOf(who.plan.guard_ends_min), 1);
}

PhasePlan Candidates::staffed(Timelines &timelines, const BranchDay &day, const Candidate &who, Instant start,
                              SoftHolds soft) const
{
    PhasePlan plan = who.plan;
    const int mark = day.markBefore(start);
    for (std::size_t i = 0; i < who.lacks_map.size(); ++i) {
        PhasePlan::Part &part = plan.parts[qsizetype(i)];
        if (!part.any_able)
            continue;
        const PhasePlan::Stretch guarded = plan.guarded(part);
        const int begin = mark + marksOf(guarded.begins_min);
        const int end = mark + marksOf(guarded.ends_min);
        const auto can = [&](const Candidate &person) {
            const StaffDay &own = timelines.staffDay(day, person.member);
            const bool offered = own.softly_held.any(begin, end) || own.softly_held_beside.any(day, begin, end);
            return !person.lacks_map[i] &&
                   own.works.all(mark + marksOf(part.begins_min), mark + marksOf(part.ends_min)) &&
                   !own.taken.any(begin, end) && !own.taken_beside.any(day, begin, end) &&
                   !(soft == SoftHolds::Respected && offered);
        };
        if (can(who))
            continue;
        const Candidate *chosen = nullptr;
        for (const Candidate &assistant : m_able)
            if (assistant.member != who.member && can(assistant) &&
                (!chosen || isChosenBefore(timelines, day, assistant, *chosen)))
                chosen = &assistant;
        if (chosen)
            part.staff = m_catalogue.staff[chosen->member].id;
    }
    return plan;
}

} // namespace salon
