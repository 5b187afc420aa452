// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace salon
{

/// What callers called the services, and what the salon says it means.
QList<Command> wordCommands();

} // namespace salon
