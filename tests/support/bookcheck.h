// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"

#include <QString>

namespace salon::test
{

/// What is wrong with the book as a whole, one line each; empty = it is whole: claims are the union of the busy phases
/// of what blocks time, likewise units, phases cover their appointment, each mirrored phase has one row in the outbox,
/// each change its line in the journal, and no customer is left of a booking that was not. Written from the rules, with
/// nothing of core/booking.
QString bookFaults(Connection &connection);

/// Under `strict`, where nothing was moved: who came later was free for their whole duration then. Appointments are
/// numbered under the lock of their day, so their numbers say who came first.
QString turnFaults(Connection &connection);

} // namespace salon::test
