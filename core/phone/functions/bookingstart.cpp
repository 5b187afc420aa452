// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/bookingstart.h"

#include "core/base/checks.h"
#include "core/base/limits.h"
#include "core/booking/bookingcustomer.h"
#include "core/booking/bookingdesk.h"
#include "core/phone/functions/callbackqueue.h"
#include "core/phone/functions/slotanswer.h"
#include "core/phone/functions/slotrequest.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/customertable.h"

#include <algorithm>

namespace salon
{

namespace
{

QJsonObject notBooked(const CallContext &context, const SlotRequest &request)
{
    QJsonObject fields{{QStringLiteral("booked"), false},
                       {QStringLiteral("appointment_id"), QJsonValue()},
                       {QStringLiteral("start"), QJsonValue()},
                       {QStringLiteral("end"), QJsonValue()},
                       {QStringLiteral("duplicate"), false}};
    slotanswer::addWho(fields, context, request.wish.service, request.wish.staff);
    return fields;
}

/// Whose appointment it is.
Result<QString> attendeeOf(const CallContext &context, const Appointment &appointment)
{
    if (!appointment.attendee_name.isEmpty())
        return appointment.attendee_name;
    const auto customer = CustomerTable::read(context.connection(), appointment.customer);
    return customer ? Result<QString>(customer->name) : customer.error();
}

enum class Told { Booked, BookedAlready, Cancelled };

Phrase phraseOf(Told told)
{
    switch (told) {
    case Told::Booked:
        return Phrase::Booked;
    case Told::BookedAlready:
        return Phrase::BookedAlready;
    case Told::Cancelled:
        return Phrase::BookingCancelled;
    }
    SALON_CHECK(!"every end has a sentence");
}

/// What the book holds for this wish. A repeat may come with another name or person: it hears whose it is.
Result<FunctionReply> found(const CallContext &context, const Appointment &appointment, Told told)
{
    const auto attendee = attendeeOf(context, appointment);
    if (!attendee)
        return attendee.error();
    const Phrases &phrases = context.phrases();
    const Zone &zone = context.zone();
    const QString &who = *attendee;
    QJsonObject fields{{QStringLiteral("booked"), told != Told::Cancelled},
                       {QStringLiteral("appointment_id"), qint64(appointment.id.value)},
                       {QStringLiteral("start"), zone.iso(appointment.span.begin)},
                       {QStringLiteral("end"), zone.iso(appointment.span.end)},
                       {QStringLiteral("customer_name"), who},
                       {QStringLiteral("duplicate"), told != Told::Booked}};
    slotanswer::addWho(fields, context, appointment.service, appointment.staff);
    const QString spoken = phrases.moment(zone, appointment.span.begin);
    const QStringList parts{fields.value(QLatin1String("service")).toString(),
                            fields.value(QLatin1String("staff")).toString(), spoken, who};
    const QString code = told == Told::Cancelled ? QStringLiteral("needs_confirmation") : QString();
    FunctionReply reply = FunctionReply::judged(code, phrases.say(phraseOf(told), parts), fields);
    if (told != Told::Cancelled)
        reply.outcome = QStringLiteral("booked");
    reply.customer = appointment.customer;
    return reply;
}

bool isConfirmation(const CallContext &context)
{
    return FunctionCall::withoutVersion(context.call().called_as) == QLatin1String("confirm_booking");
}

/// confirm_booking sends nothing but the call id: the answer is what the call has booked.
Result<std::optional<FunctionReply>> confirmation(const CallContext &context, const SlotRequest &request)
{
    const bool has_wish = request.named_service || request.when.date.state != DateWish::State::Missing ||
                          request.when.time.state != TimeWish::State::Missing;
    if (has_wish || !isConfirmation(context))
        return std::optional<FunctionReply>();
    AppointmentFilter filter;
    filter.call_id = context.callId();
    const Result<QList<Appointment>> made = AppointmentTable::list(context.connection(), filter);
    if (!made)
        return made.error();
    for (auto it = made->crbegin(); it != made->crend(); ++it) {
        if (it->status == AppointmentStatus::Cancelled)
            continue;
        const auto reply = found(context, *it, Told::BookedAlready);
        if (!reply)
            return reply.error();
        return std::optional(*reply);
    }
    return std::optional<FunctionReply>();
}

std::optional<FunctionReply> nameQuestion(const CallContext &context, const SlotRequest &request)
{
    if (request.name.kind == CallerName::Kind::Person)
        return std::nullopt;
    if (request.name.kind == CallerName::Kind::StaffWish && !context.customer())
        return FunctionReply::refused("customer_name_required", context.phrases().say(Phrase::AskNameNotStaff));
    // Another name was meant than the caller's own: that must not become a booking in theirs.
    if (!context.customer() || request.name.kind == CallerName::Kind::Unusable)
        return FunctionReply::refused("customer_name_required", context.phrases().say(Phrase::AskName));
    return std::nullopt;
}

BookingRequest bookingOf(const CallContext &context, const SlotRequest &request, Instant start)
{
    BookingRequest booking;
    booking.branch = request.wish.branch;
    booking.service = request.wish.service;
    booking.staff = request.wish.staff;
    booking.start = start;
    booking.name = request.name.kind == CallerName::Kind::Person ? request.name.name : context.customer()->name;
    booking.phone = context.callerNumber();
    booking.email = request.email;
    booking.notes = request.notes;
    // A number that was only said may be wrong or somebody else's: it is a note, never who calls.
    if (context.callerNumber().isEmpty() && !request.phone.isEmpty())
        booking.notes = (booking.notes + QLatin1Char(' ') + request.phone).trimmed();
    booking.source = Source::Phone;
    booking.call_id = context.callId();
    booking.again = isConfirmation(context);
    booking.actor = {QStringLiteral("phone ") + context.callId(), Source::Phone};
    return booking;
}

/// The call has booked this start for somebody else: is it wanted for this person, too? Nothing = it is the same
/// person.
Result<std::optional<FunctionReply>> forAnother(const CallContext &context, const SlotRequest &request,
                                                const Appointment &earlier)
{
    if (request.name.kind != CallerName::Kind::Person)
        return std::optional<FunctionReply>();
    const auto attendee = attendeeOf(context, earlier);
    if (!attendee)
        return attendee.error();
    if (meansThisCustomer(request.name.name, *attendee))
        return std::optional<FunctionReply>();
    const QString sentence =
        context.phrases().say(Phrase::BookedForAnother, {request.service->name, QString(),
                                                         context.phrases().moment(context.zone(), earlier.span.begin),
                                                         *attendee, request.name.name});
    return std::optional(
        FunctionReply::judged(QStringLiteral("needs_confirmation"), sentence, notBooked(context, request)));
}

std::optional<FunctionReply> mayNotBook(const CallContext &context)
{
    if (context.callId().isEmpty())
        return FunctionReply::refused("call_unknown", context.phrases().say(Phrase::CallUnknown));
    if (context.isWebCall() && !context.flags().book_from_web_calls)
        return FunctionReply::judged(QStringLiteral("policy_denied"), context.phrases().say(Phrase::WebCall),
                                     {{QStringLiteral("booked"), false}, {QStringLiteral("duplicate"), false}});
    return std::nullopt;
}

bool isPhones(const Appointment &appointment)
{
    return appointment.source == Source::Phone && appointment.status == AppointmentStatus::Confirmed;
}

/// Has this call, or this number, booked as much as may be booked by phone? What it has booked already is no more.
Result<bool> hasBookedEnough(const CallContext &context, const BookingRequest &booking)
{
    AppointmentFilter filter;
    filter.call_id = context.callId();
    const auto of_call = AppointmentTable::list(context.connection(), filter);
    if (!of_call)
        return of_call.error();
    for (const Appointment &made : *of_call)
        if (made.service == booking.service && made.span.begin == booking.start)
            return false;
    if (std::count_if(of_call->cbegin(), of_call->cend(), isPhones) >= limits::kBookingsPerCall)
        return true;
    qsizetype ahead = 0;
    for (const Customer &caller : context.customersOfNumber()) {
        AppointmentFilter theirs;
        theirs.customer = caller.id;
        theirs.not_before = context.now();
        const auto of_number = AppointmentTable::list(context.connection(), theirs);
        if (!of_number)
            return of_number.error();
        ahead += std::count_if(of_number->cbegin(), of_number->cend(), isPhones);
    }
    return ahead >= limits::kBookingsAhead;
}

/// Whoever needs more than that is rung back.
Result<std::optional<FunctionReply>> enough(const CallContext &context, const SlotRequest &request,
                                            const BookingRequest &booking)
{
    const Result<bool> is_enough = hasBookedEnough(context, booking);
    if (!is_enough)
        return is_enough.error();
    if (!*is_enough)
        return std::optional<FunctionReply>();
    const Phrases phrases = CallbackQueue::salonsPhrases(context);
    const QString visit =
        phrases.say(Phrase::Visit, {request.service->name, phrases.moment(context.zone(), booking.start)});
    auto reply = CallbackQueue::leave(context, {.reason = phrases.say(Phrase::WantsToBook, {visit}), .wanted = {}},
                                      QStringLiteral("policy_denied"), context.phrases().say(Phrase::EnoughBookings),
                                      notBooked(context, request));
    return reply ? Result<std::optional<FunctionReply>>(std::move(*reply)) : reply.error();
}

} // namespace

Result<FunctionReply> BookingStart::answer(const CallContext &context)
{
    if (const auto no = mayNotBook(context))
        return *no;
    SlotRequest request = SlotRequest::of(context);
    request.takeOfferedDay(context);
    auto confirmed = confirmation(context, request);
    if (!confirmed)
        return confirmed.error();
    if (*confirmed)
        return **confirmed;
    for (const auto &question : {request.dayQuestion(context), request.question})
        if (question)
            return *question;
    if (request.when.date.state == DateWish::State::Past)
        return slotanswer::dayIsOver(context, request, notBooked(context, request));
    for (const auto &question : {request.startQuestion(context), nameQuestion(context, request)})
        if (question)
            return *question;
    auto cannot = slotanswer::neverPossible(context, request, notBooked(context, request));
    if (!cannot)
        return cannot.error();
    if (*cannot)
        return std::move(**cannot);
    const std::optional<Instant> start = exactStart(request, context.zone());
    if (!start)
        return FunctionReply::refused("time_required", context.phrases().say(Phrase::TimeNotUnderstood));
    request.keepPerson(context, *start);
    BookingDesk desk(context.clock(), context.random());
    BookingRequest booking = bookingOf(context, request, *start);
    if (auto no = enough(context, request, booking); !no || *no)
        return no ? Result<FunctionReply>(std::move(**no)) : no.error();
    Result<BookingOutcome> outcome = desk.book(context.connection(), booking);
    if (outcome && outcome->kind == BookingOutcome::Kind::Duplicate) {
        auto other = forAnother(context, request, outcome->appointment);
        if (!other || (*other && !booking.again))
            return other ? Result<FunctionReply>(std::move(**other)) : other.error();
        booking.second = other->has_value();
        if (booking.second)
            outcome = desk.book(context.connection(), booking);
    }
    if (!outcome)
        return outcome.error();
    switch (outcome->kind) {
    case BookingOutcome::Kind::Booked:
        return found(context, outcome->appointment, Told::Booked);
    case BookingOutcome::Kind::Duplicate:
        return found(context, outcome->appointment, Told::BookedAlready);
    case BookingOutcome::Kind::Cancelled:
        return found(context, outcome->appointment, Told::Cancelled);
    case BookingOutcome::Kind::Refused:
        break;
    }
    return slotanswer::refusal(context, request, outcome->refusal, outcome->alternatives, notBooked(context, request));
}

} // namespace salon
