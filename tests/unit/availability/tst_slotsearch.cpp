// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/daytimelines.h"
#include "core/availability/phaseplan.h"
#include "core/availability/slotsearch.h"
#include "tests/support/lindesalon.h"

#include <QTest>

using namespace salon;
using namespace salon::test;

class TestSlotSearch : public QObject
{
    Q_OBJECT

    Catalogue m_salon = lindeSalon();
    Diary m_diary;
    Instant m_now;

    QString printed(const QList<Offer> &offers) const
    {
        QStringList texts;
        for (const Offer &offer : offers)
            texts.append(offer.date.toString(QStringLiteral("dd. ")) + offer.time.toString(QStringLiteral("HH:mm ")) +
                         m_salon.member(offer.staff)->key);
        return texts.join(QStringLiteral(", "));
    }

    SlotWish wish(ServiceId service, StaffId staff = {}) const
    {
        return {.branch = kMitte, .service = service, .staff = staff};
    }

    void takeTheDay(StaffId staff, const char *from, const char *to)
    {
        m_diary.appointments.append({.id = {1000 + m_diary.appointments.size()},
                                     .branch = kMitte,
                                     .service = kMensCut,
                                     .staff = staff,
                                     .customer = {1},
                                     .span = {at(m_salon, from), at(m_salon, to)}});
    }

private Q_SLOTS:
    void init()
    {
        m_salon = lindeSalon();
        m_now = at(m_salon, "2025-11-25 09:30");
        m_diary = {.span = SlotSearch::days(m_salon.salon.zone, QDate(2025, 11, 1), 500)};
    }

    void offersTheDemoFilesDay()
    {
        m_diary.appointments = {
            booked(m_salon, kMensCut, kJon, "2025-11-26 10:00"), booked(m_salon, kPerm, kMia, "2025-11-26 10:00"),
            booked(m_salon, kBleaching, kJon, "2025-11-28 12:10"), booked(m_salon, kChildsCut, {}, "2025-11-29 09:00")};
        SlotSearch search(m_salon, m_diary, m_now);
        const auto found = [&](ServiceId service, StaffId staff, QDate from, int limit) {
            return printed(search.offers(wish(service, staff), {.from = from, .days = 3, .limit = limit}));
        };
        QCOMPARE(found(kMensCut, kMia, {2025, 11, 26}, 3),
                 QStringLiteral("26. 09:00 mia, 26. 13:30 mia, 26. 13:45 mia")); // 12:15 would reach the break
        QCOMPARE(found(kMensCut, {}, {2025, 11, 26}, 4),
                 QStringLiteral("26. 09:00 mia, 26. 09:15 robin-1, 26. 09:30 robin-1, 26. 09:45 robin-1"));
        QCOMPARE(found(kChildsCut, kJon, {2025, 11, 28}, 30).count(QStringLiteral("28. 13:")), 0); // 13:40 he is needed
        QCOMPARE(found(kMensCut, {}, {2025, 11, 29}, 1), QStringLiteral("29. 09:30 mia"));
        QCOMPARE(found(kRoots, kRobin1, {2025, 11, 26}, 3), QString());
    }

    /// A caller who was told of three starts takes one of them.
    void softHoldsOfOneCallKeepOneUnit()
    {
        const ResourceId basin{1};
        m_salon.branches[0].resources = {
            {.id = basin, .key = QStringLiteral("basin"), .name = QStringLiteral("Basin"), .count = 2}};
        for (Service &service : m_salon.services)
            if (service.id == kMensCut)
                service.segments[0].resource = QStringLiteral("basin");
        const auto told = [&](const char *call, const char *from, const char *to) {
            const TimeRange span{at(m_salon, from), at(m_salon, to)};
            m_diary.holds.append({.id = {m_diary.holds.size() + 1},
                                  .call_id = QString::fromLatin1(call),
                                  .branch = kMitte,
                                  .service = kMensCut,
                                  .staff = kMia,
                                  .span = span,
                                  .soft = true,
                                  .expires_at = m_now + seconds(120),
                                  .parts = {{.staff = kMia, .span = span}, {.span = span, .resource = basin}}});
        };
        const auto first = [&] {
            SlotSearch search(m_salon, m_diary, m_now);
            return printed(search.offers(wish(kMensCut, kJon), {.from = {2025, 11, 26}, .days = 1, .limit = 1}));
        };
        told("call_a", "2025-11-26 09:00", "2025-11-26 09:55");
        told("call_a", "2025-11-26 09:15", "2025-11-26 10:10");
        told("call_a", "2025-11-26 09:30", "2025-11-26 10:25");
        QCOMPARE(first(), QStringLiteral("26. 09:00 jon"));
        told("call_b", "2025-11-26 09:00", "2025-11-26 09:30");
        QCOMPARE(first(), QStringLiteral("26. 09:30 jon"));
    }

    void alternativesStandAroundTheAskedTime_data()
    {
        QTest::addColumn<QByteArray>("asked");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QString>("offers");
        QTest::newRow("morning: nearest, earlier first")
            << QByteArray("2025-11-26 10:00") << 4
            << QStringLiteral("26. 09:45 mia, 26. 10:15 mia, 26. 09:30 mia, 26. 10:30 mia");
        QTest::newRow("afternoon: later ones first")
            << QByteArray("2025-11-26 16:30") << 4
            << QStringLiteral("26. 16:45 mia, 26. 17:00 mia, 26. 16:15 mia, 26. 16:00 mia");
        QTest::newRow("never the asked time itself")
            << QByteArray("2025-11-29 09:00") << 1 << QStringLiteral("29. 09:15 mia");
        QTest::newRow("off the grid") << QByteArray("2025-11-26 10:07") << 2
                                      << QStringLiteral("26. 10:00 mia, 26. 10:15 mia");
        QTest::newRow("closed day: the next days, nearest to the time of day")
            << QByteArray("2025-11-30 13:30") << 3 << QStringLiteral("02. 13:30 mia, 02. 13:45 mia, 02. 14:00 mia");
        QTest::newRow("in the past") << QByteArray("2025-11-24 10:00") << 2
                                     << QStringLiteral("25. 10:00 mia, 25. 09:45 mia");
    }

    void alternativesStandAroundTheAskedTime()
    {
        QFETCH(QByteArray, asked);
        QFETCH(int, limit);
        QFETCH(QString, offers);
        SlotSearch search(m_salon, m_diary, m_now);
        const Instant start = at(m_salon, asked.constData());
        const QDate date = m_salon.salon.zone.dateOf(start);
        QCOMPARE(printed(search.alternatives(wish(kMensCut), start, {.from = date, .limit = limit})), offers);
    }

    void theFirstDayIsTheOneAskedFor()
    {
        takeTheDay(kMia, "2025-11-26 09:00", "2025-11-26 18:00");
        SlotSearch search(m_salon, m_diary, m_now);
        const Instant asked = at(m_salon, "2025-11-26 10:00");
        QVERIFY(search.alternatives(wish(kPerm, kMia), asked, {.from = {2025, 11, 26}, .days = 1}).isEmpty());
        QCOMPARE(
            printed(search.alternatives(wish(kPerm, kMia), asked, {.from = {2025, 11, 26}, .days = 2, .limit = 1})),
            QStringLiteral("27. 10:00 mia"));
    }

    void choosesPrimaryThenLeastLoadedThenFirst()
    {
        takeTheDay(kMia, "2025-11-26 09:00", "2025-11-26 18:00");
        takeTheDay(kJon, "2025-11-26 15:00", "2025-11-26 16:00");
        takeTheDay(kRobin1, "2025-11-26 15:00", "2025-11-26 15:30");
        SlotSearch search(m_salon, m_diary, m_now);
        QCOMPARE(printed(search.offers(wish(kMensCut), {.from = {2025, 11, 26}, .limit = 1})),
                 QStringLiteral("26. 09:00 robin-2"));
        QCOMPARE(search.explain(wish(kMensCut), at(m_salon, "2025-11-26 09:00")).staff, kRobin2);
        QCOMPARE(printed(search.offers(wish(kMensCut, kJon), {.from = {2025, 11, 26}, .limit = 1})),
                 QStringLiteral("26. 09:00 jon"));
        QCOMPARE(printed(search.offers(wish(kMensCut), {.from = {2025, 11, 27}, .limit = 1})),
                 QStringLiteral("27. 09:00 mia"));
    }

    void looksOnlyInsideTheWindow()
    {
        SlotSearch search(m_salon, m_diary, m_now);
        const QList<Offer> afternoon =
            search.offers(wish(kMensCut, kMia),
                          {.from = {2025, 11, 26}, .days = 1, .limit = 99, .within = DayBlock{13 * 60, 14 * 60}});
        QCOMPARE(printed(afternoon), QStringLiteral("26. 13:30 mia, 26. 13:45 mia"));
        QCOMPARE(
            printed(search.offers(wish(kMensCut, kMia),
                                  {.from = {2025, 11, 26}, .limit = 1, .not_before = at(m_salon, "2025-11-27 18:31")})),
            QStringLiteral("27. 18:45 mia"));
    }

    void noticeAndHorizonBoundTheSearch()
    {
        m_salon.salon.horizon_days = 1;
        SlotSearch search(m_salon, m_diary, m_now);
        const QList<Offer> all = search.offers(wish(kMensCut, kMia), {.from = {2025, 11, 24}, .limit = 999});
        QCOMPARE(all.first().time, QTime(9, 45));
        QCOMPARE(all.first().date, QDate(2025, 11, 25));
        QCOMPARE(all.last().date, QDate(2025, 11, 26));
    }

    /// Found by a night of random diaries: a range that began earlier made the begun minute a start still to come.
    void withoutNoticeTheBegunMinuteIsOver()
    {
        m_salon.salon.notice_min = 0;
        m_now = at(m_salon, "2025-11-25 09:45") + seconds(19);
        SlotSearch search(m_salon, m_diary, m_now);
        for (const char *not_before : {"2025-11-25 08:00", "2025-11-25 09:45"})
            QCOMPARE(
                printed(search.offers(wish(kMensCut, kMia),
                                      {.from = {2025, 11, 25}, .limit = 1, .not_before = at(m_salon, not_before)})),
                QStringLiteral("25. 10:00 mia"));
    }

    /// The two ways of asking must never differ: every five-minute start of many days, every service and person.
    void searchAndExplainSayTheSame_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QDate>("from");
        QTest::newRow("ordinary days") << QStringLiteral("Europe/Berlin") << QDate(2025, 11, 25);
        QTest::newRow("clocks go forward") << QStringLiteral("Europe/Berlin") << QDate(2026, 3, 28);
        QTest::newRow("clocks go back") << QStringLiteral("Europe/Berlin") << QDate(2026, 10, 24);
        QTest::newRow("half an hour") << QStringLiteral("Australia/Lord_Howe") << QDate(2026, 4, 4);
        QTest::newRow("12:45") << QStringLiteral("Pacific/Chatham") << QDate(2026, 9, 26);
    }

    void searchAndExplainSayTheSame()
    {
        QFETCH(QString, zone);
        QFETCH(QDate, from);
        m_salon.salon.zone = Zone(zone);
        m_salon.salon.grid_min = 5;
        Branch &branch = m_salon.branches.first();
        branch.opening_hours = {};
        for (int weekday = 1; weekday <= 7; ++weekday)
            branch.opening_hours[weekday] = {{0, 780}, {800, 1440}};
        for (Staff &member : m_salon.staff)
            for (int weekday = 1; weekday <= 7; ++weekday)
                member.working_hours[weekday] = {{30, 130}, {150, 700}, {720, 1400}};
        for (Service &service : m_salon.services)
            if (service.id == kRoots) {
                service.buffer_before_min = 15;
                service.buffer_after_min = 5;
            } else if (service.id == kPerm) {
                service.gap_policy = GapPolicy::Blocked;
            }
        const TimeRange day = m_salon.salon.zone.day(from.addDays(1));
        m_now = m_salon.salon.zone.startOfDay(from) + minutes(100);
        m_diary.span = SlotSearch::days(m_salon.salon.zone, from, 3);
        quint32 state = 7;
        for (int i = 0; i < 14; ++i) {
            state = state * 1664525u + 1013904223u;
            const ServiceId service{1 + int(state >> 8) % 6};
            const StaffId staff{int(state >> 16) % 5}; // 0 = unassigned
            const PhasePlan plan = PhasePlan::of(m_salon, *m_salon.service(service), staff, kMitte);
            const Instant begin = day.begin + minutes(5) * (int(state >> 20) % 288);
            m_diary.appointments.append({.id = {i + 1},
                                         .branch = kMitte,
                                         .service = service,
                                         .staff = staff,
                                         .customer = {i % 3 + 1},
                                         .span = plan.span(begin),
                                         .phases = plan.phases(begin)});
        }
        SlotSearch search(m_salon, m_diary, m_now);
        int free = 0;
        for (const Service &service : std::as_const(m_salon.services))
            for (const StaffId staff : {StaffId{}, kJon}) {
                SlotWish asked = wish(service.id, staff);
                asked.customer = CustomerId{2};
                QHash<qint64, StaffId> offered;
                for (const Offer &offer : search.offers(asked, {.from = from, .days = 3, .limit = 10'000}))
                    offered.insert(offer.span.begin.ms(), offer.staff);
                free += int(offered.size());
                for (Instant start = day.begin; start < day.end; start = start + minutes(5)) {
                    const Explanation why = search.explain(asked, start);
                    QCOMPARE(offered.contains(start.ms()), why.available);
                    if (why.available)
                        QCOMPARE(offered.value(start.ms()), why.staff);
                }
            }
        QVERIFY(free > 200);
    }

    void hoursAreWallTimeOnTheDaysTheClocksChange_data()
    {
        QTest::addColumn<QDate>("date");
        QTest::addColumn<int>("marks");
        QTest::addColumn<int>("opens_at"); // five-minute marks after midnight
        QTest::newRow("forward") << QDate(2026, 3, 29) << 276 << 96;
        QTest::newRow("back") << QDate(2026, 10, 25) << 300 << 120;
        QTest::newRow("ordinary") << QDate(2026, 3, 22) << 288 << 108;
    }

    void hoursAreWallTimeOnTheDaysTheClocksChange()
    {
        QFETCH(QDate, date);
        QFETCH(int, marks);
        QFETCH(int, opens_at);
        Branch branch = m_salon.branches.first();
        branch.opening_hours = {{7, {{540, 1080}}}};
        const BranchDay day = BranchDay::of(m_salon, branch, date);
        QCOMPARE(day.marks, marks);
        QCOMPARE(day.open.first().next(0), opens_at);
        QCOMPARE(day.open.first().count(), 108);
        QCOMPARE(m_salon.salon.zone.timeOf(day.at(opens_at)), QTime(9, 0));
        QVERIFY(day.grid.test(opens_at) && !day.grid.test(opens_at + 1));
    }

    void nothingIsFoundWhereNothingIsAsked()
    {
        SlotSearch search(m_salon, m_diary, m_now);
        QVERIFY(search.offers(wish({99}), {.from = {2025, 11, 26}}).isEmpty());
        QVERIFY(search.offers({.branch = {9}, .service = kMensCut}, {.from = {2025, 11, 26}}).isEmpty());
        QCOMPARE(search.explain(wish({99}), at(m_salon, "2025-11-26 10:00")).rule, Rule::Capability);
        QVERIFY(search.offers(wish(kMensCut), {.from = {2025, 11, 26}, .days = 0}).isEmpty());
        QVERIFY(search.offers(wish(kMensCut), {.from = {2025, 11, 26}, .limit = 0}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSlotSearch)
#include "tst_slotsearch.moc"
