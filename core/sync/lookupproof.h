// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"
#include "core/sync/bookinglookup.h"

namespace salon
{

/// What a look-up proves, beside what Cal.com said: that depends on what was asked for before, and with which key.
/// Errors: Database.
struct LookupProof {
    /// Changes the event of an outcome that says more, or less, than the answer alone.
    static Result<void> weigh(Connection &connection, const SyncTask &task, SyncOutcome &outcome);
};

} // namespace salon
