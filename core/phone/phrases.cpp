// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/phrases.h"

#include <QHash>

namespace salon
{

namespace
{

const QStringList &weekdays(Language language)
{
    static const QStringList german =
        QStringLiteral("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag").split(u' ');
    static const QStringList english =
        QStringLiteral("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split(u' ');
    return language == Language::German ? german : english;
}

const QStringList &months(Language language)
{
    static const QStringList german =
        QStringLiteral("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
            .split(u' ');
    static const QStringList english =
        QStringLiteral("January February March April May June July August September October November December")
            .split(u' ');
    return language == Language::German ? german : english;
}

QString joined(const QStringList &items, const QString &last)
{
    if (items.size() < 2)
        return items.join(QString());
    return items.mid(0, items.size() - 1).join(QStringLiteral(", ")) + last + items.constLast();
}

} // namespace

QString Phrases::say(Phrase phrase, const QStringList &parts) const
{
    // Part by part would fill a placeholder that a name brought along.
    const QString pattern = m_own.value(phrase, text(phrase, m_language));
    QString out;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool is_place = pattern.at(i) == u'%' && i + 1 < pattern.size() && pattern.at(i + 1).isDigit();
        if (is_place)
            out += parts.value(pattern.at(++i).digitValue() - 1);
        else
            out += pattern.at(i);
    }
    return out.replace(QLatin1String(".."), QLatin1String(".")); // "at 2 p.m." ends a sentence by itself
}

QString Phrases::weekday(QDate date) const
{
    return weekdays(m_language).value(date.dayOfWeek() - 1);
}

QString Phrases::weekdayShort(QDate date) const
{
    return weekday(date).left(m_language == Language::German ? 2 : 3);
}

QString Phrases::dayAndMonth(QDate date) const
{
    const QString month = months(m_language).value(date.month() - 1);
    const QString day = QString::number(date.day());
    return m_language == Language::German ? QStringLiteral("%1, den %2. %3").arg(weekday(date), day, month)
                                          : QStringLiteral("%1, %2 %3").arg(weekday(date), month, day);
}

QString Phrases::date(QDate date) const
{
    const bool is_other_year = m_today.isValid() && date.year() != m_today.year();
    return is_other_year ? dateWithYear(date) : dayAndMonth(date);
}

QString Phrases::dateWithYear(QDate day) const
{
    return dayAndMonth(day) + (m_language == Language::German ? QStringLiteral(" ") : QStringLiteral(", ")) +
           QString::number(day.year());
}

QString Phrases::time(QTime time, std::optional<AutumnSide> side) const
{
    const bool german = m_language == Language::German;
    QString which;
    if (side == AutumnSide::First)
        which = german ? QStringLiteral(" vor der Zeitumstellung") : QStringLiteral(" before the clocks change");
    else if (side == AutumnSide::Second)
        which = german ? QStringLiteral(" nach der Zeitumstellung") : QStringLiteral(" after the clocks change");
    if (german)
        return (time.minute() == 0 ? QStringLiteral("%1 Uhr").arg(time.hour())
                                   : QStringLiteral("%1 Uhr %2").arg(time.hour()).arg(time.minute())) +
               which;
    const int hour = time.hour() % 12 == 0 ? 12 : time.hour() % 12;
    const QString half = time.hour() < 12 ? QStringLiteral("a.m.") : QStringLiteral("p.m.");
    return (time.minute() == 0
                ? QStringLiteral("%1 %2").arg(hour).arg(half)
                : QStringLiteral("%1:%2 %3").arg(hour).arg(time.minute(), 2, 10, QLatin1Char('0')).arg(half)) +
           which;
}

QString Phrases::midnight() const
{
    return m_language == Language::German ? QStringLiteral("24 Uhr") : QStringLiteral("midnight");
}

QString Phrases::dateAndTime(QDate day, QTime at, std::optional<AutumnSide> side) const
{
    return date(day) + (m_language == Language::German ? QStringLiteral(" um ") : QStringLiteral(" at ")) +
           time(at, side);
}

QString Phrases::moment(const Zone &zone, Instant at) const
{
    return dateAndTime(zone.dateOf(at), zone.timeOf(at), zone.sideOf(at));
}

QString Phrases::anyOf(const QStringList &items) const
{
    return joined(items, m_language == Language::German ? QStringLiteral(" oder ") : QStringLiteral(" or "));
}

QString Phrases::allOf(const QStringList &items) const
{
    return joined(items, m_language == Language::German ? QStringLiteral(" und ") : QStringLiteral(" and "));
}

QString Phrases::duration(int minutes) const
{
    const bool german = m_language == Language::German;
    const int hours = minutes / 60;
    const int rest = minutes % 60;
    QStringList parts;
    if (hours == 1)
        parts.append(german ? QStringLiteral("eine Stunde") : QStringLiteral("one hour"));
    else if (hours > 1)
        parts.append((german ? QStringLiteral("%1 Stunden") : QStringLiteral("%1 hours")).arg(hours));
    if (rest > 0 || hours == 0)
        parts.append((german ? QStringLiteral("%1 Minuten") : QStringLiteral("%1 minutes")).arg(rest));
    return parts.join(german ? QStringLiteral(" und ") : QStringLiteral(" and "));
}

QString Phrases::amount(const QString &decimal, const QString &currency) const
{
    const bool german = m_language == Language::German;
    const QString plain = decimal.endsWith(QLatin1String(".00")) ? decimal.chopped(3) : decimal;
    const QString unit = currency != QLatin1String("EUR") ? currency
                         : german                         ? QStringLiteral("Euro")
                                                          : QStringLiteral("euros");
    return (german ? QString(plain).replace(u'.', u',') : plain) + QLatin1Char(' ') + unit;
}

} // namespace salon
