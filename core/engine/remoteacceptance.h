// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/booking/bookingrequest.h"
#include "core/storage/connection.h"

namespace salon
{

/// A person lets the book follow what somebody else did at Cal.com: the appointment is cancelled or moved through the
/// same door as from the desk, and the entry of the review queue is settled. The other way, Cal.com follows the book,
/// is ReviewActions::push().
/// Thread: the connection's. Errors: NotFound; Refused with the sentence: nothing to accept, or the time is taken.
struct RemoteAcceptance {
    static Result<void> accept(Connection &connection, const Clock &clock, Random &random, ReviewId id,
                               const Actor &actor);
};

} // namespace salon
