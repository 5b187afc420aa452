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

const Vocabulary::Entry kNumbersAndDays[] = {
    {"zwo zwoo", {K::Number, 2}},
    {"viere", {K::Number, 4}},
    {"fünfe", {K::Number, 5}},
    {"sechse", {K::Number, 6}},
    {"siebene", {K::Number, 7}},
    {"neune", {K::Number, 9}},
    {"zehne", {K::Number, 10}},
    {"elfe", {K::Number, 11}},
    {"fuffzehn fuchzehn", {K::Number, 15}},
    {"zwanzich", {K::Number, 20}},
    {"dreissich", {K::Number, 30}},
    {"ein eine einer einem einen", {K::One, 1}},
    {"siebenter siebenten siebente", {K::Ordinal, 7}},
    {"januar jan jänner", {K::Month, 1}},
    {"februar feb feber", {K::Month, 2}},
    {"märz mrz", {K::Month, 3}},
    {"april apr", {K::Month, 4}},
    {"mai", {K::Month, 5}},
    {"juni jun juno", {K::Month, 6}},
    {"juli jul julei", {K::Month, 7}},
    {"august aug", {K::Month, 8}},
    {"september sep sept", {K::Month, 9}},
    {"oktober okt", {K::Month, 10}},
    {"november nov", {K::Month, 11}},
    {"dezember dez", {K::Month, 12}},
    {"montag montags mo montach", {K::Weekday, 1}},
    {"dienstag dienstags di dienstach dinstag diensttag", {K::Weekday, 2}},
    {"mittwoch mittwochs mi mitwoch mittwoche", {K::Weekday, 3}},
    {"donnerstag donnerstags do donnerstach donnertag", {K::Weekday, 4}},
    {"freitag freitags fr freitach", {K::Weekday, 5}},
    {"samstag samstags sonnabend sonnabends sa samstach", {K::Weekday, 6}},
    {"sonntag sonntags sonntach", {K::Weekday, 7}},
    {"vorgestern", {K::RelativeDay, -2}},
    {"gestern", {K::RelativeDay, -1}},
    {"heute heut heutigen", {K::RelativeDay, 0}},
    {"jetzt sofort", {K::RelativeDay, 0}, {K::AtOpening}},
    {"morgen morgigen", {K::Morning, 1}},
    {"übermorgen über_morgen", {K::RelativeDay, 2}},
    {"überübermorgen", {K::RelativeDay, 3}},
    {"am", {K::OnThe}},
    {"dieser diesen diese dieses diesem", {K::This}},
    {"nächster nächsten nächste nächstes nächstem kommender kommenden kommende kommendem kommendes", {K::Next}},
    {"übernächster übernächsten übernächste übernächstem übernächstes", {K::AfterNext}},
    {"über_nächste über_nächsten", {K::AfterNext}},
    {"letzter letzten letzte letztem letztes vergangenen vergangene vergangener vorigen vorige", {K::Last}},
    {"woche wochen", {K::Week}},
    {"wochenende wochenend", {K::Weekend}},
    {"tag tage tagen", {K::Day}},
    {"monat monats monaten monate", {K::MonthUnit}},
    {"jahr jahres jahre jahren", {K::Year}},
    {"anfang beginn anfangs", {K::Begin}},
    {"mitte", {K::Middle}},
    {"ende", {K::End}},
};

const Vocabulary::Entry kFeasts[] = {
    {"neujahr neujahrstag", {K::Feast, 1, 1}},
    {"dreikönig dreikönigstag heilige_drei_könige heiligen_drei_könige", {K::Feast, 1, 6}},
    {"valentinstag", {K::Feast, 2, 14}},
    {"rosenmontag", {K::Feast, 0, -48}},
    {"faschingsdienstag", {K::Feast, 0, -47}},
    {"aschermittwoch", {K::Feast, 0, -46}},
    {"gründonnerstag", {K::Feast, 0, -3}},
    {"karfreitag", {K::Feast, 0, -2}},
    {"ostersamstag karsamstag", {K::Feast, 0, -1}},
    {"ostersonntag", {K::Feast, 0, 0}},
    {"ostermontag", {K::Feast, 0, 1}},
    {"ostern osterwochenende", {K::Feast, 0, -2, 4}},
    {"himmelfahrt christi_himmelfahrt vatertag herrentag", {K::Feast, 0, 39}},
    {"pfingstsamstag", {K::Feast, 0, 48}},
    {"pfingstsonntag", {K::Feast, 0, 49}},
    {"pfingstmontag", {K::Feast, 0, 50}},
    {"pfingsten", {K::Feast, 0, 49, 2}},
    {"fronleichnam", {K::Feast, 0, 60}},
    {"maifeiertag tag_der_arbeit", {K::Feast, 5, 1}},
    {"einheitstag tag_der_deutschen_einheit tag_der_einheit", {K::Feast, 10, 3}},
    {"halloween reformationstag", {K::Feast, 10, 31}},
    {"allerheiligen", {K::Feast, 11, 1}},
    {"martinstag sankt_martin", {K::Feast, 11, 11}},
    {"nikolaus nikolaustag", {K::Feast, 12, 6}},
    {"heiligabend heilig_abend heiliger_abend heiligen_abend", {K::Feast, 12, 24}},
    {"ersten_weihnachtstag erster_weihnachtstag ersten_weihnachtsfeiertag erster_weihnachtsfeiertag",
     {K::Feast, 12, 25}},
    {"zweiten_weihnachtstag zweiter_weihnachtstag zweiten_weihnachtsfeiertag zweiter_weihnachtsfeiertag",
     {K::Feast, 12, 26}},
    {"weihnachten weihnachtstage weihnachtsfeiertage", {K::Feast, 12, 24, 3}},
    {"zwischen_den_jahren zwischen_den_feiertagen", {K::Feast, 12, 27, 4, true}},
    {"silvester sylvester silvestertag", {K::Feast, 12, 31}},
    {"advent adventssonntag", {K::Advent}},
};

const Vocabulary::Entry kTimes[] = {
    {"uhr h", {K::Hour}},
    {"stunde stunden std stündchen", {K::HourUnit}},
    {"minute minuten min", {K::Minute}},
    {"halb halber halbe halben", {K::Half}},
    {"anderthalb eineinhalb", {K::OneAndHalf}},
    {"viertel", {K::Quarter}},
    {"dreiviertel drei_viertel", {K::ThreeQuarters}},
    {"nach", {K::Past}},
    {"vor", {K::To}},
    {"ab von vom frühestens erst_ab erst_nach nicht_vor nicht_früher_als nicht_eher_als", {K::From}},
    {"bis spätestens allerspätestens bis_spätestens spätestens_bis nicht_nach nicht_später_als bis_maximal",
     {K::Until}},
    {"zwischen", {K::Between}},
    {"und", {K::And}},
    {"oder beziehungsweise bzw", {K::Or}},
    {"nicht außer kein keinen nur_nicht bloß_nicht auf_keinen_fall auf_gar_keinen_fall keinesfalls jeden_tag_außer "
     "alles_außer",
     {K::Not}},
    {"nein nee nö quatsch sondern vielmehr falsch stopp ich_meine ich_meinte oder_nein nein_doch ach_nein ach_ne",
     {K::Correction}},
    {"in über", {K::In}},
    // One table of day parts (facts/origin-behaviour.md, utterance semantics); opening hours cut them later.
    {"früh morgens frühmorgens in_der_früh frühen_morgen am_frühen_morgen früh_morgens früh_am_morgen",
     {K::Part, 0, 600, 1}},
    {"vormittag vormittags vor_mittag", {K::Part, 540, 720, 1}},
    {"späten_vormittag später_vormittag", {K::Part, 630, 720, 1}},
    {"mittag mittags mittagszeit mittagspause", {K::Part, 660, 840, 0}},
    {"nachmittag nachmittags nach_mittag", {K::Part, 780, 1020, 2}},
    {"frühen_nachmittag früher_nachmittag", {K::Part, 780, 900, 2}},
    {"späten_nachmittag später_nachmittag spätnachmittag spätnachmittags", {K::Part, 900, 1020, 2}},
    {"abend abends", {K::Part, 1020, 1440, 2}},
    {"frühen_abend früher_abend", {K::Part, 1020, 1140, 2}},
    {"feierabend", {K::AfterWork, 1020, 1440, 2}},
    {"nach_der_arbeit nach_meiner_arbeit", {K::Part, 1020, 1440, 2}},
    {"vor_der_arbeit", {K::Part, 0, 600, 1}},
    {"ganztägig ganzen_tag jederzeit flexibel egal ganz_egal völlig_egal irgendeine_uhrzeit", {K::Part, 0, 1440, 0}},
    {"sie_aufmachen sie_öffnen ihr_aufmacht sie_aufsperren ladenöffnung öffnung so_früh_wie_möglich "
     "so_früh_wies_geht frühestmöglich möglichst_früh als_erstes gleich_früh erster_termin ersten_termin "
     "erste_termin",
     {K::AtOpening}},
    {"kurz später früher mitternacht nachts feierabendzeit bevor_sie_zumachen sie_zumachen ladenschluss schluss "
     "nach_der_schule nach_dem_kindergarten nicht_so_früh nicht_zu_früh nicht_so_spät nicht_zu_spät "
     "so_spät_wie_möglich "
     "möglichst_spät",
     {K::VagueTime}},
};

const Vocabulary::Entry kVagueAndFillers[] = {
    {"um gegen", {K::Filler, 1}},
    {"so_bald_wie_möglich sobald_wie_möglich baldmöglichst schnellstmöglich nächstmöglich nächstmöglichen "
     "nächstmöglicher möglichst_bald möglichst_schnell so_schnell_wie_möglich so_schnell_wies_geht so_bald_es_geht "
     "sobald_es_geht asap nächsten_freien_termin nächste_freie_termin nächster_freier_termin "
     "ersten_freien_termin erste_freie_termin erster_freier_termin",
     {K::Soonest}},
    {"irgendwann demnächst bald baldig unter_der_woche werktags wochentags in_der_woche wie_immer "
     "in_den_nächsten_tagen die_nächsten_tage die_tage in_ein_paar_tagen in_paar_tagen in_ein_paar_wochen "
     "in_einigen_tagen in_einigen_wochen in_ein_bis_zwei_wochen",
     {K::VagueDay}},
    {"so ca circa zirka etwa ungefähr den der dem die das des bitte gern gerne zum einen_termin ein_termin "
     "termin punkt schlag genau noch mal vielleicht möglichst liebsten lieber möglich also ich möchte hätte würde "
     "passt mir wäre gut ja es geht dann wieder",
     {K::Filler}},
    {"an ans ihnen euch entweder pünktlich äh ähm ehm eh öh öhm hm hmm mh tja na naja nun halt eben mal doch schon "
     "noch_mal auch einfach eigentlich eher "
     "rum herum rund zirka bei mich uns wir sie mein meine meinen meiner für im zu zur nur erst gleich direkt wenn "
     "wann "
     "wie ob was ist sind ginge ging gings gehts gehen könnte können könnten kann könnt passen passend passte super "
     "toll prima ideal perfekt klasse schön okay ok hallo guten danke dankeschön gerade uhrzeit datum zeit da dort "
     "irgendwas will wollte wollen hätten haben habe brauche bräuchte nehmen nehme kommen komme käme vorbeikommen frei "
     "freien freier freie etwas am_besten am_liebsten aber weil denn  wieder_am zirka_um ganz",
     {K::Filler}},
};

const Vocabulary::Phrase kPatterns[] = {
    {"ordinal ordinal", M::DayMonth},
    {"ordinal ordinal number", M::DayMonthYear},
    {"ordinal ordinal calendar-year", M::DayMonthYear},
    // "26. November 10 Uhr": the number is an hour, not a year.
    {"ordinal month / count hour", M::DayMonth},
    {"number month / count hour", M::DayMonth},
    {"ordinal ordinal / count hour", M::DayMonth},
    {"to / any-day", M::BeforeTheDay},
    {"dot-pair hour", M::DottedTime},
    {"number number", M::HourMinuteOrTeen},
    {"number number hour", M::SplitHour},
    {"count hour number", M::HourMinute},
    {"count hour number minute", M::HourMinute},
    {"count hour number number", M::HourSplitMinute},
    {"count hour and number", M::HourMinute},
    {"count hour and number minute", M::HourMinute},
    {"half number", M::HalfTo},
    {"half count hour", M::HalfTo},
    {"half", M::HalfUnsaid},
    {"quarter past count hour", M::QuarterPast},
    {"quarter to count hour", M::QuarterTo},
    {"quarter number", M::QuarterUnsaid},
    {"quarter number hour", M::QuarterUnsaid},
    {"three-quarters number", M::QuarterTo},
    {"three-quarters number hour", M::QuarterTo},
    {"number past number hour", M::MinutesPast},
    {"number to number hour", M::MinutesTo},
    {"number past half number", M::MinutesPastHalf},
    {"number minute past half number", M::MinutesPastHalf},
    {"number to half number", M::MinutesToHalf},
    {"number minute to half number", M::MinutesToHalf},
    {"until part", M::UntilPart},
    {"from number until number hour", M::HourRange},
    {"between number and number hour", M::HourRange},
    {"number until number hour", M::HourRange},
};

} // namespace

Vocabulary Vocabulary::german()
{
    Vocabulary all;
    for (int n = 0; n < 60; ++n)
        all.add(numberWord(n).constData(), {Word{K::Number, n}});
    for (int n = 24; n < 40; ++n)
        for (const char *between : {"", "_", "und"})
            all.add(("zweitausend" + QByteArray(between) + numberWord(n)).constData(),
                    {Word{K::CalendarYear, 2000 + n}});
    for (int n = 1; n <= 31; ++n)
        for (const char *ending : {"e", "er", "en", "es", "em"})
            all.add((ordinalStem(n) + ending).constData(), {Word{K::Ordinal, n}});
    for (const std::span<const Entry> entries :
         {std::span<const Entry>(kNumbersAndDays), std::span<const Entry>(kFeasts), std::span<const Entry>(kTimes),
          std::span<const Entry>(kVagueAndFillers)})
        all.add(entries);
    all.m_ones_before_tens = true;
    all.addShared();
    all.add(kPatterns);
    all.sortPatterns();
    return all;
}

} // namespace salon
