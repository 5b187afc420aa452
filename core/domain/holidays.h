// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <QDate>
#include <QString>
#include <QStringList>

namespace salon
{

/// A day on which shops are closed by law.
struct PublicHoliday {
    const char *german; // UTF-8
    const char *english;
};

/// The public holiday of a country ("DE") and, where it has its own, of one of its states ("BE"), on that date.
/// Computed from the laws' rules; Germany with all states, Austria, and what all cantons of Switzerland share. Days of
/// single towns (Augsburg, Assumption Day in parts of Bavaria) are left to the salon's closed days, which can add a
/// day but never take one back. Other countries: none.
/// Source: the states' holiday laws; tests compare with the published lists of 2025 to 2027. Debian 12's own data
/// (libdate-holidays-de-perl, python3-holidays, KHolidays) ends before 2025: Berlin's 8 May 2025 is in none of it.
std::optional<PublicHoliday> publicHoliday(const QString &country, const QString &subdivision, QDate date);

/// Whose public holidays are known, in the order of the alphabet: countries, and a country's states with some of their
/// own. A country without such states keeps the same days everywhere.
QStringList holidayCountries();
QStringList holidaySubdivisions(const QString &country);

/// Easter Sunday of the Gregorian calendar.
QDate easterSunday(int year);

} // namespace salon
