// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/figurereader.h"
#include "core/operations/figurerollup.h"
#include "core/storage/callretention.h"
#include "core/storage/calltable.h"
#include "core/storage/figuredaytable.h"
#include "core/storage/functioncalltable.h"
#include "core/storage/query.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

namespace
{

constexpr int kDays = 40; // over the night on which summer time ends

} // namespace

/// Days that were counted give the very figures that their rows gave; on both databases.
class TestFigureRollUp : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<SyncScene> m_scene;
    SeededRandom m_chance{3};

    void write(const std::function<Result<void>(Transaction &)> &work) const
    {
        auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
        VERIFY_DONE(tx);
        VERIFY_DONE(work(*tx));
        VERIFY_DONE(tx->commit());
    }
    void call(Instant at, qint64 took_us, const char *name = "start_booking", bool success = true,
              int version = 7) const
    {
        FunctionCallRecord record;
        record.call_id = QStringLiteral("call-%1").arg(at.ms());
        record.name = QString::fromLatin1(name);
        record.agent_version = version;
        record.at = at;
        record.success = success;
        record.took = std::chrono::microseconds(took_us);
        record.placeholder = version == 8;
        record.mismatch = version == 8 && took_us % 2 == 0;
        PhoneCall told;
        told.call_id = record.call_id;
        told.first_seen = at;
        told.analysis.insert(QStringLiteral("latency"),
                             QJsonObject{{QStringLiteral("llm"), QJsonObject{{QStringLiteral("p50"), took_us / 7},
                                                                             {QStringLiteral("p95"), took_us / 3}}}});
        write([&](Transaction &tx) -> Result<void> {
            const auto id = FunctionCallTable::insert(tx, record);
            return id ? CallTable::merge(tx, told) : Result<void>(id.error());
        });
    }
    /// Some hundred calls at any time of the last forty days, some in the very last minute of a day.
    void history()
    {
        const Zone &zone = m_scene->catalogue.salon.zone;
        const QDate today = zone.dateOf(m_scene->clock.now());
        for (int i = 0; i < 300; ++i) {
            const TimeRange day = zone.day(today.addDays(-int(m_chance.next() % kDays)));
            Instant at = day.begin + milliseconds(qint64(m_chance.next() % quint64(day.length().count())));
            if (i % 17 == 0)
                at = day.end - 1ms;
            if (i % 19 == 0)
                at = day.begin;
            if (at > m_scene->clock.now())
                continue;
            static const char *const kNames[] = {"start_booking", "check_customer", "made_up"};
            call(at, qint64(m_chance.next() % 2'000'000), kNames[i % 3], i % 5 != 0, 6 + i % 3);
        }
    }
    Figures figures(int days = kDays) const
    {
        const auto read =
            FigureReader::read(*m_scene->connection, m_scene->catalogue.salon.zone, m_scene->clock.now(), days);
        if (!read)
            qFatal("%s", qPrintable(read.error().detail));
        return *read;
    }
    int count() const
    {
        int pieces = 0;
        for (;; ++pieces) {
            const auto more = FigureRollUp::piece(*m_scene->connection, m_scene->clock);
            if (!more)
                qFatal("%s", qPrintable(more.error().detail));
            if (!*more)
                return pieces;
        }
    }
    int counted() const
    {
        Query query(*m_scene->connection, "SELECT COUNT(*) FROM figure_days");
        return query.fetch() ? query.integer(0) : -1;
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_scene = std::make_unique<SyncScene>(*m_database);
    }
    void cleanup()
    {
        m_scene.reset();
        m_database.reset();
    }

    void countedOrNotTheFiguresAreTheSame()
    {
        history();
        const Figures raw = figures();
        QCOMPARE(raw.functions.size(), 3);
        QVERIFY(raw.totals.voice_latency.llm.p99_ms);
        QVERIFY(count() > 5); // in pieces, so that callers get in between
        QVERIFY(counted() >= kDays - 2);
        QVERIFY(figures() == raw);
        QVERIFY(figures(7) != raw);
        const Figures week = figures(7);
        write([](Transaction &tx) { return Query(tx, "DELETE FROM figure_days").exec(); });
        QVERIFY(figures(7) == week);
    }

    void theRowsMayGo()
    {
        history();
        count();
        const Figures before = figures();
        const Instant today = m_scene->catalogue.salon.zone.startOfDay(QDate(2025, 11, 25));
        write([&](Transaction &tx) -> Result<void> {
            Query functions(tx, "DELETE FROM function_calls WHERE at_ms < ?");
            if (auto done = functions.bind(today).exec(); !done)
                return done;
            Query calls(tx, "DELETE FROM calls WHERE first_seen_ms < ?");
            return calls.bind(today).exec();
        });
        QVERIFY(figures() == before);
        QCOMPARE(count(), 0);
        QVERIFY(figures() == before);
    }

    void countedTwiceIsCountedOnce()
    {
        history();
        count();
        const int days = counted();
        const Figures before = figures();
        QCOMPARE(count(), 0);
        QCOMPARE(counted(), days);
        QVERIFY(figures() == before);
    }

    /// What happened then and is written now: the day is counted again.
    void lateRowsAreNotForgotten()
    {
        history();
        count();
        const int days = counted();
        const Instant then = m_scene->clock.now() - 24h * 5;
        call(then, 1'500'000);
        QCOMPARE(counted(), days - 1);
        const Figures with_it = figures();
        QCOMPARE(with_it.days.at(kDays - 6).figures.voice_latency.llm.p95_ms.has_value(), true);
        count();
        QCOMPARE(counted(), days);
        QVERIFY(figures() == with_it);
    }

    /// Nobody counts the day that is still going on, nor the last one before its calls have ended.
    void daysThatAreNotOverAreLeftAlone()
    {
        const Zone &zone = m_scene->catalogue.salon.zone;
        m_scene->clock.set(zone.startOfDay(QDate(2025, 11, 25)) + 1h);
        call(m_scene->clock.now() - 2h, 1000); // yesterday
        QCOMPARE(count(), 0);
        QCOMPARE(counted(), 0);
        m_scene->clock.advance(3h);
        count();
        QCOMPARE(counted(), 1);
        call(m_scene->clock.now(), 1000);
        QCOMPARE(counted(), 1);
    }

    void anotherZoneCountsAnew()
    {
        history();
        count();
        const Zone tokyo(QStringLiteral("Asia/Tokyo"));
        const auto there = FigureReader::read(*m_scene->connection, tokyo, m_scene->clock.now(), 10);
        VERIFY_DONE(there);
        write([](Transaction &tx) { return Query(tx, "DELETE FROM figure_days").exec(); });
        const auto raw = FigureReader::read(*m_scene->connection, tokyo, m_scene->clock.now(), 10);
        VERIFY_DONE(raw);
        QVERIFY(*there == *raw);
    }
};

QTEST_GUILESS_MAIN(TestFigureRollUp)
#include "tst_figurerollup.moc"
