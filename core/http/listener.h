// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <QHostAddress>
#include <QSet>
#include <QTcpServer>

#include "core/base/executor.h"
#include "core/base/limits.h"
#include "core/base/result.h"
#include "core/http/route.h"

namespace salon
{

class HttpConnection;

struct HttpLimits {
    std::size_t header_bytes = limits::kMaxHeaderBytes;
    std::size_t body_bytes = limits::kMaxBodyBytes;
    std::size_t buffered_bytes = limits::kMaxBufferedBytes; // of all connections together
    int connections = limits::kMaxConnections;
    milliseconds request_deadline = limits::kRequestDeadline; // for the whole request, never extended by bytes
    milliseconds idle_deadline = limits::kIdleDeadline;
    milliseconds answer_deadline = limits::kAnswerDeadline;
    milliseconds linger = limits::kLinger;      // for the client to read a refusal before the connection goes
    milliseconds stop_deadline = limits::kStop; // for busy connections when the listener stops
};

/// A strict HTTP/1.1 server on QTcpServer: limits, deadlines, answers in the order of the requests, graceful stop.
/// It judges framing, route, method, size and type; signatures are the route's (`admit`), content the handler's.
/// Thread: the one it was made on, with an event loop; `executor` must run there. Handlers must not block.
/// Errors: listen() gives Network. Bad input never is an error here, it is an answer.
/// Source: facts/http-listener.md section 5 (each of its pitfalls), limits from interfaces.md section 3.
class HttpListener final : public QObject
{
    Q_OBJECT
public:
    HttpListener(QList<HttpRoute> routes, const HttpLimits &limits, Executor &executor, QObject *parent = nullptr);
    ~HttpListener() override;

    /// How often deadlines are looked at.
    static constexpr milliseconds kTick{250};

    /// Port 0 picks a free one. Gives the port.
    Result<quint16> listen(const QHostAddress &address, quint16 port);
    /// No new connections; idle ones close, busy ones get their answer; then (or after the stop deadline) `done`.
    void stop(std::function<void()> done);

    int connectionCount() const { return int(m_connections.size()); }
    int refusedCount() const { return int(m_refused.size()); }
    std::size_t bufferedBytes() const { return m_buffered; }
    std::size_t mostBufferedBytes() const { return m_most_buffered; }

private:
    friend class HttpConnection;
    class Server;
    void accept(qintptr descriptor);
    void forget(HttpConnection *connection);
    bool reserve(qsizetype change);
    void tick();
    void startTicking();
    QSet<HttpConnection *> everybody() const { return m_connections + m_refused; }
    void retire(HttpConnection *connection);
    void finishStop();

    const QList<HttpRoute> m_routes;
    const HttpLimits m_limits;
    Executor &m_executor;
    std::unique_ptr<Server> m_server;
    QSet<HttpConnection *> m_connections;
    QSet<HttpConnection *> m_refused; // beyond the cap, on their way out
    std::size_t m_buffered = 0;
    std::size_t m_most_buffered = 0;
    bool m_ticking = false;
    bool m_stopping = false;
    std::function<void()> m_stopped;
};

} // namespace salon
