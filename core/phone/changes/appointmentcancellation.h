// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"

namespace salon
{

/// cancel_appointment: never in one step. The first call says what would be cancelled and what that costs
/// (needs_confirmation); the second one, with `bestaetigung` or the same once more within five minutes, does it, judged
/// again in its transaction. Once more after that: done and duplicate.
/// Shape: {done, duplicate, status, appointment_id, start, end, service, staff, fee, currency}; several appointments:
/// {appointments[]}; what is left to the salon: {callback_queued, callback_id, priority, expires_at}.
struct AppointmentCancellation {
    static Result<FunctionReply> answer(const CallContext &context);
};

} // namespace salon
