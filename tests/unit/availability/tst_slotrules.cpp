// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/slotrules.h"
#include "core/availability/slotsearch.h"
#include "tests/support/lindesalon.h"

#include <QTest>

using namespace salon;
using namespace salon::test;

namespace
{

constexpr ServiceId kColour{50}; // 15 busy, 30 free, 15 busy
constexpr ServiceId kShort{51};  // 15 busy
constexpr ServiceId kLong{52};   // 135 busy
constexpr CustomerId kLena{7};

} // namespace

/// Each rule with its object; the worked examples of facts/origin-behaviour.md (c).
class TestSlotRules : public QObject
{
    Q_OBJECT

    Catalogue m_salon = lindeSalon();
    Diary m_diary;
    Instant m_now;

    Explanation explain(ServiceId service, StaffId staff, const char *start, CustomerId customer = {},
                        EventMapCheck maps = EventMapCheck::Block) const
    {
        SlotSearch search(m_salon, m_diary, m_now);
        return search.explain(
            {.branch = kMitte, .service = service, .staff = staff, .customer = customer, .event_maps = maps},
            at(m_salon, start));
    }

    void book(const Appointment &appointment) { m_diary.appointments.append(appointment); }

    void addService(ServiceId id, const QString &name, const QList<Segment> &segments)
    {
        m_salon.services.append({.id = id, .key = name.toLower(), .name = name, .segments = segments});
        for (const Staff &member : std::as_const(m_salon.staff)) {
            m_salon.capabilities.append({.staff = member.id, .service = id});
            for (const Segment &segment : segments)
                if (segment.busy)
                    m_salon.event_maps.append({member.id, id, segment.key, 1, std::nullopt});
        }
    }

private Q_SLOTS:
    void noticeIsCountedByWholeMinutes()
    {
        QCOMPARE(earliestStart(m_salon, at(m_salon, "2025-11-25 09:30:59")), at(m_salon, "2025-11-25 09:45"));
        QCOMPARE(earliestStart(m_salon, at(m_salon, "2025-11-25 09:31")), at(m_salon, "2025-11-25 09:46"));
    }

    void init()
    {
        m_salon = lindeSalon();
        const QString a = QStringLiteral("A");
        const QString b = QStringLiteral("B");
        const QString gap = QStringLiteral("GAP");
        addService(kColour, QStringLiteral("Farbe"),
                   {{.key = a, .minutes = 15}, {.key = gap, .minutes = 30, .busy = false}, {.key = b, .minutes = 15}});
        addService(kShort, QStringLiteral("Spitzen"), {{.key = a, .minutes = 15}});
        addService(kLong, QStringLiteral("Regulär"), {{.key = a, .minutes = 135}});
        m_now = at(m_salon, "2025-11-25 09:30");
        m_diary = {.span = SlotSearch::days(m_salon.salon.zone, QDate(2025, 11, 1), 420)};
        m_diary.customer_names = {{kLena, QStringLiteral("Lena Vogt")}, {{1}, QStringLiteral("Tom Adler")}};
    }

    void rulesOfTimeAndHours_data()
    {
        QTest::addColumn<qint64>("service");
        QTest::addColumn<qint64>("staff");
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("object");
        const auto row = [](const char *name, ServiceId service, StaffId staff, const char *start, const char *rule,
                            const char *object) {
            QTest::newRow(name) << qint64(service.value) << qint64(staff.value) << QByteArray(start)
                                << QString::fromUtf8(rule) << QString::fromUtf8(object);
        };
        row("past", kMensCut, kMia, "2025-11-25 09:25", "past", "09:25");
        row("off the grid", kMensCut, kMia, "2025-11-26 10:02", "off_grid", "10:00, 10:05");
        row("off the grid by a second", kMensCut, kMia, "2025-11-26 10:00:01", "off_grid", "10:00, 10:05");
        row("notice", kMensCut, kMia, "2025-11-25 09:40", "notice", "09:45");
        row("notice, boundary counts", kMensCut, kMia, "2025-11-25 09:45", "", "");
        row("horizon, last day", kMensCut, kMia, "2026-11-25 10:00", "", "");
        row("horizon", kMensCut, kMia, "2026-11-26 10:00", "horizon", "2026-11-25");
        row("closed date", kMensCut, kMia, "2025-12-24 10:00", "closed_day", "Weihnachten");
        row("closed weekday", kMensCut, kMia, "2025-12-01 10:00", "closed_day", "2025-12-01");
        row("before opening", kMensCut, kMia, "2025-11-26 08:00", "opening_hours", "09:00–18:00");
        row("ends at closing", kMensCut, kMia, "2025-11-26 17:05", "", "");
        row("passes closing", kMensCut, kMia, "2025-11-26 17:10", "opening_hours", "09:00–18:00");
        row("perm passes closing", kPerm, kMia, "2025-11-29 12:00", "opening_hours", "09:00–14:00");
        row("absent", kMensCut, kJon, "2025-12-03 10:00", "absence", "Urlaub");
        row("the day after the absence", kMensCut, kJon, "2025-12-06 10:00", "", "");
        row("busy into the break", kMensCut, kMia, "2025-11-26 12:10", "break", "13:00–13:30");
        row("ends at the break", kMensCut, kMia, "2025-11-26 12:05", "", "");
        row("begins in the break", kChildsCut, kMia, "2025-11-26 13:00", "break", "13:00–13:30");
        row("begins after the break", kChildsCut, kMia, "2025-11-26 13:30", "", "");
        row("processing time in the break", kBleaching, kJon, "2025-11-28 12:10", "", "");
        row("busy part in the break", kBleaching, kJon, "2025-11-28 12:15", "break", "13:00–13:30");
        row("no event maps", kRoots, kRobin1, "2025-11-26 10:00", "event_map", "Ansatzfärbung A, B, C, D");
        row("somebody else has maps", kRoots, {}, "2025-11-26 10:00", "", "");
        row("unknown person", kMensCut, {99}, "2025-11-26 10:00", "capability", "Herrenhaarschnitt");
        row("several rules: the first", kRoots, kRobin1, "2025-12-24 07:02", "off_grid", "07:00, 07:05");
    }

    void rulesOfTimeAndHours()
    {
        QFETCH(qint64, service);
        QFETCH(qint64, staff);
        QFETCH(QByteArray, start);
        QFETCH(QString, rule);
        QFETCH(QString, object);
        const Explanation why = explain(ServiceId{service}, StaffId{staff}, start.constData());
        QCOMPARE(why.available ? QString() : word(why.rule), rule);
        QCOMPARE(why.object, object);
        QVERIFY(!why.text.isEmpty());
    }

    void workedExamples_data()
    {
        QTest::addColumn<qint64>("booked_service");
        QTest::addColumn<QByteArray>("booked_at");
        QTest::addColumn<bool>("with_phases");
        QTest::addColumn<qint64>("service");
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<bool>("is_free");
        const auto row = [](const char *name, ServiceId there, const char *there_at, bool with_phases,
                            ServiceId service, const char *start, bool is_free) {
            QTest::newRow(name) << qint64(there.value) << QByteArray(there_at) << with_phases << qint64(service.value)
                                << QByteArray(start) << is_free;
        };
        row("short cut in the gap of a colour", kColour, "10:00", true, kShort, "10:15", true);
        row("short cut at its first part", kColour, "10:00", true, kShort, "10:05", false);
        row("ends when its last part begins", kColour, "10:00", true, kShort, "10:30", true);
        row("runs into its last part", kColour, "10:00", true, kShort, "10:35", false);
        row("perm over a regular appointment without phases", kLong, "10:00", false, kPerm, "10:45", false);
        row("regular inside regular", kWomensCut, "10:00", true, kChildsCut, "10:30", false);
        row("back to back", kWomensCut, "10:00", true, kChildsCut, "11:00", true);
        row("back to back before", kWomensCut, "10:00", true, kChildsCut, "09:30", true);
        row("two colours back to back", kColour, "10:00", true, kColour, "11:00", true);
        row("strict: no two colours interleaved", kColour, "10:00", true, kColour, "10:15", false);
        row("strict: no cut of another in the new one's gap", kShort, "10:15", true, kColour, "10:00", false);
        row("a colour without phases blocks wholly", kColour, "10:00", false, kShort, "10:15", false);
    }

    void workedExamples()
    {
        QFETCH(qint64, booked_service);
        QFETCH(QByteArray, booked_at);
        QFETCH(bool, with_phases);
        QFETCH(qint64, service);
        QFETCH(QByteArray, start);
        QFETCH(bool, is_free);
        Appointment there = booked(m_salon, {booked_service}, kMia, ("2025-11-26 " + booked_at).constData());
        if (!with_phases)
            there.phases.clear();
        book(there);
        const Explanation why = explain({service}, kMia, ("2025-11-26 " + start).constData());
        QCOMPARE(why.available, is_free);
        if (is_free)
            return;
        QCOMPARE(why.rule, Rule::Appointment);
        QCOMPARE(why.met, there.id);
        QCOMPARE(why.object,
                 m_salon.service(ServiceId{booked_service})->name + QLatin1Char(' ') + QString::fromLatin1(booked_at));
        QVERIFY(explain({service}, kRobin1, ("2025-11-26 " + start).constData()).available);
    }

    void saysWhatMeetsWhatWithoutTheNameInTheObject()
    {
        book(booked(m_salon, kPerm, kMia, "2025-11-26 10:00", kLena));
        const Explanation why = explain(kMensCut, kMia, "2025-11-26 09:30");
        QCOMPARE(why.object, QStringLiteral("Dauerwelle 10:00"));
        QCOMPARE(why.deskObject(), QStringLiteral("Lena Vogt, Dauerwelle 10:00"));
        QCOMPARE(why.segment, QStringLiteral("A"));
        QCOMPARE(why.meets, (TimeRange{at(m_salon, "2025-11-26 10:00"), at(m_salon, "2025-11-26 10:50")}));
        QCOMPARE(why.text, QStringLiteral("Schneiden & Styling um 09:30 trifft bei Mia Sommer auf "
                                          "Lena Vogt, Dauerwelle 10:00."));
        QCOMPARE(sentence(why, m_salon, Language::English),
                 QStringLiteral("Schneiden & Styling at 09:30 meets Lena Vogt, Dauerwelle 10:00 with Mia Sommer."));
        QVERIFY(!remedy(why, m_salon, Language::German).isEmpty());
    }

    void cancelledAndNoShowsDoNotBlock()
    {
        for (const AppointmentStatus status :
             {AppointmentStatus::Confirmed, AppointmentStatus::Arrived, AppointmentStatus::Done,
              AppointmentStatus::NoShow, AppointmentStatus::Cancelled}) {
            m_diary.appointments.clear();
            Appointment there = booked(m_salon, kMensCut, kMia, "2025-11-26 10:00");
            there.status = status;
            book(there);
            QCOMPARE(explain(kMensCut, kMia, "2025-11-26 10:00").available, !blocksTime(status));
        }
    }

    void unassignedBlocksEverybody()
    {
        book(booked(m_salon, kChildsCut, {}, "2025-11-29 09:00"));
        for (const StaffId staff : {kMia, kJon, kRobin1, kRobin2, StaffId{}})
            QCOMPARE(explain(kMensCut, staff, "2025-11-29 09:00").rule, Rule::UnassignedAppointment);
        QVERIFY(explain(kMensCut, kMia, "2025-11-29 09:30").available);
    }

    void customersOwnAppointmentComesFirst()
    {
        book(booked(m_salon, kMensCut, kMia, "2025-11-26 10:00", kLena));
        QCOMPARE(explain(kMensCut, kMia, "2025-11-26 10:00", kLena).rule, Rule::Customer);
        QCOMPARE(explain(kMensCut, {}, "2025-11-26 10:30", kLena).rule, Rule::Customer);
        QVERIFY(explain(kMensCut, {}, "2025-11-26 10:55", kLena).available);
        QCOMPARE(explain(kMensCut, {}, "2025-11-26 10:30").staff, kJon);
        // The customer books for somebody else: both can be in the chair.
        SlotSearch search(m_salon, m_diary, m_now);
        QVERIFY(
            search
                .explain(
                    {.branch = kMitte, .service = kMensCut, .customer = kLena, .attendee_name = QStringLiteral("Mats")},
                    at(m_salon, "2025-11-26 10:00"))
                .available);
    }

    void whoeverCameClosestSpeaksForAll()
    {
        m_salon.capabilities.removeIf([](const Capability &c) { return c.staff == kRobin2 && c.service == kPerm; });
        m_salon.event_maps.removeIf([](const EventMap &m) { return m.staff == kRobin1 && m.service == kPerm; });
        book(booked(m_salon, kWomensCut, kMia, "2025-12-03 10:00"));
        const Explanation why = explain(kPerm, {}, "2025-12-03 10:00"); // Jon is on holiday
        QCOMPARE(why.rule, Rule::Appointment);
        QCOMPARE(why.staff, kMia);
        QCOMPARE(why.able, (QList<StaffId>{kMia, kJon}));
    }

    void eventMapsBindOnlyWhereTheyBlock()
    {
        QCOMPARE(explain(kRoots, kRobin1, "2025-11-26 10:00").rule, Rule::EventMap);
        QVERIFY(explain(kRoots, kRobin1, "2025-11-26 10:00", {}, EventMapCheck::Warn).available);
        QVERIFY(explain(kRoots, kRobin1, "2025-11-26 10:00", {}, EventMapCheck::Off).available);
        const Explanation why = explain(kRoots, kRobin1, "2025-11-26 10:00");
        QCOMPARE(why.able, (QList<StaffId>{kMia, kJon}));
        QVERIFY(remedy(why, m_salon, Language::English).contains(QStringLiteral("Mia Sommer, Jon Peters")));
    }

    void buffersKeepNeighboursAway()
    {
        for (Service &service : m_salon.services)
            if (service.id == kChildsCut) {
                service.buffer_before_min = 5;
                service.buffer_after_min = 10;
            }
        book(booked(m_salon, kChildsCut, kMia, "2025-11-26 10:00"));
        QVERIFY(!explain(kMensCut, kMia, "2025-11-26 10:35").available);
        QVERIFY(explain(kMensCut, kMia, "2025-11-26 10:40").available);
        QVERIFY(!explain(kMensCut, kMia, "2025-11-26 09:05").available);
        QVERIFY(explain(kMensCut, kMia, "2025-11-26 09:00").available);
        // Two buffers are two pieces of work.
        QVERIFY(!explain(kChildsCut, kMia, "2025-11-26 10:40").available);
        QVERIFY(explain(kChildsCut, kMia, "2025-11-26 10:45").available);
    }

    void blockedGapsAreBusy()
    {
        for (Service &service : m_salon.services)
            if (service.id == kColour || service.id == kBleaching)
                service.gap_policy = GapPolicy::Blocked;
        book(booked(m_salon, kColour, kMia, "2025-11-26 10:00"));
        QCOMPARE(explain(kShort, kMia, "2025-11-26 10:15").rule, Rule::Appointment);
        QCOMPARE(explain(kBleaching, kJon, "2025-11-28 12:10").rule, Rule::Break);
    }

    void busyBlocksCountLast()
    {
        m_diary.busy_blocks = {{kMia, {at(m_salon, "2025-11-26 10:00"), at(m_salon, "2025-11-26 11:00")}}};
        QCOMPARE(explain(kMensCut, kMia, "2025-11-26 10:55").rule, Rule::BusyBlock);
        QCOMPARE(explain(kMensCut, kMia, "2025-11-26 10:55").object, QStringLiteral("10:00–11:00"));
        QVERIFY(explain(kMensCut, kMia, "2025-11-26 11:00").available);
    }

    void aMoveDoesNotMeetItself()
    {
        const Appointment own = booked(m_salon, kPerm, kMia, "2025-11-26 10:00", kLena);
        book(own);
        SlotSearch search(m_salon, m_diary, m_now);
        const SlotWish wish{.branch = kMitte, .service = kPerm, .staff = kMia, .customer = kLena, .moving = own};
        QVERIFY(search.explain(wish, at(m_salon, "2025-11-26 10:30")).available);
    }

    void whatHasBegunMayChangeHandsButNotItsStart()
    {
        const Appointment own = booked(m_salon, kMensCut, kMia, "2025-11-26 10:00", kLena);
        book(own);
        const SlotWish wish{.branch = kMitte, .service = kMensCut, .staff = kJon, .customer = kLena, .moving = own};
        for (const char *now : {"2025-11-26 09:55", "2025-11-26 10:00", "2025-11-26 10:10"}) {
            SlotSearch search(m_salon, m_diary, at(m_salon, now));
            QVERIFY(search.explain(wish, at(m_salon, "2025-11-26 10:00")).available);
            QVERIFY(!search.explain(wish, at(m_salon, "2025-11-26 10:05")).available);
            SlotWish anew = wish;
            anew.moving.reset();
            QVERIFY(!search.explain(anew, at(m_salon, "2025-11-26 10:00")).available);
            // nobody is offered what has begun
            for (const Offer &offer : search.offers(wish, {.from = QDate(2025, 11, 26), .days = 1, .limit = 99}))
                QVERIFY(offer.span.begin >= at(m_salon, now) + minutes(15));
        }
    }

    void aPersonMayOverbookKnowinglyButNotTheHours()
    {
        book(booked(m_salon, kMensCut, kMia, "2025-11-26 10:00", kLena));
        SlotSearch search(m_salon, m_diary, m_now);
        const SlotWish wish{.branch = kMitte, .service = kMensCut, .staff = kMia, .customer = kLena, .knowingly = true};
        QVERIFY(search.explain(wish, at(m_salon, "2025-11-26 10:00")).available);
        QVERIFY(search.explain(wish, at(m_salon, "2025-11-25 09:35")).available);
        QCOMPARE(search.explain(wish, at(m_salon, "2025-11-26 12:30")).rule, Rule::Break);
        QCOMPARE(search.explain(wish, at(m_salon, "2025-11-25 09:25")).rule, Rule::Past);
    }

    void everyRuleHasASentenceInBothLanguages()
    {
        for (int rule = 0; rule <= int(Rule::Customer); ++rule) {
            const Explanation why{.available = false,
                                  .rule = Rule(rule),
                                  .staff = kMia,
                                  .service = kPerm,
                                  .object = QStringLiteral("%1 %9")};
            const QString german = sentence(why, m_salon, Language::German);
            QVERIFY(german != sentence(why, m_salon, Language::English));
            QVERIFY(!german.contains(QStringLiteral("%5")));
        }
    }
};

QTEST_GUILESS_MAIN(TestSlotRules)
#include "tst_slotrules.moc"
