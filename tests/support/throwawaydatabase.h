// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"

#include <memory>
#include <QString>
#include <QTemporaryDir>
#include <QTest>

/// For init() of a test class that runs on both engines (addEngines() in initTestCase_data()). Skips, saying why, where
/// there is no PostgreSQL; fails instead where SALONDESK_REQUIRE_POSTGRESQL is set, as `test` and CI do.
#define SALON_NEW_DATABASE(pointer)                                                                                    \
    do {                                                                                                               \
        QFETCH_GLOBAL(QString, engine);                                                                                \
        pointer = std::make_unique<salon::test::ThrowAwayDatabase>(engine);                                            \
        if (!pointer->whyNot().isEmpty() && qEnvironmentVariableIsSet("SALONDESK_REQUIRE_POSTGRESQL"))                 \
            QFAIL(qPrintable(pointer->whyNot()));                                                                      \
        if (!pointer->whyNot().isEmpty())                                                                              \
            QSKIP(qPrintable(pointer->whyNot()));                                                                      \
    } while (false)

namespace salon::test
{

/// In initTestCase_data(): every test function runs on "sqlite" and on "postgresql".
void addEngines();

/// Where throw-away databases live: in memory where the machine has such a folder, else with other temporary files.
QString folderTemplate();

/// A migrated, empty database that is gone with the object. Close its connections before.
class ThrowAwayDatabase
{
public:
    explicit ThrowAwayDatabase(const QString &engine);
    ~ThrowAwayDatabase();
    const QString &whyNot() const { return m_why_not; }
    const DatabaseUrl &url() const { return m_url; }
    bool isSqlite() const { return m_url.engine == DatabaseUrl::Engine::Sqlite; }
    /// Aborts the test program when it cannot be opened.
    std::unique_ptr<Connection> open(Purpose purpose = Purpose::ReadWrite, FaultPlan *faults = nullptr) const;
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder{folderTemplate()};
    DatabaseUrl m_url;
    QString m_why_not;
};

} // namespace salon::test
