// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/servecommand.h"

#include "app/common/terminationsignal.h"
#include "app/ctl/commandcontext.h"
#include "app/ctl/portfile.h"
#include "core/engine/engine.h"

#include <QEventLoop>

namespace salon
{

namespace
{

/// What the command line adds to file and environment. Errors: only what was typed can be wrong here.
Result<EngineSetup> engineSetup(const CommandContext &context, const Arguments &arguments)
{
    EngineSetup setup;
    setup.environment = QProcessEnvironment::systemEnvironment();
    setup.settings = context.settings();
    setup.database = context.setup().database;
    setup.clock_is_shifted = context.setup().clock_is_shifted;
    for (const auto &[option, into] :
         {std::pair("listen", &setup.settings.listen), std::pair("operations", &setup.settings.operations)}) {
        if (!arguments.has(option))
            continue;
        const Result<SocketAddress> address = SocketAddress::parse(arguments.value(option));
        if (!address)
            return Error{ErrorCode::InvalidInput,
                         QStringLiteral("--%1: %2").arg(QLatin1String(option), address.error().detail)};
        *into = *address;
    }
    return setup;
}

/// One run of the server, until a signal or an error ends it.
class Server final : public QObject
{
public:
    Server(CommandContext &context, EngineSetup setup, QString port_file)
        : m_context(context)
        , m_port_file(std::move(port_file))
        , m_engine(std::move(setup), context.clock())
    {
        connect(&m_signal, &TerminationSignal::caught, this, [this] { finish(ExitCode::Done); });
        connect(&m_engine, &Engine::statusChanged, this, &Server::look);
    }

    ExitCode run()
    {
        m_engine.start([this](const Result<void> &started) {
            if (!started)
                finish(m_context.fail(started.error()));
        });
        m_loop.exec();
        return m_exit;
    }

private:
    void look(const DeskStatus &status)
    {
        if (status.standing_by)
            m_may_wait = true;
        if (!status.listener_problem.isEmpty() && !m_may_wait) {
            finish(m_context.fail({ErrorCode::Network, status.listener_problem}));
            return;
        }
        if (!status.listening || status.listen_address == m_told_address)
            return;
        m_may_wait = true;
        m_told_address = status.listen_address;
        if (const auto written = writePortFile(m_port_file, m_told_address); !written)
            finish(m_context.fail(written.error()));
    }

    void finish(ExitCode code)
    {
        if (m_finishing)
            return;
        m_finishing = true;
        m_exit = code;
        m_engine.stop([this] { m_loop.quit(); });
    }

    CommandContext &m_context;
    const QString m_port_file;
    TerminationSignal m_signal;
    Engine m_engine;
    QEventLoop m_loop;
    QString m_told_address;
    ExitCode m_exit = ExitCode::Done;
    bool m_may_wait = false; // a taken port is fatal only at the very start
    bool m_finishing = false;
};

ExitCode serve(CommandContext &context, const Arguments &arguments)
{
    Result<EngineSetup> setup = engineSetup(context, arguments);
    if (!setup)
        return context.usage(setup.error().detail);
    return Server(context, std::move(*setup), arguments.value("port-file")).run();
}

} // namespace

QList<Command> serveCommands()
{
    return {{QStringLiteral("serve"),
             QStringLiteral("[--listen ADDR:PORT] [--port-file FILE] [--operations ADDR:PORT]"),
             QStringLiteral("answers the phone and mirrors to Cal.com, without windows"), serve}};
}

} // namespace salon
