// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/busysalon.h"

#include "core/availability/phaseplan.h"
#include "core/base/checks.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/claimtable.h"
#include "core/storage/customertable.h"
#include "core/storage/phasetable.h"
#include "tests/support/manualexecutor.h"

#include <algorithm>
#include <array>

namespace salon::test
{

namespace
{

constexpr ServiceId kAsked{1};
constexpr BranchId kHere{1};
constexpr int kOpens_min = 8 * 60;
constexpr int kCloses_min = 20 * 60;

Segment busy(const char *key, int length_min)
{
    return {.key = QString::fromLatin1(key), .name = QString::fromLatin1(key), .minutes = length_min};
}

Segment free(int length_min)
{
    return {.key = QStringLiteral("GAP"), .name = QStringLiteral("GAP"), .minutes = length_min, .busy = false};
}

QList<Service> services()
{
    const QList<QList<Segment>> parts{{busy("A", 15), free(20), busy("B", 10)},
                                      {busy("A", 15)},
                                      {busy("A", 20)},
                                      {busy("A", 10), free(20), busy("B", 10)},
                                      {busy("A", 10), free(30), busy("B", 10)},
                                      {busy("A", 10), free(20)}};
    QList<Service> all;
    for (int i = 0; i < parts.size(); ++i)
        all.append({.id = {i + 1},
                    .key = QStringLiteral("service-%1").arg(i),
                    .name = QStringLiteral("Service %1").arg(i),
                    .segments = parts[i]});
    return all;
}

/// The services of a day's round, as they are mixed: half simple, three tenths with three phases, two with two.
constexpr std::array<int, 10> kMix{1, 3, 2, 5, 1, 4, 2, 3, 1, 5};

Appointment booked(const Catalogue &catalogue, StaffId who, int service, Instant start)
{
    const PhasePlan plan = PhasePlan::of(catalogue, catalogue.services[service], who, kHere);
    return {.branch = kHere,
            .service = catalogue.services[service].id,
            .staff = who,
            .customer = {1},
            .span = plan.span(start),
            .source = Source::Import,
            .phases = plan.phases(start)};
}

/// Five minutes each, of a person's day: which are taken by busy parts.
using Taken = std::array<bool, (kCloses_min - kOpens_min) / 5>;

bool fits(const Taken &taken, const PhasePlan &plan, int mark)
{
    for (const PhasePlan::Part &part : plan.parts)
        for (int at = part.begins_min / 5; part.busy && at < part.ends_min / 5; ++at)
            if (mark + at >= int(taken.size()) || taken[size_t(mark + at)])
                return false;
    return mark + plan.total_min / 5 <= int(taken.size());
}

/// A person's day: thirty appointments somewhere, inside the gaps of others too.
void fillDay(const Catalogue &catalogue, StaffId who, QDate date, QList<Appointment> &book)
{
    constexpr int kTries = 60;
    const Instant opens = catalogue.salon.zone.startOfDay(date) + minutes(kOpens_min);
    SeededRandom random(quint64(date.toJulianDay()) * 1000 + quint64(who.value));
    Taken taken{};
    for (int i = 0; i < 30; ++i) {
        const int service = kMix[size_t(i % 10)];
        const PhasePlan plan = PhasePlan::of(catalogue, catalogue.services[service], who, kHere);
        for (int attempt = 0; attempt < kTries; ++attempt) {
            const int mark = int(random.next() % taken.size());
            if (!fits(taken, plan, mark))
                continue;
            for (const PhasePlan::Part &part : plan.parts)
                for (int at = part.begins_min / 5; part.busy && at < part.ends_min / 5; ++at)
                    taken[size_t(mark + at)] = true;
            book.append(booked(catalogue, who, service, opens + minutes(5 * mark)));
            break;
        }
    }
}

} // namespace

BusySalon::BusySalon(int staff, int days)
{
    catalogue.salon = {.name = QStringLiteral("Busy"), .zone = Zone(QStringLiteral("Europe/Berlin")), .grid_min = 5};
    Branch here{.id = kHere, .key = QStringLiteral("here"), .name = QStringLiteral("Here")};
    WeekHours hours;
    for (int weekday = 1; weekday <= 7; ++weekday)
        hours.insert(weekday, {{kOpens_min, kCloses_min}});
    here.opening_hours = hours;
    catalogue.branches = {here};
    catalogue.services = services();
    for (int i = 1; i <= staff; ++i) {
        catalogue.staff.append({.id = {i},
                                .key = QStringLiteral("p%1").arg(i),
                                .name = QStringLiteral("Person %1").arg(i),
                                .branch = kHere,
                                .working_hours = hours});
        for (const Service &service : std::as_const(catalogue.services))
            catalogue.capabilities.append({.staff = {i}, .service = service.id});
    }
    now = catalogue.salon.zone.startOfDay(from) + minutes(6 * 60);
    diary.span = SlotSearch::days(catalogue.salon.zone, from, days);
    for (int day = 0; day < days; ++day)
        for (const Staff &member : std::as_const(catalogue.staff))
            if (member.id != StaffId{1} || day != days - 1)
                fillDay(catalogue, member.id, from.addDays(day), diary.appointments);
    std::stable_sort(diary.appointments.begin(), diary.appointments.end(),
                     [](const Appointment &a, const Appointment &b) { return a.span.begin < b.span.begin; });
    std::int64_t id = 0;
    for (Appointment &one : diary.appointments)
        one.id = {++id};
}

void BusySalon::store(Connection &connection, int years_before) const
{
    ManualClock clock;
    clock.set(now);
    SeededRandom random(1);
    const auto done = [](const auto &result) {
        if (!result)
            qFatal("%s", qPrintable(result.error().detail));
    };
    auto tx = Transaction::begin(connection, clock);
    done(tx);
    done(CatalogueTable::saveSalon(*tx, catalogue.salon, random));
    Branch here = catalogue.branches.first();
    here.id = {};
    done(CatalogueTable::saveBranch(*tx, here));
    for (Staff member : catalogue.staff) {
        member.id = {};
        done(CatalogueTable::saveStaff(*tx, member));
    }
    for (Service service : catalogue.services) {
        service.id = {};
        done(CatalogueTable::saveService(*tx, service));
    }
    for (const Capability &able : catalogue.capabilities)
        done(CatalogueTable::saveCapability(*tx, able));
    done(CustomerTable::insert(*tx, {.name = QStringLiteral("Lena Vogt")}));
    QList<Appointment> book = diary.appointments;
    for (QDate date = from.addYears(-years_before); date < from; date = date.addDays(1))
        for (const Staff &member : catalogue.staff)
            fillDay(catalogue, member.id, date, book);
    for (Appointment &one : book) {
        const auto id = AppointmentTable::insert(*tx, one, {});
        done(id);
        one.id = *id;
        done(PhaseTable::insert(*tx, one));
        done(ClaimTable::take(*tx, one, {one.staff}));
    }
    done(tx->commit());
}

SlotWish BusySalon::wish() const
{
    return {.branch = kHere, .service = kAsked, .event_maps = EventMapCheck::Off};
}

} // namespace salon::test
