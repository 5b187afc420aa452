// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/slotreader.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/flagtable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"
#include "tests/support/bookcheck.h"
#include "tests/support/bookingrace.h"
#include "tests/support/lindescene.h"

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

/// Many people want the same time at the same moment, each with a connection of their own, as two desks and a listener
/// have it: as many win as there are places, everybody else hears what is free instead, the book stays whole.
class TestBookingRace : public QObject, private LindeScene
{
    Q_OBJECT

    static constexpr int kBookers = 8;

    BookingRequest request(int booker, StaffId staff, const char *start, ServiceId service = kPerm) const
    {
        return {.branch = kMitte,
                .service = service,
                .staff = staff,
                .start = at(m_salon, start),
                .name = QStringLiteral("Kundin %1").arg(booker),
                .phone = QStringLiteral("+4917139201%1").arg(booker, 2, 10, QLatin1Char('0')),
                .source = booker % 2 == 0 ? Source::Phone : Source::Desk,
                .call_id = booker % 2 == 0 ? QStringLiteral("call_%1").arg(booker) : QString()};
    }

    void setPolicy(const QString &policy)
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(tx && FlagTable::set(*tx, QStringLiteral("availability_policy"), policy, QStringLiteral("test")));
        QVERIFY(tx->commit());
    }

    /// Nothing has changed since they were named, so they are free still.
    void offersAreFree(const BookingRace &race)
    {
        for (const BookingRace::Try &one : race.tries()) {
            SlotWish wish{.branch = kMitte, .service = one.wish.service};
            for (const Offer &offer : one.outcome->alternatives) {
                wish.staff = offer.staff;
                const auto why =
                    SlotReader(*m_connection, m_salon, m_clock.now(), wish).explain(wish, offer.span.begin);
                QVERIFY2(why && why->available, qPrintable(why ? why->text : why.error().detail));
            }
        }
    }

    /// How many wait for a day's lock on PostgreSQL.
    int waiting(QDate day)
    {
        const auto onlooker = m_database->open(Purpose::ReadOnly);
        Query locks(*onlooker, "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted "
                               "AND CAST(objid AS BIGINT) = ?");
        return locks.bind((kMitte.value << 24) | day.toJulianDay()).fetch().value_or(false) ? locks.integer(0) : -1;
    }
    bool comesToWait(QDate day, int people)
    {
        return QTest::qWaitFor([&] { return waiting(day) == people; }, 30'000);
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        open();
    }
    void cleanup() { close(); }

    void oneSlotHasOneWinner_data()
    {
        QTest::addColumn<int>("bookers");
        QTest::addColumn<int>("staff");
        QTest::addColumn<int>("places");
        QTest::newRow("8 want one person") << 8 << 1 << 1;
        QTest::newRow("8 want anybody of four") << 8 << 0 << 4;
        QTest::newRow("64 want anybody of four") << 64 << 0 << 4;
        if (withLongRaces())
            QTest::newRow("64 want one person") << 64 << 1 << 1;
    }

    void oneSlotHasOneWinner()
    {
        QFETCH(int, bookers);
        QFETCH(int, staff);
        QFETCH(int, places);
        QList<BookingRequest> wishes;
        for (int i = 0; i < bookers; ++i)
            wishes.append(request(i, StaffId{staff}, "2025-11-26 10:00"));
        BookingRace race(*m_database, m_clock);
        race.run(wishes);
        qInfo().noquote() << race.summary();
        QCOMPARE(race.faults(), QString());
        QCOMPARE(int(race.booked().size()), places);
        QCOMPARE(race.refused(), bookers - places);
        for (const BookingRace::Try &one : race.tries())
            if (one.outcome->kind == BookingOutcome::Kind::Refused)
                QCOMPARE(one.outcome->refusal.rule, Rule::Appointment);
        offersAreFree(race);
        QCOMPARE(bookFaults(*m_connection), QString());
        QCOMPARE(turnFaults(*m_connection), QString());
    }

    void twoDesksKeepThePolicy_data()
    {
        QTest::addColumn<int>("bookers");
        QTest::addColumn<QString>("policy");
        QTest::newRow("8, strict") << 8 << QStringLiteral("strict");
        QTest::newRow("64, strict") << 64 << QStringLiteral("strict");
        QTest::newRow("8, interleave") << 8 << QStringLiteral("interleave");
        if (withLongRaces())
            QTest::newRow("64, interleave") << 64 << QStringLiteral("interleave");
    }

    /// For each person and day some want something short that fits into the processing time of something long that
    /// others want. Claims know nothing of it: under `strict` only the lock keeps the long one from being laid over
    /// the short one.
    void twoDesksKeepThePolicy()
    {
        QFETCH(int, bookers);
        QFETCH(QString, policy);
        setPolicy(policy);
        QList<BookingRequest> wishes;
        for (int i = 0; i < bookers; ++i) {
            const bool is_long = i / 4 % 2 == 0;
            const BookingRequest wish =
                request(i, StaffId{1 + i % 4}, is_long ? "2025-11-26 09:00" : "2025-11-26 09:50",
                        is_long ? kBleaching : kChildsCut);
            wishes.append(wish);
            wishes.last().start = wish.start + 24h * (i / 8 % 2);
            wishes.last().source = Source::Desk;
            wishes.last().call_id.clear();
        }
        BookingRace race(*m_database, m_clock);
        race.run(wishes);
        qInfo().noquote() << race.summary();
        QCOMPARE(race.faults(), QString());
        QVERIFY(race.booked().size() >= 2);
        QCOMPARE(int(race.booked().size()) + race.refused(), bookers);
        QCOMPARE(bookFaults(*m_connection), QString());
        if (policy == QStringLiteral("strict"))
            QCOMPARE(turnFaults(*m_connection), QString());
    }

    void allMoveToTheSameStart()
    {
        static constexpr const char *starts[kBookers] = {"2025-11-26 09:00", "2025-11-26 14:00", "2025-11-27 09:00",
                                                         "2025-11-27 14:00", "2025-11-28 09:00", "2025-11-28 14:00",
                                                         "2025-12-02 09:00", "2025-12-02 14:00"};
        QList<Appointment> before;
        for (int i = 0; i < kBookers; ++i)
            before.append(booked(request(i, kMia, starts[i])));
        std::vector<Result<ChangeOutcome>> outcomes(kBookers, Error{});
        atOnce(*m_database, kBookers, [&](int i, Connection &connection) {
            SeededRandom random(100 + i);
            outcomes[i] =
                BookingDesk(m_clock, random)
                    .move(connection, before[i].id, {.start = at(m_salon, "2025-12-03 10:00")}, before[i].version, {});
        });
        int moved = 0;
        for (int i = 0; i < kBookers; ++i) {
            QVERIFY2(outcomes[i], qPrintable(outcomes[i] ? QString() : outcomes[i].error().detail));
            if (outcomes[i]->kind == ChangeOutcome::Kind::Done) {
                ++moved;
                continue;
            }
            QCOMPARE(outcomes[i]->kind, ChangeOutcome::Kind::Refused);
            QCOMPARE(outcomes[i]->refusal.rule, Rule::Appointment);
            QCOMPARE(outcomes[i]->alternatives.size(), 3);
            QCOMPARE(AppointmentTable::read(*m_connection, before[i].id)->span, before[i].span);
        }
        QCOMPARE(moved, 1);
        QCOMPARE(bookFaults(*m_connection), QString());
    }

    /// Who looks the appointment up before they have the lock of its day may find it on another day then.
    void movesAndCancelsOfOneAppointmentAcrossDays()
    {
        static constexpr const char *starts[] = {"2025-11-26 10:00", "2025-11-27 10:00", "2025-11-28 10:00"};
        QList<Appointment> fought;
        for (int i = 0; i < 3; ++i)
            fought.append(booked(request(i, kMia, starts[i])));
        std::vector<QStringList> errors(kBookers);
        atOnce(*m_database, kBookers, [&](int i, Connection &connection) {
            SeededRandom random(100 + i);
            BookingDesk desk(m_clock, random);
            for (int round = 0; round < 12; ++round) {
                const AppointmentId id = fought[qsizetype(random.next() % 3)].id;
                const bool cancels = round > 8 && i == 0;
                const MoveRequest to{.start = at(m_salon, starts[random.next() % 3]) + minutes(60 * (i % 4)),
                                     .overbook = i % 2 == 0};
                const auto outcome = cancels ? desk.cancel(connection, id, QStringLiteral("krank"), {}, {})
                                             : desk.move(connection, id, to, {}, {});
                if (!outcome)
                    errors[i] << outcome.error().detail;
            }
        });
        for (const QStringList &told : errors)
            QCOMPARE(told.join(QLatin1Char('\n')), QString());
        QCOMPARE(bookFaults(*m_connection), QString());
    }

    /// The same, step by step: whoever waited for the day it was on must wait for the day it is on now. (SQLite has one
    /// lock for all days.)
    void aChangeFollowsItsAppointmentToAnotherDay()
    {
        if (m_database->isSqlite())
            return;
        const Appointment made = booked(request(1, kMia, "2025-11-26 10:00"));
        const QDate wednesday(2025, 11, 26);
        const QDate thursday(2025, 11, 27);
        const auto second_connection = m_database->open();
        auto first = Transaction::begin(*m_connection, m_clock);
        auto second = Transaction::begin(*second_connection, m_clock);
        bool as_planned = first->lockDay(kMitte, wednesday) && second->lockDay(kMitte, thursday);
        std::atomic<bool> has_thursday{false};
        std::atomic<bool> is_cancelled{false};
        std::latch looked{1};
        std::thread mover([&] {
            const auto connection = m_database->open();
            SeededRandom random(3);
            (void)BookingDesk(m_clock, random).move(*connection, made.id, {.start = made.span.begin + 24h}, {}, {});
        });
        as_planned = as_planned && comesToWait(wednesday, 1);
        std::thread canceller([&] {
            const auto connection = m_database->open();
            SeededRandom random(4);
            (void)BookingDesk(m_clock, random).cancel(*connection, made.id, QStringLiteral("krank"), {}, {});
            is_cancelled = true;
        });
        as_planned = as_planned && comesToWait(wednesday, 2) && first->rollBack() && comesToWait(thursday, 1);
        std::thread next([&] {
            const auto connection = m_database->open();
            auto tx = Transaction::begin(*connection, m_clock);
            has_thursday = tx && tx->lockDay(kMitte, thursday);
            looked.wait();
        });
        as_planned = as_planned && comesToWait(thursday, 2) && second->rollBack();
        const bool follows = as_planned && QTest::qWaitFor([&] { return has_thursday.load(); }, 30'000) &&
                             QTest::qWaitFor([&] { return is_cancelled || waiting(thursday) == 1; }, 30'000) &&
                             !is_cancelled;
        looked.count_down();
        for (std::thread *thread : {&mover, &canceller, &next})
            thread->join();
        QVERIFY(as_planned);
        QVERIFY(follows);
        QCOMPARE(AppointmentTable::read(*m_connection, made.id)->status, AppointmentStatus::Cancelled);
        QCOMPARE(bookFaults(*m_connection), QString());
    }

    void theSameCallRepeatsItselfWithoutWaiting()
    {
        std::vector<Result<BookingOutcome>> outcomes(kBookers, Error{});
        atOnce(*m_database, kBookers, [&](int i, Connection &connection) {
            SeededRandom random(100 + i);
            outcomes[i] = BookingDesk(m_clock, random).book(connection, request(0, kMia, "2025-11-26 10:00"));
        });
        int won = 0;
        for (const auto &outcome : outcomes) {
            QVERIFY(outcome);
            won += outcome->kind == BookingOutcome::Kind::Booked;
            QVERIFY(outcome->kind != BookingOutcome::Kind::Refused);
            QCOMPARE(outcome->appointment.id, outcomes[0]->appointment.id);
        }
        QCOMPARE(won, 1);
        QCOMPARE(bookFaults(*m_connection), QString());
    }

    void oneNewNumberIsOneCustomer()
    {
        static constexpr const char *starts[kBookers] = {"2025-11-26 10:00", "2025-11-27 10:00", "2025-11-28 10:00",
                                                         "2025-11-29 10:00", "2025-12-03 10:00", "2025-12-04 10:00",
                                                         "2025-12-05 10:00", "2025-12-06 10:00"};
        std::vector<Result<BookingOutcome>> outcomes(kBookers, Error{});
        atOnce(*m_database, kBookers, [&](int i, Connection &connection) {
            SeededRandom random(100 + i);
            BookingRequest wanted = request(i, kMia, starts[i]);
            wanted.phone = i % 2 == 0 ? QStringLiteral("0171 3920199") : QStringLiteral("+491713920199");
            wanted.name = QStringLiteral("Nora Neu");
            outcomes[i] = BookingDesk(m_clock, random).book(connection, wanted);
        });
        for (const auto &outcome : outcomes) {
            QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().detail));
            QCOMPARE(outcome->kind, BookingOutcome::Kind::Booked);
            QCOMPARE(outcome->appointment.customer, outcomes[0]->appointment.customer);
        }
        QCOMPARE(bookFaults(*m_connection), QString());
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
        atOnce(*m_database, kBookers, [&](int i, Connection &connection) {
            SeededRandom random(100 + i);
            BookingDesk desk(m_clock, random);
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
        QCOMPARE(bookFaults(*m_connection), QString());
    }
};

QTEST_GUILESS_MAIN(TestBookingRace)
#include "tst_bookingrace.moc"
