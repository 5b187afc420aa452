// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calcom/booking.h"
#include "core/domain/appointment.h"
#include "core/domain/outbox.h"

#include <optional>
#include <QList>
#include <QStringList>

namespace salon
{

/// What the book knows of the part a remote booking stands for, or stood for.
struct MirroredPhase {
    Appointment appointment;
    Phase phase;
    std::optional<std::int64_t> host; // Cal.com's user of whoever does it here
    QList<OutboxRow> rows;            // of this phase

    bool isUnderWay() const;
    /// The create that made a booking with this token.
    const OutboxRow *createOf(const calcom::Token &token) const;
};

/// What is to be done about it. None of these changes the time or the life of an appointment: that takes a person.
enum class RemoteStep {
    AsTheBookSays, // our own echo, or nothing that matters any more
    Wait,          // our own operation on it is under way: its answer comes first
    FollowUid,     // the same booking under another uid
    Bind,          // our create, seen before its answer was
    Cancelled,
    Changed,
    Duplicate, // a second one of ours
    Old,       // a booking the part has no more
};

/// Pure. `uids`: the booking's own and all it had before.
RemoteStep judgeRemote(const calcom::Booking &remote, const QStringList &uids, const MirroredPhase &local);

} // namespace salon
