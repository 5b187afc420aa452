// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/language/when.h"

#include <QList>

namespace salon
{

/// One thing said about the time of day: "halb drei", "vormittags", "ab", "zwischen".
struct TimeFact {
    enum class Kind {
        Clock,
        Part,
        Earliest, // "so früh wie möglich"
        Doubtful, // could be any of `could_be`: "viertel drei"
        From,
        Until,
        Between,
        And,
        Or
    };
    enum class Half { Unsaid, Morning, Afternoon };
    Kind kind = Kind::Clock;
    int minute_of_day = 0; // Clock
    bool loose = false;    // Clock: said on a twelve-hour face
    DayBlock part;         // Part
    Half half = Half::Unsaid;
    int beyond_minute_ms = 0; // Clock: its seconds
    QList<int> could_be;      // minutes of the day, on a twelve-hour face
};

/// What all of them together mean. On a twelve-hour face one to six are in the afternoon unless the morning was named.
/// Shape: "ab 15 Uhr" is {900, 1440}, "bis 12" {0, 720}, "zwischen zwei und vier" {840, 960}.
TimeWish timeMeant(const QList<TimeFact> &facts);

} // namespace salon
