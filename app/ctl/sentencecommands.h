// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace salon
{

/// What the phone says, and the salon's own words for it.
QList<Command> sentenceCommands();

} // namespace salon
