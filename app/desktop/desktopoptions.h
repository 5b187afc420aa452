// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/programoptions.h"
#include "ui/widgets/theme.h"

namespace salon
{

/// What salondesk knows beyond the options of both programs.
/// Errors: InvalidInput with a sentence for the person who typed it (exit code 2).
struct DesktopOptions {
    ProgramOptions program;
    Theme::Mode theme = Theme::Mode::System;
    bool demo = false;

    static Result<DesktopOptions> parse(const QStringList &arguments);
    static QString helpText();
    /// A display is there, or a platform was named on purpose. Before any application object.
    static bool hasDisplay();
};

} // namespace salon
