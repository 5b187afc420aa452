// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <QList>
#include <QString>

namespace salon
{

class Connection;
class Transaction;

/// A number whose calls are not taken.
struct BlockedNumber {
    QString number; // E.164
    QString reason;
    Instant created;
    bool operator==(const BlockedNumber &) const = default;
};

/// The administrator's block list; with entries in the journal, which show no more than a number's end.
/// Errors: NotFound (remove), Database.
struct BlockedNumberTable {
    static Result<bool> contains(Connection &connection, const QString &e164);
    static Result<QList<BlockedNumber>> list(Connection &connection);
    /// Once more = another reason.
    static Result<void> add(Transaction &tx, const QString &e164, const QString &reason, const QString &who);
    static Result<void> remove(Transaction &tx, const QString &e164, const QString &who);
};

} // namespace salon
