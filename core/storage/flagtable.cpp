// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/flagtable.h"

#include "core/storage/journaltable.h"
#include "core/storage/query.h"

namespace salon
{

Result<QHash<QString, StoredFlag>> FlagTable::stored(Connection &connection)
{
    Query query(connection, "SELECT name, value, changed_at_ms, changed_by FROM flags");
    if (auto done = query.exec(); !done)
        return done.error();
    QHash<QString, StoredFlag> rows;
    while (query.next())
        rows.insert(query.text(0), {query.text(1), query.instant(2), query.text(3)});
    return rows;
}

Result<Flags> FlagTable::read(Connection &connection)
{
    auto rows = stored(connection);
    if (!rows)
        return rows.error();
    QHash<QString, QString> values;
    for (auto row = rows->cbegin(); row != rows->cend(); ++row)
        values.insert(row.key(), row->value);
    return Flags::fromStored(values);
}

Result<void> FlagTable::set(Transaction &transaction, const QString &name, const QString &value, const QString &who)
{
    const auto definition = flagDefinition(name);
    if (!definition)
        return Error{ErrorCode::InvalidInput, QStringLiteral("there is no flag %1").arg(name)};
    if (!definition->values.contains(value))
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("%1 is one of: %2").arg(name, definition->values.join(QLatin1Char(' ')))};
    Query old(transaction, "SELECT value FROM flags WHERE name = ?");
    auto fetched = old.bind(name).fetch();
    if (!fetched)
        return fetched.error();
    const QString before = *fetched ? old.text(0) : definition->default_value;
    Query query(transaction, "INSERT INTO flags (name, value, changed_at_ms, changed_by) VALUES (?, ?, ?, ?) "
                             "ON CONFLICT (name) DO UPDATE SET value = excluded.value, "
                             "changed_at_ms = excluded.changed_at_ms, changed_by = excluded.changed_by");
    if (auto done = query.bind(name).bind(value).bind(transaction.now()).bind(who).exec(); !done)
        return done;
    transaction.changed("flags", 0);
    JournalEntry entry{who, QStringLiteral("flag"), QStringLiteral("flags"), 0, {}, {}, {}};
    entry.before.insert(name, before);
    entry.after.insert(name, value);
    return JournalTable::write(transaction, entry);
}

} // namespace salon
