// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingdesk.h"
#include "core/sandbox/sandbox.h"
#include "core/sandbox/seed.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/outboxtable.h"
#include "core/sync/syncworker.h"
#include "tests/support/bookstate.h"
#include "tests/support/faultloop.h"
#include "tests/support/lindesalon.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/sandboxtransport.h"
#include "tests/support/syncscene.h"
#include "tests/support/throwawaydatabase.h"
#include "tests/support/verify.h"

#include <QTest>

using namespace salon;

/// Whatever access to the database fails while the mirror works: at the end each busy phase has exactly one booking at
/// Cal.com, and the book says so.
class TestSyncFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addEngines(); }
    void cleanup()
    {
        m_reader.reset();
        m_database.reset();
    }

    void mirroring_data()
    {
        QTest::addColumn<ServiceId>("service");
        QTest::addColumn<QByteArray>("faults");
        QTest::newRow("four phases") << test::kPerm << QByteArray("[]");
        QTest::newRow("committed, then 400")
            << test::kMensCut
            << QByteArray(R"([{"match":{"method":"POST","path":"/v2/bookings","nth":1},)"
                          R"("effect":{"commit_then_status":400,"message":"Bad request"}}])");
    }
    void mirroring()
    {
        QFETCH(ServiceId, service);
        QFETCH(QByteArray, faults);
        SALON_NEW_DATABASE(m_database);
        test::SeededRandom random(1);
        m_reader = m_database->open();
        test::storeLindeSalon(*m_reader, m_clock, random);
        const QString expected = play(nullptr, service, faults);
        QVERIFY(expected.contains(QStringLiteral("|synced|uid|")));
        QVERIFY2(!expected.contains(QStringLiteral("|pending|")) && !expected.contains(QStringLiteral("review")),
                 qPrintable(expected));
        const int met = test::forEachFault(m_database->url().engine, [&](FaultPlan &plan) {
            QCOMPARE(test::difference(play(&plan, service, faults), expected), QString());
        });
        QVERIFY2(met > 20, qPrintable(QString::number(met)));
    }

private:
    void book(Random &random, ServiceId service)
    {
        BookingDesk desk(m_clock, random);
        BookingRequest request;
        request.branch = test::kMitte;
        request.service = service;
        request.staff = test::kMia;
        request.start = test::at(m_salon, "2025-11-26 09:30");
        request.name = QStringLiteral("Lena Vogt");
        request.phone = QStringLiteral("+493023125777");
        request.actor = {QStringLiteral("desk"), Source::Desk};
        const auto booked = desk.book(*m_reader, request);
        VERIFY_DONE(booked);
        QVERIFY(booked->kind == BookingOutcome::Kind::Booked);
    }

    static bool isBusy(Connection &connection)
    {
        const auto counts = OutboxTable::counts(connection);
        return !counts || counts->pending + counts->sending + counts->verifying + counts->waiting > 0;
    }

    /// The whole run in one thread on a manual clock; the worker's connection follows the plan.
    QString play(FaultPlan *plan, ServiceId service, const QByteArray &faults)
    {
        m_clock.set(test::ManualClock().now());
        test::clearBook(*m_reader, m_clock);
        test::SeededRandom random(5);
        book(random, service);
        test::proveSight(*m_reader, m_clock);
        const auto catalogue = CatalogueTable::load(*m_reader);
        test::ManualExecutor executor(m_clock);
        Sandbox sandbox(m_clock, random, sandbox::worldOf(*catalogue));
        if (!sandbox.setFaults(faults))
            qFatal("the fault plan of the sandbox is wrong");
        test::SandboxTransport transport(sandbox, executor);
        SyncSettings settings;
        settings.base_url = QUrl(QStringLiteral("http://127.0.0.1:1/v2"));
        settings.salon_key = "cal_test_salon";
        Lane lane(QStringLiteral("write"), Lane::opener(m_database->url(), Purpose::ReadWrite, {}, plan), executor);
        SyncWorker worker(executor, m_clock, random, transport, lane, settings);
        worker.start();
        // The look-ups of one ambiguous answer take 22 seconds; an outcome that could not be stored is tried again.
        for (int second = 0; second < 300 && isBusy(*m_reader); ++second) {
            executor.runDue();
            m_clock.advance(std::chrono::seconds(1));
        }
        worker.stop();
        QStringList remote;
        for (const sandbox::Booking &booking : sandbox.world().bookings)
            remote << booking.status + QLatin1Char('|') +
                          booking.metadata.value(QLatin1String("salondesk_phase")).toString() + QLatin1Char('|') +
                          QString::number(booking.span.begin.ms());
        remote.sort();
        return test::bookState(*m_reader) + QLatin1String("\nremote ") + remote.join(QLatin1String("\nremote "));
    }

    test::ManualClock m_clock;
    Catalogue m_salon = test::lindeSalon();
    std::unique_ptr<test::ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_reader;
};

QTEST_GUILESS_MAIN(TestSyncFaults)
#include "tst_syncfaults.moc"
