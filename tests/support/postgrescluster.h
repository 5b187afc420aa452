// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/databaseurl.h"

#include <memory>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace salon::test
{

/// A PostgreSQL server of this test program's own: a socket in a temporary folder, no port, no durability.
/// It ends with the program, even with a crashed one. As root it runs as user postgres.
class PostgresCluster
{
public:
    /// Started by the first call; nullptr when there is none to be had, whyNot() says why.
    static PostgresCluster *shared();
    static QString whyNot();

    ~PostgresCluster();

    /// An empty database with the schema. Tests that alter the schema do so in temporary tables, or not at all.
    Result<DatabaseUrl> newDatabase();
    void giveBack(const DatabaseUrl &url);

    bool start();
    void stop();  // as an administrator does it: clients are told
    void crash(); // as a power cut does it

private:
    PostgresCluster();
    QString create();
    bool run(const QString &program, const QStringList &arguments);
    void prepare(QProcess &process);
    DatabaseUrl url(const QString &name) const;

    QTemporaryDir m_folder;
    QString m_programs;
    QProcess m_server;
    QStringList m_clean;
    int m_databases = 0;
};

} // namespace salon::test
