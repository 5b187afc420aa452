// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/dayfacts.h"

#include "core/domain/holidays.h"

#include <algorithm>

namespace salon
{

namespace
{

using State = DateWish::State;
using Doubt = DateWish::Doubt;
using Kind = DayFact::Kind;
using Mode = DayFact::Mode;

/// A day that was inferred, not said, must not lie further ahead without being confirmed with its year.
constexpr int kFarAheadMonths = 6;
/// So short ago that the caller means the day that is over, not next year's.
constexpr int kJustPastDays = 2;
/// "So bald wie möglich" looks through these.
constexpr int kSoonDays = 14;

DateWish known(QDate date)
{
    return {State::Known, date};
}
DateWish over(QDate date)
{
    return {State::Past, date};
}
DateWish knownOrOver(QDate date, QDate today)
{
    return date < today ? over(date) : known(date);
}
DateWish knownOrFar(QDate date, QDate today)
{
    return date > today.addMonths(kFarAheadMonths) ? unclearDay(Doubt::Year, {date}) : known(date);
}

DateWish withYear(const DayFact &fact, QDate today)
{
    const QDate date(fact.year, fact.month, fact.day);
    if (!date.isValid())
        return unclearDay(Doubt::NoSuchDay);
    const QDate next_year = date.addYears(1);
    const bool is_old = date < today.addDays(-7) && fact.style != DayFact::Style::Iso;
    if (is_old && next_year >= today && next_year <= today.addMonths(kFarAheadMonths))
        return known(next_year); // the agent had last year in mind
    return knownOrOver(date, today);
}

DateWish dayOfMonth(const DayFact &fact, QDate today)
{
    QDate month = QDate(today.year(), today.month(), 1).addMonths(fact.months.value_or(0));
    for (int tries = 0; tries < (fact.months ? 1 : 3); ++tries, month = month.addMonths(1)) {
        const QDate date(month.year(), month.month(), fact.day);
        if (date.isValid() && date >= today)
            return known(date);
    }
    return unclearDay(Doubt::NoSuchDay);
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
    if (!next.isValid() && !january.isValid())
        return unclearDay(Doubt::NoSuchDay);
    return unclearDay(Doubt::Which, next.isValid() && next != january ? QList<QDate>{next, january} : QList{january});
}

/// The day of this year, or of the next where it is over.
DateWish ofTheYear(QDate this_year, QDate next_year, QDate today)
{
    const bool is_over = this_year.isValid() && this_year < today;
    if (is_over && this_year >= today.addDays(-kJustPastDays))
        return over(this_year);
    const QDate nearest = is_over || !this_year.isValid() ? next_year : this_year;
    return nearest.isValid() ? knownOrFar(nearest, today) : unclearDay(Doubt::NoSuchDay);
}

DateWish withoutYear(const DayFact &fact, QDate today)
{
    if (fact.month == 0)
        return dayOfMonth(fact, today);
    if (const auto artefact = recognitionArtefact(fact, today))
        return *artefact;
    const QDate date(today.year(), fact.month, fact.day);
    const bool is_leap_day = fact.month == 2 && fact.day == 29;
    if (!date.isValid() && !is_leap_day)
        return unclearDay(Doubt::NoSuchDay);
    const bool is_numeric = fact.style == DayFact::Style::Dotted || fact.style == DayFact::Style::DottedOpen;
    if (date.isValid() && date < today.addDays(-kJustPastDays) && is_numeric && fact.month == today.month()) {
        const QDate first = QDate(today.year(), today.month(), 1).addMonths(1);
        const QDate next_month(first.year(), first.month(), fact.day);
        return next_month.isValid() ? known(next_month) : unclearDay(Doubt::NoSuchDay);
    }
    return ofTheYear(date, QDate(today.year() + 1, fact.month, fact.day), today);
}

DateWish calendarDay(const DayFact &fact, QDate today)
{
    if (!fact.next_year)
        return fact.year ? withYear(fact, today) : withoutYear(fact, today);
    const QDate date(today.year() + 1, fact.month, fact.day);
    return date.isValid() ? known(date) : unclearDay(Doubt::NoSuchDay);
}

QDate feastDay(const DayFact &fact, int year)
{
    return fact.month == 0 ? easterSunday(year).addDays(fact.day) : QDate(year, fact.month, fact.day);
}

DateWish feast(const DayFact &fact, QDate today)
{
    if (fact.year) {
        QList<QDate> days;
        for (int i = 0; i < fact.count; ++i)
            days.append(feastDay(fact, fact.year).addDays(i));
        return fact.count == 1 || fact.any_of_them ? anyOfDays(days, today) : unclearDay(Doubt::Which, days);
    }
    if (fact.count == 1)
        return ofTheYear(feastDay(fact, today.year()), feastDay(fact, today.year() + 1), today);
    const bool is_over = feastDay(fact, today.year()).addDays(fact.count) <= today;
    const QDate first = feastDay(fact, today.year() + (is_over ? 1 : 0));
    if (first > today.addMonths(kFarAheadMonths))
        return unclearDay(Doubt::Year, {first});
    QList<QDate> days;
    for (int i = 0; i < fact.count; ++i)
        if (first.addDays(i) >= today)
            days.append(first.addDays(i));
    return fact.any_of_them ? anyOfDays(days, today) : unclearDay(Doubt::Which, days);
}

QDate adventSunday(int nth, int year)
{
    const QDate eve(year, 12, 24);
    return eve.addDays(-(eve.dayOfWeek() % 7) - 7 * (4 - nth));
}

DateWish advent(int nth, QDate today)
{
    if (nth < 1 || nth > 4)
        return unclearDay(Doubt::NoSuchDay);
    return ofTheYear(adventSunday(nth, today.year()), adventSunday(nth, today.year() + 1), today);
}

/// Invalid where the month has no fifth one.
QDate nthWeekday(const DayFact &fact, int year)
{
    const QDate first(year, fact.month, 1);
    const QDate hit = first.addDays((fact.weekday - first.dayOfWeek() + 7) % 7);
    const QDate nth = fact.nth < 0 ? hit.addDays(28) : hit.addDays(7 * (fact.nth - 1));
    if (nth.month() == fact.month)
        return nth;
    return fact.nth < 0 ? hit.addDays(21) : QDate();
}

/// The nearest one to come, never today: "Dienstag" said on a Tuesday is next week's.
QDate nextOccurrence(int weekday, QDate today)
{
    const int ahead = (weekday - today.dayOfWeek() + 7) % 7;
    return today.addDays(ahead == 0 ? 7 : ahead);
}

DateWish weekdayMeant(const DayFact &fact, const std::optional<int> &week, QDate today)
{
    if (fact.mode == Mode::Last)
        return over(nextOccurrence(fact.weekday, today).addDays(fact.weekday == today.dayOfWeek() ? -14 : -7));
    const QDate in_this_week = mondayOf(today).addDays(fact.weekday - 1);
    if (week && *week != 0)
        return knownOrOver(in_this_week.addDays(7 * *week), today);
    if (week || fact.mode == Mode::This)
        return known(in_this_week < today ? in_this_week.addDays(7) : in_this_week);
    const int weeks = fact.weeks + (fact.mode == Mode::AfterNext ? 1 : 0);
    return known(nextOccurrence(fact.weekday, today).addDays(7 * weeks));
}

DateWish weekend(const DayFact &fact, const std::optional<int> &week, QDate today)
{
    const QDate saturday = mondayOf(today).addDays(5);
    const bool on_it = today >= saturday;
    int weeks = week.value_or(0);
    if (!week && fact.mode == Mode::Next)
        weeks = on_it ? 1 : 0;
    else if (!week && fact.mode == Mode::AfterNext)
        weeks = on_it ? 2 : 1;
    else if (!week && fact.mode == Mode::Bare && today > saturday)
        return unclearDay(Doubt::Which, {today, saturday.addDays(7)});
    return anyOfDays({saturday.addDays(7 * weeks), saturday.addDays(7 * weeks + 1)}, today);
}

DateWish partOfWeek(const DayFact &fact, QDate today)
{
    const QDate monday = mondayOf(today).addDays(7 * fact.weeks);
    switch (fact.part) {
    case DayFact::Part::Begin:
        return fact.weeks == 0 && monday.addDays(1) < today ? anyOfDays({monday.addDays(7), monday.addDays(8)}, today)
                                                            : anyOfDays({monday, monday.addDays(1)}, today);
    case DayFact::Part::Middle:
        return anyOfDays({monday.addDays(1), monday.addDays(2), monday.addDays(3)}, today);
    case DayFact::Part::End:
        return anyOfDays({monday.addDays(3), monday.addDays(4)}, today);
    case DayFact::Part::Whole:
        break;
    }
    return fact.weeks == 0 ? unclearDay(Doubt::TooVague) : [&] {
        QList<QDate> days;
        for (int i = 0; i < 7; ++i)
            days.append(monday.addDays(i));
        return anyOfDays(days, today);
    }();
}

DateWish partOfMonth(const DayFact &fact, QDate today)
{
    QDate first(today.year(), fact.month == 0 ? today.month() : fact.month, 1);
    first = first.addMonths(fact.months.value_or(0));
    if (first.addMonths(1) <= today)
        first = first.addYears(1);
    if (first > today.addMonths(kFarAheadMonths))
        return unclearDay(Doubt::TooVague);
    const int begins = fact.part == DayFact::Part::Middle ? 11 : fact.part == DayFact::Part::End ? 21 : 1;
    const int ends = fact.part == DayFact::Part::Begin ? 10 : fact.part == DayFact::Part::Middle ? 20 : 31;
    QList<QDate> days;
    for (int day = begins; day <= std::min(ends, first.daysInMonth()); ++day)
        days.append(first.addDays(day - 1));
    return days.constLast() < today ? unclearDay(Doubt::TooVague) : anyOfDays(days, today);
}

} // namespace

DateWish anyOfDays(QList<QDate> days, QDate today)
{
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    const QDate last = days.constLast();
    days.removeIf([&](QDate day) { return day < today; });
    if (days.isEmpty())
        return over(last);
    return days.size() == 1 ? known(days.constFirst()) : DateWish{State::Several, days.constFirst(), days};
}

DateWish unclearDay(Doubt doubt, const QList<QDate> &candidates)
{
    return {State::Unclear, std::nullopt, candidates, doubt};
}

QDate mondayOf(QDate day)
{
    return day.addDays(1 - day.dayOfWeek());
}

DateWish meaningOf(const DayFact &fact, const std::optional<int> &week, QDate today)
{
    switch (fact.kind) {
    case Kind::Offset:
        return knownOrOver(today.addDays(fact.days), today);
    case Kind::Weekday:
        return weekdayMeant(fact, week, today);
    case Kind::Weekend:
        return weekend(fact, week, today);
    case Kind::Week:
    case Kind::PartOfWeek:
        return partOfWeek(fact, today);
    case Kind::PartOfMonth:
        return partOfMonth(fact, today);
    case Kind::NthWeekday:
        return ofTheYear(nthWeekday(fact, today.year()), nthWeekday(fact, today.year() + 1), today);
    case Kind::Calendar:
        return calendarDay(fact, today);
    case Kind::Feast:
        return feast(fact, today);
    case Kind::Advent:
        return advent(fact.nth, today);
    case Kind::MonthsAhead:
        return unclearDay(Doubt::Which, {today.addMonths(fact.nth)});
    case Kind::Soonest: {
        QList<QDate> days;
        for (int i = 0; i < kSoonDays; ++i)
            days.append(today.addDays(i));
        return anyOfDays(days, today);
    }
    case Kind::Vague:
        break;
    }
    return unclearDay(Doubt::TooVague);
}

} // namespace salon
