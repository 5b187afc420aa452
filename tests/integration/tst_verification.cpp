// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/outboxtable.h"
#include "core/storage/settingtable.h"
#include "core/sync/review/reviewactions.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

namespace
{

const QString kMia = QStringLiteral("mia");
const QString kCut = QStringLiteral("cut");
const QString kPerm = QStringLiteral("perm");

} // namespace

/// What a look-up finds is not always what was sent: others act between the send and the look. On both databases.
class TestVerification : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<SyncScene> m_scene;

    AppointmentId synced() const
    {
        const AppointmentId id = m_scene->book(kCut, kMia, 10);
        m_scene->startWorker();
        m_scene->runUntilSettled();
        return id;
    }
    QString uid(AppointmentId id) const { return m_scene->appointment(id).phases.first().calcom_uid; }
    QString moveThere(const QString &uid, int hour) const
    {
        return m_scene
            ->elsewhere("POST", QStringLiteral("/v2/bookings/%1/reschedule").arg(uid),
                        {{QStringLiteral("start"), calcom::utcText(m_scene->at(hour))}})
            .value(u"uid")
            .toString();
    }
    void forgetSight() const
    {
        auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
        VERIFY_DONE(tx);
        VERIFY_DONE(SettingTable::set(*tx, QStringLiteral("key_sight"), QStringLiteral("{}")));
        VERIFY_DONE(tx->commit());
    }
    void learn(const KeySight::Seen &seen) const
    {
        auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
        VERIFY_DONE(tx);
        VERIFY_DONE(KeySight::learn(*tx, QStringLiteral("salon"), seen));
        VERIFY_DONE(tx->commit());
    }
    QString onlyRemoteUid() const
    {
        const QList<QJsonObject> bookings = m_scene->remoteBookings();
        return bookings.size() == 1 ? bookings.first().value(u"uid").toString() : QString();
    }
    void isReviewedAsChanged(AppointmentId id, const QString &uid) const
    {
        QCOMPARE(m_scene->reviews().size(), 1);
        QCOMPARE(word(m_scene->reviews().first().cause), word(ReviewCause::RemoteChanged));
        const Phase phase = m_scene->appointment(id).phases.first();
        QCOMPARE(word(phase.sync_status), word(SyncStatus::Review));
        QCOMPARE(phase.calcom_uid, uid);
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

    /// The answer is lost; before the look-up a guest has moved it, within the day or to another.
    void ourBookingAtAnotherTimeIsNoSuccess_data()
    {
        QTest::addColumn<int>("hour");
        QTest::newRow("later that day") << 15;
        QTest::newRow("another day") << 24 + 15;
    }
    void ourBookingAtAnotherTimeIsNoSuccess()
    {
        QFETCH(int, hour);
        m_scene->transport->trouble(0, Trouble::LostAfter);
        const AppointmentId id = m_scene->book(kCut, kMia, 10);
        m_scene->startWorker();
        m_scene->runFor(1s);
        const QString moved = m_scene
                                  ->elsewhere("POST", QStringLiteral("/v2/bookings/%1/reschedule").arg(onlyRemoteUid()),
                                              {{QStringLiteral("start"), calcom::utcText(m_scene->at(0) + hour * 1h)}})
                                  .value(u"uid")
                                  .toString();
        m_scene->runUntilSettled();
        isReviewedAsChanged(id, moved);
        QCOMPARE(m_scene->transport->count(QStringLiteral("POST /v2/bookings")), 1);
        QCOMPARE(m_scene->appointment(id).span.begin, m_scene->at(10));
    }

    void anotherHostIsNoSuccess()
    {
        m_scene->transport->trouble(0, Trouble::LostAfter);
        const AppointmentId id = m_scene->book(kCut, kMia, 10);
        m_scene->startWorker();
        m_scene->runFor(1s);
        const QString there = onlyRemoteUid();
        m_scene->sandbox->world().booking(there)->host =
            *m_scene->catalogue.member(QStringLiteral("robin"))->calcom_user_id;
        m_scene->runUntilSettled();
        isReviewedAsChanged(id, there);
    }

    /// What the desk wants now is told; nobody else has touched it.
    void ourOwnNewerTimeIsNoCase()
    {
        m_scene->transport->trouble(0, Trouble::LostAfter);
        const AppointmentId id = m_scene->book(kCut, kMia, 10);
        m_scene->startWorker();
        m_scene->runFor(1s);
        m_scene->move(id, 14);
        m_scene->runUntilSettled();
        QVERIFY(m_scene->reviews().isEmpty());
        QCOMPARE(m_scene->endState(id),
                 QStringLiteral("A synced 2025-11-26T13:00:00.000Z A with 900101\n1 bookings, 0 reviews"));
    }

    /// Cal.com says "cancelled already" of a booking that a guest has moved: it lives on under another uid.
    void cancelledAlreadyIsLookedUp()
    {
        const AppointmentId id = synced();
        moveThere(uid(id), 15);
        m_scene->cancel(id);
        m_scene->kick();
        m_scene->runUntilSettled();
        QCOMPARE(m_scene->remoteBookings().size(), 0);
        QVERIFY(m_scene->reviews().isEmpty());
    }

    void cancelledAlreadyIsASuccess()
    {
        const AppointmentId id = synced();
        m_scene->elsewhere("POST", QStringLiteral("/v2/bookings/%1/cancel").arg(uid(id)),
                           {{QStringLiteral("cancellationReason"), QStringLiteral("ill")}});
        m_scene->cancel(id);
        m_scene->kick();
        m_scene->runUntilSettled();
        QVERIFY(m_scene->reviews().isEmpty());
        QCOMPARE(OutboxTable::derived(m_scene->appointment(id).phases), SyncStatus::Synced);
    }

    /// A guest moved it, and nobody told us; the desk moves it elsewhere.
    void aGuestsMoveIsNotOverridden()
    {
        const AppointmentId id = synced();
        const QString moved = moveThere(uid(id), 15);
        m_scene->move(id, 12);
        m_scene->kick();
        m_scene->runUntilSettled();
        isReviewedAsChanged(id, moved);
        QCOMPARE(onlyRemoteUid(), moved);
    }

    void whatAPersonThenPushesIsTold()
    {
        const AppointmentId id = synced();
        moveThere(uid(id), 15);
        m_scene->move(id, 12);
        m_scene->kick();
        m_scene->runUntilSettled();
        auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
        VERIFY_DONE(tx);
        VERIFY_DONE(ReviewActions::push(*tx, m_scene->random, m_scene->reviews().first().id, QStringLiteral("desk")));
        VERIFY_DONE(tx->commit());
        m_scene->kick();
        m_scene->runUntilSettled();
        QCOMPARE(m_scene->endState(id),
                 QStringLiteral("A synced 2025-11-26T11:00:00.000Z A with 900101\n1 bookings, 0 reviews"));
    }

    /// Our move's answer is lost, and then a guest moves it on.
    void movedOnceMoreByAGuest()
    {
        const AppointmentId id = synced();
        m_scene->transport->trouble(0, Trouble::LostAfter);
        m_scene->move(id, 12);
        m_scene->kick();
        m_scene->runFor(1s);
        const QString moved = moveThere(onlyRemoteUid(), 15);
        QVERIFY(!moved.isEmpty());
        m_scene->runUntilSettled();
        isReviewedAsChanged(id, moved);
    }

    /// A proxy sent our create twice, and both were taken.
    void aSecondOneOfOursIsTakenBack()
    {
        m_scene->transport->trouble(0, Trouble::LostAfter);
        const AppointmentId id = m_scene->book(kCut, kMia, 10);
        m_scene->startWorker();
        m_scene->runFor(1s);
        const QString first = onlyRemoteUid();
        for (int i = 1; i <= 2; ++i) {
            sandbox::Booking twin = *m_scene->sandbox->world().booking(first);
            twin.uid = QStringLiteral("twin-%1").arg(i);
            twin.id += 100 + i;
            twin.created = twin.created + i * 1s;
            m_scene->sandbox->world().bookings.append(twin);
        }
        m_scene->runUntilSettled();
        QCOMPARE(onlyRemoteUid(), first);
        QCOMPARE(m_scene->endState(id),
                 QStringLiteral("A synced 2025-11-26T09:00:00.000Z A with 900101\n1 bookings, 0 reviews"));
    }

    /// Robin's key lists Robin's bookings: that Mia's is not among them says nothing.
    void absenceIsNotProvedByAKeyThatDoesNotShowIt_data()
    {
        QTest::addColumn<int>("trouble");
        QTest::newRow("made, answer lost") << int(Trouble::LostAfter);
        QTest::newRow("lost before it was made") << int(Trouble::LostBefore);
        QTest::newRow("made, but told that it is taken") << int(Trouble::DoneButAnswered400);
    }
    void absenceIsNotProvedByAKeyThatDoesNotShowIt()
    {
        QFETCH(int, trouble);
        m_scene->settings.salon_key = "cal_test_staff_robin";
        const auto robin = *m_scene->catalogue.member(QStringLiteral("robin"))->calcom_user_id;
        forgetSight();
        learn({robin, {robin}});
        m_scene->transport->trouble(0, Trouble(trouble));
        const AppointmentId id = m_scene->book(kCut, kMia, 10);
        m_scene->startWorker();
        m_scene->runUntilSettled();
        QCOMPARE(m_scene->transport->count(QStringLiteral("POST /v2/bookings")), 1);
        QCOMPARE(m_scene->reviews().size(), 1);
        QCOMPARE(word(m_scene->reviews().first().cause), word(ReviewCause::NotConfirmed));
        QVERIFY(m_scene->attempts(id).last().error.contains(QStringLiteral("does not show")));
    }

    void theTeamsListShowsTheTeamsBookings()
    {
        forgetSight();
        for (sandbox::EventType &type : m_scene->sandbox->world().event_types) {
            type.hosts = {{type.owner, true}};
            type.owner = 0;
            type.scheduling = QStringLiteral("roundRobin");
        }
        m_scene->settings.salon_key = "cal_test_staff_robin";
        m_scene->settings.layout = EventTypeLayout::RoundRobin;
        m_scene->settings.team = 1;
        m_scene->transport->trouble(0, Trouble::LostBefore);
        const AppointmentId id = m_scene->book(kCut, kMia, 10);
        m_scene->startWorker();
        m_scene->runUntilSettled();
        QVERIFY(m_scene->endState(id).startsWith(
            QStringLiteral("A synced 2025-11-26T09:00:00.000Z A with 900101\n1 bookings")));
        QCOMPARE(m_scene->transport->count(QStringLiteral("POST /v2/bookings")), 2);
    }

    /// A comparison asks each key whose it is and which event types are its owner's.
    void sightIsLearntByComparing()
    {
        forgetSight();
        const auto mia = *m_scene->catalogue.member(kMia)->calcom_user_id;
        const auto robin = *m_scene->catalogue.member(QStringLiteral("robin"))->calcom_user_id;
        m_scene->settings.staff_keys.insert(QStringLiteral("robin"), "cal_test_staff_robin");
        m_scene->startWorker();
        m_scene->startReconciler();
        m_scene->runFor(10s);
        const auto sight = KeySight::read(*m_scene->connection);
        VERIFY_DONE(sight);
        QVERIFY(sight->sees(QStringLiteral("salon"), mia));
        QVERIFY(sight->sees(QStringLiteral("staff robin"), robin));
        QVERIFY(!sight->sees(QStringLiteral("staff robin"), mia));
        QVERIFY(!sight->sees(QStringLiteral("staff robin"), 0));
    }

    void anotherOwnersKeyShowsNothingYet()
    {
        forgetSight();
        learn({5, {5, 6}});
        learn({7, {7}});
        const auto sight = KeySight::read(*m_scene->connection);
        VERIFY_DONE(sight);
        QVERIFY(sight->sees(QStringLiteral("salon"), 7));
        QVERIFY(!sight->sees(QStringLiteral("salon"), 6));
    }

    /// A uid opens its booking to anybody: it is not for attempts and reviews.
    void uidsStayOutOfTheEvidence()
    {
        const AppointmentId id = synced();
        const QString secret = uid(id);
        moveThere(secret, 15);
        m_scene->move(id, 12);
        m_scene->kick();
        m_scene->runUntilSettled();
        QVERIFY(m_scene->attempts(id).size() > 1);
        for (const Attempt &attempt : m_scene->attempts(id))
            QVERIFY2(!attempt.error.contains(secret), qPrintable(attempt.error));
    }
};

QTEST_GUILESS_MAIN(TestVerification)
#include "tst_verification.moc"
