// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingdesk.h"
#include "core/booking/slotreader.h"
#include "core/engine/deskreads.h"
#include "core/engine/remoteacceptance.h"
#include "core/engine/reviewreads.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/calcomeventtable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/customertable.h"
#include "core/storage/query.h"
#include "core/storage/reviewtable.h"
#include "core/sync/review/reviewactions.h"
#include "tests/support/faultloop.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

namespace
{

const QString kMia = QStringLiteral("mia");
const QString kCut = QStringLiteral("cut");
const QString kPerm = QStringLiteral("perm");
const QString kAsTheBookSays = QStringLiteral("as the book says");

/// Written so that moc sees no comment in it.
constexpr const char *kLookUp = "[{\"match\":{\"method\":\"GET\",\"path\":\"/v2/bookings/\x2a\"},\"effect\":";

QString iso(Instant at)
{
    return calcom::utcText(at);
}

} // namespace

/// What happens at Cal.com without us, and what the book makes of it; against the sandbox, on both databases.
class TestRemoteEvents : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<SyncScene> m_scene;

    void faults(const QByteArray &json) const
    {
        if (auto set = m_scene->sandbox->setFaults(json); !set)
            qFatal("%s", qPrintable(set.error().detail));
    }
    void start() const
    {
        m_scene->startWorker();
        m_scene->startEvents();
    }
    AppointmentId synced(const QString &service = kCut, int hour = 10) const
    {
        const AppointmentId id = m_scene->book(service, kMia, hour);
        m_scene->runUntilSettled();
        m_scene->runFor(5s);
        return id;
    }
    QString uid(AppointmentId id, int phase = 0) const { return m_scene->appointment(id).phases.at(phase).calcom_uid; }
    QJsonObject cancelThere(const QString &uid) const
    {
        return m_scene->elsewhere("POST", QStringLiteral("/v2/bookings/%1/cancel").arg(uid),
                                  {{QStringLiteral("cancellationReason"), QStringLiteral("ill")}});
    }
    QJsonObject moveThere(const QString &uid, Instant start) const
    {
        return m_scene->elsewhere("POST", QStringLiteral("/v2/bookings/%1/reschedule").arg(uid),
                                  {{QStringLiteral("start"), iso(start)}});
    }
    std::int64_t typeOf(const QString &service, const QString &segment = QStringLiteral("A")) const
    {
        const Catalogue &catalogue = m_scene->catalogue;
        return catalogue.eventMap(catalogue.member(kMia)->id, catalogue.service(service)->id, segment)->bookableId();
    }
    /// Somebody books on Cal.com's page.
    QJsonObject bookThere(std::int64_t type, Instant start, const QString &phone = QStringLiteral("+491713920099"),
                          const QString &name = QStringLiteral("Mats Brandt")) const
    {
        return m_scene->elsewhere(
            "POST", QStringLiteral("/v2/bookings"),
            {{QStringLiteral("start"), iso(start)},
             {QStringLiteral("eventTypeId"), qint64(type)},
             {QStringLiteral("attendee"), QJsonObject{{QStringLiteral("name"), name},
                                                      {QStringLiteral("email"), QStringLiteral("mats@example.com")},
                                                      {QStringLiteral("phoneNumber"), phone},
                                                      {QStringLiteral("timeZone"), QStringLiteral("Europe/Berlin")}}}});
    }
    /// As a Salondesk books.
    void bookWith(const calcom::Token &token) const
    {
        m_scene->elsewhere(
            "POST", QStringLiteral("/v2/bookings"),
            {{QStringLiteral("start"), iso(m_scene->at(11))},
             {QStringLiteral("eventTypeId"), qint64(typeOf(kCut))},
             {QStringLiteral("metadata"), token.toMetadata()},
             {QStringLiteral("attendee"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Mats Brandt")},
                                                      {QStringLiteral("email"), QStringLiteral("mats@example.com")},
                                                      {QStringLiteral("timeZone"), QStringLiteral("Europe/Berlin")}}}});
    }
    QList<Appointment> appointments() const
    {
        const auto all = AppointmentTable::list(*m_scene->connection, {});
        if (!all)
            qFatal("%s", qPrintable(all.error().detail));
        return *all;
    }
    int blocks() const
    {
        Query query(*m_scene->connection, "SELECT COUNT(*) FROM busy_blocks");
        return query.fetch() ? query.integer(0) : -1;
    }
    int requests(const QString &what) const { return int(m_scene->transport->seen().filter(what).size()); }
    void accept(ReviewId id) const
    {
        VERIFY_DONE(RemoteAcceptance::accept(*m_scene->connection, m_scene->clock, m_scene->random, id,
                                             {QStringLiteral("desk"), Source::Desk}));
    }
    void push(ReviewId id) const
    {
        auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
        VERIFY_DONE(tx);
        VERIFY_DONE(ReviewActions::push(*tx, m_scene->random, id, QStringLiteral("desk")));
        VERIFY_DONE(tx->commit());
    }
    void forgetMaps() const
    {
        auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
        VERIFY_DONE(tx);
        VERIFY_DONE(Query(*tx, "DELETE FROM event_maps").exec());
        tx->changed("event_maps", 0);
        VERIFY_DONE(tx->commit());
    }
    Result<Explanation> explain(int hour) const
    {
        SlotWish wish{.branch = m_scene->catalogue.branches.first().id,
                      .service = m_scene->catalogue.service(kCut)->id,
                      .staff = m_scene->catalogue.member(kMia)->id};
        SlotReader reader(*m_scene->connection, m_scene->catalogue, m_scene->clock.now(), wish);
        return reader.explain(wish, m_scene->at(hour));
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

    void ownEchoesAreRecognised()
    {
        start();
        const AppointmentId id = synced(kPerm);
        m_scene->move(id, 14);
        m_scene->runUntilSettled();
        m_scene->runFor(5s);
        m_scene->cancel(id);
        m_scene->runUntilSettled();
        m_scene->runFor(40s);
        const QStringList results = m_scene->eventResults();
        QCOMPARE(results.size(), 12);
        for (const QString &result : results)
            QVERIFY2(result.endsWith(kAsTheBookSays) || result.endsWith(QStringLiteral("earlier booking")),
                     qPrintable(results.join(u'\n')));
        QCOMPARE(m_scene->reviews().size(), 0);
        QCOMPARE(appointments().size(), 1);
        QCOMPARE(blocks(), 0);
    }

    void anEchoCostsNoRequest()
    {
        start();
        synced(kPerm);
        QCOMPARE(m_scene->eventResults().size(), 4);
        QCOMPARE(requests(QStringLiteral("GET")), 0);
    }

    /// The POST's answer never comes, and no look-up shows it: the event alone says that it is there.
    void overtakingOurAnswerBinds()
    {
        faults(R"([{"match":{"method":"GET","path":"/v2/bookings"},"effect":{"status":500,"message":"down"}}])");
        m_scene->transport->trouble(0, Trouble::HangAfter);
        start();
        const AppointmentId id = m_scene->book(kCut, kMia, 10);
        m_scene->runFor(60s);
        QCOMPARE(m_scene->remoteBookings().size(), 1);
        const Appointment appointment = m_scene->appointment(id);
        QVERIFY(appointment.phases.first().sync_status == SyncStatus::Synced);
        QCOMPARE(appointment.phases.first().calcom_uid, m_scene->remoteBookings().first().value(u"uid").toString());
        m_scene->runFor(2h);
        QCOMPARE(m_scene->remoteBookings().size(), 1);
        QCOMPARE(m_scene->transport->count(QStringLiteral("POST /v2/bookings")), 1);
        QCOMPARE(m_scene->reviews().size(), 0);
        QCOMPARE(m_scene->attempts(id).last().operation, QStringLiteral("verify"));
        QVERIFY(m_scene->attempts(id).last().outcome == AttemptOutcome::Recovered);
    }

    void deliveredTwice()
    {
        start();
        const AppointmentId id = synced();
        m_scene->takeEvents();
        cancelThere(uid(id));
        const QList<QByteArray> sent = m_scene->takeEvents();
        QCOMPARE(sent.size(), 1);
        QVERIFY(!m_scene->tell(sent.first()));
        QJsonObject respelled = QJsonDocument::fromJson(sent.first()).object();
        respelled.insert(QStringLiteral("added"), true);
        QVERIFY(m_scene->tell(QJsonDocument(respelled).toJson()));
        m_scene->runFor(10s);
        QVERIFY(m_scene->eventResults().last().endsWith(QStringLiteral("ignored: told before")));
        QCOMPARE(m_scene->reviews().size(), 1);
    }

    void cancelledBeforeCreated()
    {
        start();
        m_scene->holds_events_back = true;
        const QJsonObject booked = bookThere(typeOf(kCut), m_scene->at(11));
        cancelThere(booked.value(u"uid").toString());
        const QList<QByteArray> sent = m_scene->takeEvents();
        QCOMPARE(sent.size(), 2);
        m_scene->tell(sent.at(1));
        m_scene->runFor(5s);
        m_scene->tell(sent.at(0));
        m_scene->runFor(5s);
        QCOMPARE(appointments().size(), 0);
        QCOMPARE(blocks(), 0);
        QCOMPARE(m_scene->eventResults().filter(QStringLiteral("done: nothing here")).size(), 2);
    }

    void lateByHours()
    {
        start();
        const AppointmentId id = synced();
        m_scene->holds_events_back = true;
        m_scene->takeEvents();
        const QString moved = moveThere(uid(id), m_scene->at(15)).value(u"uid").toString();
        const QByteArray late = m_scene->takeEvents().first();
        moveThere(moved, m_scene->at(10)); // and back, which nobody tells us
        m_scene->runFor(5h);
        m_scene->tell(late);
        m_scene->runFor(5s);
        QCOMPARE(m_scene->reviews().size(), 0); // what was true hours ago is not asked of anybody
        QVERIFY(m_scene->appointment(id).phases.first().sync_status == SyncStatus::Synced);
        QCOMPARE(uid(id), m_scene->remoteBookings().first().value(u"uid").toString());
    }

    void externalCancelNeedsAPerson()
    {
        start();
        const AppointmentId id = synced();
        const Appointment before = m_scene->appointment(id);
        const QString booking = uid(id);
        cancelThere(booking);
        m_scene->runFor(5s);
        const QList<ReviewItem> reviews = m_scene->reviews();
        QCOMPARE(reviews.size(), 1);
        QVERIFY(reviews.first().cause == ReviewCause::RemoteCancelled);
        QCOMPARE(reviews.first().appointment, id);
        const QJsonObject part = reviews.first().evidence.value(u"phases").toArray().first().toObject();
        QCOMPARE(part.value(u"here").toObject().value(u"status").toString(), QStringLiteral("confirmed"));
        QCOMPARE(part.value(u"remote").toObject().value(u"status").toString(), QStringLiteral("cancelled"));
        QVERIFY(!QJsonDocument(reviews.first().evidence).toJson().contains(booking.toUtf8()));
        const Appointment after = m_scene->appointment(id);
        QVERIFY(after.status == before.status && after.span == before.span && after.version == before.version);
        QVERIFY(after.phases.first().sync_status == SyncStatus::Review);
    }

    void externalMoveNeedsAPerson()
    {
        start();
        const AppointmentId id = synced();
        const QString moved = moveThere(uid(id), m_scene->at(15)).value(u"uid").toString();
        m_scene->runFor(5s);
        QCOMPARE(m_scene->reviews().size(), 1);
        const ReviewItem review = m_scene->reviews().first();
        QVERIFY(review.cause == ReviewCause::RemoteChanged);
        const QJsonObject part = review.evidence.value(u"phases").toArray().first().toObject();
        QVERIFY(part.value(u"here").toObject().value(u"start").toString().contains(QStringLiteral("T10:00")));
        QVERIFY(part.value(u"remote").toObject().value(u"start").toString().contains(QStringLiteral("T15:00")));
        QVERIFY(m_scene->appointment(id).span.begin == m_scene->at(10));
        QCOMPARE(uid(id), moved); // the chain is kept
        const auto shown = ReviewReads::detail(*m_scene->connection, m_scene->clock.now(), review.id);
        VERIFY_DONE(shown);
        QCOMPARE(shown->remote,
                 (QList<RemoteVersion>{{QStringLiteral("A"), QStringLiteral("accepted"), m_scene->at(15)}}));
    }

    void movedBackClosesTheReview()
    {
        start();
        const AppointmentId id = synced();
        const QString moved = moveThere(uid(id), m_scene->at(15)).value(u"uid").toString();
        m_scene->runFor(5s);
        QCOMPARE(m_scene->reviews().size(), 1);
        moveThere(moved, m_scene->at(10));
        m_scene->runFor(5s);
        QCOMPARE(m_scene->reviews().size(), 0);
        QVERIFY(m_scene->appointment(id).phases.first().sync_status == SyncStatus::Synced);
    }

    void cancelledAfterItWasMoved()
    {
        start();
        const AppointmentId id = synced();
        const QString moved = moveThere(uid(id), m_scene->at(15)).value(u"uid").toString();
        m_scene->runFor(5s);
        cancelThere(moved);
        m_scene->runFor(5s);
        QCOMPARE(m_scene->reviews().size(), 1);
        QVERIFY(m_scene->reviews().first().cause == ReviewCause::RemoteCancelled);
    }

    void settledIsNotAskedAgain()
    {
        start();
        const AppointmentId id = synced();
        m_scene->takeEvents();
        cancelThere(uid(id));
        m_scene->runFor(5s);
        auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
        VERIFY_DONE(tx);
        VERIFY_DONE(ReviewActions::settle(*tx, m_scene->reviews().first().id, kMia, QStringLiteral("she comes")));
        VERIFY_DONE(tx->commit());
        QJsonObject again = QJsonDocument::fromJson(m_scene->takeEvents().first()).object();
        again.insert(QStringLiteral("createdAt"), QStringLiteral("2025-11-25T08:30:00.000Z"));
        m_scene->tell(QJsonDocument(again).toJson());
        m_scene->runFor(5s);
        QCOMPARE(m_scene->eventResults().size(), 3);
        QCOMPARE(m_scene->reviews().size(), 0);
    }

    void acceptACancel()
    {
        start();
        const AppointmentId id = synced(kPerm);
        cancelThere(uid(id));
        m_scene->runFor(5s);
        accept(m_scene->reviews().first().id);
        m_scene->runUntilSettled();
        m_scene->runFor(40s);
        QVERIFY(m_scene->appointment(id).status == AppointmentStatus::Cancelled);
        QCOMPARE(m_scene->remoteBookings().size(), 0); // its other parts, too
        QCOMPARE(m_scene->reviews().size(), 0);
    }

    void acceptAMove()
    {
        start();
        const AppointmentId id = synced();
        moveThere(uid(id), m_scene->at(15));
        m_scene->runFor(5s);
        const qsizetype sends = requests(QStringLiteral("POST"));
        accept(m_scene->reviews().first().id);
        m_scene->runUntilSettled();
        m_scene->runFor(40s);
        QVERIFY(m_scene->appointment(id).span.begin == m_scene->at(15));
        QCOMPARE(m_scene->remoteBookings().size(), 1);
        QCOMPARE(uid(id), m_scene->remoteBookings().first().value(u"uid").toString());
        QVERIFY(m_scene->appointment(id).phases.first().sync_status == SyncStatus::Synced);
        QCOMPARE(requests(QStringLiteral("POST")), sends); // it stands there already
        QCOMPARE(m_scene->reviews().size(), 0);
    }

    /// One part was moved: the others go with it.
    void acceptAMoveOfOnePart()
    {
        start();
        const AppointmentId id = synced(kPerm);
        moveThere(uid(id), m_scene->at(14));
        m_scene->runFor(5s);
        accept(m_scene->reviews().first().id);
        m_scene->runUntilSettled();
        m_scene->runFor(40s);
        QVERIFY(m_scene->appointment(id).span.begin == m_scene->at(14));
        QCOMPARE(m_scene->remoteBookings().size(), 4);
        for (const Phase &phase : m_scene->appointment(id).phases)
            QVERIFY(!phase.busy || phase.sync_status == SyncStatus::Synced);
        QCOMPARE(m_scene->reviews().size(), 0);
    }

    void acceptIsRefusedWhereItDoesNotFit()
    {
        start();
        const AppointmentId id = synced();
        moveThere(uid(id), m_scene->at(15));
        m_scene->runFor(5s);
        m_scene->killWorker();
        m_scene->book(kCut, kMia, 15); // meanwhile, at the desk
        const auto accepted =
            RemoteAcceptance::accept(*m_scene->connection, m_scene->clock, m_scene->random,
                                     m_scene->reviews().first().id, {QStringLiteral("desk"), Source::Desk});
        QVERIFY(!accepted);
        QVERIFY(accepted.error().code == ErrorCode::Refused);
        QVERIFY(m_scene->appointment(id).span.begin == m_scene->at(10));
        QCOMPARE(m_scene->reviews().size(), 1);
    }

    void pushACancelledOne()
    {
        start();
        const AppointmentId id = synced();
        const QString gone = uid(id);
        cancelThere(gone);
        m_scene->runFor(5s);
        push(m_scene->reviews().first().id);
        m_scene->runUntilSettled();
        m_scene->runFor(40s);
        QVERIFY(m_scene->appointment(id).status == AppointmentStatus::Confirmed);
        QCOMPARE(m_scene->remoteBookings().size(), 1);
        QCOMPARE(uid(id), m_scene->remoteBookings().first().value(u"uid").toString());
        QVERIFY(uid(id) != gone);
        QVERIFY(m_scene->appointment(id).phases.first().sync_status == SyncStatus::Synced);
        QCOMPARE(m_scene->reviews().size(), 0);
    }

    void pushAMovedOne()
    {
        start();
        const AppointmentId id = synced();
        moveThere(uid(id), m_scene->at(15));
        m_scene->runFor(5s);
        push(m_scene->reviews().first().id);
        m_scene->runUntilSettled();
        m_scene->runFor(40s);
        QVERIFY(m_scene->appointment(id).span.begin == m_scene->at(10));
        QCOMPARE(m_scene->remoteBookings().size(), 1);
        QCOMPARE(m_scene->remoteBookings().first().value(u"start").toString().left(16), iso(m_scene->at(10)).left(16));
        QCOMPARE(uid(id), m_scene->remoteBookings().first().value(u"uid").toString());
        QCOMPARE(m_scene->reviews().size(), 0);
    }

    /// Whatever Cal.com answers, no appointment moves or ends by it.
    void remoteAnswers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("cause");
        const auto status = [](const char *name, const char *faults, const char *cause) {
            QTest::newRow(name) << QByteArray(faults) << QString::fromLatin1(cause);
        };
        status("cancelled", "[]", "remote_cancelled");
        status("404", R"({"status":404,"message":"Booking with uid=x was not found in the database"})",
               "remote_missing");
        status("500", R"({"status":500,"message":"Internal server error"})", "");
        status("503", R"({"status":503,"message":"Unavailable"})", "");
        status("401", R"({"status":401,"message":"Invalid API Key"})", "");
        status("403", R"({"status":403,"message":"Forbidden"})", "");
        status("400", R"({"status":400,"message":"Bad request"})", "");
        status("429", R"({"rate_limit_s":60})", "");
        status("html", R"({"html":502})", "");
        status("cut off", R"({"truncate":true})", "");
        status("hangs", R"({"hang":true})", "");
    }
    void remoteAnswers()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, cause);
        start();
        const AppointmentId id = synced(kPerm);
        const Appointment before = m_scene->appointment(id);
        const QString booking = uid(id);
        if (answer != "[]")
            faults(QByteArray(kLookUp) + answer + "}]");
        cancelThere(booking);
        m_scene->runFor(3min);
        Appointment after = m_scene->appointment(id);
        QStringList causes;
        for (const ReviewItem &item : m_scene->reviews())
            causes.append(word(item.cause));
        QCOMPARE(causes.join(u' '), cause);
        after.phases = before.phases;
        QVERIFY(after == before);
        if (!cause.isEmpty())
            return;
        // It is not lost: as soon as Cal.com speaks again somebody is asked.
        faults("[]");
        m_scene->runFor(2h);
        QCOMPARE(m_scene->reviews().size(), 1);
        QVERIFY(m_scene->reviews().first().cause == ReviewCause::RemoteCancelled);
    }

    void failedLookUpWaits()
    {
        start();
        const AppointmentId id = synced();
        faults(QByteArray(kLookUp) + R"({"status":500,"message":"down"}}])");
        cancelThere(uid(id));
        m_scene->runFor(2s);
        QCOMPARE(m_scene->reviews().size(), 0);
        const auto counts = CalcomEventTable::counts(*m_scene->connection);
        QVERIFY(counts);
        QCOMPARE(counts->waiting, 1);
        m_scene->runFor(60s);
        QCOMPARE(requests(QStringLiteral("GET")), 3); // at once, after 5 s, after 30 s more
    }

    void bookedThereBecomesAnAppointment()
    {
        start();
        const QJsonObject booked = bookThere(typeOf(kPerm), m_scene->at(11));
        m_scene->runFor(5s);
        m_scene->runUntilSettled();
        m_scene->runFor(40s);
        const QList<Appointment> all = appointments();
        QCOMPARE(all.size(), 1);
        const Appointment &made = all.first();
        QVERIFY(made.source == Source::Calcom);
        QVERIFY(made.span.begin == m_scene->at(11));
        QCOMPARE(made.phases.size(), 5);
        QCOMPARE(made.phases.first().calcom_uid, booked.value(u"uid").toString());
        for (const Phase &phase : made.phases)
            QVERIFY(!phase.busy || phase.sync_status == SyncStatus::Synced);
        QCOMPARE(m_scene->remoteBookings().size(), 4);
        const auto customer = CustomerTable::read(*m_scene->connection, made.customer);
        QVERIFY(customer);
        QCOMPARE(customer->name, QStringLiteral("Mats Brandt"));
        QCOMPARE(customer->phone, QStringLiteral("+491713920099"));
        QCOMPARE(blocks(), 0);
        QCOMPARE(m_scene->reviews().size(), 0);
        for (const QString &result : m_scene->eventResults())
            QVERIFY2(result.contains(QStringLiteral(" done: ")), qPrintable(result));
    }

    void bookedThereByAKnownCustomer()
    {
        start();
        const AppointmentId first = synced(kCut, 10); // +49 171 3920010
        bookThere(typeOf(kCut), m_scene->at(13), QStringLiteral("+491713920010"), QStringLiteral("Lena Vogt"));
        m_scene->runFor(5s);
        QCOMPARE(appointments().size(), 2);
        QCOMPARE(appointments().last().customer, m_scene->appointment(first).customer);
    }

    void bookedAtShortNoticeIsInTheBook()
    {
        start();
        m_scene->clock.set(m_scene->at(10, 55));
        bookThere(typeOf(kCut), m_scene->at(11));
        m_scene->runFor(5s);
        QCOMPARE(appointments().size(), 1);
    }

    void itsLaterCancelNeedsAPerson()
    {
        start();
        const QJsonObject booked = bookThere(typeOf(kCut), m_scene->at(11));
        m_scene->runFor(5s);
        cancelThere(booked.value(u"uid").toString());
        m_scene->runFor(5s);
        QCOMPARE(m_scene->reviews().size(), 1);
        QVERIFY(m_scene->reviews().first().cause == ReviewCause::RemoteCancelled);
        QVERIFY(appointments().first().status == AppointmentStatus::Confirmed);
    }

    void withoutMapItIsABusyBlock()
    {
        start();
        const std::int64_t type = typeOf(kCut);
        forgetMaps();
        QVERIFY(explain(11)->available);
        const QJsonObject booked = bookThere(type, m_scene->at(11));
        m_scene->runFor(5s);
        QCOMPARE(appointments().size(), 0);
        QCOMPARE(blocks(), 1);
        const auto taken = explain(11);
        VERIFY_DONE(taken);
        QVERIFY(!taken->available);
        QVERIFY(taken->rule == Rule::BusyBlock);
        QVERIFY(explain(12)->available);
        QCOMPARE(m_scene->reviews().size(), 0);
        // Moved and cancelled at Cal.com, it follows by itself.
        const QString moved = moveThere(booked.value(u"uid").toString(), m_scene->at(12)).value(u"uid").toString();
        m_scene->runFor(5s);
        QCOMPARE(blocks(), 1);
        QVERIFY(explain(11)->available);
        QVERIFY(explain(12)->rule == Rule::BusyBlock && !explain(12)->available);
        cancelThere(moved);
        m_scene->runFor(5s);
        QCOMPARE(blocks(), 0);
        QVERIFY(explain(12)->available);
    }

    void nobodyBooksOverABusyBlock()
    {
        start();
        const std::int64_t type = typeOf(kCut);
        forgetMaps();
        bookThere(type, m_scene->at(11));
        m_scene->runFor(5s);
        BookingRequest request;
        request.branch = m_scene->catalogue.branches.first().id;
        request.service = m_scene->catalogue.service(kCut)->id;
        request.staff = m_scene->catalogue.member(kMia)->id;
        request.start = m_scene->at(11);
        request.name = QStringLiteral("Lena Vogt");
        const auto refused = BookingDesk(m_scene->clock, m_scene->random).book(*m_scene->connection, request);
        VERIFY_DONE(refused);
        QVERIFY(refused->kind == BookingOutcome::Kind::Refused);
        QVERIFY(refused->refusal.rule == Rule::BusyBlock);
    }

    /// It has the ids of an appointment that is not in this book (a copy of it, a backup that was put back).
    void ofAnotherBookItIsABusyBlock()
    {
        start();
        bookWith({QStringLiteral("elsewhere"), QStringLiteral("1"), QStringLiteral("A"), QStringLiteral("op")});
        m_scene->runFor(5s);
        QCOMPARE(appointments().size(), 0);
        QCOMPARE(blocks(), 1);
    }

    /// `event-maps test` books, sees and cancels: that is nobody's time.
    void aTestBookingOfOursTakesNoTime()
    {
        start();
        const auto instance = CatalogueTable::instance(*m_scene->connection);
        VERIFY_DONE(instance);
        bookWith({*instance, calcom::Token::kTrial, QStringLiteral("A"), QStringLiteral("op")});
        m_scene->runFor(5s);
        QCOMPARE(appointments().size(), 0);
        QCOMPARE(blocks(), 0);
        QCOMPARE(m_scene->eventResults(),
                 QStringList{QStringLiteral("BOOKING_CREATED ignored: a test booking of ours")});
    }

    /// A second booking of ours, however it came about, is shown to a person; when it goes, so does the case.
    void aSecondOneOfOursNeedsAPerson()
    {
        start();
        const AppointmentId id = synced();
        const QJsonObject metadata = m_scene->remoteBookings().first().value(u"metadata").toObject();
        const QJsonObject second = m_scene->elsewhere(
            "POST", QStringLiteral("/v2/bookings"),
            {{QStringLiteral("start"), iso(m_scene->at(12))},
             {QStringLiteral("eventTypeId"), qint64(typeOf(kCut))},
             {QStringLiteral("metadata"), metadata},
             {QStringLiteral("attendee"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Lena Vogt")},
                                                      {QStringLiteral("email"), QStringLiteral("lena@example.com")},
                                                      {QStringLiteral("timeZone"), QStringLiteral("Europe/Berlin")}}}});
        m_scene->runFor(5s);
        QCOMPARE(m_scene->reviews().size(), 1);
        QVERIFY(m_scene->reviews().first().cause == ReviewCause::Duplicate);
        QVERIFY(m_scene->appointment(id).phases.first().sync_status == SyncStatus::Synced);
        cancelThere(second.value(u"uid").toString());
        m_scene->runFor(5s);
        QCOMPARE(m_scene->reviews().size(), 0);
    }

    /// It meets an appointment that Cal.com does not know yet.
    void whatDoesNotFitIsABusyBlockAndAReview()
    {
        const AppointmentId ours = m_scene->book(kCut, QStringLiteral("mia"), 11);
        {
            auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
            VERIFY_DONE(tx);
            VERIFY_DONE(Query(*tx, "UPDATE outbox SET state = 'done'").exec());
            VERIFY_DONE(tx->commit());
        }
        start();
        const QJsonObject theirs = bookThere(typeOf(kCut), m_scene->at(11));
        m_scene->runFor(5s);
        QCOMPARE(appointments().size(), 1);
        QCOMPARE(blocks(), 1);
        QCOMPARE(m_scene->reviews().size(), 1);
        QVERIFY(m_scene->reviews().first().cause == ReviewCause::Conflict);
        QCOMPARE(m_scene->reviews().first().appointment, ours);
        cancelThere(theirs.value(u"uid").toString());
        m_scene->runFor(5s);
        QCOMPARE(blocks(), 0);
        QCOMPARE(m_scene->reviews().size(), 0);
    }

    void unreadableAndUnknownEventsAreKept()
    {
        start();
        m_scene->tell(R"({"triggerEvent":"BOOKING_CANCELLED","payload":{}})");
        m_scene->tell(R"({"triggerEvent":"OOO_CREATED","payload":{"uid":"x"}})");
        m_scene->tell(R"({"triggerEvent":"","payload":7})");
        const AppointmentId id = synced();
        QVERIFY(m_scene->appointment(id).phases.first().sync_status == SyncStatus::Synced);
        const QStringList results = m_scene->eventResults();
        QCOMPARE(results.size(), 4);
        QVERIFY(results.at(0).contains(QStringLiteral("unreadable")));
        QVERIFY(results.at(1).contains(QStringLiteral("ignored")));
        QVERIFY(results.at(2).contains(QStringLiteral("unreadable")));
        const auto counts = CalcomEventTable::counts(*m_scene->connection);
        QVERIFY(counts);
        QCOMPARE(counts->unreadable, 2);
        QCOMPARE(counts->waiting, 0);
    }

    void pausedByAPersonTheyWait()
    {
        start();
        const AppointmentId id = synced();
        {
            auto tx = Transaction::begin(*m_scene->connection, m_scene->clock);
            VERIFY_DONE(tx);
            VERIFY_DONE(Query(*tx, "INSERT INTO settings (name, value) VALUES ('sync_paused', 'true')").exec());
            VERIFY_DONE(tx->commit());
        }
        cancelThere(uid(id));
        m_scene->runFor(5min);
        QCOMPARE(m_scene->reviews().size(), 0);
        QCOMPARE(requests(QStringLiteral("GET")), 0);
    }
};

QTEST_GUILESS_MAIN(TestRemoteEvents)
#include "tst_remoteevents.moc"
