// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/migrations.h"
#include "core/storage/query.h"
#include "core/storage/snapshot.h"
#include "core/storage/transaction.h"
#include "tests/support/manualexecutor.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace salon;

class TestConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip()
    {
        QTemporaryDir folder;
        test::ManualClock clock;
        const auto url = DatabaseUrl::sqlite(folder.filePath(QStringLiteral("salon.db")));
        const auto applied = Migrations(clock).apply(url);
        QVERIFY2(applied, applied ? "" : qPrintable(applied.error().detail));
        QCOMPARE(*applied, 1);
        QCOMPARE(QFile::permissions(url.path) & 0x0077, QFile::Permissions());
        auto connection = Connection::open(url);
        QVERIFY(connection);
        auto transaction = Transaction::begin(**connection, clock);
        QVERIFY(transaction);
        Query insert(*transaction, "INSERT INTO branches (key, name) VALUES (?, ?) RETURNING id");
        const auto id = insert.bind(QStringLiteral("mitte")).bind(QString()).execReturningId();
        QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
        transaction->changed("branches", *id);
        QVERIFY(transaction->commit());
        QCOMPARE((*connection)->takeCommitted(), (QList<StoreChanged>{{QStringLiteral("branches"), {*id}}}));
    }
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
