// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/meteredtransport.h"

#include "core/base/checks.h"

namespace salon
{

CircuitSign circuitSign(const IncomingAnswer &answer)
{
    switch (answer.failure) {
    case TransportFailure::None:
        return answer.status >= 500 ? CircuitSign::Broken : CircuitSign::Answered;
    case TransportFailure::Refused:
        return CircuitSign::Unreachable;
    case TransportFailure::Lost:
    case TransportFailure::Timeout:
        return CircuitSign::Broken;
    }
    SALON_CHECK(!"every failure is a sign");
}

MeteredTransport::MeteredTransport(HttpTransport &inner, std::shared_ptr<CalcomMeter> meter, QString key,
                                   CircuitUse use)
    : m_inner(inner)
    , m_meter(std::move(meter))
    , m_key(std::move(key))
    , m_use(use)
{
}

void MeteredTransport::send(OutgoingRequest request, std::function<void(IncomingAnswer)> then)
{
    m_meter->budget.sent(m_key, m_meter->local.now());
    m_inner.send(std::move(request), [meter = std::weak_ptr<CalcomMeter>(m_meter), key = m_key, use = m_use,
                                      then = std::move(then)](const IncomingAnswer &answer) {
        const std::shared_ptr<CalcomMeter> alive = meter.lock();
        if (!alive)
            return;
        const Instant now = alive->local.now();
        alive->server.observe(answer, now);
        alive->budget.answered(key, now, calcom::rateStanding(answer, alive->server.now()));
        if (use == CircuitUse::Counts)
            alive->circuit = alive->circuit.after(circuitSign(answer), now);
        if (alive->read)
            alive->read();
        then(answer);
    });
}

} // namespace salon
