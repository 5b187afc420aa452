// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/transaction.h"
#include "core/sync/circuit.h"

#include <optional>

namespace salon
{

/// How Cal.com is doing, as the process that mirrors sees it; stored, so that every process on the database can say so.
/// Errors: Database.
struct SyncHealth {
    CircuitState circuit = CircuitState::Closed;
    std::optional<Instant> since;            // of the state; nothing = it always worked
    std::optional<milliseconds> clock_ahead; // Cal.com's, of this machine's; nothing = never measured

    static Result<SyncHealth> read(Connection &connection);
    /// A state that is new goes into the journal.
    static Result<void> write(Transaction &tx, const SyncHealth &health);
    bool clockIsOff() const;
    bool operator==(const SyncHealth &) const = default;
};

} // namespace salon
