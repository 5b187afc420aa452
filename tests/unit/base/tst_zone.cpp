// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/zone.h"

#include <QTest>
#include <random>

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

    void aDayBeginsWhenItsDateIsFirstShown_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QDate>("date");
        QTest::addColumn<QString>("begin");
        QTest::addColumn<int>("hours");
        const auto row = [](const char *zone, QDate date, const char *begin, int hours) {
            QTest::addRow("%s %s", zone, qPrintable(date.toString(Qt::ISODate)))
                << QString::fromLatin1(zone) << date << QString::fromLatin1(begin) << hours;
        };
        row("Europe/Berlin", {2026, 10, 25}, "2026-10-25T00:00:00+02:00", 25);
        row("Pacific/Chatham", {2026, 9, 27}, "2026-09-27T00:00:00+12:45", 23);
        row("Pacific/Chatham", {2026, 4, 5}, "2026-04-05T00:00:00+13:45", 25);
        row("America/St_Johns", {2026, 3, 8}, "2026-03-08T00:00:00-03:30", 23);
        row("America/St_Johns", {2026, 11, 1}, "2026-11-01T00:00:00-02:30", 25);
        row("America/Santiago", {2026, 9, 6}, "2026-09-06T01:00:00-03:00", 23); // no midnight
        row("America/Santiago", {2026, 4, 4}, "2026-04-04T00:00:00-03:00", 25); // eleven at night twice
        row("Atlantic/Azores", {2026, 10, 25}, "2026-10-25T00:00:00Z", 25);     // midnight twice
        row("Atlantic/Azores", {2026, 10, 24}, "2026-10-24T00:00:00Z", 24);
        row("America/Havana", {2025, 11, 2}, "2025-11-02T00:00:00-04:00", 25); // a year that is over: laws change
    }

    void aDayBeginsWhenItsDateIsFirstShown()
    {
        QFETCH(QString, zone);
        QFETCH(QDate, date);
        QFETCH(QString, begin);
        QFETCH(int, hours);
        const Zone local(zone);
        const TimeRange day = local.day(date);
        QCOMPARE(local.iso(day.begin), begin);
        QCOMPARE(day.length(), milliseconds(std::chrono::hours(hours)));
        QCOMPARE(local.dateOf(day.begin), date);
        QCOMPARE(local.dateOf(day.begin - milliseconds(1)), date.addDays(-1));
        QCOMPARE(local.dateOf(day.end - milliseconds(1)), date);
    }

    void saysWhichOfTwoItIs_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("iso");
        QTest::addColumn<int>("side"); // 0 = it comes once
        QTest::addColumn<QString>("clock");
        const auto row = [](const char *zone, const char *iso, int side, const char *clock) {
            QTest::newRow(iso) << QString::fromLatin1(zone) << QString::fromLatin1(iso) << side
                               << QString::fromLatin1(clock);
        };
        row("Europe/Berlin", "2026-10-25T01:55:00+02:00", 0, "01:55");
        row("Europe/Berlin", "2026-10-25T02:00:00+02:00", 1, "02:00 (+02:00)");
        row("Europe/Berlin", "2026-10-25T02:55:00+02:00", 1, "02:55 (+02:00)");
        row("Europe/Berlin", "2026-10-25T02:00:00+01:00", 2, "02:00 (+01:00)");
        row("Europe/Berlin", "2026-10-25T03:00:00+01:00", 0, "03:00");
        row("Europe/Berlin", "2026-03-29T03:00:00+02:00", 0, "03:00");
        row("Pacific/Chatham", "2026-04-05T02:45:00+13:45", 1, "02:45 (+13:45)");
        row("Pacific/Chatham", "2026-04-05T03:40:00+12:45", 2, "03:40 (+12:45)");
        row("Pacific/Chatham", "2026-04-05T03:45:00+12:45", 0, "03:45");
        row("America/St_Johns", "2026-11-01T01:30:00-02:30", 1, "01:30 (-02:30)");
        row("America/St_Johns", "2026-11-01T01:30:00-03:30", 2, "01:30 (-03:30)");
        row("Australia/Lord_Howe", "2026-04-05T01:45:00+11:00", 1, "01:45 (+11:00)"); // half an hour
        row("Europe/Berlin", "2028-02-29T10:00:00+01:00", 0, "10:00");
    }

    void saysWhichOfTwoItIs()
    {
        QFETCH(QString, zone);
        QFETCH(QString, iso);
        QFETCH(int, side);
        QFETCH(QString, clock);
        const Zone local(zone);
        const Instant at = local.parseIso(iso).value();
        const auto found = local.sideOf(at);
        QCOMPARE(!found ? 0 : *found == AutumnSide::First ? 1 : 2, side);
        QCOMPARE(local.clock(at), clock);
        if (side != 2)
            QCOMPARE(local.parseIso(iso.left(16)).value(), at); // what is not stated is the first
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
        QTest::newRow("end of the day") << "2025-11-25T24:00" << qint64(-1);
        QTest::newRow("end of the day with its offset") << "2025-11-25T24:00:00+01:00" << qint64(-1);
        QTest::newRow("no such day") << "2025-02-30T10:00" << qint64(-1);
        QTest::newRow("words") << "morgen" << qint64(-1);
        QTest::newRow("empty") << "" << qint64(-1);
        QTest::newRow("offset of a day") << "2025-11-25T09:30:00+24:00" << qint64(-1);
        QTest::newRow("offset of 60 minutes") << "2025-11-25T09:30:00+01:60" << qint64(-1);
        QTest::newRow("trailing text") << "2025-11-25T09:30:00Z;" << qint64(-1);
    }

    void readsInstants()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto at = Zone(QStringLiteral("Europe/Berlin")).parseIso(text);
        QCOMPARE(at ? at->ms() : qint64(-1), ms);
    }

    /// What is kept of a zone's rules says the same as the rules, in whatever order the wall clocks are read.
    void theWallIsThatOfTheRules()
    {
        const QList<QByteArray> names{"Europe/Berlin",
                                      "Pacific/Chatham",
                                      "America/St_Johns",
                                      "America/Sao_Paulo",
                                      "Asia/Gaza",
                                      "Australia/Lord_Howe",
                                      "UTC"};
        const qint64 begin_ms = QDateTime(QDate(2024, 1, 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
        const qint64 end_ms = QDateTime(QDate(2045, 1, 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
        std::mt19937_64 order(1);
        qint64 at_ms = begin_ms;
        for (int i = 0; i < 100'000; ++i) {
            const QByteArray &name = names[i / 100 % names.size()];
            const bool near = i % 100 > 0 && i % 3 > 0;
            at_ms =
                near ? at_ms + qint64(order() % 7'200'000) : begin_ms + qint64(order() % quint64(end_ms - begin_ms));
            const QDateTime by_the_rules = QDateTime::fromMSecsSinceEpoch(at_ms, QTimeZone(name));
            const Zone zone(QString::fromLatin1(name));
            QCOMPARE(zone.dateOf(Instant::fromMs(at_ms)), by_the_rules.date());
            QCOMPARE(zone.timeOf(Instant::fromMs(at_ms)), by_the_rules.time());
        }
        const QTimeZone berlin("Europe/Berlin");
        for (const auto &change :
             berlin.transitions(QDateTime(QDate(2024, 1, 1), QTime(0, 0)), QDateTime(QDate(2036, 1, 1), QTime(0, 0))))
            for (const int beside_ms : {-1, 0, 1, -1}) {
                const qint64 at_ms = change.atUtc.toMSecsSinceEpoch() + beside_ms;
                QCOMPARE(Zone(QStringLiteral("Europe/Berlin")).timeOf(Instant::fromMs(at_ms)),
                         QDateTime::fromMSecsSinceEpoch(at_ms, berlin).time());
            }
    }

    void whatIsNoZoneIsNotValid()
    {
        for (const char *name : {"Europe/Atlantis", "Europe", "America/Argentina", "Berlin", "MEZ", "CET", "CET5",
                                 "UTC+00:07", "europe/berlin", " ", ""})
            QVERIFY2(!Zone(QString::fromLatin1(name)).isValid(), name);
        for (const char *name : {"Europe/Berlin", "UTC", "Etc/GMT+5", "UTC+05:45", "Pacific/Chatham"})
            QVERIFY2(Zone(QString::fromLatin1(name)).isValid(), name);
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
