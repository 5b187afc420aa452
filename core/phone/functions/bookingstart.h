// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"

namespace salon
{

/// start_booking (book_appointment, confirm_booking): books through the booking desk, which checks again under its
/// lock. The same call, service and start once more is answered with the same appointment and duplicate:true, saying
/// whose and when it is; cancelled since, with booked:false and needs_confirmation, and only confirm_booking with the
/// same wish books it again. confirm_booking without a wish of its own answers with what this call has booked. The
/// caller's number is the call's, never one from the arguments: agents make numbers up. Shape: {booked, appointment_id,
/// start, end, staff, service, duplicate}, refused: {booked:false, alternatives[]}.
struct BookingStart {
    static Result<FunctionReply> answer(const CallContext &context);
};

} // namespace salon
