// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace salon
{

/// Which database, as it is written on the command line and in the settings.
/// Shape: "sqlite:PATH" or "postgresql://[user[:password]@][host[:port]]/name[?host=/socket/folder][&sslmode=…]".
/// What a PostgreSQL URL leaves out is taken by libpq from the PG* variables.
/// Errors: InvalidInput; no text made here ever holds the password.
struct DatabaseUrl {
    enum class Engine { Sqlite, Postgresql };

    Engine engine = Engine::Sqlite;
    QString path; // SQLite: the file
    QString host; // a name, an address or a socket's folder
    int port = 0; // 0 = libpq's own choice
    QString user;
    QString password;
    QString name;
    QString ssl_mode;

    static Result<DatabaseUrl> parse(const QString &text);
    static DatabaseUrl sqlite(const QString &path);
    /// What parse() takes, for handing to a child process; holds the password.
    QString toString() const;
    /// For titles, logs and errors.
    QString masked() const;
    bool operator==(const DatabaseUrl &) const = default;
};

} // namespace salon
