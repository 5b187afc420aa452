// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/lane.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/postgrescluster.h"
#include "tests/support/throwawaydatabase.h"
#include "tests/support/verify.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace salon;

class TestLane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_executor = std::make_unique<test::ManualExecutor>(m_clock);
    }
    void cleanup()
    {
        m_executor.reset();
        m_database.reset();
    }

    void workRunsInOrderAndChangesAreTold()
    {
        Lane lane(QStringLiteral("write"), opener(), *m_executor);
        QStringList said;
        lane.onChanged(*m_executor, [&](const QList<StoreChanged> &changes) {
            for (const StoreChanged &change : changes)
                said << change.table;
        });
        for (int i = 0; i < 3; ++i)
            QVERIFY(lane.run([this](Connection &connection) { return addBranch(connection); }, *m_executor,
                             [&](Result<qint64> id) { said << QString::number(id.value_or(-1)); }));
        QCOMPARE(lane.waiting(), 3);
        m_executor->runDue();
        QCOMPARE(lane.waiting(), 0);
        QCOMPARE(said.filter(QStringLiteral("branches")).size(), 3);
        said.removeAll(QStringLiteral("branches"));
        QCOMPARE(said, (QStringList{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}));
    }

    void aFullQueueSaysSoAtOnce()
    {
        Lane lane(QStringLiteral("write"), opener(), *m_executor, 2);
        int answered = 0;
        const auto work = [](Connection &) -> Result<void> { return {}; };
        const auto then = [&](Result<void>) { ++answered; };
        QVERIFY(lane.run(work, *m_executor, then));
        QVERIFY(lane.run(work, *m_executor, then));
        QVERIFY(!lane.run(work, *m_executor, then));
        m_executor->runDue();
        QCOMPARE(answered, 2);
        QVERIFY(lane.run(work, *m_executor, then));
    }

    void queuedWorkGoesWithTheLane()
    {
        int worked = 0;
        {
            Lane lane(QStringLiteral("write"), opener(), *m_executor);
            QVERIFY(lane.run(
                [&](Connection &) -> Result<void> {
                    ++worked;
                    return {};
                },
                *m_executor, [&](Result<void>) { ++worked; }));
        }
        m_executor->runDue();
        QCOMPARE(worked, 0);
    }

    void aThreadOfItsOwnOwnsTheConnection()
    {
        EventLoopExecutor here;
        QSemaphore started;
        QSemaphore gate;
        std::atomic<int> worked{0};
        int answered = 0;
        {
            Lane lane(QStringLiteral("write"), opener());
            Qt::HANDLE thread = nullptr;
            QVERIFY(lane.run(
                [&](Connection &connection) -> Result<qint64> {
                    thread = QThread::currentThreadId();
                    return addBranch(connection);
                },
                here, [&](Result<qint64> id) { answered += static_cast<int>(id.value_or(0)); }));
            QTRY_COMPARE(answered, 1);
            QVERIFY(thread != QThread::currentThreadId());
            QVERIFY(lane.run(
                [&](Connection &) -> Result<void> {
                    started.release();
                    gate.acquire();
                    ++worked;
                    return {};
                },
                here, [](Result<void>) {}));
            started.acquire();
            // What is running when the lane goes is waited for.
            gate.release();
        }
        QCOMPARE(worked.load(), 1);
    }

    void aDatabaseThatIsAwayIsTheAnswerUntilItIsBack()
    {
        if (m_database->isSqlite())
            QSKIP("PostgreSQL only");
        Lane lane(QStringLiteral("write"), opener(), *m_executor);
        QList<qint64> answers;
        const auto ask = [&] {
            QVERIFY(lane.run([this](Connection &connection) { return addBranch(connection); }, *m_executor,
                             [&](Result<qint64> id) { answers << id.value_or(-1); }));
            m_executor->runDue();
        };
        ask();
        test::PostgresCluster::shared()->crash();
        ask();
        ask();
        QVERIFY(test::PostgresCluster::shared()->start());
        ask();
        QCOMPARE(answers.mid(0, 3), (QList<qint64>{1, -1, -1}));
        QVERIFY(answers.last() > 0);
    }

private:
    Lane::Open opener() const { return Lane::opener(m_database->url(), Purpose::ReadWrite); }
    Result<qint64> addBranch(Connection &connection)
    {
        auto transaction = Transaction::begin(connection, m_clock);
        if (!transaction)
            return transaction.error();
        const qint64 mark = ++m_marks;
        Query query(*transaction, "INSERT INTO branches (key, name) VALUES (?, '') RETURNING id");
        const auto id = query.bind(QString::number(mark)).execReturningId();
        if (!id)
            return id;
        transaction->changed("branches", *id);
        if (auto committed = transaction->commit(); !committed)
            return committed.error();
        return id;
    }

    test::ManualClock m_clock;
    std::unique_ptr<test::ManualExecutor> m_executor;
    std::unique_ptr<test::ThrowAwayDatabase> m_database;
    std::atomic<qint64> m_marks{0};
};

QTEST_GUILESS_MAIN(TestLane)
#include "tst_lane.moc"
