// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"

namespace salon
{

/// check_availability_v17: is this start free; if not, why and what else. A part of the day ("vormittags") is answered
/// with its first free starts. Asks back rather than guess.
/// Shape: {available, requested_time, slot_time, service, staff, hold_expires_at, alternatives[]}.
struct AvailabilityCheck {
    static Result<FunctionReply> answer(const CallContext &context);
};

} // namespace salon
