// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventmapaudit.h"

#include "core/base/checks.h"

#include <algorithm>

namespace salon
{

namespace
{

QString detailOf(EventMapState state, const EventMap *map)
{
    const QString type = map ? QString::number(map->bookableId()) : QString();
    switch (state) {
    case EventMapState::Ok:
        return {};
    case EventMapState::Missing:
        return QStringLiteral("no event type is known for this segment");
    case EventMapState::ChildEqualsParent:
        return QStringLiteral("event type %1 is stored as its own child").arg(type);
    case EventMapState::StaffWithoutUser:
        return QStringLiteral("the person has no Cal.com user");
    case EventMapState::Duplicate:
        return QStringLiteral("event type %1 stands for another person too").arg(type);
    case EventMapState::StaleKey:
        return QStringLiteral("the service has no such busy segment for this person");
    }
    SALON_CHECK(!"every state has a detail");
    return {};
}

QString remedyOf(EventMapState state)
{
    switch (state) {
    case EventMapState::Ok:
        return {};
    case EventMapState::Missing:
        return QStringLiteral("create the event type and set its number, or take the capability away");
    case EventMapState::ChildEqualsParent:
        return QStringLiteral("set the child that belongs to this person");
    case EventMapState::StaffWithoutUser:
        return QStringLiteral("give the person a Cal.com user in the salon file");
    case EventMapState::Duplicate:
        return QStringLiteral("give each person an event type of their own");
    case EventMapState::StaleKey:
        return QStringLiteral("clear this map");
    }
    SALON_CHECK(!"every state has a remedy");
}

bool belongsToAnother(const Catalogue &catalogue, const EventMap &map)
{
    return std::any_of(catalogue.event_maps.cbegin(), catalogue.event_maps.cend(), [&](const EventMap &other) {
        return other.staff != map.staff && other.bookableId() == map.bookableId();
    });
}

EventMapState stateOf(const Catalogue &catalogue, const Staff &member, const EventMap *map)
{
    if (!map || map->bookableId() <= 0)
        return EventMapState::Missing;
    if (map->child_event_type_id == map->event_type_id)
        return EventMapState::ChildEqualsParent;
    if (!member.calcom_user_id)
        return EventMapState::StaffWithoutUser;
    return belongsToAnother(catalogue, *map) ? EventMapState::Duplicate : EventMapState::Ok;
}

bool isRequired(const Catalogue &catalogue, const EventMap &map)
{
    const Service *service = catalogue.service(map.service);
    if (!service || !catalogue.capability(map.staff, map.service))
        return false;
    return std::any_of(service->segments.cbegin(), service->segments.cend(),
                       [&](const Segment &segment) { return segment.busy && segment.key == map.segment; });
}

} // namespace

QString word(EventMapState state)
{
    switch (state) {
    case EventMapState::Ok:
        return QStringLiteral("ok");
    case EventMapState::Missing:
        return QStringLiteral("missing");
    case EventMapState::ChildEqualsParent:
        return QStringLiteral("child_equals_parent");
    case EventMapState::StaffWithoutUser:
        return QStringLiteral("staff_without_user");
    case EventMapState::Duplicate:
        return QStringLiteral("duplicate");
    case EventMapState::StaleKey:
        return QStringLiteral("stale_key");
    }
    SALON_CHECK(!"every state has a word");
}

EventMapAudit EventMapAudit::of(const Catalogue &catalogue)
{
    EventMapAudit audit;
    for (const Service &service : catalogue.services) {
        for (const Staff &member : catalogue.staff) {
            if (!service.active || !member.active || !catalogue.capability(member.id, service.id))
                continue;
            bool is_complete = true;
            for (const Segment &segment : service.segments) {
                if (!segment.busy)
                    continue;
                const EventMap *map = catalogue.eventMap(member.id, service.id, segment.key);
                const EventMapState state = stateOf(catalogue, member, map);
                ++audit.required;
                audit.ok += state == EventMapState::Ok;
                audit.missing += state == EventMapState::Missing;
                is_complete = is_complete && state == EventMapState::Ok;
                if (state != EventMapState::Ok)
                    audit.findings.append(
                        {service.id, member.id, segment.key, state, detailOf(state, map), remedyOf(state)});
            }
            audit.pairs += !is_complete;
        }
    }
    for (const EventMap &map : catalogue.event_maps)
        if (!isRequired(catalogue, map))
            audit.findings.append({map.service, map.staff, map.segment, EventMapState::StaleKey,
                                   detailOf(EventMapState::StaleKey, &map), remedyOf(EventMapState::StaleKey)});
    return audit;
}

} // namespace salon
