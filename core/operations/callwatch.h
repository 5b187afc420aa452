// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <optional>

namespace salon
{

class Connection;

/// The dead man's watch over the agent's events: calls happen (functions are called, or the platform lists them), but
/// nothing tells of them by itself. Then the webhook's address is wrong, or a tunnel is down. Stored rows only.
struct CallWatch {
    std::optional<Instant> last_event;
    int calls_without = 0; // that began since, long enough ago for their events to have come
    bool isSilent() const { return calls_without > 0; }
    bool operator==(const CallWatch &) const = default;

    /// `since`: from when on events could have been heard here. Errors: Database.
    static Result<CallWatch> look(Connection &connection, Instant since, Instant now);
};

} // namespace salon
