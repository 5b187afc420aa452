// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/appointment.h"
#include "core/sandbox/world.h"

namespace salon::sandbox
{

/// The world a salon's master data describe: staff become users with their hours, event maps become event types with
/// that person's minutes; a map with a child becomes a managed parent and the child.
World worldOf(const Catalogue &catalogue);

/// The bookings behind what the book already says is mirrored, so that it can be moved and cancelled there too.
void addBookings(World &world, const Catalogue &catalogue, const QList<Appointment> &appointments);

/// Shape: {"users":[{id,name,email,timeZone,key}],"event_types":[{id,ownerId,title,slug,lengthInMinutes,hidden,
/// schedulingType,hosts,parentEventTypeId}],"bookings":[as GET /v2/bookings]}. Users may also carry
/// "availability":[{"days":["Monday"],"startTime":"09:00","endTime":"17:00"}] and hours of single days beside it,
/// "overrides":[{"date","startTime","endTime"}]; event types any field of POST /v2/event-types. Errors: InvalidInput
/// with the place.
Result<World> worldOf(const QJsonObject &document);

/// One event type as a seed or POST /v2/event-types gives it; id and owner may be missing.
EventType eventTypeOf(const QJsonObject &given);

} // namespace salon::sandbox
