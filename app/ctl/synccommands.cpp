// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/synccommands.h"

#include "app/common/terminationsignal.h"
#include "app/ctl/commandcontext.h"
#include "core/engine/engine.h"
#include "core/storage/calcomeventtable.h"
#include "core/storage/outboxtable.h"
#include "core/sync/synchealth.h"
#include "core/sync/syncswitch.h"

#include <QEventLoop>
#include <QJsonValue>

namespace salon
{

namespace
{

using namespace std::chrono_literals;
constexpr milliseconds kLook = 50ms;
constexpr qint64 kDefaultTimeout = 60;
constexpr qint64 kLongestTimeout = 86'400;

struct Status {
    SyncCounts counts;
    bool paused = false;
    SyncHealth health;
    CalcomEventTable::Counts events;
};

Result<Status> statusOf(Connection &connection)
{
    auto counts = OutboxTable::counts(connection);
    if (!counts)
        return counts.error();
    auto paused = SyncSwitch::isPaused(connection);
    if (!paused)
        return paused.error();
    auto health = SyncHealth::read(connection);
    if (!health)
        return health.error();
    auto events = CalcomEventTable::counts(connection);
    if (!events)
        return events.error();
    return Status{*counts, *paused, *health, *events};
}

/// Nothing while all is well.
QString healthText(const SyncHealth &health)
{
    QString text;
    switch (health.circuit) {
    case CircuitState::Closed:
        break;
    case CircuitState::Offline:
        text += QStringLiteral("Cal.com cannot be reached: what is to be sent waits, and it is asked now and then\n");
        break;
    case CircuitState::Limping:
        text += QStringLiteral("Cal.com answers with errors: what is to be sent waits, and it is asked now and then\n");
        break;
    }
    if (health.clockIsOff())
        text += QStringLiteral("Cal.com's clock is %1 s ahead of this computer's: let the system set the time\n")
                    .arg(health.clock_ahead->count() / 1000);
    return text;
}

ExitCode printStatus(CommandContext &context, const Status &status)
{
    const auto zone = context.zone();
    if (!zone)
        return context.fail(zone.error());
    const SyncCounts &counts = status.counts;
    const QJsonValue oldest = counts.oldest_due ? QJsonValue(zone->iso(*counts.oldest_due)) : QJsonValue();
    const SyncHealth &health = status.health;
    const QJsonValue ahead = health.clock_ahead ? QJsonValue(qint64(health.clock_ahead->count())) : QJsonValue();
    const QJsonValue since = health.since ? QJsonValue(zone->iso(*health.since)) : QJsonValue();
    const QJsonObject document{{QStringLiteral("paused"), status.paused},
                               {QStringLiteral("pending"), counts.pending},
                               {QStringLiteral("sending"), counts.sending},
                               {QStringLiteral("verifying"), counts.verifying},
                               {QStringLiteral("waiting"), counts.waiting},
                               {QStringLiteral("review"), counts.review},
                               {QStringLiteral("synced"), counts.synced},
                               {QStringLiteral("oldest_due"), oldest},
                               {QStringLiteral("circuit"), circuitWord(health.circuit)},
                               {QStringLiteral("circuit_since"), since},
                               {QStringLiteral("clock_skew_ms"), ahead},
                               {QStringLiteral("events_waiting"), status.events.waiting},
                               {QStringLiteral("events_unreadable"), status.events.unreadable}};
    QString text = QStringLiteral("pending %1, sending %2, verifying %3, waiting %4, to review %5, synced %6%7\n")
                       .arg(counts.pending)
                       .arg(counts.sending)
                       .arg(counts.verifying)
                       .arg(counts.waiting)
                       .arg(counts.review)
                       .arg(counts.synced)
                       .arg(status.paused ? QStringLiteral(" (paused)") : QString());
    text += healthText(health);
    return context.print(document, text);
}

ExitCode showStatus(CommandContext &context, const Arguments &)
{
    const auto connection = context.database();
    if (!connection)
        return context.fail(connection.error());
    const auto status = statusOf(**connection);
    return status ? printStatus(context, *status) : context.fail(status.error());
}

ExitCode setPaused(CommandContext &context, bool paused)
{
    const auto connection = context.database();
    if (!connection)
        return context.fail(connection.error());
    auto tx = Transaction::begin(**connection, context.clock());
    if (!tx)
        return context.fail(tx.error());
    if (auto set = SyncSwitch::setPaused(*tx, paused, QStringLiteral("ctl")); !set)
        return context.fail(set.error());
    if (auto committed = tx->commit(); !committed)
        return context.fail(committed.error());
    return showStatus(context, {});
}

/// The sync worker without a listener, until the outbox is idle, the time is up or a signal comes. Where another
/// process holds the sync lease, this one watches that one work.
class SyncRun final : public QObject
{
public:
    SyncRun(CommandContext &context, Connection &connection, EngineSetup setup, bool until_idle, seconds timeout)
        : m_context(context)
        , m_connection(connection)
        , m_until_idle(until_idle)
        , m_until(context.clock().now() + timeout)
        , m_engine(std::move(setup), context.clock())
    {
        connect(&m_signal, &TerminationSignal::caught, this, [this] { finish(ExitCode::Done); });
    }

    ExitCode run()
    {
        m_engine.start([this](const Result<void> &started) {
            if (!started)
                finish(m_context.fail(started.error()));
            else
                look();
        });
        m_loop.exec();
        if (m_failed)
            return m_exit;
        const auto status = statusOf(m_connection);
        if (!status)
            return m_context.fail(status.error());
        const ExitCode printed = printStatus(m_context, *status);
        return printed == ExitCode::Done ? m_exit : printed;
    }

private:
    /// Nothing under way, and nothing that would fall due within the time that was given.
    bool isIdle(const Status &status) const
    {
        const SyncCounts &counts = status.counts;
        if (counts.pending + counts.sending + counts.verifying > 0)
            return false;
        return !counts.oldest_due || *counts.oldest_due > m_until;
    }

    void look()
    {
        if (m_finishing)
            return;
        const auto status = statusOf(m_connection);
        if (!status) {
            m_failed = true;
            return finish(m_context.fail(status.error()));
        }
        if (m_until_idle && isIdle(*status))
            return finish(ExitCode::Done);
        if (m_context.clock().now() >= m_until)
            return finish(m_until_idle ? ExitCode::NotInOrder : ExitCode::Done);
        m_executor.after(kLook, [this] { look(); });
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
    Connection &m_connection;
    const bool m_until_idle;
    const Instant m_until;
    TerminationSignal m_signal;
    Engine m_engine;
    EventLoopExecutor m_executor;
    QEventLoop m_loop;
    ExitCode m_exit = ExitCode::Done;
    bool m_failed = false;
    bool m_finishing = false;
};

ExitCode run(CommandContext &context, const Arguments &arguments)
{
    const bool until_idle = arguments.has("until-idle");
    const auto timeout =
        arguments.number("timeout", until_idle ? kDefaultTimeout : kLongestTimeout, 0, kLongestTimeout);
    if (!timeout)
        return context.usage(timeout.error().detail);
    EngineSetup setup;
    setup.environment = QProcessEnvironment::systemEnvironment();
    setup.settings = context.settings();
    setup.database = context.setup().database;
    setup.clock_is_shifted = context.setup().clock_is_shifted;
    setup.listens = false;
    const auto connection = context.database();
    if (!connection)
        return context.fail(connection.error());
    return SyncRun(context, **connection, std::move(setup), until_idle, seconds(*timeout)).run();
}

} // namespace

QList<Command> syncCommands()
{
    return {
        {QStringLiteral("sync status"), QString(), QStringLiteral("what Cal.com is still to hear of"), showStatus},
        {QStringLiteral("sync run"), QStringLiteral("[--until-idle] [--timeout SECONDS]"),
         QStringLiteral("mirrors to Cal.com without answering the phone"), run},
        {QStringLiteral("sync pause"), QString(), QStringLiteral("nothing is sent until resumed"),
         [](CommandContext &context, const Arguments &) { return setPaused(context, true); }},
        {QStringLiteral("sync resume"), QString(), QStringLiteral("sends what has waited"),
         [](CommandContext &context, const Arguments &) { return setPaused(context, false); }},
    };
}

} // namespace salon
