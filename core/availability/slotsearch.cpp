// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/slotsearch.h"

#include "core/availability/candidates.h"
#include "core/availability/slotrules.h"
#include "core/base/checks.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <vector>

namespace salon
{

namespace
{

constexpr int kNoon_min = 12 * 60;

int wallMinutes(const Zone &zone, Instant at)
{
    return zone.timeOf(at).msecsSinceStartOfDay() / 60'000;
}

QHash<QString, StaffId> assistantsOf(const PhasePlan &plan)
{
    QHash<QString, StaffId> others;
    for (const PhasePlan::Part &part : plan.parts)
        if (part.staff != plan.staff)
            others.insert(part.key, part.staff);
    return others;
}

/// What every candidate's starts of a day must lie in; empty where nothing is to be offered.
DayBits allowedStarts(const Catalogue &catalogue, const BranchDay &day, const SearchRange &range, Instant now)
{
    const Zone &zone = catalogue.salon.zone;
    // The notice counts from the begun minute, so that without any a start may be due by it and over all the same.
    const Instant earliest = std::max({earliestStart(catalogue, now), now, range.not_before.value_or(now)});
    const bool wrong_weekday = !range.weekdays.isEmpty() && !range.weekdays.contains(day.date.dayOfWeek());
    if (day.closed || wrong_weekday || day.span.end <= earliest ||
        day.date > zone.dateOf(now).addDays(catalogue.salon.horizon_days))
        return {};
    const DayBits allowed = day.grid & DayBits(day.markAfter(earliest), day.marks);
    return range.within ? allowed & day.marksShowing(zone, *range.within) : allowed;
}

} // namespace

SlotSearch::SlotSearch(const Catalogue &catalogue, const Diary &diary, Instant now)
    : m_catalogue(catalogue)
    , m_diary(diary)
    , m_now(now)
{
}

SlotSearch::~SlotSearch() = default;

void SlotSearch::lookAgain(Instant now)
{
    SALON_CHECK(m_diary.holds.isEmpty());
    m_now = now;
}

Timelines &SlotSearch::timelines(const SlotWish &wish)
{
    Viewpoint from{.branch = wish.branch, .moving = wish.moving ? wish.moving->id : AppointmentId{}};
    if (!m_diary.holds.isEmpty()) { // only holds look different to different callers
        from.call_id = wish.call_id;
        from.past_soft_holds = wish.past_soft_holds;
    }
    if (!m_timelines || m_timelines->viewpoint() != from)
        m_timelines = std::make_unique<Timelines>(m_catalogue, m_diary, m_now, from);
    return *m_timelines;
}

Offer SlotSearch::offerOf(ServiceId service, const Candidates &people, const BranchDay &day, const Candidate &who,
                          Instant start)
{
    Offer offer{m_catalogue.staff[who.member].id,     service, who.plan.span(start), day.date,
                m_catalogue.salon.zone.timeOf(start), {}};
    if (people.haveHelp())
        offer.assistants = assistantsOf(people.staffed(*m_timelines, day, who, start, SoftHolds::Respected));
    return offer;
}

/// What the customer has that day: nobody is in two chairs at once.
DayBits SlotSearch::customersOwn(const SlotWish &wish, const BranchDay &day) const
{
    DayBits own;
    if (wish.customer.isNull())
        return own;
    for (const Appointment &appointment : m_diary.appointments)
        if (isCustomersOwn(wish, appointment) && appointment.span.overlaps(day.span))
            own.fill(day.markBefore(appointment.span.begin), day.markAfter(appointment.span.end));
    return own;
}

/// A day's offers in the asked order; no more than are enough.
QList<Offer> SlotSearch::dayOffers(const Candidates &people, QDate date, const SearchRange &range, qsizetype enough)
{
    const SlotWish &wish = people.wish();
    Timelines &lines = timelines(wish);
    const BranchDay &day = lines.day(date);
    const DayBits allowed = allowedStarts(m_catalogue, day, range, m_now);
    if (allowed.isEmpty())
        return {};
    const DayBits customers_own = customersOwn(wish, day);
    std::vector<std::pair<const Candidate *, DayBits>> free;
    DayBits any;
    for (const Candidate &who : people.asked()) {
        const DayBits starts = who.offered ? allowed & people.freeStarts(lines, day, who, customers_own) : DayBits();
        if (starts.isEmpty())
            continue;
        free.emplace_back(&who, starts);
        any = any | starts;
    }
    std::stable_sort(free.begin(), free.end(), [&](const auto &a, const auto &b) {
        return people.isChosenBefore(lines, day, *a.first, *b.first);
    });
    std::vector<std::pair<int, Offer>> ranked; // by what a start wastes
    const bool by_time = range.order == OfferOrder::Earliest;
    for (int mark = any.next(0); mark >= 0 && (!by_time || qsizetype(ranked.size()) < enough);
         mark = any.next(mark + 1)) {
        const Candidate *chosen = nullptr;
        int least = 0;
        for (const auto &[who, starts] : free) {
            if (!starts.test(mark) || (by_time && chosen))
                continue;
            const int waste = by_time ? 0 : people.wasted(lines, day, *who, mark);
            if (chosen && waste >= least)
                continue;
            chosen = who;
            least = waste;
        }
        ranked.emplace_back(least, offerOf(wish.service, people, day, *chosen, day.at(mark)));
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QList<Offer> offers;
    for (const auto &entry : ranked)
        offers.append(entry.second);
    return offers;
}

QList<StaffId> SlotSearch::able(const Catalogue &catalogue, const SlotWish &wish)
{
    QList<StaffId> able;
    const Candidates people(catalogue, wish);
    for (const Candidate &who : people.asked())
        if (who.offered)
            able.append(catalogue.staff[who.member].id);
    return able;
}

TimeRange SlotSearch::days(const Zone &zone, QDate from, int days)
{
    return {zone.startOfDay(from), zone.startOfDay(from.addDays(days))};
}

std::vector<DayBits> SlotSearch::starts(const SlotWish &wish, QDate from, int days)
{
    std::vector<DayBits> found(static_cast<size_t>(days));
    const Candidates people(m_catalogue, wish);
    for (int offset = 0; !people.asked().empty() && offset < days; ++offset) {
        Timelines &lines = timelines(wish);
        const BranchDay &day = lines.day(from.addDays(offset));
        DayBits &starts = found[static_cast<size_t>(offset)];
        const DayBits customers_own = customersOwn(wish, day);
        for (const Candidate &who : people.asked())
            if (who.offered && !day.closed)
                starts = starts | people.freeStarts(lines, day, who, customers_own);
    }
    return found;
}

Explanation SlotSearch::explain(const SlotWish &wish, Instant start, Language language)
{
    SlotWish anyone = wish;
    anyone.staff = {};
    const QList<StaffId> can = able(m_catalogue, anyone);
    Explanation why = judged(wish, start);
    why.able = can;
    why.service = wish.service;
    if (why.staff.isNull())
        why.staff = wish.staff;
    why.text = sentence(why, m_catalogue, language);
    return why;
}

Explanation SlotSearch::judged(const SlotWish &wish, Instant start)
{
    const Service *service = m_catalogue.service(wish.service);
    if (!service || !m_catalogue.branch(wish.branch))
        return {.available = false, .rule = Rule::Capability, .staff = wish.staff};
    Timelines &lines = timelines(wish);
    const BranchDay &day = lines.day(m_catalogue.salon.zone.dateOf(start));
    if (auto refusal = generalRefusal(m_catalogue, day, wish, m_now, start))
        return *refusal;

    std::optional<Explanation> closest;
    std::optional<Explanation> overbooked;
    const Candidates people(m_catalogue, wish);
    const bool anybody_able = wish.staff.isNull() && std::any_of(people.asked().cbegin(), people.asked().cend(),
                                                                 [](const Candidate &who) { return who.offered; });
    for (const Candidate *who : people.inOrder(lines, day)) {
        if (anybody_able && !who->offered)
            continue; // does not speak for those who can do it
        const PhasePlan plan = people.staffed(lines, day, *who, start, SoftHolds::Ignored);
        const SlotCase slot{m_catalogue, m_diary, wish, *service, day, lines, who->member, plan, who->lacks_map, start};
        const std::optional<Explanation> refusal = personalRefusal(slot);
        std::optional<Explanation> met = refusal || !wish.knowingly ? std::nullopt : overbooking(slot);
        if (!refusal && !met)
            return {.staff = plan.staff, .span = slot.span(), .assistants = assistantsOf(plan)};
        if (met) {
            met->assistants = assistantsOf(plan);
            overbooked = overbooked ? overbooked : met;
        } else if (!closest || rank(refusal->rule) > rank(closest->rule)) {
            closest = refusal;
        }
    }
    if (overbooked)
        return *overbooked;
    if (!closest)
        return {.available = false, .rule = Rule::Capability, .staff = wish.staff, .object = service->name};
    // Where nobody at all can do it, the sentence is about the service and not about whoever was asked first.
    if (wish.staff.isNull() && closest->rule == Rule::Capability)
        closest->staff = {};
    return *closest;
}

QList<Offer> SlotSearch::offers(const SlotWish &wish, const SearchRange &range)
{
    return offers(Candidates(m_catalogue, wish), range);
}

QList<Offer> SlotSearch::offers(const Candidates &people, const SearchRange &range)
{
    QList<Offer> found;
    for (int offset = 0; !people.asked().empty() && offset < range.days && found.size() < range.limit; ++offset)
        found.append(dayOffers(people, range.from.addDays(offset), range, range.limit - found.size()));
    found.resize(std::min(found.size(), qsizetype(range.limit)));
    return found;
}

QList<Offer> SlotSearch::alternatives(const SlotWish &wish, Instant asked, const SearchRange &range)
{
    return alternatives(Candidates(m_catalogue, wish), asked, range);
}

QList<Offer> SlotSearch::alternatives(const Candidates &people, Instant asked, const SearchRange &range)
{
    const Zone &zone = m_catalogue.salon.zone;
    const int asked_min = wallMinutes(zone, asked);
    const QDate asked_date = zone.dateOf(asked);
    QList<Offer> found;
    for (int offset = 0; !people.asked().empty() && offset < range.days && found.size() < range.limit; ++offset) {
        const QDate date = range.from.addDays(offset);
        QList<Offer> of_day = dayOffers(people, date, range, DayBits::kMarks);
        of_day.removeIf([&](const Offer &offer) { return offer.span.begin == asked; });
        const auto order = [&](const Offer &offer) {
            const int distance = offer.time.msecsSinceStartOfDay() / 60'000 - asked_min;
            const bool wrong_side = asked_min >= kNoon_min ? distance < 0 : distance > 0;
            const bool after_all = date == asked_date && asked_min >= kNoon_min && wrong_side;
            return std::make_tuple(after_all, std::abs(distance), wrong_side, offer.span.begin);
        };
        if (range.order == OfferOrder::Earliest)
            std::sort(of_day.begin(), of_day.end(),
                      [&](const Offer &a, const Offer &b) { return order(a) < order(b); });
        found.append(of_day);
    }
    found.resize(std::min(found.size(), qsizetype(range.limit)));
    return found;
}

} // namespace salon
