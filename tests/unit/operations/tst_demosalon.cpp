// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/demohistory.h"
#include "core/operations/demosalon.h"
#include "core/operations/truthcheck.h"

#include "core/engine/deskreads.h"
#include "core/engine/reviewreads.h"
#include "core/metrics/figurereader.h"
#include "core/salonfile/salonimport.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/migrations.h"
#include "core/storage/reviewtable.h"
#include "tests/support/manualexecutor.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace salon::test
{

class TestDemoSalon : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_files = 0;
    ManualClock m_clock;
    SeededRandom m_random{5};

    std::unique_ptr<Connection> filled(QDate day)
    {
        const Zone zone(u"Europe/Berlin"_s);
        m_clock.set(zone.startOfDay(day) + DemoSalon::kClockStarts);
        const DatabaseUrl url = DatabaseUrl::sqlite(m_folder.filePath(u"%1.db"_s.arg(++m_files)));
        if (!Migrations(m_clock).apply(url))
            return nullptr;
        auto connection = Connection::open(url);
        const Result<QByteArray> file = DemoSalon::file(day);
        if (!connection || !file)
            return nullptr;
        const auto imported = SalonImport::run(**connection, m_clock, m_random, *file, false);
        if (!imported)
            qWarning("%s", qPrintable(imported.error().detail));
        return imported ? std::move(*connection) : nullptr;
    }

private Q_SLOTS:
    void dayIsTheLastOpenWeekday_data()
    {
        QTest::addColumn<QDate>("today");
        QTest::addColumn<QDate>("day");
        QTest::newRow("Wednesday") << QDate(2026, 11, 18) << QDate(2026, 11, 18);
        QTest::newRow("Friday") << QDate(2026, 11, 20) << QDate(2026, 11, 20);
        QTest::newRow("Saturday") << QDate(2026, 11, 21) << QDate(2026, 11, 20);
        QTest::newRow("Sunday") << QDate(2026, 11, 22) << QDate(2026, 11, 20);
        QTest::newRow("Monday, closed") << QDate(2026, 11, 23) << QDate(2026, 11, 20);
        QTest::newRow("Tuesday") << QDate(2026, 11, 24) << QDate(2026, 11, 24);
    }

    void dayIsTheLastOpenWeekday()
    {
        QFETCH(QDate, today);
        QTEST(DemoSalon::dayFor(today), "day");
    }

    void importsOnEveryWeekdayAndAcrossClockChanges_data()
    {
        QTest::addColumn<QDate>("day");
        for (const QDate day : {QDate(2026, 11, 17), QDate(2026, 11, 18), QDate(2026, 11, 19), QDate(2026, 11, 20),
                                QDate(2026, 3, 27), QDate(2026, 10, 23), QDate(2024, 2, 29)})
            QTest::newRow(qPrintable(day.toString(Qt::ISODate))) << day;
    }

    void importsOnEveryWeekdayAndAcrossClockChanges()
    {
        QFETCH(QDate, day);
        const auto connection = filled(day);
        QVERIFY(connection);
        const Zone zone(u"Europe/Berlin"_s);
        AppointmentFilter filter;
        filter.not_before = zone.day(day).begin;
        filter.before = zone.day(day).end;
        const auto listed = AppointmentTable::list(*connection, filter);
        QVERIFY(listed);
        QVERIFY2(listed->size() >= 18, qPrintable(QString::number(listed->size())));
        QSet<int> starts;
        for (const Appointment &one : *listed)
            starts.insert(zone.timeOf(one.span.begin).hour());
        QVERIFY(starts.contains(9) && starts.contains(13));
    }

    void historyFillsTheCharts()
    {
        const QDate day(2026, 11, 18);
        const auto connection = filled(day);
        QVERIFY(connection);
        const Result<void> written = DemoHistory::write(*connection, m_random, day);
        QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
        const Zone zone(u"Europe/Berlin"_s);
        const auto figures = FigureReader::read(*connection, zone, m_clock.now(), DemoHistory::kDays);
        QVERIFY(figures);
        const PeriodFigures &totals = figures->totals;
        QVERIFY2(totals.sync.created > 100, qPrintable(QString::number(totals.sync.created)));
        QVERIFY(totals.sync.syncSuccessRate().value_or(0) > 0.9);
        QVERIFY(totals.verifications.recovered > 3);
        QVERIFY(totals.reviews.opened > 2);
        QCOMPARE(totals.reviews.open, 2);
        QVERIFY(totals.missingMapRefusals() > 3);
        QVERIFY(figures->functions.size() >= 3);
        const PeriodFigures &today = figures->days.last().figures;
        QCOMPARE(figures->days.last().date, day);
        QVERIFY2(today.sync.created > 10, qPrintable(QString::number(today.sync.created)));
        QVERIFY(today.sync.syncSuccessRate().value_or(0) > 0.9);
        QVERIFY(totals.sync_latency.p50_ms.value_or(0) > 0);
        const auto live = ReviewTable::live(*connection, m_clock.now());
        QVERIFY(live);
        QCOMPARE(live->size(), 2);
        const auto detail = ReviewReads::detail(*connection, m_clock.now(), live->first().id);
        QVERIFY(detail);
        QCOMPARE(detail->review.appointment.appointment.source, Source::Phone);
        QVERIFY(detail->told.startsWith(u"Ihr Termin ist gebucht"_s));
    }

    /// What its callers were told is what its book and its mirror say.
    void historyIsTrue()
    {
        const QDate day(2026, 11, 18);
        const auto connection = filled(day);
        QVERIFY(connection);
        QVERIFY(DemoHistory::write(*connection, m_random, day).has_value());
        int checked = 0;
        for (Result<int> now = 1; *now > 0; checked += *now) {
            now = TruthCheck::runDue(*connection, m_clock);
            QVERIFY(now.has_value());
        }
        QVERIFY2(checked > 100, qPrintable(QString::number(checked)));
        const auto live = ReviewTable::live(*connection, m_clock.now());
        for (const ReviewItem &item : *live)
            QVERIFY2(item.cause != ReviewCause::ToldDiffers, QJsonDocument(item.evidence).toJson().constData());
    }
};

} // namespace salon::test

QTEST_GUILESS_MAIN(salon::test::TestDemoSalon)
#include "tst_demosalon.moc"
