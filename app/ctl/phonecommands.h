// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace salon
{

/// call, calls, callbacks: the agent's side, asked and looked at by hand.
QList<Command> phoneCommands();

} // namespace salon
