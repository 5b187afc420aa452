// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

namespace salon
{

/// Seam 1 of 4: what time it is. Thread: now() from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

/// The machine's clock. Signature windows are always judged by this one.
class SystemClock final : public Clock
{
public:
    Instant now() const override;
};

/// Started at a given instant and running on from there (--clock, demo, training).
class ShiftedClock final : public Clock
{
public:
    explicit ShiftedClock(Instant started_at);
    Instant now() const override;

private:
    milliseconds m_shift;
};

} // namespace salon
