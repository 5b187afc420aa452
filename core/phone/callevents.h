// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QJsonObject>

namespace salon
{

class Connection;

/// Retell's events about a call, and its question before a call is answered. They come in any order and more than once.
/// Thread: the connection's. Source: facts/retell.md sections 4 and 5.
struct CallEvents {
    /// call_started, call_ended, call_analyzed: one row per call. Others are counted in the log and forgotten.
    /// Errors: InvalidInput (no call), Database.
    static Result<void> store(Connection &connection, const QJsonObject &event, const Clock &clock);
    /// {"call_inbound":{"dynamic_variables":{…}}}: all strings. A caller who is not known, or a database that fails,
    /// gives the salon's own facts or nothing at all: the call is answered in any case.
    static QJsonObject inboundAnswer(Connection &connection, const QJsonObject &event, const Clock &clock);
    /// A call that rings counts as known from then on, where Retell names it.
    static Result<void> storeInbound(Connection &connection, const QJsonObject &event, const Clock &clock);
};

} // namespace salon
