// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/bookstate.h"

#include "core/storage/query.h"
#include "core/storage/transaction.h"

#include <QStringList>
#include <utility>

namespace salon::test
{

namespace
{

template <typename T>
void must(const Result<T> &done)
{
    if (!done)
        qFatal("%s", qPrintable(done.error().detail));
}

} // namespace

void clearBook(Connection &connection, const Clock &clock)
{
    auto tx = Transaction::begin(connection, clock);
    must(tx);
    // The rest goes with the appointments by cascade.
    for (const char *table : {"function_calls", "callbacks", "calls", "reviews", "appointments", "customers", "holds",
                              "journal", "map_refusals", "changes"})
        must(Query(*tx, QStringLiteral("DELETE FROM %1").arg(QLatin1String(table))).exec());
    must(Query(*tx, "UPDATE book_days SET number = number + 1").exec());
    // The catalogue stays, and so does its number, which tells what connections keep of it.
    must(Query(*tx, "DELETE FROM settings WHERE name <> 'catalogue_number'").exec());
    must(tx->commit());
}

QString bookState(Connection &connection)
{
    // Each row as one text; what differs from run to run by right is left out.
    const std::pair<const char *, const char *> reads[] = {
        {"customer", "SELECT name || '|' || phone || '|' || email FROM customers"},
        {"appointment",
         "SELECT service || '|' || COALESCE(staff, 0) || '|' || begins_ms || '|' || ends_ms || '|' || status "
         "|| '|' || source || '|' || call_id || '|' || COALESCE(request_key, '-') || '|' || notes || '|' || "
         "cancel_reason || '|' || overbooked || '|' || test || '|' || version FROM appointments"},
        {"phase",
         "SELECT p.position || '|' || p.key || '|' || p.begins_ms || '|' || p.ends_ms || '|' || p.busy || '|' || "
         "COALESCE(p.staff, 0) || '|' || p.sync_status || '|' || CASE WHEN p.calcom_uid IS NULL THEN '-' ELSE "
         "'uid' END || '|' || a.begins_ms FROM phases p JOIN appointments a ON a.id = p.appointment"},
        {"claim", "SELECT c.staff || '|' || c.slot || '|' || a.begins_ms FROM claims c JOIN appointments a "
                  "ON a.id = c.appointment"},
        {"outbox", "SELECT o.operation || '|' || o.state || '|' || o.version || '|' || o.begins_ms FROM outbox o"},
        {"review", "SELECT cause || '|' || state || '|' || group_key FROM reviews"},
        {"journal", "SELECT who || '|' || action || '|' || subject FROM journal"},
        {"refusal", "SELECT service || '|' || staff || '|' || call_id FROM map_refusals"},
    };
    QStringList lines;
    for (const auto &[name, sql] : reads) {
        Query query(connection, sql);
        must(query.exec());
        while (query.next())
            lines << QLatin1String(name) + QLatin1Char(' ') + query.text(0);
    }
    lines.sort();
    return lines.join(QLatin1Char('\n'));
}

QString difference(const QString &state, const QString &expected)
{
    QStringList surplus = state.split(QLatin1Char('\n'));
    QStringList missing;
    for (const QString &line : expected.split(QLatin1Char('\n')))
        if (!surplus.removeOne(line))
            missing << QLatin1String("- ") + line;
    for (const QString &line : std::as_const(surplus))
        missing << QLatin1String("+ ") + line;
    return missing.join(QLatin1Char('\n'));
}

} // namespace salon::test
