// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/programoptions.h"
#include "core/storage/databaseurl.h"

namespace salon
{

/// The data folder: --data-dir, else the XDG one.
QString dataFolder(const ProgramOptions &options);
/// Which database a program works on: --database, else SALONDESK_DATABASE, else salondesk.db in the data folder.
Result<DatabaseUrl> chosenDatabase(const ProgramOptions &options);

} // namespace salon
