// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/availability/randomdiary.h"

#include <algorithm>
#include <random>

namespace salon::test
{

namespace
{

struct Place {
    const char *zone;
    const char *country;
    const char *subdivision;
    QDate day;
};

/// Ordinary days, the clocks' changes and their neighbours, a year's end, a 29 February, public holidays.
const QList<Place> &places()
{
    static const QList<Place> all{
        {"Europe/Berlin", "DE", "BE", {2025, 11, 26}},  {"Europe/Berlin", "DE", "BY", {2026, 1, 6}},
        {"Europe/Berlin", "DE", "BE", {2026, 3, 29}},   {"Europe/Berlin", "DE", "BE", {2026, 3, 28}},
        {"Europe/Berlin", "DE", "HH", {2026, 10, 25}},  {"Europe/Berlin", "DE", "SN", {2026, 10, 24}},
        {"Europe/Berlin", "DE", "BE", {2026, 12, 31}},  {"Europe/Berlin", "DE", "BE", {2028, 2, 29}},
        {"Europe/Berlin", "AT", "", {2026, 5, 13}},     {"Pacific/Chatham", "NZ", "", {2026, 4, 5}},
        {"Pacific/Chatham", "NZ", "", {2026, 9, 27}},   {"Pacific/Chatham", "NZ", "", {2026, 6, 17}},
        {"America/St_Johns", "CA", "", {2026, 3, 8}},   {"America/St_Johns", "CA", "", {2026, 11, 1}},
        {"America/St_Johns", "CA", "", {2026, 12, 30}}, {"Europe/Berlin", "DE", "BE", {2026, 8, 19}},
    };
    return all;
}

QString keyed(const char *prefix, int number)
{
    return QLatin1String(prefix) + QString::number(number);
}

/// Makes one diary. A class so that chance and what is made so far need not be handed about.
class DiaryMaker
{
public:
    explicit DiaryMaker(quint64 seed)
        : m_chance(seed)
    {
        m_made.seed = seed;
    }

    RandomDiary made()
    {
        makeSalon();
        makeBranches();
        makeServices();
        makeStaff();
        makeSkills();
        makeClock();
        makeAppointments();
        makeBlocksAndHolds();
        makeWishes();
        return m_made;
    }

private:
    int below(int bound) { return bound <= 1 ? 0 : int(m_chance() % quint64(bound)); }
    int between(int low, int high) { return low + below(high - low + 1); }
    bool oneIn(int n) { return below(n) == 0; }
    bool percent(int p) { return below(100) < p; }
    /// A multiple of five.
    int fives(int low, int high) { return 5 * between(low / 5, high / 5); }
    template <typename List>
    typename List::value_type pick(const List &list)
    {
        return list.at(below(int(list.size())));
    }

    QList<DayBlock> blocks(int low, int high, int count)
    {
        QList<int> edges;
        while (edges.size() < 2 * count) {
            const int edge = fives(low, high);
            if (!edges.contains(edge))
                edges.append(edge);
        }
        std::sort(edges.begin(), edges.end());
        QList<DayBlock> made;
        for (int i = 0; i < count; ++i)
            made.append({edges[2 * i], edges[2 * i + 1]});
        return made;
    }

    WeekHours week(int days_off_percent, int max_blocks)
    {
        WeekHours hours;
        for (int weekday = 1; weekday <= 7; ++weekday) {
            if (percent(days_off_percent))
                continue;
            const int count = between(1, max_blocks);
            hours[weekday] = blocks(m_opens, m_closes, count);
            if (percent(60)) { // mostly the whole of it, with breaks
                hours[weekday].first().begins_min = m_opens;
                hours[weekday].last().ends_min = m_closes;
            }
            for (int i = 1; i < count; ++i) // mostly short ones
                if (percent(60))
                    hours[weekday][i].begins_min =
                        std::min(hours[weekday][i].begins_min, hours[weekday][i - 1].ends_min + fives(0, 45));
        }
        return hours;
    }

    void makeSalon()
    {
        const Place place = pick(places());
        Salon &salon = m_made.catalogue.salon;
        salon.zone = Zone(QLatin1String(place.zone));
        salon.country = QLatin1String(place.country);
        salon.subdivision = QLatin1String(place.subdivision);
        salon.grid_min = pick(QList<int>{5, 10, 15, 15, 15, 20, 30, 60});
        salon.notice_min = pick(QList<int>{0, 15, 15, 15, 60, 125, 1440});
        salon.horizon_days = oneIn(8) ? between(0, 3) : 365;
        m_made.day = place.day;
        const int hours = below(10); // in the daytime, at night, round the clock
        m_opens = hours < 7 ? fives(420, 660) : 0;
        m_closes = hours < 7 ? fives(900, 1200) : hours < 9 ? fives(180, 480) : 1440;
    }

    void makeBranches()
    {
        const int count = oneIn(4) ? 2 : 1;
        int resource = 0;
        for (int i = 1; i <= count; ++i) {
            Branch branch{.id = {i}, .key = keyed("branch-", i), .opening_hours = week(4, oneIn(3) ? 2 : 1)};
            for (const char *key : {"basin", "hood"})
                if (percent(70))
                    branch.resources.append({.id = {++resource},
                                             .key = QLatin1String(key),
                                             .name = QLatin1String(key),
                                             .count = pick(QList<int>{1, 1, 2, 3})});
            if (oneIn(8)) {
                const QDate from = m_made.day.addDays(between(-2, 3));
                branch.closed.append({from, from.addDays(between(0, 2)), QStringLiteral("Ferien")});
            }
            m_made.catalogue.branches.append(branch);
        }
    }

    Segment segment(int number, bool busy)
    {
        Segment made{.key = keyed("S", number), .name = keyed("Part ", number), .minutes = fives(5, 60), .busy = busy};
        if (percent(25))
            made.by = SegmentBy::AnyAble;
        if (percent(25))
            made.resource = QLatin1String(oneIn(2) ? "basin" : "hood");
        return made;
    }

    void makeServices()
    {
        const int count = between(2, 4);
        for (int i = 1; i <= count; ++i) {
            Service service{.id = {i}, .key = keyed("service-", i), .name = keyed("Service ", i)};
            if (percent(m_opens == 0 ? 60 : 30))
                service.buffer_before_min = fives(5, 15);
            if (percent(m_opens == 0 ? 60 : 30))
                service.buffer_after_min = fives(5, 15);
            if (oneIn(4))
                service.gap_policy = GapPolicy::Blocked;
            const int segments = pick(QList<int>{1, 1, 2, 3, 3, 4, 5, 6});
            const int needed = below(segments);
            for (int s = 0; s < segments; ++s)
                service.segments.append(segment(s + 1, s == needed || percent(60)));
            if (oneIn(40))
                service.segments[needed].minutes = pick(QList<int>{0, -5, 7, 1435, 1440, 1445});
            if (oneIn(40))
                service.segments[needed].busy = false;
            service.active = !oneIn(30);
            m_made.catalogue.services.append(service);
        }
    }

    /// Mostly on a five-minute mark of the opening hours of the day that is looked at.
    Instant moment()
    {
        const QDate day = percent(75) ? m_made.day : m_made.day.addDays(between(-1, 2));
        const Instant midnight = m_made.catalogue.salon.zone.startOfDay(day);
        if (m_opens == 0 && oneIn(3)) // who works at night meets the day before and the next
            return midnight + minutes(5 * between(day < m_made.day ? 0 : -8, 8)); // within the diary
        return midnight + minutes(percent(85) ? fives(m_opens, m_closes) : fives(0, 24 * 60));
    }
    /// What comes from elsewhere need not keep to the marks.
    TimeRange foreignSpan(int low_min, int high_min)
    {
        TimeRange made = span(low_min, high_min);
        if (oneIn(4)) {
            made.begin = made.begin + seconds(between(0, 299));
            made.end = made.end + seconds(between(0, 299));
        }
        return made;
    }
    TimeRange span(int low_min, int high_min)
    {
        const Instant begin = moment();
        return {begin, begin + minutes(fives(low_min, high_min))};
    }

    void makeStaff()
    {
        const int count = pick(QList<int>{2, 2, 3, 3, 4, 5, 6});
        for (int i = 1; i <= count; ++i) {
            Staff member{.id = {i},
                         .key = keyed("staff-", i),
                         .name = keyed("Person ", i),
                         .branch = m_made.catalogue.branches[below(int(m_made.catalogue.branches.size()))].id,
                         .active = !oneIn(15),
                         .working_hours = week(10, oneIn(3) ? 3 : 2)};
            if (oneIn(4)) {
                member.working_hours_b = week(20, 2);
                member.week_a_of = m_made.day.addDays(between(-30, 30));
            }
            if (oneIn(3))
                member.absences.append({foreignSpan(5, 240), QStringLiteral("Termin")});
            if (oneIn(6)) {
                const QDate from = m_made.day.addDays(between(-1, 2));
                const Zone &zone = m_made.catalogue.salon.zone;
                member.absences.append(
                    {{zone.startOfDay(from), zone.startOfDay(from.addDays(between(1, 3)))}, QStringLiteral("Urlaub")});
            }
            if (oneIn(4))
                member.extra_hours.append(span(15, 300));
            m_made.catalogue.staff.append(member);
        }
    }

    void makeSkills()
    {
        Catalogue &catalogue = m_made.catalogue;
        std::int64_t event_type = 0;
        for (const Staff &member : std::as_const(catalogue.staff))
            for (const Service &service : std::as_const(catalogue.services)) {
                if (!percent(80))
                    continue;
                Capability skill{.staff = member.id, .service = service.id, .primary = oneIn(4)};
                const bool mapped = percent(85);
                for (const Segment &part : service.segments) {
                    if (oneIn(6))
                        skill.minutes[part.key] = fives(5, 60);
                    if (part.busy && (mapped || oneIn(2)))
                        catalogue.event_maps.append({member.id, service.id, part.key, ++event_type, std::nullopt});
                }
                catalogue.capabilities.append(skill);
            }
    }

    void makeClock()
    {
        const Zone &zone = m_made.catalogue.salon.zone;
        m_made.diary.span = {zone.startOfDay(m_made.day.addDays(-1)), zone.startOfDay(m_made.day.addDays(3))};
        const QDate today = m_made.day.addDays(-pick(QList<int>{0, 1, 1, 2, 3, 30}));
        const int minute = below(24 * 60);
        const int second = oneIn(2) ? 0 : below(60);
        m_made.now = zone.startOfDay(today) + minutes(minute) + seconds(second);
    }

    StaffId colleague(StaffId main)
    {
        QList<StaffId> others;
        for (const Staff &member : std::as_const(m_made.catalogue.staff))
            if (member.id != main && member.branch == m_made.catalogue.member(main)->branch)
                others.append(member.id);
        return others.isEmpty() ? main : pick(others);
    }

    /// As booking would have stored it, now and then with other lengths, or without phases; never off the marks,
    /// which no door lets in.
    Appointment appointment(const Service &service, StaffId staff, BranchId branch, Instant begin)
    {
        const Catalogue &catalogue = m_made.catalogue;
        Appointment made{.branch = branch, .service = service.id, .staff = staff, .span = {begin, begin}};
        for (const Segment &part : service.segments) {
            int length = std::clamp(catalogue.minutes(service, part, staff), 0, 300) / 5 * 5;
            if (oneIn(15))
                length = fives(5, 60);
            Phase phase{.key = part.key,
                        .span = {made.span.end, made.span.end + minutes(length)},
                        .busy = part.busy,
                        .staff = staff};
            if (!staff.isNull() && part.busy && part.by == SegmentBy::AnyAble && oneIn(3))
                phase.staff = colleague(staff);
            for (const Resource &resource : catalogue.branch(branch)->resources)
                if (resource.key == part.resource)
                    phase.resource = resource.id;
            made.span.end = phase.span.end;
            if (length > 0)
                made.phases.append(phase);
        }
        return made;
    }

    Appointment somebodysAppointment()
    {
        const Catalogue &catalogue = m_made.catalogue;
        const Staff member = pick(catalogue.staff);
        const Service service = pick(catalogue.services);
        const StaffId staff = oneIn(10) ? StaffId{} : member.id;
        Appointment made = appointment(service, staff, member.branch, moment());
        made.customer = {between(1, 6)};
        if (oneIn(6))
            made.attendee_name = QStringLiteral("Mats");
        made.status = pick(QList<AppointmentStatus>{AppointmentStatus::Confirmed, AppointmentStatus::Confirmed,
                                                    AppointmentStatus::Confirmed, AppointmentStatus::Confirmed,
                                                    AppointmentStatus::Arrived, AppointmentStatus::Done,
                                                    AppointmentStatus::NoShow, AppointmentStatus::Cancelled});
        made.overbooked = oneIn(20);
        if (made.phases.isEmpty())
            made.span.end = made.span.begin + minutes(fives(5, 120));
        if (oneIn(7))
            made.phases.clear();
        return made;
    }

    void makeAppointments()
    {
        QList<Appointment> &all = m_made.diary.appointments;
        const int count = between(2, 14);
        for (int i = 0; i < count; ++i)
            all.append(somebodysAppointment());
        std::stable_sort(all.begin(), all.end(),
                         [](const Appointment &a, const Appointment &b) { return a.span.begin < b.span.begin; });
        for (int i = 0; i < count; ++i)
            all[i].id = {i + 1};
        for (int customer = 1; customer <= 6; ++customer)
            m_made.diary.customer_names.insert({customer}, keyed("Customer ", customer));
    }

    void makeBlocksAndHolds()
    {
        for (int i = between(0, 3); i > 0; --i)
            m_made.diary.busy_blocks.append({pick(m_made.catalogue.staff).id, foreignSpan(5, 90)});
        const int holds = between(0, 4);
        for (int i = 0; i < holds; ++i) {
            const Staff member = pick(m_made.catalogue.staff);
            const Service service = pick(m_made.catalogue.services);
            const Appointment held = appointment(service, member.id, member.branch, moment());
            if (held.phases.isEmpty())
                continue;
            Hold hold{.id = {i + 1},
                      .call_id = oneIn(2) ? QStringLiteral("call_a") : QStringLiteral("call_b"),
                      .branch = member.branch,
                      .service = service.id,
                      .staff = member.id,
                      .span = held.span,
                      .soft = oneIn(3),
                      .expires_at = m_made.now + seconds(pick(QList<int>{180, 60, 1, 0, -5}))};
            addParts(hold, held, service);
            m_made.diary.holds.append(hold);
        }
    }

    void addParts(Hold &hold, const Appointment &held, const Service &service)
    {
        for (const Phase &phase : held.phases) {
            if (phase.busy || service.gap_policy == GapPolicy::Blocked)
                hold.parts.append({.staff = phase.staff, .span = phase.span});
            if (!phase.resource.isNull())
                hold.parts.append({.span = phase.span, .resource = phase.resource});
        }
        for (Hold::Part &part : hold.parts)
            if (!part.staff.isNull()) {
                part.span.begin = part.span.begin - minutes(service.buffer_before_min);
                break;
            }
        for (auto part = hold.parts.rbegin(); part != hold.parts.rend(); ++part)
            if (!part->staff.isNull()) {
                part->span.end = part->span.end + minutes(service.buffer_after_min);
                break;
            }
    }

    void makeWishes()
    {
        const Catalogue &catalogue = m_made.catalogue;
        for (int i = 0; i < 2; ++i) {
            SlotWish wish{.branch = pick(catalogue.branches).id, .service = pick(catalogue.services).id};
            if (percent(60))
                wish.customer = {between(1, 6)};
            if (oneIn(6))
                wish.attendee_name = QStringLiteral("Mats");
            wish.event_maps = pick(QList<EventMapCheck>{EventMapCheck::Block, EventMapCheck::Block, EventMapCheck::Warn,
                                                        EventMapCheck::Off});
            wish.policy = oneIn(2) ? AvailabilityPolicy::Strict : AvailabilityPolicy::Interleave;
            if (oneIn(2))
                wish.call_id = QStringLiteral("call_a");
            if (oneIn(3))
                wish.preferred = pick(catalogue.staff).id;
            wish.knowingly = oneIn(12);
            if (oneIn(6)) {
                const Appointment &moved = m_made.diary.appointments[below(int(m_made.diary.appointments.size()))];
                if (!moved.staff.isNull()) {
                    wish.moving = moved;
                    wish.service = moved.service;
                    wish.branch = moved.branch;
                }
            }
            m_made.wishes.append(wish);
            m_made.ranges.append(range());
        }
        m_made.asked = moment();
    }

    SearchRange range()
    {
        SearchRange made{.from = m_made.day, .days = between(1, 3), .limit = oneIn(2) ? 10'000 : between(1, 5)};
        if (oneIn(4)) {
            made.not_before = moment();
            if (oneIn(2))
                made.not_before = *made.not_before + seconds(61);
        }
        if (oneIn(4))
            made.within = DayBlock{between(0, 1100), between(200, 1440)};
        if (oneIn(5))
            made.weekdays = {between(1, 7), between(1, 7), m_made.day.dayOfWeek()};
        if (oneIn(4))
            made.order = OfferOrder::GapFriendly;
        return made;
    }

    std::mt19937_64 m_chance;
    RandomDiary m_made;
    int m_opens = 0;
    int m_closes = 0;
};

} // namespace

RandomDiary randomDiary(quint64 seed)
{
    return DiaryMaker(seed).made();
}

} // namespace salon::test
