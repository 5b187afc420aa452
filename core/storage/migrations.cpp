// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/migrations.h"

#include "core/base/logging.h"
#include "core/storage/query.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace salon
{

namespace
{

constexpr qint64 kMigrationLock =
    0x53414c4f4e; // apart from the day locks, whose branch part makes them larger or smaller

QString folderOf(DatabaseUrl::Engine engine)
{
    return engine == DatabaseUrl::Engine::Sqlite ? QStringLiteral("sqlite") : QStringLiteral("postgresql");
}

Result<bool> hasRecord(Connection &connection)
{
    Query query(connection, connection.isSqlite()
                                ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'migrations'"
                                : "SELECT count(*) FROM information_schema.tables "
                                  "WHERE table_schema = current_schema() AND table_name = 'migrations'");
    auto fetched = query.fetch();
    if (!fetched)
        return fetched.error();
    return query.integer(0) > 0;
}

/// Always a copy of the committed state, also while another process has the file open.
Result<QString> copyBefore(const QString &path, int number)
{
    const QString copy = QStringLiteral("%1.before-%2").arg(path).arg(number, 4, 10, QLatin1Char('0'));
    QFile::remove(copy);
    // VACUUM INTO takes an existing empty file, which is how the copy gets its mode.
    QFile file(copy);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return Error{ErrorCode::Database, QStringLiteral("cannot write %1: %2").arg(copy, file.errorString())};
    file.close();
    auto reader = Connection::open(DatabaseUrl::sqlite(path), Purpose::ReadWrite);
    if (!reader)
        return reader.error();
    Query query(**reader, "VACUUM INTO ?");
    if (auto done = query.bind(copy).exec(); !done)
        return done.error();
    return copy;
}

/// The last resort, with no connection of this process left open.
Result<void> putBack(const QString &path, const QString &copy)
{
    for (const QString &file : sqliteFiles(path))
        QFile::remove(file);
    QFile source(copy);
    if (source.copy(path) && QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner))
        return {};
    return Error{ErrorCode::Database,
                 QStringLiteral("cannot put %1 back as %2: %3").arg(copy, path, source.errorString())};
}

} // namespace

Migrations::Migrations(const Clock &clock, QString folder)
    : m_clock(clock)
    , m_folder(std::move(folder))
{
}

QStringList Migrations::statements(const QString &file_text)
{
    QStringList found;
    QString statement;
    const QStringList lines = file_text.split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        const QString trimmed = line.trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith(QLatin1String("--")))
            continue;
        statement += line + QLatin1Char('\n');
        if (trimmed.endsWith(QLatin1Char(';'))) {
            found << statement.trimmed().chopped(1);
            statement.clear();
        }
    }
    if (!statement.trimmed().isEmpty())
        found << statement.trimmed();
    return found;
}

Result<QList<Migrations::File>> Migrations::files(DatabaseUrl::Engine engine) const
{
    const QDir folder(m_folder + QLatin1Char('/') + folderOf(engine));
    QList<File> found;
    const QStringList names = folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::Internal, QStringLiteral("cannot read migration %1").arg(name)};
        const QByteArray bytes = file.readAll().replace("\r\n", "\n");
        const int number = name.left(4).toInt();
        if (number != found.size() + 1)
            return Error{ErrorCode::Internal, QStringLiteral("migrations are not numbered in a row at %1").arg(name)};
        const QByteArray sum = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        found << File{number, name, QString::fromUtf8(bytes), QString::fromLatin1(sum)};
    }
    if (found.isEmpty())
        return Error{ErrorCode::Internal, QStringLiteral("no migrations in %1").arg(folder.path())};
    return found;
}

Result<QList<Migrations::Applied>> Migrations::applied(Connection &connection) const
{
    auto has_record = hasRecord(connection);
    if (!has_record)
        return has_record.error();
    QList<Applied> rows;
    if (!*has_record)
        return rows;
    Query query(connection, "SELECT number, name, checksum FROM migrations ORDER BY number");
    if (auto done = query.exec(); !done)
        return done.error();
    while (query.next())
        rows << Applied{query.integer(0), query.text(1), query.text(2)};
    return rows;
}

Result<QList<Migrations::File>> Migrations::pending(Connection &connection) const
{
    auto known = files(connection.engine());
    if (!known)
        return known;
    auto done = applied(connection);
    if (!done)
        return done.error();
    if (done->size() > known->size())
        return Error{ErrorCode::SchemaTooNew,
                     QStringLiteral("%1 was last used by a newer Salondesk (schema %2, this program knows %3): "
                                    "update Salondesk, or restore a backup made by this version")
                         .arg(connection.url().masked())
                         .arg(done->last().number)
                         .arg(known->size())};
    for (qsizetype i = 0; i < done->size(); ++i)
        if ((*done)[i].number != (*known)[i].number || (*done)[i].checksum != (*known)[i].checksum)
            return Error{ErrorCode::Database, QStringLiteral("%1: migration %2 on record is not this program's %3")
                                                  .arg(connection.url().masked(), (*done)[i].name, (*known)[i].name)};
    return known->mid(done->size());
}

Result<bool> Migrations::isCurrent(Connection &connection) const
{
    auto missing = pending(connection);
    if (!missing)
        return missing.error();
    return missing->isEmpty();
}

Result<int> Migrations::apply(const DatabaseUrl &url) const
{
    auto connection = Connection::open(url, Purpose::ReadWrite);
    if (!connection)
        return connection.error();
    auto missing = pending(**connection);
    if (!missing)
        return missing.error();
    if (missing->isEmpty())
        return 0;
    QString copy;
    if (url.engine == DatabaseUrl::Engine::Sqlite) {
        // Rebuilding a table (SQLite's only way to change a column) needs the references off, outside a transaction.
        if (auto off = (*connection)->run(QStringLiteral("PRAGMA foreign_keys = OFF")); !off)
            return off.error();
        if (const int first = missing->first().number; first > 1) {
            auto made = copyBefore(url.path, first);
            if (!made)
                return made.error();
            copy = *made;
        }
    }
    auto transaction = Transaction::begin(**connection, m_clock);
    if (!transaction)
        return transaction.error();
    auto count = applyLocked(*transaction);
    if (count || copy.isEmpty())
        return count;
    // A file that ended the transaction by itself has left nothing to roll back.
    if (!transaction->rollBack()) {
        connection->reset();
        if (auto back = putBack(url.path, copy); !back)
            return back.error();
    }
    QFile::remove(copy);
    return count;
}

Result<int> Migrations::applyLocked(Transaction &transaction) const
{
    Connection &connection = transaction.connection();
    if (!connection.isSqlite()) {
        Query lock(connection, "SELECT pg_advisory_xact_lock(CAST(? AS BIGINT))");
        if (auto locked = lock.bind(kMigrationLock).exec(); !locked)
            return locked.error();
    }
    // Another process may have done it while this one waited for the lock.
    auto missing = pending(connection);
    if (!missing)
        return missing.error();
    for (const File &file : std::as_const(*missing))
        if (auto done = applyFile(transaction, file); !done)
            return done.error();
    if (connection.isSqlite()) {
        Query check(connection, "SELECT count(*) FROM pragma_foreign_key_check");
        auto fetched = check.fetch();
        if (!fetched)
            return fetched.error();
        if (check.integer(0) > 0)
            return Error{ErrorCode::Database, QStringLiteral("a migration left references without their rows")};
    }
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    qCInfo(lcStore).noquote() << "database" << connection.url().masked() << "brought to schema"
                              << (missing->isEmpty() ? 0 : missing->last().number);
    return static_cast<int>(missing->size());
}

Result<void> Migrations::applyFile(Transaction &transaction, const File &file) const
{
    Connection &connection = transaction.connection();
    if (file.number == 1) {
        auto made =
            connection.run(QStringLiteral("CREATE TABLE migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
                                          "checksum TEXT NOT NULL, applied_at_ms BIGINT NOT NULL)"));
        if (!made)
            return made;
    }
    const QStringList sql = statements(file.text);
    for (const QString &statement : sql)
        if (auto done = connection.run(statement); !done)
            return Error{done.error().code, file.name + QStringLiteral(": ") + done.error().detail};
    Query record(transaction, "INSERT INTO migrations (number, name, checksum, applied_at_ms) VALUES (?, ?, ?, ?)");
    return record.bind(file.number).bind(file.name).bind(file.checksum).bind(transaction.now()).exec();
}

} // namespace salon
