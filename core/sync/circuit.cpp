// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/circuit.h"

#include "core/base/limits.h"

#include <algorithm>
#include <array>
#include <utility>

namespace salon
{

namespace
{

constexpr std::array<std::pair<CircuitState, const char *>, 3> kWords{{
    {CircuitState::Closed, "closed"},
    {CircuitState::Offline, "offline"},
    {CircuitState::Limping, "limping"},
}};

milliseconds gapBeforeProbe(int in_vain)
{
    using namespace std::chrono_literals;
    constexpr std::array<milliseconds, 5> kGaps{30s, 1min, 2min, 5min, 10min};
    return kGaps[std::min<std::size_t>(static_cast<std::size_t>(in_vain), kGaps.size() - 1)];
}

} // namespace

Circuit Circuit::opened(CircuitSign sign, Instant now, int probes_in_vain) const
{
    Circuit next = *this;
    next.state = sign == CircuitSign::Unreachable ? CircuitState::Offline : CircuitState::Limping;
    next.since = isOpen() ? since : now;
    next.failures.clear();
    next.probes = probes_in_vain;
    next.probe_at = now + gapBeforeProbe(probes_in_vain);
    return next;
}

Circuit Circuit::after(CircuitSign sign, Instant now) const
{
    if (isOpen())
        return *this;
    Circuit next = *this;
    if (sign == CircuitSign::Answered) {
        next.failures.clear();
        return next;
    }
    next.failures.removeIf([now](Instant at) { return now - at >= limits::kCircuitBurst; });
    next.failures.append(now);
    if (next.failures.size() < limits::kCircuitFailures)
        return next;
    const bool is_relapse = since != Instant() && now - since < limits::kCircuitMemory;
    return opened(sign, now, is_relapse ? probes + 1 : 0);
}

Circuit Circuit::probed(CircuitSign sign, Instant now) const
{
    if (!isOpen())
        return *this;
    if (sign != CircuitSign::Answered)
        return opened(sign, now, probes + 1);
    Circuit next;
    next.since = now;
    next.probes = probes;
    return next;
}

QString circuitWord(CircuitState state)
{
    const auto *entry =
        std::find_if(kWords.begin(), kWords.end(), [state](const auto &pair) { return pair.first == state; });
    return QString::fromLatin1(entry->second);
}

std::optional<CircuitState> circuitFromWord(const QString &word)
{
    for (const auto &[state, spelled] : kWords)
        if (word == QLatin1String(spelled))
            return state;
    return std::nullopt;
}

} // namespace salon
