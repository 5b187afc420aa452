// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace salon
{

/// review: what needs a person, and what that person decides.
QList<Command> reviewCommands();

} // namespace salon
