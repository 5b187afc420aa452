// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/throwawaydatabase.h"

#include "core/base/clock.h"
#include "core/storage/migrations.h"
#include "tests/support/postgrescluster.h"

#include <QDir>
#include <QFile>
#include <QStorageInfo>

namespace salon::test
{

namespace
{

/// Migrated once per test program and copied after that.
QString emptyFile()
{
    static const QTemporaryDir folder(folderTemplate());
    const QString path = folder.filePath(QStringLiteral("empty.db"));
    if (QFile::exists(path))
        return path;
    const SystemClock clock;
    if (auto migrated = Migrations(clock).apply(DatabaseUrl::sqlite(path)); !migrated)
        qFatal("%s", qPrintable(migrated.error().detail));
    return path;
}

} // namespace

QString folderTemplate()
{
    const QString memory = QStringLiteral("/dev/shm");
    // Containers have little of it; each test program with a server of its own needs about 100 MB.
    constexpr qint64 kEnough = 2LL * 1024 * 1024 * 1024;
    const bool is_fit = QFileInfo(memory).isWritable() && QStorageInfo(memory).bytesAvailable() > kEnough;
    const QString folder = is_fit ? memory : QDir::tempPath();
    return folder + QStringLiteral("/salondesk-XXXXXX");
}

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
        if (!QFile::copy(emptyFile(), m_url.path))
            qFatal("cannot write %s", qPrintable(m_url.path));
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
        PostgresCluster::shared()->giveBack(m_url);
}

std::unique_ptr<Connection> ThrowAwayDatabase::open(Purpose purpose, FaultPlan *faults) const
{
    auto connection = Connection::open(m_url, purpose, faults);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().detail));
    return std::move(*connection);
}

} // namespace salon::test
