// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/dayfacts.h"

#include <algorithm>
#include <optional>

namespace salon
{

namespace
{

using State = DateWish::State;

/// A day that was inferred, not said, must not lie further ahead without being confirmed with its year.
constexpr int kFarAheadDays = 183;
/// So short ago that the caller means the day that is over, not next year's.
constexpr int kJustPastDays = 2;

DateWish known(QDate date)
{
    return {State::Known, date, {}, false};
}
DateWish over(QDate date)
{
    return {State::Past, date, {}, false};
}
DateWish unclear(const QList<QDate> &candidates = {})
{
    return {State::Unclear, std::nullopt, candidates, false};
}
DateWish knownOrOver(QDate date, QDate today)
{
    return date < today ? over(date) : known(date);
}

DateWish withYear(const DayFact &fact, QDate today)
{
    const QDate date(fact.year, fact.month, fact.day);
    if (!date.isValid())
        return unclear();
    const QDate next_year = date.addYears(1);
    const bool is_old = date < today.addDays(-7) && fact.style != DayFact::Style::Iso;
    if (is_old && next_year >= today && next_year <= today.addDays(kFarAheadDays))
        return known(next_year); // the agent had last year in mind
    return knownOrOver(date, today);
}

DateWish dayOfMonth(int day, QDate today)
{
    QDate month(today.year(), today.month(), 1);
    for (int tries = 0; tries < 3; ++tries, month = month.addMonths(1)) {
        const QDate date(month.year(), month.month(), day);
        if (date.isValid() && date >= today)
            return known(date);
    }
    return unclear();
}

/// "15.1": speech recognition's way of writing the fifteenth, when January is long over.
std::optional<DateWish> recognitionArtefact(const DayFact &fact, QDate today)
{
    if (fact.style != DayFact::Style::DottedOpen || fact.month != 1 || fact.day <= 10 || today.month() <= 2)
        return std::nullopt;
    const QDate this_month(today.year(), today.month(), fact.day);
    if (this_month.isValid() && this_month >= today)
        return known(this_month);
    const QDate next = this_month.addMonths(1);
    const QDate january(today.year() + 1, 1, fact.day);
    return unclear(next.isValid() ? QList<QDate>{next, january} : QList<QDate>{january});
}

DateWish withoutYear(const DayFact &fact, QDate today)
{
    if (fact.month == 0)
        return dayOfMonth(fact.day, today);
    if (const auto artefact = recognitionArtefact(fact, today))
        return *artefact;
    const QDate date(today.year(), fact.month, fact.day);
    if (!date.isValid())
        return unclear();
    const bool is_over = date < today;
    if (is_over && date >= today.addDays(-kJustPastDays))
        return over(date);
    const bool is_numeric = fact.style == DayFact::Style::Dotted || fact.style == DayFact::Style::DottedOpen;
    if (is_over && is_numeric && fact.month == today.month()) {
        const QDate first = QDate(today.year(), today.month(), 1).addMonths(1);
        const QDate next_month(first.year(), first.month(), fact.day);
        return next_month.isValid() ? known(next_month) : unclear();
    }
    const QDate nearest = is_over ? QDate(today.year() + 1, fact.month, fact.day) : date;
    if (!nearest.isValid())
        return unclear();
    return nearest > today.addDays(kFarAheadDays) ? unclear({nearest}) : known(nearest);
}

QDate monday(QDate day)
{
    return day.addDays(1 - day.dayOfWeek());
}

/// The nearest one to come, never today: "Dienstag" said on a Tuesday is next week's.
QDate nextOccurrence(int weekday, QDate today)
{
    const int ahead = (weekday - today.dayOfWeek() + 7) % 7;
    return today.addDays(ahead == 0 ? 7 : ahead);
}

QDate weekdayMeant(const DayFact &fact, const std::optional<int> &week, QDate today)
{
    const int weeks = fact.weeks + (fact.mode == DayFact::Mode::AfterNext ? 1 : 0);
    const bool in_this_week = week == 0 || (!week && fact.mode == DayFact::Mode::This);
    if (week && *week > 0)
        return monday(today).addDays(7 * *week + fact.weekday - 1);
    if (!in_this_week)
        return nextOccurrence(fact.weekday, today).addDays(7 * weeks);
    const QDate date = monday(today).addDays(fact.weekday - 1);
    return date < today ? date.addDays(7) : date;
}

DateWish meaning(const DayFact &fact, const std::optional<int> &week, QDate today)
{
    switch (fact.kind) {
    case DayFact::Kind::Offset:
        return knownOrOver(today.addDays(fact.days), today);
    case DayFact::Kind::Weekday:
        return known(weekdayMeant(fact, week, today));
    case DayFact::Kind::Calendar:
        return fact.year ? withYear(fact, today) : withoutYear(fact, today);
    case DayFact::Kind::Week:
        break;
    }
    DateWish whole = known(monday(today).addDays(7 * fact.weeks));
    whole.whole_week = true;
    return fact.weeks == 0 ? unclear() : whole;
}

std::optional<int> weekSaid(const QList<DayFact> &facts)
{
    for (const DayFact &fact : facts)
        if (fact.kind == DayFact::Kind::Week)
            return fact.weeks;
    return std::nullopt;
}

/// A weekday agrees with every date that falls on it; two weekdays agree when they are one day.
bool agree(const DayFact &fact, const DateWish &meant, QDate other)
{
    if (fact.kind == DayFact::Kind::Weekday && fact.mode == DayFact::Mode::Bare && fact.weeks == 0)
        return other.dayOfWeek() == fact.weekday;
    return meant.date == other;
}

} // namespace

DateWish dayMeant(const QList<DayFact> &facts, QDate today)
{
    if (facts.isEmpty())
        return {};
    const std::optional<int> week = weekSaid(facts);
    QList<DayFact> days;
    std::copy_if(facts.begin(), facts.end(), std::back_inserter(days),
                 [](const DayFact &fact) { return fact.kind != DayFact::Kind::Week; });
    if (days.isEmpty())
        return meaning(facts.constFirst(), week, today);
    // Dates before weekdays: "Mittwoch, den 26." is the 26th, if that is a Wednesday.
    std::stable_sort(days.begin(), days.end(), [](const DayFact &a, const DayFact &b) {
        return (a.kind == DayFact::Kind::Weekday) < (b.kind == DayFact::Kind::Weekday);
    });
    const DateWish first = meaning(days.constFirst(), week, today);
    if (first.state == State::Unclear)
        return first;
    for (qsizetype i = 1; i < days.size(); ++i) {
        const DateWish next = meaning(days.at(i), week, today);
        if (next.state == State::Unclear)
            return next;
        if (!agree(days.at(i), next, *first.date)) {
            QList<QDate> both{*first.date, *next.date};
            both.removeIf([&](QDate day) { return day < today; });
            return unclear(both);
        }
    }
    return first;
}

} // namespace salon
