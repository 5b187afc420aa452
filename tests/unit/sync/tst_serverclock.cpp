// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverclock.h"
#include "tests/support/manualexecutor.h"

#include <QTest>

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

class TestServerClock : public QObject
{
    Q_OBJECT

    ManualClock m_clock{Instant::fromMs(784'111'777'000)}; // Sun, 06 Nov 1994 08:49:37 GMT

    static IncomingAnswer dated(const char *date, milliseconds took = 200ms)
    {
        IncomingAnswer answer;
        answer.status = 200;
        answer.headers = {{"date", date}};
        answer.took = took;
        return answer;
    }

private Q_SLOTS:
    void beforeTheFirstAnswerNothingIsKnown()
    {
        const ServerClock server(m_clock);
        QVERIFY(!server.ahead());
        QCOMPARE(server.now(), m_clock.now());
    }

    void theDateOfAnAnswerIsTakenAtTheMiddleOfTheExchange()
    {
        ServerClock server(m_clock);
        server.observe(dated("Sun, 06 Nov 1994 08:51:37 GMT", 1000ms), m_clock.now());
        QCOMPARE(server.ahead().value(), milliseconds(121'000)); // two minutes, half a second cut off, half a way
        QCOMPARE(server.now(), m_clock.now() + 121s);
    }

    void oneOldPageSaysNothing()
    {
        ServerClock server(m_clock);
        for (int i = 0; i < 4; ++i)
            server.observe(dated("Sun, 06 Nov 1994 08:49:37 GMT"), m_clock.now());
        server.observe(dated("Sat, 05 Nov 1994 08:49:37 GMT"), m_clock.now());
        QVERIFY(std::chrono::abs(*server.ahead()) < 1s);
    }

    void aClockPutRightIsBelievedAfterAFewAnswers()
    {
        ServerClock server(m_clock);
        for (int i = 0; i < 9; ++i)
            server.observe(dated("Sun, 06 Nov 1994 08:59:37 GMT"), m_clock.now());
        QVERIFY(*server.ahead() > 9min);
        for (int i = 0; i < 5; ++i)
            server.observe(dated("Sun, 06 Nov 1994 08:49:37 GMT"), m_clock.now());
        QVERIFY(std::chrono::abs(*server.ahead()) < 1s);
    }

    void halfADayIsNoClockToGoBy()
    {
        ServerClock server(m_clock);
        server.observe(dated("Sun, 06 Nov 2044 08:49:37 GMT"), m_clock.now());
        QVERIFY(*server.ahead() > 24h); // it is told
        QCOMPARE(server.now(), m_clock.now());
    }

    void whatIsNoDateIsPassedOver_data()
    {
        QTest::addColumn<QByteArray>("date");
        for (const char *date :
             {"", "now", "Sun, 06 Nov 1994 08:49:37", "06 Nov 1994 08:49:37 GMT", "Sun, 66 Nov 1994 08:49:37 GMT",
              "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET"})
            QTest::newRow(date) << QByteArray(date);
    }

    void whatIsNoDateIsPassedOver()
    {
        QFETCH(QByteArray, date);
        ServerClock server(m_clock);
        server.observe(dated(date.constData()), m_clock.now());
        QVERIFY(!server.ahead());
    }
};

QTEST_GUILESS_MAIN(TestServerClock)
#include "tst_serverclock.moc"
