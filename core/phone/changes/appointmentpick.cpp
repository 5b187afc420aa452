// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/changes/appointmentpick.h"

#include "core/booking/changerules.h"
#include "core/phone/changes/changeanswer.h"
#include "core/phone/functions/callerbook.h"
#include "core/storage/appointmenttable.h"

#include <algorithm>

namespace salon
{

namespace
{

using Kind = AppointmentPick::Kind;

std::optional<ChangeProposal> about(const QList<ChangeProposal> &proposals, AppointmentId id)
{
    for (const ChangeProposal &proposal : proposals)
        if (proposal.appointment == id)
            return proposal;
    return std::nullopt;
}

/// Is this what has been done already? Without a wish of its own, or with the same.
bool asksForTheSame(const ChangeRequest &request, const ChangeProposal &done, const Zone &zone)
{
    if (request.kind == ChangeKind::Cancel || !request.hasWish())
        return true;
    return done.to && request.start(zone, zone.dateOf(done.from)) == *done.to;
}

/// What the call has done already, where this is that once more.
std::optional<ChangeProposal> doneBefore(const CallContext &context, const ChangeRequest &request,
                                         const QList<ChangeProposal> &proposals, bool fits_one)
{
    for (qsizetype i = 0; i < proposals.size(); ++i) {
        const ChangeProposal &told = proposals.at(i);
        if (!told.done || context.now() - *told.done > changeanswer::kRemembered)
            continue;
        // Without "new" a repeated time names the appointment that has it now.
        if (told.to && !request.hasWish() && request.which.time.time && request.fitsTime(*told.to, context.zone()))
            return told;
        if (!asksForTheSame(request, told, context.zone()))
            continue;
        const bool is_last = i == 0 && !request.namesAppointment();
        const bool is_named = request.namesAppointment() && !fits_one && request.fitsTime(told.from, context.zone());
        if (is_last || is_named)
            return told;
    }
    return std::nullopt;
}

Result<AppointmentPick> byId(const CallContext &context, AppointmentId id, AppointmentPick pick)
{
    auto found = AppointmentTable::read(context.connection(), id);
    if (!found && found.error().code != ErrorCode::NotFound)
        return found.error();
    if (!found || found->customer != context.customer()->id) {
        pick.kind = Kind::Unknown;
        return pick;
    }
    pick.appointment = std::move(*found);
    if (pick.appointment.status == AppointmentStatus::Cancelled)
        pick.kind = Kind::Cancelled;
    else
        pick.kind = mayChangeByPhone(pick.appointment, context.now()) ? Kind::Found : Kind::Over;
    return pick;
}

/// Nothing is to come: perhaps they are late for what has begun.
Result<AppointmentPick> underWay(const CallContext &context, AppointmentPick pick)
{
    const auto running = CallerBook::underWay(context);
    if (!running)
        return running.error();
    if (!running->isEmpty()) {
        pick.kind = Kind::Over;
        pick.appointment = running->constFirst();
    }
    return pick;
}

/// The one the call was just asked about, where it names no other. It may be gone since: another call, or the desk.
AppointmentId underDiscussion(const CallContext &context, const ChangeRequest &request,
                              const QList<ChangeProposal> &proposals)
{
    if (request.namesAppointment() || proposals.isEmpty() || proposals.constFirst().done)
        return {};
    const ChangeProposal &told = proposals.constFirst();
    const bool is_fresh = context.now() - told.asked <= changeanswer::kRemembered;
    return is_fresh || request.confirmed == true ? told.appointment : AppointmentId();
}

const Appointment *oneOf(const QList<Appointment> &own, AppointmentId id)
{
    const auto it = std::find_if(own.cbegin(), own.cend(), [&](const Appointment &one) { return one.id == id; });
    return it == own.cend() ? nullptr : &*it;
}

} // namespace

Result<AppointmentPick> AppointmentPick::of(const CallContext &context, ChangeRequest &request)
{
    const auto proposals = ChangeProposalTable::ofCall(context.connection(), context.callId(), request.kind);
    if (!proposals)
        return proposals.error();
    auto own = CallerBook::upcoming(context);
    if (!own)
        return own.error();
    request.settleMeaning(*own, context.zone());
    context.understand(request.written(context.catalogue()));
    AppointmentPick pick{.own = std::move(*own)};
    if (request.id) {
        pick.told = about(*proposals, *request.id);
        return byId(context, *request.id, std::move(pick));
    }
    QList<Appointment> fitting = pick.own;
    fitting.removeIf([&](const Appointment &one) { return !request.fits(one, context.zone()); });
    if (const auto done = doneBefore(context, request, *proposals, !fitting.isEmpty())) {
        const auto now = AppointmentTable::read(context.connection(), done->appointment);
        if (!now)
            return now.error();
        return AppointmentPick{.kind = Kind::Done, .appointment = *now, .told = done, .own = pick.own};
    }
    const AppointmentId discussed = underDiscussion(context, request, *proposals);
    if (!discussed.isNull() && !oneOf(pick.own, discussed)) {
        pick.told = about(*proposals, discussed);
        return byId(context, discussed, std::move(pick));
    }
    if (!fitting.isEmpty())
        pick.own = fitting;
    const Appointment *chosen = oneOf(pick.own, discussed);
    QList<Appointment> of_call = fitting;
    of_call.removeIf([&](const Appointment &one) { return one.call_id != context.callId(); });
    if (!chosen && of_call.size() == 1)
        chosen = &of_call.constFirst();
    if (!chosen && pick.own.size() == 1)
        chosen = &pick.own.constFirst();
    if (!chosen && pick.own.isEmpty())
        return underWay(context, std::move(pick));
    if (!chosen) {
        pick.kind = Kind::Several;
        return pick;
    }
    pick.kind = Kind::Found;
    pick.appointment = *chosen;
    pick.told = about(*proposals, pick.appointment.id);
    return pick;
}

} // namespace salon
