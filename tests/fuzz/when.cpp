// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/whenparser.h"
#include "core/phone/phrases.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace salon;
using test::fuzzCheck;

namespace
{

const Zone &berlin()
{
    static const Zone zone(QStringLiteral("Europe/Berlin"));
    return zone;
}

/// Days on which parsers stumble: ends of months and years, leap days, nights on which the clocks change.
Instant nowFor(std::size_t hash)
{
    static const QStringList nows{QStringLiteral("2025-11-25T09:30"), QStringLiteral("2025-12-31T23:59"),
                                  QStringLiteral("2026-01-01T00:00"), QStringLiteral("2026-01-31T12:00"),
                                  QStringLiteral("2028-02-29T08:15"), QStringLiteral("2026-03-29T03:00"),
                                  QStringLiteral("2026-10-25T02:30"), QStringLiteral("2026-11-29T18:00")};
    return *berlin().parseIso(nows.at(qsizetype(hash % std::size_t(nows.size()))));
}

void checkDay(const DateWish &wish, QDate today, const QByteArray &input)
{
    const QList<QDate> &days = wish.candidates;
    const bool all_valid = std::all_of(days.begin(), days.end(), [](QDate day) { return day.isValid(); });
    fuzzCheck(all_valid && (!wish.date || wish.date->isValid()), "every day exists", input);
    switch (wish.state) {
    case DateWish::State::Missing:
        fuzzCheck(!wish.date, "no day without a day", input);
        return;
    case DateWish::State::Known:
        fuzzCheck(wish.date && *wish.date >= today && days.isEmpty(), "a known day is one to come", input);
        return;
    case DateWish::State::Past:
        fuzzCheck(wish.date && *wish.date < today && days.isEmpty(), "a past day is over", input);
        return;
    case DateWish::State::Several:
        fuzzCheck(days.size() > 1 && days.size() <= 14 && wish.date == days.constFirst() && days.constFirst() >= today,
                  "several days are some to come", input);
        fuzzCheck(std::adjacent_find(days.begin(), days.end(), std::greater_equal<>()) == days.end(),
                  "several days are in order, each once", input);
        return;
    case DateWish::State::Unclear:
        fuzzCheck(!wish.date, "an unclear day is none", input);
        fuzzCheck(wish.doubt != DateWish::Doubt::Which || !days.isEmpty(), "which one: of some", input);
        fuzzCheck(wish.doubt != DateWish::Doubt::Year || days.size() == 1, "the year of one", input);
        return;
    }
}

void checkTime(const TimeWish &wish, const QByteArray &input)
{
    const QList<QTime> &times = wish.candidates;
    const bool all_valid = std::all_of(times.begin(), times.end(), [](QTime time) { return time.isValid(); });
    fuzzCheck(all_valid && (!wish.time || wish.time->isValid()), "every time exists", input);
    fuzzCheck(wish.time.has_value() == (wish.state == TimeWish::State::Exact), "an exact time is one", input);
    fuzzCheck(wish.window.has_value() == (wish.state == TimeWish::State::Window), "a window is one", input);
    fuzzCheck(wish.state != TimeWish::State::Several || times.size() > 1, "several times are some", input);
    if (wish.window)
        fuzzCheck(wish.window->begins_min >= 0 && wish.window->begins_min < wish.window->ends_min &&
                      wish.window->ends_min <= 24 * 60,
                  "a window is neither empty nor reversed and lies within the day", input);
}

/// What is understood is said back; said back, it is understood as the same.
void checkSpoken(const When &when, const WhenParser &parser, Language language, const QByteArray &input)
{
    if (when.date.state != DateWish::State::Known || when.date.date->year() > 9999)
        return;
    const Phrases phrases(language, parser.today());
    QString spoken = phrases.dateWithYear(*when.date.date);
    const bool has_time = when.time.time && when.time.time->second() == 0 && when.time.time->msec() == 0;
    if (has_time)
        spoken += (language == Language::German ? QStringLiteral(" um ") : QStringLiteral(" at ")) +
                  phrases.time(*when.time.time);
    const When again = parser.parse(spoken, WhenField::Both);
    fuzzCheck(again.date.state == DateWish::State::Known && again.date.date == when.date.date,
              "a day said back is the same day", input);
    // "Ein Uhr" is in the afternoon, so a time of the night cannot be said back.
    if (has_time && when.time.time->hour() >= 7)
        fuzzCheck(again.time.time == when.time.time, "a time said back is the same time", input);
}

void checkOne(const QString &text, WhenField field, const WhenParser &parser, Language language,
              const QByteArray &input)
{
    const When when = parser.parse(text, field);
    checkDay(when.date, parser.today(), input);
    checkTime(when.time, input);
    checkSpoken(when, parser, language, input);
    fuzzCheck(parser.parse(text.toUpper(), field) == when, "capitals make no difference", input);
    fuzzCheck(parser.parse(text.toLower(), field) == when, "small letters make no difference", input);
    const QString wide =
        QStringLiteral(" \t ") + QString(text).replace(QLatin1Char(' '), QLatin1String(" \n  ")) + QLatin1Char(' ');
    fuzzCheck(parser.parse(wide, field) == when, "blanks make no difference", input);
}

} // namespace

/// The parser of days and times, in both languages and all kinds of fields.
void salonFuzz(const QByteArray &input)
{
    const QString text = QString::fromUtf8(input);
    const std::size_t hash = qHash(input, 42);
    for (const Language language : {Language::German, Language::English}) {
        const WhenParser parser(berlin(), nowFor(hash), language);
        for (const WhenField field : {WhenField::Date, WhenField::Time, WhenField::Both})
            checkOne(text, field, parser, language, input);
        const qsizetype third = text.size() / 3;
        const When joined = parser.parseFields(text.left(third), text.mid(third, third), text.mid(2 * third));
        checkDay(joined.date, parser.today(), input);
        checkTime(joined.time, input);
    }
    isTimeOfDay(text, Language::German);
}
