// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/programsetup.h"

#include "core/base/logging.h"
#include "core/base/zone.h"

namespace salon
{

Result<ProgramSetup> ProgramSetup::from(const ProgramOptions &options, const QProcessEnvironment &environment)
{
    ProgramSetup setup;
    setup.folders = Folders::fromEnvironment(environment, options.data_dir, options.config_file);
    const Result<Settings> settings = Settings::load(setup.folders, environment);
    if (!settings)
        return settings.error();
    setup.settings = *settings;
    const auto database = DatabaseUrl::parse(options.database.isEmpty() ? settings->database : options.database);
    if (!database)
        return database.error();
    setup.database = *database;

    setup.clock_is_shifted = options.clock.has_value();
    if (setup.clock_is_shifted && !setup.settings.remoteIsLoopback())
        return Error{ErrorCode::Refused,
                     QStringLiteral("--clock is refused: the Cal.com address is not on this machine")};
    if (!setup.clock_is_shifted) {
        setup.clock = std::make_shared<SystemClock>();
        return setup;
    }
    setup.clock = std::make_shared<ShiftedClock>(*options.clock);
    qCInfo(lcEngine).noquote() << "--clock: this program's time began at" << Zone().iso(*options.clock);
    return setup;
}

} // namespace salon
