// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/availability/diaryoracle.h"

#include "core/base/checks.h"
#include "core/domain/holidays.h"
#include "core/domain/names.h"

#include <algorithm>
#include <map>

namespace salon::test
{

namespace
{

constexpr qint64 kMinuteMs = 60'000;

qint64 floorToMinute(qint64 ms)
{
    return ms - ((ms % kMinuteMs) + kMinuteMs) % kMinuteMs;
}

void addGuards(DiaryOracle::Plan &plan, const Service &service)
{
    int first = -1;
    int last = -1;
    for (int i = 0; i < plan.parts.size(); ++i) {
        DiaryOracle::Part &part = plan.parts[i];
        part.guard_begins_min = part.begins_min;
        part.guard_ends_min = part.ends_min;
        if (part.taken && first < 0)
            first = i;
        if (part.taken)
            last = i;
    }
    if (first < 0)
        return;
    plan.parts[first].guard_begins_min -= service.buffer_before_min;
    plan.parts[last].guard_ends_min += service.buffer_after_min;
    plan.guard_begins_min = plan.parts[first].guard_begins_min;
    plan.guard_ends_min = plan.parts[last].guard_ends_min;
}

} // namespace

const QList<Rule> &documentedOrder()
{
    static const QList<Rule> order{
        Rule::Past,        Rule::OffGrid,
        Rule::Notice,      Rule::Horizon,
        Rule::ClosedDay,   Rule::OpeningHours,
        Rule::Capability,  Rule::EventMap,
        Rule::Absence,     Rule::WorkingHours,
        Rule::Break,       Rule::Customer,
        Rule::Appointment, Rule::UnassignedAppointment,
        Rule::BusyBlock,   Rule::Hold,
        Rule::Resource,
    };
    return order;
}

int placeInOrder(Rule rule)
{
    return int(documentedOrder().indexOf(rule));
}

void Violations::add(const Violations &other)
{
    for (std::size_t i = 0; i < broken.size(); ++i)
        broken[i] = broken[i] || other.broken[i];
}

std::optional<Rule> Violations::first() const
{
    for (const Rule rule : documentedOrder())
        if (has(rule))
            return rule;
    return std::nullopt;
}

QString Violations::printed() const
{
    QStringList words;
    for (const Rule rule : documentedOrder())
        if (has(rule))
            words.append(word(rule));
    return words.isEmpty() ? QStringLiteral("free") : words.join(u' ');
}

DiaryOracle::DiaryOracle(const Catalogue &catalogue, const Diary &diary, Instant now, const WallMinutes &wall,
                         const SlotWish &wish)
    : m_catalogue(catalogue)
    , m_diary(diary)
    , m_now(now)
    , m_wall(wall)
    , m_wish(wish)
    , m_service(catalogue.service(wish.service))
    , m_branch(catalogue.branch(wish.branch))
    , m_minutes(catalogue, diary, now, wall, wish)
    , m_has_soft_holds(std::any_of(diary.holds.cbegin(), diary.holds.cend(), [](const Hold &h) { return h.soft; }))
    , m_today(catalogue.salon.zone.dateOf(now))
{
    SALON_CHECK(m_branch);
}

bool DiaryOracle::isClosed(QDate date) const
{
    const bool closed = std::any_of(m_branch->closed.cbegin(), m_branch->closed.cend(),
                                    [&](const ClosedDays &days) { return days.from <= date && date <= days.to; });
    const Salon &salon = m_catalogue.salon;
    return closed || m_branch->opening_hours.value(date.dayOfWeek()).isEmpty() ||
           publicHoliday(salon.country, salon.subdivision, date);
}

/// What concerns the time alone.
Violations DiaryOracle::aboutTheTime(Instant start) const
{
    Violations violated;
    if (start < m_now)
        violated.add(Rule::Past);
    const Salon &salon = m_catalogue.salon;
    const QTime time = salon.zone.timeOf(start);
    if (time.minute() % 5 != 0 || time.second() != 0 || time.msec() != 0)
        violated.add(Rule::OffGrid);
    const Instant earliest = Instant::fromMs(floorToMinute(m_now.ms())) + minutes(salon.notice_min);
    if (start < earliest)
        violated.add(Rule::Notice);
    const QDate date = salon.zone.dateOf(start);
    if (date > m_today.addDays(salon.horizon_days))
        violated.add(Rule::Horizon);
    if (isClosed(date))
        violated.add(Rule::ClosedDay);
    return violated;
}

const Violations &DiaryOracle::early(Instant start)
{
    const auto [entry, is_new] = m_early.try_emplace(start.ms());
    if (is_new)
        entry->second = aboutTheTime(start);
    return entry->second;
}

/// Is the whole duration inside one opening block?
bool DiaryOracle::isOpen(int start, int total_min)
{
    const qint64 day = m_wall[start].julian_day;
    if (!m_open.contains(day))
        for (const DayBlock &block : m_branch->opening_hours.value(QDate::fromJulianDay(day).dayOfWeek()))
            m_open[day].append(m_wall.block(day, block));
    const QList<WallMinutes::Range> open = m_open.value(day);
    return std::any_of(open.cbegin(), open.cend(), [&](const WallMinutes::Range &block) {
        return block.begin <= start && start + total_min <= block.end;
    });
}

/// What is moved may be one part without a key: then all that the service needs is needed.
bool DiaryOracle::lacksMap(StaffId person, const Part &part) const
{
    if (m_wish.event_maps != EventMapCheck::Block || !part.busy)
        return false;
    if (part.key.isEmpty())
        return !m_catalogue.missingMaps(person, m_wish.service).isEmpty();
    return !m_catalogue.eventMap(person, m_wish.service, part.key);
}

bool DiaryOracle::isOnTheSpot(StaffId person) const
{
    const Staff *member = m_catalogue.member(person);
    return member && member->active && member->branch == m_wish.branch &&
           m_catalogue.capability(person, m_wish.service);
}

QList<DiaryOracle::Part> DiaryOracle::serviceParts(const Service &service, StaffId person) const
{
    QList<Part> parts;
    int at = 0;
    for (const Segment &segment : service.segments) {
        const int length = m_catalogue.minutes(service, segment, person);
        ResourceId needs;
        for (const Resource &resource : m_branch->resources)
            if (!segment.resource.isEmpty() && resource.key == segment.resource)
                needs = resource.id;
        parts.append({.key = segment.key,
                      .begins_min = at,
                      .ends_min = at + length,
                      .busy = segment.busy,
                      .any_able = segment.busy && segment.by == SegmentBy::AnyAble,
                      .resource = needs});
        at += length;
    }
    return parts;
}

/// What is moved keeps its lengths. Only where it had its former person's usual length, another person brings their
/// own.
QList<DiaryOracle::Part> DiaryOracle::movedParts(StaffId person) const
{
    QList<Part> parts;
    int at = 0;
    for (const Phase &phase : m_wish.moving->phases) {
        int length = int(phase.span.length().count() / kMinuteMs);
        bool any_able = false;
        for (const Segment &segment : m_service->segments)
            if (segment.key == phase.key) {
                any_able = phase.busy && segment.by == SegmentBy::AnyAble;
                if (length == m_catalogue.minutes(*m_service, segment, m_wish.moving->staff))
                    length = m_catalogue.minutes(*m_service, segment, person);
            }
        parts.append({.key = phase.key,
                      .begins_min = at,
                      .ends_min = at + length,
                      .busy = phase.busy,
                      .any_able = any_able,
                      .resource = phase.resource});
        at += length;
    }
    if (parts.isEmpty())
        parts.append(Part{.ends_min = int(m_wish.moving->span.length().count() / kMinuteMs)});
    return parts;
}

const DiaryOracle::Plan &DiaryOracle::plan(StaffId person)
{
    const auto known = m_plans.constFind(person);
    if (known != m_plans.constEnd())
        return *known;
    Plan made;
    if (m_service)
        made = planned(m_wish.moving ? movedParts(person) : serviceParts(*m_service, person), *m_service);
    return *m_plans.insert(person, made);
}

DiaryOracle::Plan DiaryOracle::planned(QList<Part> parts, const Service &service)
{
    Plan plan{.parts = std::move(parts), .usable = true};
    bool anything_busy = false;
    for (Part &part : plan.parts) {
        const int length = part.ends_min - part.begins_min;
        if (length <= 0 || length % 5 != 0)
            plan.usable = false;
        anything_busy = anything_busy || part.busy;
        part.taken = part.busy || service.gap_policy == GapPolicy::Blocked;
        plan.total_min = part.ends_min;
    }
    plan.usable = plan.usable && anything_busy && plan.total_min <= 24 * 60;
    addGuards(plan, service);
    return plan;
}

bool DiaryOracle::isAble(StaffId person)
{
    if (!m_service || !m_service->active || !isOnTheSpot(person))
        return false;
    const Plan &own = plan(person);
    if (!own.usable)
        return false;
    return std::all_of(own.parts.cbegin(), own.parts.cend(), [&](const Part &part) {
        const bool somebody =
            part.any_able && std::any_of(m_catalogue.staff.cbegin(), m_catalogue.staff.cend(), [&](const Staff &other) {
                return isOnTheSpot(other.id) && !lacksMap(other.id, part);
            });
        return somebody || !lacksMap(person, part);
    });
}

const QList<StaffId> &DiaryOracle::able()
{
    if (m_able)
        return *m_able;
    m_able.emplace();
    for (const Staff &member : m_catalogue.staff)
        if (isAble(member.id))
            m_able->append(member.id);
    return *m_able;
}

/// Who has taken this person's minutes already? Minutes are counted in the window.
Violations DiaryOracle::taken(StaffId person, int from, int to, SoftHolds soft)
{
    Violations violated;
    const PersonMinutes &minutes_of = m_minutes.of(person);
    for (int i = from; i < to; ++i) {
        const PersonMinute &minute = minutes_of[std::size_t(i)];
        if (minute.appointment)
            violated.add(Rule::Appointment);
        if (minute.unassigned)
            violated.add(Rule::UnassignedAppointment);
        if (minute.busy_block)
            violated.add(Rule::BusyBlock);
        if (minute.hold || (minute.soft_hold && soft == SoftHolds::Respected))
            violated.add(Rule::Hold);
    }
    return violated;
}

/// What hinders this person from doing this part: hours without the buffers, other people's claims with them.
Violations DiaryOracle::againstPart(StaffId person, const Part &part, int start, SoftHolds soft)
{
    Violations violated;
    const PersonMinutes &minutes_of = m_minutes.of(person);
    for (int i = start + part.begins_min; i < start + part.ends_min; ++i) {
        const PersonMinute &minute = minutes_of[std::size_t(i)];
        if (minute.absent)
            violated.add(Rule::Absence);
        if (!minute.works)
            violated.add(minute.between_blocks ? Rule::Break : Rule::WorkingHours);
    }
    if (lacksMap(person, part))
        violated.add(Rule::EventMap);
    violated.add(taken(person, start + part.guard_begins_min, start + part.guard_ends_min, soft));
    return violated;
}

void DiaryOracle::judgeParts(StaffId person, const Plan &plan, int start, SoftHolds soft, Verdict &into)
{
    for (const Part &part : plan.parts) {
        if (!part.taken)
            continue;
        const Violations own = againstPart(person, part, start, soft);
        if (!own.first())
            continue;
        QList<StaffId> helpers;
        if (part.any_able)
            for (const Staff &other : m_catalogue.staff)
                if (other.id != person && isOnTheSpot(other.id) && !againstPart(other.id, part, start, soft).first())
                    helpers.append(other.id);
        if (helpers.isEmpty())
            into.violated.add(own);
        else
            into.helpers.insert(part.key, helpers);
    }
    if (m_wish.policy == AvailabilityPolicy::Strict) {
        into.violated.add(taken(person, start + std::min(0, plan.guard_begins_min),
                                start + std::max(plan.total_min, plan.guard_ends_min), soft));
    }
}

bool DiaryOracle::isCustomerElsewhere(TimeRange span) const
{
    if (m_wish.customer.isNull())
        return false;
    return std::any_of(m_diary.appointments.cbegin(), m_diary.appointments.cend(), [&](const Appointment &there) {
        return there.customer == m_wish.customer && there.span.begin < span.end && span.begin < there.span.end &&
               m_minutes.counts(there) && sameName(there.attendee_name, m_wish.attendee_name);
    });
}

bool DiaryOracle::isResourceFull(const Plan &plan, int start, SoftHolds soft)
{
    for (const Part &part : plan.parts) {
        if (part.resource.isNull())
            continue;
        int count = 0;
        for (const Resource &resource : m_branch->resources)
            if (resource.id == part.resource)
                count = resource.count;
        const ResourceMinutes &used = m_minutes.of(part.resource);
        for (int i = start + part.begins_min; i < start + part.ends_min; ++i) {
            const ResourceMinute &minute = used[std::size_t(i)];
            if (minute.firm + (soft == SoftHolds::Respected ? minute.soft : 0) + 1 > count)
                return true;
        }
    }
    return false;
}

const DiaryOracle::Verdict &DiaryOracle::verdict(StaffId person, Instant start, SoftHolds soft)
{
    if (!m_has_soft_holds && !m_wish.knowingly && !m_wish.moving)
        soft = SoftHolds::Ignored;
    SALON_CHECK(person.value < 256);
    const auto [entry, is_new] =
        m_verdicts.try_emplace((start.ms() * 256 + person.value) * 2 + (soft == SoftHolds::Respected ? 1 : 0));
    if (is_new)
        entry->second = judged(person, start, soft);
    return entry->second;
}

/// A person books knowing what it meets; what is offered is free nevertheless.
void DiaryOracle::waive(Verdict &of) const
{
    for (const Rule met : {Rule::Appointment, Rule::UnassignedAppointment, Rule::BusyBlock, Rule::Hold, Rule::Resource})
        of.overbooks = of.overbooks || of.violated.has(met);
    for (const Rule waived : {Rule::Notice, Rule::Customer, Rule::Appointment, Rule::UnassignedAppointment,
                              Rule::BusyBlock, Rule::Hold, Rule::Resource})
        of.violated.broken[std::size_t(waived)] = false;
}

DiaryOracle::Verdict DiaryOracle::judged(StaffId person, Instant start, SoftHolds soft)
{
    Verdict verdict{.violated = early(start)};
    // An appointment that only changes hands keeps a start that may be over or too soon; what is offered lies ahead.
    if (soft == SoftHolds::Ignored && m_wish.moving && m_wish.moving->span.begin == start)
        for (const Rule of_the_clock : {Rule::Past, Rule::Notice})
            verdict.violated.broken[std::size_t(of_the_clock)] = false;
    const Plan own = plan(person);
    verdict.span = {start, start + minutes(own.total_min)};
    const TimeRange reach{start + minutes(std::min(0, own.guard_begins_min)),
                          start + minutes(std::max(own.total_min, own.guard_ends_min))};
    if (!isOnTheSpot(person) || !m_service || !m_service->active || !own.usable)
        verdict.violated.add(Rule::Capability);
    // The diary says nothing about such a time, or nobody's minutes are known.
    const bool is_known = m_wall.window().contains(reach) && m_catalogue.member(person) && m_service;
    SALON_CHECK(is_known || verdict.violated.first());
    const int at = m_wall.index(start);
    if (is_known && own.total_min > 0 && !isOpen(at, own.total_min))
        verdict.violated.add(Rule::OpeningHours);
    const Violations &so_far = verdict.violated;
    const bool is_hopeless =
        so_far.has(Rule::ClosedDay) || so_far.has(Rule::OpeningHours) || so_far.has(Rule::Capability);
    if (is_known && !is_hopeless) {
        judgeParts(person, own, at, soft, verdict);
        if (isCustomerElsewhere(verdict.span))
            verdict.violated.add(Rule::Customer);
        if (isResourceFull(own, at, soft))
            verdict.violated.add(Rule::Resource);
    }
    if (m_wish.knowingly && soft == SoftHolds::Ignored)
        waive(verdict);
    return verdict;
}

QList<StaffId> DiaryOracle::choices(const QList<StaffId> &asked, Instant start, SoftHolds soft)
{
    std::map<std::array<int, 5>, StaffId> ordered;
    for (const StaffId person : asked) {
        const Verdict &judged_one = verdict(person, start, soft);
        if (!judged_one.isFree())
            continue;
        const QDate date = QDate::fromJulianDay(m_wall[m_wall.index(start)].julian_day);
        const Capability *own = m_catalogue.capability(person, m_wish.service);
        ordered.insert({{judged_one.overbooks, person != m_wish.preferred, !own->primary,
                         m_minutes.loadOn(person, date), int(ordered.size())},
                        person});
    }
    QList<StaffId> people;
    for (const auto &entry : ordered)
        people.append(entry.second);
    return people;
}

bool DiaryOracle::isIdle(StaffId person, int mark)
{
    const PersonMinutes &minutes_of = m_minutes.of(person);
    for (int i = mark; i < mark + 5; ++i) {
        const PersonMinute &minute = minutes_of[std::size_t(i)];
        if (!minute.works || minute.absent || minute.isTaken())
            return false;
    }
    return true;
}

int DiaryOracle::wasted(StaffId person, Instant start)
{
    int shortest_min = 24 * 60;
    for (const Capability &skill : m_catalogue.capabilities) {
        const Service *service = m_catalogue.service(skill.service);
        if (skill.staff != person || !service->active)
            continue;
        if (const Plan it = planned(serviceParts(*service, person), *service); it.usable)
            shortest_min = std::min(shortest_min, it.total_min);
    }
    const int usable = shortest_min / 5;
    const Plan own = plan(person);
    const int at = m_wall.index(start);
    const WallMinutes::Range day = m_wall.day(m_wall[at].julian_day);
    const auto rest = [&](int mark, int step) {
        int length = 0;
        while (length < usable && day.begin <= mark && mark < day.end && isIdle(person, mark)) {
            ++length;
            mark += step;
        }
        return length < usable ? length : 0;
    };
    return rest(at + own.guard_begins_min - 5, -5) + rest(at + own.guard_ends_min, 5);
}

} // namespace salon::test
