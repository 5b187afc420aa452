// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"
#include "tests/support/postgrescluster.h"
#include "tests/support/rawclient.h"
#include "tests/support/throwawaydatabase.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace salon;
using namespace salon::test;

namespace
{

// What is promised happens within 5 s of a death; a loaded machine may be slower, a broken one never gets there.
constexpr int kPatienceMs = 30'000;

/// salondeskctl as a process of its own, with a home of its own.
class Ctl : public QProcess
{
public:
    explicit Ctl(const ThrowAwayDatabase &database, const QStringList &arguments = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *variable : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
            environment.insert(QString::fromLatin1(variable), m_home.path());
        environment.insert(QStringLiteral("SALONDESK_DATABASE"), database.url().toString());
        environment.insert(QStringLiteral("SALONDESK_RETELL_WEBHOOK_KEY"), QStringLiteral("key_test"));
        environment.insert(QStringLiteral("SALONDESK_CALCOM_BASE_URL"), QStringLiteral("http://127.0.0.1:1/v2"));
        environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
        setProcessEnvironment(environment);
        if (!arguments.isEmpty())
            start(QStringLiteral(SALONDESK_CTL), arguments);
    }
    ~Ctl() override
    {
        kill();
        waitForFinished();
    }

protected:
    QTemporaryDir m_home;
};

/// `salondeskctl serve` on a free port.
class Serving : public Ctl
{
public:
    explicit Serving(const ThrowAwayDatabase &database)
        : Ctl(database)
    {
        start(QStringLiteral(SALONDESK_CTL),
              {QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
               QStringLiteral("--operations"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--port-file"),
               portFile()});
    }
    /// 0 = not listening yet.
    quint16 port()
    {
        QFile file(portFile());
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        return file.readAll().trimmed().split(':').constLast().toUShort();
    }
    /// What it has said so far.
    QByteArray said() { return m_said += readAllStandardError(); }

private:
    QString portFile() const { return m_home.filePath(QStringLiteral("port")); }
    QByteArray m_said;
};

} // namespace

class tst_Processes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init() { SALON_NEW_DATABASE(m_database); }
    void cleanup() { m_database.reset(); }

    void takesOverAfterADeath();
    void handsOverWhenItEnds();
    void takenPortIsAnError();
    void otherProcessesChangesAreHeard();
    void keepsListeningWithoutItsDatabase();

private:
    std::unique_ptr<ThrowAwayDatabase> m_database;
};

void tst_Processes::takesOverAfterADeath()
{
    Serving first(*m_database);
    QTRY_VERIFY_WITH_TIMEOUT(first.port() != 0, kPatienceMs);
    Serving second(*m_database);
    QTRY_VERIFY_WITH_TIMEOUT(second.said().contains("another process has the lease"), kPatienceMs);
    QCOMPARE(second.port(), 0);
    QElapsedTimer since_death;
    first.kill();
    since_death.start();
    QTRY_VERIFY_WITH_TIMEOUT(second.port() != 0, kPatienceMs);
    qInfo() << "taken over after" << since_death.elapsed() << "ms";
    RawClient client(second.port(), "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(client.statuses(), QList<int>{200});
}

void tst_Processes::handsOverWhenItEnds()
{
    Serving first(*m_database);
    QTRY_VERIFY_WITH_TIMEOUT(first.port() != 0, kPatienceMs);
    Serving second(*m_database);
    QTRY_VERIFY_WITH_TIMEOUT(second.said().contains("another process has the lease"), kPatienceMs);
    first.terminate();
    QVERIFY(first.waitForFinished(kPatienceMs));
    QCOMPARE(first.exitStatus(), QProcess::NormalExit);
    QCOMPARE(first.exitCode(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(second.port() != 0, kPatienceMs);
    second.terminate();
    QVERIFY(second.waitForFinished(kPatienceMs));
    QCOMPARE(second.exitCode(), 0);
}

void tst_Processes::takenPortIsAnError()
{
    QTcpServer somebody_else;
    QVERIFY(somebody_else.listen(QHostAddress(QHostAddress::LocalHost), 0));
    Ctl serving(*m_database, {QStringLiteral("serve"), QStringLiteral("--listen"),
                              QStringLiteral("127.0.0.1:%1").arg(somebody_else.serverPort()),
                              QStringLiteral("--operations"), QStringLiteral("127.0.0.1:0")});
    QVERIFY(serving.waitForFinished(kPatienceMs));
    QCOMPARE(serving.exitCode(), 5);
}

/// An appointment booked by a command reaches a running engine without being asked for.
void tst_Processes::otherProcessesChangesAreHeard()
{
    EngineSetup setup;
    setup.database = m_database->url();
    setup.secrets = Secrets{};
    setup.listens = false;
    setup.syncs = false;
    const SystemClock clock;
    Engine engine(setup, clock);
    QSignalSpy changes(&engine, &Engine::storeChanged);
    bool started = false;
    engine.start([&started](const Result<void> &result) { started = result.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(started, kPatienceMs);

    const QStringList at_work{QStringLiteral("--clock"), QStringLiteral("2025-11-25T09:30:00+01:00")};
    Ctl salon(*m_database,
              at_work + QStringList{QStringLiteral("import"),
                                    QStringLiteral(SALONDESK_SOURCE_DIR "/tests/fixtures/salonfile/demo-salon.json")});
    QVERIFY(salon.waitForFinished(kPatienceMs));
    QCOMPARE(salon.exitCode(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(!changes.isEmpty(), kPatienceMs);
    changes.clear();
    Ctl booking(*m_database, at_work + QStringList{QStringLiteral("appointments"), QStringLiteral("book"),
                                                   QStringLiteral("--service"), QStringLiteral("herrenhaarschnitt"),
                                                   QStringLiteral("--staff"), QStringLiteral("jon"),
                                                   QStringLiteral("--start"), QStringLiteral("2025-11-25T14:00"),
                                                   QStringLiteral("--name"), QStringLiteral("Nora Weiss")});
    QVERIFY(booking.waitForFinished(kPatienceMs));
    QCOMPARE(booking.exitCode(), 0);
    const auto heard = [&changes](const QString &table) {
        return std::any_of(changes.begin(), changes.end(), [&table](const QList<QVariant> &arguments) {
            const auto change = arguments.first().value<StoreChanged>();
            return change.table == table || change.table.isEmpty();
        });
    };
    QElapsedTimer since_commit;
    since_commit.start();
    QTRY_VERIFY_WITH_TIMEOUT(heard(QStringLiteral("appointments")), kPatienceMs);
    qInfo() << "heard" << since_commit.elapsed() << "ms after the command had ended";
    bool stopped = false;
    engine.stop([&stopped] { stopped = true; });
    QTRY_VERIFY_WITH_TIMEOUT(stopped, kPatienceMs);
}

/// A database server that crashes costs nobody the connection: the listener stays, says that it is not ready, and
/// is ready again when the server is.
void tst_Processes::keepsListeningWithoutItsDatabase()
{
    if (m_database->isSqlite())
        QSKIP("a file cannot be away");
    EngineSetup setup;
    setup.database = m_database->url();
    setup.secrets = Secrets{};
    setup.settings.listen = setup.settings.operations = {QHostAddress(QHostAddress::LocalHost), 0};
    const SystemClock clock;
    Engine engine(setup, clock);
    engine.start([](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(engine.status().listening, kPatienceMs);
    const auto port = [](const QString &address) { return address.section(QLatin1Char(':'), -1).toUShort(); };
    const auto status = [](quint16 at, const QByteArray &path) {
        RawClient client(at, "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
        return QTest::qWaitFor([&client] { return !client.statuses().isEmpty(); }, kPatienceMs)
                   ? client.statuses().constFirst()
                   : 0;
    };
    const quint16 operations = port(engine.status().operations_address);
    QTRY_COMPARE_WITH_TIMEOUT(status(operations, "/readyz"), 200, kPatienceMs);
    PostgresCluster::shared()->crash();
    QTRY_VERIFY_WITH_TIMEOUT(!engine.status().syncing, kPatienceMs);
    QCOMPARE(status(operations, "/readyz"), 503);
    QVERIFY(engine.status().listening);
    QCOMPARE(status(port(engine.status().listen_address), "/healthz"), 200);
    QVERIFY(PostgresCluster::shared()->start());
    QTRY_COMPARE_WITH_TIMEOUT(status(operations, "/readyz"), 200, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(engine.status().syncing, kPatienceMs);
    bool stopped = false;
    engine.stop([&stopped] { stopped = true; });
    QTRY_VERIFY_WITH_TIMEOUT(stopped, kPatienceMs);
}

QTEST_GUILESS_MAIN(tst_Processes)
#include "tst_processes.moc"
