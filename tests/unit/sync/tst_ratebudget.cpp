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

private Q_SLOTS:
    void sendsLeaveAReserveForLookups()
    {
        RateBudget budget;
        QCOMPARE(budget.forSends(m_key, m_start), 80);
        QCOMPARE(budget.forLookups(m_key, m_start), 100);
        budget.take(m_key, m_start, 80);
        QCOMPARE(budget.forSends(m_key, m_start), 0);
        QCOMPARE(budget.forLookups(m_key, m_start), 20);
    }

    void aMinuteFillsIt()
    {
        RateBudget budget;
        budget.take(m_key, m_start, 100);
        QCOMPARE(budget.forLookups(m_key, m_start + 30s), 50);
        QCOMPARE(budget.forLookups(m_key, m_start + 10min), 100);
    }

    void aClockSetBackTakesNothing()
    {
        RateBudget budget;
        budget.take(m_key, m_start, 10);
        QCOMPARE(budget.forLookups(m_key, m_start - 1h), 90);
    }

    void theServersWordShutsOneKey()
    {
        RateBudget budget;
        budget.shutUntil(m_key, m_start, m_start + 60s);
        QCOMPARE(budget.forLookups(m_key, m_start + 59s), 0);
        QCOMPARE(budget.forLookups(m_key, m_start + 60s), 100);
        QCOMPARE(budget.forLookups(QStringLiteral("staff mia"), m_start), 100);
    }
};

QTEST_GUILESS_MAIN(TestRateBudget)
#include "tst_ratebudget.moc"
