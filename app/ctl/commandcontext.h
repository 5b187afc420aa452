// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/exitcode.h"
#include "app/common/programoptions.h"
#include "app/common/programsetup.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/base/zone.h"

#include <memory>
#include <QIODevice>
#include <QJsonObject>
#include <QString>

namespace salon
{

class Connection;

/// What a command works with. The database is opened, and brought to this program's schema, when it is first asked for.
/// Thread: main. Errors: fail() turns them into a line on standard error and an exit code.
class CommandContext
{
public:
    CommandContext(ProgramOptions options, ProgramSetup setup, QString command, QIODevice &out, QIODevice &err);
    ~CommandContext();

    const ProgramOptions &options() const { return m_options; }
    const ProgramSetup &setup() const { return m_setup; }
    const Settings &settings() const { return m_setup.settings; }
    /// The instant of --clock running on, else the machine's.
    const Clock &clock() const { return *m_setup.clock; }
    Random &random() { return m_random; }
    /// Valid until the context goes.
    Result<Connection *> database();
    /// The salon's zone, for times on the command line and in documents.
    Result<Zone> zone();

    bool json() const { return m_options.json; }
    /// With --json the document, else the text: one of both is all that standard output gets.
    ExitCode print(const QJsonObject &document, const QString &text);
    void writeOut(const QByteArray &bytes);
    void message(const QString &line);
    ExitCode fail(const Error &error);
    ExitCode usage(const QString &sentence);

private:
    ProgramOptions m_options;
    ProgramSetup m_setup;
    QString m_command;
    QIODevice &m_out;
    QIODevice &m_err;
    SystemRandom m_random;
    std::unique_ptr<Connection> m_database;
};

} // namespace salon
