// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/ratebudget.h"

#include <QTest>

using namespace salon;
using namespace std::chrono_literals;

class TestRateBudget : public QObject
{
    Q_OBJECT

    const Instant m_start = Instant::fromMs(1'764'060'000'000);
    const QString m_key = QStringLiteral("salon");

    void spend(RateBudget &budget, int requests, Instant at)
    {
        for (int i = 0; i < requests; ++i) {
            budget.sent(m_key, at);
            budget.answered(m_key, at);
        }
    }

private Q_SLOTS:
    void theBacklogLeavesRoomForLookupsAndLiveCalls()
    {
        RateBudget budget;
        QCOMPARE(budget.left(m_key, Turn::Backlog, m_start), 100);
        spend(budget, 100, m_start);
        QCOMPARE(budget.left(m_key, Turn::Backlog, m_start), 0);
        QCOMPARE(budget.left(m_key, Turn::Lookup, m_start), 10);
        QCOMPARE(budget.left(m_key, Turn::Live, m_start), 18);
        spend(budget, 10, m_start);
        QCOMPARE(budget.left(m_key, Turn::Lookup, m_start), 0);
        QCOMPARE(budget.left(m_key, Turn::Live, m_start), 8); // two more calls of four parts
    }

    void whatIsUnderWayCountsUntilAMinuteAfterItsAnswer()
    {
        RateBudget budget;
        budget.sent(m_key, m_start);
        QCOMPARE(budget.left(m_key, Turn::Backlog, m_start + 10min), 99);
        budget.answered(m_key, m_start + 10min);
        QCOMPARE(budget.left(m_key, Turn::Backlog, m_start + 11min - 1ms), 99);
        QCOMPARE(budget.left(m_key, Turn::Backlog, m_start + 11min), 100);
    }

    /// Wherever the server lets its minute begin: a request counts there somewhere between leaving and answer.
    void noMinuteEverHoldsMoreThanAreAllowed()
    {
        RateBudget budget;
        QList<Instant> counted;
        Instant now = m_start;
        for (int i = 0; i < 20'000; ++i, now = now + 37ms) {
            if (budget.left(m_key, Turn::Live, now) == 0)
                continue;
            budget.sent(m_key, now);
            const Instant answer = now + milliseconds(50 + i % 900);
            counted.append(answer);
            now = answer;
            budget.answered(m_key, now);
        }
        for (int i = 0; i + 118 < counted.size(); ++i)
            QVERIFY(counted.at(i + 118) - counted.at(i) >= 60s);
    }

    void aClockSetBackHoldsNothingForLongerThanAMinute()
    {
        RateBudget budget;
        spend(budget, 10, m_start);
        QCOMPARE(budget.left(m_key, Turn::Backlog, m_start - 1h), 90);
        QCOMPARE(budget.left(m_key, Turn::Backlog, m_start - 1h + 60s), 100);
    }

    void theServersWordShutsOneKey()
    {
        RateBudget budget;
        budget.shutUntil(m_key, m_start, m_start + 60s);
        QCOMPARE(budget.left(m_key, Turn::Live, m_start + 59s), 0);
        QCOMPARE(budget.opensAt(m_key, m_start), m_start + 60s);
        QCOMPARE(budget.left(m_key, Turn::Backlog, m_start + 60s), 100);
        QCOMPARE(budget.left(QStringLiteral("staff mia"), Turn::Live, m_start), 118);
    }

    void whatOthersDoWithTheKeyIsSeen()
    {
        RateBudget budget;
        budget.sent(m_key, m_start);
        budget.answered(m_key, m_start, calcom::RateStanding{120, 60, 20s}); // of 60, one is ours
        QCOMPARE(budget.left(m_key, Turn::Backlog, m_start), 40);
        QCOMPARE(budget.left(m_key, Turn::Backlog, m_start + 20s), 99);
    }

    void aLowerLimitOfTheServersIsKept()
    {
        RateBudget budget;
        budget.sent(m_key, m_start);
        budget.answered(m_key, m_start, calcom::RateStanding{60, 59, 60s});
        QCOMPARE(budget.left(m_key, Turn::Backlog, m_start), 39);
        QCOMPARE(budget.left(m_key, Turn::Live, m_start), 57);
    }

    void itSaysWhenTheBacklogMayGoOn()
    {
        RateBudget budget;
        spend(budget, 100, m_start);
        spend(budget, 4, m_start + 10s); // a live call
        QCOMPARE(budget.opensAt(m_key, m_start + 20s), m_start + 60s);
        QCOMPARE(budget.left(m_key, Turn::Backlog, m_start + 60s), 96);
    }
};

QTEST_GUILESS_MAIN(TestRateBudget)
#include "tst_ratebudget.moc"
