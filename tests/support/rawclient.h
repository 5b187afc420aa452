// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QTcpSocket>
#include <QTest>

namespace salon::test
{

/// A client without manners: sends exactly the bytes it is told to and keeps what comes back.
class RawClient
{
public:
    explicit RawClient(quint16 port, const QByteArray &bytes = {})
    {
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_socket.write(bytes);
    }
    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    void reset() { m_socket.abort(); }
    /// From now on nothing is taken off the wire.
    void stopReading() { m_socket.setReadBufferSize(1); }

    const QByteArray &received()
    {
        if (m_socket.readBufferSize() == 0)
            m_received += m_socket.readAll();
        return m_received;
    }
    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    bool isClosed()
    {
        received();
        return m_socket.state() == QAbstractSocket::UnconnectedState;
    }
    qint64 unsent() const { return m_socket.bytesToWrite(); }
    /// The statuses of the complete answers so far, in order.
    QList<int> statuses() { return read().statuses; }
    QList<QByteArray> bodies() { return read().bodies; }

private:
    struct Answers {
        QList<int> statuses;
        QList<QByteArray> bodies;
    };
    Answers read()
    {
        Answers answers;
        QByteArray rest = received();
        for (qsizetype end = rest.indexOf("\r\n\r\n"); end >= 0; end = rest.indexOf("\r\n\r\n")) {
            const QByteArray head = rest.left(end).toLower();
            const qsizetype at = head.indexOf("content-length: ");
            const qsizetype length = at < 0 ? 0 : head.mid(at + 16).split('\r').constFirst().toLongLong();
            if (rest.size() < end + 4 + length)
                break;
            answers.statuses.append(head.mid(9, 3).toInt());
            answers.bodies.append(rest.mid(end + 4, length));
            rest.remove(0, end + 4 + length);
        }
        return answers;
    }

    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace salon::test
