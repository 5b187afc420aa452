// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/zone.h"
#include "core/domain/ids.h"

#include <optional>
#include <QDate>
#include <QHash>
#include <QList>
#include <QString>

/// The salon, its branches and its people as plain values.
/// Units: `_min` minutes, `begins_min`/`ends_min` minutes since local midnight; weekday 1 = Monday … 7 = Sunday.
namespace salon
{

struct DayBlock {
    int begins_min = 0;
    int ends_min = 0;
    auto operator<=>(const DayBlock &) const = default;
};
/// Weekday -> blocks in order, not overlapping. Between two blocks of a working day lies a break.
using WeekHours = QHash<int, QList<DayBlock>>;

struct Salon {
    QString name;
    Zone zone;
    QString locale;
    QString country; // ISO 3166, the default for phone numbers without a prefix
    QString subdivision;
    QString currency;
    int notice_min = 15;
    int grid_min = 15;
    int horizon_days = 365;
    bool operator==(const Salon &) const = default;
};

struct ClosedDays {
    QDate from;
    QDate to; // included
    QString reason;
    bool operator==(const ClosedDays &) const = default;
};

struct Resource {
    ResourceId id;
    QString key;
    QString name;
    int count = 1;
    bool operator==(const Resource &) const = default;
};

struct Branch {
    BranchId id;
    QString key;
    QString name;
    QList<QString> phone_numbers; // E.164
    WeekHours opening_hours;
    QList<ClosedDays> closed;
    QList<Resource> resources;
    bool operator==(const Branch &) const = default;
};

/// When a branch is open on one date: its weekday's hours, unless a closed day or a public holiday takes them.
struct OpeningDay {
    QList<DayBlock> hours; // none = closed
    QString closed_reason; // of a closed day or holiday; empty for a weekday without hours
    bool isClosed() const { return hours.isEmpty(); }
};
OpeningDay openingOn(const Salon &salon, const Branch &branch, QDate date);

struct Absence {
    TimeRange span;
    QString reason;
    bool operator==(const Absence &) const = default;
};

struct Staff {
    StaffId id;
    QString key;
    QString name;
    BranchId branch;
    QString email;
    std::optional<std::int64_t> calcom_user_id;
    bool active = true;
    WeekHours working_hours;
    std::optional<WeekHours> working_hours_b; // rotating weeks: every second week
    std::optional<QDate> week_a_of;           // a date in a week A; working_hours are that week's
    QList<Absence> absences;
    QList<TimeRange> extra_hours; // one-off, besides the week's

    /// The blocks of that day's week. Weeks begin on Monday and alternate for ever, in both directions.
    QList<DayBlock> hoursOn(QDate date) const;
    bool operator==(const Staff &) const = default;
};

} // namespace salon
