// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calcom/eventtypeoperations.h"
#include "core/sync/eventmaps/eventmapaudit.h"
#include "core/sync/syncsettings.h"

#include <optional>

namespace salon
{

/// One thing to be done for one segment of one pair.
struct EventMapStep {
    enum class Action {
        Create, // an event type at Cal.com, and the map to it
        Link,   // the map to a type that is there already
        Change, // the type at Cal.com, so that it takes the salon's bookings
        Delete, // the map; what it pointed to stays at Cal.com
        Manual, // nothing a program could do: `detail` says what a person can
    };
    Action action = Action::Manual;
    ServiceId service;
    StaffId staff;
    QString segment;
    EventMapState state = EventMapState::Missing; // why
    QString detail;                               // one English sentence
    std::int64_t event_type_id = 0;       // of a link or change; of a create: the managed parent, if it is there
    std::optional<std::int64_t> child_id; // of a link
    calcom::EventTypeDraft draft;         // of a create or change
    std::optional<calcom::TeamKind> team; // it is (to be) the team's
    QList<std::int64_t> hosts;            // of a team's type
    bool operator==(const EventMapStep &) const = default;
};
QString word(EventMapStep::Action action);

/// What would have to be done so that every pair can be mirrored. Types that are there already are taken before new
/// ones are made; a type that stands for something else as well is left alone. Pure: the same catalogue and the same
/// remote give the same steps, and none once they are done.
struct EventMapPlan {
    QList<EventMapStep> steps;
    static EventMapPlan of(const Catalogue &catalogue, const RemoteEventTypes &remote, EventTypeLayout layout,
                           std::int64_t team);
    /// Only what concerns one pair.
    EventMapPlan of(ServiceId service, StaffId staff) const;
};

} // namespace salon
