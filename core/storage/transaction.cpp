// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/transaction.h"

#include "core/base/checks.h"
#include "core/base/limits.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/query.h"

#include <algorithm>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlError>

namespace salon
{

namespace
{

constexpr int kMaxNotifyBytes = 7'900; // PostgreSQL refuses 8000

/// {"o":origin,"t":table,"i":[ids]}; without ids where they would not fit.
QString notification(const QString &origin, const StoreChanged &change)
{
    QJsonArray ids;
    for (const qint64 id : change.ids)
        ids << id;
    QJsonObject message{{QStringLiteral("o"), origin}, {QStringLiteral("t"), change.table}, {QStringLiteral("i"), ids}};
    QByteArray text = QJsonDocument(message).toJson(QJsonDocument::Compact);
    if (text.size() > kMaxNotifyBytes) {
        message.insert(QStringLiteral("i"), QJsonArray());
        text = QJsonDocument(message).toJson(QJsonDocument::Compact);
    }
    return QString::fromUtf8(text);
}

} // namespace

Result<Transaction> Transaction::begin(Connection &connection, const Clock &clock)
{
    SALON_CHECK(!connection.isInTransaction());
    if (!connection.isOpen()) {
        if (auto again = connection.reopen(); !again)
            return again.error();
    }
    if (auto begun =
            connection.run(connection.isSqlite() ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("BEGIN"));
        !begun) {
        // The answer may be what was lost, not the statement.
        if (connection.isOpen())
            QSqlQuery(connection.m_database).exec(QStringLiteral("ROLLBACK"));
        return begun.error();
    }
    return Transaction(connection, clock);
}

Transaction::Transaction(Connection &connection, const Clock &clock)
    : m_connection(&connection)
    , m_clock(&clock)
    , m_now(clock.now())
{
    connection.m_in_transaction = true;
    connection.m_catalogue_changed = false;
    connection.m_spoiled.reset();
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
    , m_clock(other.m_clock)
    , m_now(other.m_now)
    , m_changes(std::move(other.m_changes))
    , m_last_lock(other.m_last_lock)
{
}

Transaction::~Transaction()
{
    (void)rollBack();
}

Result<void> Transaction::rollBack()
{
    Connection *connection = std::exchange(m_connection, nullptr);
    if (!connection || !connection->m_in_transaction)
        return {};
    connection->m_in_transaction = false;
    connection->m_catalogue_changed = false;
    connection->m_spoiled.reset();
    if (!connection->isOpen())
        return {};
    // Past the fault plan: giving up is not an access that may fail.
    QSqlQuery query(connection->m_database);
    const QString sql = QStringLiteral("ROLLBACK");
    if (!query.exec(sql))
        return connection->failure(query.lastError(), sql);
    return {};
}

void Transaction::changed(const char *table, qint64 id)
{
    const QString name = QString::fromLatin1(table);
    if (CatalogueTable::holds(name))
        m_connection->m_catalogue_changed = true;
    auto change = std::find_if(m_changes.begin(), m_changes.end(), [&](const auto &c) { return c.table == name; });
    if (change == m_changes.end()) {
        m_changes << StoreChanged{name, {id}};
    } else if (change->ids.size() >= limits::kMaxChangedIds) {
        change->ids.clear();
        change->ids << 0; // 0 = any row; commit() turns it into an empty list
    } else if (!change->ids.contains(0) && !change->ids.contains(id)) {
        change->ids << id;
    }
}

Result<void> Transaction::lockDay(BranchId branch, QDate day)
{
    return lockDays(branch, {day});
}

Result<void> Transaction::lockDays(BranchId branch, QList<QDate> days)
{
    std::sort(days.begin(), days.end());
    for (const QDate day : std::as_const(days)) {
        const auto lock = std::pair(branch, day);
        if (m_last_lock == lock)
            continue;
        // Two transactions that lock in different orders would wait for each other.
        SALON_CHECK(!m_last_lock || *m_last_lock < lock);
        m_last_lock = lock;
        if (m_connection->isSqlite())
            continue;
        Query query(*m_connection, "SELECT pg_advisory_xact_lock(CAST(? AS BIGINT))");
        if (auto done = query.bind((branch.value << 24) | day.toJulianDay()).exec(); !done)
            return done;
        m_now = m_clock->now(); // others may have worked for seconds meanwhile
    }
    return {};
}

Result<void> Transaction::lockPhone(const QString &e164)
{
    if (m_connection->isSqlite())
        return {};
    // Locks of two numbers are another kind than those of one, which are the days'.
    Query query(*m_connection, "SELECT pg_advisory_xact_lock(1, hashtext(CAST(? AS TEXT)))");
    return query.bind(e164).exec();
}

Result<void> Transaction::announce()
{
    if (m_connection->m_catalogue_changed)
        if (auto numbered = CatalogueTable::advance(*m_connection); !numbered)
            return numbered;
    for (StoreChanged &change : m_changes) {
        if (change.ids.contains(0))
            change.ids.clear();
        if (!m_connection->isSqlite()) {
            Query query(*m_connection, "SELECT pg_notify('salondesk', ?)");
            if (auto done = query.bind(notification(m_connection->origin(), change)).exec(); !done)
                return done;
            continue;
        }
        const QList<qint64> rows = change.ids.isEmpty() ? QList<qint64>{0} : change.ids;
        for (const qint64 row : rows) {
            Query query(*m_connection,
                        "INSERT INTO changes (table_name, row_id, origin, at_ms) VALUES (?, ?, ?, ?) RETURNING id");
            auto id = query.bind(change.table).bind(row).bind(m_connection->origin()).bind(m_now).execReturningId();
            if (!id)
                return id.error();
            if (*id % limits::kKeptChanges != 0)
                continue;
            // Swept while somebody writes anyway; a reader that far behind reads everything again.
            Query sweep(*m_connection, "DELETE FROM changes WHERE id <= ?");
            if (auto done = sweep.bind(*id - limits::kKeptChanges).exec(); !done)
                return done;
        }
    }
    return {};
}

Result<void> Transaction::commit()
{
    SALON_CHECK(m_connection && m_connection->m_in_transaction);
    Connection &connection = *m_connection;
    if (!connection.m_spoiled)
        (void)announce(); // what fails here spoils, too
    // PostgreSQL answers the COMMIT of a failed transaction with a silent ROLLBACK.
    if (const auto spoiled = connection.m_spoiled) {
        (void)rollBack();
        return *spoiled;
    }
    auto committed = connection.run(QStringLiteral("COMMIT"));
    if (!committed) {
        (void)rollBack();
        connection.m_committed << StoreChanged{}; // unknown: whoever listens reads again
        return committed;
    }
    connection.m_in_transaction = false;
    connection.m_catalogue_changed = false;
    connection.m_committed << m_changes;
    return {};
}

} // namespace salon
