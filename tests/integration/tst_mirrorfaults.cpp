// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/outboxtable.h"
#include "tests/support/syncscene.h"

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(salon::test::Trouble)

namespace
{

/// What the desk does with an appointment that Cal.com holds already.
const QList<QString> kChanges{QStringLiteral("cancel"), QStringLiteral("move"), QStringLiteral("reassign")};

} // namespace

/// Whatever happens to the i-th exchange, or to the process after its i-th step: in the end the book and Cal.com hold
/// the same, once. (tst_syncfaults does the same for database accesses.)
class TestMirrorFaults : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;

    static QString mirrored(SyncScene &scene, AppointmentId id)
    {
        scene.runUntilSettled();
        return scene.endState(id);
    }

    /// What an undisturbed run of this service ends with.
    QString undisturbed(const QString &service)
    {
        SyncScene scene(*m_database);
        const AppointmentId id = scene.book(service, QStringLiteral("mia"), 10);
        scene.startWorker();
        return mirrored(scene, id);
    }

    /// At Cal.com already, and then changed.
    static AppointmentId mirroredAndThen(SyncScene &scene, const QString &service, const QString &change)
    {
        const AppointmentId id = scene.book(service, QStringLiteral("mia"), 10);
        scene.startWorker();
        scene.runUntilSettled();
        if (change == u"cancel")
            scene.cancel(id);
        else
            scene.moveTo(id, scene.at(14), change == u"reassign" ? QStringLiteral("robin") : QString());
        scene.kick();
        return id;
    }

    static void rows()
    {
        QTest::addColumn<QString>("service");
        QTest::newRow("one phase") << QStringLiteral("cut");
        QTest::newRow("four phases") << QStringLiteral("perm");
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        SyncScene(*m_database).mapEverythingFor(QStringLiteral("robin"));
    }

    void theIthExchange_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<Trouble>("trouble");
        const QList<std::pair<const char *, Trouble>> troubles{
            {"no connection", Trouble::NoConnection},
            {"lost before", Trouble::LostBefore},
            {"lost after", Trouble::LostAfter},
            {"hangs, nothing done", Trouble::HangBefore},
            {"hangs, done", Trouble::HangAfter},
            {"done but 400", Trouble::DoneButAnswered400},
            {"done but 500", Trouble::DoneButAnswered500},
            {"500", Trouble::Refused500},
            {"502 page", Trouble::Html502},
            {"cut off", Trouble::CutOff},
        };
        for (const auto &[name, trouble] : troubles) {
            QTest::addRow("one phase, %s", name) << QStringLiteral("cut") << trouble;
            QTest::addRow("four phases, %s", name) << QStringLiteral("perm") << trouble;
        }
    }

    void theIthExchange()
    {
        QFETCH(QString, service);
        QFETCH(Trouble, trouble);
        const QString expected = undisturbed(service);
        QVERIFY(expected.contains(QStringLiteral("A synced 2025-11-26T09:00:00")));
        for (int i = 0;; ++i) {
            SyncScene scene(*m_database);
            const AppointmentId id = scene.book(service, QStringLiteral("mia"), 10);
            scene.transport->trouble(i, trouble);
            scene.startWorker();
            QCOMPARE(mirrored(scene, id), expected);
            if (!scene.transport->hasFired())
                break;
        }
    }

    /// The first create's answer is lost and then one more exchange gets into trouble: the look-ups themselves.
    void anExchangeOfTheVerification_data() { theIthExchange_data(); }
    void anExchangeOfTheVerification()
    {
        QFETCH(QString, service);
        QFETCH(Trouble, trouble);
        const QString expected = undisturbed(service);
        for (int i = 1;; ++i) {
            SyncScene scene(*m_database);
            const AppointmentId id = scene.book(service, QStringLiteral("mia"), 10);
            auto set = scene.sandbox->setFaults(R"([{"match":{"method":"POST","path":"/v2/bookings","nth":1},)"
                                                R"("effect":{"commit_then_status":500,"message":"x"}}])");
            QVERIFY(set);
            scene.transport->trouble(i, trouble);
            scene.startWorker();
            QCOMPARE(mirrored(scene, id), expected);
            if (!scene.transport->hasFired())
                break;
        }
    }

    void killedAfterTheIthStep_data() { rows(); }
    void killedAfterTheIthStep()
    {
        QFETCH(QString, service);
        const QString expected = undisturbed(service);
        int kills = 0;
        for (int i = 0;; ++i) {
            SyncScene scene(*m_database);
            const AppointmentId id = scene.book(service, QStringLiteral("mia"), 10);
            scene.startWorker();
            for (int step = 0; step < i; ++step)
                scene.executor.runOne();
            bool was_settled = true;
            for (const OutboxRow &row : scene.rows(id))
                was_settled = was_settled && row.state == OutboxState::Done;
            scene.killWorker();
            scene.startWorker();
            QCOMPARE(mirrored(scene, id), expected);
            if (was_settled)
                break;
            ++kills;
        }
        QVERIFY(kills > 3);
    }

    void theIthExchangeOfAReassignment_data() { theIthExchange_data(); }
    void theIthExchangeOfAReassignment()
    {
        QFETCH(QString, service);
        QFETCH(Trouble, trouble);
        QString expected;
        for (int i = -1;; ++i) { // the first one is left alone
            SyncScene scene(*m_database);
            const AppointmentId id = mirroredAndThen(scene, service, QStringLiteral("reassign"));
            scene.transport->trouble(i, trouble);
            const QString end = mirrored(scene, id);
            if (i < 0)
                expected = end;
            QCOMPARE(end, expected);
            QVERIFY(end.startsWith(QStringLiteral("A synced 2025-11-26T13:00:00.000Z A with 900")));
            QVERIFY(!end.contains(QStringLiteral("with 900101"))); // Mia no more
            QVERIFY(end.endsWith(QStringLiteral("0 reviews")));
            if (i >= 0 && !scene.transport->hasFired())
                break;
        }
    }

    void killedAfterTheIthStepOfAChange_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("change");
        for (const QString &change : kChanges) {
            QTest::addRow("%s, one phase", qPrintable(change)) << QStringLiteral("cut") << change;
            QTest::addRow("%s, four phases", qPrintable(change)) << QStringLiteral("perm") << change;
        }
    }
    void killedAfterTheIthStepOfAChange()
    {
        QFETCH(QString, service);
        QFETCH(QString, change);
        QString expected;
        int kills = 0;
        for (int i = -1;; ++i) { // the first one is left alone
            SyncScene scene(*m_database);
            const AppointmentId id = mirroredAndThen(scene, service, change);
            if (i < 0) {
                expected = mirrored(scene, id);
                QVERIFY(expected.endsWith(QStringLiteral("0 reviews")));
                continue;
            }
            for (int step = 0; step < i; ++step)
                scene.executor.runOne();
            bool was_settled = true;
            for (const OutboxRow &row : scene.rows(id))
                was_settled = was_settled && row.state == OutboxState::Done;
            scene.killWorker();
            scene.startWorker();
            QCOMPARE(mirrored(scene, id), expected);
            if (was_settled)
                break;
            ++kills;
        }
        QVERIFY(kills > 3);
    }
};

QTEST_GUILESS_MAIN(TestMirrorFaults)
#include "tst_mirrorfaults.moc"
