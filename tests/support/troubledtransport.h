// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/executor.h"
#include "core/http/transport.h"
#include "core/sandbox/sandbox.h"

#include <functional>
#include <QList>
#include <QString>

namespace salon::test
{

/// What happens to one exchange on its way.
enum class Trouble {
    None,
    NoConnection, // it never left
    LostBefore,   // the connection broke before the server acted
    LostAfter,    // ... and after
    HangBefore,   // no answer in time, nothing done
    HangAfter,    // no answer in time, done all the same
    DoneButAnswered400,
    DoneButAnswered500,
    Refused500,
    Html502,
    CutOff, // done; the answer is half of it
};

/// The sandbox in the same thread, behind the real seam; one chosen exchange gets into trouble.
class TroubledTransport final : public HttpTransport
{
public:
    TroubledTransport(Sandbox &sandbox, Executor &executor)
        : m_sandbox(sandbox)
        , m_executor(executor)
    {
    }
    void send(OutgoingRequest request, std::function<void(IncomingAnswer)> then) override;

    void trouble(int exchange, Trouble trouble)
    {
        m_at = exchange;
        m_trouble = trouble;
        m_seen.clear();
    }
    /// What becomes of each exchange, asked for one after the other; in place of a single chosen one.
    std::function<Trouble()> chance;
    bool hasFired() const { return m_at >= 0 && m_seen.size() > m_at; }
    /// "POST /v2/bookings", in order.
    const QStringList &seen() const { return m_seen; }
    /// Told before the client has its answer, as by the real server.
    std::function<void(const QList<sandbox::WebhookDelivery> &)> webhooks;
    int count(const QString &request) const { return static_cast<int>(m_seen.count(request)); }

private:
    SandboxAnswer deliver(const OutgoingRequest &request);
    Sandbox &m_sandbox;
    Executor &m_executor;
    QStringList m_seen;
    int m_at = -1;
    Trouble m_trouble = Trouble::None;
};

} // namespace salon::test
