// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/storage/connection.h"
#include "core/storage/databaseurl.h"
#include "core/storage/transaction.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace salon
{

/// Brings a database to this program's schema: numbered files, one chain, each with its checksum on record, never
/// edited after release. Several processes may start at once; one does the work, the others wait for it.
/// Shape: FOLDER/{sqlite,postgresql}/NNNN_name.sql, statements ending in ';' at the end of a line.
/// Errors: SchemaTooNew (made by a newer Salondesk: nothing is touched), Database (rolled back; an older SQLite file
/// was copied to FILE.before-NNNN first and is put back should the roll-back not have restored it).
class Migrations
{
public:
    explicit Migrations(const Clock &clock, QString folder = QStringLiteral(":/sql"));
    /// Returns how many files were applied.
    Result<int> apply(const DatabaseUrl &url) const;
    /// Read-only: is this database exactly at this program's schema?
    Result<bool> isCurrent(Connection &connection) const;

    static QStringList statements(const QString &file_text);

private:
    struct File {
        int number = 0;
        QString name;
        QString text;
        QString checksum;
        bool operator==(const File &) const = default;
    };
    struct Applied {
        int number = 0;
        QString name;
        QString checksum;
    };
    Result<QList<File>> files(DatabaseUrl::Engine engine) const;
    Result<QList<Applied>> applied(Connection &connection) const;
    /// The files still to apply, or why this database cannot be used.
    Result<QList<File>> pending(Connection &connection) const;
    Result<int> applyLocked(Transaction &transaction) const;
    Result<void> applyFile(Transaction &transaction, const File &file) const;

    const Clock &m_clock;
    QString m_folder;
};

} // namespace salon
