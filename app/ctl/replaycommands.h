// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace salon
{

/// replay: a call once more on a copy.
QList<Command> replayCommands();

} // namespace salon
