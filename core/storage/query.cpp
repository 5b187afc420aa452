// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/query.h"

#include "core/base/checks.h"
#include "core/base/logging.h"
#include "core/storage/transaction.h"

#include <QSqlError>

namespace salon
{

namespace
{

bool isUnique(const QString &native)
{
    // PostgreSQL; SQLite's UNIQUE, PRIMARY KEY and ROWID constraints
    return native == QLatin1String("23505") || native == QLatin1String("2067") || native == QLatin1String("1555") ||
           native == QLatin1String("2579");
}

} // namespace

Query::Query(Connection &connection, const QString &sql)
    : m_connection(connection)
    , m_sql(sql)
    , m_statement(connection.take(sql))
    , m_generation(connection.m_generation)
{
}

Query::Query(Connection &connection, const char *sql)
    : Query(connection, QString::fromUtf8(sql))
{
}

Query::Query(Transaction &transaction, const char *sql)
    : Query(transaction.connection(), sql)
{
}

Query::Query(Transaction &transaction, const QString &sql)
    : Query(transaction.connection(), sql)
{
}

Query::~Query()
{
    if (m_statement)
        m_connection.giveBack(m_sql, std::move(*m_statement), m_generation);
}

Query &Query::put(const QVariant &value)
{
    if (m_statement)
        (*m_statement)->bindValue(m_bound, value);
    ++m_bound;
    return *this;
}

Query &Query::bind(const QString &value)
{
    // Qt stores a null QString as NULL.
    return put(value.isNull() ? QVariant(QLatin1String("")) : QVariant(value));
}

Query &Query::bind(std::nullopt_t)
{
    return put(QVariant(QMetaType(QMetaType::QString)));
}

Query &Query::bindOrNull(const QString &value)
{
    return value.isEmpty() ? bind(std::nullopt) : bind(value);
}

Result<void> Query::exec()
{
    if (!m_statement)
        return m_statement.error();
    QSqlQuery &statement = **m_statement;
    // A parameter left out would silently keep the value of the statement's last use.
    SALON_CHECK(m_bound == m_sql.count(QLatin1Char('?')));
    m_bound = 0;
    auto done = m_connection.execute(statement, m_sql, true);
    m_unique_violation = !done && isUnique(statement.lastError().nativeErrorCode());
    return done;
}

Result<bool> Query::fetch()
{
    if (auto done = exec(); !done)
        return done.error();
    return next();
}

Result<qint64> Query::execReturningId()
{
    auto fetched = fetch();
    if (!fetched)
        return fetched.error();
    const qint64 id = *fetched ? int64(0) : 0;
    (*m_statement)->finish(); // SQLite refuses to commit over a half-read RETURNING
    return id;
}

bool Query::next()
{
    if (!m_statement)
        return false;
    if ((*m_statement)->next())
        return true;
    const QSqlError error = (*m_statement)->lastError();
    if (error.isValid())
        qCWarning(lcStore).noquote() << m_connection.spoil(m_connection.failure(error, m_sql)).detail;
    return false;
}

int Query::affectedRows() const
{
    return m_statement ? (*m_statement)->numRowsAffected() : 0;
}

bool Query::isNull(int column) const
{
    return (*m_statement)->isNull(column);
}

qint64 Query::int64(int column) const
{
    return (*m_statement)->value(column).toLongLong();
}

int Query::integer(int column) const
{
    return static_cast<int>(int64(column));
}

QString Query::text(int column) const
{
    return (*m_statement)->value(column).toString();
}

std::optional<qint64> Query::optionalInt64(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return int64(column);
}

std::optional<Instant> Query::optionalInstant(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return instant(column);
}

void Query::refuseWord(int column) const
{
    qCCritical(lcStore).noquote() << "unknown word in column" << column << "of:" << m_sql;
    SALON_CHECK(!"the schema checks every word");
}

} // namespace salon
