// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/networktransport.h"

#include "core/base/limits.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QTimer>

namespace salon
{

namespace
{

/// A body that can be read once: what cannot be rewound cannot be sent again behind our back.
class OnceReadBody final : public QIODevice
{
public:
    OnceReadBody(QByteArray body, QObject *parent)
        : QIODevice(parent)
        , m_body(std::move(body))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool atEnd() const override { return m_read == m_body.size(); }
    qint64 bytesAvailable() const override { return m_body.size() - m_read; }

protected:
    qint64 readData(char *data, qint64 max) override
    {
        const qint64 count = std::min(max, bytesAvailable());
        if (count == 0)
            return -1;
        std::copy_n(m_body.constData() + m_read, count, data);
        m_read += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_body;
    qint64 m_read = 0;
};

QNetworkRequest networkRequest(const OutgoingRequest &request)
{
    QNetworkRequest out(request.url);
    for (const HttpHeader &header : request.headers)
        out.setRawHeader(header.name, header.value);
    out.setRawHeader("Accept-Encoding", "identity"); // no surprise in size, and what is stored is what was sent
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, true);
    return out;
}

/// Errors before the first byte of a request. A repeat by Qt that ends this way cannot hide a sent one: what changes
/// something cannot be repeated (OnceReadBody).
bool nothingWasSent(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ConnectionRefusedError || error == QNetworkReply::HostNotFoundError ||
           error == QNetworkReply::SslHandshakeFailedError || error == QNetworkReply::ProxyConnectionRefusedError ||
           error == QNetworkReply::ProxyNotFoundError || error == QNetworkReply::ProtocolUnknownError;
}

/// Qt makes an error of every unfriendly status too; those are complete answers.
bool isStatusError(QNetworkReply::NetworkError error)
{
    const bool of_content = error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError;
    const bool of_server = error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError;
    return (of_content && error != QNetworkReply::ContentReSendError) || of_server ||
           error == QNetworkReply::ProtocolInvalidOperationError; // that is Qt's name for 400
}

bool isCutOff(const QNetworkReply &reply, qint64 body_size)
{
    if (reply.error() != QNetworkReply::NoError && !isStatusError(reply.error()))
        return true;
    const QVariant length = reply.header(QNetworkRequest::ContentLengthHeader);
    return length.isValid() && length.toLongLong() != body_size;
}

/// One exchange under way. A child of its reply.
class Exchange final : public QObject
{
public:
    Exchange(QNetworkReply *reply, milliseconds timeout, std::function<void(IncomingAnswer)> then)
        : QObject(reply)
        , m_reply(*reply)
        , m_then(std::move(then))
    {
        m_since.start();
        connect(reply, &QNetworkReply::finished, this, &Exchange::finish);
        connect(reply, &QNetworkReply::readyRead, this, &Exchange::read);
        QTimer::singleShot(timeout, this, [this] {
            m_timed_out = true;
            m_reply.abort();
        });
    }

private:
    void read()
    {
        m_body += m_reply.readAll();
        if (std::size_t(m_body.size()) > limits::kMaxAnswerBytes)
            m_reply.abort();
    }

    void finish()
    {
        if (m_reply.isOpen())
            m_body += m_reply.readAll();
        IncomingAnswer answer;
        answer.took = milliseconds(m_since.elapsed());
        answer.failure = failure();
        if (answer.failure == TransportFailure::None) {
            answer.status = m_reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            for (const auto &[name, value] : m_reply.rawHeaderPairs())
                answer.headers.append({name, value});
            answer.body = m_body;
        }
        m_reply.deleteLater();
        const auto then = std::exchange(m_then, nullptr);
        then(std::move(answer));
    }

    TransportFailure failure() const
    {
        if (m_timed_out)
            return TransportFailure::Timeout;
        const bool has_status = m_reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid();
        if (has_status)
            return isCutOff(m_reply, m_body.size()) ? TransportFailure::Lost : TransportFailure::None;
        return nothingWasSent(m_reply.error()) ? TransportFailure::Refused : TransportFailure::Lost;
    }

    QNetworkReply &m_reply;
    std::function<void(IncomingAnswer)> m_then;
    QElapsedTimer m_since;
    QByteArray m_body;
    bool m_timed_out = false;
};

} // namespace

NetworkTransport::NetworkTransport()
{
    m_network.setAutoDeleteReplies(false);
}

NetworkTransport::~NetworkTransport() = default;

void NetworkTransport::send(OutgoingRequest request, std::function<void(IncomingAnswer)> then)
{
    QNetworkRequest out = networkRequest(request);
    QNetworkReply *reply = nullptr;
    if (request.method == "GET") {
        reply = m_network.get(out);
    } else {
        out.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        out.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
        auto *body = new OnceReadBody(request.body, nullptr);
        reply = m_network.sendCustomRequest(out, request.method, body);
        body->setParent(reply);
    }
    new Exchange(reply, request.timeout, std::move(then));
}

} // namespace salon
