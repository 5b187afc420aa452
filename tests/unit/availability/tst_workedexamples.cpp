// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/phaseplan.h"
#include "core/availability/slotsearch.h"
#include "tests/support/lindesalon.h"

#include <QTest>

using namespace salon;
using namespace salon::test;

namespace
{

constexpr ServiceId kColour{50};  // 15 busy, 30 free, 15 busy
constexpr ServiceId kShort{51};   // 15 busy
constexpr ServiceId kRegular{52}; // 135 busy

} // namespace

/// The examples and rules of facts/origin-behaviour.md (c) by name, under both policies; Mia, on a Wednesday.
class TestWorkedExamples : public QObject
{
    Q_OBJECT

    Catalogue m_salon;
    Diary m_diary;

    void addService(ServiceId id, const QString &key, const QList<Segment> &segments)
    {
        m_salon.services.append({.id = id, .key = key, .name = key, .segments = segments});
        for (const Staff &member : std::as_const(m_salon.staff))
            m_salon.capabilities.append({.staff = member.id, .service = id});
    }
    Instant on(const QByteArray &time) const { return at(m_salon, ("2025-11-26 " + time).constData()); }
    void book(ServiceId service, StaffId staff, const char *time, CustomerId customer = {1})
    {
        m_diary.appointments.append(
            booked(m_salon, service, staff, ("2025-11-26 " + QByteArray(time)).constData(), customer));
    }
    SlotSearch search() const { return {m_salon, m_diary, at(m_salon, "2025-11-25 09:30")}; }
    static SlotWish wish(ServiceId service, StaffId staff = kMia)
    {
        return {.branch = kMitte, .service = service, .staff = staff, .event_maps = EventMapCheck::Off};
    }
    QString judged(const SlotWish &wanted, const QByteArray &start) const
    {
        const Explanation why = search().explain(wanted, on(start));
        return why.available ? QStringLiteral("free") : word(why.rule);
    }
    QStringList times(const QList<Offer> &offers) const
    {
        QStringList texts;
        for (const Offer &offer : offers)
            texts.append(offer.time.toString(QStringLiteral("HH:mm ")) + m_salon.member(offer.staff)->key);
        return texts;
    }

private Q_SLOTS:
    void init()
    {
        m_salon = lindeSalon();
        const QString a = QStringLiteral("A");
        const QString b = QStringLiteral("B");
        addService(kColour, QStringLiteral("farbe"),
                   {{.key = a, .minutes = 15},
                    {.key = QStringLiteral("GAP"), .minutes = 30, .busy = false},
                    {.key = b, .minutes = 15}});
        addService(kShort, QStringLiteral("spitzen"), {{.key = a, .minutes = 15}});
        addService(kRegular, QStringLiteral("regulaer"), {{.key = a, .minutes = 135}});
        m_diary = {.span = SlotSearch::days(m_salon.salon.zone, QDate(2025, 11, 20), 20)};
    }

    void overlapsAndPhases_data()
    {
        QTest::addColumn<qint64>("there"); // at 10:00
        QTest::addColumn<bool>("with_phases");
        QTest::addColumn<qint64>("asked");
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QString>("strict");
        QTest::addColumn<QString>("interleave");
        const auto row = [](const char *name, ServiceId there, bool with_phases, ServiceId asked, const char *start,
                            const char *strict, const char *interleave) {
            QTest::newRow(name) << qint64(there.value) << with_phases << qint64(asked.value) << QByteArray(start)
                                << QString::fromLatin1(strict) << QString::fromLatin1(interleave);
        };
        constexpr auto kMet = "appointment";
        row("colour, cut 10:15", kColour, true, kShort, "10:15", "free", "free");
        row("colour, cut 10:05", kColour, true, kShort, "10:05", kMet, kMet);
        row("colour, cut 10:30 ends where it is needed", kColour, true, kShort, "10:30", "free", "free");
        row("colour, cut 10:35", kColour, true, kShort, "10:35", kMet, kMet);
        row("the incident: perm over a regular one", kRegular, false, kPerm, "10:45", kMet, kMet);
        row("regular in regular", kWomensCut, true, kChildsCut, "10:30", kMet, kMet);
        row("regular after regular", kWomensCut, true, kChildsCut, "11:00", "free", "free");
        row("half-open: colour after colour", kColour, true, kColour, "11:00", "free", "free");
        row("half-open: colour before colour", kColour, true, kColour, "09:00", "free", "free");
        row("(i) colour in colour", kColour, true, kColour, "10:15", kMet, "free");
        row("(i) colour in colour, needed at once", kColour, true, kColour, "10:10", kMet, kMet);
        row("(i) a new colour around a short cut", kShort, true, kColour, "09:45", kMet, "free");
        row("(i) a new colour that needs her meanwhile", kShort, true, kColour, "09:50", kMet, kMet);
        row("(ii) no phases", kColour, false, kShort, "10:15", kMet, kMet);
        row("(iii) cut in a perm's gap", kPerm, true, kShort, "10:50", "free", "free");
        row("(iii) a perm's gap that is too short", kPerm, true, kShort, "11:10", kMet, kMet);
        row("(iii) a perm without phases", kPerm, false, kShort, "10:50", kMet, kMet);
    }

    void overlapsAndPhases()
    {
        QFETCH(qint64, there);
        QFETCH(bool, with_phases);
        QFETCH(qint64, asked);
        QFETCH(QByteArray, start);
        QFETCH(QString, strict);
        QFETCH(QString, interleave);
        book({there}, kMia, "10:00");
        if (!with_phases)
            m_diary.appointments.first().phases.clear();
        SlotWish wanted = wish({asked});
        QCOMPARE(judged(wanted, start), strict);
        wanted.policy = AvailabilityPolicy::Interleave;
        QCOMPARE(judged(wanted, start), interleave);
        // (iv) it is hers alone
        wanted.staff = kRobin1;
        QCOMPARE(judged(wanted, start), QStringLiteral("free"));
    }

    void unassignedBlocksEverybodyUnderBothPolicies()
    {
        book(kColour, {}, "10:00");
        for (const AvailabilityPolicy policy : {AvailabilityPolicy::Strict, AvailabilityPolicy::Interleave})
            for (const StaffId staff : {kMia, kJon, kRobin1, kRobin2}) {
                SlotWish wanted = wish(kShort, staff);
                wanted.policy = policy;
                QCOMPARE(judged(wanted, "10:45"), QStringLiteral("unassigned_appointment"));
                QCOMPARE(judged(wanted, "10:15"), QStringLiteral("free"));
                QCOMPARE(judged(wanted, "11:00"), QStringLiteral("free"));
            }
    }

    void aColourKeepsSomebodyForHalfItsTime()
    {
        const PhasePlan plan = PhasePlan::of(m_salon, *m_salon.service(kColour), kMia, kMitte);
        int busy_min = 0;
        for (const PhasePlan::Part &part : plan.parts)
            busy_min += part.busy ? part.ends_min - part.begins_min : 0;
        QCOMPARE(busy_min, 30);
        QCOMPARE(plan.total_min - busy_min, 30);
    }

    void everybodyIsAskedPreferredThenPrimaryThenLeastLoaded()
    {
        book(kShort, kJon, "15:00"); // (v) whoever is first in the list is not the only one
        SlotWish wanted = wish(kChildsCut, {});
        const auto first = [&] { return search().explain(wanted, on("10:00")).staff; };
        QCOMPARE(first(), kMia); // primary
        wanted.preferred = kRobin2;
        QCOMPARE(first(), kRobin2);
        book(kChildsCut, kRobin2, "10:00");
        QCOMPARE(first(), kMia);
        book(kChildsCut, kMia, "10:00");
        QCOMPARE(first(), kRobin1); // Jon has more to do
    }

    void buffersAreNotInsideGaps()
    {
        for (Service &service : m_salon.services)
            if (service.id == kColour)
                service.buffer_after_min = 10;
        book(kColour, kMia, "10:00");
        QCOMPARE(judged(wish(kShort), "10:15"), QStringLiteral("free"));
        QCOMPARE(judged(wish(kShort), "11:00"), QStringLiteral("appointment"));
        QCOMPARE(judged(wish(kShort), "11:10"), QStringLiteral("free"));
    }

    void aWishForOneIsOfferedTwoBeforeHalfPastTen()
    {
        m_salon.staff.resize(1);
        book(kWomensCut, kMia, "09:00");
        book(kChildsCut, kMia, "10:00"); // 10:30 to 11:00 is left
        book(kWomensCut, kMia, "11:00");
        book(kWomensCut, kMia, "12:00");
        book(kChildsCut, kMia, "13:30"); // and 14:00 to 14:30
        book(kRegular, kMia, "14:30");
        book(kShort, kMia, "16:45");
        book(kWomensCut, kMia, "17:00");
        SearchRange day{.from = {2025, 11, 26}, .days = 1};
        QCOMPARE(times(search().alternatives(wish(kChildsCut), on("13:00"), day)),
                 (QStringList{QStringLiteral("14:00 mia"), QStringLiteral("10:30 mia")}));
        QCOMPARE(times(search().alternatives(wish(kChildsCut), on("11:30"), day)),
                 (QStringList{QStringLiteral("10:30 mia"), QStringLiteral("14:00 mia")}));
        QCOMPARE(times(search().alternatives(wish(kChildsCut), on("14:00"), day)),
                 QStringList{QStringLiteral("10:30 mia")});                      // never the one that was asked for
        QVERIFY(search().alternatives(wish(kPerm), on("13:00"), day).isEmpty()); // nothing is made up
    }

    void whatTheCustomerHasIsNotOfferedAround()
    {
        book(kWomensCut, kJon, "10:00", {7});
        SlotWish wanted = wish(kChildsCut);
        wanted.customer = {7};
        QCOMPARE(judged(wanted, "10:00"), QStringLiteral("customer"));
        const QList<Offer> near = search().alternatives(wanted, on("10:00"), {.from = {2025, 11, 26}, .limit = 20});
        for (const Offer &offer : near)
            QVERIFY(offer.span.end <= on("10:00") || offer.span.begin >= on("11:00"));
        QCOMPARE(times(near).first(), QStringLiteral("09:30 mia"));
    }

    void helperServicesAreNeverOffered()
    {
        for (Service &service : m_salon.services)
            service.active = service.id != kShort;
        QCOMPARE(judged(wish(kShort), "10:00"), QStringLiteral("capability"));
        QVERIFY(search().offers(wish(kShort, {}), {.from = {2025, 11, 26}}).isEmpty());
        QVERIFY(SlotSearch::able(m_salon, wish(kShort, {})).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestWorkedExamples)
#include "tst_workedexamples.moc"
