// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/executor.h"
#include "core/http/listener.h"
#include "core/http/transport.h"
#include "core/sandbox/sandbox.h"

#include <memory>

namespace salon
{

/// The Sandbox on a socket: sends its webhooks (one attempt each, before the answer), keeps its delays.
/// A write takes some milliseconds before others see it, so that requests at the same time race as on the real
/// server. Thread: the one it was made on, with an event loop; `executor` must run there.
/// Errors: listen() gives Network.
class SandboxServer
{
public:
    SandboxServer(Sandbox &sandbox, HttpTransport &webhooks, Executor &executor);

    /// Port 0 picks a free one. Gives the port; the base address for clients is http://ADDR:PORT/v2.
    Result<quint16> listen(const QHostAddress &address, quint16 port);
    void stop(std::function<void()> done);

private:
    struct Pending {
        SandboxAnswer answer;
        HttpAnswer send;
        int awaited = 0;
    };
    void serve(const HttpRequest &request, HttpAnswer send);
    void deliver(const std::shared_ptr<Pending> &pending);
    void post(const sandbox::WebhookDelivery &hook, std::function<void()> then);
    void answer(const std::shared_ptr<Pending> &pending);
    /// Runs on the executor unless the server is gone by then.
    void later(milliseconds delay, std::function<void()> work);

    Sandbox &m_sandbox;
    HttpTransport &m_transport;
    Executor &m_executor;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    HttpListener m_listener;
};

} // namespace salon
