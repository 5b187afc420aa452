// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/daybits.h"
#include "core/booking/bookingdesk.h"
#include "core/booking/slotreader.h"
#include "core/metrics/samples.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/migrations.h"
#include "tests/support/busysalon.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"

#include <atomic>
#include <latch>
#include <QElapsedTimer>
#include <QFile>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace salon;
using namespace salon::test;

namespace
{

double microSeconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e3;
}

const char *wordOf(AvailabilityPolicy policy)
{
    return policy == AvailabilityPolicy::Strict ? "strict" : "interleave";
}

void say(const QString &what, const Samples &us, const char *aim = "")
{
    const LatencyFigures figures = us.percentiles();
    qInfo("%-58s p50 %10.1f us   p95 %10.1f us   noise %4.1f   %s", qPrintable(what), *figures.p50_ms, *figures.p95_ms,
          *figures.p95_ms / *figures.p50_ms, aim);
}

} // namespace

/// What searching and booking cost, side by side in one run; the salon is facts/performance.md's (30 appointments a
/// day and person, two thirds of the opening time busy). Prints, and judges only that the answers are right.
class BenchSlots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("salondesk.*=false")); }

    void searchFromTimelines_data()
    {
        QTest::addColumn<int>("staff");
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("policy");
        for (const auto policy : {AvailabilityPolicy::Strict, AvailabilityPolicy::Interleave})
            for (const auto &[staff, days] : {std::pair(5, 14), std::pair(50, 90), std::pair(500, 90)})
                QTest::addRow("%d people, %d days, %s", staff, days, wordOf(policy)) << staff << days << int(policy);
    }

    void searchFromTimelines()
    {
        QFETCH(int, staff);
        QFETCH(int, days);
        QFETCH(int, policy);
        const BusySalon salon(staff, days);
        SlotSearch search(salon.catalogue, salon.diary, salon.now);
        SlotWish wish = salon.wish();
        wish.policy = AvailabilityPolicy(policy);
        const SearchRange next_five{.from = salon.from, .days = days, .limit = 5};
        QElapsedTimer timer;
        timer.start();
        int starts = allStarts(search, salon, wish, days);
        qInfo("%-58s once %10.1f us, %d starts on %s",
              qPrintable(name("timelines and all starts from the diary", staff, days)), microSeconds(timer), starts,
              wordOf(AvailabilityPolicy(policy)));
        Samples five;
        Samples all;
        for (int round = 0; round < 50; ++round) {
            timer.restart();
            QCOMPARE(search.offers(wish, next_five).size(), 5);
            five.add(microSeconds(timer));
            timer.restart();
            QCOMPARE(allStarts(search, salon, wish, days), starts);
            all.add(microSeconds(timer));
        }
        say(name("next five from timelines", staff, days), five, staff == 5 ? "(aim: 20)" : "");
        say(name("all starts from timelines", staff, days), all, staff == 50 ? "(aim: 1000)" : "");
    }

    void searchFromTheDatabase_data()
    {
        QTest::addColumn<int>("policy");
        for (const auto policy : {AvailabilityPolicy::Strict, AvailabilityPolicy::Interleave})
            QTest::addRow("%s", wordOf(policy)) << int(policy);
    }

    /// Both salons in turn, so that the machine's moods meet both alike.
    void searchFromTheDatabase()
    {
        QFETCH(int, policy);
        const ThrowAwayDatabase young(QStringLiteral("sqlite"));
        const ThrowAwayDatabase old(QStringLiteral("sqlite"));
        const BusySalon salon(5, 14);
        Asked without{young.open(), {}, {}, {}};
        Asked with{old.open(), {}, {}, {}};
        salon.store(*without.connection, 0);
        salon.store(*with.connection, 10);
        SlotWish wish = salon.wish();
        wish.policy = AvailabilityPolicy(policy);
        for (int round = 0; round < 200; ++round)
            for (Asked *one : {&without, &with})
                ask(*one, salon, wish);
        for (int round = 0; round < 20; ++round)
            for (auto [database, one] : {std::pair(&young, &without), std::pair(&old, &with)}) {
                const auto fresh = database->open();
                one->anew.add(nextFive(*fresh, salon, wish));
            }
        for (const auto &[years, one] : {std::pair(0, &without), std::pair(10, &with)}) {
            say(QStringLiteral("next five, %1 years of history").arg(years), one->five, "(aim: 300)");
            say(QStringLiteral("next five, nothing read before, %1 years").arg(years), one->anew);
            say(QStringLiteral("one start explained, %1 years of history").arg(years), one->start);
        }
        qInfo("history factor: next five %.2f, nothing read before %.2f, one start %.2f (aim: 1.05)",
              *with.five.percentiles().p50_ms / *without.five.percentiles().p50_ms,
              *with.anew.percentiles().p50_ms / *without.anew.percentiles().p50_ms,
              *with.start.percentiles().p50_ms / *without.start.percentiles().p50_ms);
    }

    void bookingBesideTheDisk()
    {
        QTemporaryDir folder;
        const auto url = DatabaseUrl::sqlite(folder.filePath(QStringLiteral("salon.db")));
        QVERIFY(Migrations(SystemClock()).apply(url));
        const auto connection = Connection::open(url);
        QVERIFY(connection);
        const BusySalon salon(5, 90);
        salon.store(**connection, 0);
        QFile floor_file(folder.filePath(QStringLiteral("floor")));
        QVERIFY(floor_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        const QByteArray block(4096, 'x');
        floor_file.write(block);
        ManualClock clock;
        clock.set(salon.now);
        SeededRandom random(1);
        BookingDesk desk(clock, random);
        SlotWish wish = salon.wish();
        wish.service = {2}; // 15 minutes, of which many fit
        Samples floor;
        Samples booking;
        int booked = 0;
        for (int round = 0; round < 300; ++round) {
            QElapsedTimer timer;
            timer.start();
            QVERIFY(floor_file.seek(0) && floor_file.write(block) == block.size());
            QVERIFY(fdatasync(floor_file.handle()) == 0);
            floor.add(microSeconds(timer));
            auto catalogue = CatalogueTable::load(**connection);
            SlotReader reader(**connection, *catalogue, salon.now, wish);
            const auto found = reader.offers(wish, {.from = salon.from.addDays(round / 10), .days = 60, .limit = 1});
            QVERIFY(found && !found->isEmpty());
            const BookingRequest request{.branch = wish.branch,
                                         .service = wish.service,
                                         .staff = found->first().staff,
                                         .start = found->first().span.begin,
                                         .customer = CustomerId{1},
                                         .attendee_name = QStringLiteral("Gast %1").arg(round),
                                         .source = Source::Desk};
            timer.restart();
            const auto outcome = desk.book(**connection, request);
            booking.add(microSeconds(timer));
            QVERIFY(outcome);
            booked += outcome->kind == BookingOutcome::Kind::Booked;
        }
        QCOMPARE(booked, 300);
        say(QStringLiteral("4 KiB overwritten and fdatasync"), floor);
        say(QStringLiteral("durable booking, SQLite"), booking, "(aim: 1.6 x the disk)");
        qInfo("durable booking p50 = %.2f x fdatasync p50",
              *booking.percentiles().p50_ms / *floor.percentiles().p50_ms);
    }

    void contestedBookings_data()
    {
        QTest::addColumn<bool>("is_sqlite");
        QTest::newRow("SQLite") << true;
        QTest::newRow("PostgreSQL") << false;
    }

    /// Eight people want the same starts, one after the other: as many bookings as starts, and how many a second.
    void contestedBookings()
    {
        QFETCH(bool, is_sqlite);
        const ThrowAwayDatabase database(is_sqlite ? QStringLiteral("sqlite") : QStringLiteral("postgresql"));
        if (!database.whyNot().isEmpty())
            QSKIP(qPrintable(database.whyNot()));
        constexpr int kBookers = 8;
        constexpr int kStarts = 60;
        const BusySalon salon(5, 14);
        {
            const auto connection = database.open();
            salon.store(*connection, 0);
        }
        QList<Offer> wanted;
        {
            const auto connection = database.open();
            SlotReader reader(*connection, *CatalogueTable::load(*connection), salon.now, salon.wish());
            const auto found = reader.offers(salon.wish(), {.from = salon.from.addDays(13), .days = 1, .limit = 1000});
            QVERIFY(found);
            for (const Offer &offer : *found)
                if (offer.staff == StaffId{1} && (wanted.isEmpty() || wanted.last().span.end <= offer.span.begin))
                    wanted.append(offer);
        }
        wanted.resize(std::min(wanted.size(), qsizetype(kStarts)));
        std::atomic<int> won{0};
        std::latch ready(kBookers);
        std::vector<std::thread> bookers;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < kBookers; ++i)
            bookers.emplace_back([&, i] {
                const auto connection = database.open();
                ManualClock clock;
                clock.set(salon.now);
                SeededRandom random(i + 1);
                BookingDesk desk(clock, random);
                ready.arrive_and_wait();
                for (const Offer &offer : wanted) {
                    const auto outcome = desk.book(*connection, {.branch = salon.wish().branch,
                                                                 .service = offer.service,
                                                                 .staff = offer.staff,
                                                                 .start = offer.span.begin,
                                                                 .name = QStringLiteral("Gast %1").arg(i),
                                                                 .source = Source::Desk});
                    won += outcome && outcome->kind == BookingOutcome::Kind::Booked;
                }
            });
        for (std::thread &booker : bookers)
            booker.join();
        const double s = double(timer.elapsed()) / 1000;
        QCOMPARE(won.load(), int(wanted.size()));
        qInfo("8 bookers, %d starts: %d won, %.0f attempts/s", int(wanted.size()), won.load(),
              kBookers * double(wanted.size()) / s);
    }

private:
    struct Asked {
        std::unique_ptr<Connection> connection;
        Samples five;
        Samples anew;
        Samples start;
    };

    static double nextFive(Connection &connection, const BusySalon &salon, const SlotWish &wish)
    {
        QElapsedTimer timer;
        timer.start();
        SlotReader reader(connection, *CatalogueTable::load(connection), salon.now, wish);
        const auto found = reader.offers(wish, {.from = salon.from, .days = 14, .limit = 5});
        const double us = microSeconds(timer);
        if (!found || found->size() != 5)
            qFatal("not five starts");
        return us;
    }

    static void ask(Asked &one, const BusySalon &salon, const SlotWish &wish)
    {
        one.five.add(nextFive(*one.connection, salon, wish));
        QElapsedTimer timer;
        timer.start();
        SlotReader reader(*one.connection, *CatalogueTable::load(*one.connection), salon.now, wish);
        // the day on which one of them has nothing
        const auto free =
            reader.explain(wish, salon.catalogue.salon.zone.startOfDay(salon.from.addDays(13)) + minutes(12 * 60));
        one.start.add(microSeconds(timer));
        if (!free || !free->available)
            qFatal("not free");
    }

    static QString name(const char *what, int staff, int days)
    {
        return QStringLiteral("%1, %2 people, %3 days").arg(QLatin1String(what)).arg(staff).arg(days);
    }

    static int allStarts(SlotSearch &search, const BusySalon &salon, const SlotWish &wish, int days)
    {
        int count = 0;
        for (const DayBits &starts : search.starts(wish, salon.from, days))
            count += starts.count();
        return count;
    }
};

QTEST_GUILESS_MAIN(BenchSlots)
#include "tst_slotbench.moc"
