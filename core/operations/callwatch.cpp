// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/callwatch.h"

#include "core/storage/query.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr minutes kOnTheWay{15}; // an event is repeated for some time before it is given up

} // namespace

Result<CallWatch> CallWatch::look(Connection &connection, Instant since, Instant now)
{
    CallWatch watch;
    Query last(connection, "SELECT MAX(event_at_ms) FROM calls");
    if (const auto found = last.fetch(); !found)
        return found.error();
    watch.last_event = last.optionalInstant(0);
    // Without an agent it is the command line that called.
    Query without(connection, "SELECT count(*) FROM calls WHERE event_at_ms IS NULL AND agent_id <> '' "
                              "AND first_seen_ms >= CAST(? AS BIGINT) AND first_seen_ms < CAST(? AS BIGINT)");
    const Instant from = std::max(since, watch.last_event.value_or(since));
    if (const auto found = without.bind(from).bind(now - kOnTheWay).fetch(); !found)
        return found.error();
    watch.calls_without = without.integer(0);
    return watch;
}

} // namespace salon
