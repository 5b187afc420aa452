// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/sandbox/sandboxscene.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Delivery = salon::HttpResponse::Delivery;
Q_DECLARE_METATYPE(Delivery)

namespace salon::test
{

namespace
{
const char *kStart = "2025-11-26T10:00:00+01:00";

QByteArray rule(const char *match, const char *effect)
{
    return QByteArray("[{\"match\":") + match + ",\"effect\":" + effect + "}]";
}
} // namespace

class TestSandboxFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void effects_data();
    void effects();
    void matches_data();
    void matches();
    void probabilityFollowsItsSeed();
    void firstMatchingRuleCounts();
    void lateVisibility();
    void webhookFaults();
    void rateLimitFault();
    void wrongRules_data();
    void wrongRules();
};

void TestSandboxFaults::effects_data()
{
    QTest::addColumn<QByteArray>("effect");
    QTest::addColumn<int>("status");
    QTest::addColumn<char>("shape");
    QTest::addColumn<int>("stored");
    QTest::addColumn<Delivery>("delivery");
    QTest::newRow("status") << QByteArray(R"({"status":500})") << 500 << 'B' << 0 << Delivery::Whole;
    QTest::newRow("status, own text") << QByteArray(R"({"status":403,"message":"no"})") << 403 << 'A' << 0
                                      << Delivery::Whole;
    QTest::newRow("committed, 400") << QByteArray(R"({"commit_then_status":400})") << 400 << 'A' << 1
                                    << Delivery::Whole;
    QTest::newRow("committed, race text")
        << QByteArray(R"({"commit_then_status":400,"message":"An error occurred while querying the database."})") << 400
        << 'B' << 1 << Delivery::Whole;
    QTest::newRow("committed, 409") << QByteArray(R"({"commit_then_status":409})") << 409 << 'B' << 1
                                    << Delivery::Whole;
    QTest::newRow("committed, dropped") << QByteArray(R"({"commit_then_drop":true})") << 201 << '-' << 1
                                        << Delivery::Drop;
    QTest::newRow("late") << QByteArray(R"({"delay_ms":3000})") << 201 << '-' << 1 << Delivery::Whole;
    QTest::newRow("hangs") << QByteArray(R"({"hang":true})") << 200 << '-' << 0 << Delivery::Hang;
    QTest::newRow("cut off") << QByteArray(R"({"truncate":true})") << 201 << '-' << 1 << Delivery::Truncate;
    QTest::newRow("page") << QByteArray(R"({"html":502})") << 502 << '-' << 0 << Delivery::Whole;
}

void TestSandboxFaults::effects()
{
    QFETCH(QByteArray, effect);
    QFETCH(int, stored);
    SandboxScene scene;
    QVERIFY(scene.sandbox.setFaults(rule(R"({"method":"POST","path":"/v2/bookings"})", effect.constData())));
    const Got got = scene.create(kStart);
    QTEST(got.status, "status");
    QTEST(got.shape(), "shape");
    QTEST(got.answer.response.delivery, "delivery");
    QCOMPARE(scene.sandbox.world().bookings.size(), stored);
    QCOMPARE(scene.get("/v2/bookings").list().size(), stored);
    const QJsonObject entry = scene.sandbox.state().value(u"requests"_s).toArray().first().toObject();
    QCOMPARE(entry.value(u"fault"_s).toObject(), QJsonDocument::fromJson(effect).object());
    const bool answered =
        got.answer.response.delivery == Delivery::Whole || got.answer.response.delivery == Delivery::Truncate;
    QCOMPARE(entry.value(u"status"_s).toInt(), answered ? got.status : 0);
    QCOMPARE(got.answer.delay, milliseconds(effect.contains("delay_ms") ? 3000 : 0));
    // [] takes them all away.
    QVERIFY(scene.sandbox.setFaults("[]"));
    QCOMPARE(scene.create("2025-11-26T14:00:00+01:00").status, 201);
}

void TestSandboxFaults::matches_data()
{
    QTest::addColumn<QByteArray>("match");
    QTest::addColumn<QByteArray>("failing"); // of eight requests, in order
    QTest::newRow("everything") << QByteArray("{}") << QByteArray("11111111");
    QTest::newRow("method") << QByteArray(R"({"method":"POST"})") << QByteArray("10101010");
    QTest::newRow("path exact") << QByteArray(R"({"path":"/v2/bookings"})") << QByteArray("10101010");
    QTest::newRow("path with star") << QByteArray(R"({"path":"/v2/*"})") << QByteArray("11111111");
    QTest::newRow("a star stays in its segment") << QByteArray(R"({"path":"/*"})") << QByteArray("00000000");
    QTest::newRow("nth") << QByteArray(R"({"method":"POST","nth":2})") << QByteArray("00100000");
    QTest::newRow("every") << QByteArray(R"({"every":3})") << QByteArray("00100100");
    QTest::newRow("nth with every") << QByteArray(R"({"nth":2,"every":3})") << QByteArray("01001001");
    QTest::newRow("metadata") << QByteArray(R"({"metadata":{"salondesk_phase":"2"}})") << QByteArray("00001000");
    QTest::newRow("nth of metadata") << QByteArray(R"({"metadata":{"salondesk_phase":"2"},"nth":2})")
                                     << QByteArray("00000000");
    QTest::newRow("never") << QByteArray(R"({"probability":0})") << QByteArray("00000000");
    QTest::newRow("always") << QByteArray(R"({"probability":1})") << QByteArray("11111111");
}

void TestSandboxFaults::matches()
{
    QFETCH(QByteArray, match);
    SandboxScene scene;
    QVERIFY(scene.sandbox.setFaults(rule(match.constData(), R"({"status":503})")));
    QByteArray failing;
    for (int i = 0; i < 4; ++i) {
        const QJsonObject marks{{u"salondesk_phase"_s, QString::number(i)}};
        const QByteArray start = "2025-11-26T1" + QByteArray::number(i) + ":00:00Z";
        failing += scene.create(start.constData(), 1, {{u"metadata"_s, marks}}).status == 503 ? '1' : '0';
        failing += scene.get("/v2/me").status == 503 ? '1' : '0';
    }
    QTEST(failing, "failing");
}

void TestSandboxFaults::probabilityFollowsItsSeed()
{
    const auto run = [](int seed) {
        SandboxScene scene;
        const QByteArray match = "{\"probability\":0.5,\"seed\":" + QByteArray::number(seed) + "}";
        const bool set = scene.sandbox.setFaults(rule(match.constData(), R"({"status":503})")).has_value();
        QByteArray failing(set ? "" : "not set");
        for (int i = 0; i < 40; ++i)
            failing += scene.get("/v2/me").status == 503 ? '1' : '0';
        return failing;
    };
    QCOMPARE(run(7), run(7));
    QVERIFY(run(7) != run(8));
    QVERIFY(run(7).contains('0') && run(7).contains('1'));
}

void TestSandboxFaults::firstMatchingRuleCounts()
{
    SandboxScene scene;
    QVERIFY(scene.sandbox.setFaults(R"([{"match":{"nth":1},"effect":{"status":500}},
                                        {"match":{"method":"GET","nth":2},"effect":{"status":502}},
                                        {"match":{"method":"GET","nth":2},"effect":{"status":504}}])"));
    QCOMPARE(scene.get("/v2/me").status, 500);
    QCOMPARE(scene.get("/v2/me").status, 502); // the second GET, whoever took the first
    QCOMPARE(scene.get("/v2/me").status, 200);
}

void TestSandboxFaults::lateVisibility()
{
    SandboxScene scene;
    QVERIFY(
        scene.sandbox.setFaults(rule(R"({"method":"POST"})", R"({"visible_after_ms":4000,"commit_then_status":400})")));
    QCOMPARE(scene.create(kStart).status, 400);
    QCOMPARE(scene.get("/v2/bookings").list().size(), 0);
    scene.clock.advance(milliseconds(3999));
    QCOMPARE(scene.get("/v2/bookings").list().size(), 0);
    scene.clock.advance(milliseconds(1));
    QCOMPARE(scene.get("/v2/bookings").list().size(), 1);
    // It takes its time from the first moment: a repeat is refused although nothing can be read.
    QVERIFY(scene.sandbox.setFaults(rule(R"({"nth":1})", R"({"visible_after_ms":4000})")));
    QCOMPARE(scene.create("2025-11-26T12:00:00+01:00").status, 201);
    QCOMPARE(scene.create("2025-11-26T12:00:00+01:00").status, 400);
}

void TestSandboxFaults::webhookFaults()
{
    const auto sent = [](const char *effect) {
        SandboxScene scene;
        scene.sandbox.addWebhook(QUrl(u"http://127.0.0.1:1/x"_s), u"s"_s);
        const bool set = scene.sandbox.setFaults(rule("{}", effect)).has_value();
        return set ? scene.create(kStart).answer.webhooks : QList<sandbox::WebhookDelivery>(9);
    };
    QCOMPARE(sent(R"({"webhook":"lost"})").size(), 0);
    QCOMPARE(sent(R"({"webhook":"twice"})").size(), 2);
    QCOMPARE(sent(R"({"webhook":"bad_signature"})").first().signature, QByteArray(64, '0'));
    const auto late = sent(R"({"webhook":"late_ms:5000"})");
    QCOMPARE(late.first().delay, milliseconds(5000));
    QVERIFY(!late.first().awaited);
    // The booking exists, so the hooks hear of it, whatever the caller is told.
    QCOMPARE(sent(R"({"commit_then_status":500})").size(), 1);
    QCOMPARE(sent(R"({"status":500})").size(), 0);
}

void TestSandboxFaults::rateLimitFault()
{
    SandboxScene scene;
    QVERIFY(scene.sandbox.setFaults(rule(R"({"nth":1})", R"({"rate_limit_s":17})")));
    const Got refused = scene.create(kStart);
    QCOMPARE(refused.status, 429);
    QCOMPARE(headerValue(refused.answer.response.headers, "X-RateLimit-Reset-Default"), QByteArray("17"));
    QCOMPARE(headerValue(refused.answer.response.headers, "X-RateLimit-Remaining-Default"), QByteArray("0"));
    QVERIFY(scene.sandbox.world().bookings.isEmpty());
    QCOMPARE(scene.create(kStart).status, 201);
}

void TestSandboxFaults::wrongRules_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::newRow("no list") << QByteArray("{}");
    QTest::newRow("no effect") << QByteArray(R"([{"match":{}}])");
    QTest::newRow("unknown effect") << QByteArray(R"([{"match":{},"effect":{"explode":true}}])");
    QTest::newRow("unknown match") << QByteArray(R"([{"match":{"verb":"GET"},"effect":{"hang":true}}])");
    QTest::newRow("unknown key") << QByteArray(R"([{"when":{},"effect":{"hang":true}}])");
    QTest::newRow("no status") << QByteArray(R"([{"effect":{"status":"x"}}])");
    QTest::newRow("unknown webhook") << QByteArray(R"([{"effect":{"webhook":"later"}}])");
    QTest::newRow("not JSON") << QByteArray("[{");
}

void TestSandboxFaults::wrongRules()
{
    QFETCH(QByteArray, rules);
    SandboxScene scene;
    const Got got = scene.send("POST", "/_sandbox/faults", rules);
    QCOMPARE(got.status, 400);
    QCOMPARE(scene.get("/v2/me").status, 200);
}

} // namespace salon::test

QTEST_GUILESS_MAIN(salon::test::TestSandboxFaults)
#include "tst_sandboxfaults.moc"
