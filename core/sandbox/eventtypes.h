// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/bookings.h"

/// GET and POST /v2/event-types. A member's key knows that person's own types; the salon's key all of them, and may
/// make one for anybody ("ownerId"). Without version header the oldest controller answers, with other JSON.
namespace salon::sandbox
{

Reply listEventTypes(const World &world, const Caller &caller, const QByteArray &query, bool old_controller);
Reply eventTypeById(const World &world, const Caller &caller, const QString &id, bool old_controller);
Reply createEventType(World &world, const Caller &caller, const QJsonObject &given);

} // namespace salon::sandbox
