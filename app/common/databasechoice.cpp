// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/databasechoice.h"

#include <QStandardPaths>

namespace salon
{

QString dataFolder(const ProgramOptions &options)
{
    if (!options.data_dir.isEmpty())
        return options.data_dir;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/salondesk");
}

Result<DatabaseUrl> chosenDatabase(const ProgramOptions &options)
{
    if (!options.database.isEmpty())
        return DatabaseUrl::parse(options.database);
    const QString from_environment = qEnvironmentVariable("SALONDESK_DATABASE");
    if (!from_environment.isEmpty())
        return DatabaseUrl::parse(from_environment);
    return DatabaseUrl::sqlite(dataFolder(options) + QStringLiteral("/salondesk.db"));
}

} // namespace salon
