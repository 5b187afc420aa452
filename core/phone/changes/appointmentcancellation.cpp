// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/changes/appointmentcancellation.h"

#include "core/booking/bookingdesk.h"
#include "core/booking/changerules.h"
#include "core/phone/changes/changeanswer.h"
#include "core/phone/functions/callerbook.h"

namespace salon
{

namespace
{

constexpr int kLooks = 3; // while others change it

FunctionReply cancelled(const CallContext &context, const Appointment &appointment, std::int64_t fee_cents,
                        bool duplicate)
{
    QJsonObject fields = changeanswer::fields(context, appointment, fee_cents);
    fields.insert(QStringLiteral("done"), true);
    fields.insert(QStringLiteral("duplicate"), duplicate);
    fields.insert(QStringLiteral("status"), word(AppointmentStatus::Cancelled));
    const QString sentence = context.phrases().say(duplicate ? Phrase::CancelledAlready : Phrase::Cancelled,
                                                   {CallerBook::spoken(context, appointment)});
    FunctionReply reply =
        FunctionReply::judged({}, changeanswer::withFee(context, sentence, duplicate ? 0 : fee_cents), fields);
    reply.outcome = QStringLiteral("changed");
    return reply;
}

Result<FunctionReply> ask(const CallContext &context, const Appointment &appointment, const ChangeProposal &proposal)
{
    if (auto told = changeanswer::propose(context, proposal); !told)
        return told.error();
    const QString sentence = context.phrases().say(Phrase::AskCancel, {CallerBook::spoken(context, appointment)});
    return FunctionReply::judged(QStringLiteral("needs_confirmation"),
                                 changeanswer::withFee(context, sentence, proposal.fee_cents),
                                 changeanswer::fields(context, appointment, proposal.fee_cents));
}

/// It was to be done and the database refused. Perhaps it is done all the same, and only the answer was lost.
Result<FunctionReply> failed(const CallContext &context, ChangeRequest request, const Appointment &appointment)
{
    const auto pick = AppointmentPick::of(context, request);
    if (pick && (pick->kind == AppointmentPick::Kind::Done || pick->kind == AppointmentPick::Kind::Cancelled))
        return cancelled(context, pick->appointment, pick->told ? pick->told->fee_cents : 0, false);
    return changeanswer::leftToSalon(context, ChangeKind::Cancel, "callback_queued",
                                     context.phrases().say(Phrase::ChangeFailed), &appointment);
}

/// Nothing: it was changed meanwhile, so it has to be looked at again.
Result<std::optional<FunctionReply>> look(const CallContext &context, ChangeRequest request)
{
    const auto pick = AppointmentPick::of(context, request);
    if (!pick)
        return pick.error();
    auto other = changeanswer::unlessFound(context, ChangeKind::Cancel, *pick);
    if (!other || *other)
        return other;
    const Appointment &appointment = pick->appointment;
    if (pick->kind != AppointmentPick::Kind::Found)
        return std::optional(cancelled(context, appointment, pick->told ? pick->told->fee_cents : 0, true));
    const auto verdict =
        ChangeRules::judge(context.connection(), context.catalogue(), ChangeKind::Cancel, appointment, context.now());
    if (!verdict)
        return verdict.error();
    const auto some = [](const Result<FunctionReply> &reply) -> Result<std::optional<FunctionReply>> {
        return reply ? Result<std::optional<FunctionReply>>(std::optional(*reply)) : reply.error();
    };
    if (!verdict->isAllowed())
        return some(changeanswer::denied(context, ChangeKind::Cancel, appointment, *verdict));
    const ChangeProposal proposal{.call_id = context.callId(),
                                  .kind = ChangeKind::Cancel,
                                  .appointment = appointment.id,
                                  .from = appointment.span.begin,
                                  .to = {},
                                  .staff = appointment.staff,
                                  .fee_cents = verdict->fee_cents};
    if (changeanswer::isDeclined(context, request, pick->told))
        return some(changeanswer::stays(context, appointment, *pick->told));
    if (!changeanswer::isAgreed(context, request, pick->told, proposal))
        return some(ask(context, appointment, proposal));
    const QString reason = request.reason.isEmpty() ? context.phrases().say(Phrase::CancelledByPhone) : request.reason;
    BookingDesk desk(context.clock(), context.random());
    const auto outcome = desk.cancel(context.connection(), appointment.id, reason, {}, changeanswer::actor(context),
                                     AgreedChange{proposal, context.customer()->id});
    if (!outcome)
        return some(failed(context, request, appointment));
    if (outcome->kind != ChangeOutcome::Kind::Done)
        return std::optional<FunctionReply>();
    return std::optional(cancelled(context, outcome->appointment, proposal.fee_cents, false));
}

} // namespace

Result<FunctionReply> AppointmentCancellation::answer(const CallContext &context)
{
    auto refused = changeanswer::refusedCaller(context, ChangeKind::Cancel);
    if (!refused)
        return refused.error();
    if (*refused)
        return std::move(**refused);
    const ChangeRequest request = ChangeRequest::of(context, ChangeKind::Cancel);
    for (int i = 0; i < kLooks; ++i) {
        auto reply = look(context, request);
        if (!reply)
            return reply.error();
        if (*reply)
            return std::move(**reply);
    }
    return Error{ErrorCode::Busy, QStringLiteral("the appointment is changed again and again")};
}

} // namespace salon
