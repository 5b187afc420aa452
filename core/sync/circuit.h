// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <optional>
#include <QList>
#include <QString>

namespace salon
{

/// How Cal.com is doing, as far as this machine can tell.
enum class CircuitState {
    Closed,  // it works
    Offline, // it cannot be reached
    Limping, // it is reached, and answers with errors of its own or not in time
};

/// What one exchange says about it. Any answer that is not an error of the server's own is a good one.
enum class CircuitSign { Answered, Unreachable, Broken };

/// Whether anything is sent at all, decided from signs and instants alone: a burst of failures in a row opens it, then
/// only a probe is sent, ever more seldom, and its good answer closes it. What was under way when it opened says
/// nothing. Pure: a value, compared in tests row by row.
struct Circuit {
    CircuitState state = CircuitState::Closed;
    QList<Instant> failures; // in a row, the latest ones
    int probes = 0;          // in vain since it opened, and before, if that was not long ago
    Instant since;           // of the state
    Instant probe_at;

    bool isOpen() const { return state != CircuitState::Closed; }
    Circuit after(CircuitSign sign, Instant now) const;
    Circuit probed(CircuitSign sign, Instant now) const;
    bool operator==(const Circuit &) const = default;

private:
    Circuit opened(CircuitSign sign, Instant now, int probes_in_vain) const;
};

/// "closed", "offline", "limping": as stored and as `sync status` says it.
QString circuitWord(CircuitState state);
std::optional<CircuitState> circuitFromWord(const QString &word);

} // namespace salon
