// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/changes/appointmentmove.h"

#include "core/booking/bookingdesk.h"
#include "core/booking/changerules.h"
#include "core/booking/holddesk.h"
#include "core/booking/slotreader.h"
#include "core/phone/changes/changeanswer.h"
#include "core/phone/functions/callerbook.h"
#include "core/phone/functions/namesakes.h"
#include "core/phone/functions/slotanswer.h"
#include "core/phone/functions/slotrequest.h"

namespace salon
{

namespace
{

constexpr int kLooks = 3;     // while others change it
constexpr int kMostDays = 14; // of several that will do

using Answer = Result<std::optional<FunctionReply>>; // nothing: it was changed meanwhile and has to be looked at again

Answer some(Result<FunctionReply> reply)
{
    return reply ? Answer(std::optional(std::move(*reply))) : reply.error();
}

/// One appointment on its way to a new start.
struct Move {
    const CallContext &context;
    const ChangeRequest &request;
    const AppointmentPick &pick;
    std::int64_t fee_cents = 0;
    SlotRequest slot;

    const Appointment &appointment() const { return pick.appointment; }
    QJsonObject fields() const;
    std::optional<FunctionReply> readWish();
    std::optional<FunctionReply> readStaff();
    Result<void> chooseAnybody(Instant start);
    bool wants(Instant start) const;
    Answer answer();
    Result<FunctionReply> offerWindow() const;
    Answer to(Instant start);
    Result<FunctionReply> ask(const ChangeProposal &proposal) const;
    Answer perform(const ChangeProposal &proposal) const;
    Result<FunctionReply> failed(const ChangeProposal &proposal) const;
    Result<FunctionReply> refused(const Explanation &why, const QList<Offer> &instead) const;
    ChangeProposal proposalFor(Instant start) const;
};

FunctionReply moved(const CallContext &context, const Appointment &appointment, Instant from, std::int64_t fee_cents,
                    bool duplicate)
{
    const Zone &zone = context.zone();
    QJsonObject fields = changeanswer::fields(context, appointment, fee_cents);
    fields.insert(QStringLiteral("done"), true);
    fields.insert(QStringLiteral("duplicate"), duplicate);
    fields.insert(QStringLiteral("status"), QStringLiteral("rescheduled"));
    fields.insert(QStringLiteral("old_time"), zone.iso(from));
    fields.insert(QStringLiteral("new_time"), zone.iso(appointment.span.begin));
    const QString sentence = context.phrases().say(duplicate ? Phrase::MovedAlready : Phrase::Moved,
                                                   {CallerBook::spoken(context, appointment)});
    FunctionReply reply =
        FunctionReply::judged({}, changeanswer::withFee(context, sentence, duplicate ? 0 : fee_cents), fields);
    reply.outcome = QStringLiteral("changed");
    return reply;
}

QJsonObject Move::fields() const
{
    QJsonObject told = changeanswer::fields(context, appointment(), fee_cents);
    told.insert(QStringLiteral("old_time"), context.zone().iso(appointment().span.begin));
    told.insert(QStringLiteral("new_time"), QJsonValue());
    told.insert(QStringLiteral("hold_expires_at"), QJsonValue());
    told.insert(QStringLiteral("alternatives"), QJsonArray());
    return told;
}

/// The question about whom it should be with, where that is not clear.
std::optional<FunctionReply> Move::readWish()
{
    const Catalogue &catalogue = context.catalogue();
    slot.when = request.wish;
    if (slot.when.date.state == DateWish::State::Missing) {
        slot.when.date.state = DateWish::State::Known;
        slot.when.date.date = context.zone().dateOf(appointment().span.begin);
    }
    if (const Branch *branch = catalogue.branch(appointment().branch))
        turnToOpeningHours(slot.when, catalogue.salon, *branch);
    slot.service = catalogue.service(appointment().service);
    slot.wish = {.branch = appointment().branch,
                 .service = appointment().service,
                 .staff = appointment().staff,
                 .customer = appointment().customer,
                 .attendee_name = appointment().attendee_name,
                 .moving = appointment(),
                 .event_maps = context.flags().event_map_check,
                 .policy = context.flags().availability_policy,
                 .call_id = context.callId()};
    slot.for_anybody = request.wish_anybody && !appointment().staff.isNull();
    return readStaff();
}

std::optional<FunctionReply> Move::readStaff()
{
    const auto asked = [](FunctionReply question) {
        question.fields.insert(QStringLiteral("done"), false);
        return std::optional(question);
    };
    if (slot.for_anybody) {
        slot.wish.staff = {};
    } else if (!request.wish_staff.isEmpty()) {
        auto choice = Namesakes::choose(context, slot.wish, slot.when, request.wish_staff);
        if (choice.question)
            return asked(std::move(*choice.question));
        slot.wish.staff = choice.member->id;
    } else if (!request.wish_staff_said.isEmpty() && !request.wish_anybody) {
        return asked(
            FunctionReply::refused("staff_unknown", slotanswer::staffUnknown(context, request.wish_staff_said)));
    }
    slot.staff = context.catalogue().member(slot.wish.staff);
    return std::nullopt;
}

/// Where it does not matter who: whoever it was told with, else who has it now, else whoever is free.
Result<void> Move::chooseAnybody(Instant start)
{
    if (!slot.for_anybody)
        return {};
    SlotReader slots(context.connection(), context.catalogue(), context.now(), slot.wish);
    const StaffId chosen = pick.told && pick.told->to == start ? pick.told->staff : appointment().staff;
    for (const StaffId candidate : {chosen, StaffId()}) {
        slot.wish.staff = candidate;
        const auto judgement = slots.judge(slot.wish, start);
        if (!judgement)
            return judgement.error();
        if (judgement->available) {
            slot.wish.staff = judgement->staff;
            break;
        }
    }
    slot.staff = context.catalogue().member(slot.wish.staff);
    return {};
}

/// Is this the start that is asked for?
bool Move::wants(Instant start) const
{
    return request.start(context.zone(), context.zone().dateOf(appointment().span.begin)) == start;
}

Answer Move::answer()
{
    const bool is_about_told = pick.told && pick.told->to && (!request.hasWish() || wants(*pick.told->to));
    if (is_about_told && changeanswer::isDeclined(context, request, pick.told))
        return some(changeanswer::stays(context, appointment(), *pick.told));
    const bool confirms_told =
        !request.hasWish() && request.confirmed == true && pick.told && !pick.told->done && pick.told->to;
    if (!request.hasWish() && !confirms_told)
        return std::optional(FunctionReply::refused(
            "time_required", context.phrases().say(Phrase::AskNewTime, {CallerBook::spoken(context, appointment())}),
            fields()));
    if (auto question = readWish())
        return question;
    if (confirms_told) {
        if (request.wish_staff.isEmpty())
            slot.wish.staff = pick.told->staff;
        slot.staff = context.catalogue().member(slot.wish.staff);
        return to(*pick.told->to);
    }
    if (auto question = slot.dayQuestion(context))
        return question;
    if (slot.when.date.state == DateWish::State::Past)
        return some(slotanswer::dayIsOver(context, slot, fields()));
    const bool is_window = slot.when.time.state == TimeWish::State::Window;
    if (auto question = is_window ? std::nullopt : slot.startQuestion(context))
        return question;
    auto never = slotanswer::neverPossible(context, slot, fields());
    if (!never || *never)
        return never;
    if (is_window)
        return some(offerWindow());
    const auto start = exactStart(slot, context.zone());
    if (!start)
        return std::optional(FunctionReply::refused("time_required", context.phrases().say(Phrase::TimeNotUnderstood)));
    if (const auto chosen = chooseAnybody(*start); !chosen)
        return chosen.error();
    return to(*start);
}

/// "vormittags" is no start yet: what is free then, to choose from.
Result<FunctionReply> Move::offerWindow() const
{
    const Phrases &phrases = context.phrases();
    SlotReader slots(context.connection(), context.catalogue(), context.now(), slot.wish);
    Result<QList<Offer>> found = QList<Offer>();
    for (const QDate day : slot.days().mid(0, kMostDays)) {
        SearchRange range{day, 1, BookingDesk::kAlternatives - int(found->size())};
        range.within = slot.when.time.window;
        const auto more = range.limit > 0 ? slots.offers(slot.wish, range) : Result<QList<Offer>>(QList<Offer>());
        if (!more)
            return more.error();
        found->append(*more);
    }
    const bool is_inside = !found->isEmpty();
    if (!is_inside)
        found =
            slots.offers(slot.wish, {slot.days().constFirst(), BookingDesk::kSearchDays, BookingDesk::kAlternatives});
    if (!found)
        return found.error();
    if (auto held = slotanswer::holdSoftly(context, slot.wish, *found); !held)
        return held.error();
    QJsonObject told = fields();
    told.insert(QStringLiteral("alternatives"), slotanswer::offers(context, *found));
    if (is_inside)
        return FunctionReply::refused(
            "time_required",
            phrases.say(Phrase::FreeWindow, {slot.service->name, slotanswer::spokenOffers(context, *found)}), told);
    const QString none = slot.staff ? phrases.say(Phrase::NothingInWindowWith, {slot.service->name, slot.staff->name})
                                    : phrases.say(Phrase::NothingInWindow, {slot.service->name});
    return FunctionReply::judged(QStringLiteral("slot_taken"),
                                 none + QLatin1Char(' ') + slotanswer::offerSentence(context, slot.staff, *found),
                                 told);
}

ChangeProposal Move::proposalFor(Instant start) const
{
    return {.call_id = context.callId(),
            .kind = ChangeKind::Reschedule,
            .appointment = appointment().id,
            .from = appointment().span.begin,
            .to = start,
            .staff = slot.wish.staff,
            .fee_cents = fee_cents};
}

Answer Move::to(Instant start)
{
    if (start == appointment().span.begin && slot.wish.staff == appointment().staff)
        return std::optional(moved(context, appointment(), start, 0, true));
    const ChangeProposal proposal = proposalFor(start);
    if (changeanswer::isAgreed(context, request, pick.told, proposal))
        return perform(proposal);
    return some(ask(proposal));
}

Result<FunctionReply> Move::refused(const Explanation &why, const QList<Offer> &instead) const
{
    if (auto held = slotanswer::holdSoftly(context, slot.wish, instead); !held)
        return held.error();
    return slotanswer::refusal(context, slot, why, instead, fields());
}

/// Judges the new start, keeps it free while the caller decides, and asks.
Result<FunctionReply> Move::ask(const ChangeProposal &proposal) const
{
    const Instant start = *proposal.to;
    SlotReader slots(context.connection(), context.catalogue(), context.now(), slot.wish);
    HoldDesk::Outcome outcome;
    auto judged = context.keepsHolds() ? HoldDesk(context.clock()).hold(context.connection(), slot.wish, start)
                                       : Result<HoldDesk::Outcome>(HoldDesk::Outcome{});
    if (!judged)
        return judged.error();
    outcome = std::move(*judged);
    if (!context.keepsHolds()) {
        auto judgement = slots.judge(slot.wish, start);
        if (!judgement)
            return judgement.error();
        outcome.judgement = std::move(*judgement);
    }
    if (!outcome.judgement.available) {
        const QDate from = context.zone().dateOf(start);
        const auto instead =
            slots.alternatives(slot.wish, start, {from, BookingDesk::kSearchDays, BookingDesk::kAlternatives});
        if (!instead)
            return instead.error();
        return refused(outcome.judgement, *instead);
    }
    if (auto told = changeanswer::propose(context, proposal); !told)
        return told.error();
    const Phrases &phrases = context.phrases();
    // Nobody is promised to whom nobody was assigned.
    const Staff *member = slot.wish.staff.isNull() ? nullptr : context.catalogue().member(outcome.judgement.staff);
    const QString when = phrases.moment(context.zone(), start);
    QJsonObject told = fields();
    told.insert(QStringLiteral("new_time"), context.zone().iso(start));
    if (member) {
        told.insert(QStringLiteral("new_staff"), member->name);
        told.insert(QStringLiteral("new_staff_key"), member->key);
    }
    if (outcome.hold)
        told.insert(QStringLiteral("hold_expires_at"), context.zone().iso(outcome.hold->expires_at));
    const QString sentence =
        phrases.say(Phrase::AskMove, {CallerBook::spoken(context, appointment()),
                                      member ? phrases.say(Phrase::MomentWith, {when, member->name}) : when});
    return FunctionReply::judged(QStringLiteral("needs_confirmation"),
                                 changeanswer::withFee(context, sentence, fee_cents), told);
}

Answer Move::perform(const ChangeProposal &proposal) const
{
    MoveRequest change{.start = *proposal.to, .call_id = context.callId()};
    if (proposal.staff != appointment().staff)
        change.staff = proposal.staff;
    BookingDesk desk(context.clock(), context.random());
    const auto outcome = desk.move(context.connection(), appointment().id, change, {}, changeanswer::actor(context),
                                   AgreedChange{proposal, context.customer()->id});
    if (!outcome)
        return some(failed(proposal));
    switch (outcome->kind) {
    case ChangeOutcome::Kind::Done:
        return std::optional(moved(context, outcome->appointment, proposal.from, fee_cents, false));
    case ChangeOutcome::Kind::Refused:
        if (!outcome->verdict)
            return some(refused(outcome->refusal, outcome->alternatives));
        break;
    case ChangeOutcome::Kind::Stale:
    case ChangeOutcome::Kind::WrongStatus:
        break;
    }
    return std::optional<FunctionReply>();
}

/// It was to be done and the database refused. Perhaps it is done all the same, and only the answer was lost.
Result<FunctionReply> Move::failed(const ChangeProposal &proposal) const
{
    ChangeRequest again = request;
    const auto now = AppointmentPick::of(context, again);
    const bool is_done = now && now->told && now->told->done && now->told->to == proposal.to &&
                         now->appointment.id == proposal.appointment;
    if (is_done)
        return moved(context, now->appointment, proposal.from, fee_cents, false);
    return changeanswer::leftToSalon(context, ChangeKind::Reschedule, "callback_queued",
                                     context.phrases().say(Phrase::ChangeFailed), &appointment());
}

Answer look(const CallContext &context, ChangeRequest request)
{
    const auto pick = AppointmentPick::of(context, request);
    if (!pick)
        return pick.error();
    auto other = changeanswer::unlessFound(context, ChangeKind::Reschedule, *pick);
    if (!other || *other)
        return other;
    const Appointment &appointment = pick->appointment;
    if (pick->kind == AppointmentPick::Kind::Cancelled || appointment.status == AppointmentStatus::Cancelled)
        return std::optional(FunctionReply::refused(
            "not_found", context.phrases().say(Phrase::CancelledAlready, {CallerBook::spoken(context, appointment)}),
            changeanswer::fields(context, appointment, 0)));
    if (pick->kind == AppointmentPick::Kind::Done)
        return std::optional(moved(context, appointment, pick->told->from, pick->told->fee_cents, true));
    const auto verdict = ChangeRules::judge(context.connection(), context.catalogue(), ChangeKind::Reschedule,
                                            appointment, context.now());
    if (!verdict)
        return verdict.error();
    Move move{context, request, *pick, verdict->fee_cents, {}};
    const bool stays = pick->told && pick->told->done && pick->told->to == appointment.span.begin &&
                       request.start(context.zone(), context.zone().dateOf(appointment.span.begin)) == pick->told->to;
    if (!verdict->isAllowed() && !stays)
        return some(changeanswer::denied(context, ChangeKind::Reschedule, appointment, *verdict));
    return move.answer();
}

} // namespace

Result<FunctionReply> AppointmentMove::answer(const CallContext &context)
{
    auto refused = changeanswer::refusedCaller(context, ChangeKind::Reschedule);
    if (!refused)
        return refused.error();
    if (*refused)
        return std::move(**refused);
    const ChangeRequest request = ChangeRequest::of(context, ChangeKind::Reschedule);
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
