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
    /// call_started, call_ended, call_analyzed: one row per call. Others are counted in the log and forgotten. The
    /// transcript is kept only while the flag store_transcripts is on.
    /// Errors: InvalidInput (no call), Database.
    static Result<void> store(Connection &connection, const QJsonObject &event, const Clock &clock);
    /// A call as Retell's list of calls tells it, which nobody heard of while no listener was up.
    /// Errors: InvalidInput (no call), Database.
    static Result<void> storeListed(Connection &connection, const QJsonObject &call, const Clock &clock);
    /// {"call_inbound":{"dynamic_variables":{…}}}: all strings. A caller who is not known, or a database that fails,
    /// gives the salon's own facts or nothing at all: the call is answered in any case. Only a number that stands on
    /// the administrator's block list gets {"call_inbound":{"reject":true}}.
    static QJsonObject inboundAnswer(Connection &connection, const QJsonObject &event, const Clock &clock);
    /// A call that rings counts as known from then on, where Retell names it.
    /// One that was turned away has ended.
    static Result<void> storeInbound(Connection &connection, const QJsonObject &event, const Clock &clock);
};

} // namespace salon
