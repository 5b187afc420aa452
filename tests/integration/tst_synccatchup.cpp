// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/journaltable.h"
#include "core/storage/outboxtable.h"
#include "core/sync/synchealth.h"
#include "tests/support/countedcalcom.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

#include <QLoggingCategory>
#include <QTest>

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

/// After days without network: how fast the backlog drains, who goes first, and what Cal.com is spared meanwhile.
class TestSyncCatchUp : public QObject
{
    Q_OBJECT

    using Mood = CountedCalcom::Mood;
    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<SyncScene> m_scene;
    std::unique_ptr<CountedCalcom> m_calcom;
    const QString m_cut = QStringLiteral("cut");
    const QString m_perm = QStringLiteral("perm");
    const QString m_mia = QStringLiteral("mia");
    const QString m_create = QStringLiteral("POST /v2/bookings");

    /// Booked one after the other, the latest first; then two days pass without network.
    void bookBacklog(int appointments)
    {
        for (int i = appointments; i > 0; --i)
            m_scene->bookAt(m_perm, m_mia, m_scene->at(9) + std::chrono::hours(24 * 5) + 30min * i);
        m_scene->clock.advance(std::chrono::hours(48));
    }

    bool drained(int bookings, milliseconds limit)
    {
        const Instant until = m_scene->clock.now() + limit;
        while (m_calcom->bookings.size() < bookings && m_scene->clock.now() < until)
            m_scene->runFor(10s);
        m_scene->runFor(5s);
        return m_calcom->bookings.size() == bookings;
    }

    int journaled(const QString &state)
    {
        const auto entries = JournalTable::of(*m_scene->connection, QStringLiteral("sync"), 0);
        int count = 0;
        for (const JournalEntry &entry : entries.value_or(QList<JournalEntry>()))
            count += entry.after.value(u"circuit").toString() == state ? 1 : 0;
        return count;
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("salondesk.*.info=false"));
        SALON_NEW_DATABASE(m_database);
        m_scene = std::make_unique<SyncScene>(*m_database);
        m_calcom = std::make_unique<CountedCalcom>(m_scene->executor, m_scene->clock);
        m_scene->line = m_calcom.get();
    }
    void cleanup()
    {
        m_scene.reset();
        m_calcom.reset();
        m_database.reset();
    }

    void aThousandAppointmentsDrainAtTheRateOfTheBudget();
    void aLiveCallGoesOutWithinTwoSecondsAtAnyPoint();
    void whatHasBegunIsClosedWithANoteAndWhatWasCancelledNeverLeaves();
    void aBurstOfFailuresOpensTheCircuitOnce_data();
    void aBurstOfFailuresOpensTheCircuitOnce();
    void theNextProcessKnowsThatCalcomIsAway();
    void theServersClockJudgesWhatHasBegun_data();
    void theServersClockJudgesWhatHasBegun();
    void aLimitOfBookingsIsNoTroubleWithTheKey();
};

void TestSyncCatchUp::aThousandAppointmentsDrainAtTheRateOfTheBudget()
{
    if (!m_database->isSqlite())
        QSKIP("the order and the limits are the same code on both engines; the long run is SQLite's");
    constexpr int kAppointments = 1000;
    constexpr int kRequests = 4 * kAppointments;
    bookBacklog(kAppointments);
    m_scene->startWorker();
    QVERIFY(drained(kRequests, 60min));
    QCOMPARE(m_calcom->refused, 0);
    QCOMPARE(m_calcom->tried, kRequests);
    // The first hundred at once, then a hundred a minute.
    constexpr milliseconds kLeast = 60s * (kRequests / limits::kBacklogRequests - 1);
    const milliseconds took = m_calcom->arrivals.last().at - m_calcom->arrivals.first().at;
    const double ratio = double(took.count()) / double(kLeast.count());
    qInfo("drain of %d requests: %.1f s, %.4f of the budget's least %.0f s", kRequests, double(took.count()) / 1000,
          ratio, double(kLeast.count()) / 1000);
    QVERIFY(ratio <= 1.02);
    QStringList order;
    for (const CountedCalcom::Arrival &arrival : std::as_const(m_calcom->arrivals))
        if (!order.contains(arrival.appointment))
            order.append(arrival.appointment);
    for (int i = 1; i < order.size(); ++i) // booked the latest first
        QVERIFY(order.at(i - 1).toInt() > order.at(i).toInt());
    const auto counts = OutboxTable::counts(*m_scene->connection);
    QCOMPARE(counts.value().synced, kRequests);
}

void TestSyncCatchUp::aLiveCallGoesOutWithinTwoSecondsAtAnyPoint()
{
    if (!m_database->isSqlite())
        QSKIP("the order and the limits are the same code on both engines; the long run is SQLite's");
    bookBacklog(250);
    m_scene->startWorker();
    QHash<QString, Instant> booked;
    m_scene->runFor(300ms); // the first call comes into the first burst
    for (int i = 0; i < 16; ++i) {
        const AppointmentId id = m_scene->bookAt(m_perm, m_mia, m_scene->at(9) + std::chrono::hours(24 * 300 + i));
        booked.insert(QString::number(id.value), m_scene->clock.now());
        m_scene->kick();
        m_scene->runFor(31'370ms);
    }
    QVERIFY(drained(4 * (250 + 16), 30min));
    QCOMPARE(m_calcom->refused, 0);
    QHash<QString, int> parts;
    milliseconds slowest{0};
    for (const CountedCalcom::Arrival &arrival : std::as_const(m_calcom->arrivals)) {
        if (!booked.contains(arrival.appointment))
            continue;
        ++parts[arrival.appointment];
        slowest = std::max(slowest, arrival.at - booked.value(arrival.appointment));
    }
    QCOMPARE(parts.size(), booked.size());
    for (const int count : std::as_const(parts))
        QCOMPARE(count, 4);
    qInfo("the slowest of %d live calls' creates arrived after %d ms", int(booked.size()), int(slowest.count()));
    QVERIFY(slowest <= 2s);
}

void TestSyncCatchUp::whatHasBegunIsClosedWithANoteAndWhatWasCancelledNeverLeaves()
{
    QList<AppointmentId> past;
    for (int i = 0; i < 30; ++i)
        past.append(m_scene->bookAt(m_perm, m_mia, m_scene->at(9) + 10min * i));
    const AppointmentId cancelled = m_scene->bookAt(m_perm, m_mia, m_scene->at(9) + std::chrono::hours(24 * 9));
    const AppointmentId wanted = m_scene->bookAt(m_cut, m_mia, m_scene->at(9) + std::chrono::hours(24 * 8));
    m_scene->cancel(cancelled);
    m_scene->clock.advance(std::chrono::hours(72));
    m_scene->startWorker();
    m_scene->runFor(10s); // closing them costs no time of its own
    QCOMPARE(m_calcom->tried, 1);
    QCOMPARE(m_calcom->arrivals.first().appointment, QString::number(wanted.value));
    for (const AppointmentId id : std::as_const(past)) {
        const QList<Attempt> attempts = m_scene->attempts(id);
        QCOMPARE(attempts.size(), 4);
        QCOMPARE(attempts.first().outcome, AttemptOutcome::NotSent);
        QCOMPARE(attempts.first().error, QStringLiteral("the appointment has begun"));
        for (const OutboxRow &row : m_scene->rows(id))
            QCOMPARE(row.state, OutboxState::Done);
    }
    QVERIFY(m_scene->attempts(cancelled).isEmpty());
    QVERIFY(m_scene->reviews().isEmpty());
}

void TestSyncCatchUp::aBurstOfFailuresOpensTheCircuitOnce_data()
{
    QTest::addColumn<int>("mood");
    QTest::addColumn<QString>("state");
    QTest::newRow("no network") << int(Mood::Unreachable) << QStringLiteral("offline");
    QTest::newRow("errors of the server's own") << int(Mood::Broken) << QStringLiteral("limping");
    QTest::newRow("silence") << int(Mood::Silent) << QStringLiteral("limping");
}

void TestSyncCatchUp::aBurstOfFailuresOpensTheCircuitOnce()
{
    QFETCH(int, mood);
    QFETCH(QString, state);
    m_calcom->mood = Mood(mood);
    constexpr int kRows = 4 * 6;
    bookBacklog(6);
    m_scene->startWorker();
    m_scene->runFor(1min);
    const int at_first = m_calcom->tried;
    QVERIFY2(at_first <= limits::kSyncBatch + 2, qPrintable(QString::number(at_first)));
    QCOMPARE(circuitWord(m_scene->health.circuit), state);
    QCOMPARE(journaled(state), 1);
    m_scene->runFor(std::chrono::hours(1)); // the desk goes on meanwhile
    const AppointmentId late = m_scene->bookAt(m_cut, m_mia, m_scene->at(9) + std::chrono::hours(24 * 20));
    m_scene->kick();
    m_scene->runFor(std::chrono::hours(1));
    QVERIFY2(m_calcom->tried - at_first <= 2 * 6 + 5, qPrintable(QString::number(m_calcom->tried))); // probes
    QVERIFY(m_scene->attempts(late).isEmpty());
    QCOMPARE(journaled(state), 1);
    QVERIFY(m_scene->reviews().isEmpty());
    const auto stored = SyncHealth::read(*m_scene->connection);
    QCOMPARE(circuitWord(stored.value().circuit), state);
    m_calcom->mood = Mood::Well;
    QVERIFY(drained(kRows + 1, 20min));
    QCOMPARE(m_calcom->refused, 0);
    QCOMPARE(circuitWord(m_scene->health.circuit), QStringLiteral("closed"));
    QCOMPARE(journaled(QStringLiteral("closed")), 1);
    m_scene->runUntilSettled();
    QCOMPARE(OutboxTable::counts(*m_scene->connection).value().synced, kRows + 1);
    QCOMPARE(m_calcom->bookings.size(), kRows + 1);
}

void TestSyncCatchUp::theNextProcessKnowsThatCalcomIsAway()
{
    m_calcom->mood = Mood::Unreachable;
    bookBacklog(10);
    m_scene->startWorker();
    m_scene->runFor(1min);
    const int before = m_calcom->tried;
    m_scene->startWorker();
    m_scene->runFor(20s);
    QCOMPARE(m_calcom->tried - before, 1); // it asks first
    QCOMPARE(journaled(QStringLiteral("offline")), 1);
}

void TestSyncCatchUp::theServersClockJudgesWhatHasBegun_data()
{
    QTest::addColumn<int>("ahead_min");
    QTest::addColumn<int>("begins_min");
    QTest::addColumn<bool>("is_sent");
    QTest::newRow("begun there already") << 20 << 10 << false;
    QTest::newRow("not begun there yet") << -20 << -10 << true;
    QTest::newRow("to come for both") << 20 << 30 << true;
    QTest::newRow("begun for both") << -20 << -30 << false;
    QTest::newRow("no clock to go by") << 60 * 24 * 365 << 10 << true;
}

void TestSyncCatchUp::theServersClockJudgesWhatHasBegun()
{
    QFETCH(int, ahead_min);
    QFETCH(int, begins_min);
    QFETCH(bool, is_sent);
    m_calcom->ahead = minutes(ahead_min);
    m_scene->bookAt(m_cut, m_mia, m_scene->at(9) + std::chrono::hours(48));
    m_scene->startWorker();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("clock and this computer's differ")));
    m_scene->runFor(10s);
    const milliseconds told = m_scene->health.clock_ahead.value();
    QVERIFY(std::chrono::abs(told - minutes(ahead_min)) < 1s);
    QVERIFY(m_scene->health.clockIsOff());
    m_scene->startWorker(); // the next process goes by what is stored
    const AppointmentId id = m_scene->bookAt(m_cut, m_mia, m_scene->clock.now() + minutes(begins_min));
    m_scene->kick();
    m_scene->runFor(10s);
    QCOMPARE(m_scene->attempts(id).first().outcome, is_sent ? AttemptOutcome::Ok : AttemptOutcome::NotSent);
    QCOMPARE(m_calcom->bookings.size(), is_sent ? 2 : 1);
    const auto stored = SyncHealth::read(*m_scene->connection);
    QVERIFY(std::chrono::abs(*stored.value().clock_ahead - minutes(ahead_min)) < 1500ms);
}

void TestSyncCatchUp::aLimitOfBookingsIsNoTroubleWithTheKey()
{
    m_scene->line = nullptr;
    VERIFY_DONE(m_scene->sandbox->setFaults(R"([{"match":{"method":"POST","path":"/v2/bookings","nth":1},)"
                                            R"("effect":{"status":401,"message":"booking_limit_reached"}}])"));
    const AppointmentId refused = m_scene->book(m_cut, m_mia, 10);
    m_scene->startWorker();
    m_scene->runFor(5s);
    QCOMPARE(word(m_scene->reviews().first().cause), QStringLiteral("rejected"));
    QCOMPARE(m_scene->reviews().first().appointment, refused);
    const AppointmentId next = m_scene->book(m_cut, m_mia, 14);
    m_scene->kick();
    m_scene->runFor(5s);
    QCOMPARE(m_scene->appointment(next).phases.first().sync_status, SyncStatus::Synced);
}

QTEST_GUILESS_MAIN(TestSyncCatchUp)
#include "tst_synccatchup.moc"
