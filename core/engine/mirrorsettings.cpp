// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/mirrorsettings.h"

#include "core/base/checks.h"

namespace salon
{

namespace
{

EventTypeLayout layoutOf(EventTypeOwner owner)
{
    switch (owner) {
    case EventTypeOwner::Person:
        return EventTypeLayout::Individual;
    case EventTypeOwner::TeamRoundRobin:
        return EventTypeLayout::RoundRobin;
    case EventTypeOwner::TeamManaged:
        return EventTypeLayout::Managed;
    }
    SALON_CHECK(!"every owner has a layout");
}

} // namespace

SyncSettings mirrorSettings(const Settings &settings, const Secrets &secrets, bool remote_off)
{
    SyncSettings mirror;
    if (!remote_off)
        mirror.base_url = settings.calcomBase();
    mirror.salon_key = secrets.calcom_api_key.toUtf8();
    for (auto key = secrets.staff_calcom_keys.cbegin(); key != secrets.staff_calcom_keys.cend(); ++key)
        mirror.staff_keys.insert(key.key(), key.value().toUtf8());
    mirror.real_email_for_single_segment = settings.attendee_email == AttendeeEmail::RealForSingleSegment;
    mirror.placeholder_email = settings.placeholder_email;
    mirror.layout = layoutOf(settings.event_types);
    mirror.team = settings.calcom_team;
    return mirror;
}

} // namespace salon
