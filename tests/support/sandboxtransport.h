// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/executor.h"
#include "core/http/transport.h"
#include "core/sandbox/sandbox.h"

#include <functional>
#include <QPair>

namespace salon::test
{

/// The client's requests handed to the Cal.com stand-in without a socket: delays pass on the executor, a dropped or
/// hanging answer is what NetworkTransport would make of it. Requests of one moment see each other's effect.
class SandboxTransport final : public HttpTransport
{
public:
    SandboxTransport(Sandbox &sandbox, Executor &executor)
        : m_sandbox(sandbox)
        , m_executor(executor)
    {
    }
    void send(OutgoingRequest request, std::function<void(IncomingAnswer)> then) override
    {
        HttpRequest http;
        http.method = request.method;
        http.path = request.url.path(QUrl::FullyEncoded).toLatin1();
        http.query = request.url.query(QUrl::FullyEncoded).toLatin1();
        http.headers = request.headers;
        http.body = request.body;
        const SandboxAnswer answer = m_sandbox.handle(http);
        const IncomingAnswer incoming = received(answer.response);
        const bool is_in_time = incoming.failure != TransportFailure::Timeout && answer.delay < request.timeout;
        m_executor.after(is_in_time ? answer.delay : request.timeout, [then, incoming, is_in_time] {
            if (is_in_time)
                return then(incoming);
            IncomingAnswer late;
            late.failure = TransportFailure::Timeout;
            then(late);
        });
    }

private:
    static IncomingAnswer received(const HttpResponse &response)
    {
        IncomingAnswer answer;
        switch (response.delivery) {
        case HttpResponse::Delivery::Whole:
            answer.status = response.status;
            answer.headers = response.headers;
            answer.body = response.body;
            break;
        case HttpResponse::Delivery::Drop:
        case HttpResponse::Delivery::Truncate:
            answer.failure = TransportFailure::Lost;
            break;
        case HttpResponse::Delivery::Hang:
            answer.failure = TransportFailure::Timeout;
            break;
        }
        return answer;
    }
    Sandbox &m_sandbox;
    Executor &m_executor;
};

} // namespace salon::test
