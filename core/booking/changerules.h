// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/booking/bookingrequest.h"
#include "core/domain/catalogue.h"

#include <optional>

namespace salon
{

class Connection;
class Transaction;

/// The salon's terms for changes by phone, with what they need from the database: policies, what of the quota was
/// used, the price. Thread: the connection's. Errors: Database.
struct ChangeRules {
    static Result<ChangeVerdict> judge(Connection &connection, const Catalogue &catalogue, ChangeKind kind,
                                       const Appointment &appointment, Instant now);

    /// Under the lock of the change: nothing = it is still what the caller agreed to. Stale: moved, or somebody else's;
    /// WrongStatus: under way or over; Refused with the verdict: denied, or dearer than the caller was told.
    static Result<std::optional<ChangeOutcome>> differing(const Transaction &tx, const Catalogue &catalogue,
                                                          const Appointment &before, const AgreedChange &agreed);
    /// In the same transaction: the proposal is done, what it costs is in the journal, nobody needs to ring about it.
    static Result<void> settle(Transaction &tx, const ChangeProposal &proposal, const Actor &actor);
};

/// A caller may change what is confirmed and has not begun.
bool mayChangeByPhone(const Appointment &appointment, Instant now);

} // namespace salon
