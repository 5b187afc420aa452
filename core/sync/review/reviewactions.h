// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/outbox.h"
#include "core/storage/transaction.h"

#include <QString>

namespace salon
{

class Random;

/// What a person can decide about an entry of the review queue. The decision is stored; whoever holds the sync lease
/// carries it out. Each is in the journal.
/// Errors: NotFound, Refused (closed already; nothing to send or to look for), Database.
struct ReviewActions {
    /// Once more from the start; what may have reached Cal.com is looked up before it is sent again. For a refused
    /// key: everything that waits for it.
    static Result<void> retry(Transaction &tx, ReviewId id, const QString &who);
    /// Looked up once, without sending: found = adopted and the entry closes, else it stays.
    static Result<void> verify(Transaction &tx, ReviewId id, const QString &who);
    /// A person takes responsibility: nothing more is sent for it.
    static Result<void> settle(Transaction &tx, ReviewId id, const QString &who, const QString &reason);
    /// What somebody else did at Cal.com is taken back there: the booking is made again, moved back or cancelled, as
    /// the book says; a second booking of ours is cancelled. The entry is settled; what becomes of the sends is the
    /// mirror's.
    static Result<void> push(Transaction &tx, Random &random, ReviewId id, const QString &who);
    static Result<void> snooze(Transaction &tx, ReviewId id, const QString &who, Instant until);
    /// It comes back when another part of it is affected.
    static Result<void> ignore(Transaction &tx, ReviewId id, const QString &who);
    /// Whose case it is; nobody's when empty.
    static Result<void> assign(Transaction &tx, ReviewId id, const QString &who, const QString &owner);
    /// Takes back the last of settle, snooze, ignore and assign. What went to Cal.com or changed the book stays done.
    static Result<void> undo(Transaction &tx, ReviewId id, const QString &who);
};

} // namespace salon
