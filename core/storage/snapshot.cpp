// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/snapshot.h"

#include "core/base/checks.h"

#include <QSqlQuery>
#include <utility>

namespace salon
{

Result<Snapshot> Snapshot::begin(Connection &connection)
{
    SALON_CHECK(!connection.isInTransaction());
    auto begun =
        connection.run(connection.isSqlite() ? QStringLiteral("BEGIN")
                                             : QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    if (!begun) {
        if (connection.isOpen())
            QSqlQuery(connection.m_database).exec(QStringLiteral("ROLLBACK"));
        return begun.error();
    }
    return Snapshot(connection);
}

Snapshot::Snapshot(Connection &connection)
    : m_connection(&connection)
{
    connection.m_in_transaction = true;
    connection.m_spoiled.reset();
}

Snapshot::Snapshot(Snapshot &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{
}

Snapshot::~Snapshot()
{
    if (!m_connection)
        return;
    m_connection->m_in_transaction = false;
    m_connection->m_spoiled.reset();
    if (m_connection->isOpen())
        QSqlQuery(m_connection->m_database).exec(QStringLiteral("ROLLBACK"));
}

} // namespace salon
