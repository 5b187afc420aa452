// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace salon
{

/// calls: the record of what was rung, asked and told, and whose calls are not taken.
QList<Command> callCommands();

} // namespace salon
