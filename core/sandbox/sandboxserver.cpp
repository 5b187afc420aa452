// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandboxserver.h"

namespace salon
{

namespace
{

constexpr milliseconds kWriteTakes{20};
constexpr std::chrono::hours kLongestAnswer{1};     // hanging and late answers are what it is for
constexpr milliseconds kWebhookTimeout{5 * 60'000}; // the real server waits about as long

HttpLimits patientLimits()
{
    HttpLimits limits;
    limits.answer_deadline = kLongestAnswer;
    return limits;
}

} // namespace

SandboxServer::SandboxServer(Sandbox &sandbox, HttpTransport &webhooks, Executor &executor)
    : m_sandbox(sandbox)
    , m_transport(webhooks)
    , m_executor(executor)
    , m_listener({{.method = "*",
                   .path = "*",
                   .handle = [this](const HttpRequest &request, HttpAnswer send) { serve(request, std::move(send)); },
                   .accepts_all_types = true}},
                 patientLimits(), executor)
{
}

Result<quint16> SandboxServer::listen(const QHostAddress &address, quint16 port)
{
    return m_listener.listen(address, port);
}

void SandboxServer::stop(std::function<void()> done)
{
    m_listener.stop(std::move(done));
}

void SandboxServer::serve(const HttpRequest &request, HttpAnswer send)
{
    auto pending = std::make_shared<Pending>(Pending{m_sandbox.arrive(request), std::move(send), 0});
    const milliseconds takes = request.method == "GET" ? milliseconds(0) : kWriteTakes;
    later(takes, [this, pending] {
        m_sandbox.settle(pending->answer.ticket);
        deliver(pending);
    });
}

void SandboxServer::deliver(const std::shared_ptr<Pending> &pending)
{
    pending->awaited = 1; // itself, so that an immediate reply cannot answer before all are on their way
    const auto one_less = [this, pending] {
        if (--pending->awaited == 0)
            answer(pending);
    };
    for (const sandbox::WebhookDelivery &hook : pending->answer.webhooks) {
        if (hook.awaited) {
            ++pending->awaited;
            post(hook, one_less);
        } else {
            later(hook.delay, [this, hook] { post(hook, [] {}); });
        }
    }
    one_less();
}

void SandboxServer::post(const sandbox::WebhookDelivery &hook, std::function<void()> then)
{
    OutgoingRequest request{"POST",
                            hook.url,
                            {{"Content-Type", "application/json"},
                             {"X-Cal-Signature-256", hook.signature},
                             {"X-Cal-Webhook-Version", "2021-10-20"}},
                            hook.body,
                            kWebhookTimeout};
    std::weak_ptr<bool> alive = m_alive;
    m_transport.send(std::move(request), [alive, then = std::move(then)](const IncomingAnswer &) {
        if (!alive.expired())
            then();
    });
}

void SandboxServer::answer(const std::shared_ptr<Pending> &pending)
{
    if (pending->answer.delay.count() == 0) {
        pending->send(pending->answer.response);
        return;
    }
    later(pending->answer.delay, [pending] { pending->send(pending->answer.response); });
}

void SandboxServer::later(milliseconds delay, std::function<void()> work)
{
    std::weak_ptr<bool> alive = m_alive;
    m_executor.after(delay, [alive, work = std::move(work)] {
        if (!alive.expired())
            work();
    });
}

} // namespace salon
