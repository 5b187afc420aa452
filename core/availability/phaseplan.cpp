// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/phaseplan.h"

#include "core/availability/daybits.h"
#include "core/base/limits.h"

#include <algorithm>

namespace salon
{

namespace
{

void guardTakenParts(PhasePlan &plan, const Service *service)
{
    const auto is_taken = [](const PhasePlan::Part &part) { return part.taken; };
    const auto first = std::find_if(plan.parts.cbegin(), plan.parts.cend(), is_taken);
    if (first == plan.parts.cend())
        return;
    const auto last = std::find_if(plan.parts.crbegin(), plan.parts.crend(), is_taken);
    plan.guard_begins_min = first->begins_min - (service ? service->buffer_before_min : 0);
    plan.guard_ends_min = last->ends_min + (service ? service->buffer_after_min : 0);
    plan.first_taken_min = first->begins_min;
    plan.last_taken_min = last->ends_min;
}

ResourceId resourceOf(const Branch *branch, const QString &key)
{
    if (branch && !key.isEmpty())
        for (const Resource &resource : branch->resources)
            if (resource.key == key)
                return resource.id;
    return {};
}

const Segment *segmentOf(const Service &service, const QString &key)
{
    const auto found = std::find_if(service.segments.cbegin(), service.segments.cend(),
                                    [&](const Segment &segment) { return segment.key == key; });
    return found == service.segments.cend() ? nullptr : &*found;
}

} // namespace

PhasePlan PhasePlan::of(const Catalogue &catalogue, const Service &service, StaffId staff, BranchId branch)
{
    return of(service, staff, staff.isNull() ? nullptr : catalogue.capability(staff, service.id),
              catalogue.branch(branch));
}

PhasePlan PhasePlan::of(const Service &service, StaffId staff, const Capability *own, const Branch *branch)
{
    PhasePlan plan{.staff = staff};
    plan.parts.reserve(service.segments.size());
    for (const Segment &segment : service.segments) {
        const int length_min = own ? own->minutes.value(segment.key, segment.minutes) : segment.minutes;
        plan.parts.append({.key = segment.key,
                           .name = segment.name,
                           .staff = staff,
                           .begins_min = plan.total_min,
                           .ends_min = plan.total_min + length_min,
                           .busy = segment.busy,
                           .taken = segment.busy || service.gap_policy == GapPolicy::Blocked,
                           .any_able = segment.busy && segment.by == SegmentBy::AnyAble,
                           .resource = resourceOf(branch, segment.resource)});
        plan.total_min += length_min;
    }
    guardTakenParts(plan, &service);
    return plan;
}

PhasePlan PhasePlan::of(const Catalogue &catalogue, const Appointment &stored)
{
    using std::chrono::duration_cast;
    const Service *service = catalogue.service(stored.service);
    const bool gaps_blocked = service && service->gap_policy == GapPolicy::Blocked;
    PhasePlan plan{.staff = stored.staff};
    plan.total_min = int(duration_cast<minutes>(stored.span.length()).count());
    const auto offset = [&](Instant at) { return int(duration_cast<minutes>(at - stored.span.begin).count()); };
    plan.parts.reserve(stored.phases.size());
    for (const Phase &phase : stored.phases) {
        const Segment *segment = service ? segmentOf(*service, phase.key) : nullptr;
        plan.parts.append({.key = phase.key,
                           .name = phase.name,
                           .staff = phase.staff.isNull() ? stored.staff : phase.staff,
                           .begins_min = offset(phase.span.begin),
                           .ends_min = offset(phase.span.end),
                           .busy = phase.busy,
                           .taken = phase.busy || gaps_blocked,
                           .any_able = phase.busy && segment && segment->by == SegmentBy::AnyAble,
                           .resource = phase.resource});
    }
    if (plan.parts.isEmpty())
        plan.parts.append({.staff = stored.staff, .ends_min = plan.total_min});
    guardTakenParts(plan, service);
    return plan;
}

PhasePlan PhasePlan::of(const Catalogue &catalogue, const Appointment &stored, StaffId staff)
{
    PhasePlan plan = of(catalogue, stored);
    const Service *service = catalogue.service(stored.service);
    plan.staff = staff;
    int shifted_min = 0;
    for (Part &part : plan.parts) {
        int length_min = part.ends_min - part.begins_min;
        const Segment *segment = service && staff != stored.staff ? segmentOf(*service, part.key) : nullptr;
        if (segment && length_min == catalogue.minutes(*service, *segment, stored.staff))
            length_min = catalogue.minutes(*service, *segment, staff);
        part.staff = staff;
        part.begins_min = shifted_min;
        part.ends_min = shifted_min + length_min;
        shifted_min = part.ends_min;
    }
    plan.total_min = shifted_min;
    guardTakenParts(plan, service);
    return plan;
}

PhasePlan PhasePlan::ofMove(const Catalogue &catalogue, const Appointment &stored, StaffId asked, StaffId judged)
{
    if (!asked.isNull() || !stored.staff.isNull())
        return of(catalogue, stored, judged);
    PhasePlan plan = of(catalogue, stored, StaffId());
    plan.staff = judged;
    for (Part &part : plan.parts)
        part.staff = judged;
    return plan;
}

QList<Phase> PhasePlan::phases(Instant start) const
{
    QList<Phase> phases;
    for (const Part &part : parts)
        phases.append({.key = part.key,
                       .name = part.name,
                       .span = at(start, part),
                       .busy = part.busy,
                       .staff = part.staff,
                       .resource = part.resource});
    return phases;
}

PhasePlan::Stretch PhasePlan::guarded(const Part &part) const
{
    Stretch wider{part.begins_min, part.ends_min};
    if (part.taken && part.begins_min == first_taken_min)
        wider.begins_min = guard_begins_min;
    if (part.taken && part.ends_min == last_taken_min)
        wider.ends_min = guard_ends_min;
    return wider;
}

void PhasePlan::assign(const QHash<QString, StaffId> &assistants)
{
    for (Part &part : parts)
        part.staff = assistants.value(part.key, part.staff);
}

PlanFlaw PhasePlan::flaw() const
{
    constexpr int kMark_min = DayBits::kMarkMinutes;
    if (parts.size() > limits::kMaxSegments)
        return PlanFlaw::TooManyParts;
    const auto any = [&](auto is_so) { return std::any_of(parts.cbegin(), parts.cend(), is_so); };
    if (any([](const Part &part) { return part.ends_min <= part.begins_min; }))
        return PlanFlaw::NoLength;
    if (any([](const Part &part) { return part.ends_min % kMark_min != 0; }) || guard_begins_min % kMark_min != 0 ||
        guard_ends_min % kMark_min != 0)
        return PlanFlaw::OffMarks;
    if (total_min > limits::kLongestService_min)
        return PlanFlaw::TooLong;
    return any([](const Part &part) { return part.busy; }) ? PlanFlaw::None : PlanFlaw::NobodyBusy;
}

QList<StaffId> claimants(const Catalogue &catalogue, const Appointment &appointment)
{
    if (!appointment.staff.isNull())
        return {appointment.staff};
    QList<StaffId> able;
    for (const Staff &member : catalogue.staff)
        if (member.active && member.branch == appointment.branch &&
            catalogue.capability(member.id, appointment.service))
            able.append(member.id);
    return able;
}

} // namespace salon
