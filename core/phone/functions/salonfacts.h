// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"

namespace salon
{

/// What anybody may know about the salon: list_services, get_service_info, get_opening_hours, parse_date.
/// Shape: {services[{service, service_key, duration_minutes, price, currency}]}; {service …, staff[{… with their
/// own}]}; {date, open, hours[{from, to}]}; {date, weekday, spoken, time} or a code that asks back.
struct SalonFacts {
    static Result<FunctionReply> services(const CallContext &context);
    static Result<FunctionReply> service(const CallContext &context);
    static Result<FunctionReply> openingHours(const CallContext &context);
    static Result<FunctionReply> date(const CallContext &context);
};

} // namespace salon
