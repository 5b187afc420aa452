// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

namespace salon
{

class Connection;

/// Counts the days that are over once, so that figures of a year read a line a day and outlive the rows they were
/// counted from. The same day counted twice is the same line; a day whose rows change is forgotten and counted again.
/// Errors: Database, Busy: try again.
struct FigureRollUp {
    /// Some days at most, the oldest first, in one small transaction. True = there are more.
    static Result<bool> piece(Connection &connection, const Clock &clock);
};

} // namespace salon
