// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/holddesk.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/holdtable.h"
#include "core/storage/query.h"
#include "tests/support/bookcheck.h"
#include "tests/support/bookingrace.h"
#include "tests/support/lindescene.h"

using namespace salon;
using namespace salon::test;

namespace
{

constexpr auto kTen = "2025-11-26 10:00";
constexpr int kAtDesks = 8;

} // namespace

/// Many calls are told at the same moment what is free: what is told to one of them stays theirs, whoever else asks,
/// books or overbooks; both engines.
class TestHoldRace : public QObject, private LindeScene
{
    Q_OBJECT

    static QString call(int caller) { return QStringLiteral("call_%1").arg(caller); }

    SlotWish wish(int caller, StaffId staff, ServiceId service = kMensCut) const
    {
        return {.branch = kMitte, .service = service, .staff = staff, .call_id = call(caller)};
    }

    BookingRequest request(int booker, StaffId staff, ServiceId service = kMensCut) const
    {
        return {.branch = kMitte,
                .service = service,
                .staff = staff,
                .start = at(m_salon, kTen),
                .name = QStringLiteral("Kundin %1").arg(booker)};
    }

    BookingRequest callersRequest(int caller, StaffId staff, ServiceId service = kMensCut) const
    {
        BookingRequest wanted = request(caller, staff, service);
        wanted.source = Source::Phone;
        wanted.call_id = call(caller);
        return wanted;
    }

    using Outcomes = std::vector<Result<HoldDesk::Outcome>>;

    /// All ask at once; answers whose hold it is, by caller.
    QList<int> allAsk(int callers, StaffId staff, Outcomes &outcomes, ServiceId service = kMensCut)
    {
        outcomes.assign(size_t(callers), Error{});
        atOnce(*m_database, callers, [&](int i, Connection &connection) {
            outcomes[size_t(i)] = HoldDesk(m_clock).hold(connection, wish(i, staff, service), at(m_salon, kTen));
        });
        QList<int> holders;
        for (int i = 0; i < callers; ++i) {
            if (!outcomes[size_t(i)])
                qWarning("%s", qPrintable(outcomes[size_t(i)].error().detail));
            else if (outcomes[size_t(i)]->hold)
                holders.append(i);
        }
        return holders;
    }

    int holdsIn(const char *state)
    {
        Query query(*m_connection, "SELECT COUNT(*) FROM holds WHERE state = ?");
        return query.bind(QString::fromLatin1(state)).fetch().value_or(false) ? query.integer(0) : -1;
    }

    QString firmHoldsThatMeet()
    {
        const TimeRange day{at(m_salon, "2025-11-26 00:00"), at(m_salon, "2025-11-27 00:00")};
        const auto held = HoldTable::active(*m_connection, kMitte, day, m_clock.now());
        if (!held)
            return held.error().detail;
        for (const Hold &a : *held)
            for (const Hold &b : *held)
                for (const Hold::Part &one : a.parts)
                    for (const Hold::Part &other : b.parts)
                        if (a.id < b.id && !a.soft && !b.soft && !one.staff.isNull() && one.staff == other.staff &&
                            one.span.overlaps(other.span))
                            return QStringLiteral("%1 and %2 hold the same").arg(a.call_id, b.call_id);
        return {};
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        open();
    }
    void cleanup() { close(); }

    void whoHoldsItBooksIt_data()
    {
        QTest::addColumn<int>("callers");
        QTest::addColumn<int>("staff");
        QTest::addColumn<int>("places");
        QTest::newRow("8 ask for one person") << 8 << 1 << 1;
        QTest::newRow("8 ask for anybody of four") << 8 << 0 << 4;
        QTest::newRow("64 ask for anybody of four") << 64 << 0 << 4;
    }

    void whoHoldsItBooksIt()
    {
        QFETCH(int, callers);
        QFETCH(int, staff);
        QFETCH(int, places);
        Outcomes outcomes;
        const QList<int> holders = allAsk(callers, StaffId{staff}, outcomes);
        QCOMPARE(int(holders.size()), places);
        for (const auto &outcome : outcomes) {
            QVERIFY(outcome);
            if (!outcome->hold)
                QCOMPARE(outcome->judgement.rule, Rule::Hold);
        }
        QCOMPARE(firmHoldsThatMeet(), QString());
        // Now all of them book at once, and some at desks, who hold nothing.
        QList<BookingRequest> wishes;
        for (int i = 0; i < callers; ++i)
            wishes.append(callersRequest(i, StaffId{staff}));
        for (int i = callers; i < callers + kAtDesks; ++i)
            wishes.append(request(i, StaffId{staff}));
        BookingRace race(*m_database, m_clock);
        race.run(wishes);
        qInfo().noquote() << race.summary();
        QCOMPARE(race.faults(), QString());
        for (int i = 0; i < callers + kAtDesks; ++i)
            QCOMPARE(race.tries()[size_t(i)].outcome->kind == BookingOutcome::Kind::Booked, holders.contains(i));
        QCOMPARE(holdsIn("converted"), places);
        QCOMPARE(bookFaults(*m_connection), QString());
        QCOMPARE(turnFaults(*m_connection), QString());
    }

    /// Units are held like people: of two basins, two calls get one.
    void unitsAreHeldLikePeople()
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(tx);
        Branch branch = m_salon.branches.first();
        branch.resources = {{.key = QStringLiteral("basin"), .name = QStringLiteral("Waschplatz"), .count = 2}};
        QVERIFY(CatalogueTable::saveBranch(*tx, branch));
        Service perm = *m_salon.service(kPerm);
        for (Segment &segment : perm.segments)
            if (segment.key == QStringLiteral("C"))
                segment.resource = QStringLiteral("basin");
        QVERIFY(CatalogueTable::saveService(*tx, perm));
        QVERIFY(tx->commit());

        Outcomes outcomes;
        const QList<int> holders = allAsk(16, {}, outcomes, kPerm);
        QCOMPARE(int(holders.size()), 2);
        for (const auto &outcome : outcomes)
            QVERIFY(outcome && (outcome->hold || outcome->judgement.rule == Rule::Resource));
        QList<BookingRequest> wishes;
        for (int i = 0; i < 16; ++i)
            wishes.append(callersRequest(i, {}, kPerm));
        BookingRace race(*m_database, m_clock);
        race.run(wishes);
        QCOMPARE(race.faults(), QString());
        for (int i = 0; i < 16; ++i)
            QCOMPARE(race.tries()[size_t(i)].outcome->kind == BookingOutcome::Kind::Booked, holders.contains(i));
        QCOMPARE(bookFaults(*m_connection), QString());
    }

    /// Asking, booking without asking, moving to it and overbooking it, all at the same moment.
    void whoeverComesFirstKeepsIt()
    {
        BookingRequest earlier = request(99, kMia);
        earlier.start = at(m_salon, "2025-11-26 15:00");
        const Appointment mover = booked(earlier);
        constexpr int kEach = 6;
        Outcomes held(kEach, Error{});
        Result<ChangeOutcome> moved = Error{};
        BookingRace race(*m_database, m_clock);
        race.reserve(2 * kEach);
        atOnce(*m_database, 2 * kEach + 1, [&](int i, Connection &connection) {
            if (i < kEach) {
                held[size_t(i)] = HoldDesk(m_clock).hold(connection, wish(i, kMia), at(m_salon, kTen));
                race.book(i, connection, callersRequest(i, kMia));
            } else if (i < 2 * kEach) {
                race.book(i, connection, request(i, kMia));
            } else {
                SeededRandom random(3);
                moved = BookingDesk(m_clock, random).move(connection, mover.id, {.start = at(m_salon, kTen)}, {}, {});
            }
        });
        QCOMPARE(race.faults(), QString());
        QVERIFY2(moved, qPrintable(moved ? QString() : moved.error().detail));
        const bool mover_won = moved->kind == ChangeOutcome::Kind::Done;
        QCOMPARE(int(race.booked().size()) + mover_won, 1);
        for (int i = 0; i < kEach; ++i) {
            QVERIFY(held[size_t(i)]);
            // Who was told that it is theirs got it.
            if (held[size_t(i)]->hold)
                QCOMPARE(race.tries()[size_t(i)].outcome->kind, BookingOutcome::Kind::Booked);
        }
        QCOMPARE(bookFaults(*m_connection), QString());
    }

    /// A person at the desk who books over a hold knows it; nothing else may come between a caller and what they hold.
    void onlyWhoKnowsItComesBetween()
    {
        QVERIFY(HoldDesk(m_clock).hold(*m_connection, wish(0, kMia), at(m_salon, kTen))->hold);
        QList<BookingRequest> wishes{callersRequest(0, kMia)};
        for (int i = 1; i < 8; ++i) {
            wishes.append(request(i, kMia));
            wishes.last().overbook = i == 1;
        }
        BookingRace race(*m_database, m_clock);
        race.run(wishes);
        QCOMPARE(race.faults(), QString());
        const BookingOutcome &holder = *race.tries()[0].outcome;
        const BookingOutcome &knowing = *race.tries()[1].outcome;
        QCOMPARE(knowing.kind, BookingOutcome::Kind::Booked);
        QVERIFY(knowing.appointment.overbooked);
        if (holder.kind == BookingOutcome::Kind::Refused)
            QCOMPARE(holder.refusal.met, knowing.appointment.id);
        QCOMPARE(int(race.booked().size()), holder.kind == BookingOutcome::Kind::Booked ? 2 : 1);
        QCOMPARE(bookFaults(*m_connection), QString());
    }

    /// Who waits for the lock of a day judges by the time at which they have it. SQLite's writers have the only lock
    /// there is before they look at the clock.
    void whoHasWaitedJudgesByTheTimeThen()
    {
        if (m_database->isSqlite())
            return;
        QVERIFY(HoldDesk(m_clock).hold(*m_connection, wish(0, kMia), at(m_salon, kTen))->hold);
        m_clock.advance(seconds(179));
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(tx && tx->lockDay(kMitte, QDate(2025, 11, 26)));
        BookingRace race(*m_database, m_clock);
        std::thread other([&] { race.run({request(1, kMia)}); });
        const auto onlooker = m_database->open(Purpose::ReadOnly);
        const auto is_waiting = [&] {
            Query locks(*onlooker, "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
                                   "AND wait_event_type = 'Lock'");
            return locks.fetch().value_or(false) && locks.int64(0) == 1;
        };
        const bool has_waited = QTest::qWaitFor(is_waiting, 30'000);
        m_clock.advance(seconds(1));
        const bool is_over = tx->rollBack().has_value();
        other.join();
        QVERIFY(has_waited && is_over);
        QCOMPARE(race.faults(), QString());
        QCOMPARE(int(race.booked().size()), 1);
    }

    /// A call's record that is slow to be written renews nothing that somebody else has found free meanwhile.
    void whatRanOutIsNotRenewedByWhoLookedEarlier()
    {
        if (m_database->isSqlite())
            return;
        QVERIFY(HoldDesk(m_clock).hold(*m_connection, wish(0, kMia), at(m_salon, kTen))->hold);
        m_clock.advance(seconds(179));
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(tx);
        m_clock.advance(seconds(2));
        const auto other = m_database->open();
        QVERIFY(HoldDesk(m_clock).hold(*other, wish(1, kMia), at(m_salon, kTen))->hold);
        const auto kept = HoldDesk::keep(*tx, call(0));
        QVERIFY(kept && tx->commit());
        QCOMPARE(*kept, 0);
        QCOMPARE(firmHoldsThatMeet(), QString());
    }

    /// Calls that hold, go on talking, let go, run out of time and book, while the clock runs.
    void callsComeAndGo()
    {
        constexpr int kCallers = 8;
        constexpr int kRounds = 15;
        std::vector<QStringList> errors(kCallers);
        atOnce(*m_database, kCallers, [&](int i, Connection &connection) {
            SeededRandom random(200 + i);
            for (int round = 0; round < kRounds; ++round) {
                const Instant start = at(m_salon, "2025-11-26 09:00") + minutes(15 * int(random.next() % 30));
                const SlotWish wanted = wish(i, StaffId{1 + qint64(random.next() % 2)});
                QString wrong;
                const auto note = [&](const auto &done) { wrong += done ? QString() : done.error().detail; };
                switch (random.next() % 8) {
                case 0:
                    note(HoldDesk(m_clock).release(connection, wanted.call_id));
                    break;
                case 1:
                    note(BookingDesk(m_clock, random).book(connection, [&] {
                        BookingRequest mine = callersRequest(i, wanted.staff);
                        mine.start = start;
                        return mine;
                    }()));
                    break;
                case 2:
                case 3:
                    note(HoldDesk(m_clock).renew(connection, wanted.call_id));
                    break;
                default:
                    note(HoldDesk(m_clock).hold(connection, wanted, start));
                }
                m_clock.advance(seconds(int(random.next() % 20)));
                if (!wrong.isEmpty())
                    errors[size_t(i)] << wrong;
            }
        });
        for (const QStringList &told : errors)
            QCOMPARE(told.join(QLatin1Char('\n')), QString());
        QCOMPARE(firmHoldsThatMeet(), QString());
        QCOMPARE(bookFaults(*m_connection), QString());
        QCOMPARE(turnFaults(*m_connection), QString());
    }
};

QTEST_GUILESS_MAIN(TestHoldRace)
#include "tst_holdrace.moc"
