// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/synccommands.h"

#include "app/common/terminationsignal.h"
#include "app/ctl/commandcontext.h"
#include "core/engine/engine.h"
#include "core/storage/calcomeventtable.h"
#include "core/storage/calendartable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/outboxtable.h"
#include "core/sync/reconcile/mirrorstatus.h"
#include "core/sync/synchealth.h"
#include "core/sync/syncswitch.h"

#include <functional>
#include <QEventLoop>
#include <QJsonArray>
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
    MirrorStatus mirror;
    QList<CalendarTable::Read> calendars;
    Catalogue catalogue; // whose they are
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
    auto mirror = MirrorStatus::read(connection);
    if (!mirror)
        return mirror.error();
    auto calendars = CalendarTable::reads(connection);
    if (!calendars)
        return calendars.error();
    auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    return Status{*counts, *paused, *health, *events, *mirror, *calendars, *catalogue};
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

QString mirrorText(const Zone &zone, const MirrorStatus &mirror)
{
    if (!mirror.state)
        return QStringLiteral("never compared with Cal.com\n");
    QString text = QStringLiteral("compared with Cal.com %1: ").arg(zone.iso(*mirror.compared));
    QStringList found;
    for (auto kind = mirror.differences.begin(); kind != mirror.differences.end(); ++kind)
        found.append(QStringLiteral("%1 %2").arg(kind.value()).arg(kind.key()));
    if (mirror.unseen > 0)
        found.append(QStringLiteral("%1 that no key shows").arg(mirror.unseen));
    if (found.isEmpty())
        text += mirror.state == MirrorState::Ok ? QStringLiteral("the same (%1 parts)").arg(mirror.parts)
                                                : QStringLiteral("not all of it could be seen");
    else
        text += found.join(QStringLiteral(", "));
    if (!mirror.problem.isEmpty())
        text += QStringLiteral("\n") + mirror.problem;
    return text + QLatin1Char('\n');
}

QJsonObject mirrorDocument(const Zone &zone, const MirrorStatus &mirror)
{
    const auto at = [&](const std::optional<Instant> &instant) {
        return instant ? QJsonValue(zone.iso(*instant)) : QJsonValue();
    };
    QJsonObject differences;
    for (auto kind = mirror.differences.begin(); kind != mirror.differences.end(); ++kind)
        differences.insert(kind.key(), kind.value());
    return {{QStringLiteral("state"), mirror.state ? QJsonValue(word(*mirror.state)) : QJsonValue()},
            {QStringLiteral("compared_at"), at(mirror.compared)},
            {QStringLiteral("agreed_at"), at(mirror.agreed)},
            {QStringLiteral("parts"), mirror.parts},
            {QStringLiteral("drifts"), mirror.drifts()},
            {QStringLiteral("differences"), differences},
            {QStringLiteral("unseen"), mirror.unseen},
            {QStringLiteral("problem"), mirror.problem}};
}

QJsonArray calendarDocument(const Zone &zone, const Status &status)
{
    QJsonArray document;
    for (const CalendarTable::Read &read : status.calendars) {
        const Staff *member = status.catalogue.member(read.staff);
        document.append(
            QJsonObject{{QStringLiteral("staff"), member ? member->key : QString()},
                        {QStringLiteral("calendars"), read.calendars},
                        {QStringLiteral("read_at"), read.read ? QJsonValue(zone.iso(*read.read)) : QJsonValue()},
                        {QStringLiteral("problem"), read.problem}});
    }
    return document;
}

/// Only what is old, or never was read.
QString calendarText(const Zone &zone, const Status &status)
{
    QString text;
    for (const CalendarTable::Read &read : status.calendars) {
        const Staff *member = status.catalogue.member(read.staff);
        if (read.problem.isEmpty() || !member)
            continue;
        const QString since = read.read ? QStringLiteral("were last read %1").arg(zone.iso(*read.read))
                                        : QStringLiteral("were never read");
        text += QStringLiteral("the other calendars of \"%1\" %2: %3\n").arg(member->key, since, read.problem);
    }
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
                               {QStringLiteral("events_unreadable"), status.events.unreadable},
                               {QStringLiteral("mirror"), mirrorDocument(*zone, status.mirror)},
                               {QStringLiteral("calendars"), calendarDocument(*zone, status)}};
    QString text = QStringLiteral("pending %1, sending %2, verifying %3, waiting %4, to review %5, synced %6%7\n")
                       .arg(counts.pending)
                       .arg(counts.sending)
                       .arg(counts.verifying)
                       .arg(counts.waiting)
                       .arg(counts.review)
                       .arg(counts.synced)
                       .arg(status.paused ? QStringLiteral(" (paused)") : QString());
    text += healthText(health) + mirrorText(*zone, status.mirror) + calendarText(*zone, status);
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

/// Everything that mirrors without a listener, until the goal is reached, the time is up or a signal comes. Where
/// another process holds the sync lease, this one watches that one work.
class SyncRun final : public QObject
{
public:
    /// How it ends, once it may. `until`: when the time is up.
    using Goal = std::function<std::optional<ExitCode>(const Status &, const DeskStatus &, Instant until)>;
    SyncRun(CommandContext &context, Connection &connection, seconds timeout, Goal goal, ExitCode when_time_is_up)
        : m_context(context)
        , m_connection(connection)
        , m_goal(std::move(goal))
        , m_until(context.clock().now() + timeout)
        , m_late(when_time_is_up)
        , m_engine(setupOf(context), context.clock())
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
    static EngineSetup setupOf(CommandContext &context)
    {
        EngineSetup setup;
        setup.environment = QProcessEnvironment::systemEnvironment();
        setup.settings = context.settings();
        setup.database = context.setup().database;
        setup.clock_is_shifted = context.setup().clock_is_shifted;
        setup.listens = false;
        return setup;
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
        if (const auto reached = m_goal(*status, m_engine.status(), m_until))
            return finish(*reached);
        if (m_context.clock().now() >= m_until)
            return finish(m_late);
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
    const Goal m_goal;
    const Instant m_until;
    const ExitCode m_late;
    TerminationSignal m_signal;
    Engine m_engine;
    EventLoopExecutor m_executor;
    QEventLoop m_loop;
    ExitCode m_exit = ExitCode::Done;
    bool m_failed = false;
    bool m_finishing = false;
};

/// Nothing under way, and nothing that would fall due within the time that was given.
std::optional<ExitCode> whenIdle(const Status &status, const DeskStatus &, Instant until)
{
    const SyncCounts &counts = status.counts;
    const bool is_idle =
        counts.pending + counts.sending + counts.verifying == 0 && (!counts.oldest_due || *counts.oldest_due > until);
    return is_idle ? std::optional(ExitCode::Done) : std::nullopt;
}

ExitCode run(CommandContext &context, const Arguments &arguments)
{
    const bool until_idle = arguments.has("until-idle");
    const auto timeout =
        arguments.number("timeout", until_idle ? kDefaultTimeout : kLongestTimeout, 0, kLongestTimeout);
    if (!timeout)
        return context.usage(timeout.error().detail);
    const auto connection = context.database();
    if (!connection)
        return context.fail(connection.error());
    const auto never = [](const Status &, const DeskStatus &, Instant) { return std::optional<ExitCode>(); };
    SyncRun::Goal goal = never;
    if (until_idle)
        goal = whenIdle;
    return SyncRun(context, **connection, seconds(*timeout), goal, until_idle ? ExitCode::NotInOrder : ExitCode::Done)
        .run();
}

Result<Instant> wishComparison(Connection &connection, const Clock &clock)
{
    const auto paused = SyncSwitch::isPaused(connection);
    if (!paused)
        return paused.error();
    if (*paused)
        return Error{ErrorCode::Refused, QStringLiteral("sync is paused: `sync resume` first")};
    auto tx = Transaction::begin(connection, clock);
    if (!tx)
        return tx.error();
    const Instant wished = tx->now();
    if (auto set = MirrorStatus::wish(*tx); !set)
        return set.error();
    if (auto committed = tx->commit(); !committed)
        return committed.error();
    return wished;
}

ExitCode exitOf(const MirrorStatus &mirror)
{
    if (!mirror.problem.isEmpty())
        return ExitCode::Remote;
    return mirror.state == MirrorState::Ok ? ExitCode::Done : ExitCode::NotInOrder;
}

/// Waits for the comparison, and until what it found has been asked after.
ExitCode reconcile(CommandContext &context, const Arguments &arguments)
{
    const auto timeout = arguments.number("timeout", kDefaultTimeout, 1, kLongestTimeout);
    if (!timeout)
        return context.usage(timeout.error().detail);
    const auto connection = context.database();
    if (!connection)
        return context.fail(connection.error());
    const auto wished = wishComparison(**connection, context.clock());
    if (!wished)
        return context.fail(wished.error());
    const auto goal = [&context, wished = *wished](const Status &status, const DeskStatus &desk,
                                                   Instant) -> std::optional<ExitCode> {
        if (desk.syncing && (desk.remote_off || !desk.has_calcom_key))
            return context.fail({ErrorCode::Refused,
                                 desk.remote_off ? QStringLiteral("with --clock, Cal.com is asked only at a base that "
                                                                  "was configured")
                                                 : QStringLiteral("there is no Cal.com key")});
        const bool is_through = status.mirror.compared && *status.mirror.compared >= wished;
        if (!is_through || (status.events.waiting > 0 && status.mirror.drifts() > 0))
            return std::nullopt;
        return exitOf(status.mirror);
    };
    const ExitCode code = SyncRun(context, **connection, seconds(*timeout), goal, ExitCode::Remote).run();
    const auto mirror = MirrorStatus::read(**connection);
    if (mirror && (!mirror->compared || *mirror->compared < *wished))
        context.message(QStringLiteral("the comparison did not come to an end in time"));
    return code;
}

} // namespace

QList<Command> syncCommands()
{
    return {
        {QStringLiteral("sync status"), QString(), QStringLiteral("what Cal.com is still to hear of"), showStatus},
        {QStringLiteral("sync run"), QStringLiteral("[--until-idle] [--timeout SECONDS]"),
         QStringLiteral("mirrors to Cal.com without answering the phone"), run},
        {QStringLiteral("sync reconcile"), QStringLiteral("[--timeout SECONDS]"),
         QStringLiteral("compares the book with what Cal.com lists, now; 1 = they differ"), reconcile},
        {QStringLiteral("sync pause"), QString(), QStringLiteral("nothing is sent until resumed"),
         [](CommandContext &context, const Arguments &) { return setPaused(context, true); }},
        {QStringLiteral("sync resume"), QString(), QStringLiteral("sends what has waited"),
         [](CommandContext &context, const Arguments &) { return setPaused(context, false); }},
    };
}

} // namespace salon
