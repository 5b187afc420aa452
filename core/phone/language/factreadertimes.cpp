// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/factreader.h"

#include <algorithm>

namespace salon
{

namespace
{

using K = WordKind;
using M = Meaning;

/// "vier zehn Uhr" is what recognition makes of "vierzehn Uhr".
bool isSplitTeen(int first, int second)
{
    return second == 10 && first >= 3 && first <= 9;
}

} // namespace

bool FactReader::clock(int hour, int minute, bool loose)
{
    const bool is_midnight = hour == 0 && minute >= 0; // "null Uhr" has no other half
    if (minute < 0) {
        minute += 60;
        hour = hour == 0 ? 23 : hour - 1;
    }
    const int beyond_minute_ms = m_word.kind == K::Clock ? m_word.third : 0;
    if (hour > 23 || minute < 0 || minute > 59 || beyond_minute_ms >= 60'000)
        return unclearTime();
    m_facts.times.append({.kind = TimeFact::Kind::Clock,
                          .minute_of_day = hour * 60 + minute,
                          .loose = loose && hour < 12 && !is_midnight,
                          .beyond_minute_ms = beyond_minute_ms});
    return true;
}

bool FactReader::clockWithHalf(int hour, int minute, int meridiem)
{
    const bool twelve_hours = hour >= 1 && hour <= 12;
    return clock(!twelve_hours ? hour : hour % 12 + (meridiem == 2 ? 12 : 0), minute, false);
}

bool FactReader::doubtful(const QList<int> &could_be)
{
    QList<int> possible = could_be;
    possible.removeIf([](int minute) { return minute < 0 || minute >= 24 * 60; });
    if (possible.isEmpty())
        return unclearTime();
    m_facts.times.append({.kind = TimeFact::Kind::Doubtful, .could_be = possible});
    return true;
}

bool FactReader::mark(TimeFact::Kind kind)
{
    m_facts.times.append({.kind = kind});
    return true;
}

bool FactReader::unclearTime()
{
    m_facts.unclear_time = true;
    return true;
}

bool FactReader::ahead(int minutes)
{
    m_facts.minutes_ahead = minutes;
    return true;
}

bool FactReader::partOfHourAhead()
{
    for (const Word &word : std::as_const(m_words)) {
        if (word.kind == K::Quarter)
            return ahead(15);
        if (word.kind == K::Half)
            return ahead(30);
        if (word.kind == K::ThreeQuarters)
            return ahead(45);
    }
    return ahead(90);
}

bool FactReader::dayPart()
{
    m_facts.times.append({.kind = TimeFact::Kind::Part,
                          .part = {m_word.value, m_word.second},
                          .half = static_cast<TimeFact::Half>(m_word.third)});
    return true;
}

/// "Bis mittags" ends at noon whatever is meant by midday; where another part of the day ends is for the caller to say.
bool FactReader::untilPart()
{
    constexpr int noon = 12 * 60;
    mark(TimeFact::Kind::Until);
    const bool is_midday = m_word.value < noon && m_word.second > noon && m_word.second < 24 * 60;
    return is_midday ? clock(12, 0, false) : dayPart();
}

/// German "vier zehn" is fourteen or ten past four.
bool FactReader::hourMinuteOrTeen()
{
    if (m_field == WhenField::Date && n(0) > 23 && n(0) <= 31 && n(1) >= 1 && n(1) <= 12)
        return calendar(n(0), n(1), 0); // "28 11": no hour is that late
    if (!isSplitTeen(n(0), n(1)) || m_field == WhenField::Date) {
        m_facts.strange = m_facts.strange || m_field == WhenField::Date;
        return clock(n(0), n(1), true);
    }
    return doubtful({(n(0) + 10) * 60, n(0) * 60 + 10});
}

/// "zehn, zehn Uhr" is said twice; "vier zehn Uhr" is fourteen.
bool FactReader::splitHour()
{
    if (isSplitTeen(n(0), n(1)))
        return clock(n(0) + 10, 0, false);
    return n(0) == n(1) ? clock(n(0), 0, true) : unclearTime();
}

/// "neun Uhr null fünf", "zwanzig Uhr fünf zehn"
bool FactReader::hourSplitMinute()
{
    if (n(1) == 0)
        return clock(n(0), n(2), true);
    return isSplitTeen(n(1), n(2)) ? clock(n(0), n(1) + 10, true) : unclearTime();
}

/// "zehn vor drei"; "2 to 4" is a stretch, for nobody counts two minutes.
bool FactReader::minutesTo()
{
    const bool counts_minutes =
        n(0) % 5 == 0 || m_language == Language::German ||
        std::any_of(m_words.cbegin(), m_words.cend(), [](const Word &word) { return word.kind == K::Minute; });
    if (counts_minutes)
        return clock(n(1), -n(0), true);
    return clock(n(0), 0, true) && mark(TimeFact::Kind::Until) && clock(n(1), 0, true);
}

/// "Half ten" is half past to the British and half to in word-by-word German; "um halb" lacks its hour.
bool FactReader::halfUnsaid()
{
    if (m_numbers.isEmpty())
        return unclearTime();
    return doubtful({n(0) * 60 - 30, n(0) * 60 + 30});
}

bool FactReader::bareNumber()
{
    const bool behind_marker = !m_facts.times.isEmpty() && m_facts.times.constLast().kind != TimeFact::Kind::Clock &&
                               m_facts.times.constLast().kind != TimeFact::Kind::Part;
    const bool behind_at = m_words.constFirst().second == 1; // "um zehn"
    if (m_field != WhenField::Date || behind_marker || behind_at)
        return clock(n(0), 0, true);
    // In a date field it is most likely a day of the month, but that is worth a question.
    m_facts.strange = true;
    return n(0) < 1 || n(0) > 31 || calendar(n(0), 0, 0);
}

bool FactReader::takeWrittenTime(Meaning meaning)
{
    switch (int(meaning)) {
    case int(M::Clock):
        return clock(m_word.value, m_word.second, !m_word.exact);
    case int(M::ClockHalf):
        // "10.5" is half past ten to some and five past to others.
        if (m_word.kind == K::DotPair && m_word.third < 2)
            return unclearTime();
        return clockWithHalf(m_word.value, m_word.second, m_numbers.constLast());
    case int(M::DottedTime):
        return m_word.third < 2 ? unclearTime() : clock(m_word.value, m_word.second, true);
    case int(M::HourOnly):
        return clock(n(0), 0, true);
    case int(M::HourMinute):
        m_facts.strange = m_facts.strange || m_field == WhenField::Date;
        return clock(n(0), n(1), true);
    case int(M::HourMinuteOrTeen):
        return hourMinuteOrTeen();
    case int(M::SplitHour):
        return splitHour();
    case int(M::HourSplitMinute):
        return hourSplitMinute();
    case int(M::HourHalf):
        return clockWithHalf(n(0), 0, n(1));
    case int(M::HourMinuteHalf):
        return clockWithHalf(n(0), n(1), n(2));
    case int(M::HourNoughtMinute):
        return n(1) == 0 ? clock(n(0), n(2), true) : unclearTime();
    case int(M::HourRange):
        return mark(TimeFact::Kind::From) && clock(n(0), 0, true) && mark(TimeFact::Kind::Until) &&
               clock(n(1), 0, true);
    }
    return false;
}

bool FactReader::takeSpokenTime(Meaning meaning)
{
    switch (int(meaning)) {
    case int(M::HalfTo):
        return clock(n(0), -30, true);
    case int(M::HalfPast):
        return clock(n(0), 30, true);
    case int(M::HalfUnsaid):
        return halfUnsaid();
    case int(M::QuarterPast):
        return clock(m_numbers.constLast(), 15, true);
    case int(M::QuarterTo):
        return clock(m_numbers.constLast(), -15, true);
    case int(M::QuarterUnsaid):
        return doubtful({n(0) * 60 - 45, n(0) * 60 - 15, n(0) * 60 + 15});
    case int(M::MinutesPast):
        return clock(n(1), n(0), true);
    case int(M::MinutesTo):
        return minutesTo();
    case int(M::MinutesPastHalf):
        return clock(n(1), -30 + n(0), true);
    case int(M::MinutesToHalf):
        return clock(n(1), -30 - n(0), true);
    case int(M::InHours):
        return ahead(60 * n(0));
    case int(M::InMinutes):
        return ahead(n(0));
    case int(M::InPartOfHour):
        return partOfHourAhead();
    case int(M::BareNumber):
        return bareNumber();
    }
    return false;
}

bool FactReader::takePartOfDay(Meaning meaning)
{
    switch (int(meaning)) {
    case int(M::Noon):
        return clock(12, 0, false);
    case int(M::Part):
        return dayPart();
    case int(M::UntilPart):
        return untilPart();
    case int(M::AtOpening):
        return mark(TimeFact::Kind::Earliest);
    case int(M::VagueTime):
        return unclearTime();
    }
    return false;
}

void FactReader::takeTimeMark(Meaning meaning)
{
    switch (int(meaning)) {
    case int(M::From):
        mark(TimeFact::Kind::From);
        return;
    case int(M::Until):
        mark(TimeFact::Kind::Until);
        return;
    case int(M::Between):
        mark(TimeFact::Kind::Between);
        return;
    case int(M::And):
        mark(TimeFact::Kind::And);
        return;
    case int(M::Or):
        mark(TimeFact::Kind::Or);
        return;
    case int(M::HourNot): // "zehn Uhr geht nicht, lieber elf": what follows takes its place
        clock(n(0), 0, true);
        correct();
        return;
    case int(M::Correction):
        correct();
        return;
    }
}

Facts factsOf(const QString &utterance, WhenField field, Language language)
{
    const Vocabulary &vocabulary = Vocabulary::of(language);
    const QList<Word> words = vocabulary.read(utterance);
    FactReader reader(field, language);
    for (qsizetype at = 0; at < words.size();) {
        if (const Pattern *pattern = vocabulary.matching(words, at)) {
            reader.take(*pattern, words, at);
            at += pattern->taken;
        } else {
            reader.leave(words.at(at++));
        }
    }
    return reader.finish();
}

} // namespace salon
