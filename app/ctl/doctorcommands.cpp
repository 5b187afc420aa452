// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/doctorcommands.h"

#include "app/ctl/commandcontext.h"
#include "app/ctl/foundsecrets.h"
#include "core/engine/mirrorsettings.h"
#include "core/operations/doctor.h"
#include "core/storage/cataloguetable.h"

#include <QJsonArray>

namespace salon
{

namespace
{

ExitCode examine(CommandContext &context, const Arguments &)
{
    const auto connection = context.database();
    if (!connection)
        return context.fail(connection.error());
    const auto catalogue = CatalogueTable::load(**connection);
    if (!catalogue)
        return context.fail(catalogue.error());
    const auto secrets = findSecrets(context, *catalogue);
    if (!secrets)
        return context.fail(secrets.error());
    const SyncSettings sync = mirrorSettings(context.settings(), *secrets, false);
    const auto checks = Doctor::examine(**connection, context.clock(), {*secrets, sync});
    if (!checks)
        return context.fail(checks.error());
    QJsonArray list;
    QString text;
    for (const HealthCheck &check : *checks) {
        list.append(QJsonObject{{QStringLiteral("name"), check.name},
                                {QStringLiteral("state"), word(check.state)},
                                {QStringLiteral("text"), check.text},
                                {QStringLiteral("remedy"), check.remedy}});
        text += QStringLiteral("%1  %2: %3\n").arg(word(check.state).leftJustified(4), check.name, check.text);
        if (!check.remedy.isEmpty())
            text += QStringLiteral("      %1\n").arg(check.remedy);
    }
    const bool is_well = Doctor::isWell(*checks);
    const ExitCode printed = context.print({{QStringLiteral("ok"), is_well}, {QStringLiteral("checks"), list}}, text);
    return printed == ExitCode::Done && !is_well ? ExitCode::NotInOrder : printed;
}

} // namespace

QList<Command> doctorCommands()
{
    return {{QStringLiteral("doctor"), QString(), QStringLiteral("what is in order, what is not, and what to do"),
             examine}};
}

} // namespace salon
