// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/appointmentquery.h"

#include "core/phone/functions/callerbook.h"

#include <algorithm>
#include <QSet>

namespace salon
{

namespace
{

struct QueryRequest {
    bool past = false;
    QList<QDate> days; // none = any
    int limit = CallerBook::kListed;

    static QueryRequest of(const CallContext &context);
};

QueryRequest QueryRequest::of(const CallContext &context)
{
    static const QSet<QString> past_words{QStringLiteral("past"),       QStringLiteral("history"),
                                          QStringLiteral("previous"),   QStringLiteral("vergangen"),
                                          QStringLiteral("vergangene"), QStringLiteral("frühere"),
                                          QStringLiteral("bisherige"),  QStringLiteral("vergangenheit")};
    const CallArguments &sent = context.arguments();
    QueryRequest request;
    const QString period = sent.text({"zeitraum", "period", "filter", "type", "which", "status"}).toLower();
    request.past = sent.flag({"past", "include_past", "vergangene", "history"}).value_or(past_words.contains(period));
    const QString day = sent.text({"datum", "date", "date_string", "appointment_date"});
    const DateWish wish = context.whenParser().parse(day, WhenParser::Field::Date).date;
    const bool is_day = wish.state == DateWish::State::Known || wish.state == DateWish::State::Past;
    if (is_day && wish.date)
        request.days = {*wish.date};
    else if (wish.state == DateWish::State::Several)
        request.days = wish.candidates;
    request.past = request.past || wish.state == DateWish::State::Past;
    request.limit = std::clamp(sent.number({"limit", "max", "anzahl", "count"}).value_or(CallerBook::kListed), 1,
                               CallerBook::kListed);
    return request;
}

FunctionReply unidentified(const CallContext &context, Phrase why)
{
    return FunctionReply::refused("unauthorized", context.phrases().say(why));
}

} // namespace

Result<FunctionReply> AppointmentQuery::answer(const CallContext &context)
{
    const QueryRequest request = QueryRequest::of(context);
    QList<Appointment> own;
    switch (CallerBook::caller(context)) {
    case CallerBook::Caller::Anonymous:
        return unidentified(context, Phrase::NeedCallerNumber);
    case CallerBook::Caller::Several: {
        FunctionReply reply = unidentified(context, Phrase::SeveralOfNumber);
        reply.message += QLatin1Char(' ') + context.phrases().say(Phrase::OfferCallback);
        return reply;
    }
    case CallerBook::Caller::Stranger:
        break;
    case CallerBook::Caller::Known: {
        auto read = request.past ? CallerBook::past(context) : CallerBook::upcoming(context);
        if (!read)
            return read.error();
        own = std::move(*read);
    }
    }
    if (!request.days.isEmpty())
        own.removeIf(
            [&](const Appointment &one) { return !request.days.contains(context.zone().dateOf(one.span.begin)); });
    const qsizetype total = own.size();
    own = own.mid(0, request.limit);
    const Phrases &phrases = context.phrases();
    const QString sentence = own.isEmpty()
                                 ? phrases.say(request.past ? Phrase::NoPastAppointments : Phrase::NoAppointments)
                                 : phrases.say(request.past ? Phrase::PastAppointmentList : Phrase::AppointmentList,
                                               {phrases.allOf(CallerBook::spoken(context, own))});
    return FunctionReply::judged(
        {}, sentence,
        {{QStringLiteral("found"), !own.isEmpty()},
         {QStringLiteral("period"), request.past ? QStringLiteral("past") : QStringLiteral("upcoming")},
         {QStringLiteral("total"), qint64(total)},
         {QStringLiteral("appointments"), CallerBook::list(context, own)}});
}

} // namespace salon
