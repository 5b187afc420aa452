// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/databaseurl.h"

#include <QTest>

using namespace salon;

class TestDatabaseUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("name");
        QTest::newRow("all") << "postgresql://anna:s%40lon@db.example:6432/book"
                             << "db.example" << 6432 << "anna"
                             << "s@lon"
                             << "book";
        QTest::newRow("name only") << "postgresql:///book"
                                   << "" << 0 << ""
                                   << ""
                                   << "book";
        QTest::newRow("nothing, all from PG*") << "postgresql://"
                                               << "" << 0 << ""
                                               << ""
                                               << "";
        QTest::newRow("short scheme") << "postgres://h/book"
                                      << "h" << 0 << ""
                                      << ""
                                      << "book";
        QTest::newRow("socket") << "postgresql://anna@/book?host=/run/pg"
                                << "/run/pg" << 0 << "anna"
                                << ""
                                << "book";
        QTest::newRow("socket, port") << "postgresql://:5433/book?host=%2Frun%2Fpg"
                                      << "/run/pg" << 5433 << ""
                                      << ""
                                      << "book";
        QTest::newRow("IPv6") << "postgresql://[::1]:5433/book"
                              << "::1" << 5433 << ""
                              << ""
                              << "book";
    }
    void parts()
    {
        QFETCH(QString, text);
        const auto url = DatabaseUrl::parse(text);
        QVERIFY2(url, url ? "" : qPrintable(url.error().detail));
        QVERIFY(url->engine == DatabaseUrl::Engine::Postgresql);
        QTEST(url->host, "host");
        QTEST(url->port, "port");
        QTEST(url->user, "user");
        QTEST(url->password, "password");
        QTEST(url->name, "name");
        QCOMPARE(DatabaseUrl::parse(url->toString()).value(), *url);
        if (!url->password.isEmpty()) {
            QVERIFY(!url->masked().contains(url->password));
            QVERIFY(url->masked().contains(QStringLiteral(":***@")));
        }
    }

    void sqliteKeepsThePathAsItIs()
    {
        const auto url = DatabaseUrl::parse(QStringLiteral("sqlite:/srv/Büro %20/salon.db?x"));
        QVERIFY(url);
        QVERIFY(url->engine == DatabaseUrl::Engine::Sqlite);
        QCOMPARE(url->path, QStringLiteral("/srv/Büro %20/salon.db?x"));
        QCOMPARE(url->masked(), QStringLiteral("sqlite:/srv/Büro %20/salon.db?x"));
    }

    void refused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "salon.db", "sqlite:", "sqlite::memory:", "mysql://h/book", "postgresql://h:secretport/b",
              "postgresql://u:secret@h/a/b", "postgresql://u:secret@h/b?options=x", "postgresql://u:secret@h/b#c"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refused()
    {
        QFETCH(QString, text);
        const auto url = DatabaseUrl::parse(text);
        QVERIFY(!url);
        QCOMPARE(url.error().code, ErrorCode::InvalidInput);
        QVERIFY(!url.error().detail.contains(QStringLiteral("secret")));
    }
};

QTEST_GUILESS_MAIN(TestDatabaseUrl)
#include "tst_databaseurl.moc"
