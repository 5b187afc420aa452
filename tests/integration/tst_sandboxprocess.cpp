// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
// `salondeskctl sandbox` as a process of its own, alone and beside `serve`.
#include "core/base/zone.h"
#include "core/http/networktransport.h"
#include "core/operations/demosalon.h"
#include "core/phone/retellsignature.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/outboxtable.h"
#include "tests/support/throwawaydatabase.h"
#include "tests/support/verify.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace salon::test
{

namespace
{

constexpr int kPatienceMs = 60'000;
const char kSeed[] = R"({"users":[{"id":1,"name":"Anna Beispiel","email":"anna@salon.example","key":"anna",
    "timeZone":"Europe/Berlin"}],"event_types":[{"id":11,"ownerId":1,"title":"Schnitt","slug":"schnitt",
    "lengthInMinutes":30}],"bookings":[]})";
const char kCreate[] = R"({"start":"2126-12-01T09:00:00Z","eventTypeId":11,
    "attendee":{"name":"Erika Muster","email":"erika@example.com","timeZone":"Europe/Berlin"}})";

/// salondeskctl with a home of its own; ended with the object.
class Program
{
public:
    Program(const ThrowAwayDatabase &database, const QStringList &arguments, const QStringList &environment = {})
    {
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
            variables.insert(QString::fromLatin1(name), m_home.path());
        variables.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
        variables.insert(u"SALONDESK_DATABASE"_s, database.url().toString());
        for (const QString &setting : environment)
            variables.insert(setting.section(u'=', 0, 0), setting.section(u'=', 1));
        m_process.setProcessEnvironment(variables);
        m_process.start(QStringLiteral(SALONDESK_CTL),
                        QStringList(arguments).replaceInStrings(u"@PORT@"_s, m_home.filePath(u"port"_s)));
    }
    ~Program()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    /// ADDR:PORT, empty until it listens.
    QString address() const
    {
        QFile file(m_home.filePath(u"port"_s));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
    }
    /// -1 when it does not end in time.
    int exitCode()
    {
        const bool ended = QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, kPatienceMs);
        return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    QByteArray said() { return m_process.readAllStandardError(); }
    void terminate() { m_process.terminate(); }

private:
    QTemporaryDir m_home;
    QProcess m_process;
};

QStringList sandbox(const QStringList &more)
{
    return QStringList{u"sandbox"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--port-file"_s, u"@PORT@"_s} + more;
}

} // namespace

class TestSandboxProcess : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    NetworkTransport m_transport;

    QString file(const char *name, const QByteArray &content) const
    {
        QFile file(m_database->folder() + u'/' + QLatin1String(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qWarning("%s cannot be written", name);
        return file.fileName();
    }
    IncomingAnswer ask(const QByteArray &method, const QString &url, const QByteArray &body,
                       QList<HttpHeader> headers = {})
    {
        headers.append(HttpHeader{"Content-Type", "application/json"});
        std::optional<IncomingAnswer> got;
        m_transport.send({method, QUrl(url), headers, body, milliseconds(20'000)},
                         [&got](const IncomingAnswer &answer) { got = answer; });
        if (!QTest::qWaitFor([&got] { return got.has_value(); }, kPatienceMs))
            qWarning("no answer from %s", qPrintable(url));
        return got.value_or(IncomingAnswer());
    }
    IncomingAnswer create(const QString &address)
    {
        return ask("POST", u"http://%1/v2/bookings"_s.arg(address), kCreate,
                   {{"Authorization", "Bearer cal_test_x"}, {"cal-api-version", "2024-08-13"}});
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init() { SALON_NEW_DATABASE(m_database); }
    void cleanup() { m_database.reset(); }

    void servesFaultsAndEndsCleanly();
    void wrongFilesAreRefused();
    void aCallIsMirroredAcrossProcesses();
};

void TestSandboxProcess::servesFaultsAndEndsCleanly()
{
    const QString seed = file("seed.json", kSeed);
    const QString faults =
        file("faults.json", R"([{"match":{"method":"POST","nth":1},"effect":{"commit_then_drop":true}},
        {"match":{"method":"GET","path":"/v2/me"},"effect":{"truncate":true}}])");
    Program program(*m_database, sandbox({u"--seed-file"_s, seed, u"--faults"_s, faults}));
    QTRY_VERIFY_WITH_TIMEOUT(!program.address().isEmpty(), kPatienceMs);
    QCOMPARE(create(program.address()).failure, TransportFailure::Lost);
    const IncomingAnswer again = create(program.address());
    QCOMPARE(again.status, 400);
    QVERIFY(again.body.contains("User either already has booking"));
    const IncomingAnswer me =
        ask("GET", u"http://%1/v2/me"_s.arg(program.address()), {}, {{"Authorization", "Bearer cal_test_x"}});
    QCOMPARE(me.failure, TransportFailure::Lost);
    const IncomingAnswer state = ask("GET", u"http://%1/_sandbox/state"_s.arg(program.address()), {});
    const QJsonObject seen = QJsonDocument::fromJson(state.body).object();
    QCOMPARE(seen.value(u"bookings"_s).toArray().size(), 1);
    QCOMPARE(seen.value(u"requests"_s).toArray().size(), 3);
    program.terminate();
    QCOMPARE(program.exitCode(), 0);
}

void TestSandboxProcess::wrongFilesAreRefused()
{
    const QString seed = file("seed.json", kSeed);
    const QString broken = file("broken.json", R"([{"match":{},"effect":{"explode":true}}])");
    struct Wrong {
        QStringList arguments;
        int exit_code;
    };
    const QList<Wrong> rows{{{u"--seed-file"_s, broken}, 3},
                            {{u"--seed-file"_s, u"/nowhere/seed.json"_s}, 3},
                            {{u"--seed-file"_s, seed, u"--faults"_s, broken}, 3},
                            // A hook without its secret is wrong usage, not a wrong file.
                            {{u"--seed-file"_s, seed, u"--webhook"_s, u"http://127.0.0.1:1/x"_s}, 2}};
    for (const Wrong &wrong : rows) {
        Program program(*m_database, sandbox(wrong.arguments));
        QCOMPARE(program.exitCode(), wrong.exit_code);
        QVERIFY(program.said().contains("salondeskctl sandbox: "));
    }
}

void TestSandboxProcess::aCallIsMirroredAcrossProcesses()
{
    const QDate day(2026, 11, 18);
    const Zone zone(u"Europe/Berlin"_s);
    const QStringList clock{u"--clock"_s, zone.iso(zone.startOfDay(day) + DemoSalon::kClockStarts)};
    const Result<QByteArray> salon = DemoSalon::file(day);
    VERIFY_DONE(salon);
    Program import(*m_database, QStringList{u"import"_s, file("salon.json", *salon)} + clock);
    QCOMPARE(import.exitCode(), 0);
    Program cal(*m_database, sandbox(clock)); // seeded from the database
    QTRY_VERIFY_WITH_TIMEOUT(!cal.address().isEmpty(), kPatienceMs);
    Program serve(*m_database,
                  QStringList{u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--operations"_s, u"127.0.0.1:0"_s,
                              u"--port-file"_s, u"@PORT@"_s} +
                      clock,
                  {u"SALONDESK_CALCOM_BASE_URL=http://%1/v2"_s.arg(cal.address()),
                   u"SALONDESK_CALCOM_API_KEY=cal_test_salon"_s, u"SALONDESK_RETELL_WEBHOOK_KEY=key_e2e"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!serve.address().isEmpty(), kPatienceMs);

    const QByteArray body = R"({"name":"start_booking","call":{"call_id":"call_processes","call_type":"phone_call",
        "from_number":"+491713920195","to_number":"+493023125010"},"args":{"service_name":"Dauerwelle",
        "mitarbeiter":"mia","datetime":"2026-12-08 09:00","customer_name":"Erika Muster"}})";
    const QByteArray signature = RetellSignature::sign(body, "key_e2e", SystemClock().now());
    const IncomingAnswer answer = ask("POST", u"http://%1/retell/functions/start_booking"_s.arg(serve.address()), body,
                                      {{"X-Retell-Signature", signature}});
    QVERIFY2(QJsonDocument::fromJson(answer.body).object().value(u"booked"_s).toBool(), answer.body.constData());

    const auto connection = m_database->open();
    const auto synced = [&connection] {
        AppointmentFilter filter;
        filter.call_id = u"call_processes"_s;
        const auto found = AppointmentTable::list(*connection, filter);
        return found && found->size() == 1 && OutboxTable::derived(found->first().phases) == SyncStatus::Synced;
    };
    QTRY_VERIFY_WITH_TIMEOUT(synced(), kPatienceMs);
    const IncomingAnswer state = ask("GET", u"http://%1/_sandbox/state"_s.arg(cal.address()), {});
    const QJsonArray bookings = QJsonDocument::fromJson(state.body).object().value(u"bookings"_s).toArray();
    QCOMPARE(bookings.size(), 4); // the busy phases, none of the processing times
    QCOMPARE(bookings.first().toObject().value(u"hosts"_s).toArray().first().toObject().value(u"id"_s).toInteger(),
             910001);
    serve.terminate();
    QCOMPARE(serve.exitCode(), 0);
}

} // namespace salon::test

QTEST_GUILESS_MAIN(salon::test::TestSandboxProcess)
#include "tst_sandboxprocess.moc"
