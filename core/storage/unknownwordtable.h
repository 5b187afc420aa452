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

/// What callers called a service without being understood.
struct UnknownWord {
    qint64 id = 0;
    QString said; // as it was heard last
    int callers = 0;
    Instant first_heard;
    Instant last_heard;
    bool operator==(const UnknownWord &) const = default;
};

/// One row per word in any spelling, counted once per call, at most five of one call. 500 are kept: the most frequent,
/// of equals the latest. Errors: Database.
struct UnknownWordTable {
    /// Nothing happens where it cannot be what a service is called: digits, addresses, more than 40 characters.
    static Result<void> add(Transaction &transaction, const QString &said, const QString &call_id);
    /// The most frequent first, of equals the latest.
    static Result<QList<UnknownWord>> all(Connection &connection);
    /// In any spelling; nothing happens where it is not known.
    /// False = it was not on the list.
    static Result<bool> forget(Transaction &transaction, const QString &said);
};

} // namespace salon
