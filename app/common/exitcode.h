// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace salon
{

/// How a program ends; scripts rely on the numbers.
enum class ExitCode {
    Done = 0,
    NotInOrder = 1, // done, and the answer is: not in order
    Usage = 2,
    InvalidInput = 3, // nothing was changed
    Database = 4,
    Remote = 5,
    Refused = 6, // a rule said no
};

ExitCode exitCodeOf(ErrorCode code);

} // namespace salon
