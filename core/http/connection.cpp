// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/connection.h"

#include "core/http/listener.h"

#include <QPointer>

namespace salon
{

namespace
{

// What Qt may read ahead and what may wait to be sent before the next pipelined request is looked at.
constexpr qint64 kReadAhead = 64 * 1024;
constexpr qint64 kMaxUnsent = 64 * 1024;
// A refused client may still be sending: this much is swallowed so that it gets to read why.
constexpr qint64 kMaxDiscarded = 1024 * 1024;

const char *reason(int status)
{
    static const QHash<int, const char *> reasons{
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {411, "Length Required"},
        {413, "Content Too Large"},
        {415, "Unsupported Media Type"},
        {417, "Expectation Failed"},
        {422, "Unprocessable Content"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
    };
    return reasons.value(status, "Unknown");
}

HttpResponse refusal(int status, const char *code, const char *message)
{
    return HttpResponse::error(status, QString::fromLatin1(code), QString::fromLatin1(message));
}

} // namespace

HttpConnection::HttpConnection(HttpListener &listener, qintptr descriptor)
    : m_listener(listener)
    , m_parser(listener.m_limits.header_bytes, listener.m_limits.body_bytes)
{
    m_socket.setReadBufferSize(kReadAhead);
    m_socket.setSocketDescriptor(descriptor);
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    enter(Stage::Receiving);
    connect(&m_socket, &QTcpSocket::readyRead, this, &HttpConnection::onReadyRead);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::proceed);
    connect(&m_socket, &QTcpSocket::disconnected, this, [this] { m_listener.forget(this); });
}

void HttpConnection::retire()
{
    m_socket.disconnect(this);
    m_socket.abort();
    m_stage = Stage::Leaving;
}

void HttpConnection::enter(Stage stage)
{
    const HttpLimits &limits = m_listener.m_limits;
    m_stage = stage;
    switch (stage) {
    case Stage::Idle:
        m_method.clear();
        m_left = limits.idle_deadline;
        break;
    case Stage::Receiving:
        m_left = limits.request_deadline;
        break;
    case Stage::Answering:
    case Stage::Hung:
        m_left = limits.answer_deadline;
        break;
    case Stage::Leaving:
        m_left = m_socket.bytesToWrite() > kMaxUnsent ? limits.idle_deadline : limits.linger;
        break;
    }
    m_left += HttpListener::kTick; // the next beat may be near: never early
}

void HttpConnection::tick()
{
    m_left -= HttpListener::kTick;
    if (m_left > milliseconds(0))
        return;
    switch (m_stage) {
    case Stage::Receiving:
        leaveWith(refusal(408, "request_timeout", "The request took too long."));
        break;
    case Stage::Answering:
        m_close_after = true;
        answer(m_serial, refusal(503, "unavailable", "There is no answer at present."));
        break;
    case Stage::Idle:
    case Stage::Hung:
    case Stage::Leaving:
        abort();
        break;
    }
}

void HttpConnection::onReadyRead()
{
    if (m_stage != Stage::Leaving) {
        proceed();
        return;
    }
    const qint64 more = m_socket.readAll().size();
    m_discarded += more;
    if (m_discarded > kMaxDiscarded)
        abort();
    else if (m_owed >= 0 && m_discarded >= m_owed)
        m_socket.disconnectFromHost();
}

/// Does whatever can be done now. Handlers may answer at once: the loop keeps that from becoming a recursion.
void HttpConnection::proceed()
{
    if (m_proceeding)
        return;
    m_proceeding = true;
    while (serveNext()) {
    }
    m_proceeding = false;
}

bool HttpConnection::serveNext()
{
    const bool may_read = m_stage == Stage::Idle || m_stage == Stage::Receiving;
    if (!may_read || m_socket.state() != QAbstractSocket::ConnectedState || m_socket.bytesToWrite() > kMaxUnsent)
        return false;
    return receive();
}

/// Takes in bytes and steps the parser once. False = nothing more to do before something happens.
bool HttpConnection::receive()
{
    RequestParser::State state = m_parser.advance();
    if (state == RequestParser::State::NeedHead || state == RequestParser::State::NeedBody) {
        const QByteArray bytes = m_socket.read(kReadAhead);
        if (bytes.isEmpty())
            return false;
        if (m_stage == Stage::Idle)
            enter(Stage::Receiving);
        m_parser.add(bytes);
        state = m_parser.advance();
    }
    if (!account())
        return true;
    if (m_stage == Stage::Idle && m_parser.hasBytes())
        enter(Stage::Receiving);
    switch (state) {
    case RequestParser::State::NeedHead:
    case RequestParser::State::NeedBody:
        break;
    case RequestParser::State::HeadDone:
        if (const auto refused = judgeHead())
            refuseHead(*refused);
        break;
    case RequestParser::State::Complete:
        handOver();
        break;
    case RequestParser::State::Failed:
        leaveWith(m_parser.refusal());
        break;
    }
    return true;
}

/// What the header alone decides, in the order of interfaces.md section 3.
std::optional<HttpResponse> HttpConnection::judgeHead()
{
    const HttpRequest &request = m_parser.request();
    m_method = request.method;
    const RouteMatch match = matchRoute(m_listener.m_routes, request.method, request.path);
    m_route = match.route;
    if (!match.route && match.allow.isEmpty())
        return refusal(404, "not_found", "There is nothing here.");
    if (!match.route) {
        HttpResponse wrong_method = refusal(405, "method_not_allowed", "This method is not answered here.");
        wrong_method.headers.append({"Allow", match.allow});
        return wrong_method;
    }
    const bool may_lack_body = m_route->accepts_all_types || m_method == "GET" || m_method == "HEAD";
    if (!m_parser.hasLength() && !may_lack_body)
        return refusal(411, "length_required", "The request needs a Content-Length.");
    if (m_parser.isTooLarge())
        return refusal(413, "payload_too_large", "The request body is too large.");
    if (!m_route->admit && m_parser.hasBody() && !acceptsType(*m_route, request))
        return refusal(415, "unsupported_media_type", "The body must be JSON.");
    if (!request.header("Expect").isEmpty() && !m_parser.expectsContinue() && m_parser.hasBody())
        return refusal(417, "expectation_failed", "This expectation is not met.");
    if (m_parser.expectsContinue() && m_parser.advance() == RequestParser::State::NeedBody)
        m_socket.write("HTTP/1.1 100 Continue\r\n\r\n");
    return std::nullopt;
}

void HttpConnection::handOver()
{
    m_close_after = m_close_after || !m_parser.keepsAlive();
    const bool has_body = m_parser.hasBody();
    const HttpRequest request = m_parser.takeRequest();
    m_parser.next();
    (void)account(); // only less is held now
    enter(Stage::Answering);
    const quint64 serial = ++m_serial;
    if (m_route->admit) {
        if (const auto refused = m_route->admit(request)) {
            answer(serial, *refused);
            return;
        }
        if (has_body && !acceptsType(*m_route, request)) {
            answer(serial, refusal(415, "unsupported_media_type", "The body must be JSON."));
            return;
        }
    }
    m_route->handle(request, [self = QPointer<HttpConnection>(this), serial](const HttpResponse &response) {
        if (self)
            self->answer(serial, response);
    });
}

void HttpConnection::answer(quint64 serial, const HttpResponse &response)
{
    if (serial != m_serial || m_stage != Stage::Answering)
        return;
    switch (response.delivery) {
    case HttpResponse::Delivery::Hang:
        enter(Stage::Hung);
        return;
    case HttpResponse::Delivery::Drop:
        abort();
        return;
    case HttpResponse::Delivery::Truncate:
        m_close_after = true;
        break;
    case HttpResponse::Delivery::Whole:
        break;
    }
    m_close_after = m_close_after || m_listener.m_stopping;
    write(response);
    if (m_close_after)
        leave(m_parser.hasBytes() ? -1 : 0);
    else
        enter(Stage::Idle);
    proceed();
}

void HttpConnection::write(const HttpResponse &response)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reason(response.status) + "\r\n";
    for (const HttpHeader &header : response.headers)
        text += header.name + ": " + header.value + "\r\n";
    if (response.status != 204)
        text += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    text += m_close_after ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n";
    const bool whole = response.delivery != HttpResponse::Delivery::Truncate;
    if (m_method != "HEAD")
        text += whole ? response.body : response.body.left(response.body.size() / 2);
    m_socket.write(text);
}

/// A refusal before the body: with a body on its way the connection goes, else it stays usable.
void HttpConnection::refuseHead(const HttpResponse &why)
{
    if (m_parser.hasBody() || !m_parser.keepsAlive() || why.status == 411 || m_listener.m_stopping) {
        leaveWith(why);
        return;
    }
    write(why);
    m_parser.next();
    enter(Stage::Idle);
}

void HttpConnection::leaveWith(const HttpResponse &refusal)
{
    m_close_after = true;
    write(refusal);
    leave(m_parser.owedBytes());
}

/// The answer is written. Closing a socket under the bytes of a client that is still sending would cost it the answer,
/// so what it owes is swallowed first, within bounds.
void HttpConnection::leave(qint64 owed)
{
    m_owed = owed;
    m_parser.drop();
    (void)account();
    enter(Stage::Leaving);
    onReadyRead();
}

void HttpConnection::refuse(const HttpResponse &why)
{
    m_close_after = true;
    write(why);
    leave(-1);
}

void HttpConnection::finish()
{
    m_close_after = true;
    if (m_stage == Stage::Hung)
        abort();
    else if (m_stage == Stage::Idle || (m_stage == Stage::Receiving && !m_parser.hasBytes()))
        m_socket.disconnectFromHost();
}

void HttpConnection::abort()
{
    m_socket.abort();
}

/// Tells the listener what this connection holds. False = all connections together hold too much; this one leaves.
bool HttpConnection::account()
{
    const qsizetype held = m_parser.heldBytes();
    if (m_listener.reserve(held - m_accounted)) {
        m_accounted = held;
        return true;
    }
    leaveWith(refusal(503, "unavailable", "Too much is going on at present."));
    return false;
}

} // namespace salon
