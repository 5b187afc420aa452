// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>

#include "core/base/instant.h"
#include "core/http/requestparser.h"
#include "core/http/route.h"

namespace salon
{

class HttpListener;

/// One client of the listener: reads, asks the route, answers, in that order and one request at a time; bytes behind
/// the request under way stay unread, so pipelined answers keep their order and a fast sender is held back.
/// Part of HttpListener, nobody else's. Thread: the listener's.
class HttpConnection final : public QObject
{
    Q_OBJECT
public:
    HttpConnection(HttpListener &listener, qintptr descriptor);

    /// Says why and goes: for one connection too many.
    void refuse(const HttpResponse &why);
    /// The listener stops: an idle connection goes now, a busy one after its answer.
    void finish();
    /// Forgotten by the listener, about to be deleted: touches it no more.
    void retire();
    qsizetype accountedBytes() const { return m_accounted; }
    bool isOpen() const { return m_socket.isOpen(); }
    /// One beat of the listener's clock: deadlines run down.
    void tick();

private:
    enum class Stage {
        Idle,      // between requests, nothing of the next one there
        Receiving, // a request is coming in
        Answering, // the route has it
        Hung,      // the route wants silence
        Leaving,   // the last answer is out; what the client still sends is thrown away until it goes
    };
    void enter(Stage stage);
    void abort();
    void onReadyRead();
    void proceed();
    bool serveNext();
    bool receive();
    std::optional<HttpResponse> judgeHead();
    void handOver();
    void answer(quint64 serial, const HttpResponse &response);
    void write(const HttpResponse &response);
    void refuseHead(const HttpResponse &why);
    void leaveWith(const HttpResponse &refusal);
    void leave(qint64 owed);
    bool account();

    HttpListener &m_listener;
    QTcpSocket m_socket;
    RequestParser m_parser;
    Stage m_stage = Stage::Receiving;
    const HttpRoute *m_route = nullptr;
    QByteArray m_method;
    quint64 m_serial = 0;
    qsizetype m_accounted = 0;
    qint64 m_discarded = 0;
    qint64 m_owed = 0; // what the client has yet to send of a refused request; -1 = unknown
    milliseconds m_left{0};
    bool m_close_after = false;
    bool m_proceeding = false;
};

} // namespace salon
