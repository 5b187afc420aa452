// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/availability/diarytext.h"

namespace salon::test
{

namespace
{

QString printedWeek(const WeekHours &hours)
{
    const auto clock = [](int minute) {
        return QStringLiteral("%1:%2").arg(minute / 60).arg(minute % 60, 2, 10, QLatin1Char('0'));
    };
    QStringList days;
    for (int weekday = 1; weekday <= 7; ++weekday) {
        QStringList blocks;
        for (const DayBlock &block : hours.value(weekday))
            blocks.append(clock(block.begins_min) + QLatin1Char('-') + clock(block.ends_min));
        days.append(blocks.isEmpty() ? QStringLiteral("-") : blocks.join(u','));
    }
    return days.join(u' ');
}

QString printedBranch(const Branch &branch)
{
    QString text = QStringLiteral("branch %1: %2").arg(branch.id.value).arg(printedWeek(branch.opening_hours));
    for (const ClosedDays &days : branch.closed)
        text += QStringLiteral("; closed %1..%2").arg(days.from.toString(Qt::ISODate), days.to.toString(Qt::ISODate));
    for (const Resource &resource : branch.resources)
        text += QStringLiteral("; %1 x%2 = r%3").arg(resource.key).arg(resource.count).arg(resource.id.value);
    return text;
}

QString printedStaff(const Zone &zone, const Staff &member)
{
    QString text = QStringLiteral("staff %1%2 of branch %3: %4")
                       .arg(member.id.value)
                       .arg(member.active ? QString() : QStringLiteral(" (inactive)"))
                       .arg(member.branch.value)
                       .arg(printedWeek(member.working_hours));
    if (member.working_hours_b && member.week_a_of)
        text += QStringLiteral("; B %1, A of %2")
                    .arg(printedWeek(*member.working_hours_b), member.week_a_of->toString(Qt::ISODate));
    for (const Absence &absence : member.absences)
        text += QStringLiteral("; absent ") + printed(zone, absence.span);
    for (const TimeRange &extra : member.extra_hours)
        text += QStringLiteral("; extra ") + printed(zone, extra);
    return text;
}

QString printedService(const Service &service)
{
    QString text = QStringLiteral("service %1%2 buffers %3/%4%5:")
                       .arg(service.id.value)
                       .arg(service.active ? QString() : QStringLiteral(" (inactive)"))
                       .arg(service.buffer_before_min)
                       .arg(service.buffer_after_min)
                       .arg(service.gap_policy == GapPolicy::Blocked ? QStringLiteral(" gaps blocked") : QString());
    for (const Segment &part : service.segments)
        text += QStringLiteral(" %1%2 %3%4%5")
                    .arg(part.key, part.busy ? QString() : QStringLiteral("~"))
                    .arg(part.minutes)
                    .arg(part.by == SegmentBy::AnyAble ? QStringLiteral(" any") : QString(),
                         part.resource.isEmpty() ? QString() : QLatin1Char(' ') + part.resource);
    return text;
}

QString printedSkill(const Catalogue &catalogue, const Capability &skill)
{
    QString text = QStringLiteral("staff %1 can service %2%3")
                       .arg(skill.staff.value)
                       .arg(skill.service.value)
                       .arg(skill.primary ? QStringLiteral(", primary") : QString());
    for (auto own = skill.minutes.cbegin(); own != skill.minutes.cend(); ++own)
        text += QStringLiteral(", %1 %2 min").arg(own.key()).arg(own.value());
    const QList<QString> missing = catalogue.missingMaps(skill.staff, skill.service);
    return missing.isEmpty() ? text : text + QStringLiteral(", no map of ") + missing.join(u' ');
}

QString printedAppointment(const Zone &zone, const Appointment &there)
{
    QString text = QStringLiteral("appointment %1: %2 service %3 staff %4 branch %5 customer %6%7 %8")
                       .arg(there.id.value)
                       .arg(printed(zone, there.span))
                       .arg(there.service.value)
                       .arg(there.staff.value)
                       .arg(there.branch.value)
                       .arg(there.customer.value)
                       .arg(there.attendee_name.isEmpty() ? QString() : QLatin1Char(' ') + there.attendee_name,
                            word(there.status));
    for (const Phase &phase : there.phases)
        text += QStringLiteral("\n    %1%2 %3 staff %4 r%5")
                    .arg(phase.key, phase.busy ? QString() : QStringLiteral("~"), printed(zone, phase.span))
                    .arg(phase.staff.value)
                    .arg(phase.resource.value);
    return text;
}

QString printedHold(const Zone &zone, const Hold &hold)
{
    QString text =
        QStringLiteral("hold %1%2 of %3 until %4:")
            .arg(hold.id.value)
            .arg(hold.soft ? QStringLiteral(" (soft)") : QString(), hold.call_id, printed(zone, hold.expires_at));
    for (const Hold::Part &part : hold.parts)
        text += QStringLiteral("\n    %1 staff %2 r%3")
                    .arg(printed(zone, part.span))
                    .arg(part.staff.value)
                    .arg(part.resource.value);
    return text;
}

} // namespace

QString printed(const Zone &zone, Instant at)
{
    return zone.iso(at);
}

QString printed(const Zone &zone, TimeRange span)
{
    return printed(zone, span.begin) + QStringLiteral("..") + zone.timeOf(span.end).toString(Qt::ISODate);
}

QString printed(const Zone &zone, const SlotWish &wish)
{
    QString text =
        QStringLiteral("wish: service %1 branch %2 customer %3%4 preferred %5 %6 maps %7 call '%8'")
            .arg(wish.service.value)
            .arg(wish.branch.value)
            .arg(wish.customer.value)
            .arg(wish.attendee_name.isEmpty() ? QString() : QLatin1Char(' ') + wish.attendee_name)
            .arg(wish.preferred.value)
            .arg(wish.policy == AvailabilityPolicy::Strict ? QStringLiteral("strict") : QStringLiteral("interleave"))
            .arg(int(wish.event_maps))
            .arg(wish.call_id);
    if (wish.moving)
        text += QStringLiteral(" moving ") + printedAppointment(zone, *wish.moving);
    return wish.knowingly ? text + QStringLiteral(" knowingly") : text;
}

QString printed(const Zone &zone, const SearchRange &range)
{
    QString text = QStringLiteral("range: %1 and %2 days, limit %3")
                       .arg(range.from.toString(Qt::ISODate))
                       .arg(range.days - 1)
                       .arg(range.limit);
    if (range.not_before)
        text += QStringLiteral(", not before ") + printed(zone, *range.not_before);
    if (range.within)
        text += QStringLiteral(", within minutes %1-%2").arg(range.within->begins_min).arg(range.within->ends_min);
    for (const int weekday : range.weekdays)
        text += QStringLiteral(", weekday %1").arg(weekday);
    return range.order == OfferOrder::GapFriendly ? text + QStringLiteral(", gap friendly") : text;
}

QString printed(const RandomDiary &scene)
{
    const Catalogue &catalogue = scene.catalogue;
    const Zone &zone = catalogue.salon.zone;
    QStringList lines{
        QStringLiteral("%1 (%2 %3), now %4, grid %5, notice %6, horizon %7")
            .arg(zone.name(), catalogue.salon.country, catalogue.salon.subdivision, printed(zone, scene.now))
            .arg(catalogue.salon.grid_min)
            .arg(catalogue.salon.notice_min)
            .arg(catalogue.salon.horizon_days)};
    for (const Branch &branch : catalogue.branches)
        lines.append(printedBranch(branch));
    for (const Service &service : catalogue.services)
        lines.append(printedService(service));
    for (const Staff &member : catalogue.staff)
        lines.append(printedStaff(zone, member));
    for (const Capability &skill : catalogue.capabilities)
        lines.append(printedSkill(catalogue, skill));
    for (const Appointment &there : scene.diary.appointments)
        lines.append(printedAppointment(zone, there));
    for (const BusyBlock &block : scene.diary.busy_blocks)
        lines.append(QStringLiteral("busy block: staff %1 %2").arg(block.staff.value).arg(printed(zone, block.span)));
    for (const Hold &hold : scene.diary.holds)
        lines.append(printedHold(zone, hold));
    return lines.join(u'\n');
}

} // namespace salon::test
