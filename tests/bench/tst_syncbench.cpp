// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/networktransport.h"
#include "core/metrics/samples.h"
#include "core/sandbox/sandboxserver.h"
#include "core/sandbox/seed.h"
#include "core/storage/outboxtable.h"
#include "core/sync/syncdecision.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

#include <algorithm>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

namespace
{

constexpr int kRounds = 9;
constexpr int kPatienceMs = 60'000;

void say(const char *what, const Samples &took)
{
    const LatencyFigures figures = took.percentiles();
    qInfo("%-34s p50 %8.1f ms   p95 %8.1f ms   noise %.2f", what, *figures.p50_ms, *figures.p95_ms,
          *figures.p95_ms / *figures.p50_ms);
}

} // namespace

/// What mirroring costs with a Cal.com that takes 300 ms for an answer, over real sockets; and what a decision costs.
class TestSyncBench : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    SeededRandom m_random{7};
    EventLoopExecutor m_executor;
    NetworkTransport m_webhooks;
    NetworkTransport m_transport;

    /// With events going on: QTest's own wait sleeps in between, and the worker with it.
    static void waitFor(const std::function<bool()> &is_done)
    {
        QEventLoop loop;
        QTimer look;
        connect(&look, &QTimer::timeout, &loop, [&] {
            if (is_done())
                loop.quit();
        });
        QTimer::singleShot(kPatienceMs, &loop, [] { qFatal("never mirrored"); });
        look.start(20);
        loop.exec();
    }

    /// From the kick until the last part is written down as mirrored.
    Samples times(SyncScene &scene, SyncWorker &worker, const char *service, int &day)
    {
        Samples took;
        const Zone &zone = scene.catalogue.salon.zone;
        for (int round = -1; round < kRounds; ++round) { // the first one opens connections
            const Instant ten = zone.startOfDay(zone.dateOf(m_clock.now()).addDays(++day)) + 10h;
            const AppointmentId id = scene.bookAt(QString::fromLatin1(service), QStringLiteral("mia"), ten);
            const Instant begun = m_clock.now();
            worker.kick();
            waitFor([&] { return OutboxTable::derived(scene.appointment(id).phases) == SyncStatus::Synced; });
            Instant last;
            for (const OutboxRow &row : scene.rows(id))
                last = std::max(last, row.settled.value_or(Instant()));
            if (round >= 0)
                took.add(double((last - begun).count()));
        }
        return took;
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }

    void fourPartsAgainstOne()
    {
        std::unique_ptr<ThrowAwayDatabase> database;
        SALON_NEW_DATABASE(database);
        SyncScene scene(*database);
        scene.clock.set(m_clock.now());
        Sandbox sandbox(m_clock, m_random, sandbox::worldOf(scene.catalogue));
        VERIFY_DONE(sandbox.setFaults(R"([{"match":{"method":"POST"},"effect":{"delay_ms":300}}])"));
        SandboxServer server(sandbox, m_webhooks, m_executor);
        const auto port = server.listen(QHostAddress(QHostAddress::LocalHost), 0);
        VERIFY_DONE(port);
        SyncSettings settings = scene.settings;
        settings.base_url = QUrl(QStringLiteral("http://127.0.0.1:%1/v2").arg(*port));
        Lane lane(QStringLiteral("write"), Lane::opener(database->url(), Purpose::ReadWrite), m_executor);
        SyncWorker worker(m_executor, m_clock, m_random, m_transport, lane, settings);
        worker.start();
        int day = 1;
        const Samples one = times(scene, worker, "cut", day);
        const Samples together = times(scene, worker, "perm", day);
        scene.setFlag(QStringLiteral("parallel_sync"), QStringLiteral("off"));
        const Samples in_turn = times(scene, worker, "perm", day);
        worker.stop();
        say("one part", one);
        say("four parts together", together);
        say("four parts one after another", in_turn);
        const double saved = 1.0 - *together.percentiles().p50_ms / *in_turn.percentiles().p50_ms;
        qInfo("saved by sending together: %.1f %% (aim 74)   four against one: %.3f", 100.0 * saved,
              *together.percentiles().p50_ms / *one.percentiles().p50_ms);
    }

    void aDecision()
    {
        OutboxRow row;
        row.state = OutboxState::Verifying;
        row.last_result = QStringLiteral("unclear");
        Samples took;
        for (int round = 0; round < 50; ++round) {
            QElapsedTimer timer;
            timer.start();
            int kept = 0;
            for (int i = 0; i < 10'000; ++i) {
                row.lookups = i % 3;
                kept += int(decide(row, SyncEvent::NotFound, Instant::fromMs(i), true).state);
            }
            if (kept == 0)
                qFatal("nothing was decided");
            took.add(double(timer.nsecsElapsed()) / 1e6);
        }
        say("ten thousand decisions", took);
    }
};

QTEST_GUILESS_MAIN(TestSyncBench)
#include "tst_syncbench.moc"
