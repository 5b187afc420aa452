// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/vocabulary.h"

#include <array>

namespace salon
{

namespace
{

using K = WordKind;
using M = Meaning;

const std::array<const char *, 20> kSmall{
    "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
const std::array<const char *, 20> kOrdinals{"",          "first",     "second",      "third",      "fourth",
                                             "fifth",     "sixth",     "seventh",     "eighth",     "ninth",
                                             "tenth",     "eleventh",  "twelfth",     "thirteenth", "fourteenth",
                                             "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"};

const std::array<const char *, 12> kMonths{"january", "february", "march",     "april",   "may",      "june",
                                           "july",    "august",   "september", "october", "november", "december"};

// "exact" on a ten: the next word may complete it ("twenty five", "thirty first").
const Vocabulary::Entry kNumbersAndDays[] = {
    {"twenty", {K::Number, 20, 0, 0, true}},
    {"thirty", {K::Number, 30, 0, 0, true}},
    {"forty", {K::Number, 40, 0, 0, true}},
    {"fifty", {K::Number, 50, 0, 0, true}},
    {"oh nought", {K::Number, 0}},
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
    {"tonight", {K::RelativeDay, 0}, {K::Part, 1020, 1440, 2}},
    {"now right_now", {K::RelativeDay, 0}, {K::AtOpening}},
    {"tomorrow", {K::RelativeDay, 1}},
    {"this", {K::This}},
    {"next coming upcoming following", {K::Next}},
    {"last", {K::Last}},
    {"week weeks", {K::Week}},
    {"weekend weekends", {K::Weekend}},
    {"day days", {K::Day}},
    {"month months", {K::MonthUnit}},
    {"year years", {K::Year}},
    {"beginning start early_in", {K::Begin}},
    {"early_next", {K::Begin}, {K::Next}},
    {"early_this", {K::Begin}, {K::This}},
    {"middle mid", {K::Middle}},
    {"end late_in", {K::End}},
    {"late_next", {K::End}, {K::Next}},
    {"late_this", {K::End}, {K::This}},
    {"fortnight", {K::Number, 2}, {K::Week}},
};

const Vocabulary::Entry kFeasts[] = {
    {"new_years new_years_day", {K::Feast, 1, 1}},
    {"epiphany", {K::Feast, 1, 6}},
    {"valentines valentines_day", {K::Feast, 2, 14}},
    {"ash_wednesday", {K::Feast, 0, -46}},
    {"maundy_thursday", {K::Feast, 0, -3}},
    {"good_friday", {K::Feast, 0, -2}},
    {"easter_saturday holy_saturday", {K::Feast, 0, -1}},
    {"easter_sunday", {K::Feast, 0, 0}},
    {"easter_monday", {K::Feast, 0, 1}},
    {"easter easter_weekend", {K::Feast, 0, -2, 4}},
    {"ascension_day fathers_day", {K::Feast, 0, 39}},
    {"whit_sunday pentecost_sunday", {K::Feast, 0, 49}},
    {"whit_monday pentecost_monday", {K::Feast, 0, 50}},
    {"whitsun pentecost", {K::Feast, 0, 49, 2}},
    {"corpus_christi", {K::Feast, 0, 60}},
    {"labour_day labor_day may_day", {K::Feast, 5, 1}},
    {"unity_day german_unity_day", {K::Feast, 10, 3}},
    {"halloween", {K::Feast, 10, 31}},
    {"christmas_eve", {K::Feast, 12, 24}},
    {"christmas_day", {K::Feast, 12, 25}},
    {"boxing_day second_day_of_christmas", {K::Feast, 12, 26}},
    {"christmas xmas", {K::Feast, 12, 24, 3}},
    {"between_christmas_and_new_year between_christmas_and_new_years", {K::Feast, 12, 27, 4, true}},
    {"new_years_eve", {K::Feast, 12, 31}},
    {"advent sunday_of_advent sunday_in_advent", {K::Advent}},
};

const Vocabulary::Entry kTimes[] = {
    {"oclock h", {K::Hour}},
    {"hour hours", {K::HourUnit}},
    {"minute minutes min", {K::Minute}},
    {"half", {K::Half}},
    {"quarter", {K::Quarter}},
    {"past after", {K::Past}},
    {"to til", {K::To}},
    {"before", {K::Before}},
    {"from starting not_before no_earlier_than not_earlier_than any_time_after anytime_after earliest_at", {K::From}},
    {"until till by not_after no_later_than not_later_than any_time_before at_the_latest_by", {K::Until}},
    {"between", {K::Between}},
    {"and", {K::And}},
    {"or", {K::Or}},
    {"not except anything_but any_day_but any_day_except every_day_except", {K::Not}},
    {"no nope sorry rather actually i_mean i_meant make_that or_rather scratch_that", {K::Correction}},
    {"in within", {K::In}},
    {"noon midday", {K::Noon}},
    {"am", {K::Meridiem, 1}},
    {"pm", {K::Meridiem, 2}},
    {"early early_morning early_in_the_morning first_thing first_thing_in_the_morning", {K::Part, 0, 600, 1}},
    {"morning mornings", {K::Part, 540, 720, 1}},
    {"late_morning", {K::Part, 630, 720, 1}},
    {"lunchtime lunch", {K::Part, 660, 840, 0}},
    {"afternoon afternoons after_noon", {K::Part, 780, 1020, 2}},
    {"early_afternoon", {K::Part, 780, 900, 2}},
    {"late_afternoon", {K::Part, 900, 1020, 2}},
    {"evening evenings", {K::Part, 1020, 1440, 2}},
    {"early_evening", {K::Part, 1020, 1140, 2}},
    {"work", {K::AfterWork, 1020, 1440, 2}},
    {"before_work", {K::Part, 0, 600, 1}},
    {"all_day any_time anytime whole_day flexible", {K::Part, 0, 1440, 0}},
    {"you_open opening opening_time as_early_as_possible as_early_as_you_can earliest_possible the_earlier_the_better",
     {K::AtOpening}},
    {"shortly midnight night late later earlier you_close closing closing_time not_too_early not_too_late after_school "
     "before_you_close as_late_as_possible",
     {K::VagueTime}},
    {"as_soon_as_possible asap soonest as_soon_as_you_can next_available next_available_appointment "
     "first_available first_available_appointment first_appointment earliest_appointment next_free_appointment",
     {K::Soonest}},
    {"at around", {K::Filler, 1}},
    {"whenever sometime soon some_day someday during_the_week on_a_weekday in_a_few_days in_a_couple_of_days "
     "in_a_few_weeks in_a_couple_of_weeks one_of_these_days",
     {K::VagueDay}},
    {"on about approximately roughly the of for please i would like appointment sharp some time maybe d "
     "um uh er erm hm hmm well so yes yeah okay ok hello hi thanks thank you could can we have do get book come me my "
     "id im ill either when right if possible is it that be works work_for_me works_for_me suits great good fine "
     "perfect perhaps just "
     "say "
     "lets ish instead preferably ideally any anything free with us to_come to_book want wanted need an_appointment "
     "a_slot slot too long as also hours_time thats s",
     {K::Filler}},
};

const Vocabulary::Phrase kPatterns[] = {
    {"day past relative-day", M::DayAfter},
    {"day before relative-day", M::DayBefore},
    {"count week from relative-day", M::WeeksFromDay},
    {"count week from weekday", M::WeeksFromWeekday},
    {"count week weekday", M::WeeksFromWeekday},
    {"weekday week", M::WeekdayInAWeek},
    {"week past next", M::AfterNextWeek},
    {"weekday / week past next", M::Weekday},
    {"in one number week", M::InWeeks},
    {"weekday past next", M::AfterNextWeekday},
    {"weekend past next", M::AfterNextWeekend},
    {"end week past next", M::PartOfAfterNextWeek},
    {"month ordinal", M::MonthDay},
    {"month number", M::MonthDay},
    {"month ordinal number", M::MonthDayYear},
    {"month number number", M::MonthDayYear},
    {"month ordinal calendar-year", M::MonthDayYear},
    {"month number calendar-year", M::MonthDayYear},
    {"month ordinal / number meridiem", M::MonthDay},
    {"month number / number meridiem", M::MonthDay},
    {"month ordinal / number hour", M::MonthDay},
    {"month number / number hour", M::MonthDay},
    {"month ordinal / number number meridiem", M::MonthDay},
    {"month number / number number meridiem", M::MonthDay},
    {"ordinal month / number meridiem", M::DayMonth},
    {"number month / number meridiem", M::DayMonth},
    {"ordinal month / number hour", M::DayMonth},
    {"number month / number hour", M::DayMonth},
    {"ordinal month / number number meridiem", M::DayMonth},
    {"to / any-day", M::UntilDay},
    {"before / any-day", M::BeforeTheDay},
    {"clock meridiem", M::ClockHalf},
    {"dot-pair meridiem", M::ClockHalf},
    {"number meridiem", M::HourHalf},
    {"number hour meridiem", M::HourHalf},
    {"number number meridiem", M::HourMinuteHalf},
    {"number number", M::HourMinute},
    {"number number number", M::HourNoughtMinute},
    {"half past number", M::HalfPast},
    {"half number", M::HalfUnsaid},
    {"half", M::HalfUnsaid},
    {"one quarter past number", M::QuarterPast},
    {"one quarter to number", M::QuarterTo},
    {"quarter number", M::QuarterUnsaid},
    {"number before number", M::MinutesTo},
    {"quarter before number", M::QuarterTo},
    {"noon", M::Noon},
    {"before", M::Until},
    {"from number to number", M::HourRange},
};

} // namespace

Vocabulary Vocabulary::english()
{
    Vocabulary all;
    for (std::size_t n = 0; n < kSmall.size(); ++n)
        all.add(kSmall.at(n), {Word{K::Number, int(n)}});
    for (std::size_t n = 1; n < kOrdinals.size(); ++n)
        all.add(kOrdinals.at(n), {Word{K::Ordinal, int(n)}});
    for (std::size_t n = 4; n < 10; ++n) {
        const QByteArray unit(kSmall.at(n));
        for (const char *century : {"twenty_twenty_", "two_thousand_twenty_", "two_thousand_and_twenty_"})
            all.add((century + unit).constData(), {Word{K::CalendarYear, 2020 + int(n)}});
    }
    // "Early" alone is a part of the day.
    for (std::size_t n = 0; n < kMonths.size(); ++n)
        for (const auto &[early, part] : {std::pair("early_", K::Begin), std::pair("late_", K::End)})
            all.add((QByteArray(early) + kMonths.at(n)).constData(), {Word{part}, Word{K::Month, int(n) + 1}});
    for (const std::span<const Entry> entries :
         {std::span<const Entry>(kNumbersAndDays), std::span<const Entry>(kFeasts), std::span<const Entry>(kTimes)})
        all.add(entries);
    all.addShared();
    all.add(kPatterns);
    all.sortPatterns();
    return all;
}

} // namespace salon
