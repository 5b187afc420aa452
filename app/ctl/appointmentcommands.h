// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace salon
{

/// appointments list, show, book, move, cancel, status: the book, through the same desk as everybody else.
QList<Command> appointmentCommands();

} // namespace salon
