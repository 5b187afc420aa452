// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/slotreservation.h"

#include "core/booking/bookingdesk.h"
#include "core/booking/holddesk.h"
#include "core/booking/slotreader.h"
#include "core/phone/functions/slotanswer.h"
#include "core/phone/functions/slotrequest.h"

namespace salon
{

namespace
{

QJsonObject notReserved(const CallContext &context, const SlotRequest &request)
{
    QJsonObject fields{{QStringLiteral("done"), false},
                       {QStringLiteral("reserved"), false},
                       {QStringLiteral("reservation_uid"), QJsonValue()},
                       {QStringLiteral("reservation_until"), QJsonValue()}};
    slotanswer::addWho(fields, context, request.wish.service, request.wish.staff);
    return fields;
}

/// Says only what is so: without a hold the time is free, and nothing keeps it.
FunctionReply reserved(const CallContext &context, const SlotRequest &request, const Explanation &judgement,
                       const std::optional<Hold> &hold)
{
    QJsonObject fields = notReserved(context, request);
    slotanswer::addWho(fields, context, request.wish.service, judgement.staff);
    fields.insert(QStringLiteral("alternatives"), QJsonArray());
    if (hold) {
        fields.insert(QStringLiteral("done"), true);
        fields.insert(QStringLiteral("reserved"), true);
        fields.insert(QStringLiteral("reservation_uid"), QString::number(hold->id.value));
        fields.insert(QStringLiteral("reservation_until"), context.zone().iso(hold->expires_at));
    }
    const Staff *member = context.catalogue().member(judgement.staff);
    const QString spoken = context.phrases().moment(context.zone(), judgement.span.begin);
    return FunctionReply::judged(
        hold ? QString() : QStringLiteral("policy_denied"),
        context.phrases().say(hold ? Phrase::Reserved : Phrase::NotReserved,
                              {request.service->name, member ? member->name : QString(), spoken}),
        fields);
}

} // namespace

Result<FunctionReply> SlotReservation::reserve(const CallContext &context)
{
    if (context.callId().isEmpty())
        return FunctionReply::refused("call_unknown", context.phrases().say(Phrase::CallUnknown));
    SlotRequest request = SlotRequest::of(context);
    request.takeOfferedDay(context);
    for (const auto &question : {request.dayQuestion(context), request.question})
        if (question)
            return *question;
    if (request.when.date.state == DateWish::State::Past)
        return slotanswer::dayIsOver(context, request, notReserved(context, request));
    if (const auto question = request.startQuestion(context))
        return *question;
    auto never = slotanswer::neverPossible(context, request, notReserved(context, request));
    if (!never)
        return never.error();
    if (*never)
        return std::move(**never);
    const std::optional<Instant> start = exactStart(request, context.zone());
    if (!start)
        return FunctionReply::refused("time_required", context.phrases().say(Phrase::TimeNotUnderstood));
    request.keepPerson(context, *start);
    HoldDesk desk(context.clock());
    SlotReader slots(context.connection(), context.catalogue(), context.now(), request.wish);
    auto judgement = slots.explain(request.wish, *start);
    if (!judgement)
        return judgement.error();
    std::optional<Hold> hold;
    if (judgement->available && context.keepsHolds()) {
        auto outcome = desk.reserve(context.connection(), request.wish, *start);
        if (!outcome)
            return outcome.error();
        judgement = outcome->judgement;
        hold = outcome->hold;
    }
    if (judgement->available)
        return reserved(context, request, *judgement, hold);
    const QDate from = context.zone().dateOf(*start);
    const auto instead =
        slots.alternatives(request.wish, *start, {from, BookingDesk::kSearchDays, BookingDesk::kAlternatives});
    if (!instead)
        return instead.error();
    if (auto held = slotanswer::holdSoftly(context, request.wish, *instead); !held)
        return held.error();
    return slotanswer::refusal(context, request, *judgement, *instead, notReserved(context, request));
}

Result<FunctionReply> SlotReservation::release(const CallContext &context)
{
    if (context.callId().isEmpty())
        return FunctionReply::refused("call_unknown", context.phrases().say(Phrase::CallUnknown));
    const QString uid = context.arguments().text({"reservation_uid", "reservation_id"});
    HoldDesk desk(context.clock());
    const auto released = uid.isEmpty() ? desk.release(context.connection(), context.callId())
                                        : desk.release(context.connection(), context.callId(), {uid.toLongLong()});
    if (!released)
        return released.error();
    const bool done = *released > 0;
    if (!done)
        return FunctionReply::refused(
            "not_found", context.phrases().say(uid.isEmpty() ? Phrase::NothingReserved : Phrase::NotReservedThat),
            {{QStringLiteral("done"), false}});
    return FunctionReply::judged({}, context.phrases().say(Phrase::Released), {{QStringLiteral("done"), true}});
}

} // namespace salon
