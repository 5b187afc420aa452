// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world.h"

/// When Cal.com takes a host for busy. Source: facts/calcom.md section 8, corrected by calcom-observed.md.
namespace salon::sandbox
{

/// Is this host there and free for a booking of this type? `except`: the booking that is being moved.
/// Half-open; accepted bookings of any type that the host gives or attends; pending ones of the same type where that
/// type says so; buffers of both sides; wholly inside one range of the host's hours.
bool isFree(const World &world, const User &host, const EventType &type, TimeRange span, const QString &except);

/// The database's own rule, which sees what the check above may miss: one accepted booking per host, start and end.
bool isUnique(const World &world, qint64 host, TimeRange span, const QString &except);

/// Too soon or outside the window. (A window that rolls is not enforced by the server.)
bool isOutOfBounds(const EventType &type, Instant start, Instant now);

} // namespace salon::sandbox
