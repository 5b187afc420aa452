// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/holidays.h"

#include <QStringList>
#include <QTest>

using namespace salon;

namespace
{

const QStringList kStates{QStringLiteral("BB"), QStringLiteral("BE"), QStringLiteral("BW"), QStringLiteral("BY"),
                          QStringLiteral("HB"), QStringLiteral("HE"), QStringLiteral("HH"), QStringLiteral("MV"),
                          QStringLiteral("NI"), QStringLiteral("NW"), QStringLiteral("RP"), QStringLiteral("SH"),
                          QStringLiteral("SL"), QStringLiteral("SN"), QStringLiteral("ST"), QStringLiteral("TH")};

/// The states' published calendars of three years, written down by date; "*" = all of them.
struct Published {
    const char *dates[3]; // 2025, 2026, 2027; an empty one = not in that year
    const char *states;
    const char *name;
};

constexpr Published kPublished[] = {
    {{"2025-01-01", "2026-01-01", "2027-01-01"}, "*", "Neujahr"},
    {{"2025-01-06", "2026-01-06", "2027-01-06"}, "BW BY ST", "Heilige Drei Könige"},
    {{"2025-03-08", "2026-03-08", "2027-03-08"}, "BE MV", "Internationaler Frauentag"},
    {{"2025-04-18", "2026-04-03", "2027-03-26"}, "*", "Karfreitag"},
    {{"2025-04-20", "2026-04-05", "2027-03-28"}, "BB", "Ostersonntag"},
    {{"2025-04-21", "2026-04-06", "2027-03-29"}, "*", "Ostermontag"},
    {{"2025-05-01", "2026-05-01", "2027-05-01"}, "*", "Tag der Arbeit"},
    {{"2025-05-08", "", ""}, "BE", "Tag der Befreiung"},
    {{"2025-05-29", "2026-05-14", "2027-05-06"}, "*", "Christi Himmelfahrt"},
    {{"2025-06-08", "2026-05-24", "2027-05-16"}, "BB", "Pfingstsonntag"},
    {{"2025-06-09", "2026-05-25", "2027-05-17"}, "*", "Pfingstmontag"},
    {{"2025-06-19", "2026-06-04", "2027-05-27"}, "BW BY HE NW RP SL", "Fronleichnam"},
    {{"2025-08-15", "2026-08-15", "2027-08-15"}, "SL", "Mariä Himmelfahrt"},
    {{"2025-09-20", "2026-09-20", "2027-09-20"}, "TH", "Weltkindertag"},
    {{"2025-10-03", "2026-10-03", "2027-10-03"}, "*", "Tag der Deutschen Einheit"},
    {{"2025-10-31", "2026-10-31", "2027-10-31"}, "BB HB HH MV NI SH SN ST TH", "Reformationstag"},
    {{"2025-11-01", "2026-11-01", "2027-11-01"}, "BW BY NW RP SL", "Allerheiligen"},
    {{"2025-11-19", "2026-11-18", "2027-11-17"}, "SN", "Buß- und Bettag"},
    {{"2025-12-25", "2026-12-25", "2027-12-25"}, "*", "1. Weihnachtstag"},
    {{"2025-12-26", "2026-12-26", "2027-12-26"}, "*", "2. Weihnachtstag"},
};

QString published(const QString &state, QDate date)
{
    for (const Published &entry : kPublished)
        for (const char *day : entry.dates)
            if (date.toString(Qt::ISODate) == QLatin1String(day) &&
                (*entry.states == '*' || QString::fromLatin1(entry.states).split(QLatin1Char(' ')).contains(state)))
                return QString::fromUtf8(entry.name);
    return {};
}

} // namespace

class TestHolidays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDayOfThreeYearsInEveryStateIsAsPublished()
    {
        for (const QString &state : kStates) {
            for (QDate date(2025, 1, 1); date < QDate(2028, 1, 1); date = date.addDays(1)) {
                const auto found = publicHoliday(QStringLiteral("DE"), state, date);
                const QString name = found ? QString::fromUtf8(found->german) : QString();
                if (name != published(state, date))
                    QFAIL(qPrintable(QStringLiteral("%1 %2: '%3', published is '%4'")
                                         .arg(state, date.toString(Qt::ISODate), name, published(state, date))));
            }
        }
    }

    void easter_data()
    {
        QTest::addColumn<QDate>("sunday");
        // The earliest and the latest there can be, and the two exceptions of the rule (1954, 1981).
        for (const char *date : {"1954-04-18", "1981-04-19", "2008-03-23", "2024-03-31", "2025-04-20", "2038-04-25"})
            QTest::newRow(date) << QDate::fromString(QString::fromLatin1(date), Qt::ISODate);
    }

    void easter()
    {
        QFETCH(QDate, sunday);
        QCOMPARE(easterSunday(sunday.year()), sunday);
    }

    void daysThatCameLaterOrOnce_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QDate>("date");
        QTest::addColumn<bool>("is_holiday");
        const auto row = [](const char *state, QDate date, bool is_holiday) {
            QTest::newRow(qPrintable(QLatin1String(state) + date.toString(Qt::ISODate)))
                << QString::fromLatin1(state) << date << is_holiday;
        };
        row("BE", {2018, 3, 8}, false);
        row("BE", {2019, 3, 8}, true);
        row("MV", {2022, 3, 8}, false);
        row("BE", {2020, 5, 8}, true);
        row("BE", {2026, 5, 8}, false);
        row("NW", {2017, 10, 31}, true);
        row("HH", {2016, 10, 31}, false);
        row("", {2026, 6, 4}, false); // no state named: what all have
        row("", {2026, 5, 1}, true);
    }

    void daysThatCameLaterOrOnce()
    {
        QFETCH(QString, state);
        QFETCH(QDate, date);
        QFETCH(bool, is_holiday);
        QCOMPARE(publicHoliday(QStringLiteral("DE"), state, date).has_value(), is_holiday);
    }

    void saysWhoseHolidaysItKnows()
    {
        QCOMPARE(holidayCountries().join(u' '), QStringLiteral("AT CH DE"));
        QCOMPARE(holidaySubdivisions(QStringLiteral("DE")).join(u' '),
                 QStringLiteral("BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH"));
        QVERIFY(holidaySubdivisions(QStringLiteral("AT")).isEmpty());
    }

    void otherCountries()
    {
        const auto in = [](const char *country, QDate date) {
            return publicHoliday(QString::fromLatin1(country), {}, date).has_value();
        };
        QVERIFY(in("AT", {2026, 10, 26}));
        QVERIFY(in("AT", {2026, 6, 4}));
        QVERIFY(!in("AT", {2026, 10, 3}));
        QVERIFY(in("CH", {2026, 8, 1}));
        QVERIFY(!in("FR", {2026, 7, 14}));
    }
};

QTEST_APPLESS_MAIN(TestHolidays)
#include "tst_holidays.moc"
