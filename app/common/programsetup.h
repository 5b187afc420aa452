// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/programoptions.h"
#include "core/base/clock.h"
#include "core/settings/settings.h"
#include "core/storage/databaseurl.h"

#include <memory>

namespace salon
{

/// What command line, settings file and environment say together; both programs start with it.
/// Errors: InvalidInput (a wrong setting, a wrong database URL); Refused: --clock while a remote address that was
/// configured is not this machine, because bookings at invented times would go out.
struct ProgramSetup {
    Folders folders;
    Settings settings;
    DatabaseUrl database;
    std::shared_ptr<const Clock> clock; // running on from --clock, else the machine's
    bool clock_is_shifted = false;

    static Result<ProgramSetup> from(const ProgramOptions &options, const QProcessEnvironment &environment);
};

} // namespace salon
