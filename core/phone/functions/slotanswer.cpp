// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/slotanswer.h"

#include "core/booking/bookingdesk.h"
#include "core/booking/holddesk.h"
#include "core/booking/slotreader.h"

#include <algorithm>

namespace salon::slotanswer
{

namespace
{

QString staffName(const CallContext &context, StaffId id)
{
    const Staff *member = context.catalogue().member(id);
    return member ? member->name : QString();
}

QStringList ableNames(const CallContext &context, const SlotRequest &request)
{
    SlotWish wish = request.wish;
    wish.staff = {};
    QStringList names;
    for (const StaffId id : SlotSearch::able(context.catalogue(), wish))
        names.append(staffName(context, id));
    names.removeDuplicates();
    return names;
}

QString onDay(const CallContext &context, const QString &spoken)
{
    return (context.phrases().language() == Language::German ? QStringLiteral("am ") : QStringLiteral("on ")) + spoken;
}

/// The person cannot do it at all: says so, and who can.
QString cannot(const CallContext &context, const SlotRequest &request, Rule rule)
{
    const Phrases &phrases = context.phrases();
    const QString service = request.service->name;
    if (!request.staff)
        return phrases.say(Phrase::NobodyCan, {service});
    const QString no = rule == Rule::EventMap ? phrases.say(Phrase::NotSyncable, {service, request.staff->name})
                                              : phrases.say(Phrase::StaffCannot, {request.staff->name, service});
    const QStringList able = ableNames(context, request);
    return able.isEmpty() ? no : no + QLatin1Char(' ') + phrases.say(Phrase::WhoCan, {phrases.anyOf(able)});
}

/// The time that was asked for, which is over already.
QString tooLate(const CallContext &context, const SlotRequest &request)
{
    const Phrases &phrases = context.phrases();
    const QDate day = request.when.date.date.value_or(context.zone().dateOf(context.now()));
    const std::optional<QTime> time = request.when.time.time;
    return phrases.say(Phrase::PastDate, {time ? phrases.dateAndTime(day, *time) : phrases.date(day)});
}

QString reason(const CallContext &context, const SlotRequest &request, const Explanation &refusal)
{
    const Phrases &phrases = context.phrases();
    switch (refusal.rule) {
    case Rule::ClosedDay:
    case Rule::OpeningHours:
        return phrases.say(Phrase::OutsideOpeningHours);
    case Rule::WorkingHours:
    case Rule::Break:
        return phrases.say(Phrase::OutsideWorkingHours);
    case Rule::Absence:
        return request.staff ? phrases.say(Phrase::StaffAbsent, {request.staff->name})
                             : phrases.say(Phrase::OutsideWorkingHours);
    case Rule::Notice:
        return phrases.say(Phrase::TooSoon);
    case Rule::Horizon:
        return phrases.say(Phrase::TooFarAhead);
    case Rule::Past:
        return tooLate(context, request);
    case Rule::OffGrid:
        return phrases.say(Phrase::OffGrid);
    case Rule::Capability:
    case Rule::EventMap:
        return cannot(context, request, refusal.rule);
    case Rule::Appointment:
    case Rule::UnassignedAppointment:
    case Rule::Hold:
    case Rule::Resource:
    case Rule::BusyBlock:
        return phrases.say(Phrase::SlotTaken);
    case Rule::Customer:
        return phrases.say(Phrase::CustomerBusy);
    }
    return phrases.say(Phrase::SlotTaken);
}

} // namespace

QString codeOf(Rule rule)
{
    switch (rule) {
    case Rule::ClosedDay:
    case Rule::OpeningHours:
        return QStringLiteral("outside_opening_hours");
    case Rule::WorkingHours:
    case Rule::Break:
        return QStringLiteral("outside_working_hours");
    case Rule::Absence:
        return QStringLiteral("staff_absent");
    case Rule::Notice:
        return QStringLiteral("too_soon");
    case Rule::Horizon:
        return QStringLiteral("too_far_ahead");
    case Rule::Past:
        return QStringLiteral("date_in_past");
    case Rule::OffGrid:
        return QStringLiteral("off_grid");
    case Rule::Capability:
        return QStringLiteral("staff_cannot_provide_service");
    case Rule::EventMap:
        return QStringLiteral("not_syncable");
    case Rule::Customer:
        return QStringLiteral("customer_busy");
    case Rule::Appointment:
    case Rule::UnassignedAppointment:
    case Rule::Hold:
    case Rule::Resource:
    case Rule::BusyBlock:
        break;
    }
    return QStringLiteral("slot_taken");
}

QJsonArray offers(const CallContext &context, const QList<Offer> &found)
{
    QJsonArray list;
    for (const Offer &offer : found) {
        const Staff *member = context.catalogue().member(offer.staff);
        list.append(
            QJsonObject{{QStringLiteral("date"), offer.date.toString(Qt::ISODate)},
                        {QStringLiteral("time"), offer.time.toString(QStringLiteral("HH:mm"))},
                        {QStringLiteral("start"), context.zone().iso(offer.span.begin)},
                        {QStringLiteral("staff"), member ? member->name : QString()},
                        {QStringLiteral("staff_key"), member ? member->key : QString()},
                        {QStringLiteral("spoken"), context.phrases().moment(context.zone(), offer.span.begin)}});
    }
    return list;
}

Result<void> holdSoftly(const CallContext &context, const SlotWish &wish, const QList<Offer> &named)
{
    return named.isEmpty() || !context.keepsHolds()
               ? Result<void>()
               : HoldDesk(context.clock()).holdSoftly(context.connection(), wish, named);
}

QString spokenOffers(const CallContext &context, const QList<Offer> &found)
{
    const Phrases &phrases = context.phrases();
    const Zone &zone = context.zone();
    QStringList spoken;
    QDate last;
    for (const Offer &offer : found) {
        spoken.append(offer.date == last ? phrases.time(offer.time, zone.sideOf(offer.span.begin))
                                         : onDay(context, phrases.moment(zone, offer.span.begin)));
        last = offer.date;
    }
    return phrases.anyOf(spoken);
}

QString offerSentence(const CallContext &context, const QList<Offer> &found)
{
    return found.isEmpty() ? context.phrases().say(Phrase::NoOffer)
                           : context.phrases().say(Phrase::Offer, {spokenOffers(context, found)});
}

void addWho(QJsonObject &fields, const CallContext &context, ServiceId service_id, StaffId staff_id)
{
    const Service *service = context.catalogue().service(service_id);
    const Staff *member = context.catalogue().member(staff_id);
    fields.insert(QStringLiteral("service"), service ? QJsonValue(service->name) : QJsonValue());
    fields.insert(QStringLiteral("service_key"), service ? QJsonValue(service->key) : QJsonValue());
    fields.insert(QStringLiteral("staff"), member ? QJsonValue(member->name) : QJsonValue());
    fields.insert(QStringLiteral("staff_key"), member ? QJsonValue(member->key) : QJsonValue());
}

FunctionReply refusal(const CallContext &context, const SlotRequest &request, const Explanation &why,
                      const QList<Offer> &alternatives, QJsonObject fields)
{
    fields.insert(QStringLiteral("alternatives"), offers(context, alternatives));
    QString sentence = reason(context, request, why);
    // Nothing was looked for nearer than the horizon, so nothing can be said about the next days.
    if (why.rule != Rule::Horizon || !alternatives.isEmpty())
        sentence += QLatin1Char(' ') + offerSentence(context, alternatives);
    FunctionReply reply = FunctionReply::judged(codeOf(why.rule), sentence, fields);
    const StaffId lacking = request.staff ? request.staff->id : why.staff;
    if (why.rule == Rule::EventMap && !lacking.isNull())
        reply.map_refusal = std::pair(request.wish.service, lacking);
    return reply;
}

Result<std::optional<FunctionReply>> personCannot(const CallContext &context, const SlotRequest &request,
                                                  const QJsonObject &fields)
{
    const Catalogue &catalogue = context.catalogue();
    if (!request.staff || !SlotSearch::able(catalogue, request.wish).isEmpty())
        return std::optional<FunctionReply>();
    const StaffId person = request.staff->id;
    const bool lacks_maps = catalogue.capability(person, request.wish.service) &&
                            !catalogue.missingMaps(person, request.wish.service).isEmpty();
    SlotWish anyone = request.wish;
    anyone.staff = {};
    const QDate today = context.zone().dateOf(context.now());
    const QDate from = std::max(request.when.date.date.value_or(today), today);
    SlotReader slots(context.connection(), catalogue, context.now(), anyone);
    SearchRange range{from, BookingDesk::kSearchDays, BookingDesk::kAlternatives};
    range.within = request.when.time.window;
    const auto start = exactStart(request, context.zone());
    const auto others = start ? slots.alternatives(anyone, *start, range) : slots.offers(anyone, range);
    if (!others)
        return others.error();
    const Explanation why{.available = false, .rule = lacks_maps ? Rule::EventMap : Rule::Capability, .staff = person};
    return std::optional(refusal(context, request, why, *others, fields));
}

Result<FunctionReply> dayIsOver(const CallContext &context, const SlotRequest &request, QJsonObject fields)
{
    const QDate today = context.zone().dateOf(context.now());
    SlotReader slots(context.connection(), context.catalogue(), context.now(), request.wish);
    const auto found = slots.offers(request.wish, {today, BookingDesk::kSearchDays, BookingDesk::kAlternatives});
    if (!found)
        return found.error();
    fields.insert(QStringLiteral("alternatives"), offers(context, *found));
    const QString over = context.phrases().say(Phrase::PastDate, {context.phrases().date(*request.when.date.date)});
    return FunctionReply::judged(QStringLiteral("date_in_past"),
                                 over + QLatin1Char(' ') + offerSentence(context, *found), fields);
}

} // namespace salon::slotanswer
