// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/retention.h"

namespace salon
{

class Connection;

/// What one piece of the purge took away.
struct Purged {
    int functions = 0;
    int transcripts = 0;
    int calls = 0;
    int callbacks = 0;
    int events = 0; // of Cal.com
    int total() const { return functions + transcripts + calls + callbacks + events; }
    bool operator==(const Purged &) const = default;
};

/// Takes away what is older than the retention of its kind; appointments stay, whoever made them. An open call-back is
/// kept until its deadline is as long ago. What Cal.com's webhooks said names people too: it goes with the functions,
/// once it was decided. Shape: one small transaction per piece, with a journal entry that counts what went, so that
/// callers get in between. Errors: Database.
struct CallRetention {
    /// One piece, if the last purge is a day ago or has not come to its end. True = there may be more to do at once.
    static Result<bool> daily(Connection &connection, const Clock &clock, const Retention &retention);
    /// At most `limit` rows of each kind. Nothing gone = done.
    static Result<Purged> purgePiece(Connection &connection, const Clock &clock, const Retention &retention, int limit);
};

} // namespace salon
