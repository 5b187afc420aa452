// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/salonexport.h"
#include "core/salonfile/salonimport.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/resourceclaimtable.h"
#include "tests/support/bookcheck.h"
#include "tests/support/bookingrace.h"
#include "tests/support/lindescene.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace salon;
using namespace salon::test;

namespace
{

constexpr auto kTen = "2025-11-26 10:00";

/// Lets others wait until somebody has begun: the first look at a clock is that of a transaction.
class TellingClock final : public Clock
{
public:
    explicit TellingClock(const Clock &clock)
        : m_clock(clock)
    {
    }
    Instant now() const override
    {
        if (!m_asked.exchange(true))
            m_begun.count_down();
        return m_clock.now();
    }
    void waitUntilAsked() const { m_begun.wait(); }

private:
    const Clock &m_clock;
    mutable std::atomic<bool> m_asked{false};
    mutable std::latch m_begun{1};
};

} // namespace

/// Races in which not everybody plays by the same rules: who overbooks knowingly, what is assigned to nobody yet,
/// colleagues who help and basins that are fewer than people; both engines.
class TestOverbookingRace : public QObject, private LindeScene
{
    Q_OBJECT

    BookingRequest request(int booker, StaffId staff, ServiceId service = kMensCut) const
    {
        return {.branch = kMitte,
                .service = service,
                .staff = staff,
                .start = at(m_salon, kTen),
                .name = QStringLiteral("Kundin %1").arg(booker)};
    }

    static int overbooked(const QList<Appointment> &all)
    {
        return int(std::count_if(all.cbegin(), all.cend(), [](const Appointment &one) { return one.overbooked; }));
    }

    void equip(int basins)
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(tx);
        Branch branch = m_salon.branches.first();
        branch.resources = {{.key = QStringLiteral("basin"), .name = QStringLiteral("Waschplatz"), .count = basins}};
        QVERIFY(CatalogueTable::saveBranch(*tx, branch));
        Service perm = *m_salon.service(kPerm);
        for (Segment &segment : perm.segments)
            if (segment.key == QStringLiteral("C")) {
                segment.resource = QStringLiteral("basin");
                segment.by = SegmentBy::AnyAble;
            }
        QVERIFY(CatalogueTable::saveService(*tx, perm));
        QVERIFY(tx->commit());
    }

    /// The salon's file with one more appointment, which nobody is assigned to.
    QByteArray fileWithUnassigned()
    {
        const auto file = SalonExport::run(*m_connection);
        if (!file)
            qFatal("%s", qPrintable(file.error().detail));
        QJsonObject salon = QJsonDocument::fromJson(*file).object();
        QJsonArray customers = salon.value(u"customers").toArray();
        customers.append(QJsonObject{{QStringLiteral("key"), QStringLiteral("nora")},
                                     {QStringLiteral("name"), QStringLiteral("Nora Weiss")}});
        salon.insert(u"customers", customers);
        QJsonArray book = salon.value(u"appointments").toArray();
        book.append(QJsonObject{{QStringLiteral("key"), QStringLiteral("whoever")},
                                {QStringLiteral("service"), QStringLiteral("herrenhaarschnitt")},
                                {QStringLiteral("staff"), QJsonValue()},
                                {QStringLiteral("customer"), QStringLiteral("nora")},
                                {QStringLiteral("start"), QStringLiteral("2025-11-26T10:00:00+01:00")},
                                {QStringLiteral("status"), QStringLiteral("confirmed")},
                                {QStringLiteral("source"), QStringLiteral("desk")}});
        salon.insert(u"appointments", book);
        return QJsonDocument(salon).toJson();
    }

    static Result<ImportReport> import(Connection &connection, const Clock &clock, const QByteArray &file)
    {
        SeededRandom random(5);
        return SalonImport::run(connection, clock, random, file, false);
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        open();
    }
    void cleanup() { close(); }

    void bookers_data(bool with_many = true)
    {
        QTest::addColumn<int>("bookers");
        QTest::newRow("8") << 8;
        if (with_many || withLongRaces())
            QTest::newRow("64") << 64;
    }

    /// Half of them know what they do. Of all who come one finds the place free, and only that one is not marked.
    void whoOverbooksIsMarkedAndWhoDoesNotIsRefused_data() { bookers_data(); }
    void whoOverbooksIsMarkedAndWhoDoesNotIsRefused()
    {
        QFETCH(int, bookers);
        QList<BookingRequest> wishes;
        for (int i = 0; i < bookers; ++i) {
            wishes.append(request(i, kMia));
            wishes.last().overbook = i % 2 == 0;
        }
        BookingRace race(*m_database, m_clock);
        race.run(wishes);
        qInfo().noquote() << race.summary();
        QCOMPARE(race.faults(), QString());
        const QList<Appointment> all = race.booked();
        QCOMPARE(int(all.size()) - overbooked(all), 1);
        for (const BookingRace::Try &one : race.tries())
            QVERIFY(!one.wish.overbook || one.outcome->kind == BookingOutcome::Kind::Booked);
        QCOMPARE(bookFaults(*m_connection), QString());
        // Whoever goes leaves their time to one of those who came too many, and to nobody else.
        const auto first =
            std::find_if(all.cbegin(), all.cend(), [](const Appointment &one) { return !one.overbooked; });
        QVERIFY(desk().cancel(*m_connection, first->id, QStringLiteral("krank"), {}, {}));
        QCOMPARE(bookFaults(*m_connection), QString());
        QCOMPARE(book(request(99, kMia)).kind, BookingOutcome::Kind::Refused);
    }

    void aKnowingMoveAgainstPlainBookers()
    {
        BookingRequest earlier = request(0, kMia);
        earlier.start = at(m_salon, "2025-11-26 15:00");
        const Appointment mover = booked(earlier);
        Result<ChangeOutcome> moved = Error{};
        BookingRace race(*m_database, m_clock);
        race.reserve(8);
        atOnce(*m_database, 8, [&](int i, Connection &connection) {
            if (i > 0) {
                race.book(i, connection, request(i, kMia));
                return;
            }
            SeededRandom random(3);
            moved = BookingDesk(m_clock, random)
                        .move(connection, mover.id, {.start = at(m_salon, kTen), .overbook = true}, {}, {});
        });
        QVERIFY2(moved, qPrintable(moved ? QString() : moved.error().detail));
        QCOMPARE(moved->kind, ChangeOutcome::Kind::Done);
        // Either it came first and kept everybody away, or one was there already and it is marked.
        QCOMPARE(int(race.booked().size()), moved->appointment.overbooked ? 1 : 0);
        QCOMPARE(bookFaults(*m_connection), QString());
    }

    /// A file brings an appointment that nobody is assigned to: it takes everybody, or finds somebody taken and is
    /// refused as a whole.
    void theUnassignedTakesEverybodyOrNobody_data()
    {
        QTest::addColumn<int>("bookers");
        QTest::addColumn<bool>("file_begins");
        QTest::newRow("8 and a file") << 8 << false;
        QTest::newRow("8 behind a file") << 8 << true;
        if (withLongRaces())
            QTest::newRow("64 behind a file") << 64 << true;
    }

    void theUnassignedTakesEverybodyOrNobody()
    {
        QFETCH(int, bookers);
        QFETCH(bool, file_begins);
        const QByteArray file = fileWithUnassigned();
        Result<ImportReport> imported = Error{};
        const TellingClock telling(m_clock);
        BookingRace race(*m_database, m_clock);
        race.reserve(bookers);
        atOnce(*m_database, bookers + 1, [&](int i, Connection &connection) {
            if (i == bookers)
                imported = import(connection, telling, file);
            if (file_begins)
                telling.waitUntilAsked();
            if (i < bookers)
                race.book(i, connection, request(i, {}));
        });
        if (imported) {
            QCOMPARE(race.refused(), bookers);
            QCOMPARE(race.faults(), QString());
        } else {
            QVERIFY2(imported.error().code == ErrorCode::InvalidInput, qPrintable(imported.error().detail));
            QCOMPARE(int(race.booked().size()), 4);
        }
        qInfo().noquote() << (imported ? "the file came first:" : "somebody was faster than the file:")
                          << race.summary();
        QCOMPARE(bookFaults(*m_connection), QString());
    }

    void theUnassignedIsAssignedOnce_data() { bookers_data(); }
    void theUnassignedIsAssignedOnce()
    {
        QFETCH(int, bookers);
        QVERIFY(import(*m_connection, m_clock, fileWithUnassigned()));
        const auto stored = AppointmentTable::list(*m_connection, {});
        QVERIFY(stored && stored->size() == 1);
        const Appointment whoever = stored->first();
        QCOMPARE(book(request(99, kMia)).refusal.rule, Rule::UnassignedAppointment);

        std::vector<Result<ChangeOutcome>> changes(size_t(bookers) / 2, Error{});
        BookingRace race(*m_database, m_clock);
        race.reserve(bookers);
        atOnce(*m_database, bookers, [&](int i, Connection &connection) {
            if (i % 2 == 0) {
                race.book(i, connection, request(i, {}));
                return;
            }
            SeededRandom random(50 + i);
            const MoveRequest to{.start = whoever.span.begin, .staff = StaffId{1 + i / 2 % 4}};
            changes[size_t(i / 2)] = BookingDesk(m_clock, random).move(connection, whoever.id, to, whoever.version, {});
        });
        int assigned = 0;
        for (const auto &change : changes) {
            QVERIFY2(change, qPrintable(change ? QString() : change.error().detail));
            assigned += change->kind == ChangeOutcome::Kind::Done;
            QVERIFY(change->kind == ChangeOutcome::Kind::Done || change->kind == ChangeOutcome::Kind::Stale);
        }
        QCOMPARE(assigned, 1);
        QVERIFY(race.booked().size() <= 3); // the colleagues of whom it was assigned to
        QCOMPARE(bookFaults(*m_connection), QString());
        for (int i = 0; race.booked().size() + i < 3; ++i)
            booked(request(100 + i, {}));
        QCOMPARE(book(request(199, {})).kind, BookingOutcome::Kind::Refused);
        QCOMPARE(bookFaults(*m_connection), QString());
    }

    void asManyWinAsThereAreBasins_data()
    {
        QTest::addColumn<int>("bookers");
        QTest::addColumn<int>("basins");
        QTest::newRow("8 for one") << 8 << 1;
        QTest::newRow("8 for two") << 8 << 2;
        QTest::newRow("16 for three") << 16 << 3;
        if (withLongRaces())
            QTest::newRow("64 for three") << 64 << 3;
    }

    void asManyWinAsThereAreBasins()
    {
        QFETCH(int, bookers);
        QFETCH(int, basins);
        equip(basins);
        QList<BookingRequest> wishes;
        for (int i = 0; i < bookers; ++i)
            wishes.append(request(i, i % 2 == 0 ? StaffId{} : StaffId{1 + i / 2 % 4}, kPerm));
        BookingRace race(*m_database, m_clock);
        race.run(wishes);
        qInfo().noquote() << race.summary();
        QCOMPARE(race.faults(), QString());
        QCOMPARE(int(race.booked().size()), basins);
        for (const BookingRace::Try &one : race.tries())
            if (one.outcome->kind == BookingOutcome::Kind::Refused)
                QVERIFY(one.outcome->refusal.rule == Rule::Resource ||
                        (one.outcome->refusal.rule == Rule::Appointment && !one.wish.staff.isNull()));
        QCOMPARE(bookFaults(*m_connection), QString());
        QCOMPARE(turnFaults(*m_connection), QString());
    }

    /// Rinsing may be done by whoever is free: helpers are taken in the same race as those who are asked for.
    void helpersAreNobodysTwice_data() { bookers_data(false); }
    void helpersAreNobodysTwice()
    {
        QFETCH(int, bookers);
        equip(4);
        QList<BookingRequest> wishes;
        for (int i = 0; i < bookers; ++i) {
            const bool is_short = i % 3 == 0;
            wishes.append(request(i, StaffId{i % 5}, is_short ? kChildsCut : kPerm));
            wishes.last().start = at(m_salon, "2025-11-26 09:00") + minutes(5 * (i * 11 % 24));
        }
        BookingRace race(*m_database, m_clock);
        race.run(wishes);
        qInfo().noquote() << race.summary();
        QCOMPARE(race.faults(), QString());
        QVERIFY(race.booked().size() >= 4);
        QCOMPARE(bookFaults(*m_connection), QString());
        QCOMPARE(turnFaults(*m_connection), QString());
    }
};

QTEST_GUILESS_MAIN(TestOverbookingRace)
#include "tst_overbookingrace.moc"
