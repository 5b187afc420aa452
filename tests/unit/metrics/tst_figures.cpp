// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/figuredocument.h"
#include "core/metrics/figurereader.h"
#include "core/metrics/samples.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"
#include "tests/support/verify.h"

#include <QJsonArray>
#include <QTest>

using namespace salon;
using namespace std::chrono_literals;

/// Today is Tuesday 25 November 2025, 09:00 in Berlin; the window is three days.
class TestFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_connection = m_database->open();
        m_made = 0;
        sql("INSERT INTO branches (id, key, name) VALUES (1, 'mitte', 'Mitte')");
        sql("INSERT INTO staff (id, key, name, branch, email, active) VALUES (1, 'mia', 'Mia', 1, '', 1)");
        sql("INSERT INTO staff (id, key, name, branch, email, active) VALUES (2, 'robin', 'Robin', 1, '', 1)");
        sql("INSERT INTO services (id, key, name, price, category, active, buffer_before_min, buffer_after_min, "
            "gap_policy) VALUES (1, 'cut', 'Schnitt', '', '', 1, 0, 0, 'free')");
        sql("INSERT INTO customers (id, name, name_spelled, name_bare, phone, email, notes, tags, created_at_ms) "
            "VALUES (1, 'Lena Vogt', 'lena vogt', 'lena vogt', '', '', '', '[]', 0)");
    }
    void cleanup()
    {
        m_connection.reset();
        m_database.reset();
    }

    void nothingIsNothing()
    {
        const Figures figures = read();
        QCOMPARE(figures.from, QDate(2025, 11, 23));
        QCOMPARE(figures.to, QDate(2025, 11, 25));
        QCOMPARE(figures.days.size(), 3);
        QVERIFY(figures.totals == PeriodFigures());
        QVERIFY(!figures.totals.sync.syncSuccessRate());
        const QJsonObject totals = FigureDocument::json(figures).value(QLatin1String("totals")).toObject();
        QVERIFY(totals.value(QLatin1String("sync_success_rate")).isNull());
        QVERIFY(totals.value(QLatin1String("sync_latency"))[QLatin1String("p50_ms")].isNull());
        QVERIFY(!FigureReader::read(*m_connection, m_zone, m_clock.now(), 0));
    }

    void countsByLocalDayOfCreation()
    {
        // 23:30 UTC on the 22nd is already the 23rd in Berlin: inside; 22:30 UTC is not.
        appointment({.created = at("2025-11-22T23:30:00Z"), .phases = words("synced")});
        appointment({.created = at("2025-11-22T22:30:00Z"), .phases = words("synced")});
        appointment({.created = at("2025-11-25T08:00:00+01:00"), .phases = words("synced review")});
        const Figures figures = read();
        QCOMPARE(figures.totals.sync.created, 2);
        QCOMPARE(figures.days[0].figures.sync.created, 1);
        QCOMPARE(figures.days[0].figures.sync.synced, 1);
        QCOMPARE(figures.days[1].figures.sync.created, 0);
        QCOMPARE(figures.days[2].figures.sync.failed, 1);
        QCOMPARE(figures.totals.sync.syncSuccessRate().value(), 0.5);
    }

    void createdDueSyncedFailedPending_data()
    {
        QTest::addColumn<QStringList>("phases");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("source");
        QTest::addColumn<int>("age_min");
        QTest::addColumn<int>("sends");
        QTest::addColumn<bool>("test");
        QTest::addColumn<QList<int>>("expected"); // created, due, synced, failed, pending
        const auto row = [](const char *name, const QStringList &phases, const char *status, const char *source,
                            int age_min, int sends, bool test, const QList<int> &expected) {
            QTest::newRow(name) << phases << QString::fromLatin1(status) << QString::fromLatin1(source) << age_min
                                << sends << test << expected;
        };
        const QString pending = QStringLiteral("pending");
        const QString synced = QStringLiteral("synced");
        const QString review = QStringLiteral("review");
        const QString none = QStringLiteral("none");
        row("synced", {synced, synced}, "confirmed", "phone", 60, 1, false, {1, 1, 1, 0, 0});
        row("partly pending", {synced, pending}, "confirmed", "desk", 60, 1, false, {1, 1, 0, 0, 1});
        row("pending and young", {pending}, "confirmed", "phone", 4, 0, false, {1, 0, 0, 0, 1});
        row("pending for five minutes", {pending}, "confirmed", "phone", 5, 0, false, {1, 1, 0, 0, 1});
        row("in review", {review}, "confirmed", "phone", 1, 3, false, {1, 1, 0, 1, 0});
        row("review without a send", {review}, "confirmed", "phone", 60, 0, false, {1, 1, 0, 1, 0});
        row("partial", {synced, review}, "done", "ctl", 60, 1, false, {1, 1, 0, 1, 0});
        row("cancelled unsent", {none}, "cancelled", "desk", 60, 0, false, {1, 0, 0, 0, 0});
        row("cancelled after the send", {synced}, "cancelled", "desk", 60, 1, false, {1, 1, 1, 0, 0});
        row("imported", {synced}, "confirmed", "import", 60, 1, false, {0, 0, 0, 0, 0});
        row("a test booking", {synced}, "confirmed", "desk", 60, 1, true, {0, 0, 0, 0, 0});
        row("nothing to mirror", {}, "confirmed", "desk", 60, 0, false, {0, 0, 0, 0, 0});
    }
    void createdDueSyncedFailedPending()
    {
        QFETCH(QStringList, phases);
        QFETCH(QString, status);
        QFETCH(QString, source);
        QFETCH(int, age_min);
        QFETCH(int, sends);
        QFETCH(bool, test);
        appointment({.created = m_clock.now() - minutes(age_min),
                     .status = status,
                     .source = source,
                     .phases = phases,
                     .sends = sends,
                     .test = test});
        const SyncFigures sync = read().totals.sync;
        QTEST((QList<int>{sync.created, sync.due, sync.synced, sync.failed, sync.pending}), "expected");
    }

    void verificationsCountAppointments()
    {
        const qint64 recovered = appointment({.phases = words("synced synced")});
        verify(recovered, words("not_found recovered"));
        verify(recovered, words("recovered"));
        const qint64 lost = appointment({.phases = words("review")});
        verify(lost, words("not_found not_found not_found"));
        const qint64 running = appointment({.phases = words("pending")});
        verify(running, words("not_found"), "verifying");
        appointment({.phases = words("synced")});
        const VerificationFigures figures = read().totals.verifications;
        QCOMPARE(figures.triggered, 3);
        QCOMPARE(figures.recovered, 1);
        QCOMPARE(figures.not_found, 1);
    }

    void reviewsOpenedResolvedOpen()
    {
        const Instant now = m_clock.now();
        const qint64 booked = appointment({.phases = words("review")});
        review(booked, "open", now - 1h);
        review(booked, "settled", now - 25h, now - 1h);
        review(booked, "snoozed", now - 240h);
        review(0, "closed", now - 240h, now - 25h); // the salon's, no appointment's
        review(appointment({.phases = words("review"), .test = true}), "open", now - 1h);
        // What a person has to decide counts, wherever the appointment came from.
        review(appointment({.source = QStringLiteral("import"), .phases = words("review")}), "open", now - 1h);
        const Figures figures = read();
        QCOMPARE(figures.totals.reviews.opened, 3);
        QCOMPARE(figures.totals.reviews.resolved, 2);
        QCOMPARE(figures.totals.reviews.open, 3);
        QCOMPARE(figures.totals.reviews.opened_per_day, 1.0);
        QCOMPARE(figures.days[1].figures.reviews.opened, 1);
        QCOMPARE(figures.days[1].figures.reviews.resolved, 1);
        QCOMPARE(figures.days[1].figures.reviews.open, 0);
        QCOMPARE(figures.days[2].figures.reviews.resolved, 1);
    }

    void missingMapsByPair()
    {
        for (const int staff : {1, 2, 2})
            sql(QStringLiteral("INSERT INTO map_refusals (at_ms, service, staff, call_id) VALUES (%1, 1, %2, 'c')")
                    .arg(m_clock.now().ms())
                    .arg(staff));
        const PeriodFigures totals = read().totals;
        QCOMPARE(totals.missingMapRefusals(), 3);
        QCOMPARE(totals.missing_map_refusals.size(), 2);
        QVERIFY((totals.missing_map_refusals[0] == MapRefusal{QStringLiteral("cut"), QStringLiteral("Schnitt"),
                                                              QStringLiteral("robin"), QStringLiteral("Robin"), 2}));
    }

    void latenciesGapsAndCalls()
    {
        const Instant created = m_clock.now() - 1h;
        for (const auto delay : {1s, 2s, 30s})
            appointment({.created = created, .phases = words("synced"), .settled = created + delay});
        // Mia's colour processes from 10:00 to 10:30; a cut of hers lies in it from 10:15 to 10:45.
        const qint64 colour = appointment({.created = created});
        sql(QStringLiteral("INSERT INTO phases (appointment, position, key, name, begins_ms, ends_ms, busy, staff, "
                           "sync_status) VALUES (%1, 0, 'wait', '', %2, %3, 0, NULL, 'none')")
                .arg(colour)
                .arg(at("2025-11-26T10:00:00+01:00").ms())
                .arg(at("2025-11-26T10:30:00+01:00").ms()));
        sql(QStringLiteral("UPDATE appointments SET begins_ms = %1, ends_ms = %2 WHERE id = %3")
                .arg(at("2025-11-26T09:30:00+01:00").ms())
                .arg(at("2025-11-26T11:00:00+01:00").ms())
                .arg(colour));
        appointment({.created = created,
                     .phases = words("synced"),
                     .settled = created + 3s,
                     .begins = at("2025-11-26T10:15:00+01:00")});
        const auto call = [&](const char *name, int success, int took_us, int placeholder, int mismatch = 0) {
            sql(QStringLiteral(
                    "INSERT INTO function_calls (call_id, name, called_as, agent_version, at_ms, arguments, "
                    "answer, success, code, took_us, placeholder, mismatch) VALUES ('c', '%1', '', 17, %2, '', '', "
                    "%3, '', %4, %5, %6)")
                    .arg(QLatin1String(name))
                    .arg(created.ms())
                    .arg(success)
                    .arg(took_us)
                    .arg(placeholder)
                    .arg(mismatch));
        };
        call("start_booking", 1, 2'500, 1, 1);
        call("start_booking", 0, 900, 0);
        call("check_customer", 1, 100, 1);
        sql(QStringLiteral("INSERT INTO calls (call_id, agent_id, call_type, from_number, to_number, status, "
                           "first_seen_ms, disconnection_reason, outcome, analysis) VALUES ('c', '', '', '', '', "
                           "'ended', %1, '', '', '{\"latency\":{\"llm\":{\"values\":[500,700,900]},"
                           "\"e2e\":{\"p50\":1200,\"p95\":2000}}}')")
                .arg(created.ms()));
        sql(QStringLiteral("INSERT INTO calls (call_id, agent_id, call_type, from_number, to_number, status, "
                           "first_seen_ms, disconnection_reason, outcome, analysis, latency) VALUES ('d', '', '', '', "
                           "'', 'ended', %1, '', '', '', '{\"llm\":{\"values\":[600,700]}}')")
                .arg(created.ms()));
        const Figures figures = read();
        QCOMPARE(figures.totals.sync_latency.p50_ms.value(), 2'000.0);
        QCOMPARE(figures.totals.sync_latency.p99_ms.value(), 30'000.0);
        QCOMPARE(figures.totals.gap_minutes, 15);
        QCOMPARE(figures.totals.voice_latency.llm.p50_ms.value(), 700.0);
        QCOMPARE(figures.totals.voice_latency.e2e.p95_ms.value(), 2'000.0);
        QVERIFY(!figures.totals.voice_latency.tts.p50_ms);
        QCOMPARE(figures.functions.size(), 2);
        QVERIFY((figures.functions[1] ==
                 FunctionFigures{QStringLiteral("start_booking"), 2, 1, LatencyFigures{0.9, 2.5, 2.5}}));
        QVERIFY((figures.placeholders == QList<PlaceholderFigures>{{17, 2, 1}}));
        const QByteArray text = FigureDocument::prometheus(figures);
        for (const char *line :
             {"# TYPE salondesk_created gauge\n", "\nsalondesk_created 4\n", "\nsalondesk_sync_latency_p95_ms 30000\n",
              "\nsalondesk_functions_p95_ms{name=\"start_booking\"} 2.5\n",
              "\nsalondesk_placeholders_count{agent_version=\"17\"} 2\n",
              "\nsalondesk_placeholders_mismatches{agent_version=\"17\"} 1\n",
              "\nsalondesk_reviews_opened_per_day 0\n"})
            QVERIFY2(text.contains(line), line);
        QVERIFY(!text.contains("salondesk_voice_latency_tts"));
    }

    void theDocumentHasEveryWord()
    {
        const QJsonObject document = FigureDocument::json(read());
        const auto keys = [](const QJsonValue &value) { return value.toObject().keys().join(QLatin1Char(' ')); };
        QCOMPARE(keys(document), QStringLiteral("days from functions placeholders to totals"));
        const QString period = QStringLiteral("created due due_success_rate failed gap_minutes holds "
                                              "missing_map_refusals pending reviews sync_latency sync_success_rate "
                                              "synced verifications voice_latency");
        const QJsonValue totals = document.value(QLatin1String("totals"));
        QCOMPARE(keys(totals), period);
        QCOMPARE(keys(document.value(QLatin1String("days"))[0]),
                 QString(period).replace(QLatin1String("created due "), QLatin1String("created date due ")));
        QCOMPARE(keys(totals[QLatin1String("verifications")]), QStringLiteral("not_found recovered triggered"));
        QCOMPARE(keys(totals[QLatin1String("reviews")]), QStringLiteral("open opened opened_per_day resolved"));
        QCOMPARE(keys(totals[QLatin1String("missing_map_refusals")]), QStringLiteral("items total"));
        QCOMPARE(keys(totals[QLatin1String("sync_latency")]), QStringLiteral("p50_ms p95_ms p99_ms"));
        QCOMPARE(keys(totals[QLatin1String("holds")]), QStringLiteral("converted expired placed"));
        QCOMPARE(keys(totals[QLatin1String("voice_latency")]), QStringLiteral("e2e llm tts"));
    }

    /// Whoever may call functions chooses their names: a thousand of them are one series.
    void wordsFromOutsideDoNotGrowTheSeries()
    {
        const auto insert = [&](const QString &name, int version) {
            sql(QStringLiteral(
                    "INSERT INTO function_calls (call_id, name, called_as, agent_version, at_ms, arguments, answer, "
                    "success, code, took_us, placeholder) VALUES ('c', '%1', '%1', %2, %3, '{}', '{}', 0, '', 1000, "
                    "1)")
                    .arg(name)
                    .arg(version)
                    .arg(m_clock.now().ms()));
        };
        insert(QStringLiteral("check_customer"), 7);
        const qsizetype before = FigureDocument::prometheus(read()).count('\n');
        for (int i = 0; i < 1000; ++i)
            insert(QStringLiteral("made_up_%1").arg(i), 7);
        const Figures figures = read();
        QCOMPARE(figures.functions.size(), 2);
        QCOMPARE(figures.functions.last().name, QStringLiteral("unknown"));
        QCOMPARE(figures.functions.last().count, 1000);
        QCOMPARE(figures.functions.last().errors, 1000);
        const QByteArray text = FigureDocument::prometheus(figures);
        QVERIFY(!text.contains("made_up"));
        QCOMPARE(text.count('\n'), before + 5); // its five figures

        for (int i = 0; i < 100; ++i)
            insert(QStringLiteral("check_customer"), 1000 + i);
        const QList<PlaceholderFigures> rows = read().placeholders;
        QVERIFY2(rows.size() <= 21, qPrintable(QString::number(rows.size())));
        QCOMPARE(rows.first().agent_version, -1);
        int all = 0;
        for (const PlaceholderFigures &row : rows)
            all += row.count;
        QCOMPARE(all, 1101);
    }

    void percentilesAreNearestRank()
    {
        Samples samples;
        QVERIFY(samples.percentiles() == LatencyFigures());
        for (int i = 100; i >= 1; --i)
            samples.add(i);
        QVERIFY((samples.percentiles() == LatencyFigures{50, 95, 99}));
    }

private:
    struct Made {
        Instant created = Instant::fromMs(1'764'057'600'000) - 1h;
        QString status = QStringLiteral("confirmed");
        QString source = QStringLiteral("phone");
        QStringList phases; // sync status of each busy one
        int sends = 1;
        bool test = false;
        std::optional<Instant> settled;
        std::optional<Instant> begins; // else each an hour apart, so that nothing overlaps by chance
    };

    static QStringList words(const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); }
    Instant at(const char *iso) const { return m_zone.parseIso(QString::fromLatin1(iso)).value(); }
    void sql(const QString &statement)
    {
        if (const auto done = m_connection->run(statement); !done)
            qFatal("%s", qPrintable(done.error().detail));
    }
    void sql(const char *statement) { sql(QString::fromUtf8(statement)); }

    qint64 appointment(const Made &made)
    {
        const Instant begins = made.begins.value_or(m_clock.now() + std::chrono::hours(48 + m_made));
        auto transaction = Transaction::begin(*m_connection, m_clock);
        Query insert(*transaction,
                     "INSERT INTO appointments (branch, service, staff, customer, attendee_name, begins_ms, ends_ms, "
                     "status, source, call_id, notes, cancel_reason, overbooked, test, created_at_ms, version) "
                     "VALUES (1, 1, 1, 1, '', ?, ?, ?, ?, '', '', '', 0, ?, ?, 1) RETURNING id");
        const qint64 id = *insert.bind(begins)
                               .bind(begins + 30min)
                               .bind(made.status)
                               .bind(made.source)
                               .bind(made.test)
                               .bind(made.created)
                               .execReturningId();
        int position = 0;
        for (const QString &sync_status : made.phases) {
            Query phase(*transaction, "INSERT INTO phases (appointment, position, key, name, begins_ms, ends_ms, busy, "
                                      "staff, sync_status) VALUES (?, ?, 'A', '', ?, ?, 1, 1, ?) RETURNING id");
            const qint64 phase_id =
                *phase.bind(id).bind(++position).bind(begins).bind(begins + 30min).bind(sync_status).execReturningId();
            addOutbox(*transaction, id, phase_id, made);
        }
        if (!transaction->commit())
            qFatal("the appointment was not stored");
        m_made += made.phases.isEmpty() ? 0 : 1;
        return id;
    }
    void addOutbox(Transaction &transaction, qint64 appointment, qint64 phase, const Made &made)
    {
        Query outbox(transaction, "INSERT INTO outbox (appointment, phase, operation, version, state, operation_uuid, "
                                  "begins_ms, calcom_uid, sends, lookups, last_result, due_at_ms, created_at_ms, "
                                  "settled_at_ms) VALUES (?, ?, 'create', 1, 'done', ?, 0, '', ?, 0, '', 0, ?, ?)");
        const auto done = outbox.bind(appointment)
                              .bind(phase)
                              .bind(QStringLiteral("uuid-%1").arg(phase))
                              .bind(made.sends)
                              .bind(made.created)
                              .bind(made.settled)
                              .exec();
        if (!done)
            qFatal("%s", qPrintable(done.error().detail));
    }
    /// Look-ups for the appointment's next outbox row that has none yet.
    void verify(qint64 appointment, const QStringList &outcomes, const char *state = "done")
    {
        Query outbox(*m_connection, "SELECT id, phase FROM outbox WHERE appointment = ? AND id NOT IN "
                                    "(SELECT outbox FROM attempts) ORDER BY id");
        QVERIFY(outbox.bind(appointment).fetch().value());
        const qint64 id = outbox.int64(0);
        const qint64 phase = outbox.int64(1);
        sql(QStringLiteral("UPDATE outbox SET state = '%1' WHERE id = %2").arg(QLatin1String(state)).arg(id));
        for (const QString &outcome : outcomes)
            sql(QStringLiteral(
                    "INSERT INTO attempts (outbox, appointment, phase, phase_key, at_ms, operation, outcome, "
                    "error, request_id) VALUES (%1, %2, %3, 'A', 0, 'verify', '%4', '', '')")
                    .arg(id)
                    .arg(appointment)
                    .arg(phase)
                    .arg(outcome));
    }
    void review(qint64 appointment, const char *state, Instant opened, std::optional<Instant> closed = {})
    {
        sql(QStringLiteral(
                "INSERT INTO reviews (appointment, cause, group_key, evidence, state, opened_at_ms, "
                "closed_at_ms, owner, settled_reason, again) VALUES (%1, 'conflict', '', '{}', '%2', %3, %4, "
                "'', '', 0)")
                .arg(appointment == 0 ? QStringLiteral("NULL") : QString::number(appointment), QLatin1String(state))
                .arg(opened.ms())
                .arg(closed ? QString::number(closed->ms()) : QStringLiteral("NULL")));
    }
    Figures read()
    {
        auto figures = FigureReader::read(*m_connection, m_zone, m_clock.now(), 3);
        if (!figures)
            qFatal("%s", qPrintable(figures.error().detail));
        return *figures;
    }

    test::ManualClock m_clock;
    Zone m_zone{QStringLiteral("Europe/Berlin")};
    std::unique_ptr<test::ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
    int m_made = 0;
};

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
