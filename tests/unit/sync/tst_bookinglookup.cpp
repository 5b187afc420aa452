// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/bookinglookup.h"
#include "tests/support/manualexecutor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

using namespace salon;

namespace
{

const Instant kStart = Instant::fromMs(1'764'147'600'000); // 2025-11-26T09:00Z

const calcom::Token kOurs{QStringLiteral("instance"), QStringLiteral("12"), QStringLiteral("A"), QStringLiteral("op")};

/// Answers what it was told to, in order, and keeps the requests.
class ScriptedTransport final : public HttpTransport
{
public:
    void send(OutgoingRequest request, std::function<void(IncomingAnswer)> then) override
    {
        requests.append(request);
        then(answers.isEmpty() ? last : answers.takeFirst());
    }
    void say(int status, const QJsonObject &document)
    {
        IncomingAnswer answer;
        answer.status = status;
        answer.body = QJsonDocument(document).toJson(QJsonDocument::Compact);
        answers.append(answer);
    }
    QList<IncomingAnswer> answers;
    IncomingAnswer last;
    QList<OutgoingRequest> requests;
};

QJsonObject booking(const QString &uid, const calcom::Token &token, const char *status = "accepted")
{
    return {{QStringLiteral("uid"), uid},
            {QStringLiteral("status"), QLatin1String(status)},
            {QStringLiteral("start"), calcom::utcText(kStart)},
            {QStringLiteral("end"), calcom::utcText(kStart + minutes(60))},
            {QStringLiteral("eventTypeId"), 700'102},
            {QStringLiteral("metadata"), token.toMetadata()}};
}

/// The server's own counts lie on purpose: only rows count.
QJsonObject page(const QJsonArray &rows)
{
    return {{QStringLiteral("status"), QStringLiteral("success")},
            {QStringLiteral("data"), rows},
            {QStringLiteral("pagination"), QJsonObject{{QStringLiteral("hasNextPage"), rows.isEmpty()},
                                                       {QStringLiteral("returnedItems"), 7},
                                                       {QStringLiteral("totalItems"), 1}}}};
}

QJsonObject single(const QJsonObject &found)
{
    return {{QStringLiteral("status"), QStringLiteral("success")}, {QStringLiteral("data"), found}};
}

SyncTask taskOf(SyncOperation operation = SyncOperation::Create)
{
    SyncTask task;
    task.row.operation = operation;
    task.row.begins = kStart;
    task.row.calcom_uid = operation == SyncOperation::Create ? QString() : QStringLiteral("known");
    task.account = calcom::Account(QUrl(QStringLiteral("http://127.0.0.1/v2")), "cal_test_salon");
    task.token = kOurs;
    return task;
}

} // namespace

class TestBookingLookup : public QObject
{
    Q_OBJECT

    test::ManualClock m_clock;

    SyncOutcome look(ScriptedTransport &transport, SyncOperation operation = SyncOperation::Create)
    {
        std::optional<SyncOutcome> found;
        BookingLookup::start(transport, m_clock, taskOf(operation),
                             [&](const SyncOutcome &outcome) { found = outcome; });
        if (!found)
            qFatal("no outcome");
        return *found;
    }

private Q_SLOTS:
    void everyPageIsReadWhateverTheCountsSay()
    {
        ScriptedTransport transport;
        QJsonArray strangers;
        for (int i = 0; i < 250; ++i)
            strangers.append(booking(QStringLiteral("stranger-%1").arg(i), {}));
        transport.say(200, page(strangers));
        transport.say(200, page(strangers));
        transport.say(200, page({booking(QStringLiteral("ours"), kOurs)}));
        transport.say(200, page({}));
        const SyncOutcome outcome = look(transport);
        QCOMPARE(outcome.event, SyncEvent::Found);
        QCOMPARE(outcome.booking->uid, QStringLiteral("ours"));
        QCOMPARE(transport.requests.size(), 4); // there may be a second one of ours
        QCOMPARE(QUrlQuery(transport.requests.last().url).queryItemValue(QStringLiteral("skip")),
                 QStringLiteral("501"));
    }

    void anEmptyPageIsTheEnd()
    {
        ScriptedTransport transport;
        transport.say(200, page({booking(QStringLiteral("stranger"), {})}));
        transport.say(200, page({}));
        QCOMPARE(look(transport).event, SyncEvent::NotFound);
        QCOMPARE(transport.requests.size(), 2);
    }

    void aListWithoutEndProvesNothing()
    {
        ScriptedTransport transport;
        transport.last.status = 200;
        transport.last.body =
            QJsonDocument(page({booking(QStringLiteral("stranger"), {})})).toJson(QJsonDocument::Compact);
        QCOMPARE(look(transport).event, SyncEvent::LookupUnclear);
        QVERIFY(transport.requests.size() < 100);
    }

    void onlyOurIdsCount_data()
    {
        QTest::addColumn<QJsonObject>("listed");
        QTest::addColumn<SyncEvent>("expected");
        const auto changed = [](QString calcom::Token::*field) {
            calcom::Token token = kOurs;
            token.*field = QStringLiteral("other");
            return booking(QStringLiteral("b"), token);
        };
        QTest::newRow("ours") << booking(QStringLiteral("b"), kOurs) << SyncEvent::Found;
        QTest::newRow("same time, nobody's") << booking(QStringLiteral("b"), {}) << SyncEvent::NotFound;
        QTest::newRow("another salon's") << changed(&calcom::Token::instance) << SyncEvent::NotFound;
        QTest::newRow("another appointment's") << changed(&calcom::Token::appointment) << SyncEvent::NotFound;
        QTest::newRow("another phase's") << changed(&calcom::Token::phase) << SyncEvent::NotFound;
        QTest::newRow("another operation's") << changed(&calcom::Token::operation) << SyncEvent::NotFound;
        QTest::newRow("ours, cancelled") << booking(QStringLiteral("b"), kOurs, "cancelled")
                                         << SyncEvent::FoundCancelled;
        QTest::newRow("ours, rejected") << booking(QStringLiteral("b"), kOurs, "rejected") << SyncEvent::FoundCancelled;
        QJsonObject moved = booking(QStringLiteral("b"), kOurs);
        moved.insert(QStringLiteral("start"), calcom::utcText(kStart + minutes(30)));
        QTest::newRow("ours, at another time") << moved << SyncEvent::Found; // where it is, is compared with the book
        QTest::newRow("ours, pending") << booking(QStringLiteral("b"), kOurs, "pending") << SyncEvent::FoundUnconfirmed;
    }

    void onlyOurIdsCount()
    {
        QFETCH(QJsonObject, listed);
        QFETCH(SyncEvent, expected);
        ScriptedTransport transport;
        transport.say(200, page({listed}));
        transport.say(200, page({}));
        QCOMPARE(look(transport).event, expected);
    }

    void theOldestOfSeveralIsIt()
    {
        ScriptedTransport transport;
        QJsonObject young = booking(QStringLiteral("young"), kOurs);
        young.insert(QStringLiteral("createdAt"), calcom::utcText(kStart - minutes(10)));
        QJsonObject old = booking(QStringLiteral("old"), kOurs);
        old.insert(QStringLiteral("createdAt"), calcom::utcText(kStart - minutes(11)));
        transport.say(200, page({young}));
        transport.say(200, page({old, booking(QStringLiteral("gone"), kOurs, "cancelled")}));
        transport.say(200, page({}));
        const SyncOutcome outcome = look(transport);
        QCOMPARE(outcome.event, SyncEvent::Found);
        QCOMPARE(outcome.booking->uid, QStringLiteral("old"));
        QCOMPARE(outcome.duplicates, QStringList{QStringLiteral("young")});
    }

    void aCreateFollowsItsSuccessors()
    {
        ScriptedTransport transport;
        QJsonObject first = booking(QStringLiteral("first"), kOurs, "cancelled");
        first.insert(QStringLiteral("rescheduledToUid"), QStringLiteral("second"));
        QJsonObject second = booking(QStringLiteral("second"), kOurs, "cancelled");
        second.insert(QStringLiteral("rescheduledToUid"), QStringLiteral("third"));
        transport.say(200, page({first}));
        transport.say(200, page({}));
        transport.say(200, single(second));
        transport.say(200, single(booking(QStringLiteral("third"), kOurs)));
        const SyncOutcome outcome = look(transport);
        QCOMPARE(outcome.event, SyncEvent::Found);
        QCOMPARE(outcome.booking->uid, QStringLiteral("third"));
    }

    void aChainWithoutEndIsLeft()
    {
        ScriptedTransport transport;
        QJsonObject one = booking(QStringLiteral("one"), kOurs, "cancelled");
        one.insert(QStringLiteral("rescheduledToUid"), QStringLiteral("other"));
        QJsonObject other = booking(QStringLiteral("other"), kOurs, "cancelled");
        other.insert(QStringLiteral("rescheduledToUid"), QStringLiteral("one"));
        transport.say(200, single(other));
        transport.say(200, single(one));
        transport.last.status = 200;
        transport.last.body = QJsonDocument(single(other)).toJson(QJsonDocument::Compact);
        QCOMPARE(look(transport, SyncOperation::Reschedule).event, SyncEvent::FoundCancelled);
        QVERIFY(transport.requests.size() < 5);
    }

    void aLookupThatFailsIsNoAbsence_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<SyncEvent>("expected");
        QTest::newRow("500") << 500 << SyncEvent::LookupUnclear;
        QTest::newRow("400") << 400 << SyncEvent::LookupUnclear;
        QTest::newRow("404") << 404 << SyncEvent::LookupUnclear;
        QTest::newRow("401") << 401 << SyncEvent::LookupKeyRefused;
        QTest::newRow("403") << 403 << SyncEvent::LookupKeyRefused;
        QTest::newRow("429") << 429 << SyncEvent::LookupNotReached;
        QTest::newRow("success without a list") << 200 << SyncEvent::LookupUnclear;
    }

    void aLookupThatFailsIsNoAbsence()
    {
        QFETCH(int, status);
        QFETCH(SyncEvent, expected);
        ScriptedTransport transport;
        transport.say(status,
                      {{QStringLiteral("statusCode"), status}, {QStringLiteral("message"), QStringLiteral("x")}});
        QCOMPARE(look(transport).event, expected);
        ScriptedTransport second_page;
        second_page.say(200, page({booking(QStringLiteral("stranger"), {})}));
        second_page.say(status,
                        {{QStringLiteral("statusCode"), status}, {QStringLiteral("message"), QStringLiteral("x")}});
        QCOMPARE(look(second_page).event, expected);
    }

    void aCancelIsAskedAfterByUid_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<SyncEvent>("expected");
        QTest::newRow("cancelled") << QByteArray("cancelled") << SyncEvent::Found;
        QTest::newRow("still there") << QByteArray("accepted") << SyncEvent::NotFound;
    }

    void aCancelIsAskedAfterByUid()
    {
        QFETCH(QByteArray, status);
        QFETCH(SyncEvent, expected);
        ScriptedTransport transport;
        transport.say(200, single(booking(QStringLiteral("known"), kOurs, status.constData())));
        QCOMPARE(look(transport, SyncOperation::Cancel).event, expected);
        QVERIFY(transport.requests.first().url.path().endsWith(QStringLiteral("/bookings/known")));
    }

    void aMoveFollowsItsSuccessor()
    {
        ScriptedTransport transport;
        QJsonObject old = booking(QStringLiteral("known"), kOurs, "cancelled");
        old.insert(QStringLiteral("rescheduledToUid"), QStringLiteral("next"));
        transport.say(200, single(old));
        transport.say(200, single(booking(QStringLiteral("next"), kOurs)));
        const SyncOutcome outcome = look(transport, SyncOperation::Reschedule);
        QCOMPARE(outcome.event, SyncEvent::Found);
        QCOMPARE(outcome.booking->uid, QStringLiteral("next"));
    }

    void aMoveByAStrangerIsSaid()
    {
        ScriptedTransport transport;
        QJsonObject old = booking(QStringLiteral("known"), kOurs, "cancelled");
        old.insert(QStringLiteral("rescheduledToUid"), QStringLiteral("next"));
        QJsonObject next = booking(QStringLiteral("next"), kOurs);
        next.insert(QStringLiteral("start"), calcom::utcText(kStart + minutes(30)));
        transport.say(200, single(old));
        transport.say(200, single(next));
        QCOMPARE(look(transport, SyncOperation::Reschedule).event, SyncEvent::FoundElsewhere);
    }

    void aMoveToAnotherTimeIsNotOurs()
    {
        ScriptedTransport transport;
        QJsonObject moved = booking(QStringLiteral("known"), kOurs);
        moved.insert(QStringLiteral("start"), calcom::utcText(kStart + minutes(30)));
        transport.say(200, single(moved));
        QCOMPARE(look(transport, SyncOperation::Reschedule).event, SyncEvent::NotFound);
        transport.say(404, {{QStringLiteral("statusCode"), 404}, {QStringLiteral("message"), QStringLiteral("gone")}});
        QCOMPARE(look(transport, SyncOperation::Reschedule).event, SyncEvent::NotFound);
    }

    void cancelledBeforeProvesNothing()
    {
        ScriptedTransport transport;
        transport.say(400, {{QStringLiteral("statusCode"), 400},
                            {QStringLiteral("message"), QStringLiteral("Can't cancel booking with uid=known because it "
                                                                       "has been cancelled already.")}});
        const IncomingAnswer answer = transport.answers.first();
        QCOMPARE(outcomeOfSend(taskOf(SyncOperation::Cancel), answer, kStart).event, SyncEvent::CancelledBefore);
    }

    void aSuccessThatShowsSomebodyElseProvesNothing()
    {
        IncomingAnswer answer;
        answer.status = 201;
        SyncTask task = taskOf();
        answer.body = QJsonDocument(single(booking(QStringLiteral("b"), kOurs))).toJson();
        QCOMPARE(outcomeOfSend(task, answer, kStart).event, SyncEvent::Executed);
        answer.body = QJsonDocument(single(booking(QStringLiteral("b"), {}))).toJson();
        QCOMPARE(outcomeOfSend(task, answer, kStart).event, SyncEvent::OutcomeUnclear);
        QJsonObject later = booking(QStringLiteral("b"), kOurs);
        later.insert(QStringLiteral("start"), calcom::utcText(kStart + minutes(30)));
        answer.body = QJsonDocument(single(later)).toJson();
        QCOMPARE(outcomeOfSend(task, answer, kStart).event, SyncEvent::OutcomeUnclear);
        QCOMPARE(outcomeOfSend(taskOf(SyncOperation::Reschedule), answer, kStart).event, SyncEvent::OutcomeUnclear);
        answer.body = QJsonDocument(single(booking(QStringLiteral("b"), kOurs, "pending"))).toJson();
        QCOMPARE(outcomeOfSend(task, answer, kStart).event, SyncEvent::ExecutedUnconfirmed);
    }
};

QTEST_GUILESS_MAIN(TestBookingLookup)
#include "tst_bookinglookup.moc"
