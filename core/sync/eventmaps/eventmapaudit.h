// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/catalogue.h"
#include "core/sync/eventmaps/remoteeventtypes.h"

#include <QList>
#include <QString>

namespace salon
{

enum class EventMapState {
    Ok,
    Missing,
    ChildEqualsParent, // the managed parent was stored as its own child: nobody can book it
    StaffWithoutUser,  // mapped, but the person has no Cal.com user
    Duplicate,         // the same event type stands for several people
    StaleKey,          // a map for a segment that is not (or no longer) a busy one of that pair
    // seen at Cal.com only
    RemoteDeleted,
    ParentUnresolved, // it is a managed parent, and which child is meant is not known
    WrongHost,
    WrongDuration,
    ConfirmationOn,
    UnknownRequiredField,
    HiddenEmail,
    NoticeTooLong,
    WindowTooShort,
    LimitTooLow,
    BuffersSet,
};
QString word(EventMapState state);

struct EventMapFinding {
    ServiceId service;
    StaffId staff;
    QString segment;
    EventMapState state = EventMapState::Missing;
    QString detail; // one English sentence each
    QString remedy;
    bool operator==(const EventMapFinding &) const = default;
};

/// Which busy segments of which service can be mirrored for whom, from local data, and from what Cal.com has where that
/// is known. Pure.
/// Required is one map per busy segment of each active service and each active person who can do it; compared as sets
/// of keys, so a map under a stale key completes nothing.
struct EventMapAudit {
    int required = 0;
    int ok = 0;
    int missing = 0;
    int pairs = 0;                   // (service, person) that are not complete
    int unchecked = 0;               // in order here, but nobody could look at Cal.com
    QList<EventMapFinding> findings; // only what is not in order

    static EventMapAudit of(const Catalogue &catalogue);
    static EventMapAudit of(const Catalogue &catalogue, const RemoteEventTypes &remote);
    bool operator==(const EventMapAudit &) const = default;
};

} // namespace salon
