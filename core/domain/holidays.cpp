// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/holidays.h"

#include <algorithm>
#include <iterator>

namespace salon
{

namespace
{

enum class Day { Fixed, FromEaster, WednesdayBefore };

/// Fixed and WednesdayBefore: month and day; FromEaster: days after Easter Sunday. States: empty = all of them.
struct HolidayRule {
    const char *country;
    const char *states;
    Day kind;
    int month;
    int day;
    PublicHoliday holiday;
    int first_year = 1991;
    int last_year = 9999;
};

constexpr HolidayRule kRules[] = {
    {"DE", "", Day::Fixed, 1, 1, {"Neujahr", "New Year's Day"}},
    {"DE", "BW BY ST", Day::Fixed, 1, 6, {"Heilige Drei Könige", "Epiphany"}},
    {"DE", "BE", Day::Fixed, 3, 8, {"Internationaler Frauentag", "International Women's Day"}, 2019},
    {"DE", "MV", Day::Fixed, 3, 8, {"Internationaler Frauentag", "International Women's Day"}, 2023},
    {"DE", "", Day::FromEaster, 0, -2, {"Karfreitag", "Good Friday"}},
    {"DE", "BB", Day::FromEaster, 0, 0, {"Ostersonntag", "Easter Sunday"}},
    {"DE", "", Day::FromEaster, 0, 1, {"Ostermontag", "Easter Monday"}},
    {"DE", "", Day::Fixed, 5, 1, {"Tag der Arbeit", "Labour Day"}},
    {"DE", "BE", Day::Fixed, 5, 8, {"Tag der Befreiung", "Liberation Day"}, 2020, 2020},
    {"DE", "BE", Day::Fixed, 5, 8, {"Tag der Befreiung", "Liberation Day"}, 2025, 2025},
    {"DE", "", Day::FromEaster, 0, 39, {"Christi Himmelfahrt", "Ascension Day"}},
    {"DE", "BB", Day::FromEaster, 0, 49, {"Pfingstsonntag", "Whit Sunday"}},
    {"DE", "", Day::FromEaster, 0, 50, {"Pfingstmontag", "Whit Monday"}},
    {"DE", "BW BY HE NW RP SL", Day::FromEaster, 0, 60, {"Fronleichnam", "Corpus Christi"}},
    {"DE", "SL", Day::Fixed, 8, 15, {"Mariä Himmelfahrt", "Assumption Day"}},
    {"DE", "TH", Day::Fixed, 9, 20, {"Weltkindertag", "Children's Day"}, 2019},
    {"DE", "", Day::Fixed, 10, 3, {"Tag der Deutschen Einheit", "German Unity Day"}},
    {"DE", "BB MV SN ST TH", Day::Fixed, 10, 31, {"Reformationstag", "Reformation Day"}},
    {"DE", "", Day::Fixed, 10, 31, {"Reformationstag", "Reformation Day"}, 2017, 2017},
    {"DE", "HB HH NI SH", Day::Fixed, 10, 31, {"Reformationstag", "Reformation Day"}, 2018},
    {"DE", "BW BY NW RP SL", Day::Fixed, 11, 1, {"Allerheiligen", "All Saints' Day"}},
    {"DE", "SN", Day::WednesdayBefore, 11, 23, {"Buß- und Bettag", "Day of Repentance and Prayer"}},
    {"DE", "", Day::Fixed, 12, 25, {"1. Weihnachtstag", "Christmas Day"}},
    {"DE", "", Day::Fixed, 12, 26, {"2. Weihnachtstag", "Second Day of Christmas"}},

    {"AT", "", Day::Fixed, 1, 1, {"Neujahr", "New Year's Day"}},
    {"AT", "", Day::Fixed, 1, 6, {"Heilige Drei Könige", "Epiphany"}},
    {"AT", "", Day::FromEaster, 0, 1, {"Ostermontag", "Easter Monday"}},
    {"AT", "", Day::Fixed, 5, 1, {"Staatsfeiertag", "National Holiday"}},
    {"AT", "", Day::FromEaster, 0, 39, {"Christi Himmelfahrt", "Ascension Day"}},
    {"AT", "", Day::FromEaster, 0, 50, {"Pfingstmontag", "Whit Monday"}},
    {"AT", "", Day::FromEaster, 0, 60, {"Fronleichnam", "Corpus Christi"}},
    {"AT", "", Day::Fixed, 8, 15, {"Mariä Himmelfahrt", "Assumption Day"}},
    {"AT", "", Day::Fixed, 10, 26, {"Nationalfeiertag", "National Day"}},
    {"AT", "", Day::Fixed, 11, 1, {"Allerheiligen", "All Saints' Day"}},
    {"AT", "", Day::Fixed, 12, 8, {"Mariä Empfängnis", "Immaculate Conception"}},
    {"AT", "", Day::Fixed, 12, 25, {"Christtag", "Christmas Day"}},
    {"AT", "", Day::Fixed, 12, 26, {"Stefanitag", "St Stephen's Day"}},

    {"CH", "", Day::Fixed, 1, 1, {"Neujahr", "New Year's Day"}},
    {"CH", "", Day::FromEaster, 0, 39, {"Auffahrt", "Ascension Day"}},
    {"CH", "", Day::Fixed, 8, 1, {"Bundesfeiertag", "National Day"}},
    {"CH", "", Day::Fixed, 12, 25, {"Weihnachten", "Christmas Day"}},
};

QDate dayOf(const HolidayRule &rule, int year)
{
    switch (rule.kind) {
    case Day::Fixed:
        return {year, rule.month, rule.day};
    case Day::FromEaster:
        return easterSunday(year).addDays(rule.day);
    case Day::WednesdayBefore: {
        const QDate before = QDate(year, rule.month, rule.day).addDays(-1);
        return before.addDays(-((before.dayOfWeek() - Qt::Wednesday + 7) % 7));
    }
    }
    return {};
}

bool isOneOf(const QString &state, const char *states)
{
    return *states == '\0' || QString::fromLatin1(states).split(QLatin1Char(' ')).contains(state);
}

} // namespace

QDate easterSunday(int year)
{
    // Oudin's integer form of the Gregorian computus.
    const int golden = year % 19;
    const int century = year / 100;
    const int epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    const int moon = epact - epact / 28 * (1 - epact / 28 * (29 / (epact + 1)) * ((21 - golden) / 11));
    const int weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    const int offset = moon - weekday; // of the Sunday from 28 March
    return QDate(year, 3, 28).addDays(offset);
}

QStringList holidayCountries()
{
    QStringList countries;
    for (const HolidayRule &rule : kRules)
        countries.append(QString::fromLatin1(rule.country));
    countries.removeDuplicates();
    countries.sort();
    return countries;
}

QStringList holidaySubdivisions(const QString &country)
{
    QStringList states;
    for (const HolidayRule &rule : kRules)
        if (country == QLatin1String(rule.country))
            states += QString::fromLatin1(rule.states).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    states.removeDuplicates();
    states.sort();
    return states;
}

std::optional<PublicHoliday> publicHoliday(const QString &country, const QString &subdivision, QDate date)
{
    const auto found = std::find_if(std::cbegin(kRules), std::cend(kRules), [&](const HolidayRule &rule) {
        return country == QLatin1String(rule.country) && date.year() >= rule.first_year &&
               date.year() <= rule.last_year && dayOf(rule, date.year()) == date && isOneOf(subdivision, rule.states);
    });
    return found == std::cend(kRules) ? std::nullopt : std::optional(found->holiday);
}

} // namespace salon
