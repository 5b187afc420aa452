// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <optional>
#include <QHash>
#include <QList>
#include <QString>

/// What the salon does, in which parts, who can do it, and which Cal.com event type mirrors each part.
namespace salon
{

enum class SegmentBy { Same, AnyAble };

/// One part of a service. busy: the staff member is needed; else only time passes (processing).
struct Segment {
    QString key;
    QString name;
    int minutes = 0;
    bool busy = true;
    SegmentBy by = SegmentBy::Same;
    QString resource; // key, empty = none
    bool operator==(const Segment &) const = default;
};

enum class GapPolicy { Free, Blocked };

struct Service {
    ServiceId id;
    QString key;
    QString name;
    QList<QString> synonyms;
    QString price; // decimal text in the salon's currency, as in the salon file; empty = none
    QString category;
    bool active = true;
    int buffer_before_min = 0;
    int buffer_after_min = 0;
    GapPolicy gap_policy = GapPolicy::Free;
    QList<Segment> segments;
    bool operator==(const Service &) const = default;
};

/// Who can do what, with their own minutes per segment where they differ.
struct Capability {
    StaffId staff;
    ServiceId service;
    bool primary = false;
    QString price;
    QHash<QString, int> minutes; // segment key -> minutes
    bool operator==(const Capability &) const = default;
};

/// The Cal.com event type that mirrors one busy segment of one service done by one person.
struct EventMap {
    StaffId staff;
    ServiceId service;
    QString segment; // key
    std::int64_t event_type_id = 0;
    std::optional<std::int64_t> child_event_type_id;
    /// What can be booked: the child where there is one.
    std::int64_t bookableId() const { return child_event_type_id.value_or(event_type_id); }
    bool operator==(const EventMap &) const = default;
};

/// How the salon's event types are made at Cal.com: each person's own, a team's round robin of one host, or a team's
/// managed type of which each person has a child.
enum class EventTypeLayout { Individual, RoundRobin, Managed };

} // namespace salon
