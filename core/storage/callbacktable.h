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

/// Who waits to be called back. Errors: NotFound, Database.
struct CallbackTable {
    static Result<CallbackId> insert(Transaction &tx, const Callback &callback);
    /// Who, number, reason, priority, deadline, window and what it is about.
    static Result<void> update(Transaction &tx, const Callback &callback);
    /// What the call was to be rung about has been done by phone after all.
    static Result<void> dropOf(Transaction &tx, const QString &call_id, AppointmentId appointment);
    static Result<void> markDone(Transaction &tx, CallbackId id);
    static Result<Callback> read(Connection &connection, CallbackId id);
    /// Open ones first, the most urgent and the oldest on top.
    static Result<QList<Callback>> list(Connection &connection);
    /// The open one this call already asked for.
    static Result<std::optional<Callback>> openOfCall(Connection &connection, const QString &call_id);
    /// The open ones of a number, newest first.
    static Result<QList<Callback>> openOfNumber(Connection &connection, const QString &phone);
};

} // namespace salon
