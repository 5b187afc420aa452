// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/language/when.h"

#include <QDate>
#include <QList>

namespace salon
{

/// One thing said about the day: "morgen", "nächsten Freitag", "26. November", "Ende der Woche".
struct DayFact {
    enum class Kind {
        Offset,
        Weekday,
        Week,
        Weekend,
        PartOfWeek,
        PartOfMonth,
        NthWeekday,
        Calendar,
        Feast,
        Advent,
        MonthsAhead,
        Soonest,
        Vague,
    };
    enum class Mode { Bare, This, Next, AfterNext, Last };
    enum class Part { Begin, Middle, End, Whole };
    enum class Style {
        Spoken,     // "26. November", "am 3."
        DottedOpen, // 15.1
        Dotted,     // 15.1.
        Iso,
    };
    /// What stands in front of it.
    enum class Role { Plain, From, After, Until, Before, Or, Not };

    Kind kind = Kind::Offset;
    Role role = Role::Plain;
    int days = 0;    // Offset
    int weekday = 0; // Weekday, NthWeekday
    Mode mode = Mode::Bare;
    int weeks = 0;               // Weekday: this many weeks later; Week, PartOfWeek: 0 this, 1 next
    Part part = Part::Whole;     // PartOfWeek, PartOfMonth
    int nth = 0;                 // NthWeekday: -1 the last; Advent: 1 to 4; MonthsAhead: how many
    int day = 0;                 // Calendar, Feast; month or year 0 = not said
    int month = 0;               // Feast: 0 = `day` counts from Easter Sunday
    int year = 0;                //
    std::optional<int> months;   // with month 0: this many months from now
    bool next_year = false;      // Calendar
    Style style = Style::Spoken; // Calendar
    int count = 1;               // Feast: how many days
    bool any_of_them = false;    // Feast: each of its days will do
    bool isBareWeekday() const { return kind == Kind::Weekday && mode == Mode::Bare && weeks == 0; }
};

/// What one of them means by itself, in the week that was said beside it. Source: facts/origin-behaviour.md (i).
DateWish meaningOf(const DayFact &fact, const std::optional<int> &week, QDate today);

/// Ascending, from today on: one is known, several will all do; none is the past.
DateWish anyOfDays(QList<QDate> days, QDate today);
DateWish unclearDay(DateWish::Doubt doubt, const QList<QDate> &candidates = {});
QDate mondayOf(QDate day);

} // namespace salon
