// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/migrations.h"
#include "core/storage/query.h"
#include "core/storage/resourceclaimtable.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"
#include "tests/support/verify.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <QThread>

using namespace salon;

class TestMigrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_folder = std::make_unique<QTemporaryDir>();
        // The real files and whatever a test adds.
        for (const QString &engine : {QStringLiteral("sqlite"), QStringLiteral("postgresql")}) {
            QVERIFY(QDir(m_folder->path()).mkpath(engine));
            const QStringList names = QDir(QStringLiteral(":/sql/") + engine).entryList({QStringLiteral("*.sql")});
            for (const QString &name : names)
                QVERIFY(QFile::copy(QStringLiteral(":/sql/%1/%2").arg(engine, name),
                                    m_folder->filePath(QStringLiteral("%1/%2").arg(engine, name))));
            m_files = int(names.size());
            m_next = QStringLiteral("%1").arg(m_files + 1, 4, 10, QLatin1Char('0'));
        }
    }
    void cleanup()
    {
        m_database.reset();
        m_folder.reset();
    }

    void twiceIsOnce() { QCOMPARE(Migrations(m_clock).apply(m_database->url()).value(), 0); }

    void aLaterFileIsAppliedOnceAndAnOldFileCopied()
    {
        if (!m_database->isSqlite())
            QSKIP("the PostgreSQL databases of the tests keep their schema");
        fill(*m_database->open());
        add("_colours.sql", "CREATE TABLE colours (id BIGINT PRIMARY KEY);\nINSERT INTO colours VALUES (1);\n");
        const Migrations migrations(m_clock, m_folder->path());
        QCOMPARE(migrations.apply(m_database->url()).value(), 1);
        QCOMPARE(migrations.apply(m_database->url()).value(), 0);
        auto connection = m_database->open();
        QCOMPARE(count(*connection, "colours"), 1);
        QCOMPARE(count(*connection, "branches"), 1);
        QVERIFY(migrations.isCurrent(*connection).value());
        const QString copy = m_database->url().path + QStringLiteral(".before-") + m_next;
        QVERIFY(QFile::exists(copy));
        QCOMPARE(QFile::permissions(copy) & 0x0077, QFile::Permissions());
        auto old = Connection::open(DatabaseUrl::sqlite(copy));
        QVERIFY(old);
        QVERIFY(Migrations(m_clock).isCurrent(**old).value());
        QCOMPARE(count(**old, "branches"), 1);

        // This program knows one file less than the database has seen.
        const auto newer = Migrations(m_clock).apply(m_database->url());
        QVERIFY(!newer);
        QCOMPARE(newer.error().code, ErrorCode::SchemaTooNew);
        QVERIFY2(newer.error().detail.contains(QStringLiteral("newer Salondesk")), qPrintable(newer.error().detail));
    }

    void aFailedFileLeavesEverythingAsItWas_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("wrong SQL") << QByteArray("DELETE FROM branches;\nCREATE TABLE colours (id BIGINT);\nOOPS;\n");
        QTest::newRow("ends its own transaction")
            << QByteArray("DELETE FROM branches;\nCREATE TABLE colours (id BIGINT);\nCOMMIT;\nOOPS;\n");
        QTest::newRow("no semicolon at the end") << QByteArray("DELETE FROM branches;\nOOPS");
    }
    void aFailedFileLeavesEverythingAsItWas()
    {
        QFETCH(QByteArray, sql);
        if (!m_database->isSqlite() && sql.contains("COMMIT"))
            QSKIP("there is no file to put back");
        fill(*m_database->open());
        add("_broken.sql", sql);
        const auto done = Migrations(m_clock, m_folder->path()).apply(m_database->url());
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Database);
        QVERIFY2(done.error().detail.contains(m_next + QStringLiteral("_broken.sql")), qPrintable(done.error().detail));
        auto connection = m_database->open();
        QCOMPARE(count(*connection, "branches"), 1);
        QCOMPARE(count(*connection, "migrations"), m_files);
        QVERIFY(Migrations(m_clock).isCurrent(*connection).value());
        QVERIFY(!Query(*connection, "SELECT count(*) FROM colours").exec());
        QVERIFY(!QFile::exists(m_database->url().path + QStringLiteral(".before-") + m_next));
    }

    void referencesThatHangAreRefused()
    {
        if (!m_database->isSqlite())
            QSKIP("PostgreSQL checks references itself");
        add("_hanging.sql", "INSERT INTO opening_hours VALUES (77, 1, 0, 60);\n");
        QVERIFY(!Migrations(m_clock, m_folder->path()).apply(m_database->url()));
        QCOMPARE(count(*m_database->open(), "opening_hours"), 0);
    }

    void anEditedFileIsRefused()
    {
        QFile file(
            m_folder->filePath((m_database->isSqlite() ? QStringLiteral("sqlite") : QStringLiteral("postgresql")) +
                               QStringLiteral("/0001_initial.sql")));
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(file.open(QIODevice::Append));
        file.write("-- edited\n");
        file.close();
        const auto done = Migrations(m_clock, m_folder->path()).apply(m_database->url());
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Database);
        QVERIFY(done.error().detail.contains(QStringLiteral("0001_initial.sql")));
    }

    void severalProgramsStartAtOnce()
    {
        if (!m_database->isSqlite())
            QSKIP("the PostgreSQL databases of the tests have their schema");
        const auto url = DatabaseUrl::sqlite(m_folder->filePath(QStringLiteral("fresh.db")));
        QList<QThread *> threads;
        std::atomic<int> applied{0};
        std::atomic<int> failed{0};
        for (int i = 0; i < 6; ++i)
            threads << QThread::create([&] {
                const auto done = Migrations(m_clock).apply(url);
                done ? applied += *done : failed += 1;
            });
        for (QThread *thread : threads)
            thread->start();
        for (QThread *thread : threads)
            QVERIFY(thread->wait());
        qDeleteAll(threads);
        QCOMPARE(failed.load(), 0);
        QCOMPARE(applied.load(), m_files);
    }

    /// Two perms overlap while rinsing where there is one basin, a third one comes later, a fourth was cancelled.
    void whatIsBookedGetsItsResources()
    {
        if (!m_database->isSqlite())
            QSKIP("the PostgreSQL databases of the tests keep their schema");
        const auto url = DatabaseUrl::sqlite(m_folder->filePath(QStringLiteral("first.db")));
        for (const char *engine : {"sqlite", "postgresql"})
            for (const QString &name : QDir(m_folder->filePath(QLatin1String(engine))).entryList(QDir::Files))
                if (!name.startsWith(QStringLiteral("0001")))
                    QVERIFY(QFile::remove(m_folder->filePath(QLatin1String(engine) + QLatin1Char('/') + name)));
        QCOMPARE(Migrations(m_clock, m_folder->path()).apply(url).value(), 1);
        auto connection = Connection::open(url);
        QVERIFY(connection);
        run(**connection, "INSERT INTO branches VALUES (1, 'mitte', 'Mitte')");
        run(**connection, "INSERT INTO resources VALUES (5, 1, 'basin', 'Waschplatz', 1)");
        run(**connection, "INSERT INTO services VALUES (1, 'perm', 'Dauerwelle', '', '', 1, 0, 0, 'free')");
        run(**connection, "INSERT INTO segments VALUES (1, 1, 'A', 'Wickeln', 10, 1, 'same', '')");
        run(**connection, "INSERT INTO segments VALUES (1, 2, 'B', 'Waschen', 10, 1, 'same', 'basin')");
        run(**connection, "INSERT INTO customers VALUES (1, NULL, 'Lena', 'lena', 'lena', '', '', '', '[]', 0)");
        for (int i = 1; i <= 4; ++i) {
            const QString begin = QString::number(qint64(i <= 2 ? 300'000'000 : 900'000'000));
            const QString status = i == 4 ? QStringLiteral("cancelled") : QStringLiteral("confirmed");
            run(**connection, QStringLiteral("INSERT INTO appointments VALUES (%1, NULL, 1, 1, NULL, 1, '', %2, "
                                             "%2 + 1200000, '%3', 'desk', '', NULL, '', '', 0, 0, 0, 1)")
                                  .arg(QString::number(i), begin, status));
            run(**connection, QStringLiteral("INSERT INTO phases VALUES (%1, %1, 1, 'A', '', %2, %2 + 600000, 1, "
                                             "NULL, 'none', NULL)")
                                  .arg(QString::number(i), begin));
            run(**connection, QStringLiteral("INSERT INTO phases VALUES (%1 + 10, %1, 2, 'B', '', %2 + 600000, "
                                             "%2 + 1200000, 1, NULL, 'none', NULL)")
                                  .arg(QString::number(i), begin));
        }
        connection->reset();
        QCOMPARE(Migrations(m_clock).apply(url).value(), m_files - 1);
        connection = Connection::open(url);
        Query used(**connection, "SELECT count(*) FROM phases WHERE resource = 5 AND key = 'B'");
        QVERIFY(used.fetch().value());
        QCOMPARE(used.integer(0), 4);
        const auto claims = ResourceClaimTable::all(**connection);
        QVERIFY(claims);
        const ResourceId basin{5};
        QCOMPARE(*claims,
                 (QList<ResourceClaimTable::Claim>{
                     {basin, 1, 1002, {1}}, {basin, 1, 1003, {1}}, {basin, 1, 3002, {3}}, {basin, 1, 3003, {3}}}));
    }

    void statementsEndWithTheirLine()
    {
        QCOMPARE(
            Migrations::statements(QStringLiteral("-- a; b;\n\nA (\n  'x;y', -- c;d\n  z\n);\nB;\r\n  C")),
            (QStringList{QStringLiteral("A (\n  'x;y', -- c;d\n  z\n)"), QStringLiteral("B"), QStringLiteral("C")}));
    }

private:
    /// Under the next number.
    void add(const char *name, const QByteArray &sql)
    {
        for (const char *engine : {"sqlite", "postgresql"}) {
            QFile file(
                m_folder->filePath(QStringLiteral("%1/%2%3").arg(QLatin1String(engine), m_next, QLatin1String(name))));
            if (!file.open(QIODevice::WriteOnly) || file.write(sql) < 0)
                qFatal("cannot write the migration");
        }
    }
    void fill(Connection &connection)
    {
        auto transaction = Transaction::begin(connection, m_clock);
        Query query(*transaction, "INSERT INTO branches (key, name) VALUES ('mitte', 'Mitte')");
        if (!query.exec() || !transaction->commit())
            qFatal("cannot fill the database");
    }
    static void run(Connection &connection, const QString &sql)
    {
        if (const auto done = Query(connection, sql).exec(); !done)
            qFatal("%s", qPrintable(done.error().detail));
    }
    static void run(Connection &connection, const char *sql) { run(connection, QString::fromUtf8(sql)); }
    static int count(Connection &connection, const char *table)
    {
        Query query(connection, QStringLiteral("SELECT count(*) FROM %1").arg(QLatin1String(table)));
        const auto fetched = query.fetch();
        return fetched ? query.integer(0) : -1;
    }

    test::ManualClock m_clock;
    std::unique_ptr<test::ThrowAwayDatabase> m_database;
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_files = 0;
    QString m_next;
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
