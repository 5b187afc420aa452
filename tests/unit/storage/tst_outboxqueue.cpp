// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/outboxqueue.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

#include <QTest>

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

/// In which order the outbox is worked off, and that finding the next row never means reading them all.
class TestOutboxQueue : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<SyncScene> m_scene;
    const QString m_cut = QStringLiteral("cut");
    const QString m_perm = QStringLiteral("perm");
    const QString m_mia = QStringLiteral("mia");
    const QString m_robin = QStringLiteral("robin");

    Connection &db() { return *m_scene->connection; }

    void run(const QString &sql)
    {
        auto tx = Transaction::begin(db(), m_scene->clock);
        QVERIFY(tx && Query(*tx, sql).exec() && tx->commit());
    }

    QList<AppointmentId> live()
    {
        const auto found = OutboxQueue::live(db(), m_scene->clock.now(), 100);
        return found.value_or(QList<AppointmentId>());
    }

    QList<AppointmentId> backlog(const QList<StaffId> &resting = {}, const OutboxQueue::Place &after = {},
                                 int limit = 100)
    {
        const auto heads = OutboxQueue::backlog(db(), m_scene->clock.now(), after, limit, resting);
        QList<AppointmentId> found;
        for (const OutboxQueue::Head &head : heads.value_or(QList<OutboxQueue::Head>()))
            if (!found.contains(head.appointment))
                found.append(head.appointment);
        return found;
    }

    void settle(AppointmentId id, OutboxState state, Instant due)
    {
        auto tx = Transaction::begin(db(), m_scene->clock);
        QVERIFY(tx.has_value());
        for (OutboxRow row : m_scene->rows(id)) {
            row.state = state;
            row.due = due;
            VERIFY_DONE(OutboxTable::update(*tx, row));
        }
        VERIFY_DONE(tx->commit());
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

    void theEarliestAppointmentIsNext()
    {
        const AppointmentId late = m_scene->book(m_perm, m_mia, 15);
        const AppointmentId early = m_scene->book(m_perm, m_mia, 9);
        const AppointmentId between = m_scene->book(m_cut, m_robin, 12);
        settle(between, OutboxState::Waiting, m_scene->clock.now());
        QCOMPARE(backlog(), (QList<AppointmentId>{early, between, late}));
        QCOMPARE(backlog({}, {}, 1), QList<AppointmentId>{early});
    }

    void itGoesOnBehindAPlace()
    {
        const AppointmentId early = m_scene->book(m_cut, m_mia, 9);
        const AppointmentId twin = m_scene->book(m_cut, m_robin, 9);
        const AppointmentId late = m_scene->book(m_cut, m_mia, 15);
        const OutboxRow first = m_scene->rows(early).first();
        QCOMPARE(backlog({}, {first.begins, first.id}), (QList<AppointmentId>{twin, late}));
    }

    void whatWaitsIsNotDueBefore()
    {
        const AppointmentId id = m_scene->book(m_cut, m_mia, 9);
        settle(id, OutboxState::Waiting, m_scene->clock.now() + 1s);
        QVERIFY(backlog().isEmpty());
        QVERIFY(live().isEmpty());
        m_scene->clock.advance(1s);
        QCOMPARE(backlog(), QList<AppointmentId>{id});
        QCOMPARE(live(), QList<AppointmentId>{id});
    }

    void whoseKeyRestsStandsBeforeNobody()
    {
        m_scene->book(m_cut, m_mia, 9);
        const AppointmentId other = m_scene->book(m_cut, m_robin, 15);
        const StaffId mia = m_scene->catalogue.member(m_mia)->id;
        QCOMPARE(backlog({mia}), QList<AppointmentId>{other});
        const auto fresh = OutboxQueue::live(db(), m_scene->clock.now(), 100, {mia});
        QCOMPARE(fresh.value_or(QList<AppointmentId>()), QList<AppointmentId>{other});
    }

    void liveIsWhatWasBookedInTheLastMinutes()
    {
        const AppointmentId first = m_scene->book(m_cut, m_mia, 15);
        m_scene->clock.advance(4min);
        const AppointmentId second = m_scene->book(m_cut, m_mia, 9);
        QCOMPARE(live(), (QList<AppointmentId>{first, second}));
        m_scene->clock.advance(61s);
        QCOMPARE(live(), QList<AppointmentId>{second});
    }

    void liveIsWhatACallNotEndedHasBooked()
    {
        const AppointmentId id = m_scene->book(m_cut, m_mia, 15);
        run(QStringLiteral("INSERT INTO calls (call_id, agent_id, call_type, from_number, to_number, status, "
                           "first_seen_ms, disconnection_reason, outcome, analysis) "
                           "VALUES ('call_1', '', '', '', '', 'ongoing', %1, '', '', '{}')")
                .arg(m_scene->clock.now().ms()));
        run(QStringLiteral("UPDATE appointments SET call_id = 'call_1' WHERE id = %1").arg(id.value));
        m_scene->clock.advance(20min);
        QCOMPARE(live(), QList<AppointmentId>{id});
        run(QStringLiteral("UPDATE calls SET status = 'ended'"));
        QVERIFY(live().isEmpty());
        run(QStringLiteral("UPDATE calls SET status = 'ongoing'"));
        m_scene->clock.advance(11min); // its end was lost
        QVERIFY(live().isEmpty());
    }

    void anImportIsNoLiveCall()
    {
        m_scene->book(m_cut, m_mia, 15);
        run(QStringLiteral("UPDATE appointments SET source = 'import'"));
        QVERIFY(live().isEmpty());
        QCOMPARE(backlog().size(), 1);
    }

    void aRowWaitsForOlderOnesOfItsPhase()
    {
        const AppointmentId id = m_scene->book(m_cut, m_mia, 9);
        settle(id, OutboxState::Sending, m_scene->clock.now());
        auto tx = Transaction::begin(db(), m_scene->clock);
        QVERIFY(tx.has_value());
        OutboxRow next = m_scene->rows(id).first();
        next.operation = SyncOperation::Cancel;
        next.state = OutboxState::Pending;
        next.operation_uuid.clear();
        QVERIFY(OutboxTable::add(*tx, m_scene->random, next).has_value());
        VERIFY_DONE(tx->commit());
        QVERIFY(backlog().isEmpty());
        QVERIFY(live().isEmpty());
        QVERIFY(OutboxQueue::sendable(m_scene->rows(id), m_scene->clock.now()).isEmpty());
        settle(id, OutboxState::Done, m_scene->clock.now());
        run(QStringLiteral("UPDATE outbox SET state = 'pending' WHERE operation = 'cancel'"));
        QCOMPARE(backlog(), QList<AppointmentId>{id});
        QCOMPARE(OutboxQueue::sendable(m_scene->rows(id), m_scene->clock.now()).size(), 1);
    }

    void lookupsComeAsTheyFellDue()
    {
        const AppointmentId late = m_scene->book(m_cut, m_mia, 9);
        const AppointmentId early = m_scene->book(m_cut, m_mia, 15);
        settle(late, OutboxState::Verifying, m_scene->clock.now());
        settle(early, OutboxState::Verifying, m_scene->clock.now() - 3s);
        const OutboxId first = m_scene->rows(early).first().id;
        const OutboxId second = m_scene->rows(late).first().id;
        const auto found = OutboxQueue::lookups(db(), m_scene->clock.now(), 5, {});
        QCOMPARE(found.value_or(QList<OutboxId>()), (QList<OutboxId>{first, second}));
        const auto others = OutboxQueue::lookups(db(), m_scene->clock.now(), 1, {first.value});
        QCOMPARE(others.value_or(QList<OutboxId>()), QList<OutboxId>{second});
        QVERIFY(backlog().isEmpty());
        const auto due = OutboxQueue::nextDue(db(), {});
        QCOMPARE(due.value().value(), m_scene->clock.now() - 3s);
    }

    /// With 100 000 rows waiting: an index leads to the first ones, in their order. No table is read, nothing sorted.
    void theNextRowsAreFoundByIndexAlone()
    {
        if (!m_database->isSqlite())
            QSKIP("PostgreSQL plans by what a table holds; SQLite by the indexes alone, the same there");
        for (const QString &statement : OutboxQueue::statements()) {
            Query query(db(), QStringLiteral("EXPLAIN QUERY PLAN ") + statement);
            for (qsizetype i = 0; i < statement.count(u'?'); ++i)
                query.bind(1);
            VERIFY_DONE(query.exec());
            int steps = 0;
            for (; query.next(); ++steps) {
                const QString step = query.text(3);
                QVERIFY2(!step.startsWith(u"SCAN"), qPrintable(step + QStringLiteral("\nin ") + statement));
                QVERIFY2(!step.contains(u"TEMP B-TREE"), qPrintable(step + QStringLiteral("\nin ") + statement));
            }
            QVERIFY(steps > 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestOutboxQueue)
#include "tst_outboxqueue.moc"
