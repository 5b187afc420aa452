// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/callerfacts.h"

#include "core/phone/functions/callerbook.h"
#include "core/storage/appointmenttable.h"

#include <algorithm>
#include <cmath>
#include <QHash>

namespace salon
{

namespace
{

constexpr int kRemembered = 20;

template <typename Key>
std::pair<Key, int> mostFrequent(const QList<Key> &latest_first)
{
    QHash<Key, int> counts;
    for (const Key &key : latest_first)
        ++counts[key];
    std::pair<Key, int> best{Key{}, 0};
    for (const Key &key : latest_first)
        if (counts.value(key) > best.second)
            best = {key, counts.value(key)};
    return best;
}

/// In hundredths; nothing of nothing is nothing.
double shareOf(int some, qsizetype all)
{
    return all == 0 ? 0.0 : std::round(100.0 * some / double(all)) / 100.0;
}

QString timeText(int minute_of_day)
{
    return QStringLiteral("%1:%2")
        .arg(minute_of_day / 60, 2, 10, QLatin1Char('0'))
        .arg(minute_of_day % 60, 2, 10, QLatin1Char('0'));
}

QJsonObject currentTime(const CallContext &context)
{
    const Zone &zone = context.zone();
    const QDate date = zone.dateOf(context.now());
    return {{QStringLiteral("iso"), zone.iso(context.now())},
            {QStringLiteral("date"), date.toString(Qt::ISODate)},
            {QStringLiteral("time"), zone.timeOf(context.now()).toString(QStringLiteral("HH:mm"))},
            {QStringLiteral("weekday"), context.phrases().weekday(date)},
            {QStringLiteral("weekday_short"), context.phrases().weekdayShort(date)},
            {QStringLiteral("timezone"), zone.name()}};
}

void addNames(QJsonObject &fields, const QString &name)
{
    const qsizetype cut = name.indexOf(QLatin1Char(' '));
    fields.insert(QStringLiteral("name"), name);
    fields.insert(QStringLiteral("first_name"), cut < 0 ? name : name.left(cut));
    fields.insert(QStringLiteral("last_name"), cut < 0 ? QString() : name.mid(cut + 1));
}

QString greeting(const CallContext &context)
{
    return context.customer() ? context.phrases().say(Phrase::GreetingByName, {context.customer()->name})
                              : context.phrases().say(Phrase::Greeting);
}

} // namespace

Result<CallerHistory> CallerHistory::of(Connection &connection, CustomerId customer, Instant now)
{
    AppointmentFilter filter;
    filter.customer = customer;
    const Result<QList<Appointment>> all = AppointmentTable::list(connection, filter);
    if (!all)
        return all.error();
    CallerHistory history;
    for (const Appointment &appointment : *all) {
        if (appointment.status == AppointmentStatus::Cancelled)
            continue;
        ++history.total;
        if (appointment.span.begin >= now)
            history.upcoming.append(appointment);
        else
            history.past.prepend(appointment);
    }
    history.past = history.past.mid(0, kRemembered);
    QList<ServiceId> services;
    QList<StaffId> staff;
    for (const Appointment &visit : history.past) {
        services.append(visit.service);
        if (!visit.staff.isNull())
            staff.append(visit.staff);
    }
    const auto [service, times] = mostFrequent(services);
    history.usual_service = service;
    history.service_confidence = shareOf(times, services.size());
    const auto [person, visits] = mostFrequent(staff);
    history.usual_staff = person;
    history.staff_confidence = shareOf(visits, staff.size());
    return history;
}

QString CallerFacts::status(const CallContext &context)
{
    if (context.customer())
        return QStringLiteral("found");
    return context.callerNumber().isEmpty() ? QStringLiteral("anonymous") : QStringLiteral("new_customer");
}

QJsonArray CallerFacts::openingHours(const CallContext &context, QDate date)
{
    QJsonArray blocks;
    if (!context.branch())
        return blocks;
    for (const DayBlock &block : openingOn(context.catalogue().salon, *context.branch(), date).hours)
        blocks.append(QJsonObject{{QStringLiteral("from"), timeText(block.begins_min)},
                                  {QStringLiteral("to"), timeText(block.ends_min)}});
    return blocks;
}

Result<FunctionReply> CallerFacts::currentContext(const CallContext &context)
{
    QJsonObject customer{{QStringLiteral("status"), status(context)}};
    if (context.customer()) {
        customer.insert(QStringLiteral("id"), qint64(context.customer()->id.value));
        addNames(customer, context.customer()->name);
    }
    const QDate today = context.zone().dateOf(context.now());
    return FunctionReply::judged(
        {}, greeting(context),
        {{QStringLiteral("call_id"), context.callId().isEmpty() ? QJsonValue() : QJsonValue(context.callId())},
         {QStringLiteral("current_time"), currentTime(context)},
         {QStringLiteral("customer"), customer},
         {QStringLiteral("opening_hours_today"), openingHours(context, today)}});
}

Result<FunctionReply> CallerFacts::customer(const CallContext &context)
{
    QJsonObject fields{{QStringLiteral("found"), context.customer().has_value()},
                       {QStringLiteral("status"), status(context)},
                       {QStringLiteral("customer_id"), QJsonValue()},
                       {QStringLiteral("name"), QJsonValue()},
                       {QStringLiteral("first_name"), QJsonValue()},
                       {QStringLiteral("last_name"), QJsonValue()},
                       {QStringLiteral("last_visit"), QJsonValue()},
                       {QStringLiteral("total_appointments"), 0},
                       {QStringLiteral("upcoming"), QJsonArray()},
                       {QStringLiteral("predicted_service"), QJsonValue()},
                       {QStringLiteral("service_confidence"), 0.0},
                       {QStringLiteral("preferred_staff"), QJsonValue()},
                       {QStringLiteral("staff_confidence"), 0.0}};
    if (!context.customer())
        return FunctionReply::judged({}, greeting(context), fields);
    const auto history = CallerHistory::of(context.connection(), context.customer()->id, context.now());
    if (!history)
        return history.error();
    addNames(fields, context.customer()->name);
    fields.insert(QStringLiteral("customer_id"), qint64(context.customer()->id.value));
    if (!history->past.isEmpty())
        fields.insert(QStringLiteral("last_visit"),
                      context.zone().dateOf(history->past.constFirst().span.begin).toString(Qt::ISODate));
    fields.insert(QStringLiteral("total_appointments"), history->total);
    fields.insert(QStringLiteral("upcoming"), CallerBook::list(context, history->upcoming));
    if (const Service *service = context.catalogue().service(history->usual_service); service && service->active) {
        fields.insert(QStringLiteral("predicted_service"), service->name);
        fields.insert(QStringLiteral("service_confidence"), history->service_confidence);
    }
    if (const Staff *member = context.catalogue().member(history->usual_staff); member && member->active) {
        fields.insert(QStringLiteral("preferred_staff"), member->name);
        fields.insert(QStringLiteral("preferred_staff_key"), member->key);
        fields.insert(QStringLiteral("staff_confidence"), history->staff_confidence);
    }
    return FunctionReply::judged({}, greeting(context), fields);
}

Result<FunctionReply> CallerFacts::echo(const CallContext &context)
{
    QJsonObject fields = context.arguments().cleaned();
    for (const char *reserved : {"success", "message", "code", "data"})
        fields.remove(QLatin1String(reserved));
    if (!context.callId().isEmpty())
        fields.insert(QStringLiteral("call_id"), context.callId());
    else
        fields.remove(QLatin1String("call_id"));
    return FunctionReply::judged({}, context.phrases().say(Phrase::NotedValues), fields);
}

} // namespace salon
