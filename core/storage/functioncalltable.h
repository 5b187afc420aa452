// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/call.h"
#include "core/domain/calloutcome.h"

#include <optional>
#include <QList>

namespace salon
{

class Connection;
class Transaction;

/// What the agent asked and what we told it, call by call. Errors: Database.
struct FunctionCallTable {
    static Result<qint64> insert(Transaction &tx, const FunctionCallRecord &record);
    /// Oldest first.
    static Result<QList<FunctionCallRecord>> ofCall(Connection &connection, const QString &call_id);
    /// The last thing that was asked or done about the caller's wish; greetings and look-ups of the caller aside.
    static Result<std::optional<CallStep>> lastStep(Connection &connection, const QString &call_id);
};

} // namespace salon
