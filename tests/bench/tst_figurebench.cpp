// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/figurereader.h"
#include "core/metrics/samples.h"
#include "core/operations/figurerollup.h"
#include "core/storage/query.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

#include <QElapsedTimer>

using namespace salon;
using namespace salon::test;

/// Figures over a million function calls of three years, counted by days and from their rows, side by side.
class TestFigureBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }

    void aMillionRows()
    {
        std::unique_ptr<ThrowAwayDatabase> database;
        SALON_NEW_DATABASE(database);
        SyncScene scene(*database);
        fill(scene, 1'000'000, 1'000);
        const Samples rows30 = times(scene, 30);
        const Samples rows365 = times(scene, 365);
        QElapsedTimer counting;
        counting.start();
        for (auto more = FigureRollUp::piece(*scene.connection, scene.clock); more && *more;)
            more = FigureRollUp::piece(*scene.connection, scene.clock);
        qInfo("counting 1000 days once: %.1f s", double(counting.elapsed()) / 1000.0);
        const Samples days30 = times(scene, 30);
        const Samples days365 = times(scene, 365);
        say("30 days", rows30, days30);
        say("365 days", rows365, days365);
    }

private:
    static void fill(SyncScene &scene, int rows, int days)
    {
        const qint64 now = scene.clock.now().ms();
        const qint64 step = qint64(days) * 86'400'000 / rows;
        constexpr int kAtOnce = 50'000; // within what one statement may take
        for (int first = 1; first <= rows; first += kAtOnce) {
            auto tx = Transaction::begin(*scene.connection, scene.clock);
            VERIFY_DONE(tx);
            Query query(*tx, "WITH RECURSIVE n (i) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT i + 1 FROM n "
                             "WHERE i < CAST(? AS BIGINT)) "
                             "INSERT INTO function_calls (call_id, name, called_as, agent_version, at_ms, arguments, "
                             "answer, success, code, took_us, placeholder) SELECT 'c', CASE i % 3 "
                             "WHEN 0 THEN 'start_booking' WHEN 1 THEN 'check_customer' ELSE 'get_current_context' END, "
                             "'x', 7, CAST(? AS BIGINT) - i * CAST(? AS BIGINT), '{}', '{}', 1, '', "
                             "500 + (i * 7919) % 90000, 0 FROM n");
            VERIFY_DONE(query.bind(first).bind(first + kAtOnce - 1).bind(now).bind(step).exec());
            VERIFY_DONE(tx->commit());
        }
    }
    static Samples times(SyncScene &scene, int days)
    {
        Samples took;
        for (int i = 0; i < 7; ++i) {
            QElapsedTimer timer;
            timer.start();
            const auto read =
                FigureReader::read(*scene.connection, scene.catalogue.salon.zone, scene.clock.now(), days);
            if (!read || read->functions.size() != 3)
                qFatal("no figures");
            took.add(double(timer.nsecsElapsed()) / 1e6);
        }
        return took;
    }
    static void say(const char *what, const Samples &rows, const Samples &days)
    {
        const LatencyFigures slow = rows.percentiles();
        const LatencyFigures fast = days.percentiles();
        qInfo("%-9s from rows %8.1f ms (noise %.2f)   by days %8.1f ms (noise %.2f)   ratio %.1f", what, *slow.p50_ms,
              *slow.p95_ms / *slow.p50_ms, *fast.p50_ms, *fast.p95_ms / *fast.p50_ms, *slow.p50_ms / *fast.p50_ms);
    }
};

QTEST_GUILESS_MAIN(TestFigureBench)
#include "tst_figurebench.moc"
