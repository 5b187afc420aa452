// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calcom/account.h"
#include "core/domain/ids.h"
#include "core/storage/transaction.h"
#include "core/sync/syncsettings.h"

#include <optional>
#include <QDate>

namespace salon
{

/// Whose calendars are to be read now, with that person's own key: another's shows another's calendars.
struct CalendarQuestion {
    StaffId staff;
    SyncSettings::Key key;
    calcom::Account account;
    TimeRange span; // whole days of the salon
    QString time_zone;
    QDate from;
    QDate to; // included
};

struct CalendarTurn {
    std::optional<CalendarQuestion> question;
    std::optional<Instant> next_due; // nothing: switched off by a person, or nobody has a key of their own
};

/// What one read brought: what is busy, or why nothing is known.
struct CalendarAnswer {
    int calendars = 0;
    QList<TimeRange> busy;
    QString problem;
};

/// The write lane's half of reading people's other calendars. A read that failed leaves what was known, and notes how
/// old it is. Thread: the write lane. Errors: Database, Busy: nothing was written; try again.
class CalendarLedger
{
public:
    CalendarLedger(const Clock &clock, SyncSettings settings);
    Result<CalendarTurn> next(Connection &connection);
    Result<void> settle(Connection &connection, const CalendarQuestion &question, const CalendarAnswer &answer);

private:
    Result<void> write(Transaction &tx, const CalendarQuestion &question, const QList<TimeRange> &busy);

    const Clock &m_clock;
    const SyncSettings m_settings;
};

} // namespace salon
