// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>

namespace salon
{

namespace
{

constexpr int kAnswerWait_ms = 2000;
constexpr qint64 kMaxTokenBytes = 1024;
constexpr qsizetype kMaxSocketPath = 100; // what sockaddr_un takes, with a margin

/// The same for every spelling of the same file.
QString nameOf(const DatabaseUrl &database)
{
    const QFileInfo file(database.path);
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    const QString path = (folder.isEmpty() ? file.absolutePath() : folder) + QLatin1Char('/') + file.fileName();
    const QByteArray digest = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QStringLiteral("window-") + QString::fromLatin1(digest.left(16));
}

} // namespace

SingleInstance::SingleInstance(const DatabaseUrl &database, const Folders &folders, QObject *parent)
    : QObject(parent)
{
    if (database.engine != DatabaseUrl::Engine::Sqlite)
        return;
    QDir().mkpath(folders.state_dir);
    const QString base = folders.state_dir + QLatin1Char('/') + nameOf(database);
    m_lock = std::make_unique<QLockFile>(base + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0); // only a dead process makes a lock stale, never its age
    m_socket = base + QStringLiteral(".socket");
    if (m_socket.size() > kMaxSocketPath)
        m_socket = QDir::tempPath() + QStringLiteral("/salondesk-") + nameOf(database);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::answer);
}

bool SingleInstance::claim()
{
    if (!m_lock)
        return true;
    if (m_lock->tryLock(0))
        return listen();
    if (m_lock->error() != QLockFile::LockFailedError)
        return true; // a folder without locks must not keep the desk from opening
    askForTheFront();
    return false;
}

bool SingleInstance::listen()
{
    QLocalServer::removeServer(m_socket); // left behind by a killed process: the lock is ours
    m_server.listen(m_socket);
    return true;
}

void SingleInstance::askForTheFront() const
{
    QLocalSocket socket;
    socket.connectToServer(m_socket);
    if (!socket.waitForConnected(kAnswerWait_ms))
        return;
    socket.write(qgetenv("XDG_ACTIVATION_TOKEN").left(kMaxTokenBytes) + '\n');
    socket.waitForBytesWritten(kAnswerWait_ms);
    socket.disconnectFromServer();
}

void SingleInstance::answer()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto read = [this, socket] {
            if (!socket->canReadLine() && socket->bytesAvailable() <= kMaxTokenBytes)
                return;
            const QByteArray token = socket->readLine(kMaxTokenBytes).trimmed();
            socket->disconnectFromServer();
            Q_EMIT frontRequested(QString::fromLatin1(token));
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        read();
    }
}

} // namespace salon
