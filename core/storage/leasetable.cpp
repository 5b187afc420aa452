// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/leasetable.h"

#include "core/base/limits.h"
#include "core/storage/query.h"

namespace salon
{

Result<bool> LeaseTable::acquire(Transaction &transaction, const Lease &wanted, Instant database_now)
{
    Query query(transaction, "INSERT INTO leases (name, holder, info, expires_at_ms) VALUES (?, ?, ?, ?) "
                             "ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, info = excluded.info, "
                             "expires_at_ms = excluded.expires_at_ms "
                             "WHERE leases.holder = excluded.holder OR leases.expires_at_ms <= ? "
                             "OR leases.expires_at_ms > ?");
    auto done = query.bind(wanted.name)
                    .bind(wanted.holder)
                    .bind(wanted.info)
                    .bind(database_now + limits::kLeaseLifetime)
                    .bind(database_now)
                    .bind(database_now + 2 * limits::kLeaseLifetime)
                    .exec();
    if (!done)
        return done.error();
    return query.affectedRows() > 0;
}

Result<void> LeaseTable::release(Transaction &transaction, const QString &name, const QString &holder)
{
    Query query(transaction, "DELETE FROM leases WHERE name = ? AND holder = ?");
    return query.bind(name).bind(holder).exec();
}

Result<std::optional<Lease>> LeaseTable::read(Connection &connection, const QString &name)
{
    Query query(connection, "SELECT holder, info, expires_at_ms FROM leases WHERE name = ?");
    auto fetched = query.bind(name).fetch();
    if (!fetched)
        return fetched.error();
    if (!*fetched)
        return std::optional<Lease>();
    return std::optional(Lease{name, query.text(0), query.text(1), query.instant(2)});
}

} // namespace salon
