// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/outboxtable.h"
#include "core/sync/review/reviewactions.h"
#include "core/sync/syncswitch.h"
#include "tests/support/syncscene.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

namespace
{

const QString kCreate = QStringLiteral("POST /v2/bookings");
const QString kList = QStringLiteral("GET /v2/bookings");
const QString kMia = QStringLiteral("mia");
const QString kCut = QStringLiteral("cut");
const QString kPerm = QStringLiteral("perm");

constexpr const char *kHidden =
    R"([{"match":{"method":"POST","path":"/v2/bookings","nth":1},"effect":{"commit_then_status":400,)"
    R"("message":"Something new","visible_after_ms":3600000}}])";

QStringList outcomes(const QList<Attempt> &attempts)
{
    QStringList words;
    for (const Attempt &attempt : attempts)
        words.append(attempt.operation + QLatin1Char(' ') + word(attempt.outcome));
    return words;
}

} // namespace

/// The mirror as a whole, against the sandbox, on both databases.
class TestSyncWorker : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<SyncScene> m_scene;

    void faults(const char *json)
    {
        if (auto set = m_scene->sandbox->setFaults(json); !set)
            qFatal("%s", qPrintable(set.error().detail));
    }
    void decide(Result<void> (*decision)(Transaction &, ReviewId, const QString &), ReviewId id)
    {
        auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
        QVERIFY(tx);
        QVERIFY(decision(*tx, id, QStringLiteral("test")));
        QVERIFY(tx->commit());
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

    void allBusyPhasesAreMirroredTogether();
    void whatAnotherClockBookedIsSentAtOnce();
    void withoutParallelSyncTheyGoOneAfterAnother();
    void aCommittedRefusalIsRecovered();
    void whatIsVisibleLateIsFoundLater();
    void aStrangersBookingIsNeverAdopted();
    void aConflictIsReviewed();
    void aDefiniteRefusalIsLookedUpOnceAndReviewed();
    void anUnclearSendIsRepeatedThreeTimes();
    void aRateLimitWaitsAsTheServerSays();
    void aRefusedKeyPausesItself();
    void aMissingMapIsReviewedWithoutARequest();
    void withoutVerificationAPersonDecides();
    void nothingIsSentWithoutABaseOrAKey();
    void nothingIsSentWhilePaused();
    void pastAppointmentsAreNotSent();
    void aCancelIsMirrored();
    void aCancelDuringASendFollows();
    void aMoveIsMirrored();
    void aMoveWhoseAnswerIsLostIsFound();
    void aRetryLooksBeforeItSends();
    void aVerifyAdoptsWithoutSending();
    void peopleAreMaskedInAttempts();
    void aReviewShowsTheSendsAnswerAndTheLookUp();
    void withoutCalcomWhatNeedsNoneIsSaid_data();
    void withoutCalcomWhatNeedsNoneIsSaid();
    void lookUpsThatKeepFailingEndWithAPerson();
    void whatIsHiddenWhenCancelledStaysWithAPerson();
    void whatIsHiddenWhenMovedStaysWithAPerson();
    void whatIsHiddenWhenCancelledDuringASend();
    void whatMayBeThereWhenItBeginsStaysWithAPerson();
    void aCancelOfWhatWasNeverSentClosesItsReview();
    void aCancelFollowsAMoveNobodyConfirmed();
    void aMoveFollowsAMoveNobodyConfirmed();
    void oneRefusalAmongParallelSendsIsRepeatedSoon();
    void oneRefusedPhaseIsPartial();
    void settlingEndsWhatWasAskedFor();
    void aVerifyAfterARetrySaysThatItIsUnderWay();
};

void TestSyncWorker::allBusyPhasesAreMirroredTogether()
{
    const AppointmentId id = m_scene->book(kPerm, kMia, 10);
    m_scene->startWorker();
    m_scene->runFor(15ms);
    QCOMPARE(m_scene->transport->count(kCreate), 4); // before any answer came
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->transport->seen().size(), 4);
    QCOMPARE(m_scene->remoteBookings().size(), 4);
    QSet<QString> uids;
    for (const Phase &phase : m_scene->appointment(id).phases) {
        QCOMPARE(word(phase.sync_status), word(phase.busy ? SyncStatus::Synced : SyncStatus::None));
        if (phase.busy)
            uids.insert(phase.calcom_uid);
    }
    QCOMPARE(uids.size(), 4);
    QCOMPARE(OutboxTable::derived(m_scene->appointment(id).phases), SyncStatus::Synced);
    const QJsonObject metadata = m_scene->remoteBookings().first().value(u"metadata").toObject();
    for (const char *key : {"salondesk_appointment", "salondesk_phase", "salondesk_operation", "salondesk_instance"})
        QVERIFY2(!metadata.value(QLatin1String(key)).toString().isEmpty(), key);
    QCOMPARE(outcomes(m_scene->attempts(id)).count(QStringLiteral("create ok")), 4);
}

/// Programs with --clock start at different instants: a later one's booking must not wait for this one's clock.
void TestSyncWorker::whatAnotherClockBookedIsSentAtOnce()
{
    m_scene->clock.advance(std::chrono::minutes(30));
    const AppointmentId id = m_scene->book(QStringLiteral("cut"), QStringLiteral("mia"), 10);
    m_scene->clock.advance(-std::chrono::minutes(30));
    m_scene->startWorker();
    m_scene->runFor(std::chrono::minutes(1));
    QCOMPARE(m_scene->appointment(id).phases.first().sync_status, SyncStatus::Synced);
}

void TestSyncWorker::withoutParallelSyncTheyGoOneAfterAnother()
{
    m_scene->setFlag(QStringLiteral("parallel_sync"), QStringLiteral("off"));
    m_scene->book(kPerm, kMia, 10);
    m_scene->startWorker();
    m_scene->runFor(15ms);
    QCOMPARE(m_scene->transport->count(kCreate), 1);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->remoteBookings().size(), 4);
}

void TestSyncWorker::aCommittedRefusalIsRecovered()
{
    faults(R"([{"match":{"method":"POST","path":"/v2/bookings","nth":1},"effect":{"commit_then_status":400,)"
           R"("message":"User either already has booking at this time or is not available"}}])");
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runFor(1900ms);
    QCOMPARE(m_scene->rows(id).first().state, OutboxState::Verifying);
    QCOMPARE(m_scene->transport->seen().size(), 1); // two seconds are waited
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->transport->count(kCreate), 1);
    QCOMPARE(outcomes(m_scene->attempts(id)),
             (QStringList{QStringLiteral("create sent"), QStringLiteral("verify recovered")}));
    QCOMPARE(m_scene->attempts(id).first().http_status, std::optional<int>(400));
    QCOMPARE(m_scene->appointment(id).phases.first().sync_status, SyncStatus::Synced);
    QVERIFY(m_scene->reviews().isEmpty());
}

void TestSyncWorker::whatIsVisibleLateIsFoundLater()
{
    faults(R"([{"match":{"method":"POST","path":"/v2/bookings","nth":1},"effect":{"visible_after_ms":4000}}])");
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->transport->trouble(0, Trouble::LostAfter);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->transport->count(kCreate), 1);
    QCOMPARE(outcomes(m_scene->attempts(id)),
             (QStringList{QStringLiteral("create sent"), QStringLiteral("verify not_found"),
                          QStringLiteral("verify recovered")}));
}

void TestSyncWorker::aStrangersBookingIsNeverAdopted()
{
    // Same person, same type, same start, but another salon's instance: our own create meets it as a conflict.
    const AppointmentId first = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    const QString foreign = m_scene->appointment(first).phases.first().calcom_uid;
    const AppointmentId second = m_scene->book(kCut, kMia, 10);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->appointment(second).phases.first().sync_status, SyncStatus::Review);
    QVERIFY(m_scene->appointment(second).phases.first().calcom_uid.isEmpty());
    QCOMPARE(m_scene->appointment(first).phases.first().calcom_uid, foreign);
    QCOMPARE(m_scene->remoteBookings().size(), 1);
}

void TestSyncWorker::aConflictIsReviewed()
{
    m_scene->book(kCut, kMia, 10);
    const AppointmentId second = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    const QList<ReviewItem> reviews = m_scene->reviews();
    QCOMPARE(reviews.size(), 1);
    QCOMPARE(word(reviews.first().cause), QStringLiteral("conflict"));
    QCOMPARE(reviews.first().appointment, second);
    QCOMPARE(outcomes(m_scene->attempts(second)),
             (QStringList{QStringLiteral("create sent"), QStringLiteral("verify not_found"),
                          QStringLiteral("verify not_found"), QStringLiteral("verify conflict")}));
    QCOMPARE(m_scene->transport->count(kCreate), 2); // never sent again
}

void TestSyncWorker::aDefiniteRefusalIsLookedUpOnceAndReviewed()
{
    faults(
        R"([{"match":{"method":"POST","path":"/v2/bookings"},"effect":{"status":400,"message":"Invalid event length"}}])");
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    QCOMPARE(outcomes(m_scene->attempts(id)),
             (QStringList{QStringLiteral("create rejected"), QStringLiteral("verify not_found")}));
    QCOMPARE(word(m_scene->reviews().first().cause), QStringLiteral("rejected"));
    QCOMPARE(m_scene->transport->count(kCreate), 1);
}

void TestSyncWorker::anUnclearSendIsRepeatedThreeTimes()
{
    faults(
        R"([{"match":{"method":"POST","path":"/v2/bookings"},"effect":{"status":500,"message":"Internal server error"}}])");
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->transport->count(kCreate), 3);
    QCOMPARE(outcomes(m_scene->attempts(id)).count(QStringLiteral("verify not_found")), 9);
    QCOMPARE(word(m_scene->reviews().first().cause), QStringLiteral("not_confirmed"));
    QCOMPARE(OutboxTable::derived(m_scene->appointment(id).phases), SyncStatus::Review);
}

void TestSyncWorker::aRateLimitWaitsAsTheServerSays()
{
    faults(R"([{"match":{"method":"POST","path":"/v2/bookings","nth":1},"effect":{"rate_limit_s":40}}])");
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runFor(39s);
    QCOMPARE(m_scene->transport->seen().size(), 1);
    QCOMPARE(m_scene->rows(id).first().state, OutboxState::Waiting);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->remoteBookings().size(), 1);
    QCOMPARE(outcomes(m_scene->attempts(id)),
             (QStringList{QStringLiteral("create retry"), QStringLiteral("create ok")}));
}

void TestSyncWorker::aRefusedKeyPausesItself()
{
    m_scene->settings.salon_key = "cal_wrong";
    m_scene->book(kPerm, kMia, 10);
    m_scene->startWorker();
    m_scene->runFor(30s);
    const int asked = m_scene->transport->seen().size();
    QVERIFY(asked >= 1 && asked <= 4);
    QCOMPARE(m_scene->reviews().size(), 1);
    QCOMPARE(word(m_scene->reviews().first().cause), QStringLiteral("auth"));
    QVERIFY(m_scene->reviews().first().appointment.isNull());
    m_scene->settings.salon_key = "cal_test_salon";
    m_scene->startWorker();
    decide(&ReviewActions::retry, m_scene->reviews().first().id);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->remoteBookings().size(), 4);
    QVERIFY(m_scene->reviews().isEmpty());
}

void TestSyncWorker::aMissingMapIsReviewedWithoutARequest()
{
    const AppointmentId id = m_scene->book(kPerm, QStringLiteral("robin"), 10);
    m_scene->startWorker();
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("^Missing CalcomEventMap service perm staff robin")));
    m_scene->runUntilSettled();
    QVERIFY(m_scene->transport->seen().isEmpty());
    QCOMPARE(m_scene->reviews().size(), 1);
    QCOMPARE(word(m_scene->reviews().first().cause), QStringLiteral("missing_event_map"));
    QCOMPARE(m_scene->reviews().first().group, QStringLiteral("perm/robin"));
    QCOMPARE(outcomes(m_scene->attempts(id)).count(QStringLiteral("create not_sent")), 4);
    QCOMPARE(OutboxTable::derived(m_scene->appointment(id).phases), SyncStatus::Review);
}

void TestSyncWorker::withoutVerificationAPersonDecides()
{
    m_scene->setFlag(QStringLiteral("post_sync_verification"), QStringLiteral("off"));
    m_scene->transport->trouble(0, Trouble::DoneButAnswered500);
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->transport->seen(), QStringList{kCreate});
    QCOMPARE(word(m_scene->reviews().first().cause), QStringLiteral("not_confirmed"));
    QCOMPARE(m_scene->rows(id).first().state, OutboxState::Review);
}

void TestSyncWorker::nothingIsSentWithoutABaseOrAKey()
{
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->settings.salon_key.clear();
    m_scene->startWorker();
    m_scene->runFor(60s);
    m_scene->settings.salon_key = "cal_test_salon";
    m_scene->settings.base_url.clear();
    m_scene->startWorker();
    m_scene->runFor(60s);
    QVERIFY(m_scene->transport->seen().isEmpty());
    QCOMPARE(m_scene->rows(id).first().state, OutboxState::Pending);
}

void TestSyncWorker::nothingIsSentWhilePaused()
{
    const auto pause = [this](bool paused) {
        auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
        QVERIFY(tx && SyncSwitch::setPaused(*tx, paused, QStringLiteral("test")) && tx->commit());
    };
    pause(true);
    m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runFor(60s);
    QVERIFY(m_scene->transport->seen().isEmpty());
    pause(false);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->remoteBookings().size(), 1);
}

void TestSyncWorker::pastAppointmentsAreNotSent()
{
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->clock.set(m_scene->at(10));
    m_scene->startWorker();
    m_scene->runUntilSettled();
    QVERIFY(m_scene->transport->seen().isEmpty());
    QCOMPARE(m_scene->rows(id).first().state, OutboxState::Done);
    QCOMPARE(m_scene->appointment(id).phases.first().sync_status, SyncStatus::None);
    QVERIFY(m_scene->reviews().isEmpty());
}

void TestSyncWorker::aCancelIsMirrored()
{
    const AppointmentId id = m_scene->book(kPerm, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    m_scene->cancel(id);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->remoteBookings().size(), 0);
    QCOMPARE(OutboxTable::derived(m_scene->appointment(id).phases), SyncStatus::Synced);

    const AppointmentId unsent = m_scene->book(kCut, kMia, 14);
    m_scene->cancel(unsent);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->appointment(unsent).phases.first().sync_status, SyncStatus::None);
    QCOMPARE(m_scene->transport->count(kCreate), 4);
}

void TestSyncWorker::aCancelDuringASendFollows()
{
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runFor(15ms);
    QCOMPARE(m_scene->rows(id).first().state, OutboxState::Sending);
    m_scene->cancel(id);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->remoteBookings().size(), 0);
    QCOMPARE(m_scene->rows(id).size(), 2);
}

void TestSyncWorker::aMoveIsMirrored()
{
    const AppointmentId id = m_scene->book(kPerm, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    const QString before = m_scene->appointment(id).phases.first().calcom_uid;
    m_scene->move(id, 14);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->remoteBookings().size(), 4);
    const Phase first = m_scene->appointment(id).phases.first();
    QCOMPARE(first.sync_status, SyncStatus::Synced);
    QVERIFY(first.calcom_uid != before);
    QVERIFY(m_scene->endState(id).startsWith(QStringLiteral("A synced 2025-11-26T13:00:00")));
}

void TestSyncWorker::aMoveWhoseAnswerIsLostIsFound()
{
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    m_scene->transport->trouble(0, Trouble::LostAfter);
    m_scene->move(id, 14);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->remoteBookings().size(), 1);
    QVERIFY(m_scene->endState(id).startsWith(QStringLiteral("A synced 2025-11-26T13:00:00")));
    QCOMPARE(outcomes(m_scene->attempts(id)).last(), QStringLiteral("verify recovered"));
}

void TestSyncWorker::aRetryLooksBeforeItSends()
{
    faults(
        R"([{"match":{"method":"POST","path":"/v2/bookings"},"effect":{"status":500,"message":"Internal server error"}}])");
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    faults("[]");
    const int before = m_scene->transport->seen().size();
    decide(&ReviewActions::retry, m_scene->reviews().first().id);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->transport->seen().at(before), kList);
    QCOMPARE(m_scene->transport->seen().last(), kCreate);
    QCOMPARE(m_scene->appointment(id).phases.first().sync_status, SyncStatus::Synced);
    QVERIFY(m_scene->reviews().isEmpty());
}

void TestSyncWorker::aVerifyAdoptsWithoutSending()
{
    m_scene->setFlag(QStringLiteral("post_sync_verification"), QStringLiteral("off"));
    m_scene->transport->trouble(0, Trouble::LostAfter);
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->reviews().size(), 1);
    decide(&ReviewActions::verify, m_scene->reviews().first().id);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->transport->count(kCreate), 1);
    QCOMPARE(m_scene->appointment(id).phases.first().sync_status, SyncStatus::Synced);
    QVERIFY(m_scene->reviews().isEmpty());
}

void TestSyncWorker::peopleAreMaskedInAttempts()
{
    faults(R"([{"match":{"method":"POST","path":"/v2/bookings"},"effect":{"status":400,)"
           R"("message":"Invalid event length for lena.vogt@example.com +49 171 3920017"}}])");
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    const QString error = m_scene->attempts(id).first().error;
    QVERIFY(error.contains(QStringLiteral("Invalid event length")));
    QVERIFY(!error.contains(QStringLiteral("lena.vogt")));
    QVERIFY(!error.contains(QStringLiteral("3920017")));
}

void TestSyncWorker::aReviewShowsTheSendsAnswerAndTheLookUp()
{
    faults(R"([{"match":{"method":"POST","path":"/v2/bookings"},"effect":{"status":400,)"
           R"("message":"Invalid event length for lena.vogt@example.com"}}])");
    m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    const QJsonObject phase = m_scene->reviews().first().evidence.value(u"phases").toArray().first().toObject();
    QCOMPARE(phase.value(u"operation").toString(), QStringLiteral("create"));
    QCOMPARE(phase.value(u"http_status").toInt(), 400);
    QVERIFY(phase.value(u"error").toString().contains(QStringLiteral("Invalid event length for")));
    QVERIFY(!phase.value(u"error").toString().contains(QStringLiteral("lena.vogt")));
    const QJsonObject lookup = phase.value(u"lookup").toObject();
    QCOMPARE(lookup.value(u"outcome").toString(), QStringLiteral("not_found"));
    QCOMPARE(lookup.value(u"http_status").toInt(), 200);
}

void TestSyncWorker::withoutCalcomWhatNeedsNoneIsSaid_data()
{
    QTest::addColumn<bool>("has_base");
    QTest::addColumn<bool>("has_key");
    QTest::newRow("no base") << false << true;
    QTest::newRow("no key") << true << false;
    QTest::newRow("paused") << true << true;
}

void TestSyncWorker::withoutCalcomWhatNeedsNoneIsSaid()
{
    QFETCH(bool, has_base);
    QFETCH(bool, has_key);
    if (!has_base)
        m_scene->settings.base_url.clear();
    if (!has_key)
        m_scene->settings.salon_key.clear();
    auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
    QVERIFY(tx && SyncSwitch::setPaused(*tx, has_base && has_key, QStringLiteral("test")) && tx->commit());
    for (int hour = 10; hour < 18; hour += 3) // more rows that have to wait than are sent at once
        for (int i = 0; i < 6; ++i)
            m_scene->book(kCut, kMia, hour);
    const AppointmentId id = m_scene->book(kPerm, QStringLiteral("robin"), 17);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("^Missing CalcomEventMap service perm staff robin")));
    m_scene->startWorker();
    m_scene->runFor(10s);
    QVERIFY(m_scene->transport->seen().isEmpty());
    QCOMPARE(m_scene->reviews().size(), 1);
    QCOMPARE(word(m_scene->reviews().first().cause), QStringLiteral("missing_event_map"));
    QCOMPARE(m_scene->reviews().first().appointment, id);
    m_scene->cancel(id);
    const AppointmentId late = m_scene->book(kCut, kMia, 10);
    m_scene->clock.set(m_scene->at(10));
    m_scene->runFor(2min);
    QCOMPARE(m_scene->rows(late).first().state, OutboxState::Done); // it has begun: nothing to send any more
    QVERIFY(m_scene->transport->seen().isEmpty());
}

void TestSyncWorker::lookUpsThatKeepFailingEndWithAPerson()
{
    faults(R"([{"match":{"method":"GET"},"effect":{"status":500,"message":"Internal server error"}}])");
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->transport->trouble(0, Trouble::LostAfter);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->rows(id).first().state, OutboxState::Review);
    QCOMPARE(m_scene->transport->count(kCreate), 1);
    QCOMPARE(m_scene->transport->count(kList), 4);
    QCOMPARE(m_scene->reviews().size(), 1);
    QCOMPARE(word(m_scene->reviews().first().cause), QStringLiteral("not_confirmed"));
    const QJsonObject phase = m_scene->reviews().first().evidence.value(u"phases").toArray().first().toObject();
    QVERIFY(phase.value(u"lookup").toObject().value(u"error").toString().contains(u"Internal server error"));
    faults("[]");
    decide(&ReviewActions::verify, m_scene->reviews().first().id);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->appointment(id).phases.first().sync_status, SyncStatus::Synced);
    QVERIFY(m_scene->reviews().isEmpty());
}

/// The create was executed, answered with an error, and no look-up sees it for an hour.
void TestSyncWorker::whatIsHiddenWhenCancelledStaysWithAPerson()
{
    faults(kHidden);
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->rows(id).first().state, OutboxState::Review);
    m_scene->cancel(id);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->reviews().size(), 1);
    QCOMPARE(m_scene->remoteBookings().size(), 1);
    m_scene->runFor(1h);
    decide(&ReviewActions::verify, m_scene->reviews().first().id);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->remoteBookings().size(), 0);
    QVERIFY(m_scene->reviews().isEmpty());
}

void TestSyncWorker::whatIsHiddenWhenMovedStaysWithAPerson()
{
    faults(kHidden);
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    m_scene->move(id, 14);
    m_scene->runUntilSettled();
    QVERIFY(m_scene->endState(id).startsWith(QStringLiteral("A synced 2025-11-26T13:00:00")));
    QCOMPARE(m_scene->remoteBookings().size(), 2);
    QCOMPARE(m_scene->reviews().size(), 1);
    m_scene->runFor(1h);
    decide(&ReviewActions::verify, m_scene->reviews().first().id);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->remoteBookings().size(), 1);
    QVERIFY(m_scene->endState(id).startsWith(QStringLiteral("A synced 2025-11-26T13:00:00")));
    QVERIFY(m_scene->reviews().isEmpty());
    m_scene->cancel(id);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->remoteBookings().size(), 0);
}

void TestSyncWorker::whatIsHiddenWhenCancelledDuringASend()
{
    faults(kHidden);
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runFor(15ms);
    QCOMPARE(m_scene->rows(id).first().state, OutboxState::Sending);
    m_scene->cancel(id);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->transport->count(kCreate), 1);
    QCOMPARE(m_scene->remoteBookings().size(), 1);
    QCOMPARE(m_scene->reviews().size(), 1);
}

void TestSyncWorker::whatMayBeThereWhenItBeginsStaysWithAPerson()
{
    faults(kHidden);
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->clock.set(m_scene->at(9, 59));
    m_scene->runFor(55s);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->transport->count(kCreate), 1); // it has begun before it could be sent again
    QCOMPARE(m_scene->rows(id).first().state, OutboxState::Review);
    QCOMPARE(m_scene->reviews().size(), 1);
}

void TestSyncWorker::aCancelOfWhatWasNeverSentClosesItsReview()
{
    const AppointmentId id = m_scene->book(kPerm, QStringLiteral("robin"), 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->reviews().size(), 1);
    m_scene->cancel(id);
    m_scene->runUntilSettled();
    QVERIFY(m_scene->reviews().isEmpty());
    QCOMPARE(OutboxTable::derived(m_scene->appointment(id).phases), SyncStatus::None);
}

void TestSyncWorker::aCancelFollowsAMoveNobodyConfirmed()
{
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    m_scene->setFlag(QStringLiteral("post_sync_verification"), QStringLiteral("off"));
    m_scene->transport->trouble(0, Trouble::LostAfter);
    m_scene->move(id, 14);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->reviews().size(), 1);
    m_scene->setFlag(QStringLiteral("post_sync_verification"), QStringLiteral("on"));
    m_scene->cancel(id);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->remoteBookings().size(), 0);
    QVERIFY(m_scene->reviews().isEmpty());
    QCOMPARE(OutboxTable::derived(m_scene->appointment(id).phases), SyncStatus::Synced);
}

/// The others' success says that the key is good, and closes its case: the refused one must not wait unseen.
void TestSyncWorker::oneRefusalAmongParallelSendsIsRepeatedSoon()
{
    faults(
        R"([{"match":{"method":"POST","path":"/v2/bookings","nth":2},"effect":{"status":401,"message":"Invalid"}}])");
    const AppointmentId id = m_scene->book(kPerm, kMia, 10);
    m_scene->startWorker();
    m_scene->runFor(1min);
    QCOMPARE(OutboxTable::derived(m_scene->appointment(id).phases), SyncStatus::Synced);
    QCOMPARE(m_scene->remoteBookings().size(), 4);
    QVERIFY(m_scene->reviews().isEmpty());
}

void TestSyncWorker::aMoveFollowsAMoveNobodyConfirmed()
{
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    m_scene->setFlag(QStringLiteral("post_sync_verification"), QStringLiteral("off"));
    m_scene->transport->trouble(0, Trouble::LostAfter);
    m_scene->move(id, 14);
    m_scene->runUntilSettled();
    m_scene->setFlag(QStringLiteral("post_sync_verification"), QStringLiteral("on"));
    m_scene->move(id, 16);
    m_scene->runUntilSettled(); // the old uid was moved away: Cal.com refuses to move it again
    QCOMPARE(m_scene->remoteBookings().size(), 1);
    QVERIFY(m_scene->endState(id).startsWith(QStringLiteral("A synced 2025-11-26T15:00:00")));
    QVERIFY(m_scene->reviews().isEmpty());
}

void TestSyncWorker::oneRefusedPhaseIsPartial()
{
    faults(R"([{"match":{"method":"POST","path":"/v2/bookings","metadata":{"salondesk_phase":"B"}},)"
           R"("effect":{"status":400,"message":"Invalid event length"}}])");
    const AppointmentId id = m_scene->book(kPerm, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    QCOMPARE(word(OutboxTable::derived(m_scene->appointment(id).phases)), QStringLiteral("partial"));
    QCOMPARE(m_scene->remoteBookings().size(), 3);
    QCOMPARE(m_scene->reviews().size(), 1);
    faults("[]");
    decide(&ReviewActions::retry, m_scene->reviews().first().id);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->remoteBookings().size(), 4);
    QCOMPARE(word(OutboxTable::derived(m_scene->appointment(id).phases)), QStringLiteral("synced"));
}

void TestSyncWorker::settlingEndsWhatWasAskedFor()
{
    faults(R"([{"match":{"method":"POST","path":"/v2/bookings"},"effect":{"status":500,"message":"x"}}])");
    const AppointmentId id = m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    const ReviewId review = m_scene->reviews().first().id;
    const auto sent = m_scene->transport->count(kCreate);
    decide(&ReviewActions::retry, review);
    decide([](Transaction &tx, ReviewId settled,
              const QString &who) { return ReviewActions::settle(tx, settled, who, QStringLiteral("called")); },
           review);
    m_scene->runUntilSettled();
    QCOMPARE(m_scene->transport->count(kCreate), sent);
    QCOMPARE(m_scene->rows(id).first().state, OutboxState::Done);
    QCOMPARE(m_scene->appointment(id).phases.first().sync_status, SyncStatus::Review);
    QVERIFY(m_scene->reviews().isEmpty());
}

void TestSyncWorker::aVerifyAfterARetrySaysThatItIsUnderWay()
{
    faults(R"([{"match":{"method":"POST","path":"/v2/bookings"},"effect":{"status":500,"message":"x"}}])");
    m_scene->book(kCut, kMia, 10);
    m_scene->startWorker();
    m_scene->runUntilSettled();
    const ReviewId review = m_scene->reviews().first().id;
    decide(&ReviewActions::retry, review);
    for (const bool look_is_over : {false, true}) {
        if (look_is_over)
            m_scene->runFor(1s); // nothing was found, and it is sent again
        auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
        QVERIFY(tx);
        const auto verified = ReviewActions::verify(*tx, review, QStringLiteral("test"));
        QVERIFY(!verified);
        QCOMPARE(verified.error().code, ErrorCode::Refused);
        QVERIFY2(verified.error().detail.contains(u"worked on already"), qPrintable(verified.error().detail));
    }
}

QTEST_GUILESS_MAIN(TestSyncWorker)
#include "tst_syncworker.moc"
