// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingdesk.h"
#include "core/booking/slotreader.h"
#include "core/engine/deskreads.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/customertable.h"
#include "core/storage/phasetable.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"
#include "tests/support/verify.h"

#include <QTest>
#include <set>

using namespace salon;
using namespace salon::test;

namespace
{

constexpr int kPeople = 40;
constexpr int kMarksOfDay = 288;
constexpr int kChairs = 36;
constexpr BranchId kHere{1};
constexpr ServiceId kFringe{1}; // 5 minutes
constexpr ServiceId kCut{2};    // 10 minutes; both need a chair

/// Each person has ten minutes left after every seventy, at a time of their own.
bool isFree(int person, int mark)
{
    return mark >= 0 && mark < kMarksOfDay && (mark + 3 * person) % 16 < 2;
}

int chairsTaken(int mark)
{
    int taken = 0;
    for (int person = 0; person < kPeople; ++person)
        taken += !isFree(person, mark);
    return taken;
}

/// Ten minutes at this mark, judged by nothing but the two functions above.
bool fits(int person, int mark)
{
    return isFree(person, mark) && isFree(person, mark + 1) && chairsTaken(mark) < kChairs &&
           chairsTaken(mark + 1) < kChairs;
}

} // namespace

/// Ten thousand and eighty appointments on one day: what is left is found, what is not is refused, nothing is slow
/// enough to be called hung.
class TestCrowdedDay : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
    ManualClock m_clock;
    SeededRandom m_random{5};
    Catalogue m_salon;
    Diary m_diary;
    const QDate m_day{2025, 11, 26};

    Instant at(int mark) const { return m_salon.salon.zone.startOfDay(m_day) + minutes(5 * mark); }

    static Service service(ServiceId id, const char *key, int length_min)
    {
        const QString name = QString::fromLatin1(key);
        return {.id = id,
                .key = name,
                .name = name,
                .segments = {{.key = name, .name = name, .minutes = length_min, .resource = QStringLiteral("chair")}}};
    }

    void makeSalon()
    {
        m_salon = Catalogue();
        m_salon.salon = {.name = QStringLiteral("Crowd"), .zone = Zone(QStringLiteral("Europe/Berlin")), .grid_min = 5};
        WeekHours always;
        always.insert(3, {{0, 1440}});
        Branch here{.id = kHere, .key = QStringLiteral("here"), .name = QStringLiteral("Here")};
        here.opening_hours = always;
        here.resources = {
            {.id = {1}, .key = QStringLiteral("chair"), .name = QStringLiteral("Chair"), .count = kChairs}};
        m_salon.branches = {here};
        m_salon.services = {service(kFringe, "fringe", 5), service(kCut, "cut", 10)};
        for (int i = 0; i < kPeople; ++i) {
            m_salon.staff.append({.id = {i + 1},
                                  .key = QStringLiteral("p%1").arg(i),
                                  .name = QStringLiteral("Person %1").arg(i),
                                  .branch = kHere,
                                  .working_hours = always});
            for (const Service &one : std::as_const(m_salon.services))
                m_salon.capabilities.append({.staff = {i + 1}, .service = one.id});
        }
    }

    void fillTheDay()
    {
        m_diary = {.span = m_salon.salon.zone.day(m_day)};
        for (int mark = 0; mark < kMarksOfDay; ++mark)
            for (int person = 0; person < kPeople; ++person) {
                if (isFree(person, mark))
                    continue;
                const PhasePlan plan = PhasePlan::of(m_salon, m_salon.services.first(), {person + 1}, kHere);
                m_diary.appointments.append({.id = {m_diary.appointments.size() + 1},
                                             .branch = kHere,
                                             .service = kFringe,
                                             .staff = {person + 1},
                                             .customer = {1},
                                             .span = plan.span(at(mark)),
                                             .source = Source::Import,
                                             .phases = plan.phases(at(mark))});
            }
    }

    void store()
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        VERIFY_DONE(CatalogueTable::saveSalon(*tx, m_salon.salon, m_random));
        Branch here = m_salon.branches.first();
        here.id = {};
        here.resources.first().id = {};
        VERIFY_DONE(CatalogueTable::saveBranch(*tx, here));
        for (Staff member : std::as_const(m_salon.staff)) {
            member.id = {};
            VERIFY_DONE(CatalogueTable::saveStaff(*tx, member));
        }
        for (Service one : std::as_const(m_salon.services)) {
            one.id = {};
            VERIFY_DONE(CatalogueTable::saveService(*tx, one));
        }
        for (const Capability &able : std::as_const(m_salon.capabilities))
            VERIFY_DONE(CatalogueTable::saveCapability(*tx, able));
        VERIFY_DONE(CustomerTable::insert(*tx, {.name = QStringLiteral("Lena Vogt")}));
        for (Appointment one : std::as_const(m_diary.appointments)) {
            const auto id = AppointmentTable::insert(*tx, one, {});
            VERIFY_DONE(id);
            one.id = *id;
            VERIFY_DONE(PhaseTable::insert(*tx, one));
        }
        VERIFY_DONE(tx->commit());
    }

    static SlotWish wish() { return {.branch = kHere, .service = kCut, .event_maps = EventMapCheck::Off}; }

    static std::set<int> marksThatFit()
    {
        std::set<int> marks;
        for (int mark = 0; mark < kMarksOfDay; ++mark)
            for (int person = 0; person < kPeople; ++person)
                if (fits(person, mark))
                    marks.insert(mark);
        return marks;
    }

    void compare(const QList<Offer> &offers)
    {
        std::set<int> found;
        for (const Offer &offer : offers) {
            const int mark = int((offer.span.begin - at(0)) / minutes(5));
            found.insert(mark);
            QVERIFY(fits(int(offer.staff.value) - 1, mark));
        }
        QCOMPARE(found.size(), size_t(offers.size()));
        QVERIFY(found == marksThatFit());
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }

    void initTestCase()
    {
        makeSalon();
        fillTheDay();
        QCOMPARE(m_diary.appointments.size(), 10'080);
        m_clock.set(at(0) - std::chrono::hours(12));
        QVERIFY(marksThatFit().size() > 50 && marksThatFit().size() < 250);
    }

    void fromTimelines()
    {
        SlotSearch search(m_salon, m_diary, m_clock.now());
        compare(search.offers(wish(), {.from = m_day, .days = 1, .limit = 999}));
        for (int person = 0; person < kPeople; person += 13)
            for (int mark = 0; mark < kMarksOfDay; ++mark) {
                SlotWish with = wish();
                with.staff = {person + 1};
                const Explanation why = search.explain(with, at(mark));
                QCOMPARE(why.available, fits(person, mark));
                if (why.available || mark == kMarksOfDay - 1)
                    continue; // the last one would pass closing time
                const bool idle = isFree(person, mark) && isFree(person, mark + 1);
                QCOMPARE(why.rule, idle ? Rule::Resource : Rule::Appointment);
            }
    }

    void fromTheDatabase()
    {
        SALON_NEW_DATABASE(m_database);
        m_connection = m_database->open();
        store();
        SlotReader reader(*m_connection, m_salon, m_clock.now(), wish());
        const auto offers = reader.offers(wish(), {.from = m_day, .days = 1, .limit = 999});
        VERIFY_DONE(offers);
        compare(*offers);
        const auto day = DeskReads::day(*m_connection, m_clock.now(), m_day);
        VERIFY_DONE(day);
        QCOMPARE(day->appointments.size(), 10'080);

        BookingRequest request{.branch = kHere,
                               .service = kCut,
                               .start = offers->first().span.begin,
                               .name = QStringLiteral("Tom Adler"),
                               .source = Source::Desk};
        BookingDesk desk(m_clock, m_random);
        const auto booked = desk.book(*m_connection, request);
        VERIFY_DONE(booked);
        QCOMPARE(booked->kind, BookingOutcome::Kind::Booked);
        QCOMPARE(booked->appointment.staff, offers->first().staff);
        request.name = QStringLiteral("Aylin Kaya");
        request.staff = booked->appointment.staff;
        const auto refused = desk.book(*m_connection, request);
        VERIFY_DONE(refused);
        QCOMPARE(refused->refusal.rule, Rule::Appointment);
        QCOMPARE(refused->alternatives.size(), 3);
        m_connection.reset();
        m_database.reset();
    }
};

QTEST_GUILESS_MAIN(TestCrowdedDay)
#include "tst_crowdedday.moc"
