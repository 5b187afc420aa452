// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/domain/storechanged.h"
#include "core/storage/databaseurl.h"
#include "core/storage/faultplan.h"

#include <memory>
#include <optional>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QStringList>
#include <typeindex>
#include <unordered_map>
#include <utility>
#include <vector>

class QSqlDriver;
class QSqlError;

namespace salon
{

enum class Purpose { ReadWrite, ReadOnly };

/// One open database with its prepared statements. Statements go through Query, writes through Transaction.
/// Thread: the one that opened it, from open() to destruction.
/// Errors: Database, Busy (a lock could not be had in time), Timeout. A lost PostgreSQL shows in isOpen(), never in
/// the error's text; reopen() brings it back with an empty statement cache.
class Connection
{
public:
    /// Creates a missing SQLite file (mode 0600) when it may write. Does not migrate (Migrations::apply does).
    static Result<std::unique_ptr<Connection>> open(const DatabaseUrl &url, Purpose purpose = Purpose::ReadWrite,
                                                    FaultPlan *faults = nullptr);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    DatabaseUrl::Engine engine() const { return m_url.engine; }
    bool isSqlite() const { return engine() == DatabaseUrl::Engine::Sqlite; }
    const DatabaseUrl &url() const { return m_url; }
    bool isOpen() const { return m_database.isOpen(); }
    bool isInTransaction() const { return m_in_transaction; }
    Result<void> reopen();
    /// Asks a server for a sign of life and reopens once if there is none; nothing to do on SQLite.
    Result<void> ensureAlive();

    /// One statement without parameters, not prepared: DDL, pragmas.
    Result<void> run(const QString &sql);
    /// After many rows came at once: a server plans by what it knows of its tables, and learns of them only after a
    /// while by itself. Nothing to do on SQLite, which plans by its indexes alone.
    Result<void> gatherStatistics();
    /// The database's own clock: what several machines agree on. Leases are judged by it, never by --clock.
    Result<Instant> databaseNow();

    /// Names the process in the change feed, so that it need not hear of its own writes twice.
    void setOrigin(const QString &origin) { m_origin = origin; }
    const QString &origin() const { return m_origin; }
    /// What was committed since the last call, for whoever runs work on this connection (Lane).
    QList<StoreChanged> takeCommitted() { return std::exchange(m_committed, {}); }

    /// What others worked out from this database and keep while it is open; they can tell whether it still holds.
    template <typename T>
    T &kept()
    {
        std::shared_ptr<void> &place = m_kept[std::type_index(typeid(T))];
        if (!place)
            place = std::make_shared<T>();
        return *static_cast<T *>(place.get());
    }

    /// For ChangeFeed (LISTEN) and for backup (the engine's own handle).
    QSqlDriver *driver() const { return m_database.driver(); }

private:
    friend class Query;
    friend class Transaction;
    friend class Snapshot;
    friend struct CatalogueTable;
    using Statement = std::unique_ptr<QSqlQuery>;

    Connection(DatabaseUrl url, Purpose purpose, FaultPlan *faults);
    Result<void> openDatabase();
    Result<void> beginSession();
    Result<Statement> take(const QString &sql);
    void giveBack(const QString &sql, Statement statement, int generation);
    /// Executes through the fault plan; a failure inside a transaction spoils it on both engines alike.
    Result<void> execute(QSqlQuery &statement, const QString &sql, bool prepared);
    Error spoil(Error error);
    Error failure(const QSqlError &error, const QString &sql);

    DatabaseUrl m_url;
    Purpose m_purpose;
    FaultPlan *m_faults;
    QString m_origin;
    QString m_connection_name;
    QSqlDatabase m_database;
    std::unordered_map<QString, std::vector<Statement>> m_idle;
    int m_generation = 0;
    bool m_in_transaction = false;
    std::optional<Error> m_spoiled;
    QList<StoreChanged> m_committed;
    std::unordered_map<std::type_index, std::shared_ptr<void>> m_kept;
    bool m_catalogue_changed = false; // by the transaction that is open: it reads for itself
};

/// Files that make up an SQLite database, for whoever must protect or remove them.
QStringList sqliteFiles(const QString &path);

} // namespace salon
