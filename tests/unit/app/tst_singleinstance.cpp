// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/singleinstance.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace salon;

class TestSingleInstance : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    Folders folders(const QString &below = {}) const
    {
        Folders folders;
        folders.state_dir = m_folder.path() + below;
        return folders;
    }

private Q_SLOTS:
    void theSecondBringsTheFirstToTheFront_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("short") << QString();
        QTest::newRow("longer than a socket's name may be")
            << QString(QLatin1Char('/') + QString(120, QLatin1Char('d')));
    }

    void theSecondBringsTheFirstToTheFront()
    {
        QFETCH(QString, folder);
        const QString path = m_folder.path() + QStringLiteral("/salon.db");
        SingleInstance first(DatabaseUrl::sqlite(path), folders(folder));
        QVERIFY(first.claim());
        const QSignalSpy asked(&first, &SingleInstance::frontRequested);
        qputenv("XDG_ACTIVATION_TOKEN", "token-7");
        SingleInstance second(DatabaseUrl::sqlite(m_folder.path() + QStringLiteral("/../") +
                                                  QDir(m_folder.path()).dirName() + QStringLiteral("/salon.db")),
                              folders(folder));
        QVERIFY(!second.claim());
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toString(), QStringLiteral("token-7"));
    }

    void anotherDatabaseIsAnotherWindow()
    {
        SingleInstance first(DatabaseUrl::sqlite(m_folder.path() + QStringLiteral("/a.db")), folders());
        SingleInstance second(DatabaseUrl::sqlite(m_folder.path() + QStringLiteral("/b.db")), folders());
        QVERIFY(first.claim());
        QVERIFY(second.claim());
    }

    void theNextOneMayComeWhenTheFirstIsGone()
    {
        const DatabaseUrl database = DatabaseUrl::sqlite(m_folder.path() + QStringLiteral("/c.db"));
        {
            SingleInstance first(database, folders());
            QVERIFY(first.claim());
        }
        SingleInstance second(database, folders());
        QVERIFY(second.claim());
    }

    void everyDeskOfAServerMayOpen()
    {
        const auto database = DatabaseUrl::parse(QStringLiteral("postgresql:///linde"));
        QVERIFY(database);
        SingleInstance first(*database, folders());
        SingleInstance second(*database, folders());
        QVERIFY(first.claim());
        QVERIFY(second.claim());
    }
};

QTEST_GUILESS_MAIN(TestSingleInstance)
#include "tst_singleinstance.moc"
