// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/throwawaydatabase.h"

#include "core/base/clock.h"
#include "core/storage/migrations.h"
#include "tests/support/postgrescluster.h"

namespace salon::test
{

void addEngines()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("sqlite") << QStringLiteral("sqlite");
    QTest::newRow("postgresql") << QStringLiteral("postgresql");
}

ThrowAwayDatabase::ThrowAwayDatabase(const QString &engine)
{
    if (engine == QLatin1String("sqlite")) {
        m_url = DatabaseUrl::sqlite(m_folder.filePath(QStringLiteral("salon.db")));
        const SystemClock clock;
        if (auto migrated = Migrations(clock).apply(m_url); !migrated)
            qFatal("%s", qPrintable(migrated.error().detail));
        return;
    }
    m_url.engine = DatabaseUrl::Engine::Postgresql;
    PostgresCluster *cluster = PostgresCluster::shared();
    if (!cluster) {
        m_why_not = QStringLiteral("NOT TESTED on PostgreSQL: %1").arg(PostgresCluster::whyNot());
        return;
    }
    auto url = cluster->newDatabase();
    if (!url)
        qFatal("%s", qPrintable(url.error().detail));
    m_url = *url;
}

ThrowAwayDatabase::~ThrowAwayDatabase()
{
    if (m_why_not.isEmpty() && !isSqlite())
        PostgresCluster::shared()->drop(m_url);
}

std::unique_ptr<Connection> ThrowAwayDatabase::open(Purpose purpose, FaultPlan *faults) const
{
    auto connection = Connection::open(m_url, purpose, faults);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().detail));
    return std::move(*connection);
}

} // namespace salon::test
