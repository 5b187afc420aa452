// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/storage/flagtable.h"
#include "core/storage/journaltable.h"
#include "core/storage/leasetable.h"
#include "core/storage/settingtable.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"
#include "tests/support/verify.h"

#include <QTest>

using namespace salon;

class TestSmallTables : public QObject
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

    void oneHolderAtATime()
    {
        const Instant begin = m_clock.now();
        QVERIFY(acquire("desk-1", begin));
        QVERIFY(!acquire("desk-2", begin));
        QVERIFY(!acquire("desk-2", begin + limits::kLeaseLifetime - milliseconds(1)));
        QVERIFY(acquire("desk-1", begin + limits::kLeaseRenewal)); // renewed
        QVERIFY(!acquire("desk-2", begin + limits::kLeaseLifetime));
        // Dead since its renewal: taken over when four seconds have passed.
        const Instant taken = begin + limits::kLeaseRenewal + limits::kLeaseLifetime;
        QVERIFY(acquire("desk-2", taken));
        QVERIFY(!acquire("desk-1", taken));
        const auto lease = LeaseTable::read(*m_connection, QStringLiteral("listener"));
        QVERIFY(lease && *lease);
        QCOMPARE((*lease)->holder, QStringLiteral("desk-2"));
        QCOMPARE((*lease)->info, QStringLiteral("127.0.0.1:8787"));
        QVERIFY((*lease)->expires_at == taken + limits::kLeaseLifetime);
    }

    void aClockSetBackLocksNobodyOut()
    {
        QVERIFY(acquire("desk-1", m_clock.now()));
        QVERIFY(acquire("desk-2", m_clock.now() - std::chrono::hours(1)));
    }

    void aReleasedLeaseIsFree()
    {
        QVERIFY(acquire("desk-1", m_clock.now()));
        release("desk-2");
        QVERIFY(!acquire("desk-2", m_clock.now()));
        release("desk-1");
        QVERIFY(!*LeaseTable::read(*m_connection, QStringLiteral("listener")));
        QVERIFY(acquire("desk-2", m_clock.now()));
    }

    void flagsHaveDefaultsAndTheirChangesAreJournaled()
    {
        QVERIFY(FlagTable::read(*m_connection).value() == Flags());
        QVERIFY(setFlag("event_map_check", "warn"));
        QVERIFY(setFlag("event_map_check", "off"));
        QVERIFY(setFlag("function.request_callback", "off"));
        const auto flags = FlagTable::read(*m_connection);
        QVERIFY(flags);
        QVERIFY(flags->event_map_check == EventMapCheck::Off);
        QVERIFY(flags->functions_off.contains(QStringLiteral("request_callback")));
        const auto stored = FlagTable::stored(*m_connection);
        QCOMPARE(stored->size(), 2);
        QCOMPARE(stored->value(QStringLiteral("event_map_check")).changed_by, QStringLiteral("ctl"));
        QVERIFY(stored->value(QStringLiteral("event_map_check")).changed_at == m_clock.now());
        const auto journal = JournalTable::of(*m_connection, QStringLiteral("flags"), 0);
        QCOMPARE(journal->size(), 3);
        QCOMPARE(journal->at(0).before.value(QLatin1String("event_map_check")).toString(), QStringLiteral("block"));
        QCOMPARE(journal->at(1).before.value(QLatin1String("event_map_check")).toString(), QStringLiteral("warn"));
        QCOMPARE(journal->at(1).after.value(QLatin1String("event_map_check")).toString(), QStringLiteral("off"));
        QCOMPARE(journal->at(1).who, QStringLiteral("ctl"));
    }

    void wrongFlagsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("unknown name") << QByteArray("event_map_chek") << QByteArray("off");
        QTest::newRow("unknown function") << QByteArray("function.fly") << QByteArray("off");
        QTest::newRow("unknown value") << QByteArray("parallel_sync") << QByteArray("true");
        QTest::newRow("empty") << QByteArray("parallel_sync") << QByteArray("");
    }
    void wrongFlagsAreRefused()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QVERIFY(!setFlag(name.constData(), value.constData()));
        QVERIFY(FlagTable::stored(*m_connection)->isEmpty());
        QVERIFY(JournalTable::of(*m_connection, QStringLiteral("flags"), 0)->isEmpty());
    }

    void settingsAreKept()
    {
        QVERIFY(!*SettingTable::read(*m_connection, QStringLiteral("sync_paused")));
        for (const char *value : {"1", ""}) {
            auto transaction = Transaction::begin(*m_connection, m_clock);
            VERIFY_DONE(SettingTable::set(*transaction, QStringLiteral("sync_paused"), QString::fromLatin1(value)));
            VERIFY_DONE(transaction->commit());
            QCOMPARE(SettingTable::read(*m_connection, QStringLiteral("sync_paused"))->value(),
                     QString::fromLatin1(value));
        }
    }

private:
    bool acquire(const char *holder, Instant now)
    {
        auto transaction = Transaction::begin(*m_connection, m_clock);
        const Lease wanted{
            QStringLiteral("listener"), QString::fromLatin1(holder), QStringLiteral("127.0.0.1:8787"), {}};
        const auto is_ours = LeaseTable::acquire(*transaction, wanted, now);
        const auto committed = transaction->commit();
        return is_ours && committed && *is_ours;
    }
    void release(const char *holder)
    {
        auto transaction = Transaction::begin(*m_connection, m_clock);
        VERIFY_DONE(LeaseTable::release(*transaction, QStringLiteral("listener"), QString::fromLatin1(holder)));
        VERIFY_DONE(transaction->commit());
    }
    bool setFlag(const char *name, const char *value)
    {
        auto transaction = Transaction::begin(*m_connection, m_clock);
        const auto done =
            FlagTable::set(*transaction, QString::fromLatin1(name), QString::fromLatin1(value), QStringLiteral("ctl"));
        return done && transaction->commit();
    }

    test::ManualClock m_clock;
    std::unique_ptr<test::ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(TestSmallTables)
#include "tst_smalltables.moc"
