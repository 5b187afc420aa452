// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/outboxtable.h"
#include "core/storage/reviewtable.h"
#include "core/sync/review/reviewactions.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

#include <QJsonArray>

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

namespace
{

const QString kMia = QStringLiteral("mia");
const QString kCut = QStringLiteral("cut");
const QString kAnna = QStringLiteral("Anna");

} // namespace

/// What a person decides about a case of the review queue, and what of it can be taken back; on both databases.
class TestReviewDecisions : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<SyncScene> m_scene;

    template <typename Act>
    Result<void> decide(Act act)
    {
        auto tx = need(Transaction::begin(*m_scene->connection, m_scene->clock));
        if (auto done = act(tx); !done)
            return done;
        return tx.commit();
    }
    Result<void> undo(ReviewId id)
    {
        return decide([&](Transaction &tx) { return ReviewActions::undo(tx, id, kAnna); });
    }
    Result<void> settle(ReviewId id)
    {
        return decide([&](Transaction &tx) { return ReviewActions::settle(tx, id, kAnna, QStringLiteral("called")); });
    }
    ReviewItem item(ReviewId id) { return need(ReviewTable::read(*m_scene->connection, id, m_scene->clock.now())); }

    /// Cal.com refuses it, for good.
    ReviewId refused()
    {
        if (!m_scene->sandbox->setFaults(R"([{"match":{"method":"POST","path":"/v2/bookings","nth":1},)"
                                         R"("effect":{"status":422,"message":"Invalid option"}}])"))
            qFatal("the sandbox does not know this effect");
        m_appointment = m_scene->book(kCut, kMia, 10);
        m_scene->startWorker();
        m_scene->runUntilSettled();
        return m_scene->reviews().first().id;
    }
    AppointmentId m_appointment;

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_scene = std::make_unique<SyncScene>(*m_database);
    }
    void cleanup() { m_scene.reset(); }

    void settlingIsTakenBack()
    {
        const ReviewId id = refused();
        const QList<OutboxRow> stuck = m_scene->rows(m_appointment);
        VERIFY_DONE(settle(id));
        QCOMPARE(m_scene->rows(m_appointment).first().state, OutboxState::Done);
        VERIFY_DONE(undo(id));
        QCOMPARE(item(id).state, ReviewState::Open);
        QVERIFY(item(id).settled_reason.isEmpty());
        QCOMPARE(m_scene->rows(m_appointment), stuck);
        VERIFY_DONE(decide([&](Transaction &tx) { return ReviewActions::retry(tx, id, kAnna); }));
        m_scene->kick();
        m_scene->runUntilSettled();
        QCOMPARE(m_scene->remoteBookings().size(), 1); // it goes on as if nothing had been
        QVERIFY(m_scene->reviews().isEmpty());
    }

    void oneAfterTheOther()
    {
        const ReviewId id = refused();
        VERIFY_DONE(
            decide([&](Transaction &tx) { return ReviewActions::assign(tx, id, kAnna, QStringLiteral("Ben")); }));
        VERIFY_DONE(decide([&](Transaction &tx) { return ReviewActions::ignore(tx, id, kAnna); }));
        VERIFY_DONE(undo(id));
        QCOMPARE(item(id).state, ReviewState::Open);
        QCOMPARE(item(id).owner, QStringLiteral("Ben"));
        VERIFY_DONE(undo(id));
        QVERIFY(item(id).owner.isEmpty());
        QVERIFY(undo(id).error().code == ErrorCode::Refused); // nothing is left
    }

    void aSnoozeComesBackAsItWas()
    {
        const ReviewId id = refused();
        const Instant until = m_scene->at(8);
        VERIFY_DONE(decide([&](Transaction &tx) { return ReviewActions::snooze(tx, id, kAnna, until); }));
        VERIFY_DONE(settle(id));
        VERIFY_DONE(undo(id));
        QCOMPARE(item(id).state, ReviewState::Snoozed);
        QVERIFY(item(id).snoozed_until == until);
        m_scene->clock.set(until);
        QVERIFY(undo(id).error().code == ErrorCode::Refused); // it came back by itself
        QCOMPARE(item(id).state, ReviewState::Open);
    }

    void whatIsOpenAgainStays()
    {
        const ReviewId id = refused();
        VERIFY_DONE(settle(id));
        ReviewItem again = item(id);
        VERIFY_DONE(decide([&](Transaction &tx) -> Result<void> {
            const auto opened = ReviewTable::open(tx, again);
            return opened ? Result<void>() : Result<void>(opened.error());
        }));
        QVERIFY(undo(id).error().code == ErrorCode::Refused);
        QCOMPARE(item(id).state, ReviewState::Settled);
    }

    void whatWasSentStaysSent()
    {
        const ReviewId id = refused();
        VERIFY_DONE(decide([&](Transaction &tx) { return ReviewActions::retry(tx, id, kAnna); }));
        QVERIFY(undo(id).error().code == ErrorCode::Refused);
    }

    void ignoredUntilItGetsWorse()
    {
        const ReviewId id = refused();
        VERIFY_DONE(decide([&](Transaction &tx) { return ReviewActions::ignore(tx, id, kAnna); }));
        const auto seen = [&](const char *phase) {
            ReviewItem more = item(id);
            more.evidence = {{QStringLiteral("phases"),
                              QJsonArray{QJsonObject{{QStringLiteral("phase"), QString::fromLatin1(phase)},
                                                     {QStringLiteral("operation"), QStringLiteral("create")}}}}};
            VERIFY_DONE(decide([&](Transaction &tx) -> Result<void> {
                const auto opened = ReviewTable::open(tx, more);
                return opened ? Result<void>() : Result<void>(opened.error());
            }));
        };
        seen("A");
        QCOMPARE(item(id).state, ReviewState::Snoozed);
        m_scene->clock.advance(24h * 30);
        QCOMPARE(item(id).state, ReviewState::Snoozed); // time alone changes nothing
        seen("B");
        QCOMPARE(item(id).state, ReviewState::Open);
        QCOMPARE(item(id).again, 1);
    }

    void aSecondOneIsTakenBack()
    {
        m_scene->startWorker();
        m_scene->startEvents();
        const AppointmentId id = m_scene->book(kCut, kMia, 10);
        m_scene->runUntilSettled();
        m_scene->runFor(5s);
        const QJsonObject ours = m_scene->remoteBookings().first();
        const EventMap *map = m_scene->catalogue.eventMap(m_scene->catalogue.member(kMia)->id,
                                                          m_scene->catalogue.service(kCut)->id, QStringLiteral("A"));
        m_scene->elsewhere(
            "POST", QStringLiteral("/v2/bookings"),
            {{QStringLiteral("start"), calcom::utcText(m_scene->at(12))},
             {QStringLiteral("eventTypeId"), qint64(map->bookableId())},
             {QStringLiteral("metadata"), ours.value(u"metadata")},
             {QStringLiteral("attendee"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Lena Vogt")},
                                                      {QStringLiteral("email"), QStringLiteral("lena@example.com")},
                                                      {QStringLiteral("timeZone"), QStringLiteral("Europe/Berlin")}}}});
        m_scene->runFor(5s);
        QCOMPARE(m_scene->remoteBookings().size(), 2);
        const ReviewId review = m_scene->reviews().first().id;
        QVERIFY(item(review).cause == ReviewCause::Duplicate);
        VERIFY_DONE(decide([&](Transaction &tx) { return ReviewActions::push(tx, m_scene->random, review, kAnna); }));
        m_scene->kick();
        m_scene->runUntilSettled();
        m_scene->runFor(5s);
        QCOMPARE(m_scene->remoteBookings().size(), 1);
        QCOMPARE(m_scene->remoteBookings().first().value(u"uid"), ours.value(u"uid"));
        QCOMPARE(m_scene->appointment(id).phases.first().sync_status, SyncStatus::Synced);
        QCOMPARE(m_scene->appointment(id).phases.first().calcom_uid, ours.value(u"uid").toString());
        QVERIFY(m_scene->reviews().isEmpty());
        QVERIFY(undo(review).error().code == ErrorCode::Refused); // it was sent
    }

    void theTimelineSaysWhatWasAsked()
    {
        refused();
        const QList<Attempt> attempts = m_scene->attempts(m_appointment);
        const QString request = attempts.first().request;
        QVERIFY2(request.startsWith(QLatin1String("POST /v2/bookings\n")), qPrintable(request));
        QVERIFY2(request.contains(QLatin1String("start: 2025-11-26T")), qPrintable(request));
        QVERIFY2(request.contains(u"attendee: …"), qPrintable(request));
        QVERIFY2(!request.contains(QLatin1String("@")), qPrintable(request));
    }

    void uidsAreNotWrittenDown()
    {
        m_appointment = m_scene->book(kCut, kMia, 10);
        m_scene->startWorker();
        m_scene->runUntilSettled();
        const QString uid = m_scene->appointment(m_appointment).phases.first().calcom_uid;
        QVERIFY(!uid.isEmpty());
        m_scene->cancel(m_appointment);
        m_scene->kick();
        m_scene->runUntilSettled();
        const QString request = m_scene->attempts(m_appointment).last().request;
        QVERIFY2(request.startsWith(u"POST /v2/bookings/…/cancel"), qPrintable(request));
        QVERIFY(!request.contains(uid));
    }
};

QTEST_GUILESS_MAIN(TestReviewDecisions)
#include "tst_reviewdecisions.moc"
