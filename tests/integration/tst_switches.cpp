// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/networktransport.h"
#include "core/sandbox/sandboxserver.h"
#include "core/sandbox/seed.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

#include <QJsonArray>
#include <QProcess>

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

namespace
{

constexpr int kPatienceMs = 60'000;
constexpr int kWhile = 1'500; // long enough for a send that must not happen
const QString kMia = QStringLiteral("mia");

} // namespace

/// Two processes on one database: what one switches, the other goes by at once, and the journal says who did it.
class TestSwitches : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<SyncScene> m_scene;
    SystemClock m_clock;
    SeededRandom m_random{7};
    EventLoopExecutor m_executor;
    NetworkTransport m_transport;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<SandboxServer> m_server;
    QString m_base;
    std::unique_ptr<QProcess> m_mirroring;

    std::unique_ptr<QProcess> ctl(const QStringList &arguments) const
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
            environment.insert(QString::fromLatin1(name), m_database->folder());
        environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
        environment.insert(QStringLiteral("SALONDESK_DATABASE"), m_database->url().toString());
        environment.insert(QStringLiteral("SALONDESK_CALCOM_BASE_URL"), m_base);
        environment.insert(QStringLiteral("SALONDESK_CALCOM_API_KEY"), QStringLiteral("cal_test_salon"));
        process->setProcessEnvironment(environment);
        process->start(QStringLiteral(SALONDESK_CTL), arguments);
        return process;
    }
    void run(const QStringList &arguments) const
    {
        const auto process = ctl(arguments);
        QVERIFY(QTest::qWaitFor([&] { return process->state() == QProcess::NotRunning; }, kPatienceMs));
        QCOMPARE(process->exitCode(), 0);
    }
    /// Tomorrow by this machine's clock: the processes have no other.
    AppointmentId book(const char *service, int hour) const
    {
        const Zone &zone = m_scene->catalogue.salon.zone;
        const Instant midnight = zone.startOfDay(zone.dateOf(m_clock.now()).addDays(2));
        return m_scene->bookAt(QString::fromLatin1(service), kMia, midnight + hour * 1h);
    }
    QList<QJsonObject> requests(const char *method) const
    {
        QList<QJsonObject> found;
        const QJsonArray all = m_sandbox->state().value(u"requests").toArray();
        for (const QJsonValue &request : all)
            if (request.toObject().value(u"method") == QLatin1String(method) &&
                request.toObject().value(u"path").toString() == u"/v2/bookings")
                found.append(request.toObject());
        return found;
    }
    SyncStatus statusOf(AppointmentId id) const { return m_scene->appointment(id).phases.first().sync_status; }
    /// How often the journal names it, in what a change left.
    int journaled(const QString &what) const
    {
        Query query(*m_scene->connection, "SELECT COUNT(*) FROM journal WHERE who = 'ctl' AND after LIKE ?");
        return query.bind(QLatin1Char('%') + what + QLatin1Char('%')).fetch() ? query.integer(0) : -1;
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_scene = std::make_unique<SyncScene>(*m_database);
        m_scene->clock.set(m_clock.now());
        m_sandbox = std::make_unique<Sandbox>(m_clock, m_random, sandbox::worldOf(m_scene->catalogue));
        m_server = std::make_unique<SandboxServer>(*m_sandbox, m_transport, m_executor);
        const auto port = m_server->listen(QHostAddress(QHostAddress::LocalHost), 0);
        VERIFY_DONE(port);
        m_base = QStringLiteral("http://127.0.0.1:%1/v2").arg(*port);
        m_mirroring =
            ctl({QStringLiteral("sync"), QStringLiteral("run"), QStringLiteral("--timeout"), QStringLiteral("300")});
        const AppointmentId first = book("cut", 9);
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(first), SyncStatus::Synced, kPatienceMs); // it runs
    }
    void cleanup()
    {
        if (m_mirroring) {
            m_mirroring->terminate();
            QVERIFY(m_mirroring->waitForFinished(kPatienceMs));
            m_mirroring.reset();
        }
        m_server.reset();
        m_sandbox.reset();
        m_scene.reset();
        m_database.reset();
    }

    void pauseAndResume()
    {
        run({QStringLiteral("sync"), QStringLiteral("pause")});
        const auto before = requests("POST").size();
        const AppointmentId id = book("cut", 11);
        QVERIFY(!QTest::qWaitFor([&] { return requests("POST").size() > before; }, kWhile));
        run({QStringLiteral("sync"), QStringLiteral("resume")});
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(id), SyncStatus::Synced, kPatienceMs);
        QCOMPARE(journaled(QStringLiteral("paused")), 2);
    }

    void verification()
    {
        VERIFY_DONE(m_sandbox->setFaults(
            R"([{"match":{"method":"POST"},"effect":{"commit_then_status":500,"message":"Internal server error"}}])"));
        run({QStringLiteral("flags"), QStringLiteral("set"), QStringLiteral("post_sync_verification"),
             QStringLiteral("off")});
        const auto looked = requests("GET").size();
        const AppointmentId unseen = book("cut", 11);
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(unseen), SyncStatus::Review, kPatienceMs);
        QCOMPARE(requests("GET").size(), looked);
        run({QStringLiteral("flags"), QStringLiteral("set"), QStringLiteral("post_sync_verification"),
             QStringLiteral("on")});
        const AppointmentId seen = book("cut", 13);
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(seen), SyncStatus::Synced, kPatienceMs);
        QVERIFY(requests("GET").size() > looked);
        QCOMPARE(journaled(QStringLiteral("post_sync_verification")), 2);
    }

    /// One after the other: the next leaves when the answer to the one before is there.
    void parallelSync()
    {
        constexpr auto kDelay = 400ms;
        VERIFY_DONE(m_sandbox->setFaults(R"([{"match":{"method":"POST"},"effect":{"delay_ms":400}}])"));
        run({QStringLiteral("flags"), QStringLiteral("set"), QStringLiteral("parallel_sync"), QStringLiteral("off")});
        const AppointmentId id = book("perm", 11);
        QTRY_COMPARE_WITH_TIMEOUT(OutboxTable::derived(m_scene->appointment(id).phases), SyncStatus::Synced,
                                  kPatienceMs);
        const QList<QJsonObject> sent = requests("POST").mid(1);
        QCOMPARE(sent.size(), 4);
        for (qsizetype i = 1; i < sent.size(); ++i)
            QVERIFY(calcom::instantOf(sent.at(i).value(u"at")) - calcom::instantOf(sent.at(i - 1).value(u"at")) >=
                    kDelay);
        QCOMPARE(journaled(QStringLiteral("parallel_sync")), 1);
    }
};

QTEST_GUILESS_MAIN(TestSwitches)
#include "tst_switches.moc"
