// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/remotebooking.h"
#include "core/storage/transaction.h"

#include <optional>
#include <QString>
#include <QStringList>

namespace salon
{

/// What Cal.com's webhooks said, as it came, and what became of each.
/// Errors: Database.
struct CalcomEventTable {
    struct Counts {
        int waiting = 0;
        int unreadable = 0;
    };

    /// False = an event with this fingerprint is here already, nothing was added.
    static Result<bool> insert(Transaction &transaction, const QString &trigger, const QString &fingerprint,
                               const QString &body);
    /// The oldest that is due and has no older one of its booking before it.
    static Result<std::optional<CalcomEvent>> next(Connection &connection, Instant now);
    static Result<std::optional<Instant>> nextDue(Connection &connection);
    static Result<std::optional<CalcomEvent>> read(Connection &connection, CalcomEventId id);
    /// An older one that is still to be decided is about one of these bookings.
    static Result<bool> hasOlder(Connection &connection, CalcomEventId id, const QStringList &booking_uids);
    /// The same trigger, booking and time of making came before, in another spelling.
    static Result<bool> isRepeat(Connection &connection, const CalcomEvent &event);
    /// Everything but what it came with; a state other than New ends it.
    static Result<void> update(Transaction &transaction, const CalcomEvent &event);
    static Result<Counts> counts(Connection &connection);
};

} // namespace salon
