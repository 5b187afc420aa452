// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commandcontext.h"

#include "core/storage/connection.h"
#include "core/storage/migrations.h"
#include "core/storage/query.h"

#include <QJsonDocument>

namespace salon
{

CommandContext::CommandContext(ProgramOptions options, ProgramSetup setup, QString command, QIODevice &out,
                               QIODevice &err)
    : m_options(std::move(options))
    , m_setup(std::move(setup))
    , m_command(std::move(command))
    , m_out(out)
    , m_err(err)
{
}

CommandContext::~CommandContext() = default;

Result<Connection *> CommandContext::database()
{
    if (m_database)
        return m_database.get();
    if (const auto migrated = Migrations(clock()).apply(m_setup.database); !migrated)
        return migrated.error();
    auto opened = Connection::open(m_setup.database);
    if (!opened)
        return opened.error();
    m_database = std::move(*opened);
    return m_database.get();
}

Result<Zone> CommandContext::zone()
{
    const Result<Connection *> connection = database();
    if (!connection)
        return connection.error();
    Query query(**connection, "SELECT time_zone FROM salon");
    const Result<bool> found = query.fetch();
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorCode::NotFound, QStringLiteral("this database holds no salon yet: import one")};
    const Zone zone(query.text(0));
    if (!zone.isValid())
        return Error{ErrorCode::Database,
                     QStringLiteral("the salon's time zone \"%1\" is not known on this machine").arg(query.text(0))};
    return zone;
}

ExitCode CommandContext::print(const QJsonObject &document, const QString &text)
{
    writeOut(m_options.json ? QJsonDocument(document).toJson() : text.toUtf8());
    return ExitCode::Done;
}

void CommandContext::writeOut(const QByteArray &bytes)
{
    m_out.write(bytes);
}

void CommandContext::message(const QString &line)
{
    m_err.write(line.toUtf8() + '\n');
}

ExitCode CommandContext::fail(const Error &error)
{
    message(QStringLiteral("salondeskctl %1: %2").arg(m_command, error.detail));
    return exitCodeOf(error.code);
}

ExitCode CommandContext::usage(const QString &sentence)
{
    message(QStringLiteral("salondeskctl %1: %2").arg(m_command, sentence));
    return ExitCode::Usage;
}

} // namespace salon
