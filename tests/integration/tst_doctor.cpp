// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/doctor.h"
#include "core/storage/calendartable.h"
#include "core/storage/leasetable.h"
#include "core/storage/query.h"
#include "core/storage/settingtable.h"
#include "core/sync/syncswitch.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

/// Each check in order, and out of it; on both databases.
class TestDoctor : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<SyncScene> m_scene;
    Secrets m_secrets;

    QList<HealthCheck> examine() const
    {
        const auto checks = Doctor::examine(*m_scene->connection, m_scene->clock, {m_secrets, m_scene->settings});
        if (!checks)
            qFatal("%s", qPrintable(checks.error().detail));
        for (const HealthCheck &check : *checks)
            if ((check.state == CheckState::Ok) != check.remedy.isEmpty())
                qFatal("%s: a remedy where none is needed, or none", qPrintable(check.name));
        return *checks;
    }
    HealthCheck check(const char *name) const
    {
        const QList<HealthCheck> checks = examine();
        for (const HealthCheck &one : checks)
            if (one.name == QLatin1String(name))
                return one;
        return {QStringLiteral("none"), CheckState::Fail, {}, {}};
    }
    QString state(const char *name) const { return word(check(name).state); }
    void write(const std::function<Result<void>(Transaction &)> &work) const
    {
        auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
        VERIFY_DONE(tx);
        VERIFY_DONE(work(*tx));
        VERIFY_DONE(tx->commit());
    }
    void run(const char *sql) const
    {
        write([sql](Transaction &tx) {
            tx.changed("event_maps", 0); // the catalogue is read again
            return Query(tx, sql).exec();
        });
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_scene = std::make_unique<SyncScene>(*m_database);
        m_secrets = {};
        m_secrets.retell_webhook_keys = QStringList{QStringLiteral("key_x")};
        m_secrets.calcom_webhook_secrets = QStringList{QStringLiteral("s")};
    }
    void cleanup()
    {
        m_scene.reset();
        m_database.reset();
    }

    void theBook()
    {
        QCOMPARE(state("salon"), QStringLiteral("ok"));
        run("DELETE FROM event_maps");
        run("DELETE FROM capabilities");
        run("DELETE FROM services");
        QCOMPARE(state("salon"), QStringLiteral("fail"));
    }

    void thePhone()
    {
        QCOMPARE(state("phone"), QStringLiteral("warn")); // nobody answers
        const auto now = m_scene->connection->databaseNow();
        VERIFY_DONE(now);
        write([&](Transaction &tx) -> Result<void> {
            const auto held =
                LeaseTable::acquire(tx, {QStringLiteral("listener"), QStringLiteral("me"), {}, *now + 4s}, *now);
            return held ? Result<void>() : Result<void>(held.error());
        });
        QCOMPARE(state("phone"), QStringLiteral("ok"));
        m_secrets.retell_webhook_keys.clear();
        QCOMPARE(state("phone"), QStringLiteral("fail"));
    }

    void webhooks()
    {
        QCOMPARE(state("webhooks"), QStringLiteral("ok"));
        m_secrets.calcom_webhook_secrets.clear();
        QCOMPARE(state("webhooks"), QStringLiteral("warn"));
    }

    void sync()
    {
        QCOMPARE(state("sync"), QStringLiteral("ok"));
        m_scene->book(QStringLiteral("cut"), QStringLiteral("mia"), 12);
        QCOMPARE(state("sync"), QStringLiteral("ok"));
        m_scene->clock.advance(2h);
        QVERIFY(check("sync").text.startsWith(QStringLiteral("an operation has waited since 2025-11-25T09:00")));
        write([](Transaction &tx) { return SyncHealth::write(tx, {.circuit = CircuitState::Offline}); });
        QVERIFY(check("sync").text.startsWith(QStringLiteral("Cal.com is away")));
        write([](Transaction &tx) { return SyncSwitch::setPaused(tx, true, QStringLiteral("test")); });
        QVERIFY(check("sync").text.startsWith(QStringLiteral("sync is paused: 1 ")));
        m_scene->settings.salon_key.clear();
        QCOMPARE(state("sync"), QStringLiteral("fail"));
    }

    void theClock()
    {
        QCOMPARE(state("clock"), QStringLiteral("ok"));
        write([](Transaction &tx) { return SyncHealth::write(tx, {.clock_ahead = milliseconds(90s)}); });
        QCOMPARE(state("clock"), QStringLiteral("fail"));
    }

    void theMirror()
    {
        QCOMPARE(state("mirror"), QStringLiteral("warn"));
        m_scene->startWorker();
        m_scene->startReconciler();
        m_scene->runFor(5s);
        QCOMPARE(state("mirror"), QStringLiteral("ok"));
        m_scene->killWorker();
        m_scene->clock.advance(4h);
        QVERIFY(check("mirror").text.startsWith(QStringLiteral("last compared")));
        write([this](Transaction &tx) {
            MirrorStatus status;
            status.state = MirrorState::Drift;
            status.compared = m_scene->clock.now();
            status.differences.insert(QStringLiteral("moved"), 2);
            return MirrorStatus::write(tx, status);
        });
        QVERIFY(check("mirror").text.endsWith(QStringLiteral("2 differences")));
    }

    void eventMaps()
    {
        const HealthCheck maps = check("event_maps"); // Robin has none: one busy part of the cut, four of the perm
        QCOMPARE(word(maps.state), QStringLiteral("warn"));
        QCOMPARE(maps.text, QStringLiteral("5 event maps are missing for 2 pairs"));
        run("DELETE FROM capabilities WHERE staff = (SELECT id FROM staff WHERE key = 'robin')");
        QCOMPARE(state("event_maps"), QStringLiteral("ok"));
    }

    /// For every mapped person: which key shows a booking of theirs, or which one is missing.
    void sight()
    {
        QCOMPARE(state("sight/mia"), QStringLiteral("ok"));
        QCOMPARE(check("sight/robin").name, QStringLiteral("none")); // not mapped, so not mirrored
        write([](Transaction &tx) { return SettingTable::set(tx, QStringLiteral("key_sight"), QStringLiteral("{}")); });
        const HealthCheck blind = check("sight/mia");
        QCOMPARE(word(blind.state), QStringLiteral("fail"));
        QVERIFY(blind.text.startsWith(QStringLiteral("the key \"salon\" was not seen to show the bookings of mia")));
        QVERIFY(blind.remedy.startsWith(QStringLiteral("give Salondesk a key of mia's own account")));
        m_scene->settings.staff_keys.insert(QStringLiteral("mia"), "cal_test_staff_mia");
        m_scene->startWorker();
        m_scene->startReconciler();
        m_scene->runFor(5s);
        QVERIFY(check("sight/mia").text.startsWith(QStringLiteral("the key \"staff mia\" shows")));
        m_scene->settings.staff_keys = {{QStringLiteral("robin"), "cal_test_staff_robin"}};
        m_scene->settings.salon_key.clear();
        QVERIFY(check("sight/mia").text.startsWith(QStringLiteral("there is no key for mia")));
    }

    void calendars()
    {
        const StaffId mia = m_scene->catalogue.member(QStringLiteral("mia"))->id;
        const Instant now = m_scene->clock.now();
        write([&](Transaction &tx) { return CalendarTable::note(tx, {mia, now, now, 2, {}}); });
        QCOMPARE(state("calendars/mia"), QStringLiteral("ok"));
        m_scene->clock.advance(3h);
        write([&](Transaction &tx) {
            return CalendarTable::note(tx, {mia, now + 3h, std::nullopt, 0, QStringLiteral("500 down")});
        });
        const HealthCheck old = check("calendars/mia");
        QCOMPARE(word(old.state), QStringLiteral("warn"));
        QVERIFY2(old.text.contains(QStringLiteral("2025-11-25T09:00")) && old.text.contains(QStringLiteral("500 down")),
                 qPrintable(old.text));
    }

    void noSecretIsNamed()
    {
        m_secrets.retell_webhook_keys = QStringList{QStringLiteral("key_topsecret")};
        m_scene->settings.salon_key = "cal_topsecret";
        for (const HealthCheck &check : examine())
            QVERIFY(!check.text.contains(QStringLiteral("topsecret")) &&
                    !check.remedy.contains(QStringLiteral("topsecret")));
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
