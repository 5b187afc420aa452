// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/domain/language.h"
#include "core/engine/callview.h"
#include "core/engine/dayview.h"
#include "core/engine/mapview.h"

namespace salon
{

class Connection;

/// What the window reads, each from one state of the database. Thread: the connection's. Errors: Database, NotFound.
struct DeskReads {
    static Result<DayView> day(Connection &connection, Instant now, QDate date);
    static Result<AppointmentView> appointment(Connection &connection, AppointmentId id);
    /// By customer or attendee name, phone suffix, service, or "#number"; the next ones first, then the latest past.
    static Result<QList<AppointmentView>> search(Connection &connection, Instant now, const QString &text);
    static Result<QList<CustomerMatch>> customers(Connection &connection, const QString &text);
    /// Every start of the salon's grid between the day's first and last possible one, free or with its reason.
    static Result<QList<StartView>> starts(Connection &connection, Instant now, const StartQuestion &question,
                                           Language language);

    static Result<EventMapMatrix> eventMaps(Connection &connection);
    static Result<CallList> calls(Connection &connection, Instant now);
    static Result<CallDetail> call(Connection &connection, Instant now, const QString &call_id);
    static Result<DeskCounts> counts(Connection &connection);

    static Result<QList<AppointmentView>> views(Connection &connection, const QList<Appointment> &appointments);
    static EventMapMatrix matrix(const Catalogue &catalogue);
    /// "Konto 1" apart from "Konto 2" where two active people have one name; empty for everybody else.
    static QHash<StaffId, int> accounts(const Catalogue &catalogue);
};

} // namespace salon
