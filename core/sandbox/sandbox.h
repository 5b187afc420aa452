// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/http/messages.h"
#include "core/sandbox/bookings.h"
#include "core/sandbox/faultplan.h"
#include "core/sandbox/ratelimit.h"
#include "core/sandbox/webhooks.h"

namespace salon
{

/// What one request comes to: first the webhooks (those that are awaited), then the answer.
struct SandboxAnswer {
    HttpResponse response;
    milliseconds delay{0};
    QList<sandbox::WebhookDelivery> webhooks;
    quint64 ticket = 0; // give it back to settle()
};

/// A stateful stand-in for the part of Cal.com's API v2 that Salondesk uses, with faults on demand; no sockets, no
/// waiting: the same requests give the same answers. Thread: its owner's.
/// Errors: of seeds and fault plans only; every request has an answer. Source: interfaces.md section 6,
/// facts/calcom-observed.md (which is right where facts/calcom.md differs). Shares no code with core/calcom.
class Sandbox
{
public:
    Sandbox(const Clock &clock, Random &random, sandbox::World seed);
    Q_DISABLE_COPY_MOVE(Sandbox)

    /// One request after the other: what it did is seen by the next.
    SandboxAnswer handle(const HttpRequest &request);
    /// Requests at the same time: others see its effect after settle(ticket) only, as on the real server.
    SandboxAnswer arrive(const HttpRequest &request);
    void settle(quint64 ticket);

    Result<void> setFaults(const QByteArray &json);
    Result<void> seed(const QByteArray &json);
    /// Another world from now on; hooks given by addWebhook() stay.
    void replaceSeed(sandbox::World world);
    void reset();
    /// A hook that is told about everything, beside those made by /v2/webhooks.
    void addWebhook(const QUrl &url, const QString &secret);
    QJsonObject state() const;
    const sandbox::World &world() const { return m_world; }
    /// For what happens there without a request: people at its windows, an account that goes.
    sandbox::World &world() { return m_world; }

private:
    struct Request {
        QString method;
        QString path;
        QStringList parts; // of the path behind /v2
        QByteArray query;
        QByteArray version;
        QJsonObject json;
        QByteArray body;
        sandbox::Circumstances how;
        QString token;
    };
    SandboxAnswer answer(const HttpRequest &request, quint64 ticket);
    SandboxAnswer control(const HttpRequest &request);
    sandbox::Outcome route(const Request &request);
    sandbox::Outcome routeBookings(const Request &request);
    sandbox::Outcome changeBooking(const Request &request, bool old_controller);
    sandbox::Reply routeCalendars(const Request &request) const;
    sandbox::Reply routeEventTypes(const Request &request);
    sandbox::Reply routeTeamEventTypes(const Request &request);
    sandbox::Reply routeWebhooks(const Request &request);
    sandbox::Reply me(const Request &request) const;
    std::optional<sandbox::Reply> identify(const HttpRequest &http, Request &request) const;
    sandbox::Outcome execute(const HttpRequest &http, Request &request);
    SandboxAnswer finish(const Request &request, const sandbox::Outcome &outcome, const sandbox::Fault &fault);
    QList<sandbox::WebhookDelivery> deliveries(const sandbox::Outcome &outcome, const sandbox::Fault &fault) const;
    void write(const Request &request, int status, const QJsonValue &fault);

    const Clock &m_clock;
    Random &m_random;
    sandbox::World m_seed;
    sandbox::World m_world;
    sandbox::Bookings m_bookings;
    sandbox::Webhooks m_webhooks;
    sandbox::FaultPlan m_faults;
    sandbox::RateLimit m_limit;
    QJsonArray m_journal;
    quint64 m_tickets = 0;
};

} // namespace salon
