// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/calcom/account.h"
#include "core/calcom/answer.h"

#include <optional>
#include <QDate>
#include <QList>
#include <QString>

/// What the key's owner has connected to Cal.com besides it, and when those calendars are busy.
/// Source: Cal.com's API reference v2, calendars (2026). The contract file names the calendar flat; the server wants
/// it nested, so that several fit into one request.
namespace salon::calcom
{

/// One that Cal.com looks at for conflicts.
struct ConnectedCalendar {
    std::int64_t credential_id = 0;
    QString external_id;
    bool operator==(const ConnectedCalendar &) const = default;
};

struct ListCalendars {
    OutgoingRequest request(const Account &account) const;
};

struct GetBusyTimes {
    QList<ConnectedCalendar> calendars;
    QString time_zone; // what the days are days of
    QDate from;
    QDate to; // included
    OutgoingRequest request(const Account &account) const;
};

/// Those that are switched on for conflicts; turns the answer Unclear if it is no list, or one of them broke.
std::optional<QList<ConnectedCalendar>> calendarsIn(Answer &answer);
/// Turns the answer Unclear if a single one cannot be read: what is missing would look free.
std::optional<QList<TimeRange>> busyTimesIn(Answer &answer);

} // namespace salon::calcom
