// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingdesk.h"
#include "core/booking/slotreader.h"
#include "core/calcom/calendaroperations.h"
#include "core/storage/calendartable.h"
#include "core/storage/query.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

namespace
{

const QString kMia = QStringLiteral("mia");
const QString kCut = QStringLiteral("cut");
const QString kPerm = QStringLiteral("perm");

} // namespace

/// What Mia's own calendar says is no time to offer, without a request while somebody is on the phone; both databases.
class TestCalendarReader : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<SyncScene> m_scene;

    StaffId mia() const { return m_scene->catalogue.member(kMia)->id; }
    QList<sandbox::Calendar> &calendars() const
    {
        for (sandbox::User &user : m_scene->sandbox->world().users)
            if (user.key == kMia)
                return user.calendars;
        qFatal("no Mia");
    }
    void connectCalendar(const QList<TimeRange> &busy, qint64 credential = 5) const
    {
        calendars().append({credential, QStringLiteral("mia+%1@example.com").arg(credential), busy});
    }
    void start() const
    {
        m_scene->settings.staff_keys.insert(kMia, "cal_test_staff_mia");
        m_scene->startWorker();
        m_scene->startCalendars();
        m_scene->runFor(10s);
    }
    QString times() const
    {
        const auto read = CalendarTable::times(*m_scene->connection, mia());
        if (!read)
            qFatal("%s", qPrintable(read.error().detail));
        QStringList spans;
        for (const TimeRange &span : *read)
            spans.append(m_scene->catalogue.salon.zone.iso(span.begin).mid(5, 11) + QLatin1Char('-') +
                         m_scene->catalogue.salon.zone.iso(span.end).mid(11, 5));
        return spans.join(QStringLiteral(", "));
    }
    CalendarTable::Read read() const
    {
        const auto reads = CalendarTable::reads(*m_scene->connection);
        return reads && reads->size() == 1 ? reads->first() : CalendarTable::Read();
    }
    Result<Explanation> explain(int hour, const QString &staff = kMia) const
    {
        const SlotWish wish{.branch = m_scene->catalogue.branches.first().id,
                            .service = m_scene->catalogue.service(kCut)->id,
                            .staff = m_scene->catalogue.member(staff)->id};
        SlotReader reader(*m_scene->connection, m_scene->catalogue, m_scene->clock.now(), wish);
        return reader.explain(wish, m_scene->at(hour));
    }
    bool isOffered(int hour) const
    {
        const auto explained = explain(hour);
        return explained && explained->available;
    }
    int requests() const { return int(m_scene->transport->seen().filter(QStringLiteral("calendars")).size()); }
    void faults(const char *path, const char *effect) const
    {
        const QByteArray rule =
            QByteArray("[{\"match\":{\"method\":\"GET\",\"path\":\"") + path + "\"},\"effect\":" + effect + "}]";
        VERIFY_DONE(m_scene->sandbox->setFaults(rule));
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_scene = std::make_unique<SyncScene>(*m_database);
    }
    void cleanup()
    {
        m_scene.reset();
        m_database.reset();
    }

    void whatIsBusyThereIsNotOffered()
    {
        connectCalendar({{m_scene->at(11), m_scene->at(12)}});
        QVERIFY(isOffered(11));
        start();
        QCOMPARE(times(), QStringLiteral("11-26T11:00-12:00"));
        const int asked = requests();
        QVERIFY(isOffered(10));
        const auto refused = explain(11);
        VERIFY_DONE(refused);
        QVERIFY(!refused->available);
        QVERIFY(refused->rule == Rule::BusyBlock);
        QVERIFY(isOffered(12));
        QCOMPARE(requests(), asked);
        QVERIFY(read().read);
        QCOMPARE(read().calendars, 1);
    }

    void ofSeveralCalendars()
    {
        connectCalendar({{m_scene->at(11), m_scene->at(12)}});
        connectCalendar({{m_scene->at(15), m_scene->at(16)}}, 6);
        connectCalendar({{m_scene->at(9), m_scene->at(18)}}, 7);
        calendars().last().selected = false; // Cal.com does not look at it either
        start();
        QCOMPARE(times(), QStringLiteral("11-26T11:00-12:00, 11-26T15:00-16:00"));
        QCOMPARE(read().calendars, 2);
    }

    /// Cal.com writes our bookings into the calendar; they are in the book already, and may go from it at any moment.
    void ourOwnBookingsAreNoBusyTimes()
    {
        connectCalendar({{m_scene->at(11), m_scene->at(12)}});
        m_scene->settings.staff_keys.insert(kMia, "cal_test_staff_mia");
        m_scene->startWorker();
        const AppointmentId id = m_scene->book(kPerm, kMia, 12); // 12:00 to 14:20, free from 12:50 to 13:05
        m_scene->kick();
        m_scene->runUntilSettled();
        QCOMPARE(m_scene->remoteBookings().size(), 4);
        m_scene->startCalendars();
        m_scene->runFor(10s);
        QCOMPARE(times(), QStringLiteral("11-26T11:00-12:00"));
        m_scene->cancel(id);
        QVERIFY(isOffered(12)); // at once
    }

    void newerTimesTakeTheirPlace()
    {
        connectCalendar({{m_scene->at(11), m_scene->at(12)}});
        start();
        QVERIFY(!isOffered(11));
        calendars().first().busy = {{m_scene->at(14), m_scene->at(15)}};
        m_scene->runFor(16min);
        QCOMPARE(times(), QStringLiteral("11-26T14:00-15:00"));
        QVERIFY(isOffered(11)); // a reader that knew the day asks again
        QVERIFY(!isOffered(14));
        calendars().clear();
        m_scene->runFor(16min);
        QCOMPARE(times(), QString());
        QVERIFY(isOffered(14));
    }

    void everyQuarterOfAnHour()
    {
        connectCalendar({});
        start();
        QCOMPARE(requests(), 2);
        m_scene->runFor(1h);
        QCOMPARE(requests(), 10);
    }

    void aReadThatFailsLeavesWhatWasKnown_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("effect");
        for (const char *path : {"/v2/calendars", "/v2/calendars/busy-times"}) {
            for (const char *effect : {"{\"status\":500,\"message\":\"down\"}", "{\"html\":502}", "{\"truncate\":true}",
                                       "{\"status\":401,\"message\":\"Invalid API Key\"}", "{\"hang\":true}"})
                QTest::addRow("%s %s", path, effect) << QByteArray(path) << QByteArray(effect);
        }
    }
    void aReadThatFailsLeavesWhatWasKnown()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, effect);
        connectCalendar({{m_scene->at(11), m_scene->at(12)}});
        start();
        const auto first = read().read;
        faults(path.constData(), effect.constData());
        m_scene->runFor(31min);
        QCOMPARE(times(), QStringLiteral("11-26T11:00-12:00"));
        QVERIFY(read().read == first); // its age shows
        QVERIFY(!read().problem.isEmpty());
        QCOMPARE(read().calendars, 1);
        VERIFY_DONE(m_scene->sandbox->setFaults("[]"));
        m_scene->runFor(16min);
        QVERIFY(read().problem.isEmpty());
        QVERIFY(read().read != first);
    }

    /// Calendars' own servers fail behind Cal.com's answers: that is no reason to leave Cal.com alone.
    void itsFailuresStopNothing()
    {
        faults("/v2/calendars", "{\"status\":500,\"message\":\"down\"}");
        const calcom::Account account(m_scene->settings.base_url, "cal_test_staff_mia");
        for (const CircuitUse use : {CircuitUse::DoesNotCount, CircuitUse::Counts}) {
            const auto meter = std::make_shared<CalcomMeter>(m_scene->clock);
            for (int i = 0; i < limits::kCircuitFailures; ++i) {
                MeteredTransport(*m_scene->transport, meter, QStringLiteral("staff mia"), use)
                    .send(calcom::ListCalendars{}.request(account), [](const IncomingAnswer &) {});
                m_scene->runFor(1s);
            }
            QCOMPARE(meter->circuit.isOpen(), use == CircuitUse::Counts);
        }
    }

    void aCalendarThatBrokeIsNotEmpty()
    {
        connectCalendar({{m_scene->at(11), m_scene->at(12)}});
        start();
        calendars().first().broken = true;
        m_scene->runFor(16min);
        QCOMPARE(times(), QStringLiteral("11-26T11:00-12:00"));
        QVERIFY2(read().problem.contains(QStringLiteral("sign in again")), qPrintable(read().problem));
    }

    /// The salon's key would show the calendars of whoever owns it.
    void onlyWithTheirOwnKey()
    {
        connectCalendar({{m_scene->at(11), m_scene->at(12)}});
        m_scene->startWorker();
        m_scene->startCalendars();
        m_scene->runFor(1h);
        QCOMPARE(requests(), 0);
        QCOMPARE(times(), QString());
    }

    /// A whole day that begins before and ends after one on which the clocks change.
    void overANightOfTwoTimes()
    {
        m_scene->clock.set(need(m_scene->catalogue.salon.zone.toInstant(QDate(2026, 3, 20), QTime(9, 0))));
        const Zone &zone = m_scene->catalogue.salon.zone;
        connectCalendar({{zone.startOfDay(QDate(2026, 3, 29)), zone.startOfDay(QDate(2026, 3, 30))}});
        start();
        const auto times = CalendarTable::times(*m_scene->connection, mia());
        VERIFY_DONE(times);
        QCOMPARE(times->size(), 1);
        QCOMPARE(times->first().end - times->first().begin, milliseconds(23h));
    }

    void killedAtAnyMoment()
    {
        connectCalendar({{m_scene->at(11), m_scene->at(12)}});
        m_scene->settings.staff_keys.insert(kMia, "cal_test_staff_mia");
        m_scene->startWorker();
        m_scene->transport->trouble(1, Trouble::HangAfter);
        m_scene->startCalendars();
        m_scene->runFor(1s);
        m_scene->killWorker();
        QCOMPARE(times(), QString());
        start();
        QCOMPARE(times(), QStringLiteral("11-26T11:00-12:00"));
    }

private:
    static Instant need(const Result<Instant> &instant)
    {
        if (!instant)
            qFatal("%s", qPrintable(instant.error().detail));
        return *instant;
    }
};

QTEST_GUILESS_MAIN(TestCalendarReader)
#include "tst_calendarreader.moc"
