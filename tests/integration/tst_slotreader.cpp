// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/slotreader.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/phasetable.h"
#include "core/storage/transaction.h"
#include "tests/support/busysalon.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"

#include <QTest>

using namespace salon;
using namespace salon::test;

/// Reading less of the book changes no answer; both engines.
class TestSlotReader : public QObject
{
    Q_OBJECT

    static QString told(const Explanation &why)
    {
        return QStringLiteral("%1 %2 %3–%4 %5")
            .arg(why.text)
            .arg(why.staff.value)
            .arg(why.span.begin.ms())
            .arg(why.span.end.ms())
            .arg(why.met.value);
    }

    static void store(Connection &connection, Instant now, Appointment appointment)
    {
        ManualClock clock;
        clock.set(now);
        auto tx = Transaction::begin(connection, clock);
        QVERIFY(tx);
        const auto id = AppointmentTable::insert(*tx, appointment, {});
        QVERIFY(id);
        appointment.id = *id;
        QVERIFY(PhaseTable::insert(*tx, appointment));
        QVERIFY(tx->commit());
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }

    void theNeighbourhoodIsEnoughForOneStart_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<int>("buffer_min");
        for (const int buffer_min : {0, 15})
            for (const auto policy : {AvailabilityPolicy::Strict, AvailabilityPolicy::Interleave})
                QTest::addRow("policy %d, buffers of %d min", int(policy), buffer_min) << int(policy) << buffer_min;
    }

    void theNeighbourhoodIsEnoughForOneStart()
    {
        QFETCH(int, policy);
        QFETCH(int, buffer_min);
        std::unique_ptr<ThrowAwayDatabase> database;
        SALON_NEW_DATABASE(database);
        BusySalon salon(3, 2);
        for (Service &service : salon.catalogue.services)
            service.buffer_after_min = buffer_min;
        const auto connection = database->open();
        salon.store(*connection, 0);
        SlotWish wish = salon.wish();
        wish.staff = {2};
        wish.policy = AvailabilityPolicy(policy);
        SlotReader slots(*connection, *CatalogueTable::load(*connection), salon.now, wish);
        const TimeRange day = SlotSearch::days(salon.catalogue.salon.zone, salon.from, 1);
        int yes = 0;
        int no = 0;
        for (Instant start = day.begin + minutes(7 * 60); start < day.end; start = start + minutes(5)) {
            const auto whole = slots.explain(wish, start);
            const auto near = slots.judge(wish, start);
            QVERIFY(whole && near);
            QCOMPARE(told(*near), told(*whole));
            ++(near->available ? yes : no);
        }
        QVERIFY(no > 100);
        QVERIFY(yes > 0 || wish.policy == AvailabilityPolicy::Strict || buffer_min > 0);
    }

    /// What stands on the next morning, with its buffer, meets the buffer of who is the last in the evening.
    void buffersReachBeyondTheDay()
    {
        std::unique_ptr<ThrowAwayDatabase> database;
        SALON_NEW_DATABASE(database);
        BusySalon salon(1, 1);
        WeekHours always;
        for (int weekday = 1; weekday <= 7; ++weekday)
            always.insert(weekday, {{0, 24 * 60}});
        salon.catalogue.branches.first().opening_hours = always;
        salon.catalogue.staff.first().working_hours = always;
        for (Service &service : salon.catalogue.services)
            service.buffer_before_min = service.buffer_after_min = 240;
        const auto connection = database->open();
        salon.store(*connection, 0);
        SlotWish wish = salon.wish();
        wish.service = {2}; // 15 minutes
        wish.staff = {1};
        const Instant midnight = salon.catalogue.salon.zone.startOfDay(salon.from.addDays(1));
        Appointment early{.branch = wish.branch,
                          .service = wish.service,
                          .staff = wish.staff,
                          .customer = {1},
                          .span = {midnight + minutes(475), midnight + minutes(490)},
                          .source = Source::Import};
        early.phases = {{.key = QStringLiteral("A"), .span = early.span, .busy = true, .staff = {1}}};
        store(*connection, salon.now, early);
        SlotReader slots(*connection, *CatalogueTable::load(*connection), salon.now, wish);
        const auto offers = slots.offers(wish, {.from = salon.from, .days = 1, .limit = 1000});
        QVERIFY(offers);
        QCOMPARE(offers->last().span.begin, midnight - minutes(20));
        for (const auto &[start, is_free] :
             {std::pair(midnight - minutes(20), true), {midnight - minutes(15), false}}) {
            const auto whole = slots.explain(wish, start);
            const auto near = slots.judge(wish, start);
            QVERIFY(whole && near);
            QCOMPARE(whole->available, is_free);
            QCOMPARE(told(*near), told(*whole));
        }
    }

    /// What a person has in another branch is time of theirs too.
    void appointmentsInOtherBranchesCount()
    {
        std::unique_ptr<ThrowAwayDatabase> database;
        SALON_NEW_DATABASE(database);
        const BusySalon salon(1, 1);
        const auto connection = database->open();
        salon.store(*connection, 0);
        SlotWish wish = salon.wish();
        wish.staff = {1};
        const Instant ten = SlotSearch::days(salon.catalogue.salon.zone, salon.from, 1).begin + minutes(10 * 60);
        const auto explained = [&] {
            SlotReader slots(*connection, *CatalogueTable::load(*connection), salon.now, wish);
            return *slots.judge(wish, ten);
        };
        QVERIFY(explained().available);
        ManualClock clock;
        clock.set(salon.now);
        auto tx = Transaction::begin(*connection, clock);
        QVERIFY(tx);
        Branch second = salon.catalogue.branches.first();
        second.id = {};
        second.key = QStringLiteral("there");
        QVERIFY(CatalogueTable::saveBranch(*tx, second));
        Appointment there{.branch = {2},
                          .service = wish.service,
                          .staff = {1},
                          .customer = {1},
                          .span = {ten, ten + minutes(45)},
                          .source = Source::Import};
        there.phases = {{.key = QStringLiteral("A"), .span = there.span, .busy = true, .staff = {1}}};
        QVERIFY(tx->commit());
        store(*connection, salon.now, there);
        QCOMPARE(explained().rule, Rule::Appointment);
        QVERIFY(!explained().available);
    }
};

QTEST_GUILESS_MAIN(TestSlotReader)
#include "tst_slotreader.moc"
