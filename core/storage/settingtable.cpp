// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/settingtable.h"

#include "core/storage/query.h"

namespace salon
{

Result<std::optional<QString>> SettingTable::read(Connection &connection, const QString &name)
{
    Query query(connection, "SELECT value FROM settings WHERE name = ?");
    auto fetched = query.bind(name).fetch();
    if (!fetched)
        return fetched.error();
    return *fetched ? std::optional(query.text(0)) : std::nullopt;
}

Result<void> SettingTable::set(Transaction &transaction, const QString &name, const QString &value)
{
    Query query(transaction, "INSERT INTO settings (name, value) VALUES (?, ?) "
                             "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    if (auto done = query.bind(name).bind(value).exec(); !done)
        return done;
    transaction.changed("settings", 0);
    return {};
}

} // namespace salon
