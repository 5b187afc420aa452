// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/domain/call.h"

#include <QList>
#include <QString>

namespace salon
{

/// A call as the calls page lists it.
struct CallView {
    PhoneCall call;
    QString customer_name; // empty = unknown caller
    int functions = 0;
    int bookings = 0; // appointments it made
    int callbacks = 0;
    QString last_function;
    bool is_live = false;
    bool operator==(const CallView &) const = default;
};

struct CallList {
    Zone zone;
    Instant now;
    QList<CallView> rows; // latest first
    bool operator==(const CallList &) const = default;
};

/// Step by step: what the agent asked, what it was told, how long it took.
struct CallDetail {
    CallView view;
    QList<FunctionCallRecord> functions; // oldest first
    bool operator==(const CallDetail &) const = default;
};

/// The numbers beside the pages' names and in the status bar.
struct DeskCounts {
    int reviews = 0;
    int missing_maps = 0;
    int live_calls = 0;
    int waiting = 0;    // outbox rows that are not settled yet
    bool online = true; // the last exchange with Cal.com brought an answer
    std::optional<Instant> last_synced;
    std::optional<Instant> compared; // with what Cal.com lists
    bool is_same = true;             // what that showed; else drifts, or not all of it could be seen
    int drifts = 0;
    bool operator==(const DeskCounts &) const = default;
};

} // namespace salon
