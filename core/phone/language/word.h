// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace salon
{

/// What kind of thing a word is, as far as days and times are concerned.
enum class WordKind {
    Unknown,
    Filler,
    Number,
    One, // "ein", "a": a number only where a pattern wants a count
    Ordinal,
    Month,
    Weekday,
    RelativeDay,
    Morning, // German "morgen": tomorrow, or the morning after a day
    OnThe,   // German "am": a filler that makes "morgen" the morning
    This,
    Next,
    AfterNext,
    Last,
    Week,
    Weekend,
    Day,
    MonthUnit,
    Year,
    CalendarYear, // 2026
    Begin,
    Middle,
    End,
    Feast,
    Advent,
    Soonest,  // "so bald wie möglich"
    VagueDay, // "irgendwann"
    Hour,     // "Uhr"
    HourUnit,
    Minute,
    Half,
    OneAndHalf,
    Quarter,
    ThreeQuarters,
    Past,
    To,
    Before, // English: "quarter to" is a time, "before three" an end
    From,
    Until,
    Between,
    And,
    Or,
    Not,
    Correction, // "nein": what follows replaces what was said before
    In,
    Part,
    AfterWork, // "Feierabend": a part of the day only behind "after"
    AtOpening, // "wenn Sie aufmachen"
    VagueTime, // "kurz vor"
    Noon,
    Meridiem,
    Clock,     // 14:30
    DotPair,   // 5.10 or 14.30
    SlashPair, // 5/10
    FullDate,
    Minus, // in front of a number: no day and no time is below zero
    // In patterns only:
    Count,     // Number or One
    AnyDay,    // what a day can begin with
    NotBehind, // Not that closes what stands before it: "Freitag nicht, lieber …"
    NotAmid,   // Not that could belong to either side: "Montag nicht Dienstag"
};

/// One word of an utterance. Shape: Number 14 {14}; Weekday {1..7}; Month {1..12}; RelativeDay {days from today};
/// Part {begin, end, half} in minutes, half 1 = before noon, 2 = after; Meridiem {1 am, 2 pm}; Clock {h, m, ms};
/// DotPair {first, second, digits of the second}; SlashPair {first, second, year or 0}; FullDate {y, m, d};
/// Feast {month, day, how many days} or {0, days from Easter Sunday, how many}.
/// `exact`: Clock written as 02:30 or 14:30; DotPair with a dot behind it; FullDate as ISO; Feast of which each day
/// will do; English Number that the next word may complete ("twenty five"); Not with a break behind it.
/// Filler {1}: "um", behind which a number is a time; Number {n, 1}: such a number.
struct Word {
    WordKind kind = WordKind::Unknown;
    int value = 0;
    int second = 0;
    int third = 0;
    bool exact = false;
    bool apart = false; // a comma or the like stands before it
    bool operator==(const Word &) const = default;
};

} // namespace salon
