// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/language/when.h"

#include <QDate>
#include <QList>

namespace salon
{

/// One thing said about the day: "morgen", "nächsten Freitag", "26. November", "nächste Woche".
struct DayFact {
    enum class Kind { Offset, Weekday, Week, Calendar };
    enum class Mode { Bare, This, AfterNext };
    enum class Style {
        Spoken,     // "26. November", "am 3."
        DottedOpen, // 15.1
        Dotted,     // 15.1.
        Iso,
    };
    Kind kind = Kind::Offset;
    int days = 0;    // Offset
    int weekday = 0; // Weekday
    Mode mode = Mode::Bare;
    int weeks = 0; // Weekday: this many weeks later; Week: 0 this, 1 next
    int day = 0;   // Calendar; month or year 0 = not said
    int month = 0;
    int year = 0;
    Style style = Style::Spoken;
};

/// What all of them together mean; things that contradict each other are unclear, with what each would mean.
/// Source: facts/origin-behaviour.md (i), date table.
DateWish dayMeant(const QList<DayFact> &facts, QDate today);

} // namespace salon
