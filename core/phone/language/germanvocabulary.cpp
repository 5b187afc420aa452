// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/vocabulary.h"

#include <array>

namespace salon
{

namespace
{

const std::array<const char *, 20> kSmall{
    "null", "eins", "zwei",  "drei",     "vier",     "fünf",     "sechs",    "sieben",   "acht",     "neun",
    "zehn", "elf",  "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"};
const std::array<const char *, 4> kTens{"zwanzig", "dreißig", "vierzig", "fünfzig"};

QByteArray numberWord(int n)
{
    if (n < 20)
        return kSmall.at(std::size_t(n));
    const QByteArray tens = kTens.at(std::size_t(n / 10 - 2));
    const QByteArray unit = n % 10 == 1 ? QByteArray("ein") : QByteArray(kSmall.at(std::size_t(n % 10)));
    return n % 10 == 0 ? tens : unit + "und" + tens;
}

QByteArray ordinalStem(int n)
{
    switch (n) {
    case 1:
        return "erst";
    case 3:
        return "dritt";
    case 7:
        return "siebt";
    case 8:
        return "acht";
    }
    return numberWord(n) + (n < 20 ? "t" : "st");
}

} // namespace

Vocabulary Vocabulary::german()
{
    using K = WordKind;
    using M = Meaning;
    Vocabulary all;
    for (int n = 0; n < 60; ++n)
        all.add(numberWord(n).constData(), {K::Number, n});
    for (int n = 1; n <= 31; ++n)
        for (const char *ending : {"e", "er", "en", "es", "em"})
            all.add((ordinalStem(n) + ending).constData(), {K::Ordinal, n});

    static const QList<Entry> entries{
        {"zwo", {K::Number, 2}},
        {"ein eine einer einem", {K::One, 1}},
        {"siebenter siebenten siebente", {K::Ordinal, 7}},
        {"januar jan jänner", {K::Month, 1}},
        {"februar feb feber", {K::Month, 2}},
        {"märz mrz", {K::Month, 3}},
        {"april apr", {K::Month, 4}},
        {"mai", {K::Month, 5}},
        {"juni jun juno", {K::Month, 6}},
        {"juli jul", {K::Month, 7}},
        {"august aug", {K::Month, 8}},
        {"september sep sept", {K::Month, 9}},
        {"oktober okt", {K::Month, 10}},
        {"november nov", {K::Month, 11}},
        {"dezember dez", {K::Month, 12}},
        {"montag montags mo", {K::Weekday, 1}},
        {"dienstag dienstags di", {K::Weekday, 2}},
        {"mittwoch mittwochs mi", {K::Weekday, 3}},
        {"donnerstag donnerstags do", {K::Weekday, 4}},
        {"freitag freitags fr", {K::Weekday, 5}},
        {"samstag samstags sonnabend sa", {K::Weekday, 6}},
        {"sonntag sonntags", {K::Weekday, 7}},
        {"vorgestern", {K::RelativeDay, -2}},
        {"gestern", {K::RelativeDay, -1}},
        {"heute heut", {K::RelativeDay, 0}},
        {"morgen", {K::Morning, 1}},
        {"übermorgen", {K::RelativeDay, 2}},
        {"überübermorgen", {K::RelativeDay, 3}},
        {"am", {K::OnThe}},
        {"dieser diesen diese dieses diesem", {K::This}},
        {"nächster nächsten nächste nächstes nächstem kommender kommenden kommende kommendem", {K::Next}},
        {"übernächster übernächsten übernächste übernächstem", {K::AfterNext}},
        {"woche wochen", {K::Week}},
        {"tag tage tagen", {K::Day}},
        {"uhr h", {K::Hour}},
        {"stunde stunden std", {K::HourUnit}},
        {"minute minuten min", {K::Minute}},
        {"halb halber", {K::Half}},
        {"viertel", {K::Quarter}},
        {"dreiviertel", {K::ThreeQuarters}},
        {"nach", {K::Past}},
        {"vor", {K::To}},
        {"ab von frühestens", {K::From}},
        {"bis spätestens", {K::Until}},
        {"zwischen", {K::Between}},
        {"und", {K::And}},
        {"oder", {K::Or}},
        {"in", {K::In}},
        // One table of day parts (facts/origin-behaviour.md, utterance semantics); opening hours cut them later.
        {"früh morgens frühmorgens", {K::Part, 0, 600, 1}},
        {"vormittag vormittags", {K::Part, 540, 720, 1}},
        {"mittag mittags", {K::Part, 660, 840, 0}},
        {"nachmittag nachmittags", {K::Part, 780, 1020, 2}},
        {"abend abends", {K::Part, 1020, 1440, 2}},
        {"um gegen so ca circa zirka etwa ungefähr den der dem die das des bitte gern gerne zum einen termin punkt "
         "genau "
         "noch mal vielleicht möglichst liebsten lieber möglich also ich möchte hätte würde passt mir wäre gut ja es "
         "geht dann wieder",
         {K::Filler}},
    };
    for (const Entry &entry : entries)
        all.add(entry.words, entry.meaning);

    all.add({
        {"relative-day", M::RelativeDay},
        {"relative-day in number week", M::DayInWeeks},
        {"relative-day in number day", M::DayInDays},
        {"weekday in number week", M::WeekdayInWeeks},
        {"weekday in number day", M::WeekdayInDays},
        {"in number week", M::InWeeks},
        {"in number day", M::InDays},
        {"in number hour-unit", M::InHours},
        {"this weekday", M::ThisWeekday},
        {"next weekday", M::NextWeekday},
        {"after-next weekday", M::AfterNextWeekday},
        {"weekday", M::Weekday},
        {"this week", M::ThisWeek},
        {"in this week", M::ThisWeek},
        {"next week", M::NextWeek},
        {"in next week", M::NextWeek},
        {"after-next week", M::AfterNextWeek},
        {"in after-next week", M::AfterNextWeek},
        {"ordinal month", M::DayMonth},
        {"number month", M::DayMonth},
        {"ordinal ordinal", M::DayMonth},
        {"ordinal month number", M::DayMonthYear},
        {"number month number", M::DayMonthYear},
        {"ordinal ordinal number", M::DayMonthYear},
        // "26. November 10 Uhr": the number is an hour, not a year.
        {"ordinal month / number hour", M::DayMonth},
        {"number month / number hour", M::DayMonth},
        {"ordinal ordinal / number hour", M::DayMonth},
        {"ordinal", M::DayOfMonth},
        {"full-date", M::FullDate},
        {"dot-pair", M::DottedDate},
        {"slash-pair", M::SlashedDate},
        {"clock", M::Clock},
        {"clock hour", M::Clock},
        {"dot-pair hour", M::DottedTime},
        {"number hour", M::HourOnly},
        {"number number", M::HourMinute},
        {"number hour number", M::HourMinute},
        {"number hour number minute", M::HourMinute},
        {"half number", M::HalfTo},
        {"half number hour", M::HalfTo},
        {"quarter past number", M::QuarterPast},
        {"quarter past number hour", M::QuarterPast},
        {"quarter to number", M::QuarterTo},
        {"quarter to number hour", M::QuarterTo},
        {"three-quarters number", M::QuarterTo},
        {"three-quarters number hour", M::QuarterTo},
        {"number past number", M::MinutesPast},
        {"number minute past number", M::MinutesPast},
        {"number to number", M::MinutesTo},
        {"number minute to number", M::MinutesTo},
        {"number past half number", M::MinutesPastHalf},
        {"number to half number", M::MinutesToHalf},
        {"part", M::Part},
        {"in part", M::Part},
        {"from", M::From},
        {"past", M::From},
        {"until", M::Until},
        {"to", M::Until},
        {"between", M::Between},
        {"and", M::And},
        {"or", M::Or},
        {"from number until number", M::HourRange},
        {"from number until number hour", M::HourRange},
        {"between number and number", M::HourRange},
        {"between number and number hour", M::HourRange},
        {"number until number hour", M::HourRange},
        {"number", M::BareNumber},
    });
    return all;
}

} // namespace salon
