// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/slotsearch.h"

#include "core/availability/slotrules.h"
#include "core/base/checks.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

namespace salon
{

namespace
{

constexpr int kNoon_min = 12 * 60;

int wallMinutes(const Zone &zone, Instant at)
{
    return zone.timeOf(at).msecsSinceStartOfDay() / 60'000;
}

} // namespace

/// What was worked out so far, per day and person; thrown away when the wish looks at the book differently.
struct SlotSearch::Days {
    const Catalogue &catalogue;
    const Diary &diary;
    Instant now;
    BranchId branch;
    AppointmentId moving;
    std::map<QDate, BranchDay> branch_days;
    std::map<StaffId, QList<TakenTime>> taken_times;
    std::map<std::pair<StaffId, QDate>, StaffDay> staff_days;

    /// A person who may be asked, with the service at their own minutes.
    struct Candidate {
        const Staff *member;
        PhasePlan plan;
        bool primary;
        int load_marks;
    };

    void lookFor(const SlotWish &wish)
    {
        const AppointmentId moved = wish.moving ? wish.moving->id : AppointmentId{};
        if (branch == wish.branch && moving == moved)
            return;
        branch = wish.branch;
        moving = moved;
        branch_days.clear();
        taken_times.clear();
        staff_days.clear();
    }

    const BranchDay &day(QDate date)
    {
        auto found = branch_days.find(date);
        if (found == branch_days.end())
            found = branch_days.emplace(date, BranchDay::of(catalogue, *catalogue.branch(branch), date)).first;
        return found->second;
    }

    const QList<TakenTime> &taken(const Staff &member)
    {
        auto found = taken_times.find(member.id);
        if (found == taken_times.end())
            found = taken_times.emplace(member.id, takenTimes(catalogue, diary, member, moving)).first;
        return found->second;
    }

    const StaffDay &staffDay(const Staff &member, const BranchDay &of)
    {
        SALON_CHECK(diary.span.contains(of.span));
        const auto key = std::make_pair(member.id, of.date);
        auto found = staff_days.find(key);
        if (found == staff_days.end())
            found = staff_days.emplace(key, StaffDay::of(catalogue, diary, taken(member), of, member)).first;
        return found->second;
    }

    /// In the order of choice: primary, least loaded that day, first in the catalogue.
    QList<Candidate> candidates(const SlotWish &wish, const Service &service, const BranchDay &of)
    {
        QList<Candidate> people;
        for (const Staff &member : catalogue.staff) {
            if (wish.staff.isNull() ? (!member.active || member.branch != wish.branch) : member.id != wish.staff)
                continue;
            const Capability *able = catalogue.capability(member.id, service.id);
            people.append({&member,
                           wish.moving ? PhasePlan::of(catalogue, *wish.moving, member.id)
                                       : PhasePlan::of(catalogue, service, member.id),
                           able && able->primary, staffDay(member, of).load_marks});
        }
        std::stable_sort(people.begin(), people.end(), [](const Candidate &a, const Candidate &b) {
            return a.primary != b.primary ? a.primary : a.load_marks < b.load_marks;
        });
        return people;
    }

    DayBits freeStarts(const SlotWish &wish, const BranchDay &of, const Candidate &who);
    QList<Offer> dayOffers(const SlotWish &wish, const Service &service, QDate date, const SearchRange &range);
};

/// All starts of a day at once: from each mark, does the full duration stay inside one opening block, is every
/// needed part inside working time, does nothing taken lie in the window? Must say what personalRefusal() says.
DayBits SlotSearch::Days::freeStarts(const SlotWish &wish, const BranchDay &of, const Candidate &who)
{
    const PhasePlan &plan = who.plan;
    const int total = plan.total_min / DayBits::kMarkMinutes;
    const StaffDay &own = staffDay(*who.member, of);
    DayBits starts;
    for (const DayBits &block : of.open)
        starts = starts | ~(~block).smeared(total);
    for (const PhasePlan::Part &part : plan.parts) {
        const int begin = part.begins_min / DayBits::kMarkMinutes;
        if (part.taken)
            starts = starts & ~(~own.works).smeared(part.ends_min / DayBits::kMarkMinutes - begin).moved(-begin);
    }
    const int after = std::max(plan.total_min, plan.guard_ends_min) / DayBits::kMarkMinutes;
    starts = starts & ~own.taken.smeared(after);
    for (int before = 1; before <= -plan.guard_begins_min / DayBits::kMarkMinutes; ++before)
        starts = starts & ~own.taken.moved(before);
    for (const Appointment &appointment : diary.appointments) {
        if (!isCustomersOwn(wish, appointment))
            continue;
        const DayBits held(of.markBefore(appointment.span.begin), of.markAfter(appointment.span.end));
        starts = starts & ~held.smeared(total);
    }
    return starts;
}

QList<Offer> SlotSearch::Days::dayOffers(const SlotWish &wish, const Service &service, QDate date,
                                         const SearchRange &range)
{
    const Zone &zone = catalogue.salon.zone;
    const BranchDay &of = day(date);
    const Instant earliest = std::max(earliestStart(catalogue, now), range.not_before.value_or(now));
    if (of.closed || of.span.end <= earliest || date > zone.dateOf(now).addDays(catalogue.salon.horizon_days))
        return {};
    DayBits allowed = of.grid & DayBits(of.markAfter(earliest), of.marks);
    if (range.within)
        allowed = allowed & of.marksOf(zone, {*range.within});
    const QList<StaffId> asked = able(catalogue, wish);
    std::map<int, Offer> by_mark;
    for (const Candidate &who : candidates(wish, service, of)) {
        if (!asked.contains(who.member->id))
            continue;
        const DayBits starts = allowed & freeStarts(wish, of, who);
        for (int mark = starts.next(0); mark >= 0; mark = starts.next(mark + 1))
            by_mark.try_emplace(
                mark, Offer{who.member->id, service.id, who.plan.span(of.at(mark)), date, zone.timeOf(of.at(mark))});
    }
    QList<Offer> offers;
    for (const auto &entry : by_mark)
        offers.append(entry.second);
    return offers;
}

SlotSearch::SlotSearch(const Catalogue &catalogue, const Diary &diary, Instant now)
    : m_days(new Days{catalogue, diary, now})
{
}

SlotSearch::~SlotSearch() = default;

QList<StaffId> SlotSearch::able(const Catalogue &catalogue, const SlotWish &wish)
{
    QList<StaffId> able;
    const Service *service = catalogue.service(wish.service);
    if (!service || !service->active)
        return able;
    for (const Staff &member : catalogue.staff) {
        if (!member.active || member.branch != wish.branch || !catalogue.capability(member.id, wish.service) ||
            (!wish.staff.isNull() && member.id != wish.staff))
            continue;
        if (wish.event_maps == EventMapCheck::Block && !catalogue.missingMaps(member.id, wish.service).isEmpty())
            continue;
        if (PhasePlan::of(catalogue, *service, member.id).isUsable())
            able.append(member.id);
    }
    return able;
}

TimeRange SlotSearch::days(const Zone &zone, QDate from, int days)
{
    return {zone.startOfDay(from), zone.startOfDay(from.addDays(days))};
}

Explanation SlotSearch::explain(const SlotWish &wish, Instant start, Language language)
{
    const Catalogue &catalogue = m_days->catalogue;
    SlotWish anyone = wish;
    anyone.staff = {};
    const QList<StaffId> can = able(catalogue, anyone);
    const auto finished = [&](Explanation why) {
        why.able = can;
        why.service = wish.service;
        if (why.staff.isNull())
            why.staff = wish.staff;
        why.text = sentence(why, catalogue, language);
        return why;
    };
    const Service *service = catalogue.service(wish.service);
    if (!service || !catalogue.branch(wish.branch))
        return finished({.available = false, .rule = Rule::Capability});
    m_days->lookFor(wish);
    const BranchDay &day = m_days->day(catalogue.salon.zone.dateOf(start));
    if (auto refusal = generalRefusal(catalogue, day, wish, m_days->now, start))
        return finished(*refusal);

    std::optional<Explanation> closest;
    std::optional<Explanation> overbooked;
    for (const Days::Candidate &who : m_days->candidates(wish, *service, day)) {
        const SlotCase slot{catalogue,
                            m_days->diary,
                            wish,
                            *service,
                            day,
                            *who.member,
                            m_days->staffDay(*who.member, day),
                            m_days->taken(*who.member),
                            who.plan,
                            start};
        const std::optional<Explanation> refusal = personalRefusal(slot);
        const std::optional<Explanation> met = refusal || !wish.knowingly ? std::nullopt : overbooking(slot);
        if (!refusal && !met)
            return finished({.staff = who.member->id, .span = slot.span()});
        if (met && !overbooked)
            overbooked = met;
        if (met)
            continue;
        if (!closest || rank(refusal->rule) > rank(closest->rule))
            closest = refusal;
    }
    if (overbooked)
        return finished(*overbooked);
    if (!closest)
        return finished({.available = false, .rule = Rule::Capability, .object = service->name});
    // Where nobody at all can do it, the sentence is about the service and not about whoever was asked first.
    if (wish.staff.isNull() && closest->rule == Rule::Capability)
        closest->staff = {};
    return finished(*closest);
}

QList<Offer> SlotSearch::offers(const SlotWish &wish, const SearchRange &range)
{
    QList<Offer> found;
    const Service *service = m_days->catalogue.service(wish.service);
    if (!service || !m_days->catalogue.branch(wish.branch))
        return found;
    m_days->lookFor(wish);
    for (int offset = 0; offset < range.days && found.size() < range.limit; ++offset)
        found.append(m_days->dayOffers(wish, *service, range.from.addDays(offset), range));
    found.resize(std::min(found.size(), qsizetype(range.limit)));
    return found;
}

QList<Offer> SlotSearch::alternatives(const SlotWish &wish, Instant asked, const SearchRange &range)
{
    const Zone &zone = m_days->catalogue.salon.zone;
    const int asked_min = wallMinutes(zone, asked);
    const QDate asked_date = zone.dateOf(asked);
    QList<Offer> found;
    const Service *service = m_days->catalogue.service(wish.service);
    if (!service || !m_days->catalogue.branch(wish.branch))
        return found;
    m_days->lookFor(wish);
    for (int offset = 0; offset < range.days && found.size() < range.limit; ++offset) {
        const QDate date = range.from.addDays(offset);
        QList<Offer> of_day = m_days->dayOffers(wish, *service, date, range);
        of_day.removeIf([&](const Offer &offer) { return offer.span.begin == asked; });
        const auto order = [&](const Offer &offer) {
            const int distance = offer.time.msecsSinceStartOfDay() / 60'000 - asked_min;
            const bool wrong_side = asked_min >= kNoon_min ? distance < 0 : distance > 0;
            const bool after_all = date == asked_date && asked_min >= kNoon_min && wrong_side;
            return std::make_tuple(after_all, std::abs(distance), wrong_side, offer.span.begin);
        };
        std::sort(of_day.begin(), of_day.end(), [&](const Offer &a, const Offer &b) { return order(a) < order(b); });
        found.append(of_day);
    }
    found.resize(std::min(found.size(), qsizetype(range.limit)));
    return found;
}

} // namespace salon
