// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/slotrules.h"

#include "core/base/checks.h"
#include "core/domain/names.h"

#include <algorithm>
#include <iterator>

namespace salon
{

namespace
{

constexpr milliseconds kMark = minutes(DayBits::kMarkMinutes);

QString clockTime(const Zone &zone, Instant at)
{
    return zone.clock(at);
}

/// With its date where that is not the day one thinks of.
QString timeOrDay(const Zone &zone, Instant at, QDate day)
{
    const QDate date = zone.dateOf(at);
    return date == day ? clockTime(zone, at) : date.toString(Qt::ISODate) + u' ' + clockTime(zone, at);
}

QString clockRange(const Zone &zone, const TimeRange &range)
{
    return clockTime(zone, range.begin) + QStringLiteral("–") + clockTime(zone, range.end);
}

QString described(const SlotCase &slot, const Appointment &appointment)
{
    const Service *service = slot.catalogue.service(appointment.service);
    const QString time = clockTime(slot.catalogue.salon.zone, appointment.span.begin);
    return service ? service->name + QStringLiteral(" ") + time : time;
}

QString hoursText(const QList<DayBlock> &blocks)
{
    QStringList texts;
    for (const DayBlock &block : blocks) {
        const auto text = [](int wall_min) {
            return QStringLiteral("%1:%2")
                .arg(wall_min / 60, 2, 10, QLatin1Char('0'))
                .arg(wall_min % 60, 2, 10, QLatin1Char('0'));
        };
        texts.append(text(block.begins_min) + QStringLiteral("–") + text(block.ends_min));
    }
    return texts.join(QStringLiteral(", "));
}

/// Which parts of the new service can meet something: those in which the person is needed, or under `strict` its
/// whole duration.
enum class Meeting { NeededParts, Everything };

Meeting meetingOf(const SlotCase &slot)
{
    return slot.wish.policy == AvailabilityPolicy::Strict ? Meeting::Everything : Meeting::NeededParts;
}

/// The first part of the new service that meets this; a buffer alone is met by the part it belongs to.
void nameSegment(const SlotCase &slot, const TimeRange &met, const TimeRange &guarded_met, Meeting meeting,
                 Explanation &why)
{
    const QList<PhasePlan::Part> &parts = slot.plan.parts;
    const auto can_meet = [&](const PhasePlan::Part &part) {
        return meeting == Meeting::Everything || (part.taken && slot.isOwn(part));
    };
    auto part = std::find_if(parts.cbegin(), parts.cend(), [&](const PhasePlan::Part &candidate) {
        return can_meet(candidate) && PhasePlan::at(slot.start, candidate).overlaps(met);
    });
    if (part == parts.cend())
        part = std::find_if(parts.cbegin(), parts.cend(), [&](const PhasePlan::Part &candidate) {
            return can_meet(candidate) && PhasePlan::at(slot.start, slot.plan.guarded(candidate)).overlaps(guarded_met);
        });
    SALON_CHECK(part != parts.cend());
    why.segment = part->key;
    why.segment_name = part->name;
    why.segment_begin = PhasePlan::at(slot.start, *part).begin;
}

bool passesClosing(const SlotCase &slot, Explanation &why)
{
    const int begin = slot.day.markBefore(slot.start);
    const int end = slot.day.markAfter(slot.span().end);
    const bool inside = slot.span().end <= slot.day.span.end &&
                        std::any_of(slot.day.open.cbegin(), slot.day.open.cend(),
                                    [&](const DayBits &block) { return block.all(begin, end); });
    const Branch *branch = slot.catalogue.branch(slot.wish.branch);
    why.object = hoursText(branch ? branch->opening_hours.value(slot.day.date.dayOfWeek()) : QList<DayBlock>());
    return !inside;
}

bool isNotAble(const SlotCase &slot, Explanation &why)
{
    why.object = slot.service.name;
    why.flaw = slot.plan.flaw();
    return !slot.member().active || !slot.service.active || slot.member().branch != slot.wish.branch ||
           !slot.catalogue.capability(slot.member().id, slot.service.id) || !slot.plan.isUsable();
}

bool lacksEventMaps(const SlotCase &slot, Explanation &why)
{
    QStringList missing;
    bool lacks = false;
    for (qsizetype i = 0; i < slot.plan.parts.size(); ++i) {
        const PhasePlan::Part &part = slot.plan.parts[i];
        if (!slot.isOwn(part) || !slot.lacks_map[size_t(i)])
            continue;
        lacks = true;
        if (!part.key.isEmpty())
            missing.append(part.key);
    }
    if (!lacks)
        return false;
    why.object = QString(slot.service.name + QStringLiteral(" ") + missing.join(QStringLiteral(", "))).trimmed();
    why.segment = missing.value(0);
    return true;
}

QString awayText(const SlotCase &slot, const TimeRange &away)
{
    const Zone &zone = slot.catalogue.salon.zone;
    const QDate first = zone.dateOf(away.begin);
    const QDate last = zone.dateOf(away.end - milliseconds(1));
    return first == last ? clockRange(zone, away)
                         : first.toString(Qt::ISODate) + QStringLiteral("–") + last.toString(Qt::ISODate);
}

bool isAbsent(const SlotCase &slot, Explanation &why)
{
    for (const PhasePlan::Part &part : slot.plan.parts)
        for (const Absence &absence : slot.member().absences) {
            if (!part.taken || !slot.isOwn(part) || !absence.span.overlaps(PhasePlan::at(slot.start, part)))
                continue;
            why.meets = absence.span;
            why.object = absence.reason.isEmpty() ? awayText(slot, absence.span) : absence.reason;
            nameSegment(slot, absence.span, absence.span, Meeting::NeededParts, why);
            return true;
        }
    return false;
}

/// The first of these marks at which the person would be needed, or -1.
int neededMark(const SlotCase &slot, const DayBits &marks)
{
    for (const PhasePlan::Part &part : slot.plan.parts) {
        if (!part.taken || !slot.isOwn(part))
            continue;
        const TimeRange span = PhasePlan::at(slot.start, part);
        const int mark = marks.next(slot.day.markBefore(span.begin));
        if (mark >= 0 && mark < slot.day.markAfter(span.end))
            return mark;
    }
    return -1;
}

DayBits plannedHours(const SlotCase &slot)
{
    DayBits planned = slot.day.marksOf(slot.catalogue.salon.zone, slot.member().hoursOn(slot.day.date));
    for (const TimeRange &extra : slot.member().extra_hours)
        planned.fill(slot.day.markAfter(extra.begin), slot.day.markBefore(extra.end));
    return planned;
}

void describeIdle(const SlotCase &slot, int mark, Explanation &why)
{
    const DayBits planned = plannedHours(slot);
    int begin = mark;
    while (begin > 0 && !planned.test(begin - 1))
        --begin;
    const int next = planned.next(mark);
    why.meets = {slot.day.at(begin), slot.day.at(next < 0 ? slot.day.marks : next)};
    const TimeRange needed{slot.day.at(mark), slot.day.at(mark + 1)};
    nameSegment(slot, needed, needed, Meeting::NeededParts, why);
}

/// Between the first and the last planned mark of the day.
DayBits dayAtWork(const DayBits &planned)
{
    const int first = planned.next(0);
    int last = first;
    for (int mark = first; mark >= 0; mark = planned.next(mark + 1))
        last = mark;
    return first < 0 ? DayBits() : DayBits(first, last + 1);
}

bool isOutsideWorkingHours(const SlotCase &slot, Explanation &why)
{
    const DayBits idle = ~slot.staffDay().works;
    if (neededMark(slot, idle) < 0)
        return false;
    const int mark = neededMark(slot, idle & ~dayAtWork(plannedHours(slot)));
    if (mark < 0)
        return false;
    describeIdle(slot, mark, why);
    const QList<DayBlock> hours = slot.member().hoursOn(slot.day.date);
    why.object = hours.isEmpty() ? slot.day.date.toString(Qt::ISODate) : hoursText(hours);
    return true;
}

bool isDuringBreak(const SlotCase &slot, Explanation &why)
{
    const int mark = neededMark(slot, ~slot.staffDay().works);
    if (mark < 0)
        return false;
    describeIdle(slot, mark, why);
    why.object = clockRange(slot.catalogue.salon.zone, why.meets);
    return true;
}

void describeMet(const SlotCase &slot, const Appointment &appointment, const TimeRange &met, Explanation &why)
{
    why.met = appointment.id;
    why.meets = met;
    why.object = described(slot, appointment);
    if (appointment.attendee_name.isEmpty())
        why.met_customer = appointment.customer;
    why.customer_name = appointment.attendee_name.isEmpty() ? slot.diary.customer_names.value(appointment.customer)
                                                            : appointment.attendee_name;
}

bool meetsCustomersOwn(const SlotCase &slot, Explanation &why)
{
    if (slot.wish.customer.isNull())
        return false;
    for (const Appointment &appointment : slot.diary.appointments) {
        if (!isCustomersOwn(slot.wish, appointment) || !appointment.span.overlaps(slot.span()))
            continue;
        describeMet(slot, appointment, appointment.span, why);
        nameSegment(slot, appointment.span, appointment.span, Meeting::Everything, why);
        return true;
    }
    return false;
}

bool overlapsAny(const QList<TimeRange> &windows, const TimeRange &span)
{
    return std::any_of(windows.cbegin(), windows.cend(),
                       [&](const TimeRange &window) { return window.overlaps(span); });
}

/// What must stay free between the two, where only their buffers meet; 0 where they overlap themselves.
int bufferBetween(const SlotCase &slot, const TakenTime &time)
{
    using std::chrono::duration_cast;
    const bool is_before = time.part.begin < slot.start;
    const Instant nearest = is_before ? time.part.end : time.part.begin;
    const bool overlaps = slot.wish.policy == AvailabilityPolicy::Strict
                              ? time.part.overlaps(slot.span())
                              : std::any_of(slot.plan.parts.cbegin(), slot.plan.parts.cend(), [&](const auto &part) {
                                    return part.taken && time.part.overlaps(PhasePlan::at(slot.start, part));
                                });
    if (overlaps)
        return 0;
    const milliseconds theirs = is_before ? time.guarded.end - nearest : nearest - time.guarded.begin;
    const int own_min = is_before ? -std::min(0, slot.plan.guard_begins_min)
                                  : std::max(0, slot.plan.guard_ends_min - slot.plan.total_min);
    return own_min + int(duration_cast<minutes>(theirs).count());
}

bool meets(const SlotCase &slot, const TakenTime *time, Explanation &why)
{
    if (!time)
        return false;
    describeMet(slot, *time->by, time->part, why);
    why.buffer_min = bufferBetween(slot, *time);
    nameSegment(slot, time->part, time->guarded, meetingOf(slot), why);
    return true;
}

const TakenTime *firstTaken(const SlotCase &slot, bool (*counts)(const TakenTime &))
{
    const QList<TimeRange> windows = slot.windows();
    for (const TakenTime &time : slot.timelines.taken(slot.member_index))
        if (counts(time) && overlapsAny(windows, time.guarded))
            return &time;
    return nullptr;
}

bool meetsAppointment(const SlotCase &slot, Explanation &why)
{
    return meets(slot, firstTaken(slot, [](const TakenTime &time) { return time.by && !time.isUnassigned(); }), why);
}

bool meetsUnassigned(const SlotCase &slot, Explanation &why)
{
    return meets(slot, firstTaken(slot, [](const TakenTime &time) { return time.isUnassigned(); }), why);
}

bool meetsBusyBlock(const SlotCase &slot, Explanation &why)
{
    const QList<TimeRange> windows = slot.windows();
    for (const BusyBlock &block : slot.diary.busy_blocks) {
        if (block.staff != slot.member().id || !overlapsAny(windows, block.span))
            continue;
        why.meets = block.span;
        why.object = clockRange(slot.catalogue.salon.zone, block.span);
        nameSegment(slot, block.span, block.span, meetingOf(slot), why);
        return true;
    }
    return false;
}

bool meetsHold(const SlotCase &slot, Explanation &why)
{
    const TakenTime *met = firstTaken(slot, [](const TakenTime &time) { return time.held && !time.held->soft; });
    if (!met)
        return false;
    why.meets = met->part;
    why.object = clockTime(slot.catalogue.salon.zone, met->held->expires_at);
    nameSegment(slot, met->part, met->guarded, meetingOf(slot), why);
    return true;
}

bool lacksResource(const SlotCase &slot, Explanation &why)
{
    for (const PhasePlan::Part &part : slot.plan.parts) {
        if (part.resource.isNull())
            continue;
        const auto full = slot.timelines.fullWithin(part.resource, PhasePlan::at(slot.start, part));
        if (!full)
            continue;
        why.meets = *full;
        for (const Resource &resource : slot.catalogue.branch(slot.wish.branch)->resources)
            if (resource.id == part.resource)
                why.object = resource.name;
        why.segment = part.key;
        why.segment_name = part.name;
        why.segment_begin = PhasePlan::at(slot.start, part).begin;
        return true;
    }
    return false;
}

struct PersonalRule {
    Rule rule;
    bool (*refuses)(const SlotCase &slot, Explanation &why);
    bool may_be_overbooked = false; // a person may know it, and book anyway
};

/// The order in which a person's rules are asked; slotsearch.h says why it is this one.
constexpr PersonalRule kPersonalRules[] = {
    {Rule::OpeningHours, passesClosing},
    {Rule::Capability, isNotAble},
    {Rule::EventMap, lacksEventMaps},
    {Rule::Absence, isAbsent},
    {Rule::WorkingHours, isOutsideWorkingHours},
    {Rule::Break, isDuringBreak},
    {Rule::Customer, meetsCustomersOwn, true},
    {Rule::Appointment, meetsAppointment, true},
    {Rule::UnassignedAppointment, meetsUnassigned, true},
    {Rule::BusyBlock, meetsBusyBlock, true},
    {Rule::Hold, meetsHold, true},
    {Rule::Resource, lacksResource, true},
};

} // namespace

QList<TimeRange> SlotCase::windows() const
{
    const auto at = [&](int begin_min, int end_min) {
        return TimeRange{start + minutes(begin_min), start + minutes(end_min)};
    };
    if (wish.policy == AvailabilityPolicy::Strict)
        return {at(std::min(0, plan.guard_begins_min), std::max(plan.total_min, plan.guard_ends_min))};
    QList<TimeRange> needed;
    for (const PhasePlan::Part &part : plan.parts)
        if (const PhasePlan::Stretch guarded = plan.guarded(part); part.taken && isOwn(part))
            needed.append(PhasePlan::at(start, guarded));
    return needed;
}

bool isCustomersOwn(const SlotWish &wish, const Appointment &appointment)
{
    if (wish.customer.isNull() || appointment.customer != wish.customer || !blocksTime(appointment.status) ||
        (wish.moving && appointment.id == wish.moving->id))
        return false;
    return appointment.attendee_name == wish.attendee_name || sameName(appointment.attendee_name, wish.attendee_name);
}

Instant earliestStart(const Catalogue &catalogue, Instant now)
{
    const milliseconds begun(now.ms() % milliseconds(minutes(1)).count());
    return now - begun + minutes(catalogue.salon.notice_min);
}

Instant earliestMark(const Catalogue &catalogue, Instant now)
{
    const Instant earliest = earliestStart(catalogue, now);
    const milliseconds over(earliest.ms() % kMark.count());
    return over == milliseconds::zero() ? earliest : earliest + (kMark - over);
}

std::optional<Explanation> generalRefusal(const Catalogue &catalogue, const BranchDay &day, const SlotWish &wish,
                                          Instant now, Instant start)
{
    const Zone &zone = catalogue.salon.zone;
    const auto refused = [](Rule rule, const QString &object) {
        return Explanation{.available = false, .rule = rule, .object = object};
    };
    // Who changes only the person of what is under way or about to begin, asks for no other time.
    const bool keeps_start = wish.moving && wish.moving->span.begin == start;
    if (start < now && !keeps_start)
        return refused(Rule::Past, timeOrDay(zone, start, zone.dateOf(now)));
    if ((start - day.span.begin) % kMark != milliseconds::zero()) {
        const Instant before = day.at(day.markBefore(start));
        return refused(Rule::OffGrid, clockTime(zone, before) + QStringLiteral(", ") + clockTime(zone, before + kMark));
    }
    if (start < earliestStart(catalogue, now) && !wish.knowingly && !keeps_start)
        return refused(Rule::Notice, timeOrDay(zone, earliestMark(catalogue, now), day.date));
    const QDate last = zone.dateOf(now).addDays(catalogue.salon.horizon_days);
    if (day.date > last)
        return refused(Rule::Horizon, last.toString(Qt::ISODate));
    if (day.closed)
        return refused(Rule::ClosedDay,
                       day.closed_reason.isEmpty() ? day.date.toString(Qt::ISODate) : day.closed_reason);
    return std::nullopt;
}

std::optional<Explanation> personalRefusal(const SlotCase &slot)
{
    for (const PersonalRule &rule : kPersonalRules) {
        Explanation why{.available = false, .rule = rule.rule, .staff = slot.member().id};
        if (!(rule.may_be_overbooked && slot.wish.knowingly) && rule.refuses(slot, why)) {
            why.service = slot.service.id;
            why.span = slot.span();
            return why;
        }
    }
    return std::nullopt;
}

std::optional<Explanation> overbooking(const SlotCase &slot)
{
    Explanation why{.staff = slot.member().id, .service = slot.service.id, .span = slot.span(), .overbooks = true};
    for (const PersonalRule &rule : kPersonalRules)
        if (rule.may_be_overbooked && rule.rule != Rule::Customer && rule.refuses(slot, why)) {
            why.rule = rule.rule;
            return why;
        }
    return std::nullopt;
}

int rank(Rule rule)
{
    const auto found = std::find_if(std::cbegin(kPersonalRules), std::cend(kPersonalRules),
                                    [&](const PersonalRule &entry) { return entry.rule == rule; });
    SALON_CHECK(found != std::cend(kPersonalRules));
    return int(found - std::cbegin(kPersonalRules));
}

} // namespace salon
