// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/executor.h"
#include "core/base/random.h"
#include "core/http/networktransport.h"
#include "core/operations/demostory.h"
#include "core/sandbox/sandboxserver.h"
#include "core/storage/lane.h"

#include <memory>

namespace salon
{

/// What of the demo has sockets: the Cal.com stand-in and the scripted caller.
/// Thread: that of the executor, from construction to destruction. Errors: of open() as Result, of a story in `ended`.
class DemoStage
{
public:
    DemoStage(const DatabaseUrl &database, sandbox::World world, const Clock &clock, Executor &executor);

    Result<quint16> open();
    /// Where webhooks go, once the listener has an address.
    void connectWebhooks(const QUrl &url, const QString &secret);
    void play(const DemoStory::Places &places, Language language, DemoStory::Told told, DemoStory::Ended ended);

private:
    DemoDesk desk();

    Executor &m_executor;
    const Clock &m_clock;
    SystemClock m_real_clock;
    SystemRandom m_random;
    Lane m_lane;
    NetworkTransport m_transport;
    Sandbox m_sandbox;
    SandboxServer m_server;
    std::unique_ptr<DemoStory> m_story;
};

} // namespace salon
