// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"

namespace salon
{

/// get_customer_appointments (query_appointment): the caller's own, the upcoming ones unless past ones are asked for
/// (`past`, `zeitraum`), of one day where one is named, at most `limit` (10).
/// Shape: {found, period: upcoming|past, total, appointments[{appointment_id, start, end, date, time, spoken, service,
/// staff}]}.
struct AppointmentQuery {
    static Result<FunctionReply> answer(const CallContext &context);
};

} // namespace salon
