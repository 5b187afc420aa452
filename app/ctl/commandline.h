// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

#include <QIODevice>

namespace salon
{

/// Finds the command among those that exist, checks its arguments, runs it. Results go to out, messages to err.
/// Thread: main (a QCoreApplication exists).
ExitCode runCommandLine(const QList<Command> &commands, const QStringList &arguments, QIODevice &out, QIODevice &err);

} // namespace salon
