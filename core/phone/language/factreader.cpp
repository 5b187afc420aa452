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
using Mode = DayFact::Mode;
using Role = DayFact::Role;

} // namespace

void FactReader::take(const Pattern &pattern, const QList<Word> &words, qsizetype at)
{
    static const QList<WordKind> counted{K::CalendarYear, K::Number,      K::One,      K::Ordinal, K::Month,
                                         K::Weekday,      K::RelativeDay, K::Meridiem, K::Advent};
    static const QList<WordKind> held{K::Clock, K::DotPair, K::SlashPair, K::Part, K::AfterWork, K::Feast};
    m_numbers.clear();
    m_words = words.mid(at, pattern.taken);
    m_word = m_words.constFirst();
    for (const Word &word : std::as_const(m_words)) {
        if (counted.contains(word.kind))
            m_numbers.append(word.value);
        if (held.contains(word.kind))
            m_word = word;
    }
    const Meaning meaning = pattern.meaning;
    if (takeDayFromNow(meaning) || takeWeek(meaning) || takeDate(meaning) || takeMonth(meaning) ||
        takeDayMark(meaning) || takeWrittenTime(meaning) || takeSpokenTime(meaning) || takePartOfDay(meaning))
        return;
    takeTimeMark(meaning);
}

void FactReader::leave(const Word &word)
{
    static const QList<WordKind> harmless{K::One, K::Day, K::Minute, K::Hour, K::In};
    static const QList<WordKind> about_time{K::Minus,         K::Half,     K::OneAndHalf, K::Quarter,
                                            K::ThreeQuarters, K::HourUnit, K::AfterWork,  K::Meridiem};
    if (word.kind == K::CalendarYear && m_field == WhenField::Time) { // "1430"
        m_word = word;
        clock(word.value / 100, word.value % 100, false);
        return;
    }
    if (about_time.contains(word.kind))
        m_facts.unclear_time = true;
    if (word.kind == K::Minus || (!about_time.contains(word.kind) && !harmless.contains(word.kind)))
        m_facts.strange = true;
}

Facts FactReader::finish()
{
    settleCorrection();
    if (m_role != Role::Plain) // a mark without what it marks
        m_facts.strange = true;
    return std::move(m_facts);
}

void FactReader::correct()
{
    const bool again =
        m_corrects && m_facts.days.size() == m_corrected_days && m_facts.times.size() == m_corrected_times;
    if (again) // "nicht zehn, sondern elf"
        return;
    settleCorrection();
    m_corrects = true;
    m_corrected_days = m_facts.days.size();
    m_corrected_times = m_facts.times.size();
}

/// "Dienstag um zehn, nein, Mittwoch": another day, the same time. "Dienstag, nein" says nothing.
void FactReader::settleCorrection()
{
    if (!m_corrects)
        return;
    const bool has_day = m_facts.days.size() > m_corrected_days;
    const bool has_time = m_facts.times.size() > m_corrected_times;
    const bool has_nothing = !has_day && !has_time;
    if (has_day || has_nothing)
        m_facts.days.remove(0, m_corrected_days);
    if (has_time || has_nothing)
        m_facts.times.remove(0, m_corrected_times);
    if (has_day && !m_facts.days.isEmpty() && m_facts.days.constFirst().role == Role::Or)
        m_facts.days.first().role = Role::Plain;
    m_facts.strange = m_facts.strange || has_nothing;
    m_corrects = false;
}

bool FactReader::addDay(DayFact fact)
{
    fact.role = m_role;
    m_role = Role::Plain;
    m_facts.days.append(fact);
    return true;
}

bool FactReader::offset(int days)
{
    return addDay({.kind = DayFact::Kind::Offset, .days = days});
}

/// "In acht Tagen" is a week to some and eight days to others: both are facts, so it is asked back.
bool FactReader::offsetInDays(int from, int days)
{
    if (m_language == Language::German && days == 8)
        offset(from + 7);
    return offset(from + days);
}

/// "Samstag in vierzehn Tagen" counts weeks; "Samstag in zehn Tagen" says two things.
bool FactReader::weekdayInDays(int days)
{
    const bool is_weeks = days % 7 == 0 || days == 8 || days == 15; // both ends counted
    if (is_weeks)
        return weekday(0, Mode::Bare, days / 7);
    return offset(days) && weekday(0, Mode::Bare);
}

bool FactReader::weekday(int index, Mode mode, int weeks)
{
    return addDay({.kind = DayFact::Kind::Weekday, .weekday = n(index), .mode = mode, .weeks = weeks});
}

bool FactReader::week(int weeks, DayFact::Part part)
{
    const bool is_whole = part == DayFact::Part::Whole;
    return addDay({.kind = is_whole ? DayFact::Kind::Week : DayFact::Kind::PartOfWeek, .weeks = weeks, .part = part});
}

bool FactReader::weekend(Mode mode)
{
    return addDay({.kind = DayFact::Kind::Weekend, .mode = mode});
}

bool FactReader::month(int month, std::optional<int> months)
{
    return addDay({.kind = DayFact::Kind::PartOfMonth, .part = part(), .month = month, .months = months});
}

bool FactReader::calendar(int day, int month, int year, DayFact::Style style)
{
    return addDay({.kind = DayFact::Kind::Calendar, .day = day, .month = month, .year = year, .style = style});
}

/// "26. November 2025" and "26. November 26", but "26. November 10": no hour is that late, no year that early.
bool FactReader::calendarOrHour(int day, int month, int number)
{
    if (number >= 1000)
        return calendar(day, month, number);
    if (number >= 24 && number < 60)
        return calendar(day, month, 2000 + number);
    if (m_field == WhenField::Date)
        m_facts.strange = true;
    else
        clock(number, 0, true);
    return calendar(day, month, 0);
}

bool FactReader::dotted()
{
    // No month is that late: "15.30" is a time wherever it stands.
    const bool is_no_month = !m_word.exact && m_word.value < 24 && m_word.second > 12 && m_word.second < 60;
    if (m_field == WhenField::Time && m_word.third < 2)
        return unclearTime();
    if (m_field == WhenField::Time || is_no_month)
        return clock(m_word.value, m_word.second, m_word.value < 10);
    return calendar(m_word.value, m_word.second, 0, m_word.exact ? DayFact::Style::Dotted : DayFact::Style::DottedOpen);
}

/// Day first or month first: only where one of both is impossible it is clear which.
bool FactReader::slashed()
{
    const int a = m_word.value;
    const int b = m_word.second;
    if (a <= 12)
        calendar(b, a, m_word.third);
    if (b <= 12 && a != b)
        calendar(a, b, m_word.third);
    return (a <= 12 || b <= 12) || calendar(a, b, m_word.third);
}

bool FactReader::mark(Role role)
{
    m_role = role;
    return true;
}

/// "Freitag nicht"
bool FactReader::ruledOut()
{
    m_role = Role::Not;
    return m_words.constFirst().kind == K::Weekday ? weekday(0, Mode::Bare) : offset(n(0));
}

DayFact::Part FactReader::part() const
{
    for (const Word &word : m_words) {
        if (word.kind == K::Begin)
            return DayFact::Part::Begin;
        if (word.kind == K::Middle)
            return DayFact::Part::Middle;
        if (word.kind == K::End)
            return DayFact::Part::End;
    }
    return DayFact::Part::Whole;
}

bool FactReader::takeDayFromNow(Meaning meaning)
{
    switch (int(meaning)) {
    case int(M::RelativeDay):
        return offset(n(0));
    case int(M::DayAfter):
        return offset(n(0) + 1);
    case int(M::DayBefore):
        return offset(n(0) - 1);
    case int(M::DayInWeeks):
        return offset(n(0) + 7 * n(1));
    case int(M::WeeksFromDay):
        return offset(n(1) + 7 * n(0));
    case int(M::DayInDays):
        return offsetInDays(n(0), n(1));
    case int(M::InWeeks):
        return offset(7 * m_numbers.constLast());
    case int(M::InDays):
        return offsetInDays(0, n(0));
    case int(M::InMonths):
        return addDay({.kind = DayFact::Kind::MonthsAhead, .nth = n(0)});
    case int(M::WeekdayInWeeks):
        return weekday(0, Mode::Bare, n(1));
    case int(M::WeeksFromWeekday):
        return weekday(1, Mode::Bare, n(0));
    case int(M::WeekdayInAWeek):
        return weekday(0, Mode::Bare, 1);
    case int(M::WeekdayInDays):
        return weekdayInDays(n(1));
    case int(M::ThisWeekday):
        return weekday(0, Mode::This);
    case int(M::AfterNextWeekday):
        return weekday(0, Mode::AfterNext);
    case int(M::LastWeekday):
        return weekday(0, Mode::Last);
    case int(M::NextWeekday):
    case int(M::Weekday):
        return weekday(0, Mode::Bare);
    }
    return false;
}

bool FactReader::takeWeek(Meaning meaning)
{
    switch (int(meaning)) {
    case int(M::LastWeek):
        return week(-1);
    case int(M::ThisWeek):
        return week(0);
    case int(M::NextWeek):
        return week(1);
    case int(M::AfterNextWeek):
        return week(2);
    case int(M::PartOfWeek):
        return week(0, part());
    case int(M::PartOfNextWeek):
        return week(1, part());
    case int(M::PartOfAfterNextWeek):
        return week(2, part());
    case int(M::Weekend):
        if (m_words.size() > 1) // "nächste Woche am Wochenende"
            week(1);
        return weekend(Mode::Bare);
    case int(M::ThisWeekend):
        return weekend(Mode::This);
    case int(M::NextWeekend):
        return weekend(Mode::Next);
    case int(M::AfterNextWeekend):
        return weekend(Mode::AfterNext);
    case int(M::Soonest):
        m_facts.times.append({.kind = TimeFact::Kind::Earliest});
        return addDay({.kind = DayFact::Kind::Soonest});
    case int(M::VagueDay):
        return m_field == WhenField::Time ? unclearTime() : addDay({.kind = DayFact::Kind::Vague});
    }
    return false;
}

bool FactReader::takeDate(Meaning meaning)
{
    switch (int(meaning)) {
    case int(M::DayMonth):
        return calendar(n(0), n(1), 0);
    case int(M::MonthDay):
        return calendar(n(1), n(0), 0);
    case int(M::DayMonthYear):
        return calendarOrHour(n(0), n(1), n(2));
    case int(M::MonthDayYear):
        return calendarOrHour(n(1), n(0), n(2));
    case int(M::DayMonthNextYear):
        return addDay({.kind = DayFact::Kind::Calendar, .day = n(0), .month = n(1), .next_year = true});
    case int(M::DayOfMonth):
        return calendar(n(0), 0, 0);
    case int(M::DayOfNextMonth):
    case int(M::NextMonthDay):
        return addDay({.kind = DayFact::Kind::Calendar, .day = n(0), .months = 1});
    case int(M::FullDate):
        return calendar(m_word.third, m_word.second, m_word.value,
                        m_word.exact ? DayFact::Style::Iso : DayFact::Style::Dotted);
    case int(M::DottedDate):
        return dotted();
    case int(M::SlashedDate):
        return slashed();
    case int(M::Feast):
        return addDay({.kind = DayFact::Kind::Feast,
                       .day = m_word.second,
                       .month = m_word.value,
                       .count = std::max(m_word.third, 1),
                       .any_of_them = m_word.exact});
    case int(M::FeastOfYear):
        return addDay({.kind = DayFact::Kind::Feast,
                       .day = m_word.second,
                       .month = m_word.value,
                       .year = n(0),
                       .count = std::max(m_word.third, 1),
                       .any_of_them = m_word.exact});
    case int(M::Advent):
        return addDay({.kind = DayFact::Kind::Advent, .nth = n(0)});
    }
    return false;
}

bool FactReader::takeMonth(Meaning meaning)
{
    switch (int(meaning)) {
    case int(M::NthWeekdayOfMonth):
        return addDay({.kind = DayFact::Kind::NthWeekday, .weekday = n(1), .nth = n(0), .month = n(2)});
    case int(M::LastWeekdayOfMonth):
        return addDay({.kind = DayFact::Kind::NthWeekday, .weekday = n(0), .nth = -1, .month = n(1)});
    case int(M::PartOfMonth):
        return month(n(0), std::nullopt);
    case int(M::PartOfThisMonth):
        return month(0, 0);
    case int(M::PartOfNextMonth):
        return month(0, 1);
    case int(M::SomewhereInMonth):
        if (!m_numbers.isEmpty())
            return month(n(0), std::nullopt);
        return month(
            0, std::any_of(m_words.cbegin(), m_words.cend(), [](const Word &word) { return word.kind == K::Next; })
                   ? 1
                   : 0);
    }
    return false;
}

bool FactReader::takeDayMark(Meaning meaning)
{
    switch (int(meaning)) {
    case int(M::FromDay):
        return mark(Role::From);
    case int(M::AfterTheDay):
        return mark(Role::After);
    case int(M::UntilDay):
        return mark(Role::Until);
    case int(M::BeforeTheDay):
        return mark(Role::Before);
    case int(M::BetweenDays):
        m_between_days = true;
        return mark(Role::From);
    case int(M::AndDay):
        return mark(m_between_days ? Role::Until : Role::Or);
    case int(M::OrDay):
        return mark(Role::Or);
    case int(M::NotDay):
        return mark(Role::Not);
    case int(M::WeekdayNot):
    case int(M::RelativeDayNot):
        return ruledOut();
    case int(M::WeekdayOrNot):
        return weekday(0, Mode::Bare) && weekday(1, Mode::Bare);
    }
    return false;
}

} // namespace salon
