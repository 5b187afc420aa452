// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <QList>

namespace salon
{

/// What remains of a person's busy times when the salon's own bookings, which Cal.com writes into the same calendars,
/// are taken away. Calendars join what touches: a private hour beside an appointment remains alone.
/// In order, without overlaps, within `within`. Pure.
QList<TimeRange> otherTimes(QList<TimeRange> busy, QList<TimeRange> own, const TimeRange &within);

} // namespace salon
