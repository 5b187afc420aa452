// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appointment.h"
#include "core/phone/callcontext.h"

#include <QJsonArray>

namespace salon
{

/// The caller's own appointments. Whose they are is told by the call's number alone, never by a name, and only where
/// that number stands for one customer. Thread: the connection's.
struct CallerBook {
    enum class Caller {
        Known,
        Anonymous, // no number, or a web call
        Stranger,  // a number nobody here has
        Several,   // a number of more than one customer
    };
    static constexpr int kListed = 10;
    static constexpr int kSpoken = 5;

    static Caller caller(const CallContext &context);
    /// Confirmed and still to come, next first. The caller must be known.
    static Result<QList<Appointment>> upcoming(const CallContext &context);
    /// Begun or arrived for, and not over: who calls about it is late, or waiting.
    static Result<QList<Appointment>> underWay(const CallContext &context);
    /// Not cancelled and begun, latest first.
    static Result<QList<Appointment>> past(const CallContext &context);

    static QJsonObject entry(const CallContext &context, const Appointment &appointment);
    static QJsonArray list(const CallContext &context, const QList<Appointment> &appointments, int most = kListed);
    /// "Herrenhaarschnitt bei Jon Peters am Mittwoch, den 26. November um 10 Uhr"
    static QString spoken(const CallContext &context, const Appointment &appointment);
    static QStringList spoken(const CallContext &context, const QList<Appointment> &appointments);
};

} // namespace salon
