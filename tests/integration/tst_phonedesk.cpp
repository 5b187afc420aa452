// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/http/listener.h"
#include "core/phone/phonedesk.h"
#include "core/storage/blockednumbertable.h"
#include "core/storage/calltable.h"
#include "core/storage/customertable.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"
#include "tests/support/phonesalon.h"
#include "tests/support/rawclient.h"

#include <memory>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>
#include <vector>

using namespace salon;
using namespace salon::test;

namespace
{

const QByteArray kKey = "key_kit_0123456789abcdef";
QByteArray *logged = nullptr;

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}
QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}
QByteArray bytes(const QJsonObject &document)
{
    return QJsonDocument(document).toJson(QJsonDocument::Compact);
}

QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &signature,
                const QByteArray &type = "application/json")
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nX-Retell-Signature: " + signature +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray signedPost(const QByteArray &path, const QByteArray &body, const QByteArray &type = "application/json")
{
    return post(path, body, RetellSignature::sign(body, kKey, SystemClock().now()), type);
}

/// The desk behind a real socket, with lanes on their own threads.
struct Office {
    Office(const DatabaseUrl &url, const QStringList &keys, const Clock &clock)
        : write(text("write"), Lane::opener(url, Purpose::ReadWrite))
        , read_a(text("read a"), Lane::opener(url, Purpose::ReadOnly))
        , read_b(text("read b"), Lane::opener(url, Purpose::ReadOnly))
        , desk(clock, real_clock, random, net, write, {&read_a, &read_b}, keys)
        , listener(desk.routes(), {}, net)
    {
        port = listener.listen(QHostAddress(QHostAddress::LocalHost), 0).value_or(0);
    }
    SystemClock real_clock;
    SeededRandom random{5};
    EventLoopExecutor net; // outlives the lanes, whose answers arrive on it
    Lane write;
    Lane read_a;
    Lane read_b;
    PhoneDesk desk;
    HttpListener listener;
    quint16 port = 0;
};

/// Chance that is asked for in the middle of a booking: there the test can let time pass.
class InterruptedRandom final : public Random
{
public:
    std::uint64_t next() override
    {
        if (meanwhile)
            std::exchange(meanwhile, {})();
        return m_random.next();
    }
    std::function<void()> meanwhile;

private:
    SeededRandom m_random{3};
};

/// The desk behind a real socket, while its one lane works and its delays pass only when the test says so.
struct SlowOffice {
    SlowOffice(const DatabaseUrl &url, ManualClock &clock)
        : clock(clock)
        , net(clock)
        , worker(clock)
        , write(text("write"), Lane::opener(url, Purpose::ReadWrite), worker)
        , desk(clock, clock, random, net, write, {}, {QString::fromLatin1(kKey)})
        , listener(desk.routes(), {}, net)
    {
        port = listener.listen(QHostAddress(QHostAddress::LocalHost), 0).value_or(0);
    }
    /// True = the desk has taken it.
    bool send(const QByteArray &body)
    {
        client = std::make_unique<RawClient>(
            port, post("/retell/functions", body, RetellSignature::sign(body, kKey, clock.now())));
        return QTest::qWaitFor([this] { return !worker.isIdle(); }, 30'000);
    }
    void deadlinePasses()
    {
        clock.advance(limits::kFunctionDeadline);
        net.runDue();
    }
    /// All that can be done now: the answers, and their records.
    void work()
    {
        while (!worker.isIdle()) {
            worker.runUntilIdle(milliseconds(10));
            net.runUntilIdle(milliseconds(10));
        }
    }
    QJsonObject heard()
    {
        if (!QTest::qWaitFor([this] { return !client->statuses().isEmpty(); }, 30'000))
            return {};
        return client->statuses() == QList<int>{200} ? object(client->bodies().constFirst()) : QJsonObject();
    }

    ManualClock &clock;
    ManualExecutor net;
    ManualExecutor worker;
    InterruptedRandom random;
    Lane write;
    PhoneDesk desk;
    HttpListener listener;
    std::unique_ptr<RawClient> client;
    quint16 port = 0;
};

} // namespace

class TestPhoneDesk final : public QObject
{
    Q_OBJECT

private:
    struct Answer {
        int status = 0;
        QJsonObject document;
    };
    QList<Answer> send(const QList<QByteArray> &requests)
    {
        std::vector<std::unique_ptr<RawClient>> clients;
        for (const QByteArray &request : requests)
            clients.push_back(std::make_unique<RawClient>(m_office->port, request));
        QList<Answer> answers;
        for (const auto &client : clients) {
            [&] { QTRY_VERIFY_WITH_TIMEOUT(!client->statuses().isEmpty(), 30'000); }();
            answers.append({client->statuses().value(0), object(client->bodies().value(0))});
        }
        return answers;
    }
    Answer send(const QByteArray &request) { return send(QList<QByteArray>{request}).constFirst(); }
    Answer call(const char *function, const char *args, const char *call_id = "call_a",
                const char *from = "+491713920017")
    {
        return send(signedPost("/retell/functions",
                               bytes(wrappedCall(text(function), object(args), text(call_id), text(from)))));
    }
    int count(const char *sql)
    {
        Query q(*m_connection, sql);
        return q.fetch().value_or(false) ? q.integer(0) : -1;
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_clock.set(Instant::fromMs(1'764'059'400'000)); // Tuesday 2025-11-25T09:30+01:00
        m_connection = m_database->open();
        QVERIFY(importPhoneSalon(*m_connection, m_clock));
        m_office = std::make_unique<Office>(m_database->url(), QStringList{QString::fromLatin1(kKey)}, m_clock);
        QVERIFY(m_office->port > 0);
    }
    void cleanup()
    {
        m_office.reset();
        m_connection.reset();
        m_database.reset();
    }

    void checksInOrder()
    {
        const QByteArray body = bytes(wrappedCall(text("check_customer"), {}, text("call_a")));
        const QByteArray path = "/retell/functions";
        QCOMPARE(send(signedPost(path, body)).status, 200);
        QCOMPARE(send(signedPost(path + "/check_customer", body)).status, 200);
        QCOMPARE(send(signedPost(path + "/check_customer_v9?x=1", body)).status, 200);
        QCOMPARE(send(signedPost(path + "/start_booking", body)).status, 400);
        QCOMPARE(send(signedPost(path + "/a/b", body)).status, 404);
        QCOMPARE(send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").status, 405);
        QCOMPARE(send(post(path, body, "")).status, 401);
        QCOMPARE(send(post(path, body, RetellSignature::sign(body, "other", SystemClock().now()))).status, 401);
        QCOMPARE(send(post(path, body, RetellSignature::sign(body, kKey, SystemClock().now() - seconds(301)))).status,
                 401);
        QCOMPARE(send(post(path, "not json", "", "text/plain")).status, 401);
        QCOMPARE(send(post("/retell/events", R"({"event":"call_started","call":{"call_id":"call_u"}})", "")).status,
                 401);
        QCOMPARE(count("SELECT count(*) FROM calls WHERE call_id = 'call_u'"), 0);
        QCOMPARE(send(signedPost(path, body, "text/plain")).status, 415);
        QCOMPARE(send(signedPost(path, "not json")).status, 400);
        QCOMPARE(send(signedPost(path + "/nobody_knows", "{}")).document.value(QLatin1String("code")).toString(),
                 text("unknown_function"));
        QCOMPARE(send(signedPost(path + "/parse_date", "datum=Freitag", "application/x-www-form-urlencoded"))
                     .document.value(QLatin1String("date"))
                     .toString(),
                 text("2025-11-28"));
        QCOMPARE(send(signedPost("/retell/events", "datum=Freitag", "application/x-www-form-urlencoded")).status, 415);
    }

    /// Refused for its age, but signed with our key: so the clocks differ, and somebody has to know.
    void aClockThatIsOffIsNoticed()
    {
        const QByteArray body = R"({"name":"current_time","args":{}})";
        QVERIFY(!m_office->desk.clockSkew().has_value());
        const Instant earlier = SystemClock().now() - seconds(400);
        QCOMPARE(send(post("/retell/functions", body, RetellSignature::sign(body, "other", earlier))).status, 401);
        QVERIFY(!m_office->desk.clockSkew().has_value());
        QCOMPARE(send(post("/retell/functions", body, RetellSignature::sign(body, kKey, earlier))).status, 401);
        QVERIFY(*m_office->desk.clockSkew() <= seconds(-400));
        QCOMPARE(send(signedPost("/retell/functions", body)).status, 200);
        QVERIFY(*m_office->desk.clockSkew() > seconds(-60));
    }

    /// A retry of the agent's platform after a lost answer, or somebody who listened: no second deed, and no yes.
    void theSameSignedRequestIsDoneOnce()
    {
        const QByteArray body =
            bytes(wrappedCall(text("cancel_appointment"), {}, text("call_a"), text("+491713920001")));
        const auto cancelled = [this] { return count("SELECT count(*) FROM appointments WHERE status = 'cancelled'"); };
        const QByteArray signature = RetellSignature::sign(body, kKey, SystemClock().now());
        const Answer asked = send(post("/retell/functions", body, signature));
        QCOMPARE(asked.document.value(QLatin1String("code")).toString(), text("needs_confirmation"));
        m_clock.advance(seconds(30));
        for (const QByteArray &same : {signature, signature.toUpper()}) {
            const Answer again = send(post("/retell/functions", body, same));
            QCOMPARE(again.document, asked.document);
            QCOMPARE(cancelled(), 0);
        }
        const Answer yes = send(signedPost("/retell/functions", body));
        QVERIFY(yes.document.value(QLatin1String("done")).toBool());
        QCOMPARE(cancelled(), 1);
    }

    void whatWasSignedForOneFunctionIsNoOther()
    {
        call("get_current_context", "{}", "call_a", "+491713920017");
        const QByteArray body = R"({"call_id":"call_a","dienstleistung":"Dauerwelle","datum":"Freitag",)"
                                R"("uhrzeit":"9 Uhr","mitarbeiter":"Mia","customer_name":"Max Berg"})";
        const QByteArray signature = RetellSignature::sign(body, kKey, SystemClock().now());
        const int before = count("SELECT count(*) FROM appointments");
        QCOMPARE(send(post("/retell/functions/check_availability", body, signature)).status, 200);
        QCOMPARE(send(post("/retell/functions/start_booking", body, signature)).status, 400);
        QCOMPARE(count("SELECT count(*) FROM appointments"), before);
        const Answer own = send(signedPost("/retell/functions/start_booking", body));
        QVERIFY(own.document.value(QLatin1String("booked")).toBool());
    }

    void whatComesAgainMeanwhileHearsTheSame()
    {
        SlowOffice office(m_database->url(), m_clock);
        const QByteArray body = bytes(wrappedCall(
            text("request_callback"), object(R"({"customer_name":"Max Berg","reason":"Strähnchen"})"), text("call_a")));
        QVERIFY(office.send(body));
        const std::unique_ptr<RawClient> first = std::move(office.client);
        office.client = std::make_unique<RawClient>(
            office.port, post("/retell/functions", body, RetellSignature::sign(body, kKey, m_clock.now())));
        // Answered after the second was read; were it not, the second would find the answer ready, which is as good.
        RawClient other(office.port, post("/retell/functions", body, "nobody's"));
        QVERIFY(QTest::qWaitFor([&] { return other.statuses() == QList<int>{401}; }, 30'000));
        office.work();
        QTRY_VERIFY_WITH_TIMEOUT(!first->statuses().isEmpty(), 30'000);
        QCOMPARE(office.heard(), object(first->bodies().constFirst()));
        QCOMPARE(count("SELECT count(*) FROM callbacks"), 1);
        QCOMPARE(count("SELECT count(*) FROM function_calls"), 1);
    }

    void withoutAKeyNothingIsAnswered()
    {
        m_office.reset();
        m_office = std::make_unique<Office>(m_database->url(), QStringList{}, m_clock);
        for (const char *path :
             {"/retell/functions/check_customer", "/retell/functions", "/retell/events", "/retell/inbound"})
            QCOMPARE(send(signedPost(path, "{}")).status, 503);
    }

    void oneSlotHasOneWinner()
    {
        QList<QByteArray> requests;
        for (int i = 0; i < 20; ++i)
            requests.append(signedPost(
                "/retell/functions/start_booking",
                bytes(wrappedCall(
                    text("start_booking"),
                    object(
                        R"({"customer_name":"Max Berg","service":"Dauerwelle","staff":"mia","datetime":"2025-11-28 09:00"})"),
                    QStringLiteral("call_%1").arg(i),
                    QStringLiteral("+4917139201%1").arg(i, 2, 10, QLatin1Char('0'))))));
        int booked = 0;
        for (const Answer &answer : send(requests)) {
            QCOMPARE(answer.status, 200);
            const bool won = answer.document.value(QLatin1String("booked")).toBool();
            booked += won ? 1 : 0;
            if (!won) {
                QCOMPARE(answer.document.value(QLatin1String("code")).toString(), text("slot_taken"));
                QCOMPARE(answer.document.value(QLatin1String("alternatives")).toArray().size(), 3);
            }
        }
        QCOMPARE(booked, 1);
        QCOMPARE(count("SELECT count(*) FROM appointments WHERE source = 'phone' AND call_id <> ''"), 1);
        QTRY_COMPARE_WITH_TIMEOUT(count("SELECT count(*) FROM function_calls"), 20, 30'000);
    }

    void aRepeatedRequestIsOneAppointment()
    {
        const QByteArray request = signedPost(
            "/retell/functions",
            bytes(wrappedCall(
                text("start_booking"),
                object(R"({"customer_name":"Max Berg","service":"Dauerwelle","datetime":"2025-11-28 09:00"})"),
                text("call_a"))));
        QSet<int> ids;
        for (const Answer &answer : send(QList<QByteArray>(8, request))) {
            QVERIFY(answer.document.value(QLatin1String("booked")).toBool());
            ids.insert(answer.document.value(QLatin1String("appointment_id")).toInt());
        }
        QCOMPARE(ids.size(), 1);
        QCOMPARE(count("SELECT count(*) FROM appointments WHERE call_id = 'call_a'"), 1);
    }

    void eventsComeInAnyOrder()
    {
        const auto event = [](const char *kind, const QJsonObject &more) {
            QJsonObject call{{text("call_id"), text("call_e")},
                             {text("from_number"), text("+491713920001")},
                             {text("to_number"), text("+493023125010")},
                             {text("access_token"), text("token_secret")},
                             {text("transcript"), text("Agent: Guten Tag\nUser: geheim")},
                             {text("recording_url"), text("recording_secret")}};
            for (auto it = more.begin(); it != more.end(); ++it)
                call.insert(it.key(), it.value());
            return signedPost("/retell/events",
                              bytes({{text("event"), QString::fromLatin1(kind)}, {text("call"), call}}));
        };
        const QByteArray ended = event("call_ended", {{text("disconnection_reason"), text("user_hangup")}});
        const QByteArray analyzed = event(
            "call_analyzed",
            {{text("call_analysis"), QJsonObject{{text("user_sentiment"), text("Positive")},
                                                 {text("in_voicemail"), QJsonObject{{text("words"), text("geheim")}}},
                                                 {text("call_summary"), text("geheim")}}},
             {text("latency"),
              QJsonObject{{text("e2e"), QJsonObject{{text("p50"), 1180}, {text("values"), QJsonArray{1}}}}}}});
        const QByteArray started = event("call_started", {{text("call_status"), text("ongoing")}});
        for (const QByteArray &request : {ended, analyzed, started, ended, analyzed, started})
            QCOMPARE(send(request).status, 204);
        QCOMPARE(count("SELECT count(*) FROM calls"), 1);
        const auto call = CallTable::read(*m_connection, text("call_e"));
        QCOMPARE((*call)->status, CallStatus::Ended);
        QCOMPARE((*call)->disconnection_reason, text("user_hangup"));
        QVERIFY(!(*call)->customer.isNull());
        const QByteArray analysis = bytes((*call)->analysis);
        QCOMPARE(analysis,
                 QByteArray(R"({"call_analysis":{"user_sentiment":"Positive"},"latency":{"e2e":{"p50":1180}}})"));
        const Answer late = send(signedPost("/retell/functions/start_booking", R"({"call_id":"call_e"})"));
        QCOMPARE(late.document.value(QLatin1String("code")).toString(), text("call_unknown"));
        QCOMPARE(
            send(signedPost("/retell/events", R"({"event":"transcript_updated","call":{"call_id":"call_z"}})")).status,
            204);
        QCOMPARE(send(signedPost("/retell/events", R"({"event":"call_started"})")).status, 400);
        QCOMPARE(send(signedPost("/retell/events", "[]")).status, 400);
        QCOMPARE(count("SELECT count(*) FROM calls"), 1);
    }

    void aCallJustHeardOfIsKnownAtOnce()
    {
        call("get_current_context", "{}", "call_k", "+491713920001");
        const Answer known = send(signedPost("/retell/functions/check_customer", R"({"call_id":"call_k"})"));
        QCOMPARE(known.document.value(QLatin1String("name")).toString(), text("Lena Vogt"));
        const Answer guessed = send(signedPost("/retell/functions/check_customer", R"({"call_id":"call_001"})"));
        QVERIFY(!bytes(guessed.document).contains("Lena"));
    }

    void aRingingPhoneIsToldWhoCalls()
    {
        const QByteArray body =
            R"({"event":"call_inbound","call_inbound":{"call_id":"call_r","from_number":"+491713920001","to_number":"+493023125010"}})";
        const Answer answer = send(signedPost("/retell/inbound", body));
        QCOMPARE(answer.status, 200);
        const QJsonObject variables = answer.document.value(QLatin1String("call_inbound"))
                                          .toObject()
                                          .value(QLatin1String("dynamic_variables"))
                                          .toObject();
        for (auto it = variables.begin(); it != variables.end(); ++it)
            QVERIFY2(it->isString(), qPrintable(it.key()));
        QCOMPARE(variables.value(QLatin1String("customer_name")).toString(), text("Lena Vogt"));
        QCOMPARE(variables.value(QLatin1String("current_weekday")).toString(), text("Dienstag"));
        QCOMPARE(variables.value(QLatin1String("current_date_spoken")).toString(), text("Dienstag, den 25. November"));
        QVERIFY(variables.value(QLatin1String("greeting")).toString().contains(text("Lena Vogt")));
        QVERIFY(variables.value(QLatin1String("next_appointment")).toString().contains(text("Dauerwelle")));
        QVERIFY(variables.value(QLatin1String("upcoming_appointments")).toString().contains(text("Dauerwelle")));
        QTRY_COMPARE_WITH_TIMEOUT(
            count("SELECT count(*) FROM calls WHERE call_id = 'call_r' AND status = 'registered'"), 1, 30'000);
        const Answer stranger = send(
            signedPost("/retell/inbound", R"({"event":"call_inbound","call_inbound":{"from_number":"anonymous"}})"));
        QVERIFY(bytes(stranger.document).contains(R"("customer_status":"anonymous")"));
        QVERIFY(!bytes(stranger.document).contains("Vogt"));
    }

    /// Before a word is said, the caller's last call tells which language they are greeted in.
    void whoSpokeEnglishIsGreetedInEnglish()
    {
        const auto ring = [this](const char *from) {
            const QByteArray body =
                bytes({{text("event"), text("call_inbound")},
                       {text("call_inbound"),
                        QJsonObject{{text("from_number"), text(from)}, {text("to_number"), text("+493023125010")}}}});
            return send(signedPost("/retell/inbound", body))
                .document.value(QLatin1String("call_inbound"))[u"dynamic_variables"]
                .toObject();
        };
        QCOMPARE(ring("+491713920001").value(QLatin1String("current_weekday")).toString(), text("Dienstag"));
        call("get_current_context", R"({"language":"en-GB"})", "call_e", "+491713920001");
        const auto spoken = [this] { return count("SELECT count(*) FROM calls WHERE language = 'en'"); };
        QTRY_COMPARE_WITH_TIMEOUT(spoken(), 1, 30'000);
        const QJsonObject variables = ring("+491713920001");
        QCOMPARE(variables.value(QLatin1String("language")).toString(), text("en"));
        QCOMPARE(variables.value(QLatin1String("current_weekday")).toString(), text("Tuesday"));
        QCOMPARE(ring("+491713920002").value(QLatin1String("language")).toString(), text("de"));
        m_clock.advance(minutes(1));
        call("get_current_context", R"({"language":"de"})", "call_d", "+491713920001");
        const auto again = [this] { return count("SELECT count(*) FROM calls WHERE language = 'de'"); };
        QTRY_COMPARE_WITH_TIMEOUT(again(), 1, 30'000);
        QCOMPARE(ring("+491713920001").value(QLatin1String("language")).toString(), text("de"));
    }

    /// A number of two customers does not tell which of them rings.
    void aSharedNumberNamesNobody()
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        const Customer mother{.key = text("mutter"), .name = text("Marta Vogt"), .phone = text("+491713920001")};
        QVERIFY(CustomerTable::insert(*tx, mother).has_value());
        QVERIFY(tx->commit().has_value());
        const QByteArray ringing =
            bytes({{text("event"), text("call_inbound")},
                   {text("call_inbound"), QJsonObject{{text("from_number"), text("+491713920001")},
                                                      {text("to_number"), text("+493023125010")}}}});
        const QList<Answer> told{send(signedPost("/retell/inbound", ringing)),
                                 call("check_customer", "{}", "call_s", "+491713920001"),
                                 call("get_current_context", "{}", "call_s", "+491713920001")};
        for (const Answer &answer : told) {
            QCOMPARE(answer.status, 200);
            for (const char *secret : {"Vogt", "Lena", "Marta", "Dauerwelle"})
                QVERIFY2(!bytes(answer.document).contains(secret), bytes(answer.document).constData());
        }
    }

    void onlyABlockedNumberIsTurnedAway()
    {
        const auto ring = [this](const char *call_id, const char *from) {
            return send(signedPost(
                            "/retell/inbound",
                            bytes({{text("event"), text("call_inbound")},
                                   {text("call_inbound"), QJsonObject{{text("call_id"), text(call_id)},
                                                                      {text("from_number"), text(from)},
                                                                      {text("to_number"), text("+493023125010")}}}})))
                .document.value(QLatin1String("call_inbound"))
                .toObject();
        };
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(BlockedNumberTable::add(*tx, text("+491713920001"), text("Scherze"), text("ctl")).has_value());
        QVERIFY(tx->commit().has_value());
        const QJsonObject blocked = ring("call_1", "0171 3920001");
        QCOMPARE(blocked, (QJsonObject{{text("reject"), true}}));
        QTRY_COMPARE_WITH_TIMEOUT(count("SELECT count(*) FROM calls WHERE call_id = 'call_1' AND status = 'ended' "
                                        "AND disconnection_reason = 'blocked_number'"),
                                  1, 30'000);
        for (const char *other : {"+491713920002", "anonymous", ""}) {
            const QJsonObject taken = ring("call_2", other);
            QVERIFY2(!taken.contains(QLatin1String("reject")), other);
            QVERIFY2(!taken.value(QLatin1String("dynamic_variables")).toObject().isEmpty(), other);
        }
    }

    void aRingingPhoneIsAnsweredWhateverIsWrong()
    {
        for (const QByteArray &body :
             {QByteArray(R"({})"), QByteArray(R"({"event":"call_inbound","call_inbound":"what"})"),
              QByteArray(R"({"call_inbound":{"from_number":{"a":1},"to_number":[],"call_id":7}})")}) {
            const Answer answer = send(signedPost("/retell/inbound", body));
            QCOMPARE(answer.status, 200);
            const QJsonObject variables = answer.document.value(QLatin1String("call_inbound"))
                                              .toObject()
                                              .value(QLatin1String("dynamic_variables"))
                                              .toObject();
            QCOMPARE(variables.value(QLatin1String("current_weekday")).toString(), text("Dienstag"));
            QVERIFY(!bytes(variables).contains("Vogt"));
        }
    }

    void oneCallCannotFlood()
    {
        QList<QByteArray> requests(
            25, signedPost("/retell/functions", bytes(wrappedCall(text("parse_date"), {}, text("call_a")))));
        requests.append(signedPost("/retell/functions", bytes(wrappedCall(text("parse_date"), {}, text("call_b")))));
        int refused = 0;
        const QList<Answer> answers = send(requests);
        for (const Answer &answer : answers)
            refused += answer.status == 429 ? 1 : 0;
        QCOMPARE(refused, 5); // the test's clock stands still: all within one second
        QCOMPARE(answers.constLast().status, 200);
    }

    void nothingPersonalIsLogged()
    {
        QByteArray log;
        logged = &log;
        const auto before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &message) { *logged += message.toUtf8() + '\n'; });
        const auto restore = qScopeGuard([before] {
            qInstallMessageHandler(before);
            logged = nullptr;
        });
        call("check_customer", "{}", "call_l", "+491713920001");
        call(
            "start_booking",
            R"({"customer_name":"Ottokar Sonderbar","service":"Dauerwelle","datetime":"2025-11-28 09:00","customer_phone":"+4915112345678"})",
            "call_l", "+491713920001");
        call("nobody_knows", R"({"name":"Ottokar Sonderbar"})", "call_l");
        send(signedPost("/retell/functions/start_booking", R"({"call_id":"call_001","name":"Ottokar Sonderbar"})"));
        send(signedPost(
            "/retell/events",
            R"({"event":"call_ended","call":{"call_id":"call_l","from_number":"+491713920001","to_number":"+4930999"}})"));
        m_office.reset();
        for (const char *secret : {"Ottokar", "Sonderbar", "Lena", "Vogt", "3920001", "15112345678"})
            QVERIFY2(!log.contains(secret), secret);
    }

private:
    ManualClock m_clock;
    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<Office> m_office;
};

/// Deadline and full queues, in one thread on a clock that only the test moves.
class TestPhoneDeskUnderLoad final : public QObject
{
    Q_OBJECT

private:
    static QByteArray wish(const char *call_id)
    {
        return bytes(
            wrappedCall(text("start_booking"),
                        object(R"({"customer_name":"Max Berg","service":"Dauerwelle","datetime":"2025-11-28 09:00"})"),
                        text(call_id)));
    }
    static HttpRequest booking(const char *call_id)
    {
        HttpRequest request;
        request.method = "POST";
        request.path = "/retell/functions";
        request.headers = {{"X-Retell-Signature", call_id}};
        request.body = wish(call_id);
        return request;
    }
    /// What callers have booked.
    QList<int> booked() const
    {
        const auto connection = m_database->open();
        Query q(*connection, "SELECT id FROM appointments WHERE call_id <> ''");
        QList<int> ids;
        if (q.exec())
            while (q.next())
                ids.append(q.integer(0));
        return ids;
    }
    static void holdsTheLine(const QJsonObject &reply)
    {
        QVERIFY(reply.contains(QLatin1String("success")) && !reply.value(QLatin1String("success")).toBool());
        QCOMPARE(reply.value(QLatin1String("code")).toString(), text("temporarily_unavailable"));
        QVERIFY(reply.value(QLatin1String("message")).toString().contains(text("bleiben Sie kurz dran")));
    }

private Q_SLOTS:
    void init()
    {
        m_database = std::make_unique<ThrowAwayDatabase>(text("sqlite"));
        m_clock.set(Instant::fromMs(1'764'059'400'000));
        const auto connection = m_database->open();
        QVERIFY(importPhoneSalon(*connection, m_clock));
    }

    void lateWorkIsDroppedAndAFullQueueSaysSo()
    {
        ManualExecutor net(m_clock);
        ManualExecutor worker(m_clock);
        SeededRandom random(3);
        Lane write(text("write"), Lane::opener(m_database->url(), Purpose::ReadWrite), worker, 1);
        PhoneDesk desk(m_clock, m_clock, random, net, write, {}, {text("key")});
        const HttpRoute route = desk.routes().at(1);
        QList<HttpResponse> answers;
        const auto keep = [&](const HttpResponse &response) { answers.append(response); };
        route.handle(booking("call_a"), keep);
        route.handle(booking("call_b"), keep); // the queue holds one
        QCOMPARE(answers.size(), 1);
        QCOMPARE(object(answers.at(0).body).value(QLatin1String("code")).toString(), text("temporarily_unavailable"));

        m_clock.advance(milliseconds(1499));
        net.runDue();
        QCOMPARE(answers.size(), 1);
        m_clock.advance(milliseconds(1));
        net.runDue();
        QCOMPARE(answers.size(), 2);
        QCOMPARE(answers.at(1).status, 200);
        QVERIFY(!object(answers.at(1).body).value(QLatin1String("success")).toBool());

        worker.runUntilIdle(milliseconds(10));
        net.runUntilIdle(milliseconds(10));
        QCOMPARE(answers.size(), 2);
        const auto connection = m_database->open();
        Query q(*connection, "SELECT count(*) FROM appointments WHERE call_id <> ''");
        QVERIFY(q.fetch().value_or(false));
        QCOMPARE(q.integer(0), 0);

        // The caller's next attempt finds its place.
        route.handle(booking("call_a"), keep);
        worker.runUntilIdle(milliseconds(10));
        net.runUntilIdle(milliseconds(10));
        QVERIFY(object(answers.constLast().body).value(QLatin1String("booked")).toBool());
    }

    /// Nothing had begun when the caller was asked to wait: nothing is done behind their back, and who asks again is
    /// the first to ask.
    void whatHadNotBegunInTimeIsDoneWhenAskedAgain()
    {
        SlowOffice office(m_database->url(), m_clock);
        QVERIFY(office.send(wish("call_a")));
        office.deadlinePasses();
        holdsTheLine(office.heard());
        office.work();
        QCOMPARE(booked(), QList<int>());

        QVERIFY(office.send(wish("call_a")));
        office.work();
        const QJsonObject reply = office.heard();
        QVERIFY(reply.value(QLatin1String("booked")).toBool());
        QVERIFY(!reply.value(QLatin1String("duplicate")).toBool(true));
        QCOMPARE(booked(), QList<int>{reply.value(QLatin1String("appointment_id")).toInt()});
    }

    /// The booking was under way when the caller was asked to wait: it is done once, and who asks again hears of it.
    void whatWasBookedTooLateIsFoundWhenAskedAgain()
    {
        SlowOffice office(m_database->url(), m_clock);
        QVERIFY(office.send(wish("call_a")));
        bool interrupted = false;
        office.random.meanwhile = [&] {
            interrupted = true;
            office.deadlinePasses();
        };
        office.work();
        QVERIFY(interrupted);
        holdsTheLine(office.heard());
        QCOMPARE(booked().size(), 1);

        for (int again = 0; again < 2; ++again) {
            m_clock.advance(seconds(1)); // signed anew
            QVERIFY(office.send(wish("call_a")));
            office.work();
            const QJsonObject reply = office.heard();
            QVERIFY(reply.value(QLatin1String("booked")).toBool());
            QVERIFY(reply.value(QLatin1String("duplicate")).toBool());
            QCOMPARE(booked(), QList<int>{reply.value(QLatin1String("appointment_id")).toInt()});
        }
    }

    void aDeskThatLeavesTakesNoAnswerAlong()
    {
        ManualExecutor net(m_clock);
        ManualExecutor worker(m_clock);
        SeededRandom random(3);
        Lane write(text("write"), Lane::opener(m_database->url(), Purpose::ReadWrite), worker, 4);
        int answers = 0;
        {
            PhoneDesk desk(m_clock, m_clock, random, net, write, {}, {text("key")});
            desk.routes().at(1).handle(booking("call_a"), [&](const HttpResponse &) { ++answers; });
        }
        worker.runUntilIdle(milliseconds(10));
        net.runUntilIdle(milliseconds(5000));
        QCOMPARE(answers, 0);
    }

private:
    ManualClock m_clock;
    std::unique_ptr<ThrowAwayDatabase> m_database;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    TestPhoneDesk behind_a_socket;
    TestPhoneDeskUnderLoad under_load;
    return QTest::qExec(&under_load, argc, argv) + QTest::qExec(&behind_a_socket, argc, argv);
}
#include "tst_phonedesk.moc"
