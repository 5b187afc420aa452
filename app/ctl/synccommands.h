// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace salon
{

/// sync: the outbox seen, worked off, paused and resumed.
QList<Command> syncCommands();

} // namespace salon
