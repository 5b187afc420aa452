// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/remoteacceptance.h"

#include "core/base/checks.h"
#include "core/booking/bookingdesk.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/journaltable.h"
#include "core/storage/reviewtable.h"
#include "core/storage/transaction.h"
#include "core/sync/remote/remotereview.h"

#include <algorithm>

namespace salon
{

namespace
{

Error refused(const QString &text)
{
    return {ErrorCode::Refused, text};
}

StaffId memberOf(const Catalogue &catalogue, std::int64_t host)
{
    for (const Staff &member : catalogue.staff)
        if (host != 0 && member.calcom_user_id == host)
            return member.id;
    return {};
}

const Phase *phaseOf(const Appointment &appointment, const QString &key)
{
    const auto found = std::find_if(appointment.phases.cbegin(), appointment.phases.cend(),
                                    [&](const Phase &phase) { return phase.key == key; });
    return found == appointment.phases.cend() ? nullptr : &*found;
}

/// The whole appointment goes where the part went; what stands there already is not sent.
Result<MoveRequest> moveOf(const Catalogue &catalogue, const Appointment &appointment,
                           const QList<RemoteReview::Part> &parts)
{
    MoveRequest move;
    const auto busy = std::count_if(appointment.phases.cbegin(), appointment.phases.cend(),
                                    [](const Phase &phase) { return phase.busy; });
    std::optional<milliseconds> by;
    for (const RemoteReview::Part &part : parts) {
        const Phase *phase = phaseOf(appointment, part.phase);
        if (!phase)
            continue;
        if (!part.isLive())
            return refused(QStringLiteral("Cal.com has not confirmed it: decide there first, or push ours"));
        const milliseconds shift = part.begins - phase->span.begin;
        if (by && *by != shift)
            return refused(QStringLiteral("its parts were moved apart: move the appointment, or push ours"));
        by = shift;
        move.mirrored.append({phase->id, phase->calcom_uid});
        const StaffId member = memberOf(catalogue, part.host);
        if (member.isNull() || member == phase->staff)
            continue;
        if (busy > 1)
            return refused(QStringLiteral("a part of it was given to somebody else: move it, or push ours"));
        move.staff = member;
    }
    if (!by)
        return refused(QStringLiteral("nothing of it was changed at Cal.com"));
    move.start = appointment.span.begin + *by;
    return move;
}

Result<void> followed(const ChangeOutcome &outcome)
{
    switch (outcome.kind) {
    case ChangeOutcome::Kind::Done:
        return {};
    case ChangeOutcome::Kind::Refused:
        return refused(outcome.refusal.text.isEmpty() ? word(outcome.refusal.rule) : outcome.refusal.text);
    case ChangeOutcome::Kind::Stale:
    case ChangeOutcome::Kind::WrongStatus:
        break;
    }
    if (outcome.appointment.status == AppointmentStatus::Cancelled)
        return {};
    return refused(QStringLiteral("the appointment is %1").arg(word(outcome.appointment.status)));
}

Result<ChangeOutcome> follow(Connection &connection, BookingDesk &desk, const ReviewItem &item, const Actor &actor)
{
    const QList<RemoteReview::Part> parts = RemoteReview::partsOf(item);
    const bool is_cancelled = item.cause == ReviewCause::RemoteCancelled || item.cause == ReviewCause::RemoteMissing;
    if (parts.isEmpty() || (!is_cancelled && item.cause != ReviewCause::RemoteChanged))
        return refused(QStringLiteral("review %1 is not about a change at Cal.com").arg(item.id.value));
    if (is_cancelled)
        return desk.cancel(connection, item.appointment, QStringLiteral("Cancelled at Cal.com"), std::nullopt, actor);
    const auto appointment = AppointmentTable::read(connection, item.appointment);
    const auto catalogue = CatalogueTable::load(connection);
    if (!appointment || !catalogue)
        return !appointment ? appointment.error() : catalogue.error();
    if (appointment->status == AppointmentStatus::Cancelled)
        return refused(QStringLiteral("the appointment is cancelled here: push ours, or book it anew"));
    const auto move = moveOf(*catalogue, *appointment, parts);
    if (!move)
        return move.error();
    return desk.move(connection, item.appointment, *move, appointment->version, actor);
}

} // namespace

Result<void> RemoteAcceptance::accept(Connection &connection, const Clock &clock, Random &random, ReviewId id,
                                      const Actor &actor)
{
    const auto item = ReviewTable::read(connection, id, clock.now());
    if (!item)
        return item.error();
    if (item->state != ReviewState::Open && item->state != ReviewState::Snoozed)
        return refused(QStringLiteral("review %1 is %2 already").arg(id.value).arg(word(item->state)));
    BookingDesk desk(clock, random);
    const auto outcome = follow(connection, desk, *item, actor);
    if (!outcome)
        return outcome.error();
    if (const auto done = followed(*outcome); !done)
        return done;
    auto tx = Transaction::begin(connection, clock);
    if (!tx)
        return tx.error();
    if (auto written = JournalTable::write(
            *tx, {actor.name, QStringLiteral("accept"), QStringLiteral("reviews"), id.value, {}, {}, {}});
        !written)
        return written;
    if (auto settled = ReviewTable::settle(*tx, id, actor.name, QStringLiteral("accepted: the book follows Cal.com"));
        !settled)
        return settled;
    return tx->commit();
}

} // namespace salon
