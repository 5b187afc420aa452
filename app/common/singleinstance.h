// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"
#include "core/storage/databaseurl.h"

#include <memory>
#include <QLocalServer>
#include <QLockFile>
#include <QObject>

namespace salon
{

/// At most one window per SQLite file: the second program asks the first to come to the front, and goes. The lock names
/// its process, so one that was killed does not stand in the way.
/// Thread: main. PostgreSQL databases may have as many windows as there are desks.
class SingleInstance final : public QObject
{
    Q_OBJECT
public:
    SingleInstance(const DatabaseUrl &database, const Folders &folders, QObject *parent = nullptr);

    /// True: this process is the one. False: another one is, and was asked to come to the front.
    bool claim();

Q_SIGNALS:
    /// A second start wants this window; `token` is the desktop's activation token, may be empty.
    void frontRequested(const QString &token);

private:
    bool listen();
    void askForTheFront() const;
    void answer();

    QString m_socket;
    std::unique_ptr<QLockFile> m_lock; // none for a server's database
    QLocalServer m_server;
};

} // namespace salon
