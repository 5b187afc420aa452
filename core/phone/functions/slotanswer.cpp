// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/slotanswer.h"

#include "core/booking/bookingdesk.h"
#include "core/booking/holddesk.h"
#include "core/booking/slotreader.h"
#include "core/phone/functions/slotrefusal.h"
#include "core/phone/spokenback.h"

#include <algorithm>

namespace salon::slotanswer
{

namespace
{

QString onDay(const CallContext &context, const QString &spoken)
{
    return (context.phrases().language() == Language::German ? QStringLiteral("am ") : QStringLiteral("on ")) + spoken;
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

QString offerSentence(const CallContext &context, const Staff *person, const QList<Offer> &found)
{
    const Phrases &phrases = context.phrases();
    if (!found.isEmpty())
        return phrases.say(Phrase::Offer, {spokenOffers(context, found)});
    return person ? phrases.say(Phrase::NoOfferWith, {person->name}) : phrases.say(Phrase::NoOffer);
}

QString staffUnknown(const CallContext &context, const QString &said)
{
    const QString name = spokenBack(said);
    return name.isEmpty() ? context.phrases().say(Phrase::ThatStaffUnknown)
                          : context.phrases().say(Phrase::StaffUnknown, {name});
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
    QString sentence = SlotRefusal::spoken(context, request, why);
    // Nothing was looked for nearer than the horizon, so nothing can be said about the next days; and where nobody can
    // do it at all, nothing "else" was looked for either.
    const bool is_about_days = why.rule != Rule::Horizon && SlotRefusal::isPossible(context, request);
    // For whom the person asked for cannot do it, everybody else was asked.
    const bool others_asked = why.rule == Rule::Capability || why.rule == Rule::EventMap;
    if (is_about_days || !alternatives.isEmpty())
        sentence += QLatin1Char(' ') + offerSentence(context, others_asked ? nullptr : request.staff, alternatives);
    FunctionReply reply = FunctionReply::judged(codeOf(why.rule), sentence, fields);
    const StaffId lacking = request.staff ? request.staff->id : why.staff;
    if (why.rule == Rule::EventMap && !lacking.isNull())
        reply.map_refusal = std::pair(request.wish.service, lacking);
    return reply;
}

Result<std::optional<FunctionReply>> neverPossible(const CallContext &context, const SlotRequest &request,
                                                   const QJsonObject &fields)
{
    const Catalogue &catalogue = context.catalogue();
    if (!SlotSearch::able(catalogue, request.wish).isEmpty())
        return std::optional<FunctionReply>();
    Explanation why{.available = false, .rule = Rule::Capability, .staff = request.wish.staff};
    for (const Staff &member : catalogue.staff) {
        const bool is_asked = request.staff ? member.id == request.staff->id : member.branch == request.wish.branch;
        if (!is_asked || !member.active || !catalogue.capability(member.id, request.wish.service) ||
            catalogue.missingMaps(member.id, request.wish.service).isEmpty())
            continue;
        why.rule = Rule::EventMap;
        why.staff = member.id;
        break;
    }
    if (!request.staff)
        return std::optional(refusal(context, request, why, {}, fields));
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
    QString over = context.phrases().say(Phrase::PastDate, {context.phrases().date(*request.when.date.date)});
    if (SlotRefusal::isPossible(context, request))
        over += QLatin1Char(' ') + offerSentence(context, request.staff, *found);
    return FunctionReply::judged(QStringLiteral("date_in_past"), over, fields);
}

} // namespace salon::slotanswer
