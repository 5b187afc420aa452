// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/terminationsignal.h"

#include "core/base/checks.h"

#include <csignal>
#include <fcntl.h>
#include <initializer_list>
#include <unistd.h>

namespace salon
{

namespace
{

int pipe_ends[2] = {-1, -1};

void onSignal(int)
{
    const char byte = 1;
    // A full pipe means that somebody has been told already.
    [[maybe_unused]] const auto written = ::write(pipe_ends[1], &byte, 1);
}

} // namespace

TerminationSignal::TerminationSignal(QObject *parent)
    : QObject(parent)
{
    SALON_CHECK(pipe_ends[0] < 0);
    SALON_CHECK(::pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) == 0);
    m_notifier = std::make_unique<QSocketNotifier>(pipe_ends[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(pipe_ends[0], &byte, 1) == 1) {
        }
        Q_EMIT caught();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(signal, &action, nullptr);
}

TerminationSignal::~TerminationSignal()
{
    struct sigaction action = {};
    action.sa_handler = SIG_DFL;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(signal, &action, nullptr);
    m_notifier.reset();
    ::close(pipe_ends[0]);
    ::close(pipe_ends[1]);
    pipe_ends[0] = pipe_ends[1] = -1;
}

} // namespace salon
