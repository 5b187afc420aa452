// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/sandbox/sandboxscene.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace salon::test
{

using namespace sandbox;

namespace
{
const char kUserBusy[] = "User either already has booking at this time or is not available";
const char kRace[] = "An error occurred while querying the database.";

QByteArray header(const Got &got, const char *name)
{
    return headerValue(got.answer.response.headers, QByteArrayView(name));
}

HttpRequest createRequest(const QJsonObject &body)
{
    return {"POST",
            "/v2/bookings",
            {},
            {{"Authorization", "Bearer cal_test_salon"},
             {"cal-api-version", "2024-08-13"},
             {"Content-Type", "application/json"}},
            QJsonDocument(body).toJson()};
}
} // namespace

class TestSandbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void createIsStoredAndListed();
    void timesThatAreRefused_data();
    void timesThatAreRefused();
    void pendingBlocksItsOwnTypeOnly();
    void roundRobinAndManaged();
    void sameTimeRequestsRace();
    void parallelMovesForkAndCancelsRepeat();
    void keysSeeTheirOwn();
    void versionsReachOtherControllers();
    void moveKeepsTheChainAndItsLength();
    void cancelNeedsAReasonOfTheHost();
    void pagesCountWhatFiltersHide();
    void limitRefusesThe121st();
    void answersCarryIdsAndTags();
    void webhooksAreSignedOverTheirBytes();
    void webhookRoutes();
    void eventTypesByKey();
    void seedOfACatalogue();
    void seedAndResetReplaceEverything();
    void wrongSeedNamesThePlace();
};

void TestSandbox::createIsStoredAndListed()
{
    SandboxScene scene;
    const QJsonObject marks{{u"salondesk_appointment"_s, u"7"_s}, {u"salondesk_phase"_s, u"A"_s}};
    const Got made = scene.create("2025-11-26T10:00:00+01:00", 1, {{u"metadata"_s, marks}});
    QCOMPARE(made.status, 201);
    QCOMPARE(made.data().value(u"start"_s).toString(), u"2025-11-26T09:00:00.000Z"_s);
    QCOMPARE(made.data().value(u"end"_s).toString(), u"2025-11-26T09:30:00.000Z"_s);
    QCOMPARE(made.data().value(u"metadata"_s).toObject(), marks);
    QCOMPARE(scene.get("/v2/bookings/" + made.uid().toUtf8()).data().value(u"metadata"_s).toObject(), marks);
    // Bounds are inclusive, and hold the booking, not overlap it.
    const QByteArray exact = "/v2/bookings?afterStart=2025-11-26T09:00:00Z&beforeEnd=2025-11-26T09:30:00Z";
    QCOMPARE(scene.get(exact).list().size(), 1);
    QCOMPARE(scene.get("/v2/bookings?afterStart=2025-11-26T09:00:01Z").list().size(), 0);
    QCOMPARE(scene.get("/v2/bookings?beforeEnd=2025-11-26T09:29:59Z").list().size(), 0);
    QCOMPARE(scene.get("/v2/bookings?attendeeEmail=Erika%40example.com").list().size(), 0);
}

void TestSandbox::timesThatAreRefused_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("status");
    // There is one booking: Anna, 26 November 10:00-10:30 Berlin. It is 25 November 09:00.
    QTest::newRow("same start") << QByteArray("2025-11-26T10:00:00+01:00") << 2 << 400;
    QTest::newRow("overlaps its begin") << QByteArray("2025-11-26T09:45:00+01:00") << 2 << 400;
    QTest::newRow("touches its begin") << QByteArray("2025-11-26T09:40:00+01:00") << 2 << 201;
    QTest::newRow("touches its end") << QByteArray("2025-11-26T10:30:00+01:00") << 2 << 201;
    QTest::newRow("other host") << QByteArray("2025-11-26T10:00:00+01:00") << 4 << 201;
    QTest::newRow("buffer after") << QByteArray("2025-11-26T10:40:00+01:00") << 8 << 400;
    QTest::newRow("beyond the buffer") << QByteArray("2025-11-26T10:45:00+01:00") << 8 << 201;
    QTest::newRow("before hours") << QByteArray("2025-11-26T08:50:00+01:00") << 2 << 400;
    QTest::newRow("half outside hours") << QByteArray("2025-11-26T17:50:00+01:00") << 2 << 400;
    QTest::newRow("Sunday") << QByteArray("2025-11-30T10:00:00+01:00") << 2 << 400;
    QTest::newRow("off every grid") << QByteArray("2025-11-26T12:07:00+01:00") << 2 << 201;
    QTest::newRow("past") << QByteArray("2025-11-24T10:00:00+01:00") << 2 << 400;
    QTest::newRow("managed parent") << QByteArray("2025-11-26T12:00:00+01:00") << 103 << 400;
    QTest::newRow("managed child") << QByteArray("2025-11-26T12:00:00+01:00") << 111 << 201;
    QTest::newRow("unknown type") << QByteArray("2025-11-26T12:00:00+01:00") << 999 << 404;
}

void TestSandbox::timesThatAreRefused()
{
    QFETCH(QByteArray, start);
    QFETCH(int, type);
    SandboxScene scene;
    QCOMPARE(scene.create("2025-11-26T10:00:00+01:00").status, 201);
    scene.clock.advance(seconds(1));
    const Got got = scene.create(start.constData(), type);
    QTEST(got.status, "status");
    if (got.status != 201)
        QCOMPARE(got.shape(), 'A');
}

void TestSandbox::pendingBlocksItsOwnTypeOnly()
{
    SandboxScene scene;
    const Got pending = scene.create("2025-11-26T10:00:00+01:00", 5);
    QCOMPARE(pending.data().value(u"status"_s).toString(), u"pending"_s);
    // The same booker again is given the same booking.
    QCOMPARE(scene.create("2025-11-26T10:00:00+01:00", 5).uid(), pending.uid());
    QCOMPARE(scene.create("2025-11-26T10:00:00+01:00", 1).status, 201);
}

void TestSandbox::roundRobinAndManaged()
{
    SandboxScene scene;
    const char *start = "2025-11-26T10:00:00+01:00";
    const auto by = [&](const char *email, int type) {
        QJsonObject body = SandboxScene::createBody(start, type);
        QJsonObject who = body.value(u"attendee"_s).toObject();
        who.insert(u"email"_s, QLatin1String(email));
        body.insert(u"attendee"_s, who);
        return scene.post("/v2/bookings", body);
    };
    const Got first = by("a@example.com", 101);
    QCOMPARE(by("a@example.com", 101).uid(), first.uid());
    QVERIFY(by("b@example.com", 101).data().value(u"hosts"_s) != first.data().value(u"hosts"_s));
    QCOMPARE(by("c@example.com", 101).message(),
             u"One of the hosts either already has booking at this time or is not available"_s);
    // Only the fixed host is busy: the branch of the server that throws.
    QCOMPARE(scene.create("2025-11-26T12:00:00+01:00", 1).status, 201);
    const Got thrown = scene.create("2025-11-26T12:00:00+01:00", 105);
    QCOMPARE(thrown.status, 500);
    QCOMPARE(thrown.shape(), 'B');
}

void TestSandbox::sameTimeRequestsRace()
{
    SandboxScene scene;
    const HttpRequest same = createRequest(SandboxScene::createBody("2025-11-26T10:00:00+01:00", 1));
    const SandboxAnswer first = scene.sandbox.arrive(same);
    const SandboxAnswer second = scene.sandbox.arrive(same);
    const HttpRequest overlapping = createRequest(SandboxScene::createBody("2025-11-26T10:15:00+01:00", 2));
    const SandboxAnswer third = scene.sandbox.arrive(overlapping);
    QCOMPARE(first.response.status, 201);
    QCOMPARE(second.response.status, 400);
    QCOMPARE(QJsonDocument::fromJson(second.response.body).object().value(u"message"_s).toString(),
             QLatin1String(kRace));
    // Nothing on the server stops two bookings that overlap only partly.
    QCOMPARE(third.response.status, 201);
    QCOMPARE(scene.get("/v2/bookings").list().size(), 0);
    scene.sandbox.settle(first.ticket);
    scene.sandbox.settle(third.ticket);
    QCOMPARE(scene.get("/v2/bookings").list().size(), 2);
    QCOMPARE(scene.create("2025-11-26T10:00:00+01:00").message(), QLatin1String(kUserBusy));
}

void TestSandbox::parallelMovesForkAndCancelsRepeat()
{
    SandboxScene scene;
    const QByteArray path = "/v2/bookings/" + scene.create("2025-11-26T10:00:00+01:00").uid().toUtf8();
    const auto arrive = [&](const QByteArray &what, const QJsonObject &body) {
        HttpRequest request = createRequest(body);
        request.path = path + what;
        return scene.sandbox.arrive(request);
    };
    const SandboxAnswer one = arrive("/reschedule", {{u"start"_s, u"2025-11-26T11:00:00+01:00"_s}});
    const SandboxAnswer two = arrive("/reschedule", {{u"start"_s, u"2025-11-26T12:00:00+01:00"_s}});
    QCOMPARE(one.response.status, 201);
    QCOMPARE(two.response.status, 201);
    scene.sandbox.settle(one.ticket);
    scene.sandbox.settle(two.ticket);
    QCOMPARE(scene.get("/v2/bookings?status=upcoming").list().size(), 2);

    SandboxScene other;
    const QByteArray uid = other.create("2025-11-26T10:00:00+01:00").uid().toUtf8();
    HttpRequest cancel = createRequest({{u"cancellationReason"_s, u"x"_s}});
    cancel.path = "/v2/bookings/" + uid + "/cancel";
    HttpRequest move = createRequest({{u"start"_s, u"2025-11-26T12:00:00+01:00"_s}});
    move.path = "/v2/bookings/" + uid + "/reschedule";
    QCOMPARE(other.sandbox.arrive(cancel).response.status, 200);
    QCOMPARE(other.sandbox.arrive(cancel).response.status, 200);
    const SandboxAnswer refused = other.sandbox.arrive(move);
    QCOMPARE(refused.response.status, 400);
    QVERIFY(refused.response.body.contains("cancelled_bookings_cannot_be_rescheduled"));
}

void TestSandbox::keysSeeTheirOwn()
{
    SandboxScene scene;
    QCOMPARE(scene.create("2025-11-26T10:00:00+01:00", 1).status, 201);
    QCOMPARE(scene.create("2025-11-26T10:00:00+01:00", 4).status, 201);
    QCOMPARE(scene.get("/v2/bookings", "cal_test_anything").list().size(), 2);
    QCOMPARE(scene.get("/v2/bookings", "cal_test_staff_anna").list().size(), 1);
    QCOMPARE(scene.get("/v2/bookings", "cal_test_staff_chef").list().size(), 0);
    QCOMPARE(scene.get("/v2/bookings", "cal_test_staff_nobody").status, 401);
    QCOMPARE(scene.get("/v2/bookings", "cal_live_x").message(), u"CustomThrottlerGuard - Invalid API Key"_s);
    QCOMPARE(scene.get("/v2/bookings", "whatever").status, 403);
    QCOMPARE(scene.send("GET", "/v2/bookings").status, 403);
    QCOMPARE(scene.send("GET", "/v2/me").status, 401);
    QCOMPARE(scene.get("/v2/me", "cal_test_staff_bea").data().value(u"id"_s).toInt(), 102);
    // A wrong credential fails a create; none at all does not.
    QCOMPARE(scene.create("2025-11-26T12:00:00+01:00", 1, {}, "cal_wrong").status, 401);
    QCOMPARE(scene.create("2025-11-26T12:00:00+01:00", 1, {}, "whatever").message(), u"Invalid Access Token."_s);
    HttpRequest anonymous = createRequest(SandboxScene::createBody("2025-11-26T12:00:00+01:00", 1));
    anonymous.headers.removeFirst();
    QCOMPARE(scene.sandbox.handle(anonymous).response.status, 201);
    HttpRequest bare = createRequest(SandboxScene::createBody("2025-11-26T13:00:00+01:00", 1));
    bare.headers.first().value = "cal_test_salon"; // without "Bearer "
    QCOMPARE(scene.sandbox.handle(bare).response.status, 201);
}

void TestSandbox::versionsReachOtherControllers()
{
    SandboxScene scene;
    const auto with = [&](const QByteArray &version) {
        HttpRequest request = createRequest(SandboxScene::createBody("2025-11-26T10:00:00+01:00", 1));
        request.headers[1].value = version;
        const SandboxAnswer answer = scene.sandbox.handle(request);
        return qMakePair(answer.response.status, answer.response.body);
    };
    for (const char *old : {"", "2030-01-01", "2024-06-14", "2024-04-15"}) {
        const auto [status, body] = with(old);
        QCOMPARE(status, 400);
        QVERIFY(body.contains("timeZone must be a valid IANA time-zone"));
    }
    QCOMPARE(with("2024-09-04").first, 404);
    QVERIFY(with("2024-09-04").second.contains("Cannot POST /v2/bookings"));
    QVERIFY(scene.sandbox.world().bookings.isEmpty());
    const Got old_type = scene.send("GET", "/v2/event-types/1", {}, {{"Authorization", "Bearer cal_test_x"}});
    QCOMPARE(old_type.data().value(u"eventType"_s).toObject().value(u"length"_s).toInt(), 30);
}

void TestSandbox::moveKeepsTheChainAndItsLength()
{
    SandboxScene scene;
    const QJsonObject marks{{u"salondesk_appointment"_s, u"7"_s}};
    const Got first =
        scene.create("2025-11-26T10:00:00+01:00", 3, {{u"lengthInMinutes"_s, 60}, {u"metadata"_s, marks}});
    const QByteArray path = "/v2/bookings/" + first.uid().toUtf8() + "/reschedule";
    const Got moved = scene.post(path, {{u"start"_s, u"2025-11-26T10:30:00+01:00"_s}}); // over itself: ignored
    QCOMPARE(moved.status, 201);
    QCOMPARE(moved.data().value(u"duration"_s).toInt(), 60);
    QCOMPARE(moved.data().value(u"metadata"_s).toObject(), marks);
    QCOMPARE(moved.data().value(u"rescheduledFromUid"_s).toString(), first.uid());
    QCOMPARE(moved.data().value(u"icsUid"_s), first.data().value(u"icsUid"_s));
    const Got old = scene.get("/v2/bookings/" + first.uid().toUtf8());
    QCOMPARE(old.data().value(u"status"_s).toString(), u"cancelled"_s);
    QCOMPARE(old.data().value(u"rescheduledToUid"_s).toString(), moved.uid());
    const Got again = scene.post(path, {{u"start"_s, u"2025-11-26T10:30:00+01:00"_s}});
    QVERIFY(again.message().contains(u"rescheduled already to booking with uid="_s + moved.uid()));
}

void TestSandbox::cancelNeedsAReasonOfTheHost()
{
    SandboxScene scene;
    const QByteArray path = "/v2/bookings/" + scene.create("2025-11-26T10:00:00+01:00").uid().toUtf8() + "/cancel";
    const Got without = scene.post(path, {}, "cal_test_staff_anna");
    QCOMPARE(without.message(), u"Cancellation reason is required"_s);
    QCOMPARE(without.shape(), 'B');
    QCOMPARE(scene.post(path, {{u"reason"_s, u"x"_s}}).message(),
             u"reason property is wrong,property reason should not exist "_s);
    QCOMPARE(scene.post(path, {}, "cal_test_staff_bea").status, 200); // rights are not asked for
    QVERIFY(scene.post(path, {{u"cancellationReason"_s, u"x"_s}}).message().contains(u"has been cancelled already"_s));
    QCOMPARE(scene.create("2025-11-26T10:00:00+01:00").status, 201); // the time is free again
}

void TestSandbox::pagesCountWhatFiltersHide()
{
    SandboxScene scene;
    for (const char *start : {"2025-11-26T10:00:00Z", "2025-11-26T11:00:00Z", "2025-11-26T12:00:00Z"}) {
        scene.clock.advance(seconds(1));
        QCOMPARE(scene.create(start).status, 201);
    }
    const Got page = scene.get("/v2/bookings?afterCreatedAt=2030-01-01T00:00:00Z&take=2");
    QVERIFY(page.list().isEmpty());
    const QJsonObject counts = page.body.value(u"pagination"_s).toObject();
    QCOMPARE(counts.value(u"totalItems"_s).toInt(), 3);
    QCOMPARE(counts.value(u"returnedItems"_s).toInt(), 2);
    QCOMPARE(counts.value(u"hasNextPage"_s).toBool(), true);
    const Got second = scene.get("/v2/bookings?take=2&skip=2&sortCreated=desc");
    QCOMPARE(second.list().size(), 1);
    QCOMPARE(second.body.value(u"pagination"_s).toObject().value(u"currentPage"_s).toInt(), 2);
    QCOMPARE(second.list().first().toObject().value(u"start"_s).toString(), u"2025-11-26T10:00:00.000Z"_s);
    const QJsonObject none = scene.get("/v2/bookings?status=past").body.value(u"pagination"_s).toObject();
    QCOMPARE(none.value(u"currentPage"_s).toInt(), 0);
    for (const char *wrong :
         {"take=0", "take=251", "take=x", "status=foo", "afterStart=yesterday", "afterStart=2025-11-26T10:00:00+01:00"})
        QCOMPARE(scene.get(QByteArray("/v2/bookings?") + wrong).status, 400);
    QCOMPARE(scene.get("/v2/bookings?afterStart=2025-11-26T11:00:00%2B01:00&foo=bar").list().size(), 3);
}

void TestSandbox::limitRefusesThe121st()
{
    SandboxScene scene;
    for (int i = 0; i < 120; ++i)
        QCOMPARE(scene.get("/v2/me", "cal_test_a").status, 200);
    const Got refused = scene.create("2025-11-26T10:00:00+01:00", 1, {}, "cal_test_a");
    QCOMPARE(refused.status, 429);
    QCOMPARE(header(refused, "X-RateLimit-Remaining-Default"), QByteArray("0"));
    QCOMPARE(header(refused, "X-RateLimit-Reset-Default"), QByteArray("60"));
    QVERIFY(refused.body.value(u"error"_s).toObject().value(u"details"_s).isString());
    QVERIFY(scene.sandbox.world().bookings.isEmpty());
    QCOMPARE(scene.get("/v2/me", "cal_test_b").status, 200);
    scene.clock.advance(seconds(59));
    QCOMPARE(scene.get("/v2/me", "cal_test_a").status, 429);
    scene.clock.advance(seconds(2));
    QCOMPARE(scene.get("/v2/me", "cal_test_a").status, 200);
}

void TestSandbox::answersCarryIdsAndTags()
{
    SandboxScene scene;
    const Got first = scene.get("/v2/me");
    QCOMPARE(header(first, "X-RateLimit-Remaining-Default"), QByteArray("119"));
    QCOMPARE(header(first, "X-Request-Id").size(), 36);
    const Got again = scene.send("GET", "/v2/me", {},
                                 {{"Authorization", "Bearer cal_test_x"}, {"If-None-Match", header(first, "ETag")}});
    QCOMPARE(again.status, 304);
    const Got lost = scene.get("/v2/nothing?x=1");
    QCOMPARE(lost.message(), u"Cannot GET /v2/nothing?x=1"_s);
    QCOMPARE(lost.body.value(u"path"_s).toString(), u"/v2/nothing?x=1"_s);
    const QJsonArray journal = scene.sandbox.state().value(u"requests"_s).toArray();
    QCOMPARE(journal.size(), 3);
    QCOMPARE(journal.last().toObject().value(u"status"_s).toInt(), 404);
}

void TestSandbox::webhooksAreSignedOverTheirBytes()
{
    SandboxScene scene;
    scene.sandbox.addWebhook(QUrl(u"http://127.0.0.1:1/calcom"_s), u"geheim"_s);
    const Got made = scene.create("2025-11-26T10:00:00+01:00", 1, {{u"metadata"_s, QJsonObject{{u"a"_s, u"b"_s}}}});
    QCOMPARE(made.answer.webhooks.size(), 1);
    const WebhookDelivery hook = made.answer.webhooks.first();
    QVERIFY(hook.awaited);
    QCOMPARE(hook.signature, QMessageAuthenticationCode::hash(hook.body, "geheim", QCryptographicHash::Sha256).toHex());
    const QJsonObject sent = QJsonDocument::fromJson(hook.body).object();
    QCOMPARE(sent.value(u"triggerEvent"_s).toString(), u"BOOKING_CREATED"_s);
    const QJsonObject payload = sent.value(u"payload"_s).toObject();
    QCOMPARE(payload.value(u"uid"_s).toString(), made.uid());
    QCOMPARE(payload.value(u"metadata"_s).toObject().value(u"a"_s).toString(), u"b"_s);
    const QByteArray path = "/v2/bookings/" + made.uid().toUtf8();
    const Got moved = scene.post(path + "/reschedule", {{u"start"_s, u"2025-11-26T12:00:00Z"_s}});
    const QJsonObject moved_payload =
        QJsonDocument::fromJson(moved.answer.webhooks.first().body).object().value(u"payload"_s).toObject();
    QCOMPARE(moved_payload.value(u"rescheduleUid"_s).toString(), made.uid());
    const Got gone =
        scene.post("/v2/bookings/" + moved.uid().toUtf8() + "/cancel", {{u"cancellationReason"_s, u"krank"_s}});
    const QJsonObject cancelled =
        QJsonDocument::fromJson(gone.answer.webhooks.first().body).object().value(u"payload"_s).toObject();
    QVERIFY(!cancelled.contains(u"metadata"_s));
    QCOMPARE(cancelled.value(u"startTime"_s).toString(), u"2025-11-26T12:00:00+00:00"_s);
}

void TestSandbox::webhookRoutes()
{
    SandboxScene scene;
    const QJsonObject hook{{u"active"_s, true},
                           {u"subscriberUrl"_s, u"http://127.0.0.1:1/x"_s},
                           {u"triggers"_s, QJsonArray{u"BOOKING_CREATED"_s}}};
    const Got made = scene.post("/v2/webhooks", hook, "cal_test_staff_anna");
    QCOMPARE(made.status, 201);
    QCOMPARE(scene.post("/v2/webhooks", hook, "cal_test_staff_anna").status, 409);
    const QByteArray path = "/v2/webhooks/" + made.data().value(u"id"_s).toString().toUtf8();
    QCOMPARE(scene.get(path, "cal_test_staff_anna").status, 200);
    QCOMPARE(scene.get(path, "cal_test_staff_bea").status, 404);
    QCOMPARE(scene.create("2025-11-26T10:00:00Z", 1).answer.webhooks.size(), 1);
    QCOMPARE(scene.create("2025-11-26T10:00:00Z", 1).answer.webhooks.size(), 0); // refused: nothing to tell
    QCOMPARE(scene.create("2025-11-26T12:00:00Z", 4).answer.webhooks.size(), 0); // not Anna's
    QCOMPARE(scene.create("2025-11-26T12:00:00Z", 1).answer.webhooks.first().signature,
             QByteArray("no-secret-provided"));
    const auto remove = scene.send("DELETE", path, {}, {{"Authorization", "Bearer cal_test_staff_anna"}});
    QCOMPARE(remove.status, 200);
    QCOMPARE(scene.get("/v2/webhooks", "cal_test_staff_anna").list().size(), 0);
}

void TestSandbox::eventTypesByKey()
{
    SandboxScene scene;
    QCOMPARE(scene.get("/v2/event-types/4", "cal_test_staff_anna").status, 404);
    QCOMPARE(scene.get("/v2/event-types/103", "cal_test_staff_anna").status, 404);
    QCOMPARE(scene.get("/v2/event-types/4").data().value(u"ownerId"_s).toInt(), 102);
    QCOMPARE(scene.get("/v2/event-types/103").data().value(u"schedulingType"_s).toString(), u"managed"_s);
    const Got child = scene.get("/v2/event-types?username=anna&eventSlug=verwaltet");
    QCOMPARE(child.list().size(), 1);
    QCOMPARE(child.list().first().toObject().value(u"id"_s).toInt(), 111);
    QVERIFY(!child.list().first().toObject().contains(u"parentEventTypeId"_s));
    const QJsonObject given{
        {u"title"_s, u"Neu"_s}, {u"slug"_s, u"neu"_s}, {u"lengthInMinutes"_s, 25}, {u"ownerId"_s, 102}};
    const Got made = scene.post("/v2/event-types", given);
    QCOMPARE(made.status, 201);
    QCOMPARE(made.data().value(u"ownerId"_s).toInt(), 102);
    QCOMPARE(scene.post("/v2/event-types", given).message(), u"User already has an event type with this slug."_s);
}

void TestSandbox::seedOfACatalogue()
{
    Catalogue catalogue;
    catalogue.salon.name = u"Salon Linde"_s;
    catalogue.salon.zone = Zone(u"Europe/Berlin"_s);
    Staff mia;
    mia.id = StaffId{1};
    mia.key = u"mia"_s;
    mia.name = u"Mia Sommer"_s;
    mia.calcom_user_id = 910001;
    mia.working_hours = {{3, {{540, 780}, {810, 1080}}}}; // Wednesday, with a break
    catalogue.staff = {mia};
    Service perm;
    perm.id = ServiceId{1};
    perm.key = u"dauerwelle"_s;
    perm.name = u"Dauerwelle"_s;
    Segment wind;
    wind.key = u"A"_s;
    wind.name = u"Haare wickeln"_s;
    wind.minutes = 50;
    perm.segments = {wind};
    catalogue.services = {perm};
    catalogue.capabilities = {{StaffId{1}, ServiceId{1}, false, {}, {{u"A"_s, 55}}}};
    catalogue.event_maps = {{StaffId{1}, ServiceId{1}, u"A"_s, 700, 701}};

    ManualClock clock;
    SeededRandom random(1);
    Sandbox sandbox(clock, random, worldOf(catalogue));
    QCOMPARE(sandbox.world().eventType(701)->length_min, 55);
    QCOMPARE(sandbox.world().eventType(701)->owner, 910001);
    QCOMPARE(sandbox.world().eventType(700)->scheduling, u"managed"_s);
    const auto status = [&](const char *start) {
        return sandbox.handle(createRequest(SandboxScene::createBody(start, 701))).response.status;
    };
    QCOMPARE(status("2025-11-26T12:30:00+01:00"), 400); // into the break
    QCOMPARE(status("2025-11-26T12:05:00+01:00"), 201);
    QCOMPARE(status("2025-11-27T10:00:00+01:00"), 400); // not her day
}

void TestSandbox::seedAndResetReplaceEverything()
{
    SandboxScene scene;
    QCOMPARE(scene.create("2025-11-26T10:00:00Z").status, 201);
    const QJsonArray kept = scene.sandbox.state().value(u"bookings"_s).toArray();
    QCOMPARE(scene.send("POST", "/_sandbox/reset").status, 200);
    QVERIFY(scene.sandbox.state().value(u"bookings"_s).toArray().isEmpty());
    QVERIFY(scene.sandbox.state().value(u"requests"_s).toArray().isEmpty());
    QJsonObject seed = SandboxScene::standardSeed();
    seed.insert(u"bookings"_s, kept);
    QCOMPARE(scene.send("POST", "/_sandbox/seed", QJsonDocument(seed).toJson()).status, 200);
    QCOMPARE(scene.sandbox.state().value(u"bookings"_s).toArray(), kept);
    QCOMPARE(scene.create("2025-11-26T10:00:00Z").status, 400);
    scene.send("POST", "/_sandbox/reset");
    QCOMPARE(scene.sandbox.state().value(u"bookings"_s).toArray(), kept);
}

void TestSandbox::wrongSeedNamesThePlace()
{
    SandboxScene scene;
    const Got got = scene.send("POST", "/_sandbox/seed", R"({"users":[{"name":"x"}]})");
    QCOMPARE(got.status, 400);
    QVERIFY(got.message().contains(u"$.users[0]"_s));
    QCOMPARE(scene.send("POST", "/_sandbox/seed", "[]").status, 400);
    QCOMPARE(scene.send("POST", "/_sandbox/seed", R"({"people":[]})").status, 400);
    QCOMPARE(scene.sandbox.world().users.size(), 3);
}

} // namespace salon::test

QTEST_GUILESS_MAIN(salon::test::TestSandbox)
#include "tst_sandbox.moc"
