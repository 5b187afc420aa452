// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/holddesk.h"
#include "core/booking/slotreader.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/claimtable.h"
#include "core/storage/holdtable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"
#include "core/storage/resourceclaimtable.h"
#include "tests/support/lindescene.h"

#include <latch>
#include <QTest>
#include <thread>
#include <vector>

using namespace salon;
using namespace salon::test;

/// A perm's rinsing (C, 80 to 95 minutes after the start) needs one of two basins and may be done by any able
/// colleague; both engines.
class TestResourceBooking : public QObject, private LindeScene
{
    Q_OBJECT

    BookingRequest request(StaffId staff, const char *start, const char *name = "Lena Vogt") const
    {
        return {.branch = kMitte,
                .service = kPerm,
                .staff = staff,
                .start = at(m_salon, start),
                .name = QString::fromUtf8(name),
                .source = Source::Desk};
    }

    void save(const char *resource, SegmentBy by)
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(tx);
        Branch branch = m_salon.branches.first();
        branch.resources = {{.key = QStringLiteral("basin"), .name = QStringLiteral("Waschplatz"), .count = 2}};
        QVERIFY(CatalogueTable::saveBranch(*tx, branch));
        Service perm = *m_salon.service(kPerm);
        for (Segment &segment : perm.segments)
            if (segment.key == QStringLiteral("C")) {
                segment.resource = QString::fromLatin1(resource);
                segment.by = by;
            }
        QVERIFY(CatalogueTable::saveService(*tx, perm));
        QVERIFY(tx->commit());
    }

    /// Anybody may rinse. Mia and Robin are away for just those fifteen minutes; nobody has a break that day.
    void letJonHelp()
    {
        save("", SegmentBy::AnyAble);
        auto tx = Transaction::begin(*m_connection, m_clock);
        const TimeRange away{at(m_salon, "2025-11-26 13:15"), at(m_salon, "2025-11-26 13:30")};
        for (const StaffId id : {kMia, kRobin1, kJon}) {
            Staff member = *m_salon.member(id);
            member.working_hours = {{3, {{540, 1080}}}};
            if (id != kJon)
                member.absences = {{away, QStringLiteral("Bank")}};
            QVERIFY(CatalogueTable::saveStaff(*tx, member));
        }
        QVERIFY(tx->commit());
    }

    QList<OutboxId> waitingFor(const Appointment &appointment, const char *key)
    {
        QList<OutboxId> waiting;
        const auto rows = OutboxTable::ofAppointment(*m_connection, appointment.id);
        for (const OutboxRow &row : *rows)
            for (const Phase &phase : appointment.phases)
                if (phase.key == QLatin1String(key) && row.phase == phase.id && row.state != OutboxState::Done)
                    waiting.append(row.id);
        return waiting;
    }

    int unitsInUse(const char *at_time)
    {
        const auto claims = ResourceClaimTable::all(*m_connection);
        const qint64 slot = at(m_salon, at_time).ms() / 300'000;
        return int(std::count_if(claims->cbegin(), claims->cend(), [&](const auto &c) { return c.slot == slot; }));
    }

    static StaffId doerOf(const Appointment &appointment, const char *key)
    {
        for (const Phase &phase : appointment.phases)
            if (phase.key == QLatin1String(key))
                return phase.staff;
        return {};
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        open();
        save("basin", SegmentBy::Same);
    }
    void cleanup() { close(); }

    void twoBasinsServeTwoAndNotThree()
    {
        booked(request(kMia, "2025-11-26 10:00"));
        const Appointment second = booked(request(kRobin1, "2025-11-26 10:00"));
        QCOMPARE(unitsInUse("2025-11-26 11:20"), 2);
        QCOMPARE(unitsInUse("2025-11-26 11:35"), 0);
        const BookingOutcome third = book(request(kRobin2, "2025-11-26 10:05"));
        QCOMPARE(third.kind, BookingOutcome::Kind::Refused);
        QCOMPARE(third.refusal.rule, Rule::Resource);
        QCOMPARE(third.refusal.object, QStringLiteral("Waschplatz"));
        QCOMPARE(third.refusal.segment, QStringLiteral("C"));
        QVERIFY(!third.alternatives.isEmpty());
        QCOMPARE(book(request(kRobin2, "2025-11-26 10:15")).kind, BookingOutcome::Kind::Booked);

        // A cancelled one gives its basin back at once.
        QVERIFY(desk().cancel(*m_connection, second.id, QStringLiteral("krank"), std::nullopt, {}));
        QCOMPARE(unitsInUse("2025-11-26 11:20"), 1);
    }

    void aMoveTakesTheBasinAlong()
    {
        const Appointment one = booked(request(kMia, "2025-11-26 10:00"));
        const auto moved =
            desk().move(*m_connection, one.id, {.start = at(m_salon, "2025-11-26 13:30")}, std::nullopt, {});
        QVERIFY(moved);
        QCOMPARE(moved->kind, ChangeOutcome::Kind::Done);
        QCOMPARE(unitsInUse("2025-11-26 11:20"), 0);
        QCOMPARE(unitsInUse("2025-11-26 14:50"), 1);
    }

    void whoOverbooksTakesWhatIsLeft()
    {
        booked(request(kMia, "2025-11-26 10:00"));
        booked(request(kJon, "2025-11-26 09:55")); // Jon takes five minutes longer
        BookingRequest third = request(kRobin1, "2025-11-26 10:00");
        third.overbook = true;
        QVERIFY(booked(third).overbooked);
        QCOMPARE(unitsInUse("2025-11-26 11:20"), 2);
    }

    void whoComesAfterAllTakesTheBasinBack()
    {
        const Appointment one = booked(request(kMia, "2025-11-26 10:00"));
        QVERIFY(desk().setStatus(*m_connection, one.id, AppointmentStatus::NoShow, std::nullopt, {}));
        QCOMPARE(unitsInUse("2025-11-26 11:20"), 0);
        QVERIFY(desk().setStatus(*m_connection, one.id, AppointmentStatus::Arrived, std::nullopt, {}));
        QCOMPARE(unitsInUse("2025-11-26 11:20"), 1);
    }

    void fourWantTwoBasinsAtTheSameMoment()
    {
        const QList<StaffId> people{kMia, kRobin1, kRobin2, kJon};
        std::latch ready(int(people.size()));
        std::vector<Result<BookingOutcome>> outcomes(size_t(people.size()), Error{});
        std::vector<std::thread> bookers;
        for (int i = 0; i < people.size(); ++i)
            bookers.emplace_back([&, i] {
                const auto connection = m_database->open();
                SeededRandom random(10 + i);
                BookingDesk own(m_clock, random);
                const QByteArray name = "Kundin " + QByteArray(1, char('A' + i));
                ready.arrive_and_wait();
                const char *start = people[i] == kJon ? "2025-11-26 09:55" : "2025-11-26 10:00";
                outcomes[size_t(i)] = own.book(*connection, request(people[i], start, name.constData()));
            });
        for (std::thread &booker : bookers)
            booker.join();
        int won = 0;
        for (const auto &outcome : outcomes) {
            QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().detail));
            won += outcome->kind == BookingOutcome::Kind::Booked;
            if (outcome->kind == BookingOutcome::Kind::Refused)
                QCOMPARE(outcome->refusal.rule, Rule::Resource);
        }
        QCOMPARE(won, 2);
        QCOMPARE(unitsInUse("2025-11-26 11:20"), 2);
    }

    void aColleagueRinsesWhenThePersonCannot()
    {
        letJonHelp();
        const BookingOutcome alone = book(request(kMia, "2025-11-26 12:10"));
        QCOMPARE(alone.kind, BookingOutcome::Kind::Refused);
        QCOMPARE(alone.refusal.rule, Rule::Absence); // B, which nobody else may do
        const Appointment helped = booked(request(kMia, "2025-11-26 11:55"));
        QCOMPARE(doerOf(helped, "C"), kJon);
        QCOMPARE(doerOf(helped, "D"), kMia);
        const auto claims = ClaimTable::all(*m_connection);
        const qint64 rinsing = at(m_salon, "2025-11-26 13:15").ms() / 300'000;
        const auto claimed = [&](StaffId who) {
            return std::any_of(claims->cbegin(), claims->cend(),
                               [&](const auto &claim) { return claim.slot == rinsing && claim.staff == who; });
        };
        QVERIFY(claimed(kJon));
        QVERIFY(!claimed(kMia));
        // Jon is busy for those fifteen minutes and no longer.
        BookingRequest cut = request(kJon, "2025-11-26 13:00", "Tom Adler");
        cut.service = kChildsCut;
        QCOMPARE(book(cut).refusal.rule, Rule::Appointment);
        cut.start = at(m_salon, "2025-11-26 13:30");
        QCOMPARE(book(cut).kind, BookingOutcome::Kind::Booked);
    }

    void whatIsOfferedIsHeldForWhoWouldHelp()
    {
        letJonHelp();
        const SlotWish asking{.branch = kMitte,
                              .service = kPerm,
                              .staff = kMia,
                              .event_maps = EventMapCheck::Warn,
                              .call_id = QStringLiteral("call_a")};
        const Instant start = at(m_salon, "2025-11-26 11:55");
        SlotReader slots(*m_connection, *CatalogueTable::load(*m_connection), m_clock.now(), asking);
        const auto found = slots.offers(asking, {.from = {2025, 11, 26}, .days = 1, .limit = 1, .not_before = start});
        QVERIFY(found);
        QCOMPARE(found->size(), 1);
        QCOMPARE(found->first().assistants.value(QStringLiteral("C")), kJon);
        QVERIFY(HoldDesk(m_clock).holdSoftly(*m_connection, asking, *found));
        const auto held = HoldTable::ofCall(*m_connection, asking.call_id, m_clock.now());
        QCOMPARE(held->size(), 1);
        QVERIFY(std::any_of(held->first().parts.cbegin(), held->first().parts.cend(),
                            [](const Hold::Part &part) { return part.staff == kJon; }));
    }

    void anAssistantsPartThatStaysIsNotSentAgain()
    {
        letJonHelp();
        const Appointment before = booked(request(kMia, "2025-11-26 11:55"));
        const QList<OutboxId> rinsing = waitingFor(before, "C");
        const QList<OutboxId> cutting = waitingFor(before, "D");
        QCOMPARE(rinsing.size(), 1);
        const auto moved =
            desk().move(*m_connection, before.id, {.start = before.span.begin, .staff = kRobin1}, {}, {});
        QVERIFY(moved);
        QCOMPARE(moved->kind, ChangeOutcome::Kind::Done);
        QCOMPARE(doerOf(moved->appointment, "C"), kJon);
        QCOMPARE(doerOf(moved->appointment, "D"), kRobin1);
        QCOMPARE(waitingFor(moved->appointment, "C"), rinsing);
        QVERIFY(waitingFor(moved->appointment, "D") != cutting);
    }
};

QTEST_GUILESS_MAIN(TestResourceBooking)
#include "tst_resourcebooking.moc"
