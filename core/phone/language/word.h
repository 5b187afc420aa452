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
    One, // "ein", "a": a number only where a pattern wants one
    Ordinal,
    Month,
    Weekday,
    RelativeDay,
    Morning, // German "morgen": tomorrow, or the morning after a day
    OnThe,   // German "am": a filler that makes "morgen" the morning
    This,
    Next,
    AfterNext,
    Week,
    Day,
    Hour, // "Uhr"
    HourUnit,
    Minute,
    Half,
    Quarter,
    ThreeQuarters,
    Past,
    To,
    From,
    Until,
    Between,
    And,
    Or,
    In,
    Part,
    Noon,
    Meridiem,
    Clock,     // 14:30
    DotPair,   // 5.10 or 14.30
    SlashPair, // 5/10
    FullDate,
    Minus, // in front of a number: no day and no time is below zero
};

/// One word of an utterance. Shape: Number 14 {14}; Weekday {1..7}; Month {1..12}; RelativeDay {days from today};
/// Part {begin, end, half} in minutes, half 1 = before noon, 2 = after; Meridiem {1 am, 2 pm}; Clock {h, m, ms};
/// DotPair {first, second, digits of the second}; SlashPair {first, second, year or 0}; FullDate {y, m, d}.
/// `exact`: Clock written as 02:30 or 14:30; DotPair with a dot behind it; FullDate as ISO.
struct Word {
    WordKind kind = WordKind::Unknown;
    int value = 0;
    int second = 0;
    int third = 0;
    bool exact = false;
    bool operator==(const Word &) const = default;
};

} // namespace salon
