// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/circuit.h"
#include "core/sync/ratebudget.h"
#include "core/sync/serverclock.h"

#include <functional>
#include <memory>

namespace salon
{

/// What is known of one Cal.com from the exchanges with it: each key's budget, its clock, whether it works.
/// Thread: the owner's.
struct CalcomMeter {
    explicit CalcomMeter(const Clock &clock)
        : local(clock)
        , server(clock)
    {
    }
    const Clock &local;
    RateBudget budget;
    ServerClock server;
    Circuit circuit;
    std::function<void()> read; // after every answer
};

/// Whether an answer says how Cal.com is doing; one that stands for somebody else's server does not.
enum class CircuitUse { Counts, DoesNotCount };

/// Requests with one key, each of them metered, the pages of a look-up too. What comes after the meter is gone is
/// dropped: whoever waits for it is gone as well. Thread: the inner transport's, which outlives it.
class MeteredTransport final : public HttpTransport
{
public:
    MeteredTransport(HttpTransport &inner, std::shared_ptr<CalcomMeter> meter, QString key,
                     CircuitUse use = CircuitUse::Counts);
    void send(OutgoingRequest request, std::function<void(IncomingAnswer)> then) override;

private:
    HttpTransport &m_inner;
    const std::shared_ptr<CalcomMeter> m_meter;
    const QString m_key;
    const CircuitUse m_use;
};

/// 5xx and silence are the server's own trouble; a time-out or a lost connection too, for it had the request.
CircuitSign circuitSign(const IncomingAnswer &answer);

} // namespace salon
