// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/networktransport.h"
#include "tests/support/syncscene.h"

#include <algorithm>
#include <QByteArrayList>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

using namespace salon;
using namespace salon::test;

namespace
{

constexpr int kPatienceMs = 120'000;
const QString kClock = QStringLiteral("--clock=2025-11-25T09:00:00+01:00");

} // namespace

/// kill -9 of `salondeskctl sync run` with requests under way, over a real socket: a second run leaves each phase at
/// Cal.com as the book has it, once.
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

    QByteArray exchange(const QString &address, const char *method, const QString &path, const QByteArray &body = {})
    {
        std::optional<IncomingAnswer> got;
        m_transport.send({method, QUrl(QStringLiteral("http://%1/_sandbox/%2").arg(address, path)), {}, body},
                         [&](const IncomingAnswer &answer) { got = answer; });
        if (!QTest::qWaitFor([&] { return got.has_value(); }, kPatienceMs))
            return {};
        return got->body;
    }

    QList<QJsonObject> accepted(const QString &address)
    {
        QList<QJsonObject> bookings;
        const QByteArray state = exchange(address, "GET", QStringLiteral("state"));
        const QJsonArray all = QJsonDocument::fromJson(state).object().value(u"bookings").toArray();
        for (const QJsonValue &booking : all)
            if (booking.toObject().value(u"status") == QStringLiteral("accepted"))
                bookings.append(booking.toObject());
        return bookings;
    }

    void runUntilIdle(const QString &address)
    {
        const auto run = start({QStringLiteral("sync"), QStringLiteral("run"), QStringLiteral("--until-idle"),
                                QStringLiteral("--timeout"), QStringLiteral("100")},
                               address);
        QVERIFY(run->waitForFinished(kPatienceMs));
        QVERIFY2(run->exitCode() == 0, run->readAllStandardError().constData());
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init() { SALON_NEW_DATABASE(m_database); }
    void cleanup() { m_database.reset(); }

    void theSecondRunFinishes_data()
    {
        const QByteArray late = R"({"delay_ms":20000})";
        const QByteArray hang = R"({"hang":true})";
        const QByteArray refused = R"({"commit_then_status":400,"message":"Something new"})";
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QByteArray>("effect");
        QTest::addColumn<OutboxState>("killed_in");
        for (const char *operation : {"create", "cancel", "move", "reassign"}) {
            const QString name = QString::fromLatin1(operation);
            QTest::addRow("%s, answers under way", operation) << name << late << OutboxState::Sending;
            QTest::addRow("%s, executed, never answered", operation) << name << hang << OutboxState::Sending;
            QTest::addRow("%s, executed, refused, not yet looked up", operation)
                << name << refused << OutboxState::Verifying;
        }
    }

    void theSecondRunFinishes()
    {
        QFETCH(QString, operation);
        QFETCH(QByteArray, effect);
        QFETCH(OutboxState, killed_in);
        SyncScene scene(*m_database);
        scene.mapEverythingFor(QStringLiteral("robin"));
        const AppointmentId id = scene.book(QStringLiteral("perm"), QStringLiteral("mia"), 10);
        const QString port_file = m_database->folder() + QStringLiteral("/port");
        const auto sandbox = start({QStringLiteral("sandbox"), QStringLiteral("--listen"),
                                    QStringLiteral("127.0.0.1:0"), QStringLiteral("--port-file"), port_file});
        const QString address = listening(port_file);
        QVERIFY2(!address.isEmpty(), sandbox->readAllStandardError().constData());
        if (operation != u"create")
            runUntilIdle(address);
        if (operation == u"cancel")
            scene.cancel(id);
        else if (operation != u"create")
            scene.moveTo(id, scene.at(14), operation == u"reassign" ? QStringLiteral("robin") : QString());
        QByteArrayList rules;
        for (int nth = 1; nth <= 4; ++nth)
            rules.append(R"({"match":{"method":"POST","nth":)" + QByteArray::number(nth) + R"(},"effect":)" + effect +
                         '}');
        exchange(address, "POST", QStringLiteral("faults"), '[' + rules.join(',') + ']');

        const auto first = start({QStringLiteral("sync"), QStringLiteral("run")}, address);
        const auto has_come_to = [&] {
            const QList<OutboxRow> rows = scene.rows(id);
            return std::any_of(rows.cbegin(), rows.cend(),
                               [&](const OutboxRow &row) { return row.state == killed_in; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(has_come_to(), kPatienceMs);
        kill(*first);
        QVERIFY(first->exitStatus() == QProcess::CrashExit);

        runUntilIdle(address);
        const Appointment appointment = scene.appointment(id);
        const bool is_there = appointment.status != AppointmentStatus::Cancelled;
        const QList<QJsonObject> bookings = accepted(address);
        QCOMPARE(bookings.size(), is_there ? 4 : 0);
        for (const Phase &phase : appointment.phases) {
            QCOMPARE(word(phase.sync_status), word(phase.busy ? SyncStatus::Synced : SyncStatus::None));
            const auto ours = std::count_if(bookings.cbegin(), bookings.cend(), [&](const QJsonObject &booking) {
                return booking.value(u"uid") == phase.calcom_uid &&
                       calcom::instantOf(booking.value(u"start")) == phase.span.begin;
            });
            QCOMPARE(ours, phase.busy && is_there ? 1 : 0);
        }
        QVERIFY(scene.reviews().isEmpty());
        kill(*sandbox);
    }
};

QTEST_GUILESS_MAIN(TestSyncKilled)
#include "tst_synckilled.moc"
