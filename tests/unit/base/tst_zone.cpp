// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/zone.h"

#include <QTest>

using namespace salon;

class TestZone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wallTimeToInstant_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QDate>("date");
        QTest::addColumn<QTime>("time");
        QTest::addColumn<bool>("second_hour");
        QTest::addColumn<QString>("iso"); // empty = this wall time does not exist
        const auto berlin = QStringLiteral("Europe/Berlin");
        QTest::newRow("winter") << berlin << QDate(2025, 11, 26) << QTime(14, 30) << false
                                << "2025-11-26T14:30:00+01:00";
        QTest::newRow("summer") << berlin << QDate(2026, 7, 1) << QTime(9, 0) << false << "2026-07-01T09:00:00+02:00";
        QTest::newRow("spring gap") << berlin << QDate(2026, 3, 29) << QTime(2, 30) << false << "";
        QTest::newRow("spring gap begins") << berlin << QDate(2026, 3, 29) << QTime(2, 0) << false << "";
        QTest::newRow("spring gap ends") << berlin << QDate(2026, 3, 29) << QTime(3, 0) << false
                                         << "2026-03-29T03:00:00+02:00";
        QTest::newRow("autumn first") << berlin << QDate(2026, 10, 25) << QTime(2, 30) << false
                                      << "2026-10-25T02:30:00+02:00";
        QTest::newRow("autumn second") << berlin << QDate(2026, 10, 25) << QTime(2, 30) << true
                                       << "2026-10-25T02:30:00+01:00";
        QTest::newRow("autumn after") << berlin << QDate(2026, 10, 25) << QTime(3, 0) << false
                                      << "2026-10-25T03:00:00+01:00";
        QTest::newRow("half-hour zone") << QStringLiteral("America/St_Johns") << QDate(2026, 1, 2) << QTime(10, 0)
                                        << false << "2026-01-02T10:00:00-03:30";
        QTest::newRow("quarter-hour zone") << QStringLiteral("Pacific/Chatham") << QDate(2026, 1, 2) << QTime(10, 0)
                                           << false << "2026-01-02T10:00:00+13:45";
        QTest::newRow("leap day") << berlin << QDate(2028, 2, 29) << QTime(10, 0) << false
                                  << "2028-02-29T10:00:00+01:00";
        QTest::newRow("no such day") << berlin << QDate(2027, 2, 29) << QTime(10, 0) << false << "";
    }

    void wallTimeToInstant()
    {
        QFETCH(QString, zone);
        QFETCH(QDate, date);
        QFETCH(QTime, time);
        QFETCH(bool, second_hour);
        QFETCH(QString, iso);
        const Zone local(zone);
        const auto at = local.toInstant(date, time, second_hour ? AutumnSide::Second : AutumnSide::First);
        QCOMPARE(at.has_value(), !iso.isEmpty());
        if (!at)
            return;
        QCOMPARE(local.iso(*at), iso);
        QCOMPARE(local.dateOf(*at), date);
        QCOMPARE(local.timeOf(*at), time);
        QCOMPARE(local.parseIso(iso).value(), *at);
    }

    void daysAreAsLongAsTheyAre()
    {
        const Zone berlin(QStringLiteral("Europe/Berlin"));
        QCOMPARE(berlin.day(QDate(2025, 11, 26)).length(), milliseconds(std::chrono::hours(24)));
        QCOMPARE(berlin.day(QDate(2026, 3, 29)).length(), milliseconds(std::chrono::hours(23)));
        QCOMPARE(berlin.day(QDate(2026, 10, 25)).length(), milliseconds(std::chrono::hours(25)));
    }

    void readsInstants_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms"); // -1 = refused
        QTest::newRow("offset") << "2025-11-25T09:30:00+01:00" << qint64(1'764'059'400'000);
        QTest::newRow("offset without colon") << "2025-11-25T09:30:00+0100" << qint64(1'764'059'400'000);
        QTest::newRow("utc") << "2025-11-25T08:30:00Z" << qint64(1'764'059'400'000);
        QTest::newRow("milliseconds") << "2025-11-25T08:30:00.250Z" << qint64(1'764'059'400'250);
        QTest::newRow("salon time") << "2025-11-25T09:30" << qint64(1'764'059'400'000);
        QTest::newRow("blank instead of T") << "2025-11-25 09:30" << qint64(1'764'059'400'000);
        QTest::newRow("west of Greenwich") << "2025-11-25T05:00:00-03:30" << qint64(1'764'059'400'000);
        QTest::newRow("date alone") << "2025-11-25" << qint64(-1);
        QTest::newRow("no such hour") << "2025-11-25T25:00" << qint64(-1);
        QTest::newRow("no such day") << "2025-02-30T10:00" << qint64(-1);
        QTest::newRow("words") << "morgen" << qint64(-1);
        QTest::newRow("empty") << "" << qint64(-1);
        QTest::newRow("trailing text") << "2025-11-25T09:30:00Z;" << qint64(-1);
    }

    void readsInstants()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto at = Zone(QStringLiteral("Europe/Berlin")).parseIso(text);
        QCOMPARE(at ? at->ms() : qint64(-1), ms);
    }

    void unknownZonesAreNotValid()
    {
        QVERIFY(!Zone(QStringLiteral("Europe/Atlantis")).isValid());
        QVERIFY(Zone(QStringLiteral("Europe/Berlin")).isValid());
    }

    void rangesAreHalfOpen()
    {
        const auto at = [](qint64 ms) { return Instant::fromMs(ms); };
        const TimeRange morning{at(10), at(20)};
        QVERIFY(!morning.overlaps({at(20), at(30)}));
        QVERIFY(!morning.overlaps({at(0), at(10)}));
        QVERIFY(morning.overlaps({at(19), at(30)}));
        QVERIFY(morning.contains(at(10)));
        QVERIFY(!morning.contains(at(20)));
        QVERIFY(morning.contains(TimeRange{at(10), at(20)}));
        QVERIFY(!morning.contains(TimeRange{at(10), at(21)}));
    }
};

QTEST_GUILESS_MAIN(TestZone)
#include "tst_zone.moc"
