// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/lindesalon.h"

#include "core/availability/phaseplan.h"
#include "core/base/checks.h"
#include "core/storage/cataloguetable.h"

#include <utility>

namespace salon::test
{

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

Segment busy(const char *key, const char *name, int minutes)
{
    return {.key = text(key), .name = text(name), .minutes = minutes};
}

Segment gap(const char *key, int minutes)
{
    return {.key = text(key), .name = QStringLiteral("Einwirkzeit"), .minutes = minutes, .busy = false};
}

Service service(ServiceId id, const char *key, const char *name, QList<Segment> segments)
{
    return {.id = id, .key = text(key), .name = text(name), .segments = std::move(segments)};
}

QList<Service> services()
{
    return {
        service(kMensCut, "herrenhaarschnitt", "Herrenhaarschnitt", {busy("A", "Schneiden & Styling", 55)}),
        service(kWomensCut, "damenhaarschnitt", "Damenhaarschnitt", {busy("A", "Schneiden & Styling", 60)}),
        service(kChildsCut, "kinderhaarschnitt", "Kinderhaarschnitt", {busy("A", "Schneiden", 30)}),
        service(kPerm, "dauerwelle", "Dauerwelle",
                {busy("A", "Haare wickeln", 50), gap("A_GAP", 15), busy("B", "Fixierung auftragen", 5),
                 gap("B_GAP", 10), busy("C", "Auswaschen & Pflege", 15), busy("D", "Schneiden & Styling", 40)}),
        service(kRoots, "ansatzfaerbung", "Ansatzfärbung",
                {busy("A", "Ansatzfärbung auftragen", 30), gap("GAP_A", 25), busy("B", "Auswaschen", 20),
                 busy("C", "Formschnitt", 30), busy("D", "Föhnen & Styling", 25)}),
        service(kBleaching, "komplette-umfaerbung", "Komplette Umfärbung (Blondierung)",
                {busy("A", "Blondierung auftragen", 50), gap("GAP_A", 40), busy("B", "Auswaschen & Pflege", 25),
                 busy("C", "Formschnitt", 30), busy("D", "Föhnen & Styling", 35)}),
    };
}

Staff member(StaffId id, const char *key, const char *name)
{
    Staff member{.id = id, .key = text(key), .name = text(name), .branch = kMitte};
    member.calcom_user_id = 800'000 + id.value;
    const auto hours = [](int closing_h) { return QList<DayBlock>{{540, 780}, {810, closing_h * 60}}; };
    member.working_hours = {{2, hours(18)}, {3, hours(18)}, {5, hours(18)}, {4, hours(20)}, {6, {{540, 840}}}};
    return member;
}

} // namespace

Catalogue lindeSalon()
{
    Catalogue salon;
    salon.salon = {.name = QStringLiteral("Salon Linde"),
                   .zone = Zone(QStringLiteral("Europe/Berlin")),
                   .locale = QStringLiteral("de_DE"),
                   .country = QStringLiteral("DE"),
                   .subdivision = QStringLiteral("BE"),
                   .currency = QStringLiteral("EUR")};
    Branch mitte{.id = kMitte,
                 .key = QStringLiteral("mitte"),
                 .name = QStringLiteral("Salon Linde Mitte"),
                 .phone_numbers = {QStringLiteral("+493023125010")}};
    mitte.opening_hours = {
        {2, {{540, 1080}}}, {3, {{540, 1080}}}, {5, {{540, 1080}}}, {4, {{540, 1200}}}, {6, {{540, 840}}}};
    mitte.closed = {{QDate(2025, 12, 24), QDate(2025, 12, 26), QStringLiteral("Weihnachten")}};
    salon.branches = {mitte};
    salon.staff = {member(kMia, "mia", "Mia Sommer"), member(kJon, "jon", "Jon Peters"),
                   member(kRobin1, "robin-1", "Robin Falk"), member(kRobin2, "robin-2", "Robin Falk")};
    salon.staff[1].absences = {
        {{at(salon, "2025-12-01 00:00"), at(salon, "2025-12-06 00:00")}, QStringLiteral("Urlaub")}};
    salon.services = services();
    std::int64_t event_type = 700'100;
    for (const Staff &person : std::as_const(salon.staff))
        for (const Service &offered : std::as_const(salon.services)) {
            Capability able{.staff = person.id, .service = offered.id, .primary = person.id == kMia};
            if (person.id == kJon && offered.id == kPerm)
                able.minutes = {{QStringLiteral("A"), 55}};
            salon.capabilities.append(able);
            if (offered.id >= kRoots && person.id >= kRobin1)
                continue;
            for (const Segment &segment : offered.segments)
                if (segment.busy)
                    salon.event_maps.append({person.id, offered.id, segment.key, ++event_type, std::nullopt});
        }
    return salon;
}

void storeLindeSalon(Connection &connection, const Clock &clock, Random &random)
{
    auto tx = Transaction::begin(connection, clock);
    SALON_CHECK(tx.has_value());
    const Catalogue salon = lindeSalon();
    SALON_CHECK(CatalogueTable::saveSalon(*tx, salon.salon, random).has_value());
    const auto check = [](const auto &saved, auto wanted) { SALON_CHECK(saved.has_value() && *saved == wanted); };
    for (Branch branch : salon.branches) {
        const BranchId wanted = std::exchange(branch.id, BranchId{});
        check(CatalogueTable::saveBranch(*tx, branch), wanted);
    }
    for (Staff member : salon.staff) {
        const StaffId wanted = std::exchange(member.id, StaffId{});
        check(CatalogueTable::saveStaff(*tx, member), wanted);
    }
    for (Service service : salon.services) {
        const ServiceId wanted = std::exchange(service.id, ServiceId{});
        check(CatalogueTable::saveService(*tx, service), wanted);
    }
    for (const Capability &able : salon.capabilities)
        SALON_CHECK(CatalogueTable::saveCapability(*tx, able).has_value());
    for (const EventMap &map : salon.event_maps)
        SALON_CHECK(CatalogueTable::saveEventMap(*tx, map).has_value());
    SALON_CHECK(tx->commit().has_value());
}

Instant at(const Catalogue &salon, const char *wall_time)
{
    const auto instant = salon.salon.zone.parseIso(QString::fromLatin1(wall_time));
    SALON_CHECK(instant.has_value());
    return *instant;
}

Appointment booked(const Catalogue &salon, ServiceId service, StaffId staff, const char *wall_time, CustomerId customer)
{
    const PhasePlan plan = PhasePlan::of(salon, *salon.service(service), staff, kMitte);
    const Instant begin = at(salon, wall_time);
    Appointment appointment{.branch = kMitte,
                            .service = service,
                            .staff = staff,
                            .customer = customer,
                            .span = plan.span(begin),
                            .phases = plan.phases(begin)};
    static qint64 last_id = 0;
    appointment.id = {++last_id};
    return appointment;
}

} // namespace salon::test
