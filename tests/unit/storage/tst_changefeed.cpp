// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/storage/changefeed.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/postgrescluster.h"
#include "tests/support/throwawaydatabase.h"
#include "tests/support/verify.h"

#include <QTest>

using namespace salon;

class TestChangeFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_executor = std::make_unique<test::ManualExecutor>(m_clock);
        m_heard.clear();
        m_feed = std::make_unique<ChangeFeed>(Lane::opener(m_database->url(), Purpose::ReadOnly, QStringLiteral("me")),
                                              QStringLiteral("me"), *m_executor, *m_executor,
                                              [this](const QList<StoreChanged> &changes) { m_heard << changes; });
        m_other = m_database->open();
        m_other->setOrigin(QStringLiteral("other"));
    }
    void cleanup()
    {
        m_feed.reset();
        m_executor->runDue();
        m_other.reset();
        m_executor.reset();
        m_database.reset();
    }

    void hearsOthersButNotItself()
    {
        write(*m_other, {1}); // before the start: nobody needs to be told
        m_feed->start();
        m_executor->runDue();
        write(*m_other, {2, 3});
        QTRY_COMPARE(heard(), (QList<StoreChanged>{{QStringLiteral("appointments"), {2, 3}}}));
        m_heard.clear();
        auto mine = m_database->open();
        mine->setOrigin(QStringLiteral("me"));
        write(*mine, {4});
        write(*m_other, {5});
        QTRY_COMPARE(heard(), (QList<StoreChanged>{{QStringLiteral("appointments"), {5}}}));
        m_heard.clear();
        write(*m_other, {0, 6});
        QTRY_COMPARE(heard(), (QList<StoreChanged>{{QStringLiteral("appointments"), {}}}));
    }

    void whatIsRolledBackIsNotHeard()
    {
        m_feed->start();
        m_executor->runDue();
        {
            auto transaction = Transaction::begin(*m_other, m_clock);
            transaction->changed("appointments", 1);
        }
        write(*m_other, {2});
        QTRY_COMPARE(heard(), (QList<StoreChanged>{{QStringLiteral("appointments"), {2}}}));
    }

    void manyChangesFitAMessage()
    {
        m_feed->start();
        m_executor->runDue();
        QList<qint64> ids;
        for (int i = 0; i < limits::kMaxChangedIds; ++i)
            ids << 1'000'000'000'000 + i;
        write(*m_other, ids);
        QTRY_COMPARE(heard(), (QList<StoreChanged>{{QStringLiteral("appointments"), ids}}));
    }

    void sqliteSweepsAndAReaderFarBehindReadsEverything()
    {
        if (!m_database->isSqlite())
            QSKIP("SQLite only: PostgreSQL keeps no changes");
        m_feed->start();
        m_executor->runDue();
        QList<qint64> ids;
        for (int i = 1; i <= limits::kMaxChangedIds; ++i)
            ids << i;
        for (int written = 0; written <= 2 * limits::kKeptChanges; written += limits::kMaxChangedIds)
            write(*m_other, ids);
        Query left(*m_other, "SELECT count(*) FROM changes");
        QVERIFY(left.fetch().value());
        QVERIFY2(left.integer(0) <= limits::kKeptChanges + limits::kMaxChangedIds, qPrintable(left.text(0)));
        m_executor->runUntilIdle(limits::kChangePoll);
        QVERIFY(heard().contains(StoreChanged{}));
    }

    void postgresqlListensAgainAfterALoss()
    {
        if (m_database->isSqlite())
            QSKIP("PostgreSQL only");
        m_feed->start();
        m_executor->runDue();
        test::PostgresCluster::shared()->stop();
        m_executor->runUntilIdle(10 * limits::kChangePoll);
        QVERIFY(test::PostgresCluster::shared()->start());
        VERIFY_DONE(m_other->ensureAlive());
        write(*m_other, {1});
        QTRY_VERIFY(heard().contains(StoreChanged{}));
        m_heard.clear();
        write(*m_other, {2});
        QTRY_COMPARE(heard(), (QList<StoreChanged>{{QStringLiteral("appointments"), {2}}}));
    }

private:
    /// Lets a poll's worth of time pass on the feed's clock.
    const QList<StoreChanged> &heard()
    {
        m_executor->runUntilIdle(limits::kChangePoll);
        return m_heard;
    }
    void write(Connection &connection, const QList<qint64> &ids)
    {
        auto transaction = Transaction::begin(connection, m_clock);
        VERIFY_DONE(transaction);
        for (const qint64 id : ids)
            transaction->changed("appointments", id);
        VERIFY_DONE(transaction->commit());
    }

    test::ManualClock m_clock;
    std::unique_ptr<test::ManualExecutor> m_executor;
    std::unique_ptr<test::ThrowAwayDatabase> m_database;
    std::unique_ptr<ChangeFeed> m_feed;
    std::unique_ptr<Connection> m_other;
    QList<StoreChanged> m_heard;
};

QTEST_GUILESS_MAIN(TestChangeFeed)
#include "tst_changefeed.moc"
