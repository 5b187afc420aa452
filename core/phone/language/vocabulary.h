// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/language.h"
#include "core/phone/language/word.h"

#include <QHash>
#include <QList>
#include <QString>

namespace salon
{

/// What a run of words means. The engine is the same for all languages; which runs there are is the language's data.
enum class Meaning {
    RelativeDay,
    RelativeDayPlusOne,
    DayInWeeks,
    DayInDays,
    WeekdayInWeeks,
    WeekdayInDays,
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
