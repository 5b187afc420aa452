// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/lookupproof.h"

#include "core/storage/outboxtable.h"
#include "core/sync/keysight.h"

#include <algorithm>

namespace salon
{

namespace
{

/// Moved to where an earlier operation of ours wanted it, whose end was never known.
Result<bool> isOwnMove(Connection &connection, const OutboxRow &row, const SyncOutcome &outcome)
{
    if (outcome.event != SyncEvent::FoundElsewhere)
        return false;
    const auto rows = OutboxTable::ofAppointment(connection, row.appointment);
    if (!rows)
        return rows.error();
    return std::any_of(rows->cbegin(), rows->cend(), [&](const OutboxRow &other) {
        return other.phase == row.phase && other.id < row.id && other.operation == SyncOperation::Reschedule &&
               other.sends > 0 && other.begins == outcome.booking->start;
    });
}

/// A booking of which only our ids are known can be found in lists alone; a team's list holds all that the team owns.
Result<bool> isBlind(Connection &connection, const SyncTask &task, const SyncOutcome &outcome)
{
    if (outcome.event != SyncEvent::NotFound || task.row.operation != SyncOperation::Create || task.team > 0)
        return false;
    const auto sight = KeySight::read(connection);
    if (!sight)
        return sight.error();
    return !sight->sees(task.key.label, task.host);
}

} // namespace

Result<void> LookupProof::weigh(Connection &connection, const SyncTask &task, SyncOutcome &outcome)
{
    const auto is_own_move = isOwnMove(connection, task.row, outcome);
    const auto is_blind = isBlind(connection, task, outcome);
    if (!is_own_move || !is_blind)
        return !is_own_move ? is_own_move.error() : is_blind.error();
    if (*is_own_move) // it is where it was wanted before, and not where it is wanted now
        outcome.event = SyncEvent::NotFound;
    if (*is_blind) {
        outcome.event = SyncEvent::NotSeen;
        outcome.error =
            QStringLiteral("the key \"%1\" does not show this person's bookings: it may be there all the same")
                .arg(task.key.label);
    }
    return {};
}

} // namespace salon
