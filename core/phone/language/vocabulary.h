// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/language.h"

#include <QHash>
#include <QList>
#include <QString>

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
};

/// One word of an utterance. Shape: Number 14 {14}; Weekday {1..7}; Month {1..12}; RelativeDay {days from today};
/// Part {begin, end, half} in minutes, half 1 = before noon, 2 = after; Meridiem {1 am, 2 pm}; Clock {h, m};
/// DotPair {first, second}; SlashPair {first, second, year or 0}; FullDate {y, m, d}.
/// `exact`: Clock written as 02:30 or 14:30; DotPair with a dot behind it; FullDate as ISO.
struct Word {
    WordKind kind = WordKind::Unknown;
    int value = 0;
    int second = 0;
    int third = 0;
    bool exact = false;
    bool operator==(const Word &) const = default;
};

/// What a run of words means. The engine is the same for all languages; which runs there are is the language's data.
enum class Meaning {
    RelativeDay,
    RelativeDayPlusOne,
    DayInWeeks,
    WeekdayInWeeks,
    InWeeks,
    InDays,
    InHours,
    ThisWeekday,
    NextWeekday,
    AfterNextWeekday,
    Weekday,
    ThisWeek,
    NextWeek,
    AfterNextWeek,
    DayMonth,
    MonthDay,
    DayMonthYear,
    MonthDayYear,
    DayOfMonth,
    FullDate,
    DottedDate,
    SlashedDate,
    Clock,
    ClockHalf,
    DottedTime,
    HourOnly,
    HourMinute,
    HourHalf,
    HourMinuteHalf,
    HalfTo,
    HalfPast,
    QuarterPast,
    QuarterTo,
    MinutesPast,
    MinutesTo,
    MinutesPastHalf,
    MinutesToHalf,
    Noon,
    Part,
    From,
    Until,
    Between,
    And,
    Or,
    HourRange,
    BareNumber
};

struct Pattern {
    QList<WordKind> words;
    qsizetype taken = 0; // of these; the others only have to follow
    Meaning meaning;
};

/// The words and patterns of one language. A pattern's "number" also takes One; behind "/" stands what must follow.
class Vocabulary
{
public:
    static const Vocabulary &of(Language language);

    /// Words in any spelling ("uebermorgen"), digits, dates and clock times; fillers are left out.
    QList<Word> read(const QString &utterance) const;
    /// Longest first.
    const QList<Pattern> &patterns() const { return m_patterns; }

private:
    struct Entry {
        const char *words; // blank-separated spellings
        Word meaning;
    };
    struct Phrase {
        const char *kinds;
        Meaning meaning;
    };
    static Vocabulary german();
    static Vocabulary english();
    void add(const char *spellings, const Word &meaning);
    void add(const QList<Phrase> &phrases);
    QList<Word> known(const QString &word) const;

    QHash<QString, Word> m_words;
    QList<Pattern> m_patterns;
};

} // namespace salon
