// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/engine/leasekeeper.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"

#include <QTest>

using namespace salon;
using namespace salon::test;

class tst_LeaseKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init() { SALON_NEW_DATABASE(m_database); }
    void cleanup() { m_database.reset(); }
    void oneHolderAtATime();

private:
    std::unique_ptr<ThrowAwayDatabase> m_database;
};

void tst_LeaseKeeper::oneHolderAtATime()
{
    ManualClock clock;
    ManualExecutor executor(clock);
    const auto open = Lane::opener(m_database->url(), Purpose::ReadWrite);
    Lane first_lane(QStringLiteral("first"), open, executor);
    Lane second_lane(QStringLiteral("second"), open, executor);
    QStringList told;
    const auto heard = [&told](const QString &who) {
        return [&told, who](const QString &name, LeaseState state) {
            told.append(who + QLatin1Char(' ') + name +
                        (state == LeaseState::Held ? QStringLiteral(" yes") : QStringLiteral(" no")));
        };
    };
    const QStringList names{QStringLiteral("listener")};
    LeaseKeeper first(names, QStringLiteral("a"), first_lane, executor, clock, heard(QStringLiteral("first")));
    LeaseKeeper second(names, QStringLiteral("b"), second_lane, executor, clock, heard(QStringLiteral("second")));
    first.start();
    executor.runDue();
    second.start();
    executor.runUntilIdle(limits::kLeaseRenewal * 3);
    QCOMPARE(told, (QStringList{QStringLiteral("first listener yes"), QStringLiteral("second listener no")}));
    bool stopped = false;
    first.stop([&stopped] { stopped = true; });
    executor.runUntilIdle(limits::kLeaseRenewal);
    QVERIFY(stopped);
    QVERIFY(second.holds(names.first()));
    QCOMPARE(told.last(), QStringLiteral("second listener yes"));
    executor.runUntilIdle(limits::kLeaseRenewal * 3);
    QCOMPARE(told.size(), 3);
}

QTEST_GUILESS_MAIN(tst_LeaseKeeper)
#include "tst_leasekeeper.moc"
