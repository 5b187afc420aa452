// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingdesk.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/claimtable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"
#include "tests/support/lindesalon.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"

#include <latch>
#include <QTest>
#include <thread>
#include <vector>

using namespace salon;
using namespace salon::test;

/// Eight people want the same time at the same moment, each with a connection of their own.
class TestBookingRace : public QObject
{
    Q_OBJECT

    static constexpr int kBookers = 8;
    std::unique_ptr<ThrowAwayDatabase> m_database;
    ManualClock m_clock;
    Catalogue m_salon = lindeSalon();

    template <typename Work>
    void atOnce(Work work)
    {
        std::latch ready(kBookers);
        std::vector<std::thread> people;
        for (int i = 0; i < kBookers; ++i)
            people.emplace_back([&, i] {
                const auto connection = m_database->open();
                SeededRandom random(100 + i);
                BookingDesk desk(m_clock, random);
                ready.arrive_and_wait();
                work(i, *connection, desk);
            });
        for (std::thread &person : people)
            person.join();
    }

    BookingRequest request(int booker, StaffId staff, const char *start) const
    {
        return {.branch = kMitte,
                .service = kPerm,
                .staff = staff,
                .start = at(m_salon, start),
                .name = QStringLiteral("Kundin %1").arg(QChar(u'A' + booker)),
                .phone = QStringLiteral("+49171392010%1").arg(booker),
                .source = booker % 2 == 0 ? Source::Phone : Source::Desk,
                .call_id = booker % 2 == 0 ? QStringLiteral("call_%1").arg(booker) : QString()};
    }

    void claimsMatchTheBook()
    {
        const auto connection = m_database->open(Purpose::ReadOnly);
        QList<ClaimTable::Claim> wanted;
        const auto book = AppointmentTable::list(*connection, {});
        for (const Appointment &a : *book)
            for (const Phase &phase : a.phases)
                for (Instant slot = phase.span.begin; phase.busy && slot < phase.span.end; slot = slot + minutes(5))
                    if (blocksTime(a.status))
                        wanted.append({phase.staff, slot.ms() / 300'000, a.id});
        std::sort(wanted.begin(), wanted.end());
        QCOMPARE(*ClaimTable::all(*connection), wanted);
        Query half(*connection, "SELECT COUNT(*) FROM customers WHERE id NOT IN (SELECT customer FROM appointments)");
        QVERIFY(*half.fetch());
        QCOMPARE(half.int64(0), 0);
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }

    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_clock.set(at(m_salon, "2025-11-25 09:30"));
        SeededRandom random(1);
        const auto connection = m_database->open();
        storeLindeSalon(*connection, m_clock, random);
    }

    void cleanup() { m_database.reset(); }

    void oneSlotHasOneWinner_data()
    {
        QTest::addColumn<int>("staff");
        QTest::addColumn<int>("winners");
        QTest::newRow("one person") << 1 << 1;
        QTest::newRow("anybody of four") << 0 << 4;
    }

    void oneSlotHasOneWinner()
    {
        QFETCH(int, staff);
        QFETCH(int, winners);
        std::vector<Result<BookingOutcome>> outcomes(kBookers, Error{});
        atOnce([&](int i, Connection &connection, BookingDesk &desk) {
            outcomes[i] = desk.book(connection, request(i, StaffId{staff}, "2025-11-26 10:00"));
        });
        int won = 0;
        for (const auto &outcome : outcomes) {
            QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().detail));
            won += outcome->kind == BookingOutcome::Kind::Booked;
            if (outcome->kind == BookingOutcome::Kind::Booked)
                continue;
            QCOMPARE(outcome->kind, BookingOutcome::Kind::Refused);
            QCOMPARE(outcome->refusal.rule, Rule::Appointment);
            QCOMPARE(outcome->alternatives.size(), 3);
        }
        QCOMPARE(won, winners);
        claimsMatchTheBook();
    }

    void theSameCallRepeatsItselfWithoutWaiting()
    {
        std::vector<Result<BookingOutcome>> outcomes(kBookers, Error{});
        atOnce([&](int i, Connection &connection, BookingDesk &desk) {
            outcomes[i] = desk.book(connection, request(0, kMia, "2025-11-26 10:00"));
        });
        int won = 0;
        for (const auto &outcome : outcomes) {
            QVERIFY(outcome);
            won += outcome->kind == BookingOutcome::Kind::Booked;
            QVERIFY(outcome->kind != BookingOutcome::Kind::Refused);
            QCOMPARE(outcome->appointment.id, outcomes[0]->appointment.id);
        }
        QCOMPARE(won, 1);
        claimsMatchTheBook();
    }

    void oneNewNumberIsOneCustomer()
    {
        static constexpr const char *starts[kBookers] = {"2025-11-26 10:00", "2025-11-27 10:00", "2025-11-28 10:00",
                                                         "2025-11-29 10:00", "2025-12-03 10:00", "2025-12-04 10:00",
                                                         "2025-12-05 10:00", "2025-12-06 10:00"};
        std::vector<Result<BookingOutcome>> outcomes(kBookers, Error{});
        atOnce([&](int i, Connection &connection, BookingDesk &desk) {
            BookingRequest wanted = request(i, kMia, starts[i]);
            wanted.phone = i % 2 == 0 ? QStringLiteral("0171 3920199") : QStringLiteral("+491713920199");
            wanted.name = QStringLiteral("Nora Neu");
            outcomes[i] = desk.book(connection, wanted);
        });
        for (const auto &outcome : outcomes) {
            QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().detail));
            QCOMPARE(outcome->kind, BookingOutcome::Kind::Booked);
            QCOMPARE(outcome->appointment.customer, outcomes[0]->appointment.customer);
        }
        claimsMatchTheBook();
    }

    /// Whoever settles a send holds the appointment: a move that comes in between must see the booking it left.
    void aMoveSeesWhatTheMirrorIsWritingDown()
    {
        const auto connection = m_database->open();
        SeededRandom random(3);
        const auto booked = BookingDesk(m_clock, random).book(*connection, request(1, kMia, "2025-11-26 10:00"));
        QVERIFY(booked && booked->kind == BookingOutcome::Kind::Booked);
        const AppointmentId id = booked->appointment.id;
        auto tx = Transaction::begin(*connection, m_clock);
        QVERIFY(tx && AppointmentTable::lock(*tx, id));
        Result<ChangeOutcome> moved = Error{};
        std::thread desk([&] {
            const auto other = m_database->open();
            SeededRandom others(4);
            moved = BookingDesk(m_clock, others).move(*other, id, {.start = at(m_salon, "2025-11-27 10:00")}, {}, {});
        });
        const auto onlooker = m_database->open(Purpose::ReadOnly);
        const auto is_waiting = [&] { // SQLite's writers wait before they have read anything
            Query locks(*onlooker, "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
                                   "AND wait_event_type = 'Lock'");
            return locks.fetch().value_or(false) && locks.int64(0) == 1;
        };
        bool written = connection->isSqlite() || QTest::qWaitFor(is_waiting, 30'000);
        const auto rows = OutboxTable::ofAppointment(*connection, id);
        for (OutboxRow row : *rows) {
            row.state = OutboxState::Done;
            row.sends = 1;
            written =
                written && OutboxTable::update(*tx, row) &&
                OutboxTable::setPhase(*tx, row.phase, SyncStatus::Synced, QStringLiteral("uid%1").arg(row.phase.value));
        }
        written = written && tx->commit();
        desk.join();
        QVERIFY(written);
        QVERIFY(moved && moved->kind == ChangeOutcome::Kind::Done);
        int reschedules = 0;
        const auto after = OutboxTable::ofAppointment(*connection, id);
        for (const OutboxRow &row : *after)
            reschedules += row.operation == SyncOperation::Reschedule;
        QCOMPARE(reschedules, 4);
    }

    void overlappingStartsMovesAndCancelsNeverDoubleBook()
    {
        constexpr int kRounds = 6;
        std::vector<int> errors(kBookers, 0);
        atOnce([&](int i, Connection &connection, BookingDesk &desk) {
            static constexpr const char *starts[] = {"2025-11-26 09:00", "2025-11-26 09:15", "2025-11-26 10:30",
                                                     "2025-11-27 14:00", "2025-11-27 14:50"};
            AppointmentId mine;
            for (int round = 0; round < kRounds; ++round) {
                BookingRequest wanted = request(i, StaffId{(i + round) % 3}, starts[(i * 3 + round) % 5]);
                wanted.call_id.clear();
                wanted.source = Source::Desk;
                const auto outcome = desk.book(connection, wanted);
                errors[i] += !outcome;
                if (!outcome || outcome->kind != BookingOutcome::Kind::Booked)
                    continue;
                if (!mine.isNull() && round % 2 == 0)
                    errors[i] += !desk.cancel(connection, mine, QStringLiteral("anders"), {}, {});
                mine = outcome->appointment.id;
                errors[i] += !desk.move(connection, mine, {.start = at(m_salon, starts[(i + round) % 5])}, {}, {});
            }
        });
        for (const int count : errors)
            QCOMPARE(count, 0);
        claimsMatchTheBook();
    }
};

QTEST_GUILESS_MAIN(TestBookingRace)
#include "tst_bookingrace.moc"
