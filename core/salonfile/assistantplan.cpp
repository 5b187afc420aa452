// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/assistantplan.h"

#include "core/availability/daytimelines.h"
#include "core/availability/phaseplan.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr qint64 kSlotMs = 300'000;

} // namespace

AssistantPlan::AssistantPlan(Transaction &transaction, const Catalogue &catalogue)
    : m_transaction(transaction)
    , m_catalogue(catalogue)
{
}

void AssistantPlan::addFixedParts(const Appointment &appointment, const QSet<QString> &helped)
{
    for (const Phase &phase : appointment.phases) {
        if (helped.contains(phase.key))
            add(phase.staff, phase.span);
        else if (phase.busy && !isForAnybody(appointment, phase))
            for (const StaffId member : claimants(m_catalogue, appointment))
                add(member, phase.span);
    }
}

Result<void> AssistantPlan::assign(Appointment &appointment, const QSet<QString> &helped)
{
    for (Phase &phase : appointment.phases) {
        if (!isForAnybody(appointment, phase) || helped.contains(phase.key))
            continue;
        const auto helper = whoIsFree(appointment, phase);
        if (!helper)
            return helper.error();
        if (!helper->isNull()) {
            phase.staff = *helper;
            add(*helper, phase.span);
        }
    }
    return {};
}

/// Somebody at work rather than anybody; none = nobody. Who begins outside their hours stays to the end.
Result<StaffId> AssistantPlan::whoIsFree(const Appointment &appointment, const Phase &phase) const
{
    QList<StaffId> people = candidates(appointment, phase);
    std::stable_partition(people.begin(), people.end(), [&](StaffId member) {
        if (member == appointment.staff && !isAtWork(member, appointment.branch, appointment.phases.first().span))
            return true;
        const bool is_arranged = member == phase.staff && member != appointment.staff;
        return is_arranged || isAtWork(member, appointment.branch, phase.span);
    });
    for (const StaffId member : std::as_const(people)) {
        const auto is_free = isFree(member, phase.span);
        if (!is_free)
            return is_free.error();
        if (*is_free)
            return member;
    }
    return StaffId();
}

bool AssistantPlan::isForAnybody(const Appointment &appointment, const Phase &phase) const
{
    const Service *service = m_catalogue.service(appointment.service);
    if (!phase.busy || appointment.staff.isNull() || !service)
        return false;
    return std::any_of(service->segments.cbegin(), service->segments.cend(), [&](const Segment &segment) {
        return segment.key == phase.key && segment.busy && segment.by == SegmentBy::AnyAble;
    });
}

QList<StaffId> AssistantPlan::candidates(const Appointment &appointment, const Phase &phase) const
{
    Appointment anybodys = appointment;
    anybodys.staff = {};
    return QList<StaffId>{phase.staff, appointment.staff} + claimants(m_catalogue, anybodys);
}

bool AssistantPlan::isAtWork(StaffId member, BranchId branch, const TimeRange &span) const
{
    const Zone &zone = m_catalogue.salon.zone;
    const Diary nothing;
    const QDate last = zone.dateOf(span.end - milliseconds(1));
    for (QDate date = zone.dateOf(span.begin); date <= last; date = date.addDays(1)) {
        const BranchDay day = BranchDay::of(m_catalogue, *m_catalogue.branch(branch), date);
        const StaffDay hours = StaffDay::of(m_catalogue, nothing, {}, day, *m_catalogue.member(member));
        if (!hours.works.all(day.markBefore(span.begin), day.markAfter(span.end)))
            return false;
    }
    return true;
}

Result<bool> AssistantPlan::isFree(StaffId member, const TimeRange &span) const
{
    for (qint64 slot = span.begin.ms() / kSlotMs; slot < span.end.ms() / kSlotMs; ++slot)
        if (m_taken.contains({member, slot}))
            return false;
    Query query(m_transaction, "SELECT appointment FROM claims WHERE staff = ? AND slot >= ? AND slot < ? LIMIT 1");
    const auto found = query.bind(member).bind(span.begin.ms() / kSlotMs).bind(span.end.ms() / kSlotMs).fetch();
    if (!found)
        return found.error();
    return !*found;
}

void AssistantPlan::add(StaffId member, const TimeRange &span)
{
    for (qint64 slot = span.begin.ms() / kSlotMs; slot < span.end.ms() / kSlotMs; ++slot)
        m_taken.insert({member, slot});
}

} // namespace salon
