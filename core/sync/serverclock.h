// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/http/transport.h"

#include <optional>
#include <QList>

namespace salon
{

/// Cal.com's clock, by which it judges notice and past: read from the Date header of every answer. The median of the
/// latest ones, so that one proxy's old page says nothing and a clock put right is believed after a few answers.
/// Thread: the owner's. Source: facts, Cal.com v2 section 14, point 22.
class ServerClock final : public Clock
{
public:
    explicit ServerClock(const Clock &local)
        : m_local(local)
    {
    }
    /// The server's time as far as it is known; a difference of half a day and more is not believed.
    Instant now() const override;
    /// `now`: when the answer was complete.
    void observe(const IncomingAnswer &answer, Instant now);
    /// How far it is ahead of ours; nothing before the first answer.
    std::optional<milliseconds> ahead() const;

private:
    const Clock &m_local;
    QList<milliseconds> m_samples;
};

/// What of a difference is used for judging.
milliseconds trustedDifference(std::optional<milliseconds> ahead);

} // namespace salon
