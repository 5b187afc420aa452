// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/exitcode.h"
#include "core/domain/language.h"

#include <QProcessEnvironment>

namespace salon
{

/// Could a window be shown here? (X11, Wayland, or a platform somebody chose.)
bool hasDisplay(const QProcessEnvironment &environment);

/// The demo where there is no display: its story on standard output, then the addresses and a line to try. On a
/// terminal it goes on answering until it is interrupted, elsewhere (a pipe, CI) for two minutes more.
/// Needs a QCoreApplication. Thread: main. The exit code tells whether the story went as told.
ExitCode runTerminalDemo(Language language);

} // namespace salon
