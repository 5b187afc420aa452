// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/assistantplan.h"

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

void AssistantPlan::addOwnParts(const Appointment &appointment)
{
    for (const Phase &phase : appointment.phases)
        if (phase.busy && !isForAnybody(appointment, phase))
            for (const StaffId member : claimants(m_catalogue, appointment))
                add(member, phase.span);
}

Result<void> AssistantPlan::assign(Appointment &appointment)
{
    for (Phase &phase : appointment.phases) {
        if (!isForAnybody(appointment, phase))
            continue;
        for (const StaffId member : candidates(appointment, phase)) {
            const auto is_free = isFree(member, phase.span);
            if (!is_free)
                return is_free.error();
            if (!*is_free)
                continue;
            phase.staff = member;
            add(member, phase.span);
            break;
        }
    }
    return {};
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
