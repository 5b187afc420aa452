// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/whenparser.h"

#include "core/phone/language/daywish.h"
#include "core/phone/language/factreader.h"

#include <algorithm>

namespace salon
{

namespace
{

using Field = WhenParser::Field;
using Day = DateWish::State;
using Time = TimeWish::State;

TimeWish unclearTime()
{
    return {Time::Unclear, std::nullopt, std::nullopt, {}};
}

/// 2: nothing to ask; 1: understood, but to be asked about; 0: not this language.
int understood(const When &when)
{
    if (when.date.state == Day::Missing && when.time.state == Time::Missing)
        return 0;
    const bool no_day = when.date.state == Day::Unclear && when.date.doubt == DateWish::Doubt::NotUnderstood;
    const bool no_time = when.time.state == Time::Unclear && when.time.candidates.isEmpty();
    if (no_day || no_time)
        return 0;
    return when.date.state == Day::Unclear || when.time.state == Time::Unclear ? 1 : 2;
}

/// What two fields of a request leave together.
DateWish both(const DateWish &first, const DateWish &second)
{
    if (first.state == Day::Missing)
        return second;
    if (second.state != Day::Known || !first.date || first.date == second.date)
        return first;
    if (first.candidates.contains(*second.date))
        return second;
    return {Day::Unclear, std::nullopt, {*first.date, *second.date}, DateWish::Doubt::Which};
}

TimeWish both(const TimeWish &first, const TimeWish &second)
{
    if (first.state == Time::Missing)
        return second;
    if (second.time && (first.state == Time::Window || first.candidates.contains(*second.time)))
        return second;
    if (second.time && first.time && first.time != second.time)
        return {Time::Unclear, std::nullopt, std::nullopt, {*first.time, *second.time}};
    TimeWish one = first;
    if (second.side == AutumnSide::Second)
        one.side = AutumnSide::Second;
    if (first.window && second.window) {
        one.window = DayBlock{std::max(first.window->begins_min, second.window->begins_min),
                              std::min(first.window->ends_min, second.window->ends_min)};
        one.earliest = first.earliest || second.earliest;
        if (one.window->begins_min >= one.window->ends_min)
            return unclearTime();
    }
    return one;
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
    if (facts.minutes_ahead) {
        const Instant then = m_now + std::chrono::minutes(*facts.minutes_ahead);
        const QTime time = m_zone.timeOf(then);
        const int begins = time.hour() * 60 + time.minute();
        facts.days.append({.kind = DayFact::Kind::Offset, .days = int(m_today.daysTo(m_zone.dateOf(then)))});
        facts.times.append({.kind = TimeFact::Kind::Part, .part = {begins, std::min(begins + 60, 24 * 60)}});
    }
    When when{dayMeant(facts.days, m_today), timeMeant(facts.times)};
    // "Montag um zehn oder Dienstag um zwei": which time belongs to the day that is chosen.
    if (when.date.state == Day::Several && when.time.state == Time::Unclear && !facts.unclear_time)
        when.date = {Day::Unclear, std::nullopt, when.date.candidates, DateWish::Doubt::Which};
    if (facts.unclear_time || (facts.strange && field == Field::Time))
        when.time = unclearTime();
    if (facts.strange && field != Field::Time) {
        const QList<QDate> meant = when.date.state == Day::Known ? QList<QDate>{*when.date.date} : QList<QDate>();
        when.date = {Day::Unclear, std::nullopt, meant, DateWish::Doubt::NotUnderstood};
    }
    return when;
}

When WhenParser::parse(const QString &utterance, Field field) const
{
    const QString text = utterance.simplified();
    if (text.isEmpty())
        return {};
    const auto stated = [&](const Zone &zone, Instant at) {
        const QDate date = zone.dateOf(at);
        return When{
            {date < m_today ? Day::Past : Day::Known, date},
            {.state = Time::Exact, .time = zone.timeOf(at), .side = zone.sideOf(at).value_or(AutumnSide::First)}};
    };
    if (const Result<Instant> at = m_zone.parseIso(text.toUpper()))
        return stated(m_zone, *at);
    // A wall time that the clocks leave out is understood all the same: whoever asks for it is told so.
    if (const Result<Instant> at = Zone().parseIso(text.toUpper()))
        return stated(Zone(), *at);
    const When own = read(text, field, m_language);
    if (understood(own) == 2)
        return own;
    const When other = read(text, field, m_language == Language::German ? Language::English : Language::German);
    return understood(other) > understood(own) ? other : own;
}

When WhenParser::parseFields(const QString &date, const QString &time, const QString &in_one) const
{
    When all;
    for (const When &when : {parse(date, Field::Date), parse(time, Field::Time), parse(in_one, Field::Both)}) {
        all.date = both(all.date, when.date);
        all.time = both(all.time, when.time);
    }
    if (all.date.state == Day::Missing && all.time.time) {
        const bool still_to_come = *all.time.time > m_zone.timeOf(m_now);
        all.date.candidates =
            still_to_come ? QList<QDate>{m_today, m_today.addDays(1)} : QList<QDate>{m_today.addDays(1)};
    }
    return all;
}

bool isTimeOfDay(const QString &text, Language language)
{
    const Facts facts = factsOf(text, Field::Time, language);
    return !facts.strange && !facts.unclear_time && facts.days.isEmpty() && timeMeant(facts.times).state == Time::Exact;
}

} // namespace salon
