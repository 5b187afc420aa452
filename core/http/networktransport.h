// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>

#include "core/http/transport.h"

namespace salon
{

/// HttpTransport over QNetworkAccessManager. Left alone, that class repeats a POST by itself when the server drops the
/// connection; a body read from a device that cannot be rewound makes the repeat impossible, so a booking is sent once.
/// HTTP/2 where a TLS server offers it. What may change something is sent once: a warm connection that had gone stale
/// fails as Lost, not again.
/// Thread: the one it was made on, with an event loop.
class NetworkTransport final : public HttpTransport
{
public:
    NetworkTransport();
    ~NetworkTransport() override;
    void send(OutgoingRequest request, std::function<void(IncomingAnswer)> then) override;

private:
    QNetworkAccessManager m_network;
};

} // namespace salon
