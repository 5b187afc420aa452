// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventmaps/eventmapaudit.h"

#include "core/base/checks.h"

#include <algorithm>

namespace salon
{

namespace
{

struct StateText {
    EventMapState state;
    const char *word;
    const char *detail; // %1: the event type
    const char *remedy;
};

constexpr StateText kTexts[] = {
    {EventMapState::Ok, "ok", "", ""},
    {EventMapState::Missing, "missing", "no event type is known for this segment",
     "let apply create the event type, or set its number, or take the capability away"},
    {EventMapState::ChildEqualsParent, "child_equals_parent", "event type %1 is stored as its own child",
     "set the child that belongs to this person"},
    {EventMapState::StaffWithoutUser, "staff_without_user", "the person has no Cal.com user",
     "give the person a Cal.com user in the salon file"},
    {EventMapState::Duplicate, "duplicate", "event type %1 stands for another person too",
     "give each person an event type of their own"},
    {EventMapState::StaleKey, "stale_key", "the service has no such busy segment for this person", "clear this map"},
    {EventMapState::RemoteDeleted, "remote_deleted", "event type %1 is no more at Cal.com",
     "let apply create it again, or set another number"},
    {EventMapState::ParentUnresolved, "parent_unresolved", "event type %1 is a managed parent, which nobody can book",
     "use the child that belongs to this person"},
    {EventMapState::WrongHost, "wrong_host", "event type %1 books somebody else", "use an event type of this person's"},
    {EventMapState::WrongDuration, "wrong_duration", "event type %1 is not as long as this segment",
     "give it the minutes that the segment takes with this person"},
    {EventMapState::ConfirmationOn, "confirmation_on", "bookings of event type %1 wait for a person's confirmation",
     "switch the confirmation off"},
    {EventMapState::UnknownRequiredField, "unknown_required_field",
     "event type %1 asks for something that Salondesk does not know", "make its extra fields optional"},
    {EventMapState::HiddenEmail, "hidden_email", "event type %1 hides or does not require the e-mail address",
     "show and require it"},
    {EventMapState::NoticeTooLong, "notice_too_long", "event type %1 wants more notice than the salon",
     "set its minimum notice to 0"},
    {EventMapState::WindowTooShort, "window_too_short",
     "event type %1 cannot be booked as far ahead as the salon plans", "remove its booking window"},
    {EventMapState::LimitTooLow, "limit_too_low", "event type %1 limits how often it can be booked",
     "remove its booking limits"},
    {EventMapState::BuffersSet, "buffers_set", "event type %1 has buffers, and segments follow at once",
     "set its buffers to 0"},
};

const StateText &textOf(EventMapState state)
{
    const auto *text =
        std::find_if(std::begin(kTexts), std::end(kTexts), [&](const StateText &row) { return row.state == state; });
    SALON_CHECK(text != std::end(kTexts));
    return *text;
}

QString detailOf(EventMapState state, const EventMap *map)
{
    QString detail = QString::fromLatin1(textOf(state).detail);
    return detail.replace(QLatin1String("%1"), map ? QString::number(map->bookableId()) : QString());
}

QString remedyOf(EventMapState state)
{
    return QString::fromLatin1(textOf(state).remedy);
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

/// The first thing that would keep a booking of this segment from being what the book says.
EventMapState remoteState(const Catalogue &catalogue, const Staff &member, int minutes, const calcom::EventType &type)
{
    if (type.managed_parent)
        return EventMapState::ParentUnresolved;
    if (!isTypeOf(type, *member.calcom_user_id))
        return EventMapState::WrongHost;
    if (type.length_min != minutes)
        return EventMapState::WrongDuration;
    if (type.confirms)
        return EventMapState::ConfirmationOn;
    if (!type.required_fields.isEmpty())
        return EventMapState::UnknownRequiredField;
    if (type.hides_email)
        return EventMapState::HiddenEmail;
    if (type.notice_min > catalogue.salon.notice_min)
        return EventMapState::NoticeTooLong;
    if (type.ahead_days && *type.ahead_days < catalogue.salon.horizon_days)
        return EventMapState::WindowTooShort;
    if (type.has_limit)
        return EventMapState::LimitTooLow;
    return type.buffer_before_min > 0 || type.buffer_after_min > 0 ? EventMapState::BuffersSet : EventMapState::Ok;
}

bool isRequired(const Catalogue &catalogue, const EventMap &map)
{
    const Service *service = catalogue.service(map.service);
    if (!service || !catalogue.capability(map.staff, map.service))
        return false;
    return std::any_of(service->segments.cbegin(), service->segments.cend(),
                       [&](const Segment &segment) { return segment.busy && segment.key == map.segment; });
}

/// One walk over what is required, with or without Cal.com's view of it.
struct Walk {
    const Catalogue &catalogue;
    const RemoteEventTypes *remote;
    EventMapAudit audit;

    EventMapState stateAt(const Service &service, const Staff &member, const Segment &segment, const EventMap *map)
    {
        const EventMapState local = stateOf(catalogue, member, map);
        if (local != EventMapState::Ok || !remote)
            return local;
        if (remote->gone.contains(map->bookableId()))
            return EventMapState::RemoteDeleted;
        const calcom::EventType *type = remote->type(map->bookableId());
        if (type)
            return remoteState(catalogue, member, catalogue.minutes(service, segment, member.id), *type);
        ++audit.unchecked;
        return EventMapState::Ok;
    }

    void pair(const Service &service, const Staff &member)
    {
        bool is_complete = true;
        for (const Segment &segment : service.segments) {
            if (!segment.busy)
                continue;
            const EventMap *map = catalogue.eventMap(member.id, service.id, segment.key);
            const EventMapState state = stateAt(service, member, segment, map);
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

    EventMapAudit all()
    {
        for (const Service &service : catalogue.services)
            for (const Staff &member : catalogue.staff)
                if (service.active && member.active && catalogue.capability(member.id, service.id))
                    pair(service, member);
        for (const EventMap &map : catalogue.event_maps)
            if (!isRequired(catalogue, map))
                audit.findings.append({map.service, map.staff, map.segment, EventMapState::StaleKey,
                                       detailOf(EventMapState::StaleKey, &map), remedyOf(EventMapState::StaleKey)});
        return audit;
    }
};

} // namespace

QString word(EventMapState state)
{
    return QString::fromLatin1(textOf(state).word);
}

EventMapAudit EventMapAudit::of(const Catalogue &catalogue)
{
    return Walk{catalogue, nullptr, {}}.all();
}

EventMapAudit EventMapAudit::of(const Catalogue &catalogue, const RemoteEventTypes &remote)
{
    return Walk{catalogue, &remote, {}}.all();
}

} // namespace salon
