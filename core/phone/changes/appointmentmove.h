// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"

namespace salon
{

/// reschedule_appointment: never in one step. The first call judges the salon's terms and the new start, keeps it free
/// and says what would become of the appointment (needs_confirmation); the second one, with `bestaetigung` or the same
/// once more within five minutes, moves it, judged again in its transaction. A start that is not free is answered as
/// everywhere, with alternatives.
/// Shape: {done, duplicate, appointment_id, start, end, old_time, new_time, service, staff, fee, currency,
/// alternatives[], hold_expires_at}; else as cancel_appointment.
struct AppointmentMove {
    static Result<FunctionReply> answer(const CallContext &context);
};

} // namespace salon
