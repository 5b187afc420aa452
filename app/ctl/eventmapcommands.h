// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace salon
{

/// event-maps: which Cal.com event type mirrors which segment of whom.
QList<Command> eventMapCommands();

} // namespace salon
