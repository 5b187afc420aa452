// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/manualexecutor.h"

#include <QStringList>
#include <QTest>
#include <QThread>

using namespace salon;
using namespace std::chrono_literals;

class TestExecutor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manualWorkRunsInDueOrder()
    {
        test::ManualClock clock;
        test::ManualExecutor executor(clock);
        const Instant begin = clock.now();
        QStringList ran;
        executor.after(20ms, [&] { ran << QStringLiteral("late"); });
        executor.after(10ms, [&] {
            ran << QStringLiteral("early");
            executor.post([&] { ran << QStringLiteral("posted by early"); });
        });
        executor.post([&] { ran << QStringLiteral("now"); });
        QCOMPARE(executor.runDue(), 1);
        QCOMPARE(ran, QStringList{QStringLiteral("now")});
        executor.runUntilIdle(15ms);
        QCOMPARE(clock.now() - begin, milliseconds(10));
        QCOMPARE(ran.last(), QStringLiteral("posted by early"));
        executor.runUntilIdle(1s);
        QCOMPARE(ran.last(), QStringLiteral("late"));
        QVERIFY(executor.isIdle());
    }

    void eventLoopWorkRunsOnItsOwnThread()
    {
        QThread thread;
        thread.start();
        auto *executor = new EventLoopExecutor;
        executor->moveToThread(&thread);
        connect(&thread, &QThread::finished, executor, &QObject::deleteLater);
        std::atomic<QThread *> posted{nullptr};
        std::atomic<QThread *> delayed{nullptr};
        executor->post([&] { posted = QThread::currentThread(); });
        executor->after(1ms, [&] { delayed = QThread::currentThread(); });
        QTRY_COMPARE(posted.load(), &thread);
        QTRY_COMPARE(delayed.load(), &thread);
        thread.quit();
        QVERIFY(thread.wait(5000));
    }
};

QTEST_GUILESS_MAIN(TestExecutor)
#include "tst_executor.moc"
