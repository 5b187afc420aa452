// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/alternativesearch.h"

#include "core/booking/bookingdesk.h"
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

constexpr int kMostDays = 60;

/// A time without a day is today's: "nach 15 Uhr" is not asked on Tuesday for Wednesday.
When notBefore(const CallContext &context, const QString &after)
{
    When when = context.whenParser().parse(after, WhenParser::Field::Both);
    if (when.date.state == DateWish::State::Missing && when.time.time)
        when.date = {DateWish::State::Known, context.zone().dateOf(context.now())};
    return when;
}

/// A wish without a day means from today on; one that is over, too.
QDate firstDay(const CallContext &context, const SlotRequest &request)
{
    const QDate today = context.zone().dateOf(context.now());
    return std::max(request.when.date.date.value_or(today), today);
}

std::optional<FunctionReply> question(const CallContext &context, const SlotRequest &request)
{
    if (request.when.date.state == DateWish::State::Unclear)
        return request.dayQuestion(context);
    if (request.question)
        return request.question;
    // A time that was not understood at all is left aside; one that could be two is asked for.
    if (request.when.time.state == TimeWish::State::Unclear && !request.when.time.candidates.isEmpty())
        return request.timeQuestion(context);
    return request.gapQuestion(context);
}

/// The days and times that were named, before any others.
Result<QList<Offer>> onNamedDays(SlotReader &slots, const CallContext &context, const SlotRequest &request,
                                 const SearchRange &range)
{
    if (request.when.date.state != DateWish::State::Several && request.when.time.state != TimeWish::State::Several)
        return QList<Offer>();
    const QList<Instant> starts = request.starts(context.zone());
    if (starts.isEmpty())
        return request.days().isEmpty() ? QList<Offer>()
                                        : DaySearch::offers(slots, request.wish, range, request.days());
    auto free = DaySearch::freeOf(slots, context.zone(), request.wish, starts);
    if (!free)
        return free.error();
    if (free->isEmpty())
        return slots.alternatives(request.wish, starts.constFirst(), range);
    return free->mid(0, range.limit);
}

/// What no search could change: a person who cannot do it, a day beyond the horizon.
Result<std::optional<FunctionReply>> refusal(const CallContext &context, const SlotRequest &request,
                                             const QJsonObject &fields)
{
    const QDate today = context.zone().dateOf(context.now());
    if (firstDay(context, request) > today.addDays(context.catalogue().salon.horizon_days))
        return std::optional(
            FunctionReply::judged(slotanswer::codeOf(Rule::Horizon), SlotRefusal::tooFarAhead(context), fields));
    return slotanswer::neverPossible(context, request, fields);
}

/// A part of the day; a time without a day is "from then on", whichever day it is.
std::optional<DayBlock> partOfDay(const When &when)
{
    if (when.date.state != DateWish::State::Missing || when.time.state != TimeWish::State::Exact)
        return when.time.window;
    return DayBlock{when.time.time->hour() * 60 + when.time.time->minute(), 24 * 60};
}

int searchDays(const CallContext &context)
{
    return std::clamp(context.arguments().number({"search_days"}).value_or(BookingDesk::kSearchDays), 1, kMostDays);
}

QString nothingThatDay(const CallContext &context, const SlotRequest &request, const SearchRange &range)
{
    const Phrases &phrases = context.phrases();
    const QString service = request.service->name;
    const bool is_part = range.within || range.not_before;
    if (!request.staff)
        return is_part ? phrases.say(Phrase::NothingInWindow, {service}) : phrases.say(Phrase::NoOfferThatDay);
    const QString person = request.staff->name;
    return is_part ? phrases.say(Phrase::NothingInWindowWith, {service, person})
                   : phrases.say(Phrase::NoOfferThatDayWith, {person});
}

/// Is who was asked for away on every day that was searched and on which the salon is open?
Result<bool> isAway(SlotReader &slots, const CallContext &context, const SlotRequest &request, const SearchRange &range)
{
    bool is_away = false;
    for (int day = 0; request.staff && day < range.days; ++day) {
        const QDate date = range.from.addDays(day);
        if (openingOn(context.catalogue().salon, *context.branch(), date).hours.isEmpty())
            continue;
        const Result<Instant> noon = context.zone().toInstant(date, QTime(12, 0));
        const auto why = noon ? slots.explain(request.wish, *noon) : Result<Explanation>(noon.error());
        if (!why)
            return why.error();
        if (why->rule != Rule::Absence || !why->meets.contains(context.zone().day(date)))
            return false;
        is_away = true;
    }
    return is_away;
}

/// "The next days" begin today and are many; others are named.
QString nothingOnThoseDays(const CallContext &context, const SlotRequest &request, const SearchRange &range,
                           Rule reason)
{
    const Phrases &phrases = context.phrases();
    const QString first = phrases.date(range.from);
    const QString last = phrases.date(range.from.addDays(range.days - 1));
    const bool is_one_day = range.days == 1;
    if (reason == Rule::ClosedDay)
        return is_one_day ? SlotRefusal::closedOn(context, range.from)
                          : phrases.say(Phrase::ClosedBetween, {first, last});
    if (reason == Rule::Absence)
        return is_one_day ? phrases.say(Phrase::StaffAbsent, {request.staff->name})
                          : phrases.say(Phrase::StaffAbsentBetween, {request.staff->name, first, last});
    if (is_one_day)
        return nothingThatDay(context, request, range);
    return request.staff ? phrases.say(Phrase::NothingBetweenWith, {request.staff->name, first, last})
                         : phrases.say(Phrase::NothingBetween, {first, last});
}

/// What every day that was searched has in common.
Result<Rule> whyNothing(SlotReader &slots, const CallContext &context, const SlotRequest &request,
                        const SearchRange &range)
{
    bool all_closed = true;
    for (int day = 0; all_closed && day < range.days; ++day)
        all_closed = openingOn(context.catalogue().salon, *context.branch(), range.from.addDays(day)).hours.isEmpty();
    if (all_closed)
        return Rule::ClosedDay;
    const Result<bool> is_away = isAway(slots, context, request, range);
    if (!is_away)
        return is_away.error();
    return *is_away ? Rule::Absence : Rule::Appointment;
}

Result<FunctionReply> nothingFound(SlotReader &slots, const CallContext &context, const SlotRequest &request,
                                   const SearchRange &range, const QJsonObject &fields)
{
    const Result<Rule> reason = whyNothing(slots, context, request, range);
    if (!reason)
        return reason.error();
    const bool next_days = range.days > 1 && range.from == context.zone().dateOf(context.now());
    const QString sentence = *reason == Rule::Appointment && next_days
                                 ? slotanswer::offerSentence(context, request.staff, {})
                                 : nothingOnThoseDays(context, request, range, *reason) + QLatin1Char(' ') +
                                       context.phrases().say(Phrase::OfferCallback);
    return FunctionReply::judged(slotanswer::codeOf(*reason), sentence, fields);
}

} // namespace

Result<FunctionReply> AlternativeSearch::alternatives(const CallContext &context)
{
    SlotRequest request = SlotRequest::of(context);
    request.keepPerson(context);
    SlotRequest lower = request;
    const QString after = context.arguments().text({"after"});
    if (!after.isEmpty())
        lower.when = notBefore(context, after);
    for (const SlotRequest &one : {request, lower})
        if (const auto asked = question(context, one))
            return *asked;
    QJsonObject fields{{QStringLiteral("found"), false}, {QStringLiteral("alternatives"), QJsonArray()}};
    slotanswer::addWho(fields, context, request.wish.service, request.wish.staff);
    if (auto no = refusal(context, request, fields); !no || *no)
        return no ? Result<FunctionReply>(std::move(**no)) : no.error();
    const QDate from = std::max(firstDay(context, request), firstDay(context, lower));
    const int days = searchDays(context);
    SlotReader slots(context.connection(), context.catalogue(), context.now(), request.wish);
    SearchRange range{from, days, BookingDesk::kAlternatives};
    range.within = partOfDay(request.when);
    auto start = request.when.date.state == DateWish::State::Known ? exactStart(request, context.zone())
                                                                   : std::optional<Instant>();
    if (!after.isEmpty()) {
        range.not_before = exactStart(lower, context.zone());
        start.reset();
    }
    if (!start) // who names a time wants one near it
        range.order = request.when.time.earliest ? OfferOrder::Earliest : context.flags().offer_order;
    auto found = onNamedDays(slots, context, request, range);
    if (found && found->isEmpty())
        found = start ? slots.alternatives(request.wish, *start, range) : slots.offers(request.wish, range);
    if (!found)
        return found.error();
    if (auto held = slotanswer::holdSoftly(context, request.wish, *found); !held)
        return held.error();
    if (found->isEmpty())
        return nothingFound(slots, context, request, range, fields);
    fields.insert(QStringLiteral("found"), true);
    fields.insert(QStringLiteral("alternatives"), slotanswer::offers(context, *found));
    return FunctionReply::judged({}, slotanswer::offerSentence(context, request.staff, *found), fields);
}

Result<FunctionReply> AlternativeSearch::nextAvailable(const CallContext &context)
{
    SlotRequest request = SlotRequest::of(context);
    request.keepPerson(context);
    if (const QString after = context.arguments().text({"after"}); !after.isEmpty())
        request.when = notBefore(context, after);
    if (const auto asked = question(context, request))
        return *asked;
    QJsonObject fields{{QStringLiteral("found"), false}, {QStringLiteral("next_available"), QJsonValue()}};
    slotanswer::addWho(fields, context, request.wish.service, request.wish.staff);
    if (auto no = refusal(context, request, fields); !no || *no)
        return no ? Result<FunctionReply>(std::move(**no)) : no.error();
    const QDate from = firstDay(context, request);
    const int days = searchDays(context);
    SlotReader slots(context.connection(), context.catalogue(), context.now(), request.wish);
    SearchRange range{from, days, 1};
    range.not_before = exactStart(request, context.zone());
    range.within = partOfDay(request.when);
    auto found = onNamedDays(slots, context, request, range);
    if (found && found->isEmpty())
        found = slots.offers(request.wish, range);
    if (!found)
        return found.error();
    if (found->isEmpty())
        return nothingFound(slots, context, request, range, fields);
    if (auto held = slotanswer::holdSoftly(context, request.wish, *found); !held)
        return held.error();
    const Offer &offer = found->constFirst();
    const QString spoken = context.phrases().moment(context.zone(), offer.span.begin);
    slotanswer::addWho(fields, context, request.wish.service, offer.staff);
    fields.insert(QStringLiteral("found"), true);
    fields.insert(QStringLiteral("next_available"), context.zone().iso(offer.span.begin));
    fields.insert(QStringLiteral("date"), offer.date.toString(Qt::ISODate));
    fields.insert(QStringLiteral("time"), offer.time.toString(QStringLiteral("HH:mm")));
    fields.insert(QStringLiteral("spoken"), spoken);
    return FunctionReply::judged({}, context.phrases().say(Phrase::NextFree, {request.service->name, spoken}), fields);
}

} // namespace salon
