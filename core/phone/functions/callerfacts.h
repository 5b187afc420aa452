// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appointment.h"
#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"

#include <optional>
#include <QJsonArray>

namespace salon
{

/// What is known about whoever calls: their own visits, by their own number, and nobody else's.
struct CallerHistory {
    QList<Appointment> past;     // not cancelled, latest first, at most 20
    QList<Appointment> upcoming; // not cancelled, next first
    int total = 0;
    ServiceId usual_service;
    double service_confidence = 0;
    StaffId usual_staff;
    double staff_confidence = 0;

    static Result<CallerHistory> of(Connection &connection, CustomerId customer, Instant now);
};

/// get_current_context, check_customer, extract_dynamic_variable.
/// Without a known call, or with a withheld number, they answer without customer data.
struct CallerFacts {
    static Result<FunctionReply> currentContext(const CallContext &context);
    static Result<FunctionReply> customer(const CallContext &context);
    static Result<FunctionReply> echo(const CallContext &context);

    /// found, new_customer or anonymous
    static QString status(const CallContext &context);
    /// [{from, to}] in HH:MM; empty = closed.
    static QJsonArray openingHours(const CallContext &context, QDate date);
};

} // namespace salon
