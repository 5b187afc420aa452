// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/query.h"
#include "core/sync/syncledger.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

#include <algorithm>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTest>

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

/// What it costs to find and take the next sixteen rows, with 1 000 and with 100 000 waiting behind them.
class TestClaimBench : public QObject
{
    Q_OBJECT

    struct Cost {
        double idle_ms = 0;  // the budget is used up
        double claim_ms = 0; // sixteen rows are taken, each written down before it leaves
    };

    static ClaimLimits spending(int left)
    {
        ClaimLimits limits;
        limits.left.insert(QStringLiteral("salon"), {left, left, left});
        limits.server_ahead = milliseconds(0);
        return limits;
    }

    static void putBack(SyncScene &scene)
    {
        auto tx = Transaction::begin(*scene.connection, scene.clock);
        QVERIFY(tx.has_value());
        VERIFY_DONE(Query(*tx, "DELETE FROM attempts").exec());
        VERIFY_DONE(Query(*tx, "UPDATE outbox SET state = 'pending', sends = 0 WHERE state = 'sending'").exec());
        VERIFY_DONE(tx->commit());
    }

    static Cost measured(SyncScene &scene)
    {
        constexpr int kRounds = 40;
        SyncLedger ledger(scene.clock, scene.random, scene.settings);
        QList<double> idle;
        QList<double> claims;
        for (int i = 0; i < kRounds; ++i) {
            QElapsedTimer timer;
            timer.start();
            const auto nothing = ledger.claim(*scene.connection, spending(0));
            idle.append(double(timer.nsecsElapsed()) / 1e6);
            timer.start();
            const auto claim = ledger.claim(*scene.connection, spending(100));
            claims.append(double(timer.nsecsElapsed()) / 1e6);
            if (!nothing || !claim || claim->tasks.size() != limits::kSyncBatch)
                qFatal("the claim took another number of rows");
            putBack(scene);
        }
        std::sort(idle.begin(), idle.end());
        std::sort(claims.begin(), claims.end());
        return {idle.at(kRounds / 2), claims.at(kRounds / 2)};
    }

    static void book(SyncScene &scene, int from, int to)
    {
        for (int i = from; i < to; ++i)
            scene.bookAt(QStringLiteral("perm"), QStringLiteral("mia"), scene.at(9) + 240h + 5min * i);
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }

    void aHundredThousandRowsWaiting()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("salondesk.*.info=false"));
        std::unique_ptr<ThrowAwayDatabase> database;
        SALON_NEW_DATABASE(database);
        SyncScene scene(*database);
        book(scene, 0, 250);
        scene.clock.advance(48h);
        VERIFY_DONE(scene.connection->gatherStatistics());
        const Cost few = measured(scene);
        scene.clock.advance(-48h);
        book(scene, 250, 25'000);
        scene.clock.advance(48h);
        VERIFY_DONE(scene.connection->gatherStatistics());
        const Cost many = measured(scene);
        qInfo("1 000 rows waiting: %.2f ms with nothing to spend, %.2f ms for sixteen rows", few.idle_ms, few.claim_ms);
        qInfo("100 000 rows waiting: %.2f ms with nothing to spend, %.2f ms for sixteen rows (%.2f times)",
              many.idle_ms, many.claim_ms, many.claim_ms / few.claim_ms);
    }
};

QTEST_GUILESS_MAIN(TestClaimBench)
#include "tst_claimbench.moc"
