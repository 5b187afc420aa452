// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/holddesk.h"
#include "core/booking/slotreader.h"
#include "core/storage/holdtable.h"
#include "core/storage/query.h"
#include "tests/support/lindescene.h"

#include <latch>
#include <QTest>
#include <thread>
#include <vector>

using namespace salon;
using namespace salon::test;

namespace
{

constexpr auto kTen = "2025-11-26 10:00";

}

/// What a caller was told is free stays theirs while they decide, and nobody else's; both engines.
class TestHoldDesk : public QObject, private LindeScene
{
    Q_OBJECT

    SlotWish wish(const char *call_id, StaffId staff = kMia, ServiceId service = kMensCut) const
    {
        return {.branch = kMitte, .service = service, .staff = staff, .call_id = QString::fromLatin1(call_id)};
    }

    HoldDesk::Outcome hold(const SlotWish &wanted, const char *start)
    {
        const auto outcome = HoldDesk(m_clock).hold(*m_connection, wanted, at(m_salon, start));
        if (!outcome)
            qFatal("%s", qPrintable(outcome.error().detail));
        return *outcome;
    }

    Explanation explain(const SlotWish &wanted, const char *start)
    {
        const auto why = SlotReader(*m_connection, m_salon, m_clock.now(), wanted).explain(wanted, at(m_salon, start));
        if (!why)
            qFatal("%s", qPrintable(why.error().detail));
        return *why;
    }

    QList<Offer> offers(const SlotWish &wanted, int days, int limit)
    {
        const auto found = SlotReader(*m_connection, m_salon, m_clock.now(), wanted)
                               .offers(wanted, {.from = QDate(2025, 11, 26), .days = days, .limit = limit});
        if (!found)
            qFatal("%s", qPrintable(found.error().detail));
        return *found;
    }

    QString state(HoldId id)
    {
        Query query(*m_connection, "SELECT state FROM holds WHERE id = ?");
        const auto found = query.bind(id).fetch();
        return found && *found ? query.text(0) : QString();
    }

    BookingRequest request(const char *call_id, const char *start) const
    {
        return {.branch = kMitte,
                .service = kMensCut,
                .staff = kMia,
                .start = at(m_salon, start),
                .name = QStringLiteral("Lena Vogt"),
                .phone = QStringLiteral("+491713920001"),
                .source = Source::Phone,
                .call_id = QString::fromLatin1(call_id)};
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        open();
    }
    void cleanup() { close(); }

    void othersSeeItAsTakenAndItsOwnCallDoesNot()
    {
        const auto held = hold(wish("call_a"), kTen);
        QVERIFY(held.hold);
        QCOMPARE(held.hold->expires_at, m_clock.now() + seconds(180));
        const Explanation other = explain(wish("call_b"), "2025-11-26 10:30");
        QVERIFY(!other.available);
        QCOMPARE(other.rule, Rule::Hold);
        QCOMPARE(other.object, QStringLiteral("09:33"));
        QCOMPARE(other.meets, (TimeRange{at(m_salon, kTen), at(m_salon, "2025-11-26 10:55")}));
        QVERIFY(other.customer_name.isEmpty());
        QVERIFY(explain(wish("call_a"), "2025-11-26 10:30").available);
        QVERIFY(explain(wish("call_b", kJon), kTen).available);
        QVERIFY(explain(wish("call_b"), "2025-11-26 10:55").available);
        // Nobody of the desk is a call.
        QCOMPARE(explain(wish(""), kTen).rule, Rule::Hold);
    }

    void whatIsHeldCannotBeHeldOrBookedByAnother()
    {
        hold(wish("call_a"), kTen);
        const auto second = hold(wish("call_b"), kTen);
        QVERIFY(!second.hold);
        QCOMPARE(second.judgement.rule, Rule::Hold);
        const BookingOutcome refused = book(request("call_b", kTen));
        QCOMPARE(refused.kind, BookingOutcome::Kind::Refused);
        QCOMPARE(refused.refusal.rule, Rule::Hold);
        QCOMPARE(refused.alternatives.size(), 3);
        for (const Offer &offer : refused.alternatives)
            QVERIFY(explain(wish("call_b"), qPrintable(offer.date.toString(Qt::ISODate) + QLatin1Char(' ') +
                                                       offer.time.toString(QStringLiteral("HH:mm"))))
                        .available);
    }

    void theDeskMayBookOverItKnowingly()
    {
        hold(wish("call_a"), kTen);
        BookingRequest wanted = request("", kTen);
        wanted.source = Source::Desk;
        QCOMPARE(book(wanted).refusal.rule, Rule::Hold);
        wanted.overbook = true;
        const Appointment made = booked(wanted);
        QVERIFY(made.overbooked);
    }

    void itEndsByItself()
    {
        hold(wish("call_a"), kTen);
        m_clock.advance(seconds(179));
        QCOMPARE(explain(wish("call_b"), kTen).rule, Rule::Hold);
        m_clock.advance(seconds(1));
        QVERIFY(explain(wish("call_b"), kTen).available);
        QCOMPARE(book(request("call_b", kTen)).kind, BookingOutcome::Kind::Booked);
    }

    void eachFunctionCallRenewsIt()
    {
        const auto held = hold(wish("call_a"), kTen);
        m_clock.advance(seconds(120));
        QCOMPARE(HoldDesk(m_clock).renew(*m_connection, QStringLiteral("call_a")).value(), 1);
        m_clock.advance(seconds(120));
        QCOMPARE(explain(wish("call_b"), kTen).rule, Rule::Hold);
        m_clock.advance(seconds(60));
        QVERIFY(explain(wish("call_b"), kTen).available);
        // What has run out stays so.
        QCOMPARE(HoldDesk(m_clock).renew(*m_connection, QStringLiteral("call_a")).value(), 0);
        QCOMPARE(state(held.hold->id), QStringLiteral("placed"));
    }

    void theEndOfTheCallReleasesIt()
    {
        const auto held = hold(wish("call_a"), kTen);
        QCOMPARE(HoldDesk(m_clock).release(*m_connection, QStringLiteral("call_a")).value(), 1);
        QVERIFY(explain(wish("call_b"), kTen).available);
        QCOMPARE(state(held.hold->id), QStringLiteral("released"));
        QCOMPARE(HoldDesk(m_clock).release(*m_connection, QStringLiteral("call_a")).value(), 0);
    }

    /// Who books for herself and then for her daughter has been told of both.
    void theBookingConvertsItAndLeavesTheOthers()
    {
        const auto mothers = hold(wish("call_a"), "2025-11-26 14:00");
        const auto daughters = hold(wish("call_a"), kTen);
        QCOMPARE(book(request("call_a", "2025-11-26 14:00")).kind, BookingOutcome::Kind::Booked);
        QCOMPARE(state(mothers.hold->id), QStringLiteral("converted"));
        QCOMPARE(state(daughters.hold->id), QStringLiteral("placed"));
        QCOMPARE(explain(wish("call_b"), kTen).rule, Rule::Hold);
        BookingRequest second = request("call_a", kTen);
        second.name = QStringLiteral("Ida Vogt");
        second.phone.clear();
        QCOMPARE(book(second).kind, BookingOutcome::Kind::Booked);
        QCOMPARE(state(daughters.hold->id), QStringLiteral("converted"));
    }

    /// Who has chosen keeps nobody away from the other offers.
    void theBookingEndsWhatWasOnlyOffered()
    {
        const SlotWish asking = wish("call_a");
        const QList<Offer> all = offers(asking, 3, 20);
        const QList<Offer> three{all.first(), all.at(10), all.last()};
        QVERIFY(HoldDesk(m_clock).holdSoftly(*m_connection, asking, three));
        QVERIFY(offers(wish("call_b"), 3, 1) != three.first(1));
        BookingRequest chosen = request("call_a", kTen);
        chosen.start = three.last().span.begin;
        QCOMPARE(book(chosen).kind, BookingOutcome::Kind::Booked);
        QVERIFY(HoldTable::ofCall(*m_connection, QStringLiteral("call_a"), m_clock.now())->isEmpty());
        QCOMPARE(offers(wish("call_b"), 3, 1), three.first(1));
    }

    void oneStartWithTwoPeopleIsBookedWithOne()
    {
        const auto mias = hold(wish("call_a"), kTen);
        const auto jons = hold(wish("call_a", kJon), kTen);
        QCOMPARE(book(request("call_a", kTen)).kind, BookingOutcome::Kind::Booked);
        QCOMPARE(state(mias.hold->id), QStringLiteral("converted"));
        QCOMPARE(state(jons.hold->id), QStringLiteral("released"));
    }

    void whoAsksTwiceHoldsOnce()
    {
        const auto calls = [this] {
            return *HoldTable::ofCall(*m_connection, QStringLiteral("call_a"), m_clock.now());
        };
        hold(wish("call_a"), kTen);
        hold(wish("call_a"), kTen);
        QCOMPARE(calls().size(), 1);
        hold(wish("call_a"), "2025-11-26 14:00");
        const auto back = hold(wish("call_a"), kTen); // soft by now
        const QList<Hold> held = calls();
        QCOMPARE(held.size(), 2);
        QVERIFY(held.first().soft);
        QCOMPARE(held.last().id, back.hold->id);
        QVERIFY(!held.last().soft);
    }

    void aLaterCheckLeavesTheEarlierOneSoft()
    {
        hold(wish("call_a"), kTen);
        hold(wish("call_a"), "2025-11-26 14:00");
        // Not offered to others, but theirs when they ask for it.
        const QList<Offer> found = offers(wish("call_b"), 1, 100);
        const auto offered = [&](const char *start) {
            return std::any_of(found.cbegin(), found.cend(),
                               [&](const Offer &offer) { return offer.span.begin == at(m_salon, start); });
        };
        QVERIFY(!offered(kTen));
        QVERIFY(!offered("2025-11-26 14:00"));
        QVERIFY(offered("2025-11-26 11:00"));
        QVERIFY(explain(wish("call_b"), kTen).available);
        QCOMPARE(explain(wish("call_b"), "2025-11-26 14:00").rule, Rule::Hold);
    }

    void threeAlternativesAreHeldSoftly()
    {
        const SlotWish asking = wish("call_a");
        const QList<Offer> five = offers(asking, 3, 5);
        QCOMPARE(five.size(), 5);
        QVERIFY(HoldDesk(m_clock).holdSoftly(*m_connection, asking, five));
        const auto held = HoldTable::ofCall(*m_connection, QStringLiteral("call_a"), m_clock.now());
        QVERIFY(held);
        QCOMPARE(held->size(), 3);
        for (const Hold &one : *held)
            QVERIFY(one.soft);
        QCOMPARE(held->first().span, five.first().span);
        // The next answer's take their place.
        QVERIFY(HoldDesk(m_clock).holdSoftly(*m_connection, asking, five.last(1)));
        const auto after = HoldTable::ofCall(*m_connection, QStringLiteral("call_a"), m_clock.now());
        QCOMPARE(after->size(), 1);
        m_clock.advance(seconds(120));
        QVERIFY(HoldTable::ofCall(*m_connection, QStringLiteral("call_a"), m_clock.now())->isEmpty());
    }

    void ofEightCallsOneGetsIt()
    {
        constexpr int kCallers = 8;
        std::latch ready(kCallers);
        std::vector<Result<HoldDesk::Outcome>> outcomes(kCallers, Error{});
        std::vector<std::thread> callers;
        for (int i = 0; i < kCallers; ++i)
            callers.emplace_back([&, i] {
                const auto connection = m_database->open();
                const QByteArray call = "call_" + QByteArray::number(i);
                ready.arrive_and_wait();
                outcomes[size_t(i)] = HoldDesk(m_clock).hold(*connection, wish(call.constData()), at(m_salon, kTen));
            });
        for (std::thread &caller : callers)
            caller.join();
        int won = 0;
        for (const auto &outcome : outcomes) {
            QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().detail));
            won += outcome->hold.has_value();
            if (!outcome->hold)
                QCOMPARE(outcome->judgement.rule, Rule::Hold);
        }
        QCOMPARE(won, 1);
    }
};

QTEST_GUILESS_MAIN(TestHoldDesk)
#include "tst_holddesk.moc"
