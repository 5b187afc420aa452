// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace salon
{

/// Whether everything is there that a salon needs, without asking anybody.
QList<Command> doctorCommands();

} // namespace salon
