// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/networktransport.h"
#include "tests/support/syncscene.h"

#include <algorithm>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSet>

using namespace salon;
using namespace salon::test;

namespace
{

constexpr int kPatienceMs = 120'000;
const QString kClock = QStringLiteral("--clock=2025-11-25T09:00:00+01:00");

} // namespace

/// kill -9 of `salondeskctl sync run` with requests under way, over a real socket: a second run leaves each phase at
/// Cal.com exactly once.
class TestSyncKilled : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    NetworkTransport m_transport;

    std::unique_ptr<QProcess> start(const QStringList &arguments, const QString &calcom = {})
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
            environment.insert(QString::fromLatin1(name), m_database->folder());
        environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
        environment.insert(QStringLiteral("SALONDESK_DATABASE"), m_database->url().toString());
        environment.insert(QStringLiteral("SALONDESK_CALCOM_BASE_URL"), QStringLiteral("http://%1/v2").arg(calcom));
        environment.insert(QStringLiteral("SALONDESK_CALCOM_API_KEY"), QStringLiteral("cal_test_salon"));
        if (calcom.isEmpty())
            environment.remove(QStringLiteral("SALONDESK_CALCOM_BASE_URL"));
        process->setProcessEnvironment(environment);
        process->start(QStringLiteral(SALONDESK_CTL), QStringList{kClock} + arguments);
        return process;
    }

    static void kill(QProcess &process)
    {
        process.kill(); // SIGKILL
        process.waitForFinished(kPatienceMs);
    }

    QString listening(const QString &port_file)
    {
        QString address;
        const bool is_there = QTest::qWaitFor(
            [&] {
                QFile file(port_file);
                if (file.open(QIODevice::ReadOnly))
                    address = QString::fromUtf8(file.readAll()).trimmed();
                return !address.isEmpty();
            },
            kPatienceMs);
        return is_there ? address : QString();
    }

    QList<QJsonObject> accepted(const QString &address)
    {
        std::optional<IncomingAnswer> got;
        m_transport.send({"GET", QUrl(QStringLiteral("http://%1/_sandbox/state").arg(address)), {}, {}},
                         [&](const IncomingAnswer &answer) { got = answer; });
        if (!QTest::qWaitFor([&] { return got.has_value(); }, kPatienceMs))
            return {};
        QList<QJsonObject> bookings;
        const QJsonArray all = QJsonDocument::fromJson(got->body).object().value(u"bookings").toArray();
        for (const QJsonValue &booking : all)
            if (booking.toObject().value(u"status").toString() == u"accepted")
                bookings.append(booking.toObject());
        return bookings;
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init() { SALON_NEW_DATABASE(m_database); }
    void cleanup() { m_database.reset(); }

    void theSecondRunFinishes_data()
    {
        QTest::addColumn<QByteArray>("effect");
        QTest::addColumn<OutboxState>("killed_in");
        QTest::newRow("answers under way") << QByteArray(R"({"delay_ms":20000})") << OutboxState::Sending;
        QTest::newRow("never executed") << QByteArray(R"({"hang":true})") << OutboxState::Sending;
        QTest::newRow("executed, refused, not yet looked up")
            << QByteArray(R"({"commit_then_status":400,"message":"Something new"})") << OutboxState::Verifying;
    }

    void theSecondRunFinishes()
    {
        QFETCH(QByteArray, effect);
        QFETCH(OutboxState, killed_in);
        SyncScene scene(*m_database);
        const AppointmentId id = scene.book(QStringLiteral("perm"), QStringLiteral("mia"), 10);
        QByteArray rules;
        for (int nth = 1; nth <= 4; ++nth)
            rules += (nth > 1 ? "," : "") + QByteArray(R"({"match":{"method":"POST","path":"/v2/bookings","nth":)") +
                     QByteArray::number(nth) + R"(},"effect":)" + effect + '}';
        QFile faults(m_database->folder() + QStringLiteral("/faults.json"));
        QVERIFY(faults.open(QIODevice::WriteOnly));
        faults.write('[' + rules + ']');
        faults.close();
        const QString port_file = m_database->folder() + QStringLiteral("/port");
        const auto sandbox =
            start({QStringLiteral("sandbox"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                   QStringLiteral("--port-file"), port_file, QStringLiteral("--faults"), faults.fileName()});
        const QString address = listening(port_file);
        QVERIFY2(!address.isEmpty(), sandbox->readAllStandardError().constData());

        const auto first = start({QStringLiteral("sync"), QStringLiteral("run")}, address);
        const auto has_come_to = [&] {
            const QList<OutboxRow> rows = scene.rows(id);
            return std::any_of(rows.cbegin(), rows.cend(),
                               [&](const OutboxRow &row) { return row.state == killed_in; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(has_come_to(), kPatienceMs);
        kill(*first);
        QVERIFY(first->exitStatus() == QProcess::CrashExit);

        const auto second = start({QStringLiteral("sync"), QStringLiteral("run"), QStringLiteral("--until-idle"),
                                   QStringLiteral("--timeout"), QStringLiteral("100")},
                                  address);
        QVERIFY(second->waitForFinished(kPatienceMs));
        QVERIFY2(second->exitCode() == 0, second->readAllStandardError().constData());
        QSet<QString> phases;
        const QList<QJsonObject> bookings = accepted(address);
        for (const QJsonObject &booking : bookings)
            phases.insert(booking.value(u"metadata").toObject().value(u"salondesk_phase").toString());
        QCOMPARE(bookings.size(), 4);
        QCOMPARE(phases.size(), 4);
        for (const Phase &phase : scene.appointment(id).phases)
            QCOMPARE(word(phase.sync_status), word(phase.busy ? SyncStatus::Synced : SyncStatus::None));
        QVERIFY(scene.reviews().isEmpty());
        kill(*sandbox);
    }
};

QTEST_GUILESS_MAIN(TestSyncKilled)
#include "tst_synckilled.moc"
