// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/outbox.h"
#include "core/domain/remotebooking.h"
#include "core/storage/transaction.h"
#include "core/sync/remote/remotedecision.h"

#include <optional>
#include <QList>

namespace salon
{

/// What somebody else did to a booking of ours, as a person is shown it: both versions side by side. Uids are secrets
/// and stay out of it; the phase keeps the newest one.
/// Shape of one part: {"phase":"A","operation":"remote","here":{"start","end","status","staff"},"remote":{"start",
/// "end","status","staff","begins_ms","host"},"event":7}; without "remote": Cal.com has no such booking. `event` is the
/// one that told of it.
struct RemoteReview {
    struct Part {
        QString phase;
        QString status; // at Cal.com; empty = there is none
        Instant begins;
        std::int64_t host = 0;
        CalcomEventId event;
        bool isLive() const { return status == QStringLiteral("accepted"); }
        bool isPending() const { return status == QStringLiteral("pending"); }
    };
    static QList<Part> partsOf(const ReviewItem &item);

    /// One part of one item, unless a person has settled this very thing before.
    static Result<void> open(Transaction &tx, ReviewCause cause, const MirroredPhase &local,
                             const std::optional<calcom::Booking> &booking, CalcomEventId event);
    /// Cal.com and the book say the same: what was open about it is no matter any more.
    static Result<void> agree(Transaction &tx, const MirroredPhase &local, const calcom::Booking &booking);
};

} // namespace salon
