// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/callkeeper.h"
#include "core/http/listener.h"
#include "core/http/networktransport.h"
#include "core/phone/callevents.h"
#include "core/storage/calltable.h"
#include "core/storage/query.h"
#include "tests/support/phonesalon.h"
#include "tests/support/verify.h"

#include <memory>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace salon;
using namespace salon::test;

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

/// The agent's platform as far as it lists calls: pages of two.
class Platform
{
public:
    explicit Platform(Executor &executor)
        : m_listener({route()}, {}, executor)
    {
        port = m_listener.listen(QHostAddress(QHostAddress::LocalHost), 0).value_or(0);
    }
    QUrl base() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port)); }

    QList<QJsonObject> calls;
    QList<QJsonObject> requests;
    int status = 200;
    bool always_more = false;
    quint16 port = 0;

private:
    HttpRoute route()
    {
        HttpRoute route{"POST", "/v3/list-calls"};
        route.handle = [this](const HttpRequest &request, const HttpAnswer &answer) {
            const QJsonObject wish = QJsonDocument::fromJson(request.body).object();
            requests.append(wish);
            if (request.header("authorization") != "Bearer key_api")
                return answer(HttpResponse::error(401, text("unauthorized"), text("no")));
            if (status != 200)
                return answer(HttpResponse::error(status, text("oops"), text("no")));
            answer(HttpResponse::json(200, page(wish)));
        };
        return route;
    }
    QJsonObject page(const QJsonObject &wish) const
    {
        const QJsonArray span = wish.value(u"filter_criteria")[u"start_timestamp"][u"value"].toArray();
        QList<QJsonObject> fitting;
        for (const QJsonObject &call : calls)
            if (call.value(u"start_timestamp").toDouble() >= span.at(0).toDouble() &&
                call.value(u"start_timestamp").toDouble() <= span.at(1).toDouble())
                fitting.append(call);
        const qsizetype from = wish.value(u"pagination_key").toString().toInt();
        QJsonArray items;
        for (const QJsonObject &call : fitting.mid(from, 2))
            items.append(call);
        return {{text("items"), items},
                {text("has_more"), always_more || from + 2 < fitting.size()},
                {text("pagination_key"), QString::number(from + 2)}};
    }

    HttpListener m_listener;
};

} // namespace

/// Calls that were had while nobody listened, and events that do not come any more.
class TestMissedCalls final : public QObject
{
    Q_OBJECT

private:
    QJsonObject listed(const char *id, std::chrono::minutes before) const
    {
        const qint64 started = (m_clock.now() - before).ms();
        return {{text("call_id"), text(id)},
                {text("agent_id"), text("agent_1")},
                {text("agent_version"), 7},
                {text("call_type"), text("phone_call")},
                {text("call_status"), text("ended")},
                {text("from_number"), text("+491713920001")},
                {text("to_number"), text("+493023125010")},
                {text("access_token"), text("token_secret")},
                {text("transcript"), text("User: geheim")},
                {text("start_timestamp"), started},
                {text("end_timestamp"), started + 60'000},
                {text("disconnection_reason"), text("user_hangup")},
                {text("latency"), QJsonObject{{text("e2e"), QJsonObject{{text("p50"), 1100}}}}}};
    }
    Result<int> pull()
    {
        std::optional<Result<int>> result;
        m_missed->pull([&](const Result<int> &done) { result = done; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 30'000))
            return Error{ErrorCode::Timeout, text("nothing came")};
        return *result;
    }
    int count(const char *sql)
    {
        Query q(*m_connection, sql);
        return q.fetch().value_or(false) ? q.integer(0) : -1;
    }
    std::unique_ptr<MissedCalls> missedCalls(const QByteArray &key)
    {
        return std::make_unique<MissedCalls>(m_executor, m_clock, m_transport, *m_write, m_platform->base(), key);
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_clock.set(Instant::fromMs(1'764'059'400'000));
        m_connection = m_database->open();
        QVERIFY(importPhoneSalon(*m_connection, m_clock));
        m_platform = std::make_unique<Platform>(m_executor);
        m_write = std::make_unique<Lane>(text("write"), Lane::opener(m_database->url(), Purpose::ReadWrite));
        m_missed = missedCalls("key_api");
    }
    void cleanup()
    {
        m_missed.reset();
        m_write.reset();
        m_platform.reset();
        m_connection.reset();
        m_database.reset();
    }

    void whatWasMissedIsStoredOnce()
    {
        for (int i = 0; i < 5; ++i)
            m_platform->calls.append(listed(qPrintable(QStringLiteral("call_%1").arg(i)), minutes(300 - i)));
        QCOMPARE(pull().value_or(-1), 5);
        QCOMPARE(m_platform->requests.size(), 3);
        QCOMPARE(m_platform->requests.constFirst().value(u"sort_order").toString(), text("ascending"));
        QCOMPARE(count("SELECT count(*) FROM calls WHERE status = 'ended' AND event_at_ms IS NULL"), 5);
        const auto call = CallTable::read(*m_connection, text("call_0"));
        QCOMPARE((*call)->started->ms(), (m_clock.now() - minutes(300)).ms());
        QCOMPARE((*call)->first_seen, *(*call)->started);
        QVERIFY(!(*call)->customer.isNull());
        QVERIFY((*call)->transcript.isEmpty());
        QVERIFY((*call)->analysis.contains(text("latency")));
        // The next look begins where this one ended, a little earlier; nothing comes twice.
        m_clock.advance(minutes(10));
        QCOMPARE(pull().value_or(-1), 0);
        m_platform->calls.append(listed("call_new", minutes(3)));
        m_platform->calls.append(listed("call_4", minutes(60)));
        QCOMPARE(pull().value_or(-1), 2);
        QCOMPARE(count("SELECT count(*) FROM calls"), 6);
    }

    void whatIsKnownStaysAsItIs()
    {
        const QJsonObject event{{text("event"), text("call_started")}, {text("call"), listed("call_a", minutes(20))}};
        VERIFY_DONE(CallEvents::store(*m_connection, event, m_clock));
        m_platform->calls.append(listed("call_a", minutes(20)));
        QCOMPARE(pull().value_or(-1), 1);
        QCOMPARE(count("SELECT count(*) FROM calls WHERE status = 'ended' AND event_at_ms IS NOT NULL"), 1);
    }

    void aRefusalIsNoEnd()
    {
        m_platform->calls.append(listed("call_a", minutes(20)));
        m_platform->status = 500;
        QCOMPARE(pull().error().code, ErrorCode::Network);
        m_platform->status = 200;
        m_missed = missedCalls("key_wrong");
        QCOMPARE(pull().error().code, ErrorCode::Network);
        QCOMPARE(count("SELECT count(*) FROM calls"), 0);
        m_missed = missedCalls("key_api");
        QCOMPARE(pull().value_or(-1), 1);
    }

    void aListWithoutAnEndEnds()
    {
        m_platform->calls.append(listed("call_a", minutes(20)));
        m_platform->always_more = true;
        QCOMPARE(pull().value_or(-1), 1);
        QCOMPARE(m_platform->requests.size(), 50);
    }

    void silenceIsNoticed()
    {
        const Instant since = m_clock.now() - minutes(60);
        const auto look = [&] { return CallWatch::look(*m_connection, since, m_clock.now()); };
        QVERIFY(!look()->isSilent());
        m_platform->calls.append(listed("call_a", minutes(30)));
        QCOMPARE(pull().value_or(-1), 1);
        QCOMPARE(look()->calls_without, 1);
        QVERIFY(!look()->last_event);
        QVERIFY(!CallWatch::look(*m_connection, m_clock.now() - minutes(20), m_clock.now())->isSilent());
        const QJsonObject event{{text("event"), text("call_ended")}, {text("call"), listed("call_b", minutes(5))}};
        VERIFY_DONE(CallEvents::store(*m_connection, event, m_clock));
        QVERIFY(!look()->isSilent());
        QCOMPARE(*look()->last_event, m_clock.now());
    }

    void theKeeperDoesItAllByItself()
    {
        m_platform->calls.append(listed("call_a", minutes(30)));
        CallWatch seen;
        CallKeeper keeper(m_executor, m_clock, *m_write, {}, missedCalls("key_api"),
                          [&](const CallWatch &watch) { seen = watch; });
        keeper.start();
        QTRY_COMPARE_WITH_TIMEOUT(count("SELECT count(*) FROM calls WHERE call_id = 'call_a'"), 1, 30'000);
        keeper.heard({text("calls"), {}});
        QTRY_COMPARE_WITH_TIMEOUT(count("SELECT count(*) FROM calls WHERE checked_at_ms IS NOT NULL"), 1, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(count("SELECT count(*) FROM settings WHERE name = 'calls_purged_at_ms'"), 1, 30'000);
        QVERIFY(!seen.isSilent()); // it was missed before the keeper began to listen
        keeper.stop();
    }

private:
    ManualClock m_clock;
    EventLoopExecutor m_executor;
    NetworkTransport m_transport;
    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<Platform> m_platform;
    std::unique_ptr<Lane> m_write;
    std::unique_ptr<MissedCalls> m_missed;
};

QTEST_GUILESS_MAIN(TestMissedCalls)
#include "tst_missedcalls.moc"
