// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/daytimelines.h"
#include "core/availability/slotsearch.h"
#include "tests/support/lindesalon.h"
#include "tests/support/nightsalon.h"

#include <QTest>

using namespace salon;
using namespace salon::test;

namespace
{

const auto kBerlin = QStringLiteral("Europe/Berlin");
const auto kChatham = QStringLiteral("Pacific/Chatham");   // +12:45, in summer +13:45
const auto kStJohns = QStringLiteral("America/St_Johns");  // -03:30, in summer -02:30
const auto kAzores = QStringLiteral("Atlantic/Azores");    // where the clocks go back to midnight
const auto kSantiago = QStringLiteral("America/Santiago"); // where they go forward at midnight

} // namespace

/// Hours are wall time, everything else is instants: on the days the clocks change, at the year's end, on 29 February.
class TestWallTime : public QObject
{
    Q_OBJECT

    Catalogue m_salon;
    Diary m_diary;

    void openNightSalon(const QString &zone, QDate around)
    {
        m_salon = nightSalon(zone);
        m_diary = {.span = SlotSearch::days(m_salon.salon.zone, around.addDays(-3), 10)};
    }
    static SlotWish wish() { return {.branch = kMitte, .service = kChildsCut, .staff = kMia}; }
    QString shown(Instant at) const
    {
        return m_salon.salon.zone.iso(at).mid(11, 5) + m_salon.salon.zone.iso(at).mid(19);
    }
    QString shown(const QList<Offer> &offers) const
    {
        QStringList texts;
        for (const Offer &offer : offers)
            texts.append(shown(offer.span.begin));
        return texts.join(QLatin1Char(' '));
    }

private Q_SLOTS:
    void aNightHasTheHoursItHas_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QDate>("date");
        QTest::addColumn<int>("half_hours"); // starts of the whole night, from 00:00 to 05:30
        QTest::addColumn<QString>("around"); // those from two to half past three
        QTest::newRow("Berlin, forward") << kBerlin << QDate(2026, 3, 29) << 10 << "03:00+02:00 03:30+02:00";
        QTest::newRow("Berlin, back") << kBerlin << QDate(2026, 10, 25) << 14
                                      << "02:00+02:00 02:30+02:00 02:00+01:00 02:30+01:00 03:00+01:00 03:30+01:00";
        QTest::newRow("Chatham, forward") << kChatham << QDate(2026, 9, 27) << 10 << "02:00+12:45 02:30+12:45";
        QTest::newRow("Chatham, back") << kChatham << QDate(2026, 4, 5) << 14
                                       << "02:00+13:45 02:30+13:45 03:00+13:45 03:30+13:45 03:00+12:45 03:30+12:45";
        QTest::newRow("St John's, forward") << kStJohns << QDate(2026, 3, 8) << 10 << "03:00-02:30 03:30-02:30";
        QTest::newRow("St John's, back") << kStJohns << QDate(2026, 11, 1) << 14
                                         << "02:00-03:30 02:30-03:30 03:00-03:30 03:30-03:30";
        QTest::newRow("Azores, back to midnight")
            << kAzores << QDate(2026, 10, 25) << 14 << "02:00-01:00 02:30-01:00 03:00-01:00 03:30-01:00";
        QTest::newRow("Azores, the day before")
            << kAzores << QDate(2026, 10, 24) << 12 << "02:00Z 02:30Z 03:00Z 03:30Z";
        QTest::newRow("Santiago, no midnight")
            << kSantiago << QDate(2026, 9, 6) << 10 << "02:00-03:00 02:30-03:00 03:00-03:00 03:30-03:00";
        QTest::newRow("year's end") << kBerlin << QDate(2026, 12, 31) << 12
                                    << "02:00+01:00 02:30+01:00 03:00+01:00 03:30+01:00";
        QTest::newRow("29 February") << kBerlin << QDate(2028, 2, 29) << 12
                                     << "02:00+01:00 02:30+01:00 03:00+01:00 03:30+01:00";
    }

    void aNightHasTheHoursItHas()
    {
        QFETCH(QString, zone);
        QFETCH(QDate, date);
        QFETCH(int, half_hours);
        QFETCH(QString, around);
        openNightSalon(zone, date);
        m_salon.salon.grid_min = 30;
        const TimeRange day = m_salon.salon.zone.day(date);
        SlotSearch search(m_salon, m_diary, day.begin - std::chrono::hours(8));
        const SearchRange night{.from = date, .days = 1, .limit = 99};
        const QList<Offer> all = search.offers(wish(), night);
        QCOMPARE(all.size(), half_hours);
        SearchRange window = night;
        window.within = DayBlock{120, 240};
        QCOMPARE(shown(search.offers(wish(), window)), around);
        for (const Offer &offer : all) {
            QCOMPARE(offer.date, date);
            QCOMPARE(offer.span.length(), milliseconds(minutes(30)));
        }
        // Search and explain agree about every mark of the day and of its neighbours.
        m_salon.salon.grid_min = 5;
        SlotSearch fine(m_salon, m_diary, day.begin - std::chrono::hours(8));
        QSet<qint64> free;
        for (const Offer &offer : fine.offers(wish(), {.from = date.addDays(-1), .days = 3, .limit = 999}))
            free.insert(offer.span.begin.ms());
        for (Instant start = day.begin; start < day.end; start = start + minutes(5))
            QCOMPARE(fine.explain(wish(), start).available, free.contains(start.ms()));
    }

    void hoursBeginAndEndByTheWall_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QDate>("date");
        QTest::addColumn<int>("begins_min");
        QTest::addColumn<int>("ends_min");
        QTest::addColumn<QString>("begin");
        QTest::addColumn<QString>("end");
        const QDate forward(2026, 3, 29);
        const QDate back(2026, 10, 25);
        QTest::newRow("forward: across") << kBerlin << forward << 60 << 300 << "01:00+01:00"
                                         << "05:00+02:00";
        QTest::newRow("forward: ends in the gap") << kBerlin << forward << 60 << 150 << "01:00+01:00"
                                                  << "03:00+02:00";
        QTest::newRow("forward: begins in the gap") << kBerlin << forward << 150 << 300 << "03:00+02:00"
                                                    << "05:00+02:00";
        QTest::newRow("forward: all in the gap") << kBerlin << forward << 130 << 170 << "03:00+02:00"
                                                 << "03:00+02:00";
        QTest::newRow("forward: to midnight") << kBerlin << forward << 1380 << 1440 << "23:00+02:00"
                                              << "00:00+02:00";
        QTest::newRow("back: across") << kBerlin << back << 60 << 300 << "01:00+02:00"
                                      << "05:00+01:00";
        QTest::newRow("back: closes before") << kBerlin << back << 60 << 120 << "01:00+02:00"
                                             << "02:00+02:00";
        QTest::newRow("back: closes with the change") << kBerlin << back << 60 << 180 << "01:00+02:00"
                                                      << "03:00+01:00";
        QTest::newRow("back: the hour itself") << kBerlin << back << 120 << 180 << "02:00+02:00"
                                               << "03:00+01:00";
        QTest::newRow("back: opens with the change") << kBerlin << back << 180 << 300 << "03:00+01:00"
                                                     << "05:00+01:00";
        QTest::newRow("Chatham forward") << kChatham << QDate(2026, 9, 27) << 120 << 240 << "02:00+12:45"
                                         << "04:00+13:45";
        QTest::newRow("Chatham back") << kChatham << QDate(2026, 4, 5) << 120 << 240 << "02:00+13:45"
                                      << "04:00+12:45";
        QTest::newRow("St John's forward") << kStJohns << QDate(2026, 3, 8) << 60 << 180 << "01:00-03:30"
                                           << "03:00-02:30";
        QTest::newRow("St John's back") << kStJohns << QDate(2026, 11, 1) << 60 << 180 << "01:00-02:30"
                                        << "03:00-03:30";
        QTest::newRow("Azores back") << kAzores << back << 0 << 120 << "00:00Z"
                                     << "02:00-01:00";
        QTest::newRow("ordinary") << kBerlin << QDate(2028, 2, 29) << 540 << 1440 << "09:00+01:00"
                                  << "00:00+01:00";
    }

    void hoursBeginAndEndByTheWall()
    {
        QFETCH(QString, zone);
        QFETCH(QDate, date);
        QFETCH(int, begins_min);
        QFETCH(int, ends_min);
        QFETCH(QString, begin);
        QFETCH(QString, end);
        openNightSalon(zone, date);
        const TimeRange span = blockSpan(m_salon.salon.zone, date, {begins_min, ends_min});
        QCOMPARE(shown(span.begin), begin);
        QCOMPARE(shown(span.end), end);
        const BranchDay day = BranchDay::of(m_salon, m_salon.branches.first(), date);
        const DayBits marks = day.marksOf(m_salon.salon.zone, {{begins_min, ends_min}});
        QCOMPARE(milliseconds(minutes(5)) * marks.count(), span.length());
        QCOMPARE(day.at(qMax(0, marks.next(0))), span.begin == span.end ? day.span.begin : span.begin);
    }

    void noticeRunsThroughTheChange_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<int>("notice_min");
        QTest::addColumn<QByteArray>("too_soon");
        QTest::addColumn<QString>("object");
        QTest::addColumn<QByteArray>("first");
        QTest::newRow("forward") << kBerlin << QByteArray("2026-03-29T01:40+01:00") << 30
                                 << QByteArray("2026-03-29T03:05+02:00") << "03:10"
                                 << QByteArray("2026-03-29T03:10+02:00");
        QTest::newRow("back, into the second hour")
            << kBerlin << QByteArray("2026-10-25T02:50+02:00") << 30 << QByteArray("2026-10-25T02:15+01:00")
            << "02:20 (+01:00)" << QByteArray("2026-10-25T02:20+01:00");
        QTest::newRow("back, inside the first hour")
            << kBerlin << QByteArray("2026-10-25T01:50+02:00") << 30 << QByteArray("2026-10-25T02:15+02:00")
            << "02:20 (+02:00)" << QByteArray("2026-10-25T02:20+02:00");
        QTest::newRow("back, all through it")
            << kBerlin << QByteArray("2026-10-25T01:50+02:00") << 150 << QByteArray("2026-10-25T03:15+01:00") << "03:20"
            << QByteArray("2026-10-25T03:20+01:00");
        QTest::newRow("Chatham forward") << kChatham << QByteArray("2026-09-27T02:30+12:45") << 30
                                         << QByteArray("2026-09-27T03:55+13:45") << "04:00"
                                         << QByteArray("2026-09-27T04:00+13:45");
        QTest::newRow("St John's back") << kStJohns << QByteArray("2026-11-01T01:50-02:30") << 30
                                        << QByteArray("2026-11-01T01:15-03:30") << "01:20 (-03:30)"
                                        << QByteArray("2026-11-01T01:20-03:30");
        QTest::newRow("into the new year")
            << kBerlin << QByteArray("2026-12-31T23:50+01:00") << 30 << QByteArray("2027-01-01T00:15+01:00") << "00:20"
            << QByteArray("2027-01-01T00:20+01:00");
        QTest::newRow("into 29 February")
            << kBerlin << QByteArray("2028-02-28T23:50+01:00") << 30 << QByteArray("2028-02-29T00:15+01:00") << "00:20"
            << QByteArray("2028-02-29T00:20+01:00");
    }

    void noticeRunsThroughTheChange()
    {
        QFETCH(QString, zone);
        QFETCH(QByteArray, now);
        QFETCH(int, notice_min);
        QFETCH(QByteArray, too_soon);
        QFETCH(QString, object);
        QFETCH(QByteArray, first);
        openNightSalon(zone, QDate::fromString(QString::fromLatin1(now.left(10)), Qt::ISODate));
        m_salon.salon.notice_min = notice_min;
        m_salon.salon.grid_min = 5;
        SlotSearch search(m_salon, m_diary, at(m_salon, now.constData()));
        const Explanation why = search.explain(wish(), at(m_salon, too_soon.constData()));
        QCOMPARE(why.rule, Rule::Notice);
        QCOMPARE(why.object, object);
        const Instant free = at(m_salon, first.constData());
        QVERIFY(search.explain(wish(), free).available);
        const QDate today = m_salon.salon.zone.dateOf(at(m_salon, now.constData()));
        QCOMPARE(search.offers(wish(), {.from = today, .limit = 1}).first().span.begin, free);
    }

    void whoAsksForOneOfTheTwoIsOfferedTheOther()
    {
        openNightSalon(kBerlin, {2026, 10, 25});
        m_salon.salon.grid_min = 30;
        m_diary.appointments = {booked(m_salon, kChildsCut, kMia, "2026-10-25T02:30+02:00")};
        SlotSearch search(m_salon, m_diary, at(m_salon, "2026-10-24T20:00"));
        const Instant asked = at(m_salon, "2026-10-25T02:30");
        const Explanation why = search.explain(wish(), asked);
        QCOMPARE(why.rule, Rule::Appointment);
        QCOMPARE(why.object, QStringLiteral("Kinderhaarschnitt 02:30 (+02:00)"));
        QCOMPARE(shown(search.alternatives(wish(), asked, {.from = {2026, 10, 25}, .limit = 3})),
                 QStringLiteral("02:30+01:00 02:00+02:00 02:00+01:00"));
        QVERIFY(search.explain(wish(), at(m_salon, "2026-10-25T02:30+01:00")).available);
    }

    void rotatingWeeksGoOnOverTheYearsEnd_data()
    {
        QTest::addColumn<QDate>("date");
        QTest::addColumn<bool>("is_a");
        QTest::newRow("the week that is named") << QDate(2026, 12, 23) << true;
        QTest::newRow("its Monday") << QDate(2026, 12, 21) << true;
        QTest::newRow("its Sunday") << QDate(2026, 12, 27) << true;
        QTest::newRow("ISO week 53") << QDate(2026, 12, 28) << false;
        QTest::newRow("New Year's Eve") << QDate(2026, 12, 31) << false;
        QTest::newRow("New Year's Day, the same week") << QDate(2027, 1, 1) << false;
        QTest::newRow("ISO week 1, odd like 53 before it") << QDate(2027, 1, 4) << true;
        QTest::newRow("ISO week 2") << QDate(2027, 1, 11) << false;
        QTest::newRow("a week before") << QDate(2026, 12, 20) << false;
        QTest::newRow("two weeks before") << QDate(2026, 12, 7) << true;
        QTest::newRow("29 February") << QDate(2028, 2, 29) << true; // 62 weeks later
        QTest::newRow("the day after it") << QDate(2028, 3, 1) << true;
    }

    void rotatingWeeksGoOnOverTheYearsEnd()
    {
        QFETCH(QDate, date);
        QFETCH(bool, is_a);
        openNightSalon(kBerlin, date);
        m_salon.salon.horizon_days = 900;
        Staff &mia = m_salon.staff.first();
        mia.week_a_of = QDate(2026, 12, 23);
        mia.working_hours_b = WeekHours{};
        SlotSearch search(m_salon, m_diary, at(m_salon, "2026-11-25T09:30"));
        QCOMPARE(search.offers(wish(), {.from = date, .days = 1}).isEmpty(), !is_a);
        const Explanation why = search.explain(wish(), m_salon.salon.zone.startOfDay(date));
        QCOMPARE(why.available, is_a);
        if (!is_a)
            QCOMPARE(why.rule, Rule::WorkingHours);
    }

    void theYearsEndIsOneDayLikeOthers()
    {
        openNightSalon(kBerlin, {2026, 12, 31});
        m_salon.salon.country = QStringLiteral("DE");
        m_salon.salon.subdivision = QStringLiteral("BE");
        m_salon.salon.grid_min = 30;
        SlotSearch search(m_salon, m_diary, at(m_salon, "2026-12-30T12:00"));
        const QList<Offer> found = search.offers(wish(), {.from = {2026, 12, 31}, .days = 3, .limit = 13});
        QCOMPARE(found.size(), 13);
        QCOMPARE(found.at(11).span.end, at(m_salon, "2026-12-31T06:00"));
        QCOMPARE(found.at(12).date, QDate(2027, 1, 2)); // the first is a holiday
        const Explanation why = search.explain(wish(), at(m_salon, "2027-01-01T00:00"));
        QCOMPARE(why.rule, Rule::ClosedDay);
        QCOMPARE(why.object, QStringLiteral("Neujahr"));
    }

    void theTwentyNinthOfFebruaryIsADay()
    {
        openNightSalon(kBerlin, {2028, 2, 29});
        m_salon.salon.grid_min = 30;
        m_salon.salon.horizon_days = 2;
        m_salon.branches.first().closed = {{QDate(2028, 2, 28), QDate(2028, 2, 28), QStringLiteral("Inventur")}};
        SlotSearch search(m_salon, m_diary, at(m_salon, "2028-02-27T12:00"));
        const QList<Offer> found = search.offers(wish(), {.from = {2028, 2, 27}, .days = 9, .limit = 99});
        QCOMPARE(found.size(), 12); // the horizon ends with it
        QCOMPARE(found.first().date, QDate(2028, 2, 29));
        QCOMPARE(found.last().span.end, at(m_salon, "2028-02-29T06:00"));
        QCOMPARE(search.explain(wish(), at(m_salon, "2028-03-01T00:00")).rule, Rule::Horizon);
    }

    void daysFarAwayAreRefusedLikeOthers()
    {
        openNightSalon(kBerlin, {2026, 3, 29});
        SlotSearch search(m_salon, m_diary, at(m_salon, "2026-03-28T12:00"));
        QCOMPARE(search.explain(wish(), at(m_salon, "9999-12-31T23:55")).rule, Rule::Horizon);
        QCOMPARE(search.explain(wish(), at(m_salon, "0001-01-01T00:00")).rule, Rule::Past);
        QVERIFY(search.offers(wish(), {.from = {9999, 12, 31}, .days = 400}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestWallTime)
#include "tst_walltime.moc"
