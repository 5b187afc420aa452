// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/language.h"
#include "core/phone/language/dayfacts.h"
#include "core/phone/language/timefacts.h"
#include "core/phone/language/vocabulary.h"

#include <optional>

namespace salon
{

/// All that one utterance says about day and time, before anything is concluded from it.
struct Facts {
    QList<DayFact> days;
    QList<TimeFact> times;
    std::optional<int> minutes_ahead;
    bool strange = false;      // something was said that nobody here understands
    bool unclear_time = false; // a time that cannot be, or "kurz nach zehn"
};

Facts factsOf(const QString &utterance, WhenField field, Language language);

/// Collects the facts of one utterance, pattern by pattern.
class FactReader
{
public:
    FactReader(WhenField field, Language language)
        : m_field(field)
        , m_language(language)
    {
    }

    void take(const Pattern &pattern, const QList<Word> &words, qsizetype at);
    /// A word that no pattern takes.
    void leave(const Word &word);
    Facts finish();

private:
    int n(int index) const { return m_numbers.value(index); }
    bool addDay(DayFact fact);
    bool offset(int days);
    bool offsetInDays(int from, int days);
    bool weekday(int index, DayFact::Mode mode, int weeks = 0);
    bool weekdayInDays(int days);
    bool week(int weeks, DayFact::Part part = DayFact::Part::Whole);
    bool weekend(DayFact::Mode mode);
    bool month(int month, std::optional<int> months);
    bool calendar(int day, int month, int year, DayFact::Style style = DayFact::Style::Spoken);
    bool calendarOrHour(int day, int month, int number);
    bool dotted();
    bool slashed();
    bool mark(DayFact::Role role);
    bool ruledOut();
    DayFact::Part part() const;
    bool takeDayFromNow(Meaning meaning);
    bool takeWeek(Meaning meaning);
    bool takeDate(Meaning meaning);
    bool takeMonth(Meaning meaning);
    bool takeDayMark(Meaning meaning);

    bool clock(int hour, int minute, bool loose);
    bool clockWithHalf(int hour, int minute, int meridiem);
    bool doubtful(const QList<int> &could_be);
    bool mark(TimeFact::Kind kind);
    bool unclearTime();
    bool ahead(int minutes);
    bool partOfHourAhead();
    bool dayPart();
    bool untilPart();
    bool hourMinuteOrTeen();
    bool splitHour();
    bool hourSplitMinute();
    bool minutesTo();
    bool halfUnsaid();
    bool bareNumber();
    bool takeWrittenTime(Meaning meaning);
    bool takeSpokenTime(Meaning meaning);
    bool takePartOfDay(Meaning meaning);
    void takeTimeMark(Meaning meaning);
    void correct();
    void settleCorrection();

    const WhenField m_field;
    const Language m_language;
    Facts m_facts;
    QList<int> m_numbers;
    QList<Word> m_words; // of the pattern at hand
    Word m_word;         // the one that holds more than a number
    DayFact::Role m_role = DayFact::Role::Plain;
    bool m_between_days = false;
    bool m_corrects = false; // what follows replaces the facts up to these numbers of them
    qsizetype m_corrected_days = 0;
    qsizetype m_corrected_times = 0;
};

} // namespace salon
