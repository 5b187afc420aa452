// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/bookings.h"

/// GET, POST and PATCH /v2/event-types and a team's. A member's key knows that person's own types; the salon's key all
/// of them, and may make one for anybody ("ownerId"). Without version header the oldest controller answers, with other
/// JSON.
namespace salon::sandbox
{

Reply listEventTypes(const World &world, const Caller &caller, const QByteArray &query, bool old_controller);
Reply eventTypeById(const World &world, const Caller &caller, const QString &id, bool old_controller);
Reply createEventType(World &world, const Caller &caller, const QJsonObject &given);
Reply updateEventType(World &world, const Caller &caller, const QString &id, const QJsonObject &given);
Reply deleteEventType(World &world, const Caller &caller, const QString &id);

/// The salon's team, for the salon's key alone. A managed type is answered with its children, which its hosts got; a
/// host who is added later gets none (as seen at Cal.com).
Reply listTeamEventTypes(const World &world, const Caller &caller);
Reply createTeamEventType(World &world, const Caller &caller, const QJsonObject &given);
Reply updateTeamEventType(World &world, const Caller &caller, const QString &id, const QJsonObject &given);

} // namespace salon::sandbox
