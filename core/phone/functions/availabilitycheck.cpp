// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/availabilitycheck.h"

#include "core/booking/bookingdesk.h"
#include "core/booking/holddesk.h"
#include "core/booking/slotreader.h"
#include "core/phone/functions/daysearch.h"
#include "core/phone/functions/slotanswer.h"
#include "core/phone/functions/slotrefusal.h"
#include "core/phone/functions/slotrequest.h"

#include <algorithm>

namespace salon
{

namespace
{

QJsonObject unavailable(const CallContext &context, const SlotRequest &request)
{
    QJsonObject fields{{QStringLiteral("available"), false},
                       {QStringLiteral("requested_time"), QJsonValue()},
                       {QStringLiteral("slot_time"), QJsonValue()},
                       {QStringLiteral("hold_expires_at"), QJsonValue()}};
    slotanswer::addWho(fields, context, request.wish.service, request.wish.staff);
    return fields;
}

FunctionReply freeAt(const CallContext &context, const SlotRequest &request, Instant start, StaffId staff,
                     const std::optional<Hold> &hold)
{
    const Phrases &phrases = context.phrases();
    const Zone &zone = context.zone();
    QJsonObject fields = unavailable(context, request);
    fields.insert(QStringLiteral("available"), true);
    fields.insert(QStringLiteral("requested_time"), zone.iso(start));
    fields.insert(QStringLiteral("slot_time"), zone.iso(start));
    fields.insert(QStringLiteral("alternatives"), QJsonArray());
    if (hold)
        fields.insert(QStringLiteral("hold_expires_at"), zone.iso(hold->expires_at));
    slotanswer::addWho(fields, context, request.wish.service, staff);
    const Staff *member = context.catalogue().member(staff);
    const QString spoken = phrases.moment(zone, start);
    return FunctionReply::judged(
        {}, phrases.say(Phrase::Free, {request.service->name, member ? member->name : QString(), spoken}), fields);
}

Result<HoldDesk::Outcome> judgedAndHeld(const CallContext &context, const SlotRequest &request, Instant start)
{
    if (context.keepsHolds())
        return HoldDesk(context.clock()).hold(context.connection(), request.wish, start);
    SlotReader slots(context.connection(), context.catalogue(), context.now(), request.wish);
    auto judgement = slots.judge(request.wish, start);
    if (!judgement)
        return judgement.error();
    return HoldDesk::Outcome{.judgement = std::move(*judgement)};
}

Result<FunctionReply> exactly(const CallContext &context, const SlotRequest &request, Instant start)
{
    const QDate from = *request.when.date.date;
    const auto outcome = judgedAndHeld(context, request, start);
    if (!outcome)
        return outcome.error();
    const Explanation &judgement = outcome->judgement;
    if (judgement.available)
        return freeAt(context, request, start, judgement.staff, outcome->hold);
    SlotReader slots(context.connection(), context.catalogue(), context.now(), request.wish);
    const SearchRange range{from, BookingDesk::kSearchDays, BookingDesk::kAlternatives};
    const auto instead = slots.alternatives(request.wish, start, range);
    if (!instead)
        return instead.error();
    QJsonObject fields = unavailable(context, request);
    fields.insert(QStringLiteral("requested_time"), context.zone().iso(start));
    if (auto held = slotanswer::holdSoftly(context, request.wish, *instead); !held)
        return held.error();
    return slotanswer::refusal(context, request, judgement, *instead, fields);
}

/// Free are several starts; the caller picks one.
Result<FunctionReply> choiceOf(const CallContext &context, const SlotRequest &request, const QList<Offer> &found)
{
    if (auto held = slotanswer::holdSoftly(context, request.wish, found); !held)
        return held.error();
    QJsonObject fields = unavailable(context, request);
    const Offer &first = found.constFirst();
    fields.insert(QStringLiteral("available"), true);
    fields.insert(QStringLiteral("slot_time"), context.zone().iso(first.span.begin));
    fields.insert(QStringLiteral("alternatives"), slotanswer::offers(context, found));
    slotanswer::addWho(fields, context, request.wish.service, first.staff);
    const QString spoken = slotanswer::spokenOffers(context, found);
    return FunctionReply::judged({}, context.phrases().say(Phrase::FreeWindow, {request.service->name, spoken}),
                                 fields);
}

/// "Montag oder Dienstag um zehn", "um zehn oder um elf": what is free of it, or why nothing is.
Result<FunctionReply> oneOf(const CallContext &context, const SlotRequest &request, const QList<Instant> &starts)
{
    SlotReader slots(context.connection(), context.catalogue(), context.now(), request.wish);
    const auto free = DaySearch::freeOf(slots, context.zone(), request.wish, starts);
    if (!free)
        return free.error();
    if (free->size() > 1)
        return choiceOf(context, request, free->mid(0, BookingDesk::kAlternatives));
    // Of several that are not free, one that is still to come says why.
    const auto to_come =
        std::find_if(starts.cbegin(), starts.cend(), [&](Instant start) { return start > context.now(); });
    const Instant start = !free->isEmpty()           ? free->constFirst().span.begin
                          : to_come != starts.cend() ? *to_come
                                                     : starts.constFirst();
    return exactly(context, request.at(context.zone(), start), start);
}

bool allClosed(const CallContext &context, const SlotRequest &request)
{
    const QList<QDate> days = request.days();
    return std::all_of(days.cbegin(), days.cend(), [&](QDate day) {
        return openingOn(context.catalogue().salon, *context.branch(), day).hours.isEmpty();
    });
}

/// What stands against this part of the day as a whole, not just against one of its starts.
Result<std::optional<Explanation>> standsAgainst(SlotReader &slots, const CallContext &context,
                                                 const SlotRequest &request)
{
    const DayBlock window = *request.when.time.window;
    const int minute = (window.begins_min + window.ends_min) / 2 / 60 * 60;
    const Result<Instant> middle =
        context.zone().toInstant(*request.when.date.date, QTime(minute / 60 % 24, minute % 60));
    if (!middle)
        return std::optional<Explanation>();
    const auto why = slots.explain(request.wish, *middle, context.phrases().language());
    if (!why)
        return why.error();
    const bool on_any_day = why->rule == Rule::Capability || why->rule == Rule::EventMap || why->rule == Rule::Horizon;
    const TimeRange day = context.zone().day(*request.when.date.date);
    const bool on_this_day = why->rule == Rule::ClosedDay || (why->rule == Rule::Absence && why->meets.contains(day));
    const bool stands = on_any_day || (on_this_day && request.isOneDay());
    return !why->available && stands ? std::optional(*why) : std::nullopt;
}

Result<FunctionReply> withinWindow(const CallContext &context, const SlotRequest &request)
{
    const Phrases &phrases = context.phrases();
    const QDate from = *request.when.date.date;
    SlotReader slots(context.connection(), context.catalogue(), context.now(), request.wish);
    SearchRange inside{from, 1, BookingDesk::kAlternatives};
    inside.within = request.when.time.window;
    inside.order = request.when.time.earliest ? OfferOrder::Earliest : context.flags().offer_order;
    QJsonObject fields = unavailable(context, request);
    const auto found = DaySearch::offers(slots, request.wish, inside, request.days());
    if (!found)
        return found.error();
    if (!found->isEmpty())
        return choiceOf(context, request, *found);
    const SearchRange later{from, BookingDesk::kSearchDays, BookingDesk::kAlternatives};
    const auto why = standsAgainst(slots, context, request);
    if (!why)
        return why.error();
    const auto instead = slots.offers(request.wish, later);
    if (!instead)
        return instead.error();
    if (*why)
        return slotanswer::refusal(context, request, **why, *instead, fields);
    if (auto held = slotanswer::holdSoftly(context, request.wish, *instead); !held)
        return held.error();
    fields.insert(QStringLiteral("alternatives"), slotanswer::offers(context, *instead));
    const QString none = allClosed(context, request) ? SlotRefusal::closedOnAll(context, request.days())
                         : request.staff
                             ? phrases.say(Phrase::NothingInWindowWith, {request.service->name, request.staff->name})
                             : phrases.say(Phrase::NothingInWindow, {request.service->name});
    return FunctionReply::judged(slotanswer::codeOf(allClosed(context, request) ? Rule::ClosedDay : Rule::Appointment),
                                 none + QLatin1Char(' ') + slotanswer::offerSentence(context, request.staff, *instead),
                                 fields);
}

/// Whom the call has been about does it at another time, too; where they cannot, the answer names somebody else.
Result<void> keepPersonIfFree(SlotRequest &request, const CallContext &context, Instant start)
{
    SlotRequest kept = request;
    kept.keepPerson(context, start);
    if (kept.wish.staff == request.wish.staff)
        return {};
    SlotReader slots(context.connection(), context.catalogue(), context.now(), kept.wish);
    const auto judgement = slots.judge(kept.wish, start);
    if (!judgement)
        return judgement.error();
    if (judgement->available)
        request = kept;
    return {};
}

} // namespace

Result<FunctionReply> AvailabilityCheck::answer(const CallContext &context)
{
    SlotRequest request = SlotRequest::of(context);
    for (const auto &question : {request.dayQuestion(context), request.question})
        if (question)
            return *question;
    if (request.when.date.state == DateWish::State::Past)
        return slotanswer::dayIsOver(context, request, unavailable(context, request));
    if (const auto question = request.timeQuestion(context))
        return *question;
    const auto start = exactStart(request, context.zone());
    if (start)
        if (const auto kept = keepPersonIfFree(request, context, *start); !kept)
            return kept.error();
    const QList<Instant> starts = request.starts(context.zone());
    QJsonObject fields = unavailable(context, request);
    if (start)
        fields.insert(QStringLiteral("requested_time"), context.zone().iso(*start));
    auto cannot = slotanswer::neverPossible(context, request, fields);
    if (!cannot)
        return cannot.error();
    if (*cannot)
        return std::move(**cannot);
    if (request.when.time.state == TimeWish::State::Window)
        return withinWindow(context, request);
    if (start)
        return exactly(context, request, *start);
    if (!starts.isEmpty())
        return oneOf(context, request, starts);
    return FunctionReply::refused("time_required", context.phrases().say(Phrase::TimeNotUnderstood));
}

} // namespace salon
