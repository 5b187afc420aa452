// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/http/messages.h"

#include <functional>
#include <QUrl>

namespace salon
{

struct OutgoingRequest {
    QByteArray method;
    QUrl url;
    QList<HttpHeader> headers;
    QByteArray body;
    milliseconds timeout{10'000};
};

/// What a failure says about the other side: only Refused proves that nothing was executed there.
enum class TransportFailure {
    None,    // there is a complete answer, whatever its status
    Refused, // nothing was sent: no connection, unknown host, no TLS
    Lost,    // sent, or perhaps sent; no usable answer
    Timeout, // sent, or perhaps sent; no answer in time
};

struct IncomingAnswer {
    TransportFailure failure = TransportFailure::None;
    int status = 0; // 0 without an answer
    QList<HttpHeader> headers;
    QByteArray body;
    milliseconds took{0};
    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
};

/// Seam 4 of 4: requests to other servers. Each send() puts the request on the wire at most once and calls `then`
/// exactly once, unless the transport goes first. Redirects are answers, never followed. Thread: the owner's.
class HttpTransport
{
public:
    virtual ~HttpTransport() = default;
    virtual void send(OutgoingRequest request, std::function<void(IncomingAnswer)> then) = 0;
};

} // namespace salon
