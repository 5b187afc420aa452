// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/callerbook.h"

#include "core/booking/changerules.h"
#include "core/phone/functions/slotanswer.h"
#include "core/storage/appointmenttable.h"

#include <algorithm>

namespace salon
{

namespace
{

Result<QList<Appointment>> notOver(const CallContext &context)
{
    AppointmentFilter filter;
    filter.customer = context.customer()->id;
    filter.not_before = context.now();
    return AppointmentTable::list(context.connection(), filter);
}

} // namespace

CallerBook::Caller CallerBook::caller(const CallContext &context)
{
    if (context.callerNumber().isEmpty())
        return Caller::Anonymous;
    if (context.customersOfNumber().size() > 1)
        return Caller::Several;
    return context.customer() ? Caller::Known : Caller::Stranger;
}

Result<QList<Appointment>> CallerBook::upcoming(const CallContext &context)
{
    auto found = notOver(context);
    if (found)
        found->removeIf([&](const Appointment &one) { return !mayChangeByPhone(one, context.now()); });
    return found;
}

Result<QList<Appointment>> CallerBook::underWay(const CallContext &context)
{
    auto found = notOver(context);
    if (found)
        found->removeIf([&](const Appointment &one) {
            const bool is_expected =
                one.status == AppointmentStatus::Confirmed || one.status == AppointmentStatus::Arrived;
            return !is_expected || mayChangeByPhone(one, context.now());
        });
    return found;
}

Result<QList<Appointment>> CallerBook::past(const CallContext &context)
{
    AppointmentFilter filter;
    filter.customer = context.customer()->id;
    filter.before = context.now();
    auto found = AppointmentTable::list(context.connection(), filter);
    if (!found)
        return found;
    found->removeIf([](const Appointment &one) { return one.status == AppointmentStatus::Cancelled; });
    std::reverse(found->begin(), found->end());
    return found;
}

QJsonObject CallerBook::entry(const CallContext &context, const Appointment &appointment)
{
    const Zone &zone = context.zone();
    const Instant begin = appointment.span.begin;
    QJsonObject entry{{QStringLiteral("appointment_id"), qint64(appointment.id.value)},
                      {QStringLiteral("start"), zone.iso(begin)},
                      {QStringLiteral("end"), zone.iso(appointment.span.end)},
                      {QStringLiteral("date"), zone.dateOf(begin).toString(Qt::ISODate)},
                      {QStringLiteral("time"), zone.timeOf(begin).toString(QStringLiteral("HH:mm"))},
                      {QStringLiteral("spoken"), context.phrases().moment(zone, begin)}};
    slotanswer::addWho(entry, context, appointment.service, appointment.staff);
    return entry;
}

QJsonArray CallerBook::list(const CallContext &context, const QList<Appointment> &appointments, int most)
{
    QJsonArray list;
    for (const Appointment &appointment : appointments.mid(0, most))
        list.append(entry(context, appointment));
    return list;
}

QString CallerBook::spoken(const CallContext &context, const Appointment &appointment)
{
    const Phrases &phrases = context.phrases();
    const Service *service = context.catalogue().service(appointment.service);
    const Staff *member = context.catalogue().member(appointment.staff);
    const QString what = service ? service->name : QString();
    const QString when = phrases.moment(context.zone(), appointment.span.begin);
    return member ? phrases.say(Phrase::VisitWith, {what, member->name, when})
                  : phrases.say(Phrase::Visit, {what, when});
}

QStringList CallerBook::spoken(const CallContext &context, const QList<Appointment> &appointments)
{
    QStringList spoken;
    for (const Appointment &appointment : appointments.mid(0, kSpoken))
        spoken.append(CallerBook::spoken(context, appointment));
    return spoken;
}

} // namespace salon
