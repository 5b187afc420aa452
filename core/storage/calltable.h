// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/call.h"

#include <optional>
#include <QList>

namespace salon
{

class Connection;
class Transaction;

/// One row per call, whatever order or number of events arrive.
/// Errors: Database.
struct CallTable {
    static Result<std::optional<PhoneCall>> read(Connection &connection, const QString &call_id);
    /// False for a call that was never heard of.
    static Result<bool> hasEnded(Connection &connection, const QString &call_id);
    /// What the last caller from this number was spoken to in, where an agent said.
    static Result<std::optional<Language>> lastLanguage(Connection &connection, const QString &from_number);
    /// Latest first.
    static Result<QList<PhoneCall>> list(Connection &connection, int limit);
    /// Calls that have ended and whose answers were not compared with the book since, the first to end first. Those
    /// whose appointments are still on their way to Cal.com are left out, unless they ended before `waited_for`.
    static Result<QList<PhoneCall>> unchecked(Connection &connection, Instant waited_for, int limit);
    static Result<void> markChecked(Transaction &tx, const QString &call_id);
    /// Adds what is new and keeps what was known: a status never goes back, nothing is emptied. An outcome is
    /// something to be checked again.
    static Result<void> merge(Transaction &tx, const PhoneCall &told);
};

} // namespace salon
