// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/holddesk.h"
#include "core/booking/slotreader.h"
#include "core/engine/deskreads.h"
#include "core/phone/functiondesk.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/claimtable.h"
#include "tests/support/lindescene.h"
#include "tests/support/nightsalon.h"
#include "tests/support/phonesalon.h"
#include "tests/support/verify.h"

#include <QJsonArray>
#include <QTest>

using namespace salon;
using namespace salon::test;

namespace
{

const auto kBerlin = QStringLiteral("Europe/Berlin");

} // namespace

/// The nights on which the clocks change, in a salon that is open then: booked, held, moved, shown and told by phone.
class TestClockChange : public QObject, private LindeScene
{
    Q_OBJECT

    void openIn(const QString &zone, const char *now)
    {
        m_salon = nightSalon(zone);
        m_clock.set(at(m_salon, now));
        storeNightSalon(*m_connection, m_clock, m_random, m_salon);
    }

    BookingRequest request(const QByteArray &start, const char *name = "Lena Vogt") const
    {
        return {.branch = kMitte,
                .service = kChildsCut,
                .staff = kMia,
                .start = at(m_salon, start.constData()),
                .name = QString::fromUtf8(name),
                .source = Source::Desk};
    }

    QList<qint64> claimedBy(AppointmentId id)
    {
        QList<qint64> slots_of;
        const auto all = ClaimTable::all(*m_connection);
        for (const ClaimTable::Claim &claim : *all)
            if (claim.appointment == id)
                slots_of.append(claim.slot);
        return slots_of;
    }

    static QList<qint64> slotsOf(const TimeRange &span)
    {
        QList<qint64> wanted;
        for (Instant slot = span.begin; slot < span.end; slot = slot + minutes(5))
            wanted.append(slot.ms() / 300'000);
        return wanted;
    }

    QString shown(Instant at) const
    {
        return m_salon.salon.zone.iso(at).mid(11, 5) + m_salon.salon.zone.iso(at).mid(19);
    }

    QJsonObject tell(const char *function, const QJsonObject &args, const char *call_id = "call_a",
                     const char *from = "+491713920017")
    {
        const auto call = FunctionCall::parse(
            wrappedCall(QString::fromLatin1(function), args, QString::fromLatin1(call_id), QString::fromLatin1(from)),
            {}, m_clock.now());
        return FunctionDesk(m_clock, m_random).answer(*m_connection, *call).document();
    }

    static QJsonObject asked(const QString &datetime)
    {
        return {{QStringLiteral("datetime"), datetime},
                {QStringLiteral("service"), QStringLiteral("kinderhaarschnitt")},
                {QStringLiteral("staff"), QStringLiteral("mia")},
                {QStringLiteral("customer_name"), QStringLiteral("Lena Vogt")}};
    }

    static QString text(const QJsonObject &reply, const char *key) { return reply[QLatin1String(key)].toString(); }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        open();
    }
    void cleanup() { close(); }

    void bothHoursAreBookedOnceEach_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QByteArray>("evening");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        QTest::newRow("Berlin") << kBerlin << QByteArray("2026-10-24T20:00") << QByteArray("2026-10-25T02:30+02:00")
                                << QByteArray("2026-10-25T02:30+01:00");
        QTest::newRow("Chatham") << QStringLiteral("Pacific/Chatham") << QByteArray("2026-04-04T20:00")
                                 << QByteArray("2026-04-05T03:00+13:45") << QByteArray("2026-04-05T03:00+12:45");
        QTest::newRow("St John's") << QStringLiteral("America/St_Johns") << QByteArray("2026-10-31T20:00")
                                   << QByteArray("2026-11-01T01:30-02:30") << QByteArray("2026-11-01T01:30-03:30");
    }

    void bothHoursAreBookedOnceEach()
    {
        QFETCH(QString, zone);
        QFETCH(QByteArray, evening);
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        openIn(zone, evening.constData());
        const Instant wall = at(m_salon, first.left(16).constData());
        QCOMPARE(wall, at(m_salon, first.constData())); // what is not stated is the first
        for (const QByteArray &start : {first, second}) {
            const Appointment made = booked(request(start, start == first ? "Lena Vogt" : "Tom Adler"));
            QCOMPARE(made.span, (TimeRange{at(m_salon, start.constData()), made.span.begin + minutes(30)}));
            QCOMPARE(claimedBy(made.id), slotsOf(made.span));
            const BookingOutcome again = book(request(start, "Aylin Kaya"));
            QCOMPARE(again.refusal.rule, Rule::Appointment);
            QCOMPARE(again.refusal.object,
                     QStringLiteral("Kinderhaarschnitt %1 (%2)")
                         .arg(QString::fromLatin1(start.mid(11, 5)), QString::fromLatin1(start.mid(16))));
        }
        // A move from the one to what is left beside the other, and the calendar's own picture of the night.
        const auto day = DeskReads::day(*m_connection, m_clock.now(), m_salon.salon.zone.dateOf(wall));
        VERIFY_DONE(day);
        QCOMPARE(day->appointments.size(), 2);
        QCOMPARE(day->shown.length(), milliseconds(minutes(7 * 60)));
        QCOMPARE(day->columns.first().working, QList<TimeRange>{day->shown});
        const auto starts = DeskReads::starts(
            *m_connection, m_clock.now(), {.branch = kMitte, .service = kChildsCut, .staff = kMia, .date = day->date},
            Language::German);
        VERIFY_DONE(starts);
        QCOMPARE(starts->size(), 28);
        int taken = 0;
        for (const StartView &start : *starts)
            taken += !start.free && start.start < day->shown.end - minutes(30);
        QCOMPARE(taken, 6); // two of three quarters of an hour each, and those that would run into them
        const auto moved = desk().move(*m_connection, day->appointments.first().appointment.id,
                                       {.start = wall - minutes(30)}, {}, {QStringLiteral("desk")});
        VERIFY_DONE(moved);
        QCOMPARE(moved->kind, ChangeOutcome::Kind::Done);
        QCOMPARE(claimedBy(moved->appointment.id), slotsOf(moved->appointment.span));
    }

    void bothHoursAreHeldOnceEach()
    {
        openIn(kBerlin, "2026-10-24T20:00");
        const auto hold = [&](const char *call_id, const char *start) {
            const SlotWish wish{
                .branch = kMitte, .service = kChildsCut, .staff = kMia, .call_id = QString::fromLatin1(call_id)};
            return HoldDesk(m_clock).hold(*m_connection, wish, at(m_salon, start)).value();
        };
        QVERIFY(hold("call_a", "2026-10-25T02:30+02:00").hold);
        QVERIFY(hold("call_b", "2026-10-25T02:30+01:00").hold);
        for (const char *start : {"2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"}) {
            const auto third = hold("call_c", start);
            QVERIFY(!third.hold);
            QCOMPARE(third.judgement.rule, Rule::Hold);
        }
        const auto day = DeskReads::day(*m_connection, m_clock.now(), {2026, 10, 25});
        QCOMPARE(day->holds.size(), 2);
        QCOMPARE(day->holds[1].span.begin - day->holds[0].span.begin, milliseconds(std::chrono::hours(1)));
    }

    void theCalendarKnowsTheHoursThatAreLeft_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QDate>("date");
        QTest::addColumn<QString>("working"); // of 00:00-02:15, 02:45-06:00
        QTest::addColumn<QString>("breaks");
        QTest::addColumn<int>("starts"); // every quarter of an hour
        QTest::newRow("forward") << kBerlin << QDate(2026, 3, 29) << "00:00+01:00-03:00+02:00 03:00+02:00-06:00+02:00"
                                 << "" << 20;
        QTest::newRow("ordinary") << kBerlin << QDate(2026, 3, 30) << "00:00+02:00-02:15+02:00 02:45+02:00-06:00+02:00"
                                  << "02:15+02:00-02:45+02:00" << 24;
        QTest::newRow("Chatham forward") << QStringLiteral("Pacific/Chatham") << QDate(2026, 9, 27)
                                         << "00:00+12:45-02:15+12:45 03:45+13:45-06:00+13:45"
                                         << "02:15+12:45-03:45+13:45" << 20;
        QTest::newRow("St John's forward") << QStringLiteral("America/St_Johns") << QDate(2026, 3, 8)
                                           << "00:00-03:30-03:00-02:30 03:00-02:30-06:00-02:30"
                                           << "" << 20;
        QTest::newRow("year's end") << kBerlin << QDate(2026, 12, 31)
                                    << "00:00+01:00-02:15+01:00 02:45+01:00-06:00+01:00"
                                    << "02:15+01:00-02:45+01:00" << 24;
        QTest::newRow("29 February") << kBerlin << QDate(2028, 2, 29)
                                     << "00:00+01:00-02:15+01:00 02:45+01:00-06:00+01:00"
                                     << "02:15+01:00-02:45+01:00" << 24;
    }

    void theCalendarKnowsTheHoursThatAreLeft()
    {
        QFETCH(QString, zone);
        QFETCH(QDate, date);
        QFETCH(QString, working);
        QFETCH(QString, breaks);
        QFETCH(int, starts);
        openIn(zone, "2026-02-28T20:00");
        for (Staff &member : m_salon.staff)
            for (int weekday = 1; weekday <= 7; ++weekday)
                member.working_hours[weekday] = {{0, 135}, {165, 360}};
        storeNightSalon(*m_connection, m_clock, m_random, m_salon);
        const auto day = DeskReads::day(*m_connection, m_clock.now(), date);
        VERIFY_DONE(day);
        const auto printed = [&](const QList<TimeRange> &ranges) {
            QStringList texts;
            for (const TimeRange &range : ranges)
                texts.append(shown(range.begin) + QLatin1Char('-') + shown(range.end));
            return texts.join(QLatin1Char(' '));
        };
        QCOMPARE(printed(day->columns.first().working), working);
        QCOMPARE(printed(day->columns.first().breaks), breaks);
        const auto found =
            DeskReads::starts(*m_connection, m_clock.now(),
                              {.branch = kMitte, .service = kChildsCut, .staff = kMia, .date = date}, Language::German);
        VERIFY_DONE(found);
        QCOMPARE(found->size(), starts);
        for (const StartView &start : *found)
            QCOMPARE(m_salon.salon.zone.dateOf(start.start), date);
    }

    void theGapIsNoTimeToAskForByPhone_data()
    {
        QTest::addColumn<QByteArray>("function");
        for (const char *name :
             {"check_availability_v17", "start_booking", "get_alternatives", "find_next_available", "reserve_slot"})
            QTest::newRow(name) << QByteArray(name);
    }

    void theGapIsNoTimeToAskForByPhone()
    {
        QFETCH(QByteArray, function);
        openIn(kBerlin, "2026-03-28T20:00");
        QJsonObject args = asked({});
        args.insert(QStringLiteral("date"), QStringLiteral("2026-03-29"));
        args.insert(QStringLiteral("time"), QStringLiteral("02:30"));
        const QJsonObject reply = tell(function.constData(), args);
        QCOMPARE(reply[QLatin1String("success")].toBool(), false);
        QCOMPARE(text(reply, "code"), QStringLiteral("time_required"));
        QCOMPARE(text(reply, "message"),
                 QStringLiteral("Sonntag, den 29. März um 2 Uhr 30 gibt es nicht, weil dann die Uhren vorgestellt "
                                "werden. Um wie viel Uhr soll es sein?"));
        args.insert(QStringLiteral("time"), QStringLiteral("03:00"));
        QCOMPARE(tell(function.constData(), args)[QLatin1String("success")].toBool(), true);
    }

    void thePhoneSaysWhichOfTheTwoHours()
    {
        openIn(kBerlin, "2026-10-24T20:00");
        const QString first = QStringLiteral("2026-10-25T02:30:00+02:00");
        const QString second = QStringLiteral("2026-10-25T02:30:00+01:00");
        QJsonObject reply = tell("check_availability", asked(QStringLiteral("2026-10-25 02:30")));
        QCOMPARE(text(reply, "slot_time"), first);
        QCOMPARE(text(reply, "message"), QStringLiteral("Ja, Kinderhaarschnitt bei Mia Sommer ist am Sonntag, den 25. "
                                                        "Oktober um 2 Uhr 30 vor der Zeitumstellung frei."));
        reply = tell("start_booking", asked(first));
        QCOMPARE(text(reply, "start"), first);
        // Taken: the other half past two is what is nearest, and it is spoken as another time.
        reply = tell("check_availability", asked(first), "call_b", "+491713920018");
        QCOMPARE(text(reply, "code"), QStringLiteral("slot_taken"));
        const QJsonArray others = reply[QLatin1String("alternatives")].toArray();
        QCOMPARE(others[0][QLatin1String("start")].toString(), second);
        QVERIFY(others[0][QLatin1String("spoken")].toString().endsWith(
            QStringLiteral("um 2 Uhr 30 nach der Zeitumstellung")));
        QVERIFY(text(reply, "message").contains(QStringLiteral("um 2 Uhr 30 nach der Zeitumstellung")));
        QJsonObject fields = asked({});
        fields.insert(QStringLiteral("date"), QStringLiteral("2026-10-25"));
        fields.insert(QStringLiteral("time"), QStringLiteral("02:30"));
        fields.insert(QStringLiteral("datetime"), second); // the whole instant says it
        reply = tell("start_booking", fields, "call_b", "+491713920018");
        QCOMPARE(reply[QLatin1String("booked")].toBool(), true);
        QCOMPARE(text(reply, "start"), second);
        QCOMPARE(text(tell("check_availability", asked(second), "call_c", "+491713920019"), "code"),
                 QStringLiteral("slot_taken"));
    }

    void bookingsStandAtTheYearsEndAndOnLeapDay_data()
    {
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("Old Year") << QByteArray("2026-12-30T20:00") << QByteArray("2026-12-31T05:30+01:00")
                                  << QByteArray("2026-12-31T06:00+01:00");
        QTest::newRow("New Year") << QByteArray("2026-12-31T23:30") << QByteArray("2027-01-01T00:00+01:00")
                                  << QByteArray("2027-01-01T00:30+01:00");
        QTest::newRow("leap day") << QByteArray("2028-02-28T23:30") << QByteArray("2028-02-29T00:00+01:00")
                                  << QByteArray("2028-02-29T00:30+01:00");
        QTest::newRow("across the gap") << QByteArray("2026-03-28T20:00") << QByteArray("2026-03-29T01:45+01:00")
                                        << QByteArray("2026-03-29T03:15+02:00");
    }

    void bookingsStandAtTheYearsEndAndOnLeapDay()
    {
        QFETCH(QByteArray, now);
        QFETCH(QByteArray, start);
        QFETCH(QByteArray, end);
        openIn(kBerlin, now.constData());
        const Appointment made = booked(request(start));
        QCOMPARE(made.span.end, at(m_salon, end.constData()));
        QCOMPARE(claimedBy(made.id), slotsOf(made.span));
        const auto day = DeskReads::day(*m_connection, m_clock.now(), m_salon.salon.zone.dateOf(made.span.begin));
        QCOMPARE(day->appointments.size(), 1);
        QCOMPARE(book(request(start, "Tom Adler")).refusal.rule, Rule::Appointment);
    }

    /// What is read from the database reaches as far as buffers do: the evening before counts.
    void buffersReachOverMidnight()
    {
        openIn(kBerlin, "2026-10-20T20:00");
        for (int weekday = 1; weekday <= 7; ++weekday) {
            m_salon.branches.first().opening_hours[weekday] = {{0, 1440}};
            for (Staff &member : m_salon.staff)
                member.working_hours[weekday] = {{0, 1440}};
        }
        storeNightSalon(*m_connection, m_clock, m_random, m_salon);
        Service buffered = *m_salon.service(kChildsCut);
        buffered.buffer_after_min = 20;
        auto tx = Transaction::begin(*m_connection, m_clock);
        VERIFY_DONE(CatalogueTable::saveService(*tx, buffered));
        VERIFY_DONE(tx->commit());
        booked(request("2026-10-22T23:30+02:00"));
        const SlotWish wish{.branch = kMitte, .service = kChildsCut, .staff = kMia};
        SlotReader reader(*m_connection, *CatalogueTable::load(*m_connection), m_clock.now(), wish);
        const auto offers = reader.offers(wish, {.from = {2026, 10, 23}, .days = 1, .limit = 1});
        VERIFY_DONE(offers);
        QCOMPARE(shown(offers->first().span.begin), QStringLiteral("00:30+02:00"));
        QCOMPARE(book(request("2026-10-23T00:15+02:00", "Tom Adler")).refusal.rule, Rule::Appointment);
        QCOMPARE(book(request("2026-10-23T00:20+02:00", "Tom Adler")).kind, BookingOutcome::Kind::Booked);
    }
};

QTEST_GUILESS_MAIN(TestClockChange)
#include "tst_clockchange.moc"
