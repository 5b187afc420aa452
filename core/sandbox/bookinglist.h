// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/bookings.h"

namespace salon::sandbox
{

/// GET /v2/bookings with its filters and the paging that does not count all of them.
/// Source: facts/calcom.md section 4 and calcom-observed.md rows 18-20.
Reply listBookings(const World &world, const Caller &caller, const QByteArray &query, Instant now);

/// Which bookings a key sees at all: the salon's key every one, a member's those given or attended.
bool sees(const World &world, const Caller &caller, const Booking &booking);

} // namespace salon::sandbox
