// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/vocabulary.h"

#include <array>

namespace salon
{

Vocabulary Vocabulary::english()
{
    using K = WordKind;
    using M = Meaning;
    static const std::array<const char *, 20> small{
        "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
        "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const std::array<const char *, 20> ordinals{
        "",           "first",     "second",    "third",       "fourth",     "fifth",     "sixth",
        "seventh",    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",   "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"};
    Vocabulary all;
    for (std::size_t n = 0; n < small.size(); ++n)
        all.add(small.at(n), {K::Number, int(n)});
    for (std::size_t n = 1; n < ordinals.size(); ++n)
        all.add(ordinals.at(n), {K::Ordinal, int(n)});

    // "exact" on a ten: the next word may complete it ("twenty five", "thirty first").
    static const QList<Entry> entries{
        {"twenty", {K::Number, 20, 0, 0, true}},
        {"thirty", {K::Number, 30, 0, 0, true}},
        {"forty", {K::Number, 40, 0, 0, true}},
        {"fifty", {K::Number, 50, 0, 0, true}},
        {"twentieth", {K::Ordinal, 20}},
        {"thirtieth", {K::Ordinal, 30}},
        {"a an", {K::One, 1}},
        {"january jan", {K::Month, 1}},
        {"february feb", {K::Month, 2}},
        {"march mar", {K::Month, 3}},
        {"april apr", {K::Month, 4}},
        {"may", {K::Month, 5}},
        {"june jun", {K::Month, 6}},
        {"july jul", {K::Month, 7}},
        {"august aug", {K::Month, 8}},
        {"september sep sept", {K::Month, 9}},
        {"october oct", {K::Month, 10}},
        {"november nov", {K::Month, 11}},
        {"december dec", {K::Month, 12}},
        {"monday mondays mon", {K::Weekday, 1}},
        {"tuesday tuesdays tue tues", {K::Weekday, 2}},
        {"wednesday wednesdays wed", {K::Weekday, 3}},
        {"thursday thursdays thu thurs", {K::Weekday, 4}},
        {"friday fridays fri", {K::Weekday, 5}},
        {"saturday saturdays sat", {K::Weekday, 6}},
        {"sunday sundays sun", {K::Weekday, 7}},
        {"yesterday", {K::RelativeDay, -1}},
        {"today", {K::RelativeDay, 0}},
        {"tomorrow", {K::RelativeDay, 1}},
        {"this", {K::This}},
        {"next coming", {K::Next}},
        {"week weeks", {K::Week}},
        {"day days", {K::Day}},
        {"oclock h", {K::Hour}},
        {"hour hours", {K::HourUnit}},
        {"minute minutes min", {K::Minute}},
        {"half", {K::Half}},
        {"quarter", {K::Quarter}},
        {"past after", {K::Past}},
        {"to before", {K::To}},
        {"from", {K::From}},
        {"until till by", {K::Until}},
        {"between", {K::Between}},
        {"and", {K::And}},
        {"or", {K::Or}},
        {"in", {K::In}},
        {"noon midday", {K::Noon}},
        {"am", {K::Meridiem, 1}},
        {"pm", {K::Meridiem, 2}},
        {"early", {K::Part, 0, 600, 1}},
        {"morning mornings", {K::Part, 540, 720, 1}},
        {"lunchtime lunch", {K::Part, 660, 840, 0}},
        {"afternoon afternoons", {K::Part, 780, 1020, 2}},
        {"evening evenings", {K::Part, 1020, 1440, 2}},
        {"on at around about approximately the of for please i would like appointment sharp some time maybe d",
         {K::Filler}},
    };
    for (const Entry &entry : entries)
        all.add(entry.words, entry.meaning);

    all.add({
        {"relative-day", M::RelativeDay},
        {"day past relative-day", M::RelativeDayPlusOne},
        {"relative-day in number week", M::DayInWeeks},
        {"relative-day in number day", M::DayInDays},
        {"weekday in number week", M::WeekdayInWeeks},
        {"in number week", M::InWeeks},
        {"in number day", M::InDays},
        {"in number hour-unit", M::InHours},
        {"this weekday", M::ThisWeekday},
        {"next weekday", M::NextWeekday},
        {"weekday", M::Weekday},
        {"this week", M::ThisWeek},
        {"next week", M::NextWeek},
        {"week past next", M::AfterNextWeek},
        {"ordinal month", M::DayMonth},
        {"number month", M::DayMonth},
        {"month ordinal", M::MonthDay},
        {"month number", M::MonthDay},
        {"ordinal month number", M::DayMonthYear},
        {"number month number", M::DayMonthYear},
        {"month ordinal number", M::MonthDayYear},
        {"month number number", M::MonthDayYear},
        {"month ordinal / number meridiem", M::MonthDay},
        {"month number / number meridiem", M::MonthDay},
        {"ordinal month / number meridiem", M::DayMonth},
        {"number month / number meridiem", M::DayMonth},
        {"ordinal", M::DayOfMonth},
        {"full-date", M::FullDate},
        {"dot-pair", M::DottedDate},
        {"slash-pair", M::SlashedDate},
        {"clock", M::Clock},
        {"clock meridiem", M::ClockHalf},
        {"clock hour", M::Clock},
        {"dot-pair meridiem", M::ClockHalf},
        {"number hour", M::HourOnly},
        {"number meridiem", M::HourHalf},
        {"number hour meridiem", M::HourHalf},
        {"number number meridiem", M::HourMinuteHalf},
        {"number number", M::HourMinute},
        {"half past number", M::HalfPast},
        {"quarter past number", M::QuarterPast},
        {"one quarter past number", M::QuarterPast},
        {"quarter to number", M::QuarterTo},
        {"one quarter to number", M::QuarterTo},
        {"number past number", M::MinutesPast},
        {"number to number", M::MinutesTo},
        {"noon", M::Noon},
        {"part", M::Part},
        {"in part", M::Part},
        {"this part", M::Part},
        {"from", M::From},
        {"past", M::From},
        {"until", M::Until},
        {"to", M::Until},
        {"between", M::Between},
        {"and", M::And},
        {"or", M::Or},
        {"from number to number", M::HourRange},
        {"from number until number", M::HourRange},
        {"between number and number", M::HourRange},
        {"number", M::BareNumber},
    });
    return all;
}

} // namespace salon
