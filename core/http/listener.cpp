// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/listener.h"

#include "core/base/logging.h"
#include "core/http/connection.h"

#include <QPointer>

namespace salon
{

namespace
{
// So many clients beyond the cap hear why; more are cut off without a word.
constexpr int kMaxRefused = 32;
} // namespace

/// QTcpServer hands out descriptors only to a subclass.
class HttpListener::Server final : public QTcpServer
{
public:
    explicit Server(HttpListener &listener)
        : m_listener(listener)
    {
    }

private:
    void incomingConnection(qintptr descriptor) override { m_listener.accept(descriptor); }
    HttpListener &m_listener;
};

HttpListener::HttpListener(QList<HttpRoute> routes, const HttpLimits &limits, Executor &executor, QObject *parent)
    : QObject(parent)
    , m_routes(std::move(routes))
    , m_limits(limits)
    , m_executor(executor)
    , m_server(std::make_unique<Server>(*this))
{
}

HttpListener::~HttpListener()
{
    m_server.reset();
    qDeleteAll(everybody());
}

Result<quint16> HttpListener::listen(const QHostAddress &address, quint16 port)
{
    if (!m_server->listen(address, port)) {
        return Error{ErrorCode::Network, QStringLiteral("cannot listen on %1:%2: %3")
                                             .arg(address.toString())
                                             .arg(port)
                                             .arg(m_server->errorString())};
    }
    return m_server->serverPort();
}

void HttpListener::accept(qintptr descriptor)
{
    auto *connection = new HttpConnection(*this, descriptor);
    const bool too_many = connectionCount() >= m_limits.connections;
    if (!connection->isOpen() || (too_many && refusedCount() >= kMaxRefused)) {
        delete connection;
        return;
    }
    startTicking();
    if (!too_many) {
        m_connections.insert(connection);
        return;
    }
    if (m_refused.isEmpty())
        qCWarning(lcHttp) << "connection cap reached:" << m_limits.connections;
    m_refused.insert(connection);
    connection->refuse(
        HttpResponse::error(503, QStringLiteral("unavailable"), QStringLiteral("Too many connections at present.")));
}

void HttpListener::forget(HttpConnection *connection)
{
    const bool known = m_connections.remove(connection) || m_refused.remove(connection);
    if (!known)
        return;
    retire(connection);
    if (m_stopping && m_connections.isEmpty())
        finishStop();
}

/// Deleted later, because it may be in the middle of its own work; until then it does nothing any more.
void HttpListener::retire(HttpConnection *connection)
{
    connection->retire();
    m_buffered -= std::size_t(connection->accountedBytes());
    connection->deleteLater();
}

/// Keeps the sum of what all connections hold. False = that would be too much; nothing was added.
bool HttpListener::reserve(qsizetype change)
{
    const qsizetype sum = qsizetype(m_buffered) + change;
    if (change > 0 && std::size_t(sum) > m_limits.buffered_bytes)
        return false;
    m_buffered = std::size_t(sum);
    m_most_buffered = std::max(m_most_buffered, m_buffered);
    return true;
}

void HttpListener::startTicking()
{
    if (m_ticking)
        return;
    m_ticking = true;
    m_executor.after(kTick, [self = QPointer<HttpListener>(this)] {
        if (self)
            self->tick();
    });
}

void HttpListener::tick()
{
    m_ticking = false;
    const QSet<HttpConnection *> now = everybody();
    for (HttpConnection *connection : now)
        connection->tick(); // may forget it, which deletes it later, not here
    if (!everybody().isEmpty())
        startTicking();
}

void HttpListener::stop(std::function<void()> done)
{
    m_server->close();
    m_stopping = true;
    m_stopped = std::move(done);
    const QSet<HttpConnection *> now = m_connections;
    for (HttpConnection *connection : now)
        connection->finish();
    if (m_connections.isEmpty()) {
        finishStop();
        return;
    }
    m_executor.after(m_limits.stop_deadline, [self = QPointer<HttpListener>(this)] {
        if (self)
            self->finishStop();
    });
}

void HttpListener::finishStop()
{
    if (!m_stopped)
        return;
    const auto done = std::exchange(m_stopped, nullptr);
    const QSet<HttpConnection *> now = std::exchange(m_connections, {});
    for (HttpConnection *connection : now)
        retire(connection);
    done();
}

} // namespace salon
