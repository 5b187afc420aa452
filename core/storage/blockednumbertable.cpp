// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/blockednumbertable.h"

#include "core/base/logging.h"
#include "core/storage/journaltable.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"

namespace salon
{

namespace
{

Result<void> journal(Transaction &tx, const QString &who, const char *action, const QString &e164)
{
    return JournalTable::write(tx, {.who = who,
                                    .action = QString::fromLatin1(action),
                                    .subject = QStringLiteral("blocked_numbers"),
                                    .after = {{QStringLiteral("number"), maskedNumber(e164)}}});
}

} // namespace

Result<bool> BlockedNumberTable::contains(Connection &connection, const QString &e164)
{
    Query q(connection, "SELECT 1 FROM blocked_numbers WHERE number = ?");
    return q.bind(e164).fetch();
}

Result<QList<BlockedNumber>> BlockedNumberTable::list(Connection &connection)
{
    Query q(connection, "SELECT number, reason, created_at_ms FROM blocked_numbers ORDER BY number");
    if (const auto done = q.exec(); !done)
        return done.error();
    QList<BlockedNumber> numbers;
    while (q.next())
        numbers.append({q.text(0), q.text(1), q.instant(2)});
    return numbers;
}

Result<void> BlockedNumberTable::add(Transaction &tx, const QString &e164, const QString &reason, const QString &who)
{
    Query q(tx, "INSERT INTO blocked_numbers (number, reason, created_at_ms) VALUES (?, ?, ?) "
                "ON CONFLICT (number) DO UPDATE SET reason = excluded.reason");
    if (const auto done = q.bind(e164).bind(reason).bind(tx.now()).exec(); !done)
        return done;
    tx.changed("blocked_numbers", 0);
    return journal(tx, who, "block", e164);
}

Result<void> BlockedNumberTable::remove(Transaction &tx, const QString &e164, const QString &who)
{
    Query q(tx, "DELETE FROM blocked_numbers WHERE number = ?");
    if (const auto done = q.bind(e164).exec(); !done)
        return done;
    if (q.affectedRows() != 1)
        return Error{ErrorCode::NotFound, QStringLiteral("this number is not blocked")};
    tx.changed("blocked_numbers", 0);
    return journal(tx, who, "unblock", e164);
}

} // namespace salon
