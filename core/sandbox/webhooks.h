// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/bookings.h"

namespace salon::sandbox
{

/// One POST to a listener: a single attempt, whatever comes back.
struct WebhookDelivery {
    QUrl url;
    QByteArray body;
    QByteArray signature; // lower-case hex HMAC-SHA256 over the body, or "no-secret-provided"
    milliseconds delay{0};
    bool awaited = true; // the answer to the request waits for it
};

/// /v2/webhooks and what is sent to the hooks. Source: facts/calcom.md section 11, calcom-observed.md rows 24-25.
/// Thread: the World's owner's.
class Webhooks
{
public:
    Webhooks(World &world, const Clock &clock, Random &random)
        : m_world(world)
        , m_clock(clock)
        , m_random(random)
    {
    }

    Reply list(const Caller &caller) const;
    Reply create(const Caller &caller, const QJsonObject &given);
    Reply byId(const Caller &caller, const QString &id) const;
    Reply update(const Caller &caller, const QString &id, const QJsonObject &given);
    Reply remove(const Caller &caller, const QString &id);

    QList<WebhookDelivery> deliveries(const BookingEvent &event) const;

private:
    Webhook *owned(const Caller &caller, const QString &id) const;
    QJsonObject payload(const BookingEvent &event, const Booking &booking) const;

    World &m_world;
    const Clock &m_clock;
    Random &m_random;
};

} // namespace salon::sandbox
