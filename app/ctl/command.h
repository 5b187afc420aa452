// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/exitcode.h"
#include "app/ctl/arguments.h"

#include <functional>
#include <QList>
#include <QString>

namespace salon
{

class CommandContext;

/// One command of salondeskctl. Each group of commands lives in a file of its own and is added to the list in main.cpp;
/// what is not in the list is not in the help.
struct Command {
    QString name;    // "export", "appointments list"
    QString usage;   // its arguments, in the grammar of Arguments: "ID --start T [--staff S]"
    QString summary; // a few words for the help
    std::function<ExitCode(CommandContext &, const Arguments &)> run;
};

} // namespace salon
