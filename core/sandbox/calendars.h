// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/wire.h"
#include "core/sandbox/world.h"

namespace salon::sandbox
{

/// GET /v2/calendars: what the key's owner has connected; the salon's key has no such owner here.
Reply listCalendars(const User *owner);
/// GET /v2/calendars/busy-times of those that are named. A calendar holds what Cal.com wrote into it too: the owner's
/// live bookings, in their first calendar. What touches is joined, as by a calendar's own free/busy answer.
Reply busyTimes(const World &world, const User *owner, const QByteArray &query);

} // namespace salon::sandbox
