// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/transport.h"
#include "core/sandbox/ratelimit.h"
#include "tests/support/manualexecutor.h"

#include <QJsonObject>
#include <QList>

namespace salon::test
{

/// A Cal.com that takes every booking, for runs of thousands: what it counts is requests per key, as the real one does,
/// at the moment they arrive. It may be away, broken or silent, and its clock may be wrong.
class CountedCalcom final : public HttpTransport
{
public:
    enum class Mood { Well, Unreachable, Broken, Silent };
    struct Arrival {
        Instant at;
        QString what; // "POST /v2/bookings"
        QString appointment;
        QString phase;
        Instant start;
    };

    CountedCalcom(ManualExecutor &executor, ManualClock &clock)
        : m_executor(executor)
        , m_clock(clock)
    {
    }
    void send(OutgoingRequest request, std::function<void(IncomingAnswer)> then) override;

    Mood mood = Mood::Well;
    milliseconds travel{150}; // each way
    milliseconds ahead{0};    // its clock
    QList<Arrival> arrivals;  // that were served
    int tried = 0;            // that left us, wherever they ended
    int refused = 0;          // with 429
    QList<QJsonObject> bookings;

private:
    IncomingAnswer serve(const OutgoingRequest &request);
    QJsonObject create(const QJsonObject &wish);
    QJsonArray page(const QUrl &url) const;
    ManualExecutor &m_executor;
    ManualClock &m_clock;
    sandbox::RateLimit m_limit;
};

} // namespace salon::test
