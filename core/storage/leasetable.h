// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/storage/transaction.h"

#include <optional>
#include <QString>

namespace salon
{

/// The right to do something that only one process may do ("listener", "sync").
/// `info` is for people and for the others: where the holder listens, say.
struct Lease {
    QString name;
    QString holder;
    QString info;
    Instant expires_at;
    bool operator==(const Lease &) const = default;
};

/// Errors: as Query. Times are the database's own clock (Connection::databaseNow): several machines share it, and
/// --clock and the salon's clock have no say in who is alive. A holder renews each second for four; after a death
/// the next one to ask after those four seconds has it.
struct LeaseTable {
    /// Takes the lease if it is free, expired or already this holder's (then it is renewed). True = it is ours.
    /// An expiry further away than any lease can last comes from a clock that was set back, and counts as expired.
    static Result<bool> acquire(Transaction &transaction, const Lease &wanted, Instant database_now);
    /// Gives it back; nothing happens if it is somebody else's by now.
    static Result<void> release(Transaction &transaction, const QString &name, const QString &holder);
    static Result<std::optional<Lease>> read(Connection &connection, const QString &name);
};

} // namespace salon
