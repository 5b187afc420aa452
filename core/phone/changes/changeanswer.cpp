// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/changes/changeanswer.h"

#include "core/base/checks.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/phone/functions/callbackqueue.h"
#include "core/phone/functions/callerbook.h"
#include "core/phone/functions/slotanswer.h"
#include "core/storage/transaction.h"

namespace salon::changeanswer
{

namespace
{

QString joined(const QString &one, const QString &other)
{
    return one + QLatin1Char(' ') + other;
}

/// For whoever rings back: which visit, or what was said of it, and what is wanted instead.
QString reasonOf(const CallContext &context, ChangeKind kind, const Appointment *appointment)
{
    const Phrases phrases = CallbackQueue::salonsPhrases(context);
    QStringList what;
    if (appointment) {
        const Service *service = context.catalogue().service(appointment->service);
        what.append(phrases.say(Phrase::Visit, {service ? service->name : QString(),
                                                phrases.moment(context.zone(), appointment->span.begin)}));
    }
    what.append(ChangeRequest::said(context, kind, appointment != nullptr));
    what.removeAll(QString());
    return phrases.say(kind == ChangeKind::Cancel ? Phrase::WantsToCancel : Phrase::WantsToMove,
                       {what.isEmpty() ? QStringLiteral("?") : what.join(QLatin1Char(' '))});
}

FunctionReply question(const char *code, const QString &sentence, const CallContext &context,
                       const QList<Appointment> &own)
{
    return FunctionReply::refused(
        code, sentence,
        {{QStringLiteral("done"), false}, {QStringLiteral("appointments"), CallerBook::list(context, own)}});
}

FunctionReply notFound(const CallContext &context, const AppointmentPick &pick)
{
    const Phrases &phrases = context.phrases();
    const bool is_id = pick.kind == AppointmentPick::Kind::Unknown;
    const QString none = phrases.say(is_id ? Phrase::AppointmentNotFound : Phrase::NoAppointments);
    const QString next = pick.own.isEmpty() ? phrases.say(Phrase::OfferCallback)
                                            : phrases.say(Phrase::AskWhichAppointment,
                                                          {phrases.anyOf(CallerBook::spoken(context, pick.own))});
    return question("not_found", joined(none, next), context, pick.own);
}

QString denial(const Phrases &phrases, ChangeKind kind, const ChangeVerdict &verdict)
{
    const bool cancels = kind == ChangeKind::Cancel;
    switch (verdict.kind) {
    case ChangeVerdict::Kind::TooLate:
        return phrases.say(cancels ? Phrase::CancelTooLate : Phrase::MoveTooLate,
                           {phrases.duration(verdict.limit * 60)});
    case ChangeVerdict::Kind::TooOften:
        return phrases.say(cancels ? Phrase::CancelTooOften : Phrase::MoveTooOften);
    case ChangeVerdict::Kind::Allowed:
        break;
    }
    SALON_CHECK(!"only what is denied has a denial");
}

} // namespace

Result<std::optional<FunctionReply>> refusedCaller(const CallContext &context, ChangeKind kind)
{
    using Caller = CallerBook::Caller;
    if (context.callId().isEmpty() || !context.branch())
        return std::optional(FunctionReply::refused("call_unknown", context.phrases().say(Phrase::CallUnknown),
                                                    {{QStringLiteral("done"), false}}));
    if (CallerBook::caller(context) == Caller::Known)
        return std::optional<FunctionReply>();
    const bool is_test = context.isWebCall() && !context.flags().book_from_web_calls;
    auto reply = leftToSalon(context, kind, is_test ? "policy_denied" : "callback_queued",
                             context.phrases().say(Phrase::ChangeNeedsKnownCaller), nullptr);
    if (!reply)
        return reply.error();
    return std::optional(std::move(*reply));
}

Result<std::optional<FunctionReply>> unlessFound(const CallContext &context, ChangeKind kind,
                                                 const AppointmentPick &pick)
{
    const Phrases &phrases = context.phrases();
    switch (pick.kind) {
    case AppointmentPick::Kind::Found:
    case AppointmentPick::Kind::Done:
    case AppointmentPick::Kind::Cancelled:
        return std::optional<FunctionReply>();
    case AppointmentPick::Kind::Over: {
        auto reply =
            leftToSalon(context, kind, "date_in_past", phrases.say(Phrase::AppointmentBegun), &pick.appointment);
        if (!reply)
            return reply.error();
        return std::optional(std::move(*reply));
    }
    case AppointmentPick::Kind::Several:
        return std::optional(
            question("multiple_found",
                     phrases.say(Phrase::AskWhichAppointment, {phrases.anyOf(CallerBook::spoken(context, pick.own))}),
                     context, pick.own));
    case AppointmentPick::Kind::None:
    case AppointmentPick::Kind::Unknown:
        break;
    }
    return std::optional(notFound(context, pick));
}

Result<FunctionReply> leftToSalon(const CallContext &context, ChangeKind kind, const char *code,
                                  const QString &sentence, const Appointment *appointment)
{
    const CallbackQueue::Wish wish{.reason = reasonOf(context, kind, appointment),
                                   .priority = CallbackPriority::High,
                                   .within = CallbackQueue::kDeadline,
                                   .wanted = {},
                                   .appointment = appointment ? appointment->id : AppointmentId{}};
    return CallbackQueue::leave(context, wish, QString::fromLatin1(code), sentence,
                                appointment ? fields(context, *appointment, 0)
                                            : QJsonObject{{QStringLiteral("done"), false}});
}

Result<FunctionReply> denied(const CallContext &context, ChangeKind kind, const Appointment &appointment,
                             const ChangeVerdict &verdict)
{
    return leftToSalon(context, kind, "policy_denied", denial(context.phrases(), kind, verdict), &appointment);
}

bool isAgreed(const CallContext &context, const ChangeRequest &request, const std::optional<ChangeProposal> &told,
              const ChangeProposal &proposal)
{
    if (!told || told->done || request.confirmed == false || !told->isSameChange(proposal) ||
        proposal.fee_cents > told->fee_cents || context.call().arrived < told->asked)
        return false;
    if (request.confirmed == true)
        return true;
    const auto since = context.call().arrived - told->asked;
    return since >= kHearing && since <= kRemembered;
}

bool isDeclined(const CallContext &context, const ChangeRequest &request, const std::optional<ChangeProposal> &told)
{
    return request.confirmed == false && told && !told->done && context.call().arrived - told->asked >= kHearing;
}

Result<FunctionReply> stays(const CallContext &context, const Appointment &appointment, const ChangeProposal &told)
{
    auto tx = Transaction::begin(context.connection(), context.clock());
    if (!tx)
        return tx.error();
    if (auto gone = ChangeProposalTable::withdraw(*tx, told); !gone)
        return gone.error();
    if (auto done = tx->commit(); !done)
        return done.error();
    return FunctionReply::judged(
        QStringLiteral("needs_confirmation"),
        context.phrases().say(Phrase::AppointmentStays, {CallerBook::spoken(context, appointment)}),
        fields(context, appointment, 0));
}

Result<void> propose(const CallContext &context, ChangeProposal proposal)
{
    auto tx = Transaction::begin(context.connection(), context.clock());
    if (!tx)
        return tx.error();
    if (tx->now() - context.call().arrived >= limits::kFunctionDeadline)
        return Error{ErrorCode::Timeout, QStringLiteral("nobody hears the question any more")};
    proposal.asked = tx->now();
    if (auto put = ChangeProposalTable::put(*tx, proposal); !put)
        return put;
    return tx->commit();
}

QJsonObject fields(const CallContext &context, const Appointment &appointment, std::int64_t fee_cents)
{
    QJsonObject told{{QStringLiteral("done"), false},
                     {QStringLiteral("duplicate"), false},
                     {QStringLiteral("appointment_id"), qint64(appointment.id.value)},
                     {QStringLiteral("start"), context.zone().iso(appointment.span.begin)},
                     {QStringLiteral("end"), context.zone().iso(appointment.span.end)},
                     {QStringLiteral("fee"), double(fee_cents) / 100.0},
                     {QStringLiteral("currency"), context.catalogue().salon.currency}};
    slotanswer::addWho(told, context, appointment.service, appointment.staff);
    return told;
}

QString withFee(const CallContext &context, const QString &sentence, std::int64_t fee_cents)
{
    if (fee_cents == 0)
        return sentence;
    const QString amount = context.phrases().amount(amountText(fee_cents), context.catalogue().salon.currency);
    return joined(sentence, context.phrases().say(Phrase::FeeDue, {amount}));
}

Actor actor(const CallContext &context)
{
    return {QStringLiteral("phone ") + context.callId(), Source::Phone};
}

} // namespace salon::changeanswer
