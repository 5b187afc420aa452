// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/salon.h"

#include "core/domain/holidays.h"

namespace salon
{

OpeningDay openingOn(const Salon &salon, const Branch &branch, QDate date)
{
    for (const ClosedDays &closed : branch.closed)
        if (closed.from <= date && date <= closed.to)
            return {.closed_reason = closed.reason};
    if (const auto holiday = publicHoliday(salon.country, salon.subdivision, date)) {
        const bool german = salon.locale.startsWith(QLatin1String("de"));
        return {.closed_reason = QString::fromUtf8(german ? holiday->german : holiday->english)};
    }
    return {.hours = branch.opening_hours.value(date.dayOfWeek())};
}

QList<DayBlock> Staff::hoursOn(QDate date) const
{
    if (!working_hours_b || !week_a_of)
        return working_hours.value(date.dayOfWeek());
    const auto monday = [](QDate day) { return day.toJulianDay() - day.dayOfWeek() + 1; };
    const bool is_a = (monday(date) - monday(*week_a_of)) / 7 % 2 == 0;
    return (is_a ? working_hours : *working_hours_b).value(date.dayOfWeek());
}

} // namespace salon
