// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/connection.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/storage/query.h"

#include <atomic>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>

namespace salon
{

namespace
{

constexpr std::size_t kMaxStatements = 512;
constexpr std::size_t kMaxIdlePerText = 4;

QString nextConnectionName()
{
    static std::atomic<quint64> number{0};
    return QStringLiteral("salon%1").arg(++number);
}

/// SQLite would make the file readable to everybody; customers live in it.
Result<void> createPrivately(const QString &path)
{
    if (QFileInfo::exists(path))
        return {};
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        return Error{ErrorCode::Database, QStringLiteral("cannot create the folder of %1").arg(path)};
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return {};
    if (QFileInfo::exists(path)) // another process was faster
        return {};
    return Error{ErrorCode::Database, QStringLiteral("cannot create %1: %2").arg(path, file.errorString())};
}

ErrorCode classOf(DatabaseUrl::Engine engine, const QString &native)
{
    if (engine == DatabaseUrl::Engine::Sqlite) {
        const int primary = native.toInt() & 0xff; // the extended codes keep the primary one in the low byte
        if (primary == 5 || primary == 6)
            return ErrorCode::Busy;
        return primary == 9 ? ErrorCode::Timeout : ErrorCode::Database;
    }
    if (native == QLatin1String("55P03") || native == QLatin1String("40P01") || native == QLatin1String("40001"))
        return ErrorCode::Busy;
    return native == QLatin1String("57014") ? ErrorCode::Timeout : ErrorCode::Database;
}

bool isLoss(const QString &sqlstate)
{
    return sqlstate.isEmpty() || sqlstate.startsWith(QLatin1String("57P")) || sqlstate.startsWith(QLatin1String("08"));
}

/// The driver's own words where they cannot hold a value: SQLite's never do; PostgreSQL's for constraints (class 23,
/// first line) and for wrong SQL (class 42).
QString harmlessText(DatabaseUrl::Engine engine, const QSqlError &error)
{
    const QString native = error.nativeErrorCode();
    const bool is_harmless = engine == DatabaseUrl::Engine::Sqlite || native.isEmpty() ||
                             native.startsWith(QLatin1String("23")) || native.startsWith(QLatin1String("42"));
    if (!is_harmless)
        return QStringLiteral("failed");
    const QString text = engine == DatabaseUrl::Engine::Sqlite ? error.databaseText()
                                                               : error.databaseText().section(QLatin1Char('\n'), 0, 0);
    return text.isEmpty() ? QStringLiteral("the connection is lost") : text;
}

} // namespace

Connection::Connection(DatabaseUrl url, Purpose purpose, FaultPlan *faults)
    : m_url(std::move(url))
    , m_purpose(purpose)
    , m_faults(faults)
    , m_connection_name(nextConnectionName())
{
}

Connection::~Connection()
{
    m_idle.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection_name);
}

Result<std::unique_ptr<Connection>> Connection::open(const DatabaseUrl &url, Purpose purpose, FaultPlan *faults)
{
    // The constructor is private: make_unique cannot reach it.
    std::unique_ptr<Connection> connection(new Connection(url, purpose, faults));
    const bool is_sqlite = url.engine == DatabaseUrl::Engine::Sqlite;
    connection->m_database = QSqlDatabase::addDatabase(is_sqlite ? QStringLiteral("QSQLITE") : QStringLiteral("QPSQL"),
                                                       connection->m_connection_name);
    if (!connection->m_database.isValid())
        return Error{ErrorCode::Database,
                     QStringLiteral("the Qt SQL driver for %1 is not installed").arg(url.masked())};
    if (is_sqlite && purpose == Purpose::ReadWrite) {
        if (auto created = createPrivately(url.path); !created)
            return created.error();
    }
    if (auto opened = connection->openDatabase(); !opened)
        return opened.error();
    return connection;
}

Result<void> Connection::openDatabase()
{
    if (isSqlite()) {
        if (!QFileInfo::exists(m_url.path))
            return Error{ErrorCode::Database, QStringLiteral("there is no file %1").arg(m_url.path)};
        m_database.setDatabaseName(m_url.path);
        m_database.setConnectOptions(
            QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(milliseconds(limits::kStatementTimeout).count()));
    } else {
        m_database.setHostName(m_url.host);
        m_database.setPort(m_url.port > 0 ? m_url.port : -1);
        m_database.setUserName(m_url.user);
        m_database.setPassword(m_url.password);
        m_database.setDatabaseName(m_url.name);
        QString options = QStringLiteral("connect_timeout=%1").arg(limits::kConnectTimeout.count());
        if (!m_url.ssl_mode.isEmpty())
            options += QStringLiteral(";sslmode=") + m_url.ssl_mode;
        m_database.setConnectOptions(options);
    }
    if (!m_database.open())
        return Error{ErrorCode::Database, QStringLiteral("cannot open %1: %2")
                                              .arg(m_url.masked(), m_database.lastError().databaseText().simplified())};
    auto session = beginSession();
    if (!session)
        m_database.close();
    return session;
}

Result<void> Connection::beginSession()
{
    const auto timeout_ms = milliseconds(limits::kStatementTimeout).count();
    QStringList settings;
    if (isSqlite()) {
        // FULL: what a caller was promised survives a power cut.
        if (m_purpose == Purpose::ReadWrite)
            settings << QStringLiteral("PRAGMA journal_mode = WAL");
        settings << QStringLiteral("PRAGMA synchronous = FULL") << QStringLiteral("PRAGMA foreign_keys = ON")
                 << QStringLiteral("PRAGMA query_only = %1")
                        .arg(m_purpose == Purpose::ReadOnly ? QLatin1String("ON") : QLatin1String("OFF"));
    } else {
        settings << QStringLiteral("SET statement_timeout = %1").arg(timeout_ms)
                 << QStringLiteral("SET lock_timeout = %1").arg(timeout_ms)
                 << QStringLiteral("SET idle_in_transaction_session_timeout = %1").arg(6 * timeout_ms)
                 << QStringLiteral("SET client_min_messages = warning")
                 << QStringLiteral("SET default_transaction_read_only = %1")
                        .arg(m_purpose == Purpose::ReadOnly ? QLatin1String("on") : QLatin1String("off"));
    }
    for (const QString &setting : std::as_const(settings)) {
        QSqlQuery query(m_database);
        if (!query.exec(setting))
            return failure(query.lastError(), setting);
    }
    return {};
}

Result<void> Connection::reopen()
{
    m_idle.clear();
    ++m_generation;
    m_in_transaction = false;
    m_spoiled.reset();
    m_kept.clear();
    m_database.close();
    return openDatabase();
}

Result<void> Connection::ensureAlive()
{
    if (!isOpen())
        return reopen();
    if (isSqlite())
        return {};
    QSqlQuery query(m_database);
    if (query.exec(QStringLiteral("SELECT 1")))
        return {};
    qCInfo(lcStore).noquote() << "database connection lost, opening again:" << m_url.masked();
    return reopen();
}

Result<void> Connection::run(const QString &sql)
{
    QSqlQuery query(m_database);
    return execute(query, sql, false);
}

Result<void> Connection::gatherStatistics()
{
    return isSqlite() ? Result<void>() : run(QStringLiteral("ANALYZE"));
}

Result<Instant> Connection::databaseNow()
{
    Query query(*this, isSqlite() ? "SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000 + "
                                    "CAST(substr(strftime('%f', 'now'), 4) AS INTEGER)"
                                  : "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)");
    auto fetched = query.fetch();
    if (!fetched)
        return fetched.error();
    return query.instant(0);
}

Result<Connection::Statement> Connection::take(const QString &sql)
{
    if (!isOpen())
        return spoil({ErrorCode::Database, QStringLiteral("the connection is lost")});
    const auto idle = m_idle.find(sql);
    if (idle != m_idle.end() && !idle->second.empty()) {
        Statement statement = std::move(idle->second.back());
        idle->second.pop_back();
        return statement;
    }
    auto statement = std::make_unique<QSqlQuery>(m_database);
    // On PostgreSQL forward-only means row by row from the server, which a second statement would cut off.
    statement->setForwardOnly(isSqlite());
    if (!statement->prepare(sql))
        return spoil(failure(statement->lastError(), sql));
    return statement;
}

void Connection::giveBack(const QString &sql, Statement statement, int generation)
{
    if (generation != m_generation)
        return;
    statement->finish(); // an open SELECT would hold back SQLite's checkpoints
    if (m_idle.size() >= kMaxStatements)
        m_idle.clear();
    auto &idle = m_idle[sql];
    if (idle.size() < kMaxIdlePerText)
        idle.push_back(std::move(statement));
}

Result<void> Connection::execute(QSqlQuery &statement, const QString &sql, bool prepared)
{
    const FaultPlan::Effect effect = m_faults ? m_faults->next(sql) : FaultPlan::Effect::None;
    if (effect == FaultPlan::Effect::Lost)
        m_database.close();
    if (effect == FaultPlan::Effect::Lost || effect == FaultPlan::Effect::Fails)
        return spoil({ErrorCode::Database, QStringLiteral("planned fault in: %1").arg(sql.left(60))});
    if (!(prepared ? statement.exec() : statement.exec(sql)))
        return spoil(failure(statement.lastError(), sql));
    if (effect == FaultPlan::Effect::DoneButUnsaid)
        return spoil({ErrorCode::Database, QStringLiteral("planned fault after: %1").arg(sql.left(60))});
    return {};
}

Error Connection::spoil(Error error)
{
    if (m_in_transaction && !m_spoiled)
        m_spoiled = error;
    return error;
}

Error Connection::failure(const QSqlError &error, const QString &sql)
{
    const QString native = error.nativeErrorCode();
    const QString detail = QStringLiteral("%1 [%2] in: %3")
                               .arg(harmlessText(engine(), error).simplified(), native, sql.simplified().left(60));
    qCDebug(lcStore).noquote() << detail;
    // Only an exec that fails makes the driver notice the loss; a prepare that fails leaves it "open".
    if (!isSqlite() && isLoss(native))
        m_database.close();
    return {classOf(engine(), native), detail};
}

QStringList sqliteFiles(const QString &path)
{
    return {path, path + QStringLiteral("-wal"), path + QStringLiteral("-shm")};
}

} // namespace salon
