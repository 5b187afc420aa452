// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/appointmentcommands.h"
#include "app/ctl/commandline.h"
#include "app/ctl/eventmapcommands.h"
#include "app/ctl/reviewcommands.h"
#include "app/ctl/synccommands.h"
#include "core/http/networktransport.h"
#include "core/sandbox/sandboxserver.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/query.h"
#include "core/storage/settingtable.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QScopeGuard>

using namespace salon;
using namespace salon::test;

/// What scripts rely on: documents and exit codes of sync, review and event-maps.
class TestSyncCommands : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<SyncScene> m_scene;
    int m_exit = -1;

    QJsonObject run(const QString &words)
    {
        const QStringList line{QStringLiteral("--json"), QStringLiteral("--database=sqlite:") + m_database->url().path,
                               QStringLiteral("--data-dir=") + m_database->folder(),
                               QStringLiteral("--config=") + m_database->folder() + QStringLiteral("/none.conf"),
                               QStringLiteral("--clock=2025-11-25T09:30:00+01:00")};
        QBuffer out;
        QBuffer err;
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        m_exit = int(runCommandLine(appointmentCommands() + syncCommands() + reviewCommands() + eventMapCommands(),
                                    line + words.split(QLatin1Char(' ')), out, err));
        return QJsonDocument::fromJson(out.data()).object();
    }
    QJsonObject run(const char *words) { return run(QString::fromLatin1(words)); }

private Q_SLOTS:
    void init()
    {
        m_database = std::make_unique<ThrowAwayDatabase>(QStringLiteral("sqlite"));
        m_scene = std::make_unique<SyncScene>(*m_database);
        m_scene->book(QStringLiteral("perm"), QStringLiteral("robin"), 10); // without event maps
        m_scene->startWorker();
        m_scene->runUntilSettled();
        m_scene->killWorker();
    }
    void cleanup()
    {
        m_scene.reset();
        m_database.reset();
    }

    void exitCodes_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("exit");
        const auto row = [](const char *line, int exit) { QTest::newRow(line) << QString::fromLatin1(line) << exit; };
        row("sync status", 0);
        row("sync run --timeout soon", 2);
        row("review list", 0);
        row("review show 1", 0);
        row("review show 99", 3);
        row("review show x", 3);
        row("review retry 1 99", 3);
        row("review retry", 2);
        row("review verify 1", 6); // nothing was sent
        row("review accept 1", 6); // nobody changed it at Cal.com
        row("review push 1", 6);
        row("review settle 1", 2);
        row("review snooze 1 --until 2025-11-20T10:00", 3);
        row("event-maps list", 0);
        row("event-maps audit", 1);
        row("event-maps set --service cut --staff mia --segment A", 2);
        row("event-maps set --service cut --staff mia --segment B --event-type 7", 3);
        row("event-maps set --service cut --staff mia --segment A --event-type 7 --child 7", 3);
        row("event-maps set --service cut --staff mia --segment A --event-type seven", 2);
        row("event-maps set --service cut --staff mia --segment A --event-type 0", 2);
        row("event-maps set --service cut --staff mia --segment A --event-type 7 --child x", 2);
        row("event-maps set --service cut --staff mia --segment A --clear --child 7", 2);
        row("event-maps set --service nothing --staff mia --segment A --clear", 3);
        row("event-maps disable cut", 2);
        row("event-maps test cut", 2);
        row("event-maps test cut/nobody", 3);
        row("event-maps test cut/mia", 6); // no key
        row("event-maps plan --only cut", 2);
        row("event-maps apply --only cut", 2);
        row("event-maps plan --only cut/nobody", 3);
        row("event-maps audit --remote", 6); // with --clock and no base that was configured
        row("event-maps disable cut/nobody", 3);
        row("event-maps disable cut/mia --undo", 0); // she does it
    }

    void exitCodes()
    {
        QFETCH(QString, line);
        QFETCH(int, exit);
        run(line);
        QCOMPARE(m_exit, exit);
    }

    /// One command makes what is missing at Cal.com, and what waited for it is sent; the second finds nothing to do.
    void missingEventMapsAreMadeAndWhatWaitedIsSent()
    {
        EventLoopExecutor executor;
        NetworkTransport webhooks;
        SandboxServer server(*m_scene->sandbox, webhooks, executor);
        const auto port = server.listen(QHostAddress::LocalHost, 0);
        QVERIFY(port.has_value());
        qputenv("SALONDESK_CALCOM_BASE_URL", "http://127.0.0.1:" + QByteArray::number(*port) + "/v2");
        qputenv("SALONDESK_CALCOM_API_KEY", "cal_test_salon");
        const auto forget = qScopeGuard([] {
            qunsetenv("SALONDESK_CALCOM_BASE_URL");
            qunsetenv("SALONDESK_CALCOM_API_KEY");
        });
        const QJsonArray planned = run("event-maps plan").value(u"steps").toArray();
        QCOMPARE(planned.size(), 5);
        for (const char *key : {"action", "service", "staff", "segment", "state", "detail"})
            QVERIFY2(planned.first().toObject().contains(QLatin1String(key)), key);
        QCOMPARE(run("event-maps plan --only cut/robin").value(u"steps").toArray().size(), 1);
        const QJsonArray done = run("event-maps apply --only cut/robin").value(u"steps").toArray();
        QCOMPARE(m_exit, 0);
        QCOMPARE(done.first().toObject().value(u"state").toString(), QStringLiteral("done"));
        QCOMPARE(run("review list").value(u"items").toArray().size(), 1); // the perm still waits
        QCOMPARE(run("event-maps apply").value(u"steps").toArray().size(), 4);
        QCOMPARE(m_exit, 0);
        QCOMPARE(run("sync status").value(u"pending").toInt(), 4);
        QVERIFY(run("event-maps apply").value(u"steps").toArray().isEmpty());
        const QJsonObject counts = run("event-maps audit --remote").value(u"counts").toObject();
        QCOMPARE(m_exit, 0);
        QCOMPARE(counts.value(u"ok").toInt(), counts.value(u"required").toInt());
        // Proved by a booking, a look and a cancel; nothing of it is in the book or in a figure.
        const QJsonArray proof = run("event-maps test perm/robin").value(u"segments").toArray();
        QCOMPARE(m_exit, 0);
        QCOMPARE(proof.size(), 4);
        for (const QJsonValue &part : proof)
            for (const char *step : {"booked", "seen", "cancelled"})
                QVERIFY2(part[QLatin1String(step)].toBool(), step);
        QVERIFY(m_scene->remoteBookings().isEmpty());
        QCOMPARE(run("appointments list").value(u"appointments").toArray().size(), 1);
        qputenv("SALONDESK_CALCOM_API_KEY", "nobody's");
        QCOMPARE(run("event-maps test cut/robin").value(u"segments").toArray().size(), 1);
        QCOMPARE(m_exit, 1);
        run("event-maps audit --remote");
        QCOMPARE(m_exit, 5);
        Query journal(*m_scene->connection, "SELECT COUNT(*) FROM journal WHERE action = 'event_map' AND who = 'ctl'");
        QVERIFY(journal.fetch().value_or(false));
        QCOMPARE(journal.integer(0), 5);
    }

    /// For every mapped person: a key that would show a booking of theirs, or whose is missing.
    void theAuditProvesThatBookingsWouldBeSeen()
    {
        auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
        VERIFY_DONE(tx);
        VERIFY_DONE(SettingTable::set(*tx, QStringLiteral("key_sight"), QStringLiteral("{}")));
        VERIFY_DONE(tx->commit());
        sandbox::EventType robins = m_scene->sandbox->world().event_types.first();
        robins.id += 5000;
        robins.owner = *m_scene->catalogue.member(QStringLiteral("robin"))->calcom_user_id;
        m_scene->sandbox->world().event_types.append(robins);
        EventLoopExecutor executor;
        NetworkTransport webhooks;
        SandboxServer server(*m_scene->sandbox, webhooks, executor);
        const auto port = server.listen(QHostAddress::LocalHost, 0);
        QVERIFY(port.has_value());
        qputenv("SALONDESK_CALCOM_BASE_URL", "http://127.0.0.1:" + QByteArray::number(*port) + "/v2");
        const auto forget = qScopeGuard([] {
            qunsetenv("SALONDESK_CALCOM_BASE_URL");
            qunsetenv("SALONDESK_CALCOM_API_KEY");
        });
        qputenv("SALONDESK_CALCOM_API_KEY", "cal_test_staff_robin"); // lists Robin's types alone
        QJsonObject mia = run("event-maps audit --remote").value(u"sight").toArray().first().toObject();
        QCOMPARE(mia.value(u"staff").toString(), QStringLiteral("mia"));
        QCOMPARE(mia.value(u"state").toString(), QStringLiteral("fail"));
        QVERIFY(mia.value(u"remedy").toString().contains(QStringLiteral("a key of mia's own account")));
        QCOMPARE(m_exit, 1);
        qputenv("SALONDESK_CALCOM_API_KEY", "cal_test_salon");
        mia = run("event-maps audit --remote").value(u"sight").toArray().first().toObject();
        QCOMPARE(mia.value(u"state").toString(), QStringLiteral("ok"));
    }

    void theOutboxIsCountedPausedAndResumed()
    {
        const QJsonObject status = run("sync status");
        QCOMPARE(status.value(u"review").toInt(), 4);
        QCOMPARE(status.value(u"pending").toInt(), 0);
        QCOMPARE(status.value(u"paused").toBool(), false);
        QVERIFY(status.value(u"oldest_due").isNull());
        QCOMPARE(run("sync pause").value(u"paused").toBool(), true);
        QCOMPARE(run("sync resume").value(u"paused").toBool(), false);
    }

    void aReviewIsShownRetriedAndSettled()
    {
        const QJsonObject item = run("review list").value(u"items").toArray().first().toObject();
        for (const char *key : {"id", "appointment_id", "cause", "summary", "suggested_action", "deadline", "state",
                                "opened_at", "owner", "again", "group"})
            QVERIFY2(item.contains(QLatin1String(key)), key);
        QCOMPARE(item.value(u"cause").toString(), QStringLiteral("missing_event_map"));
        QCOMPARE(item.value(u"deadline").toString(), QStringLiteral("2025-11-26T10:00:00+01:00"));
        const QJsonObject shown = run("review show 1").value(u"items").toArray().first().toObject();
        QCOMPARE(shown.value(u"here").toObject().value(u"service").toString(), QStringLiteral("perm"));
        QCOMPARE(shown.value(u"calcom").toArray().size(), 4);
        QVERIFY(shown.contains(u"told"));
        run("review retry 1");
        QCOMPARE(m_exit, 0);
        QCOMPARE(run("sync status").value(u"pending").toInt(), 4);
        run("review settle 1 --reason done");
        QCOMPARE(m_exit, 0);
        QVERIFY(run("review list").value(u"items").toArray().isEmpty());
        run("review retry 1");
        QCOMPARE(m_exit, 6);
        run("review undo 1");
        run("review assign 1 --to Anna");
        run("review ignore 1");
        run("review undo 1");
        const QJsonObject back = run("review list").value(u"items").toArray().first().toObject();
        QCOMPARE(back.value(u"state").toString(), QStringLiteral("open"));
        QCOMPARE(back.value(u"owner").toString(), QStringLiteral("Anna"));
        run("review undo 1");
        run("review undo 1");
        QCOMPARE(m_exit, 6); // what was done before was settled and taken back already
    }

    void aReviewShowsWhatTheSendWasAnswered()
    {
        const AppointmentId id = m_scene->book(QStringLiteral("perm"), QStringLiteral("mia"), 14);
        QVERIFY(m_scene->sandbox->setFaults(
            R"([{"match":{"method":"POST","path":"/v2/bookings","metadata":{"salondesk_phase":"B"}},)"
            R"("effect":{"status":400,"message":"Invalid event length"}}])"));
        m_scene->startWorker();
        m_scene->runUntilSettled();
        m_scene->killWorker();
        const QJsonArray items = run("review list").value(u"items").toArray();
        QCOMPARE(items.size(), 2);
        const int review = items.last().toObject().value(u"id").toInt();
        const QJsonObject shown =
            run(QStringLiteral("review show %1").arg(review)).value(u"items").toArray().first().toObject();
        QJsonArray of_b;
        for (const QJsonValue &exchange : shown.value(u"calcom").toArray())
            if (exchange.toObject().value(u"phase").toString() == u"B")
                of_b.append(exchange);
        QCOMPARE(of_b.size(), 2);
        QCOMPARE(of_b.at(0).toObject().value(u"operation").toString(), QStringLiteral("create"));
        QCOMPARE(of_b.at(0).toObject().value(u"http_status").toInt(), 400);
        QVERIFY(of_b.at(0).toObject().value(u"error").toString().contains(u"Invalid event length"));
        QCOMPARE(of_b.at(1).toObject().value(u"operation").toString(), QStringLiteral("verify"));
        QCOMPARE(shown.value(u"here").toObject().value(u"sync_status").toString(), QStringLiteral("partial"));
        const QJsonObject book = run(QStringLiteral("appointments show %1").arg(id.value));
        QCOMPARE(book.value(u"sync_status").toString(), QStringLiteral("partial"));
    }

    void mapsAreAuditedSetAndTakenAway()
    {
        const auto missing = [this] {
            return run("event-maps audit").value(u"counts").toObject().value(u"missing").toInt();
        };
        QCOMPARE(missing(), 5);
        run("event-maps set --service cut --staff robin --segment A --event-type 700999");
        QCOMPARE(m_exit, 0);
        QCOMPARE(missing(), 4);
        run("event-maps set --service cut --staff robin --segment A --clear");
        QCOMPARE(missing(), 5);
        run("event-maps disable cut/robin");
        QCOMPARE(m_exit, 0);
        Capability own = *m_scene->catalogue.capability(StaffId{2}, ServiceId{2});
        own.primary = true;
        own.minutes = {{QStringLiteral("A"), 55}};
        auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
        QVERIFY(CatalogueTable::saveCapability(*tx, own).has_value());
        QVERIFY(tx->commit().has_value());
        run("event-maps disable perm/robin");
        QCOMPARE(missing(), 0);
        QCOMPARE(m_exit, 0);
        run("event-maps disable perm/robin");
        QCOMPARE(m_exit, 3);
        run("event-maps disable perm/robin --undo");
        QCOMPARE(m_exit, 0);
        QCOMPARE(missing(), 4);
        QCOMPARE(*CatalogueTable::load(*m_scene->connection)->capability(own.staff, own.service), own);
    }
};

QTEST_GUILESS_MAIN(TestSyncCommands)
#include "tst_synccommands.moc"
