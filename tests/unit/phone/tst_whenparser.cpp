// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/whenparser.h"
#include "tests/unit/phone/whenrows.h"

#include <QTest>

using namespace salon;

namespace
{

const Zone &berlin()
{
    static const Zone zone(QStringLiteral("Europe/Berlin"));
    return zone;
}

QString writtenDay(const DateWish &wish)
{
    QStringList days;
    for (const QDate &day : wish.candidates)
        days.append(day.toString(Qt::ISODate));
    switch (wish.state) {
    case DateWish::State::Missing:
        return {};
    case DateWish::State::Known:
        return wish.date->toString(Qt::ISODate);
    case DateWish::State::Past:
        return QStringLiteral("past ") + wish.date->toString(Qt::ISODate);
    case DateWish::State::Several:
        return days.size() > 2 && wish.candidates.constFirst().daysTo(wish.candidates.constLast()) == days.size() - 1
                   ? days.constFirst() + QStringLiteral("..") + days.constLast()
                   : days.join(u'|');
    case DateWish::State::Unclear:
        break;
    }
    static const QHash<DateWish::Doubt, QString> doubts{{DateWish::Doubt::NotUnderstood, QStringLiteral("unclear")},
                                                        {DateWish::Doubt::Which, QStringLiteral("which")},
                                                        {DateWish::Doubt::Year, QStringLiteral("year?")},
                                                        {DateWish::Doubt::NoSuchDay, QStringLiteral("no such day")},
                                                        {DateWish::Doubt::TooVague, QStringLiteral("vague")}};
    return (doubts.value(wish.doubt) + QLatin1Char(' ') + days.join(u'/')).trimmed();
}

QString writtenTime(const TimeWish &wish)
{
    const auto clock = [](QTime time) {
        return time.toString(time.second() == 0 ? QStringLiteral("HH:mm") : QStringLiteral("HH:mm:ss"));
    };
    QStringList times;
    for (const QTime &time : wish.candidates)
        times.append(clock(time));
    switch (wish.state) {
    case TimeWish::State::Missing:
        return {};
    case TimeWish::State::Exact:
        return clock(*wish.time);
    case TimeWish::State::Several:
        return times.join(u'|');
    case TimeWish::State::Window:
        return QStringLiteral("%1-%2").arg(wish.window->begins_min).arg(wish.window->ends_min) +
               (wish.earliest ? QStringLiteral(" first") : QString());
    case TimeWish::State::Unclear:
        break;
    }
    return (QStringLiteral("time? ") + times.join(u'/')).trimmed();
}

/// "2025-11-26 14:00", "2025-11-24|2025-11-25 540-720", "which 2025-11-27/2025-11-26".
QString written(const When &when)
{
    const QString text = (writtenDay(when.date) + QLatin1Char(' ') + writtenTime(when.time)).trimmed();
    return text.isEmpty() ? QStringLiteral("nothing") : text;
}

} // namespace

class TestWhenParser final : public QObject
{
    Q_OBJECT

private:
    static void rows(const char *now, const QList<WhenRow> &table)
    {
        for (const WhenRow &row : table)
            QTest::addRow("%s @ %s", row.said, now)
                << QString::fromUtf8(now) << QString::fromUtf8(row.said) << QString::fromUtf8(row.meant);
    }
    static void columns()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("meant");
    }
    static void check(WhenParser::Field field, Language language)
    {
        QFETCH(QString, now);
        QFETCH(QString, said);
        QFETCH(QString, meant);
        const WhenParser parser(berlin(), *berlin().parseIso(now), language);
        QCOMPARE(written(parser.parse(said, field)), meant);
    }

private Q_SLOTS:
    void readsGermanDates_data()
    {
        columns();
        rows("2025-11-23T21:30", {
                                     {"heute", "2025-11-23"},
                                     {"morgen", "2025-11-24"},
                                     {"übermorgen", "2025-11-25"},
                                     {"Übermorgen", "2025-11-25"},
                                     {"uebermorgen", "2025-11-25"},
                                     {"HEUTE", "2025-11-23"},
                                     {"gestern", "past 2025-11-22"},
                                     {"montag", "2025-11-24"},
                                     {"Freitag", "2025-11-28"},
                                     {"sonntag", "2025-11-30"},
                                     {"am Freitag", "2025-11-28"},
                                     {"am Samstag", "2025-11-29"},
                                     {"Sonnabend", "2025-11-29"},
                                     {"Mi.", "2025-11-26"},
                                     {"nächster Freitag", "2025-11-28"},
                                     {"nächsten Donnerstag", "2025-11-27"},
                                     {"kommenden Mittwoch", "2025-11-26"},
                                     {"naechsten Mittwoch", "2025-11-26"},
                                     {"übernächsten Dienstag", "2025-12-02"},
                                     {"nächste Woche Mittwoch", "2025-11-26"},
                                     {"Mittwoch nächste Woche", "2025-11-26"},
                                     {"nächste Woche am Mittwoch", "2025-11-26"},
                                     {"Mittwoch in der nächsten Woche", "2025-11-26"},
                                     {"Freitag kommende Woche", "2025-11-28"},
                                     {"dieser Donnerstag", "2025-11-27"},
                                     {"diesen Donnerstag", "2025-11-27"},
                                     {"am Donnerstag", "2025-11-27"},
                                     {"Mittwoch diese Woche", "2025-11-26"},
                                     {"diesen Sonntag", "2025-11-23"},
                                     {"nächste Woche", "2025-11-24..2025-11-30"},
                                     {"übernächste Woche", "2025-12-01..2025-12-07"},
                                     {"übernächste Woche Donnerstag", "2025-12-04"},
                                     {"diese Woche", "vague"},
                                     {"nächste Woche Xyz", "unclear"},
                                     {"nächste Woche Sonntag", "2025-11-30"},
                                     {"Sonntag nächste Woche", "2025-11-30"},
                                     {"Mittwoch, den 26. November", "2025-11-26"},
                                     {"26. November", "2025-11-26"},
                                     {"26 November", "2025-11-26"},
                                     {"am 26. november", "2025-11-26"},
                                     {"26. NOVEMBER 2025", "2025-11-26"},
                                     {"sechsundzwanzigster November", "2025-11-26"},
                                     {"am dritten Dezember", "2025-12-03"},
                                     {"dritter Zwölfter", "2025-12-03"},
                                     {"am 3.", "2025-12-03"},
                                     {"am 27.", "2025-11-27"},
                                     {"den siebenundzwanzigsten", "2025-11-27"},
                                     {"am 31.", "2025-12-31"},
                                     {"25. Januar", "2026-01-25"},
                                     {"22. November", "past 2025-11-22"},
                                     {"31.2", "no such day"},
                                     {"30. Februar", "no such day"},
                                     {"2025-11-28", "2025-11-28"},
                                     {"28.11.2025", "2025-11-28"},
                                     {"28.11.25", "2025-11-28"},
                                     {"28.11.", "2025-11-28"},
                                     {"28.11", "2025-11-28"},
                                     {"28. 11.", "2025-11-28"},
                                     {"01.12.2025", "2025-12-01"},
                                     {"2025-11-20", "past 2025-11-20"},
                                     {"2024-11-28", "past 2024-11-28"},
                                     {"2025-02-30", "no such day"},
                                     {"32.11.2025", "no such day"},
                                     {"Mittwoch, den 27. November", "which 2025-11-27/2025-11-26"},
                                     {"Mittwoch, den 27.", "which 2025-11-27/2025-11-26"},
                                     {"heute, Sonntag", "2025-11-23"},
                                     {"Montag oder Dienstag", "2025-11-24|2025-11-25"},
                                     {"in drei Tagen", "2025-11-26"},
                                     {"in einer Woche", "2025-11-30"},
                                     {"in zwei Wochen", "2025-12-07"},
                                     {"heute in einer Woche", "2025-11-30"},
                                     {"am Freitag in einer Woche", "2025-12-05"},
                                     {"1. Juni", "year? 2026-06-01"},
                                     {"1. Juni 2026", "2026-06-01"},
                                     {"5/6", "which 2026-05-06/2026-06-05"},
                                     {"28/11", "2025-11-28"},
                                     {"", "nothing"},
                                     {"bitte", "nothing"},
                                     {"irgendwann", "vague"},
                                     {"quatsch", "unclear"},
                                     {"99999999999", "unclear"},
                                     {"Freitag ganz bestimmt vielleicht", "unclear 2025-11-28"},
                                     {"tomorrow", "2025-11-24"},
                                     {"Friday", "2025-11-28"},
                                 });
        rows("2025-12-05T10:00", {{"7. November", "year? 2026-11-07"}, {"7. November 2026", "2026-11-07"}});
        rows("2025-11-07T10:00", {{"5. November", "past 2025-11-05"}, {"5.11.", "past 2025-11-05"}});
        rows("2025-10-13T10:00", {
                                     {"15.1", "2025-10-15"},
                                     {"1.1", "2026-01-01"},
                                     {"5.10", "2025-11-05"},
                                     {"25.10", "2025-10-25"},
                                     {"5.11", "2025-11-05"},
                                     {"20.12", "2025-12-20"},
                                     {"31.2", "no such day"},
                                     {"20.10.2024", "2025-10-20"},
                                     {"20.10.2019", "past 2019-10-20"},
                                     {"11.10.2025", "past 2025-10-11"},
                                     {"01.10.2025", "past 2025-10-01"},
                                 });
        rows("2025-11-23T10:00", {{"15.1", "which 2025-12-15/2026-01-15"}, {"25.1", "2025-11-25"}});
        rows("2025-10-09T10:00", {
                                     {"nächster Freitag", "2025-10-10"},
                                     {"nächste Woche Freitag", "2025-10-17"},
                                     {"nächste Woche", "2025-10-13..2025-10-19"},
                                     {"Mittwoch diese Woche", "2025-10-15"},
                                     {"diesen Freitag", "2025-10-10"},
                                     {"Donnerstag", "2025-10-16"},
                                     {"diesen Donnerstag", "2025-10-09"},
                                 });
        rows("2025-10-18T10:00", {{"nächster Dienstag", "2025-10-21"}, {"Dienstag", "2025-10-21"}});
        rows("2024-02-27T10:00", {{"29. Februar", "2024-02-29"}, {"29.2.", "2024-02-29"}});
        rows("2025-12-30T23:50", {{"morgen", "2025-12-31"}, {"übermorgen", "2026-01-01"}, {"2.1.", "2026-01-02"}});
    }
    void readsGermanDates() { check(WhenParser::Field::Date, Language::German); }

    void readsGermanTimes_data()
    {
        columns();
        rows("2025-11-25T09:30", {
                                     {"14:00", "14:00"},
                                     {"14 Uhr", "14:00"},
                                     {"14", "14:00"},
                                     {"14:30 Uhr", "14:30"},
                                     {"14.30 Uhr", "14:30"},
                                     {"14.30", "14:30"},
                                     {"9.15", "09:15"},
                                     {"10:00:00", "10:00"},
                                     {"10:00:00.000", "10:00"},
                                     {"10:00:30", "10:00:30"},
                                     {"2:00:30 Uhr nachmittags", "14:00:30"},
                                     {"10:00:75", "time?"},
                                     {"ab 10:00:30", "time?"},
                                     {"24:00", "time?"},
                                     {"24 Uhr", "time?"},
                                     {"-11", "time?"},
                                     {"-10", "time?"},
                                     {"10:-5", "time?"},
                                     {"-1:00", "time?"},
                                     {"−10 Uhr", "time?"},
                                     {"–10 Uhr", "time?"},
                                     {"um -10 Uhr", "time?"},
                                     {"10-12 Uhr", "600-720"},
                                     {"10 -12 Uhr", "600-720"},
                                     {"- 10 Uhr", "10:00"},
                                     {"١٠:٠٠", "time?"},
                                     {"١٠", "time?"},
                                     {"1٠:00", "time?"},
                                     {"09:00", "09:00"},
                                     {"9 Uhr", "09:00"},
                                     {"um 9", "09:00"},
                                     {"Punkt neun", "09:00"},
                                     {"14 Uhr 30", "14:30"},
                                     {"14h", "14:00"},
                                     {"14 h 30", "14:30"},
                                     {"14Uhr30", "14:30"},
                                     {"vierzehn Uhr", "14:00"},
                                     {"vierzehn", "14:00"},
                                     {"sechzehn Uhr", "16:00"},
                                     {"vierzehn Uhr dreißig", "14:30"},
                                     {"vierzehn Uhr dreissig", "14:30"},
                                     {"neun Uhr fünfundvierzig", "09:45"},
                                     {"zwölf Uhr", "12:00"},
                                     {"acht Uhr", "08:00"},
                                     {"ein Uhr", "13:00"},
                                     {"zwei Uhr", "14:00"},
                                     {"drei Uhr", "15:00"},
                                     {"sieben Uhr", "07:00"},
                                     {"sieben Uhr abends", "19:00"},
                                     {"zehn Uhr vormittags", "10:00"},
                                     {"um drei Uhr nachmittags", "15:00"},
                                     {"sechs Uhr morgens", "06:00"},
                                     {"halb drei", "14:30"},
                                     {"Halb Drei", "14:30"},
                                     {"halb elf", "10:30"},
                                     {"so gegen halb elf", "10:30"},
                                     {"halb eins", "12:30"},
                                     {"halb 3", "14:30"},
                                     {"viertel nach zwei", "14:15"},
                                     {"Viertel nach neun", "09:15"},
                                     {"viertel vor drei", "14:45"},
                                     {"Viertel vor 10", "09:45"},
                                     {"dreiviertel drei", "14:45"},
                                     {"dreiviertel zehn", "09:45"},
                                     {"zehn nach zwei", "14:10"},
                                     {"zehn vor drei", "14:50"},
                                     {"fünf nach halb drei", "14:35"},
                                     {"fünf vor halb drei", "14:25"},
                                     {"5 Minuten nach 10", "10:05"},
                                     {"12 Uhr mittags", "12:00"},
                                     {"ein Uhr mittags", "13:00"},
                                     {"02:30", "02:30"},
                                     {"2:30", "14:30"},
                                     {"2 Uhr", "14:00"},
                                     {"vormittags", "540-720"},
                                     {"Vormittag", "540-720"},
                                     {"nachmittags", "780-1020"},
                                     {"am Nachmittag", "780-1020"},
                                     {"mittags", "660-840"},
                                     {"abends", "1020-1440"},
                                     {"am Abend", "1020-1440"},
                                     {"früh", "0-600"},
                                     {"morgens", "0-600"},
                                     {"am Morgen", "0-720"},
                                     {"ab 15 Uhr", "900-1440"},
                                     {"ab drei", "900-1440"},
                                     {"nach 15 Uhr", "900-1440"},
                                     {"bis 12 Uhr", "0-720"},
                                     {"vor 12 Uhr", "0-720"},
                                     {"zwischen zwei und vier", "840-960"},
                                     {"zwischen 14 und 16 Uhr", "840-960"},
                                     {"zwischen 14:00 und 16:00", "840-960"},
                                     {"von 10 bis 12 Uhr", "600-720"},
                                     {"10-12 Uhr", "600-720"},
                                     {"nachmittags ab drei", "900-1020"},
                                     {"10 oder 11 Uhr", "10:00|11:00"},
                                     {"10.5", "time?"},
                                     {"14.3 Uhr", "time?"},
                                     {"ab Mittag", "time?"},
                                     {"nach dem Mittag", "time?"},
                                     {"bis nachmittags", "time?"},
                                     {"25 Uhr", "time?"},
                                     {"14:75", "time?"},
                                     {"14 Uhr vormittags", "time?"},
                                     {"kurz nach zehn", "time?"},
                                     {"irgendwann", "time?"},
                                     {"Friseur", "time?"},
                                     {"", "nothing"},
                                     {"3 pm", "15:00"},
                                 });
    }
    void readsGermanTimes() { check(WhenParser::Field::Time, Language::German); }

    void readsBothTogether_data()
    {
        columns();
        rows("2025-11-25T09:30", {
                                     {"Freitag 10 Uhr", "2025-11-28 10:00"},
                                     {"Freitag um 10", "2025-11-28 10:00"},
                                     {"2025-11-28T10:00", "2025-11-28 10:00"},
                                     {"2025-11-28T10:00:30", "2025-11-28 10:00:30"},
                                     {"28.11.2025 10:00:30", "2025-11-28 10:00:30"},
                                     {"2025-11-28T24:00", "2025-11-28 time?"},
                                     {"2025-11-28T24:00:00+01:00", "2025-11-28 time?"},
                                     {"Mittwoch - 10 Uhr", "2025-11-26 10:00"},
                                     {"Mittwoch-10 Uhr", "2025-11-26 10:00"},
                                     {"Freitag -10", "unclear 2025-11-28 time?"},
                                     {"2025-11-27T18:16:00", "2025-11-27 18:16"},
                                     {"2025-11-28 10:00", "2025-11-28 10:00"},
                                     {"2025-11-28T10:00:00+01:00", "2025-11-28 10:00"},
                                     {"2025-11-28T09:00:00Z", "2025-11-28 10:00"},
                                     {"28.11.2025 10:00", "2025-11-28 10:00"},
                                     {"28.11.2025 10:00 Uhr", "2025-11-28 10:00"},
                                     {"28.11. 10:00", "2025-11-28 10:00"},
                                     {"26. November 10 Uhr", "2025-11-26 10:00"},
                                     {"26. November um 14 Uhr 30", "2025-11-26 14:30"},
                                     {"Mittwoch, den 26. November um 14 Uhr", "2025-11-26 14:00"},
                                     {"am 26. 10 Uhr", "2025-11-26 10:00"},
                                     {"morgen um halb drei", "2025-11-26 14:30"},
                                     {"morgen früh", "2025-11-26 0-600"},
                                     {"morgen Vormittag", "2025-11-26 540-720"},
                                     {"Mittwoch Morgen", "2025-11-26 0-720"},
                                     {"heute Morgen um 11", "2025-11-25 11:00"},
                                     {"heute 14:00", "2025-11-25 14:00"},
                                     {"Freitagnachmittag", "2025-11-28 780-1020"},
                                     {"nächste Woche Mittwoch vierzehn Uhr", "2025-12-03 14:00"},
                                     {"Freitag 14:30", "2025-11-28 14:30"},
                                     {"gestern um 10", "past 2025-11-24 10:00"},
                                     {"heute in zwei Stunden", "2025-11-25 690-750"},
                                     {"in zwei Stunden", "2025-11-25 690-750"},
                                     {"Termin am Freitag um 10 Uhr bitte", "2025-11-28 10:00"},
                                     {"nächste Woche 14 Uhr", "2025-12-01..2025-12-07 14:00"},
                                     {"14 Uhr", "14:00"},
                                     {"Freitag", "2025-11-28"},
                                     {"Freitag um 15.30", "2025-11-28 15:30"},
                                     {"heute in acht Tagen", "which 2025-12-02/2025-12-03"},
                                     {"in acht Tagen", "which 2025-12-02/2025-12-03"},
                                     {"morgen in 8 Tagen um 10 Uhr", "which 2025-12-03/2025-12-04 10:00"},
                                     {"in vierzehn Tagen um halb elf", "2025-12-09 10:30"},
                                     {"heute in 14 Tagen", "2025-12-09"},
                                     {"Samstag in acht Tagen", "2025-12-06"},
                                     {"Samstag in vierzehn Tagen 10 Uhr", "2025-12-13 10:00"},
                                     {"am Freitag in 14 Tagen", "2025-12-12"},
                                     {"Samstag in zehn Tagen", "which 2025-12-05/2025-12-06"},
                                     {"so gegen fünf", "17:00"},
                                     {"nächsten Samstag um halb drei", "2025-11-29 14:30"},
                                     {"am 31. um viertel vor 12", "2025-12-31 11:45"},
                                     {"am Freitag nicht, lieber Samstag", "2025-11-29"},
                                     {"nicht Freitag", "vague"},
                                     {"letzten Freitag", "past 2025-11-21"},
                                     {"jeden Freitag um 10", "unclear 2025-11-28 10:00"},
                                     {"am Wochenende", "2025-11-29|2025-11-30"},
                                     {"in einem Monat", "which 2025-12-25"},
                                     {"Do, 27.11.", "2025-11-27"},
                                     {"Donnerstag, 27. November 2025", "2025-11-27"},
                                     {"27.11.2025 (Donnerstag)", "2025-11-27"},
                                     {"Freitag vierzehn dreißig", "2025-11-28 14:30"},
                                     {"morgen Nachmittag um 3", "2025-11-26 15:00"},
                                     {"Samstag Vormittag gegen 11", "2025-11-29 11:00"},
                                     {"Freitag, den 28. um 10", "2025-11-28 10:00"},
                                     {"Freitag 28.11. 10.30 Uhr", "2025-11-28 10:30"},
                                     {"am kommenden Freitag um 8 abends", "2025-11-28 20:00"},
                                     {"nächsten Monat", "vague"},
                                     {"28.11. 10 Uhr", "2025-11-28 10:00"},
                                     {"{{appointment_date}} {{appointment_time}}", "unclear"},
                                 });
    }
    void readsBothTogether() { check(WhenParser::Field::Both, Language::German); }

    void readsEnglish_data()
    {
        columns();
        rows("2025-11-25T09:30", {
                                     {"today", "2025-11-25"},
                                     {"tomorrow", "2025-11-26"},
                                     {"the day after tomorrow", "2025-11-27"},
                                     {"in eight days", "2025-12-03"},
                                     {"not Friday", "vague"},
                                     {"last Friday", "past 2025-11-21"},
                                     {"Friday", "2025-11-28"},
                                     {"on Friday", "2025-11-28"},
                                     {"next Friday", "2025-11-28"},
                                     {"this Thursday", "2025-11-27"},
                                     {"next week Wednesday", "2025-12-03"},
                                     {"Wednesday next week", "2025-12-03"},
                                     {"next week", "2025-12-01..2025-12-07"},
                                     {"November 26th", "2025-11-26"},
                                     {"Nov 26", "2025-11-26"},
                                     {"26 November", "2025-11-26"},
                                     {"the 26th of November", "2025-11-26"},
                                     {"the thirty-first of December", "2025-12-31"},
                                     {"December 1st, 2025", "2025-12-01"},
                                     {"Thursday the 26th", "which 2025-11-26/2025-11-27"},
                                     {"in two weeks", "2025-12-09"},
                                     {"in a week", "2025-12-02"},
                                     {"tomorrow at 3pm", "2025-11-26 15:00"},
                                     {"tomorrow at 3:30 pm", "2025-11-26 15:30"},
                                     {"Friday 10 a.m.", "2025-11-28 10:00"},
                                     {"Friday at 10 o'clock", "2025-11-28 10:00"},
                                     {"Friday half past two", "2025-11-28 14:30"},
                                     {"Friday at quarter past two", "2025-11-28 14:15"},
                                     {"Friday quarter to three", "2025-11-28 14:45"},
                                     {"Friday ten past nine", "2025-11-28 09:10"},
                                     {"Friday at noon", "2025-11-28 12:00"},
                                     {"Friday two thirty pm", "2025-11-28 14:30"},
                                     {"Friday twelve thirty", "2025-11-28 12:30"},
                                     {"Friday at twenty five past two", "2025-11-28 14:25"},
                                     {"Friday morning", "2025-11-28 540-720"},
                                     {"Friday in the afternoon", "2025-11-28 780-1020"},
                                     {"Friday evening", "2025-11-28 1020-1440"},
                                     {"Friday after 3 pm", "2025-11-28 900-1440"},
                                     {"Friday before 11", "2025-11-28 0-660"},
                                     {"Friday between 2 and 4", "2025-11-28 840-960"},
                                     {"Friday from 2 to 4", "2025-11-28 840-960"},
                                     {"November 26 10 am", "2025-11-26 10:00"},
                                     {"11/28", "2025-11-28"},
                                     {"11/28/2025", "2025-11-28"},
                                     {"12/11", "which 2025-12-11/2026-11-12"},
                                     {"Freitag 10 Uhr", "2025-11-28 10:00"},
                                     {"yesterday", "past 2025-11-24"},
                                     {"12 am", "00:00"},
                                     {"12 pm", "12:00"},
                                     {"whenever", "vague"},
                                 });
    }
    void readsEnglish() { check(WhenParser::Field::Both, Language::English); }

    void understandsCallers_data()
    {
        columns();
        QTest::addColumn<int>("field");
        QTest::addColumn<bool>("german");
        for (const auto &tables : {dayRows(), timeRows(), callerRows(), englishRows()})
            for (const WhenTable &table : tables)
                for (const WhenRow &row : table.rows)
                    QTest::addRow("%s @ %s", row.said, table.now)
                        << QString::fromUtf8(table.now) << QString::fromUtf8(row.said) << QString::fromUtf8(row.meant)
                        << int(table.field) << (table.language == Language::German);
    }
    void understandsCallers()
    {
        QFETCH(int, field);
        QFETCH(bool, german);
        check(static_cast<WhenField>(field), german ? Language::German : Language::English);
    }

    void joinsTheFieldsOfARequest()
    {
        const WhenParser parser(berlin(), *berlin().parseIso(QStringLiteral("2025-11-25T15:00")), Language::German);
        const auto text = [](const char *utf8) { return QString::fromUtf8(utf8); };
        QCOMPARE(written(parser.parseFields(text("Freitag"), text("10 Uhr"), {})), text("2025-11-28 10:00"));
        QCOMPARE(written(parser.parseFields(text("Freitag 10 Uhr"), {}, {})), text("2025-11-28 10:00"));
        QCOMPARE(written(parser.parseFields({}, text("morgen um 10"), {})), text("2025-11-26 10:00"));
        QCOMPARE(written(parser.parseFields(text("Freitag"), text("10:00"), text("2025-11-28 10:00"))),
                 text("2025-11-28 10:00"));
        QCOMPARE(written(parser.parseFields(text("Freitag"), {}, text("2025-11-27 10:00"))),
                 text("which 2025-11-28/2025-11-27 10:00"));
        QCOMPARE(written(parser.parseFields(text("Freitag vormittags"), text("10:00"), {})), text("2025-11-28 10:00"));
        QCOMPARE(written(parser.parseFields(text("Freitag 10 Uhr"), text("11 Uhr"), {})),
                 text("2025-11-28 time? 10:00/11:00"));
        QCOMPARE(written(parser.parseFields({}, {}, {})), text("nothing"));
    }

    void asksWhichDayWhenOnlyATimeWasSaid()
    {
        const WhenParser morning(berlin(), *berlin().parseIso(QStringLiteral("2025-11-25T10:00")), Language::German);
        const WhenParser later(berlin(), *berlin().parseIso(QStringLiteral("2025-11-25T15:00")), Language::German);
        const QDate today(2025, 11, 25);
        QCOMPARE(morning.parseFields({}, QStringLiteral("14 Uhr"), {}).date.candidates,
                 (QList<QDate>{today, today.addDays(1)}));
        QCOMPARE(later.parseFields({}, QStringLiteral("14 Uhr"), {}).date.candidates, (QList<QDate>{today.addDays(1)}));
    }

    void tellsTimesFromNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("is_time");
        for (const char *time : {"Acht Uhr", "14:30", "um 8 Uhr", "Vierzehn", "halb drei"})
            QTest::addRow("%s", time) << QString::fromUtf8(time) << true;
        for (const char *name : {"Lena Vogt", "Max", "August Klee", "", "Mai", "Frau Halb", "Mia Sommer"})
            QTest::addRow("'%s'", name) << QString::fromUtf8(name) << false;
    }
    void tellsTimesFromNames()
    {
        QFETCH(QString, text);
        QFETCH(bool, is_time);
        QCOMPARE(isTimeOfDay(text, Language::German), is_time);
    }

    void survivesAnything()
    {
        const WhenParser parser(berlin(), *berlin().parseIso(QStringLiteral("2025-11-25T10:00")), Language::German);
        for (const QString &text : {QString(100'000, u'9'), QString(100'000, u'ä'), QString(50'000, u'.'),
                                    QString(9, QChar(0)), QStringLiteral("0.0.0000"), QStringLiteral("00:00"),
                                    QStringLiteral("in 9999 Wochen"), QStringLiteral("in 9999 Stunden")})
            QVERIFY(parser.parse(text, WhenParser::Field::Both).date.candidates.size() < 3);
    }
};

QTEST_GUILESS_MAIN(TestWhenParser)
#include "tst_whenparser.moc"
