// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/storage/query.h"
#include "core/storage/snapshot.h"
#include "core/storage/transaction.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/postgrescluster.h"
#include "tests/support/throwawaydatabase.h"
#include "tests/support/verify.h"

#include <QFileInfo>
#include <QTest>

using namespace salon;

class TestConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_connection = m_database->open();
    }
    void cleanup()
    {
        m_connection.reset();
        m_database.reset();
    }

    void valuesComeBackAsTheyWent()
    {
        const BranchId branch = addBranch(QStringLiteral("mitte"), QStringLiteral("Mitte – ÄÖÜß 💇 O'Neil \\ ?"));
        VERIFY_DONE(
            m_connection->run(QStringLiteral("CREATE TEMPORARY TABLE samples (id BIGINT, far BIGINT, flag BIGINT, word "
                                             "TEXT, empty TEXT, blank TEXT, none BIGINT,"
                                             " day TEXT)")));
        const Instant late = Instant::fromMs(253'402'300'799'999);
        {
            auto transaction = Transaction::begin(*m_connection, m_clock);
            QVERIFY(transaction);
            Query insert(*transaction, "INSERT INTO samples VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
            VERIFY_DONE(insert.bind(branch)
                            .bind(late)
                            .bind(true)
                            .bind(AppointmentStatus::NoShow)
                            .bind(QString())
                            .bindOrNull(QString())
                            .bind(StaffId())
                            .bind(QDate(2025, 11, 26))
                            .exec());
            QCOMPARE(insert.affectedRows(), 1);
            VERIFY_DONE(transaction->commit());
        }
        Query query(*m_connection, "SELECT id, far, flag, word, empty, blank, none, day FROM samples "
                                   "WHERE far = ? AND blank IS NULL");
        QVERIFY(query.bind(std::optional(late)).fetch().value());
        QCOMPARE(query.id<BranchId>(0), branch);
        QVERIFY(query.instant(1) == late);
        QVERIFY(query.flag(2));
        QVERIFY(query.value<AppointmentStatus>(3) == AppointmentStatus::NoShow);
        QVERIFY(!query.isNull(4) && query.text(4).isEmpty());
        QVERIFY(query.isNull(5));
        QVERIFY(!query.optionalInt64(6) && query.id<StaffId>(6).isNull());
        QCOMPARE(query.date(7), QDate(2025, 11, 26));
        QVERIFY(!query.next());
        Query name(*m_connection, "SELECT name FROM branches WHERE key = ?");
        QVERIFY(name.bind(QStringLiteral("mitte")).fetch().value());
        QCOMPARE(name.text(0), QStringLiteral("Mitte – ÄÖÜß 💇 O'Neil \\ ?"));
    }

    void oneTextMayBeReadTwiceAtOnce()
    {
        addBranch(QStringLiteral("a"), QStringLiteral("A"));
        addBranch(QStringLiteral("b"), QStringLiteral("B"));
        QStringList pairs;
        Query outer(*m_connection, "SELECT key FROM branches ORDER BY key");
        VERIFY_DONE(outer.exec());
        while (outer.next()) {
            Query inner(*m_connection, "SELECT key FROM branches ORDER BY key");
            VERIFY_DONE(inner.exec());
            while (inner.next())
                pairs << outer.text(0) + inner.text(0);
        }
        QCOMPARE(pairs.join(QLatin1Char(' ')), QStringLiteral("aa ab ba bb"));
    }

    void aUniqueViolationIsToldApartAndNamesNoValue()
    {
        addBranch(QStringLiteral("mitte"), QStringLiteral("Mitte"));
        auto transaction = Transaction::begin(*m_connection, m_clock);
        QVERIFY(transaction);
        Query again(*transaction, "INSERT INTO branches (key, name) VALUES (?, ?)");
        const auto done = again.bind(QStringLiteral("mitte")).bind(QStringLiteral("Lena Vogt")).exec();
        QVERIFY(!done);
        QVERIFY(again.isUniqueViolation());
        QCOMPARE(done.error().code, ErrorCode::Database);
        QVERIFY2(!done.error().detail.contains(QStringLiteral("mitte")), qPrintable(done.error().detail));
        QVERIFY2(!done.error().detail.contains(QStringLiteral("Vogt")), qPrintable(done.error().detail));
        Query wrong(*transaction, "INSERT INTO branches (key, name) VALUES (?, ?)");
        QVERIFY(!wrong.bind(QStringLiteral("x")).bind(std::nullopt).exec());
        QVERIFY(!wrong.isUniqueViolation());
    }

    void aFailedStatementSpoilsTheTransaction()
    {
        addBranch(QStringLiteral("mitte"), QStringLiteral("Mitte"));
        {
            auto transaction = Transaction::begin(*m_connection, m_clock);
            QVERIFY(transaction);
            QVERIFY(insertBranch(*transaction, QStringLiteral("nord")));
            QVERIFY(!insertBranch(*transaction, QStringLiteral("mitte")));
            transaction->changed("branches", 7);
            QVERIFY(!transaction->commit());
        }
        QCOMPARE(branches(), 1);
        QVERIFY(m_connection->takeCommitted().isEmpty());
        addBranch(QStringLiteral("sued"), QStringLiteral("Süd"));
        QCOMPARE(branches(), 2);
    }

    void whatIsNotCommittedIsRolledBack()
    {
        {
            auto transaction = Transaction::begin(*m_connection, m_clock);
            QVERIFY(transaction);
            QVERIFY(insertBranch(*transaction, QStringLiteral("nord")));
            Transaction moved(std::move(*transaction));
            QVERIFY(insertBranch(moved, QStringLiteral("sued")));
        }
        QVERIFY(!m_connection->isInTransaction());
        QCOMPARE(branches(), 0);
    }

    void committedChangesAreHandedOut()
    {
        auto transaction = Transaction::begin(*m_connection, m_clock);
        QVERIFY(transaction);
        transaction->changed("appointments", 3);
        transaction->changed("appointments", 3);
        transaction->changed("appointments", AppointmentId{4});
        transaction->changed("flags", 0);
        for (qint64 id = 1; id <= limits::kMaxChangedIds + 1; ++id)
            transaction->changed("customers", id);
        VERIFY_DONE(transaction->commit());
        const QList<StoreChanged> expected{
            {QStringLiteral("appointments"), {3, 4}}, {QStringLiteral("flags"), {}}, {QStringLiteral("customers"), {}}};
        QCOMPARE(m_connection->takeCommitted(), expected);
        QVERIFY(m_connection->takeCommitted().isEmpty());
    }

    void aSnapshotSeesOneState()
    {
        auto other = m_database->open();
        {
            auto snapshot = Snapshot::begin(*other);
            QVERIFY(snapshot);
            QCOMPARE(branches(*other), 0);
            addBranch(QStringLiteral("mitte"), QStringLiteral("Mitte"));
            QCOMPARE(branches(*other), 0);
        }
        QCOMPARE(branches(*other), 1);
    }

    void aReadingConnectionCannotWrite()
    {
        auto reader = m_database->open(Purpose::ReadOnly);
        QVERIFY(!reader->run(QStringLiteral("INSERT INTO branches (key, name) VALUES ('a', 'A')")));
        QCOMPARE(branches(*reader), 0);
    }

    void faults_data()
    {
        QTest::addColumn<int>("access");
        QTest::addColumn<int>("effect");
        QTest::addColumn<int>("left");
        for (int access = 0; access < 3; ++access) { // BEGIN, INSERT, COMMIT
            QTest::addRow("%d fails", access) << access << int(FaultPlan::Effect::Fails) << 0;
            QTest::addRow("%d lost", access) << access << int(FaultPlan::Effect::Lost) << 0;
            QTest::addRow("%d unsaid", access)
                << access << int(FaultPlan::Effect::DoneButUnsaid) << (access == 2 ? 1 : 0);
        }
    }
    void faults()
    {
        QFETCH(int, access);
        QFETCH(int, effect);
        FaultPlan plan(access, FaultPlan::Effect(effect));
        auto faulty = m_database->open(Purpose::ReadWrite, &plan);
        const auto write = [&]() -> Result<void> {
            auto transaction = Transaction::begin(*faulty, m_clock);
            if (!transaction)
                return transaction.error();
            if (auto inserted = insertBranch(*transaction, QStringLiteral("nord")); !inserted)
                return inserted;
            return transaction->commit();
        };
        QVERIFY(!write());
        QVERIFY(plan.hasFired());
        QTEST(branches(), "left");
        QVERIFY(Query(*m_connection, "DELETE FROM branches").exec());
        VERIFY_DONE(faulty->ensureAlive());
        VERIFY_DONE(write());
        QCOMPARE(branches(), 1);
    }

    void theDatabaseHasAClock()
    {
        const Instant before = SystemClock().now();
        const auto now = m_connection->databaseNow();
        QVERIFY(now);
        QVERIFY(*now - before > -std::chrono::minutes(1) && *now - before < std::chrono::minutes(1));
    }

    void sqliteWaitsItsTurnAndKeepsCustomersPrivate()
    {
        if (!m_database->isSqlite())
            QSKIP("SQLite only");
        for (const QString &file : sqliteFiles(m_database->url().path))
            QCOMPARE(QFile::permissions(file) & 0x0077, QFile::Permissions());
        for (const auto &[pragma, value] : {std::pair("journal_mode", "wal"), std::pair("synchronous", "2"),
                                            std::pair("foreign_keys", "1"), std::pair("busy_timeout", "5000")}) {
            Query query(*m_connection, QStringLiteral("PRAGMA %1").arg(QLatin1String(pragma)));
            QVERIFY(query.fetch().value());
            QCOMPARE(query.text(0), QLatin1String(value));
        }
        auto other = m_database->open();
        VERIFY_DONE(other->run(QStringLiteral("PRAGMA busy_timeout = 1")));
        auto first = Transaction::begin(*m_connection, m_clock);
        QVERIFY(first);
        const auto second = Transaction::begin(*other, m_clock);
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Busy);
    }

    void postgresqlLocksABranchAndDay()
    {
        if (m_database->isSqlite())
            QSKIP("PostgreSQL only: SQLite has one writer at a time");
        auto other = m_database->open();
        VERIFY_DONE(other->run(QStringLiteral("SET lock_timeout = 1")));
        auto first = Transaction::begin(*m_connection, m_clock);
        auto second = Transaction::begin(*other, m_clock);
        QVERIFY(first && second);
        const QDate day(2025, 11, 26);
        VERIFY_DONE(first->lockDays(BranchId{1}, {day.addDays(1), day}));
        VERIFY_DONE(first->lockDay(BranchId{1}, day.addDays(1)));
        VERIFY_DONE(second->lockDay(BranchId{1}, day.addDays(-1)));
        const auto refused = second->lockDay(BranchId{1}, day);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Busy);
        {
            Transaction gone = std::move(*first);
        }
        auto third = m_database->open();
        auto again = Transaction::begin(*third, m_clock);
        QVERIFY(again);
        VERIFY_DONE(again->lockDay(BranchId{1}, day));
        VERIFY_DONE(again->lockDay(BranchId{2}, day.addDays(-1)));
    }

    void aLostServerIsFoundAgain()
    {
        if (m_database->isSqlite())
            QSKIP("PostgreSQL only");
        addBranch(QStringLiteral("mitte"), QStringLiteral("Mitte"));
        for (const bool crash : {false, true}) {
            if (crash)
                test::PostgresCluster::shared()->crash();
            else
                test::PostgresCluster::shared()->stop();
            Query lost(*m_connection, "SELECT count(*) FROM branches");
            QVERIFY(!lost.fetch());
            QVERIFY(!m_connection->isOpen());
            const auto unreachable = m_connection->ensureAlive();
            QVERIFY(!unreachable);
            QCOMPARE(unreachable.error().code, ErrorCode::Database);
            QVERIFY(test::PostgresCluster::shared()->start());
            VERIFY_DONE(m_connection->ensureAlive());
            QCOMPARE(branches(), 1);
        }
    }

private:
    Result<void> insertBranch(Transaction &transaction, const QString &key)
    {
        Query query(transaction, "INSERT INTO branches (key, name) VALUES (?, ?)");
        return query.bind(key).bind(key).exec();
    }
    BranchId addBranch(const QString &key, const QString &name)
    {
        auto transaction = Transaction::begin(*m_connection, m_clock);
        if (!transaction)
            qFatal("%s", qPrintable(transaction.error().detail));
        Query query(*transaction, "INSERT INTO branches (key, name) VALUES (?, ?) RETURNING id");
        const auto id = query.bind(key).bind(name).execReturningId();
        if (auto committed = transaction->commit(); !committed || !id)
            qFatal("the branch was not stored");
        return BranchId{*id};
    }
    int branches() { return branches(*m_connection); }
    static int branches(Connection &connection)
    {
        Query query(connection, "SELECT count(*) FROM branches");
        const auto fetched = query.fetch();
        return fetched ? query.integer(0) : -1;
    }

    test::ManualClock m_clock;
    std::unique_ptr<test::ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
