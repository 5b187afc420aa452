// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultloop.h"
#include "tests/support/syncscene.h"

using namespace salon;
using namespace salon::test;

/// Whatever access to the database fails while the mirror works: at the end each busy phase has exactly one booking at
/// Cal.com, and the book says so.
class TestSyncFaults : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        SyncScene(*m_database).mapEverythingFor(QStringLiteral("robin"));
    }

    void mirroring_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("service");
        QTest::addColumn<QByteArray>("effect"); // of the first POST of the operation
        for (const char *operation : {"create", "cancel", "move", "reassign"}) {
            QTest::addRow("%s", operation) << QString::fromLatin1(operation) << QStringLiteral("perm") << QByteArray();
            QTest::addRow("%s, done, then 400", operation)
                << QString::fromLatin1(operation) << QStringLiteral("cut")
                << QByteArray(R"({"commit_then_status":400,"message":"Bad request"})");
        }
    }
    void mirroring()
    {
        QFETCH(QString, operation);
        QFETCH(QString, service);
        QFETCH(QByteArray, effect);
        const QString expected = play(nullptr, operation, service, effect);
        const int parts = service == u"perm" ? 4 : 1;
        QCOMPARE(expected.count(QStringLiteral(" synced ")), parts);
        const int bookings = operation == u"cancel" ? 0 : parts;
        QVERIFY2(expected.contains(QStringLiteral("%1 bookings, 0 reviews").arg(bookings)), qPrintable(expected));
        const int met = forEachFault(m_database->url().engine, [&](FaultPlan &plan) {
            QCOMPARE(play(&plan, operation, service, effect), expected);
        });
        QVERIFY2(met > 20, qPrintable(QString::number(met)));
    }

private:
    /// From the operation on the database fails by plan, for the worker alone.
    QString play(FaultPlan *plan, const QString &operation, const QString &service, const QByteArray &effect)
    {
        SyncScene scene(*m_database);
        const AppointmentId id = scene.book(service, QStringLiteral("mia"), 10);
        if (operation != u"create") {
            scene.startWorker();
            scene.runUntilSettled();
            scene.killWorker();
        }
        if (operation == u"cancel")
            scene.cancel(id);
        else if (operation != u"create")
            scene.moveTo(id, scene.at(14), operation == u"reassign" ? QStringLiteral("robin") : QString());
        if (!effect.isEmpty() &&
            !scene.sandbox->setFaults(R"([{"match":{"method":"POST","nth":1},"effect":)" + effect + "}]"))
            qFatal("the sandbox does not know this effect");
        scene.breakBy(plan);
        scene.startWorker();
        scene.runUntilSettled();
        return scene.endState(id);
    }
};

QTEST_GUILESS_MAIN(TestSyncFaults)
#include "tst_syncfaults.moc"
