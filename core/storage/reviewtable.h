// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/outbox.h"
#include "core/storage/transaction.h"

#include <QList>

namespace salon
{

/// The manual-review queue: at most one live item per appointment and cause.
/// Errors: NotFound, Refused (the item is no longer open), Database.
struct ReviewTable {
    /// The group of items about what somebody else did at Cal.com: no send of ours puts that right by itself.
    static QString remoteGroup() { return QStringLiteral("remote"); }
    /// Opens an item, or adds the evidence to the live one of the same appointment, cause and group.
    static Result<ReviewId> open(Transaction &tx, const ReviewItem &item);
    /// The trouble is gone by itself: a later verification succeeded.
    static Result<void> close(Transaction &tx, AppointmentId appointment);
    /// What items of these causes say of a part that somebody else changed at Cal.com is no matter any more; an item
    /// without parts closes.
    static Result<void> dropRemotePart(Transaction &tx, AppointmentId appointment, const QString &phase_key,
                                       const QList<ReviewCause> &causes = {ReviewCause::RemoteChanged,
                                                                           ReviewCause::RemoteCancelled,
                                                                           ReviewCause::RemoteMissing});
    static Result<void> closeGroup(Transaction &tx, ReviewCause cause, const QString &group);
    static Result<void> settle(Transaction &tx, ReviewId id, const QString &who, const QString &reason);
    /// Without a time: until it gets worse, which is when another part of it is affected.
    static Result<void> snooze(Transaction &tx, ReviewId id, const QString &who, std::optional<Instant> until);
    /// Whose case it is; nobody's when empty.
    static Result<void> assign(Transaction &tx, ReviewId id, const QString &who, const QString &owner);
    /// State, owner and time as they were before a decision that is taken back.
    static Result<void> restore(Transaction &tx, const ReviewItem &before, const QString &who);

    static Result<ReviewItem> read(Connection &connection, ReviewId id, Instant now);
    /// The last item of the same appointment, cause and group was settled by a person, who saw this very evidence.
    static Result<bool> wasSettled(Connection &connection, const ReviewItem &item);
    /// Open and snoozed ones, the most urgent (earliest appointment) first; a snooze that ran out is open. Those put
    /// aside stand at the end, the first to come back first.
    static Result<QList<ReviewItem>> live(Connection &connection, Instant now);
    /// Settled or closed since then, the latest first.
    static Result<QList<ReviewItem>> ended(Connection &connection, Instant since, int limit);
    /// The groups that have an item which is open or put aside.
    static Result<QList<QString>> liveGroups(Connection &connection, ReviewCause cause);
    /// How many are open, put aside or not, by the figures' definition: without test bookings.
    static Result<int> countOpen(Connection &connection);
    /// The sentences a call heard from the functions that book or change.
    static Result<QList<QString>> told(Connection &connection, const QString &call_id);
};

} // namespace salon
