// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/whenparser.h"

#include "core/phone/language/dayfacts.h"
#include "core/phone/language/timefacts.h"
#include "core/phone/language/vocabulary.h"

namespace salon
{

namespace
{

using Field = WhenParser::Field;
using K = WordKind;

struct Facts {
    QList<DayFact> days;
    QList<TimeFact> times;
    std::optional<int> hours_ahead;
    bool strange = false; // something was said that nobody here understands
    bool impossible_time = false;
};

bool fits(WordKind wanted, const Word &word)
{
    return word.kind == wanted || (wanted == K::Number && word.kind == K::One);
}

const Pattern *longestMatch(const QList<Pattern> &patterns, const QList<Word> &words, qsizetype at)
{
    for (const Pattern &pattern : patterns) {
        if (at + pattern.words.size() > words.size())
            continue;
        bool all = true;
        for (qsizetype i = 0; all && i < pattern.words.size(); ++i)
            all = fits(pattern.words.at(i), words.at(at + i));
        if (all)
            return &pattern;
    }
    return nullptr;
}

/// Collects the facts of one utterance, pattern by pattern.
class FactReader
{
public:
    FactReader(Field field, Language language, Facts &facts)
        : m_field(field)
        , m_language(language)
        , m_facts(facts)
    {
    }

    void take(const Pattern &pattern, const QList<Word> &words, qsizetype at)
    {
        m_numbers.clear();
        m_word = words.at(at);
        for (qsizetype i = 0; i < pattern.taken; ++i) {
            const Word &word = words.at(at + i);
            if (word.kind == K::Number || word.kind == K::One || word.kind == K::Ordinal || word.kind == K::Month ||
                word.kind == K::Weekday || word.kind == K::RelativeDay || word.kind == K::Meridiem)
                m_numbers.append(word.value);
            if (word.kind == K::Clock || word.kind == K::DotPair || word.kind == K::SlashPair || word.kind == K::Part)
                m_word = word;
        }
        if (!takeDay(pattern.meaning))
            takeTime(pattern.meaning);
    }

private:
    int n(int index) const { return m_numbers.value(index); }

    bool offset(int days)
    {
        m_facts.days.append({DayFact::Kind::Offset, days});
        return true;
    }
    /// "In acht Tagen" is a week to some and eight days to others: both are facts, so it is asked back.
    bool offsetInDays(int from, int days)
    {
        if (m_language == Language::German && days == 8)
            offset(from + 7);
        return offset(from + days);
    }
    /// "Samstag in vierzehn Tagen" counts weeks.
    bool weekdayInDays(int days)
    {
        const bool is_weeks = days % 7 == 0 || days == 8 || days == 15; // both ends counted
        const int weeks = is_weeks ? days / 7 : 0;
        m_facts.strange = m_facts.strange || weeks == 0;
        return weekday(0, DayFact::Mode::Bare, weeks);
    }
    bool weekday(int index, DayFact::Mode mode, int weeks = 0)
    {
        m_facts.days.append({DayFact::Kind::Weekday, 0, n(index), mode, weeks});
        return true;
    }
    bool week(int weeks)
    {
        m_facts.days.append({DayFact::Kind::Week, 0, 0, DayFact::Mode::Bare, weeks});
        return true;
    }
    bool calendar(int day, int month, int year, DayFact::Style style = DayFact::Style::Spoken)
    {
        m_facts.days.append({DayFact::Kind::Calendar, 0, 0, DayFact::Mode::Bare, 0, day, month, year, style});
        return true;
    }
    /// "26. November 2025", but "26. November 10": a year has four digits.
    bool calendarOrHour(int day, int month, int number)
    {
        if (number >= 1000)
            return calendar(day, month, number);
        if (m_field == Field::Date)
            m_facts.strange = true;
        else
            clock(number, 0, true);
        return calendar(day, month, 0);
    }
    bool dotted()
    {
        // No month is that late: "15.30" is a time wherever it stands.
        const bool is_no_month = !m_word.exact && m_word.value < 24 && m_word.second > 12 && m_word.second < 60;
        if (m_field == Field::Time && m_word.third < 2) {
            m_facts.impossible_time = true;
            return true;
        }
        if (m_field == Field::Time || is_no_month) {
            clock(m_word.value, m_word.second, m_word.value < 10);
            return true;
        }
        return calendar(m_word.value, m_word.second, 0,
                        m_word.exact ? DayFact::Style::Dotted : DayFact::Style::DottedOpen);
    }
    /// Day first or month first: only where one of both is impossible it is clear which.
    bool slashed()
    {
        const int a = m_word.value;
        const int b = m_word.second;
        const bool is_clear = a > 12 || b > 12 || a == b;
        if (!is_clear)
            return calendar(0, 13, m_word.third);
        return a > 12 || a == b ? calendar(a, b, m_word.third) : calendar(b, a, m_word.third);
    }

    bool takeDay(Meaning meaning)
    {
        using M = Meaning;
        switch (int(meaning)) {
        case int(M::RelativeDay):
            return offset(n(0));
        case int(M::RelativeDayPlusOne):
            return offset(n(0) + 1);
        case int(M::DayInWeeks):
            return offset(n(0) + 7 * n(1));
        case int(M::DayInDays):
            return offsetInDays(n(0), n(1));
        case int(M::WeekdayInWeeks):
            return weekday(0, DayFact::Mode::Bare, n(1));
        case int(M::WeekdayInDays):
            return weekdayInDays(n(1));
        case int(M::InWeeks):
            return offset(7 * n(0));
        case int(M::InDays):
            return offsetInDays(0, n(0));
        case int(M::ThisWeekday):
            return weekday(0, DayFact::Mode::This);
        case int(M::AfterNextWeekday):
            return weekday(0, DayFact::Mode::AfterNext);
        case int(M::NextWeekday):
        case int(M::Weekday):
            return weekday(0, DayFact::Mode::Bare);
        case int(M::ThisWeek):
            return week(0);
        case int(M::NextWeek):
            return week(1);
        case int(M::AfterNextWeek):
            return week(2);
        case int(M::DayMonth):
            return calendar(n(0), n(1), 0);
        case int(M::MonthDay):
            return calendar(n(1), n(0), 0);
        case int(M::DayMonthYear):
            return calendarOrHour(n(0), n(1), n(2));
        case int(M::MonthDayYear):
            return calendarOrHour(n(1), n(0), n(2));
        case int(M::DayOfMonth):
            return calendar(n(0), 0, 0);
        case int(M::FullDate):
            return calendar(m_word.third, m_word.second, m_word.value,
                            m_word.exact ? DayFact::Style::Iso : DayFact::Style::Dotted);
        case int(M::DottedDate):
            return dotted();
        case int(M::SlashedDate):
            return slashed();
        }
        return false;
    }

    void clock(int hour, int minute, bool loose)
    {
        if (minute < 0) {
            minute += 60;
            hour = hour == 0 ? 23 : hour - 1;
        }
        const int beyond_minute_ms = m_word.kind == K::Clock ? m_word.third : 0;
        if (hour > 23 || minute > 59 || beyond_minute_ms >= 60'000) {
            m_facts.impossible_time = true;
            return;
        }
        m_facts.times.append({TimeFact::Kind::Clock,
                              hour * 60 + minute,
                              loose && hour < 12,
                              {},
                              TimeFact::Half::Unsaid,
                              beyond_minute_ms});
    }
    void clockWithHalf(int hour, int minute, int meridiem)
    {
        const bool twelve_hours = hour >= 1 && hour <= 12;
        clock(!twelve_hours ? hour : hour % 12 + (meridiem == 2 ? 12 : 0), minute, false);
    }
    void mark(TimeFact::Kind kind) { m_facts.times.append({kind}); }

    void bareNumber()
    {
        const bool behind_marker = !m_facts.times.isEmpty() &&
                                   m_facts.times.constLast().kind != TimeFact::Kind::Clock &&
                                   m_facts.times.constLast().kind != TimeFact::Kind::Part;
        if (m_field != Field::Date || behind_marker)
            clock(n(0), 0, true);
        else
            m_facts.strange = true;
    }

    void takeTime(Meaning meaning)
    {
        using M = Meaning;
        if (m_word.kind == K::DotPair && m_word.third < 2 && (meaning == M::DottedTime || meaning == M::ClockHalf)) {
            m_facts.impossible_time = true; // "10.5" is half past ten to some and five past to others
            return;
        }
        switch (int(meaning)) {
        case int(M::InHours):
            m_facts.hours_ahead = n(0);
            return;
        case int(M::Clock):
            return clock(m_word.value, m_word.second, !m_word.exact);
        case int(M::ClockHalf):
            return clockWithHalf(m_word.value, m_word.second, m_numbers.constLast());
        case int(M::DottedTime):
            return clock(m_word.value, m_word.second, true);
        case int(M::HourOnly):
            return clock(n(0), 0, true);
        case int(M::HourMinute):
            m_facts.strange = m_facts.strange || m_field == Field::Date;
            return clock(n(0), n(1), true);
        case int(M::HourHalf):
            return clockWithHalf(n(0), 0, n(1));
        case int(M::HourMinuteHalf):
            return clockWithHalf(n(0), n(1), n(2));
        case int(M::HalfTo):
            return clock(n(0), -30, true);
        case int(M::HalfPast):
            return clock(n(0), 30, true);
        case int(M::QuarterPast):
            return clock(m_numbers.constLast(), 15, true);
        case int(M::QuarterTo):
            return clock(m_numbers.constLast(), -15, true);
        case int(M::MinutesPast):
            return clock(n(1), n(0), true);
        case int(M::MinutesTo):
            return clock(n(1), -n(0), true);
        case int(M::MinutesPastHalf):
            return clock(n(1), -30 + n(0), true);
        case int(M::MinutesToHalf):
            return clock(n(1), -30 - n(0), true);
        case int(M::Noon):
            return clock(12, 0, false);
        case int(M::Part):
            m_facts.times.append({TimeFact::Kind::Part,
                                  0,
                                  false,
                                  {m_word.value, m_word.second},
                                  static_cast<TimeFact::Half>(m_word.third)});
            return;
        case int(M::HourRange):
            mark(TimeFact::Kind::From);
            clock(n(0), 0, true);
            mark(TimeFact::Kind::Until);
            return clock(n(1), 0, true);
        default:
            return takeMarker(meaning);
        }
    }

    void takeMarker(Meaning meaning)
    {
        if (meaning == Meaning::From)
            mark(TimeFact::Kind::From);
        else if (meaning == Meaning::Until)
            mark(TimeFact::Kind::Until);
        else if (meaning == Meaning::Between)
            mark(TimeFact::Kind::Between);
        else if (meaning == Meaning::And)
            mark(TimeFact::Kind::And);
        else if (meaning == Meaning::Or)
            mark(TimeFact::Kind::Or);
        else
            bareNumber();
    }

    const Field m_field;
    const Language m_language;
    Facts &m_facts;
    QList<int> m_numbers;
    Word m_word;
};

Facts factsOf(const QString &utterance, Field field, Language language)
{
    const Vocabulary &vocabulary = Vocabulary::of(language);
    const QList<Word> words = vocabulary.read(utterance);
    Facts facts;
    FactReader reader(field, language, facts);
    for (qsizetype at = 0; at < words.size();) {
        if (const Pattern *pattern = longestMatch(vocabulary.patterns(), words, at)) {
            reader.take(*pattern, words, at);
            at += pattern->taken;
            continue;
        }
        static const QList<WordKind> harmless{K::One, K::Day, K::Minute, K::Hour, K::In};
        facts.impossible_time = facts.impossible_time || words.at(at).kind == K::Minus;
        facts.strange = facts.strange || !harmless.contains(words.at(at).kind);
        ++at;
    }
    return facts;
}

} // namespace

WhenParser::WhenParser(const Zone &zone, Instant now, Language language)
    : m_zone(zone)
    , m_now(now)
    , m_today(zone.dateOf(now))
    , m_language(language)
{
}

When WhenParser::read(const QString &utterance, Field field, Language language) const
{
    Facts facts = factsOf(utterance, field, language);
    if (facts.hours_ahead) {
        const Instant then = m_now + std::chrono::hours(*facts.hours_ahead);
        const QTime time = m_zone.timeOf(then);
        const int begins = time.hour() * 60 + time.minute();
        facts.days.append({DayFact::Kind::Offset, int(m_today.daysTo(m_zone.dateOf(then)))});
        facts.times.append({TimeFact::Kind::Part, 0, false, {begins, std::min(begins + 60, 24 * 60)}});
    }
    When when{dayMeant(facts.days, m_today), timeMeant(facts.times)};
    if (facts.impossible_time)
        when.time = {TimeWish::State::Unclear, std::nullopt, std::nullopt};
    if (facts.strange && field != Field::Time)
        when.date = {DateWish::State::Unclear, std::nullopt, when.date.candidates, false};
    if (facts.strange && field == Field::Time)
        when.time = {TimeWish::State::Unclear, std::nullopt, std::nullopt};
    return when;
}

When WhenParser::parse(const QString &utterance, Field field) const
{
    const QString text = utterance.trimmed();
    if (text.isEmpty())
        return {};
    if (const Result<Instant> at = m_zone.parseIso(text)) {
        When when;
        const QDate date = m_zone.dateOf(*at);
        when.date = {date < m_today ? DateWish::State::Past : DateWish::State::Known, date, {}, false};
        when.time = {TimeWish::State::Exact, m_zone.timeOf(*at), std::nullopt,
                     m_zone.sideOf(*at).value_or(AutumnSide::First)};
        return when;
    }
    // A wall time that the clocks leave out is understood all the same: whoever asks for it is told so.
    if (const Result<Instant> at = Zone().parseIso(text))
        return {{DateWish::State::Known, Zone().dateOf(*at), {}, false},
                {TimeWish::State::Exact, Zone().timeOf(*at), std::nullopt}};
    const auto judged = [](const When &when) {
        return when.date.state != DateWish::State::Unclear && when.time.state != TimeWish::State::Unclear &&
               (when.date.state != DateWish::State::Missing || when.time.state != TimeWish::State::Missing);
    };
    const When own = read(text, field, m_language);
    if (judged(own))
        return own;
    const When other = read(text, field, m_language == Language::German ? Language::English : Language::German);
    return judged(other) ? other : own;
}

When WhenParser::parseFields(const QString &date, const QString &time, const QString &both) const
{
    When all;
    const auto merge = [&](const When &when) {
        if (all.date.state == DateWish::State::Missing)
            all.date = when.date;
        else if (when.date.state == DateWish::State::Known && all.date.date && all.date.date != when.date.date)
            all.date = {DateWish::State::Unclear, std::nullopt, {*all.date.date, *when.date.date}, false};
        if (all.time.state == TimeWish::State::Missing || (all.time.state == TimeWish::State::Window && when.time.time))
            all.time = when.time;
        else if (when.time.time && all.time.time && all.time.time != when.time.time)
            all.time = {TimeWish::State::Unclear, std::nullopt, std::nullopt};
        else if (when.time.side == AutumnSide::Second)
            all.time.side = AutumnSide::Second;
    };
    merge(parse(date, Field::Date));
    merge(parse(time, Field::Time));
    merge(parse(both, Field::Both));
    if (all.date.state == DateWish::State::Missing && all.time.time) {
        const bool still_to_come = *all.time.time > m_zone.timeOf(m_now);
        all.date.candidates =
            still_to_come ? QList<QDate>{m_today, m_today.addDays(1)} : QList<QDate>{m_today.addDays(1)};
    }
    return all;
}

bool isTimeOfDay(const QString &text, Language language)
{
    const Facts facts = factsOf(text, Field::Time, language);
    return !facts.strange && facts.days.isEmpty() && timeMeant(facts.times).state == TimeWish::State::Exact;
}

} // namespace salon
