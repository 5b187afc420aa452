// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/catalogue.h"

#include <algorithm>

namespace salon
{

namespace
{

template <typename List, typename Match>
auto find(const List &list, Match match) -> const typename List::value_type *
{
    const auto found = std::find_if(list.cbegin(), list.cend(), match);
    return found == list.cend() ? nullptr : &*found;
}

} // namespace

const Branch *Catalogue::branch(BranchId id) const
{
    return find(branches, [&](const Branch &b) { return b.id == id; });
}

const Branch *Catalogue::branch(const QString &key) const
{
    return find(branches, [&](const Branch &b) { return b.key == key; });
}

const Branch *Catalogue::branchByNumber(const QString &e164) const
{
    return find(branches, [&](const Branch &b) { return b.phone_numbers.contains(e164); });
}

const Staff *Catalogue::member(StaffId id) const
{
    return find(staff, [&](const Staff &s) { return s.id == id; });
}

const Staff *Catalogue::member(const QString &key) const
{
    return find(staff, [&](const Staff &s) { return s.key == key; });
}

const Service *Catalogue::service(ServiceId id) const
{
    return find(services, [&](const Service &s) { return s.id == id; });
}

const Service *Catalogue::service(const QString &key) const
{
    return find(services, [&](const Service &s) { return s.key == key; });
}

const Capability *Catalogue::capability(StaffId staff, ServiceId service) const
{
    return find(capabilities, [&](const Capability &c) { return c.staff == staff && c.service == service; });
}

const EventMap *Catalogue::eventMap(StaffId staff, ServiceId service, const QString &segment) const
{
    return find(event_maps,
                [&](const EventMap &m) { return m.staff == staff && m.service == service && m.segment == segment; });
}

int Catalogue::minutes(const Service &service, const Segment &segment, StaffId staff) const
{
    const Capability *own = staff.isNull() ? nullptr : capability(staff, service.id);
    return own ? own->minutes.value(segment.key, segment.minutes) : segment.minutes;
}

int Catalogue::totalMinutes(const Service &service, StaffId staff) const
{
    int total = 0;
    for (const Segment &segment : service.segments)
        total += minutes(service, segment, staff);
    return total;
}

QList<QString> Catalogue::missingMaps(StaffId staff, ServiceId service_id,
                                      const QHash<QString, StaffId> &assistants) const
{
    QList<QString> missing = missingMaps(staff, service_id);
    missing.removeIf([&](const QString &segment) { return assistants.contains(segment); });
    for (auto part = assistants.cbegin(); part != assistants.cend(); ++part)
        if (missingMaps(part.value(), service_id).contains(part.key()))
            missing.append(part.key());
    return missing;
}

QString Catalogue::price(const Service &service, StaffId staff) const
{
    const Capability *own = capability(staff, service.id);
    return own && !own->price.isEmpty() ? own->price : service.price;
}

QList<QString> Catalogue::missingMaps(StaffId staff, ServiceId service_id) const
{
    QList<QString> missing;
    const Service *wanted = service(service_id);
    if (!wanted)
        return missing;
    for (const Segment &segment : wanted->segments)
        if (segment.busy && !eventMap(staff, service_id, segment.key))
            missing.append(segment.key);
    return missing;
}

QList<QString> Catalogue::missingMaps(const Appointment &appointment) const
{
    QList<QString> missing;
    for (const Phase &phase : appointment.phases)
        if (phase.busy && !phase.staff.isNull() && !eventMap(phase.staff, appointment.service, phase.key))
            missing.append(phase.key);
    return missing;
}

} // namespace salon
