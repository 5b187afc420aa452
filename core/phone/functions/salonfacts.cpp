// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/salonfacts.h"

#include "core/phone/functions/callerfacts.h"
#include "core/phone/functions/slotrefusal.h"
#include "core/phone/functions/slotrequest.h"

#include <QJsonArray>

namespace salon
{

namespace
{

/// How long it takes and what it costs, with one person or, without one, as a rule.
void addTerms(QJsonObject &fields, const CallContext &context, const Service &service, StaffId staff)
{
    const QString price = context.catalogue().price(service, staff);
    fields.insert(QStringLiteral("duration_minutes"), context.catalogue().totalMinutes(service, staff));
    fields.insert(QStringLiteral("price"), price.isEmpty() ? QJsonValue() : QJsonValue(price));
    fields.insert(QStringLiteral("currency"), context.catalogue().salon.currency);
}

QJsonObject factsOf(const CallContext &context, const Service &service, StaffId staff)
{
    QJsonObject facts{{QStringLiteral("service"), service.name}, {QStringLiteral("service_key"), service.key}};
    addTerms(facts, context, service, staff);
    return facts;
}

QString spokenHours(const CallContext &context, QDate date)
{
    const Phrases &phrases = context.phrases();
    const auto at = [&](const QJsonValue &block, const char *key) {
        const QTime time = QTime::fromString(block[QLatin1String(key)].toString(), QStringLiteral("HH:mm"));
        return time.isValid() ? phrases.time(time) : phrases.midnight(); // 24:00 is no QTime
    };
    const QString to = phrases.language() == Language::German ? QStringLiteral(" bis ") : QStringLiteral(" to ");
    QStringList spoken;
    for (const QJsonValue &block : CallerFacts::openingHours(context, date))
        spoken.append(at(block, "from") + to + at(block, "to"));
    return spoken.isEmpty() ? SlotRefusal::closedOn(context, date)
                            : phrases.say(Phrase::OpenOn, {phrases.date(date), phrases.allOf(spoken)});
}

/// "24:00" is the end of a day.
QString clockOf(int minute_of_day)
{
    return QStringLiteral("%1:%2")
        .arg(minute_of_day / 60, 2, 10, QLatin1Char('0'))
        .arg(minute_of_day % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

Result<FunctionReply> SalonFacts::services(const CallContext &context)
{
    QJsonArray services;
    QStringList names;
    for (const Service &service : context.catalogue().services) {
        if (!service.active)
            continue;
        services.append(factsOf(context, service, {}));
        names.append(service.name);
    }
    return FunctionReply::judged({}, context.phrases().say(Phrase::ServiceList, {context.phrases().allOf(names)}),
                                 {{QStringLiteral("services"), services}});
}

Result<FunctionReply> SalonFacts::service(const CallContext &context)
{
    const SlotRequest request = SlotRequest::of(context);
    if (!request.service)
        return *request.question;
    const Service &service = *request.service;
    const Catalogue &catalogue = context.catalogue();
    const bool is_done_by = request.staff && catalogue.capability(request.staff->id, service.id);
    const StaffId asked = is_done_by ? request.staff->id : StaffId();
    QJsonObject fields = factsOf(context, service, asked);
    QJsonArray staff;
    for (const Staff &member : catalogue.staff) {
        if (!member.active || !catalogue.capability(member.id, service.id))
            continue;
        QJsonObject person{{QStringLiteral("staff"), member.name}, {QStringLiteral("staff_key"), member.key}};
        addTerms(person, context, service, member.id);
        staff.append(person);
    }
    fields.insert(QStringLiteral("staff"), staff);
    const Phrases &phrases = context.phrases();
    const QString what =
        is_done_by ? phrases.say(Phrase::ServiceWith, {service.name, request.staff->name}) : service.name;
    const QString duration = phrases.duration(catalogue.totalMinutes(service, asked));
    const QString price = catalogue.price(service, asked);
    const QString message =
        price.isEmpty() ? phrases.say(Phrase::ServiceFacts, {what, duration})
                        : phrases.say(Phrase::ServiceFactsPrice,
                                      {what, duration, phrases.amount(price, context.catalogue().salon.currency)});
    return FunctionReply::judged({}, message, fields);
}

Result<FunctionReply> SalonFacts::openingHours(const CallContext &context)
{
    if (!context.branch())
        return FunctionReply::refused("call_unknown", context.phrases().say(Phrase::CallUnknown));
    SlotRequest request;
    request.when = context.whenParser().parseFields(
        context.arguments().text({"date_string", "datum", "date", "day", "tag"}), {}, {});
    if (request.when.date.state == DateWish::State::Unclear)
        return *request.dayQuestion(context);
    constexpr qsizetype few = 3;
    QList<QDate> asked = request.days();
    if (asked.size() > few)
        return request.askWhichDay(context);
    if (asked.isEmpty())
        asked.append(context.zone().dateOf(context.now()));
    QStringList sentences;
    for (const QDate day : std::as_const(asked))
        sentences.append(spokenHours(context, day));
    const QJsonArray hours = CallerFacts::openingHours(context, asked.constFirst());
    return FunctionReply::judged({}, sentences.join(QLatin1Char(' ')),
                                 {{QStringLiteral("date"), asked.constFirst().toString(Qt::ISODate)},
                                  {QStringLiteral("open"), !hours.isEmpty()},
                                  {QStringLiteral("hours"), hours}});
}

Result<FunctionReply> SalonFacts::date(const CallContext &context)
{
    const CallArguments &sent = context.arguments();
    const Phrases &phrases = context.phrases();
    SlotRequest request;
    request.when =
        context.whenParser().parse(sent.text({"date_string", "datum", "date", "text"}), WhenParser::Field::Both);
    if (const auto question = request.dayQuestion(context))
        return *question;
    if (request.when.date.state == DateWish::State::Several)
        return request.askWhichDay(context);
    if (request.when.time.state == TimeWish::State::Unclear)
        return *request.timeQuestion(context);
    if (const auto question = request.gapQuestion(context))
        return *question;
    const QDate date = *request.when.date.date;
    QJsonObject fields{{QStringLiteral("date"), date.toString(Qt::ISODate)},
                       {QStringLiteral("weekday"), phrases.weekday(date)},
                       {QStringLiteral("spoken"), phrases.date(date)},
                       {QStringLiteral("time"), QJsonValue()}};
    if (request.when.time.time)
        fields.insert(QStringLiteral("time"), request.when.time.time->toString(QStringLiteral("HH:mm")));
    if (const std::optional<DayBlock> window = request.when.time.window) {
        fields.insert(QStringLiteral("time_from"), clockOf(window->begins_min));
        fields.insert(QStringLiteral("time_to"), clockOf(window->ends_min));
    }
    if (request.when.date.state == DateWish::State::Past)
        return FunctionReply::judged(QStringLiteral("date_in_past"),
                                     phrases.say(Phrase::PastDate, {phrases.date(date)}), fields);
    return FunctionReply::judged({}, phrases.say(Phrase::DateIs, {phrases.dateWithYear(date)}), fields);
}

} // namespace salon
