// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/exitcode.h"
#include "core/domain/language.h"

class QCoreApplication;

namespace salon
{

/// The demo story on the terminal, where there is no display: the same salon, listener, stand-in and caller. At its end
/// the addresses and a line to try; then it goes on answering until it is interrupted, without a terminal for two
/// minutes.
/// Thread: main.
struct TerminalDemo {
    static ExitCode run(QCoreApplication &application, Language language);
};

} // namespace salon
