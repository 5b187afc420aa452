// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checks.h"
#include "core/domain/calloutcome.h"
#include "core/phone/callevents.h"
#include "core/phone/functiondesk.h"
#include "core/storage/calcomeventtable.h"
#include "core/storage/callbacktable.h"
#include "core/storage/callretention.h"
#include "core/storage/calltable.h"
#include "core/storage/flagtable.h"
#include "core/storage/functioncalltable.h"
#include "core/storage/journaltable.h"
#include "core/storage/query.h"
#include "tests/support/phonesalon.h"

#include <algorithm>
#include <memory>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace salon;
using namespace salon::test;

namespace
{

constexpr qint64 kStarted = 1'764'059'395'000; // five seconds before the test's clock

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QJsonObject eventOf(const char *kind, const QString &call_id, const QJsonObject &more)
{
    QJsonObject call{{text("call_id"), call_id},
                     {text("agent_id"), text("agent_1")},
                     {text("agent_version"), 7},
                     {text("call_type"), text("phone_call")},
                     {text("from_number"), text("+491713920001")},
                     {text("to_number"), text("+493023125010")},
                     {text("start_timestamp"), kStarted},
                     {text("transcript"), text("Agent: Guten Tag\nUser: Ein streng geheimer Satz")}};
    for (auto it = more.begin(); it != more.end(); ++it)
        call.insert(it.key(), it.value());
    return {{text("event"), text(kind)}, {text("call"), call}};
}

} // namespace

/// One row per call, whatever comes in whatever order; what is understood; how long it stays.
class TestCallRecord final : public QObject
{
    Q_OBJECT

private:
    enum class Part { Inbound, Started, Function, Ended, Analyzed };

    Result<void> tell(Part part, const QString &call_id)
    {
        const QJsonObject latency{{text("llm"), QJsonObject{{text("p50"), 700}}}};
        const QJsonObject end{{text("end_timestamp"), kStarted + 4000},
                              {text("disconnection_reason"), text("user_hangup")},
                              {text("latency"), latency}};
        QJsonObject analyzed = end;
        analyzed.insert(text("call_analysis"), QJsonObject{{text("call_successful"), true}});
        switch (part) {
        case Part::Inbound:
            return CallEvents::storeInbound(
                *m_connection,
                {{text("call_inbound"), QJsonObject{{text("call_id"), call_id},
                                                    {text("from_number"), text("+491713920001")},
                                                    {text("to_number"), text("+493023125010")}}}},
                m_clock);
        case Part::Started:
            return CallEvents::store(*m_connection, eventOf("call_started", call_id, {}), m_clock);
        case Part::Ended:
            return CallEvents::store(*m_connection, eventOf("call_ended", call_id, end), m_clock);
        case Part::Analyzed:
            return CallEvents::store(*m_connection, eventOf("call_analyzed", call_id, analyzed), m_clock);
        case Part::Function:
            break;
        }
        const auto function = FunctionCall::parse(
            wrappedCall(text("list_services"), {}, call_id, text("+491713920001")), {}, m_clock.now());
        FunctionReply reply = FunctionReply::judged({}, text("Gebucht."), {});
        reply.call_id = call_id;
        reply.outcome = text("booked");
        return FunctionDesk(m_clock, m_random).record(*m_connection, *function, reply, std::chrono::microseconds(900));
    }

    FunctionReply ask(const char *function, const char *args, const char *call_id = "call_a")
    {
        const QJsonObject arguments = QJsonDocument::fromJson(args).object();
        const auto call = FunctionCall::parse(wrappedCall(text(function), arguments, text(call_id)), {}, m_clock.now());
        const FunctionDesk desk(m_clock, m_random);
        const FunctionReply reply = desk.answer(*m_connection, *call);
        SALON_CHECK(desk.record(*m_connection, *call, reply, std::chrono::microseconds(900)).has_value());
        return reply;
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
        m_clock.set(Instant::fromMs(kStarted + 5000)); // Tuesday 2025-11-25T09:30+01:00
        m_connection = m_database->open();
        QVERIFY(importPhoneSalon(*m_connection, m_clock));
    }
    void cleanup()
    {
        m_connection.reset();
        m_database.reset();
    }

    void everyOrderGivesTheSameCall()
    {
        QList<Part> parts{Part::Inbound, Part::Started, Part::Function, Part::Ended, Part::Analyzed};
        std::optional<PhoneCall> expected;
        int orders = 0;
        do {
            const QString call_id = QStringLiteral("call_%1").arg(++orders);
            for (const Part part : parts)
                QVERIFY(tell(part, call_id).has_value());
            if (orders % 3 == 0) // and everything once more, backwards
                for (auto it = parts.crbegin(); it != parts.crend(); ++it)
                    QVERIFY(tell(*it, call_id).has_value());
            auto call = CallTable::read(*m_connection, call_id);
            QVERIFY(call.has_value() && call->has_value());
            (*call)->call_id.clear();
            if (!expected)
                expected = **call;
            QVERIFY2(**call == *expected, qPrintable(QStringLiteral("order %1").arg(orders)));
        } while (std::next_permutation(parts.begin(), parts.end()));
        QCOMPARE(orders, 120);
        QCOMPARE(count("SELECT count(*) FROM calls"), 120);
        QCOMPARE(expected->status, CallStatus::Ended);
        QCOMPARE(expected->outcome, text("booked"));
        QCOMPARE(expected->started->ms(), kStarted);
        QCOMPARE(expected->ended->ms(), kStarted + 4000);
        QCOMPARE(expected->agent_version, std::optional(7));
        QVERIFY(!expected->customer.isNull());
        QVERIFY(expected->analysis.contains(text("call_analysis")));
        QVERIFY(expected->analysis.contains(text("latency")));
        QVERIFY(expected->transcript.isEmpty());
    }

    void theWeightiestOutcomeStays_data()
    {
        QTest::addColumn<QStringList>("heard");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("note first") << QStringList{text("callback"), text("booked")} << text("booked");
        QTest::newRow("note last") << QStringList{text("booked"), text("callback")} << text("booked");
        QTest::newRow("change and note") << QStringList{text("callback"), text("changed"), text("")} << text("changed");
        QTest::newRow("change, then note") << QStringList{text("changed"), text("callback")} << text("changed");
        QTest::newRow("nothing") << QStringList{text("")} << text("");
    }
    void theWeightiestOutcomeStays()
    {
        QFETCH(QStringList, heard);
        for (const QString &outcome : heard) {
            auto tx = Transaction::begin(*m_connection, m_clock);
            PhoneCall told;
            told.call_id = text("call_o");
            told.outcome = outcome;
            QVERIFY(CallTable::merge(*tx, told).has_value());
            QVERIFY(tx->commit().has_value());
        }
        QTEST((*CallTable::read(*m_connection, text("call_o")))->outcome, "outcome");
    }

    void transcriptsOnlyWhereSwitchedOn()
    {
        QVERIFY(tell(Part::Ended, text("call_off")).has_value());
        QVERIFY((*CallTable::read(*m_connection, text("call_off")))->transcript.isEmpty());
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(FlagTable::set(*tx, text("store_transcripts"), text("on"), text("test")).has_value());
        QVERIFY(tx->commit().has_value());
        QVERIFY(tell(Part::Ended, text("call_on")).has_value());
        QCOMPARE((*CallTable::read(*m_connection, text("call_on")))->transcript,
                 text("Agent: Guten Tag\nUser: Ein streng geheimer Satz"));
    }

    void whatWasUnderstoodIsOnRecord()
    {
        ask("check_availability_v17", R"({"call_id":"call_001","dienstleistung":"Dauerwelle","mitarbeiter":"Mia",
            "datum":"Freitag","uhrzeit":"9 Uhr","name":"Max Berg"})");
        ask("list_services", R"({"call_id":"{{call_id}}"})");
        ask("list_services", R"({"call_id":"call_a"})");
        const auto records = FunctionCallTable::ofCall(*m_connection, text("call_a"));
        QCOMPARE(records->size(), 3);
        const FunctionCallRecord &check = records->at(0);
        QCOMPARE(check.request.value(text("staff")).toString(), text("mia"));
        QVERIFY(!check.request.value(text("service")).toString().isEmpty());
        QCOMPARE(check.request.value(text("date")).toString(), text("2025-11-28"));
        QCOMPARE(check.request.value(text("time")).toString(), text("09:00"));
        QVERIFY(!QJsonDocument(check.request).toJson().contains("Berg"));
        QCOMPARE(check.agent_version, std::optional(7));
        QVERIFY(check.placeholder && check.mismatch);
        QVERIFY(records->at(1).placeholder && records->at(1).mismatch);
        QVERIFY(!records->at(2).placeholder && !records->at(2).mismatch);
    }

    /// A new time that is sent without "new" is recorded as what it was taken for.
    void changesAreRecordedAsTheyWereUnderstood()
    {
        ask("start_booking",
            R"({"customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"Freitag 14 Uhr"})");
        ask("reschedule_appointment", R"({"datum":"Samstag","uhrzeit":"10 Uhr","staff":"Mia"})");
        ask("cancel_appointment", R"({"datum":"Freitag","confirm":"false"})");
        const auto records = FunctionCallTable::ofCall(*m_connection, text("call_a"));
        const auto object = [](const char *json) { return QJsonDocument::fromJson(json).object(); };
        QCOMPARE(records->at(1).request.value(text("new")).toObject().value(text("date")).toString(),
                 text("2025-11-29"));
        QCOMPARE(records->at(1).request.value(text("new")).toObject().value(text("time")).toString(), text("10:00"));
        QCOMPARE(records->at(2).request, object(R"({"date":"2025-11-28","confirmed":false})"));
    }

    void whatWasOnlyAskedGoesWithTheFunctions()
    {
        ask("start_booking",
            R"({"customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"Freitag 14 Uhr"})");
        ask("cancel_appointment", "{}");
        ask("get_service_info", R"({"service":"Maniküre"})");
        QCOMPARE(count("SELECT count(*) FROM unknown_words"), 1);
        QCOMPARE(count("SELECT count(*) FROM change_proposals"), 1);
        m_clock.set(m_clock.now() + std::chrono::hours(24 * 91));
        QVERIFY(CallRetention::daily(*m_connection, m_clock, Retention()).has_value());
        QCOMPARE(count("SELECT count(*) FROM change_proposals"), 0);
        QCOMPARE(count("SELECT count(*) FROM unknown_words"), 0);
    }

    /// Nobody can be called by what is on record, whatever part of a request their number came in.
    void numbersHideNowhere()
    {
        ask("lena_vogt_01713920001", R"({"handy":491713920001,"x":{"tel":491713920001,"list":[491713920001]},
            "+491713920001 Lena Vogt":"x","handy_01713920001":"y","page":12})");
        ask("Lena Vogt +491713920001", "{}");
        const auto records = FunctionCallTable::ofCall(*m_connection, text("call_a"));
        QCOMPARE(records->size(), 2);
        for (const FunctionCallRecord &record : *records) {
            const QString all =
                record.name + record.called_as +
                QString::fromUtf8(QJsonDocument(record.arguments).toJson() + QJsonDocument(record.answer).toJson());
            QVERIFY2(!all.contains(text("1713920001")), qPrintable(all));
        }
        QCOMPARE(records->at(0).name, text("lena_vogt_…"));
        QCOMPARE(records->at(0).arguments.value(text("page")).toInt(), 12);
        QCOMPARE(records->at(1).called_as, text("unknown_function"));
    }

    void theAgentsVersionIsKnownWithoutACallObject()
    {
        ask("get_current_context", "{}");
        const auto bare =
            FunctionCall::parse({{text("call_id"), text("call_a")}}, text("list_services"), m_clock.now());
        const FunctionDesk desk(m_clock, m_random);
        const FunctionReply reply = desk.answer(*m_connection, *bare);
        QVERIFY(desk.record(*m_connection, *bare, reply, std::chrono::microseconds(1)).has_value());
        const auto records = FunctionCallTable::ofCall(*m_connection, text("call_a"));
        QCOMPARE(records->size(), 2);
        QCOMPARE(records->at(1).agent_version, std::optional(7));
    }

    void whatCalcomSaidGoesOnceItIsDecided()
    {
        for (const char *uid : {"decided", "waiting"}) {
            auto tx = Transaction::begin(*m_connection, m_clock);
            QVERIFY(CalcomEventTable::insert(*tx, text("BOOKING_CREATED"), text(uid), text("{}")).has_value());
            QVERIFY(tx->commit().has_value());
        }
        auto event = CalcomEventTable::next(*m_connection, m_clock.now());
        (*event)->state = CalcomEventState::Done;
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(CalcomEventTable::update(*tx, **event).has_value());
        QVERIFY(tx->commit().has_value());
        m_clock.advance(std::chrono::hours(24 * 89));
        QVERIFY(CallRetention::purgePiece(*m_connection, m_clock, Retention(), 10).has_value());
        QCOMPARE(count("SELECT count(*) FROM calcom_events"), 2);
        m_clock.advance(std::chrono::hours(24 * 2));
        QCOMPARE(CallRetention::purgePiece(*m_connection, m_clock, Retention(), 10)->events, 1);
        QCOMPARE(count("SELECT count(*) FROM calcom_events WHERE fingerprint = 'waiting'"), 1);
    }

    void eachKindStaysAsLongAsItMay()
    {
        ask("list_services", "{}");
        QVERIFY(tell(Part::Analyzed, text("call_a")).has_value());
        ask("request_callback", R"({"reason":"Farbe"})");
        QCOMPARE(count("SELECT count(*) FROM function_calls"), 2);
        const auto purge = [this] {
            const Retention retention;
            for (int pieces = 0; pieces < 10; ++pieces)
                if (const auto more = CallRetention::daily(*m_connection, m_clock, retention); !more || !*more)
                    return more.has_value();
            return false;
        };
        const auto after = [this](int days) {
            m_clock.set(Instant::fromMs(kStarted + 5000) + std::chrono::hours(24 * days) + seconds(1));
        };
        QVERIFY(purge());
        QCOMPARE(count("SELECT count(*) FROM function_calls"), 2);
        after(30);
        QVERIFY(purge());
        QCOMPARE(count("SELECT count(*) FROM calls WHERE analysis <> ''"), 0);
        QCOMPARE(count("SELECT count(*) FROM calls WHERE latency <> ''"), 1);
        QCOMPARE(count("SELECT count(*) FROM function_calls"), 2);
        after(90);
        QVERIFY(purge());
        QCOMPARE(count("SELECT count(*) FROM function_calls"), 0);
        QCOMPARE(count("SELECT count(*) FROM calls"), 1);
        after(365);
        QVERIFY(purge());
        QCOMPARE(count("SELECT count(*) FROM calls"), 0);
        QCOMPARE(count("SELECT count(*) FROM callbacks"), 1); // its deadline was later
        after(380);
        QVERIFY(purge());
        QCOMPARE(count("SELECT count(*) FROM callbacks"), 0);
        const auto entries = JournalTable::of(*m_connection, text("calls"), 0);
        int functions = 0;
        for (const JournalEntry &entry : *entries)
            functions += entry.before.value(text("functions")).toInt();
        QCOMPARE(functions, 2);
    }

    void thePurgeRunsOnceADayInSmallPieces()
    {
        for (int i = 0; i < 1200; ++i) {
            auto tx = Transaction::begin(*m_connection, m_clock);
            FunctionCallRecord record;
            record.call_id = text("call_b");
            record.at = m_clock.now();
            QVERIFY(FunctionCallTable::insert(*tx, record).has_value());
            QVERIFY(tx->commit().has_value());
        }
        m_clock.advance(std::chrono::hours(24 * 91));
        const Retention retention;
        QCOMPARE(CallRetention::daily(*m_connection, m_clock, retention).value_or(false), true);
        QCOMPARE(count("SELECT count(*) FROM function_calls"), 700);
        QCOMPARE(CallRetention::daily(*m_connection, m_clock, retention).value_or(false), true);
        QCOMPARE(CallRetention::daily(*m_connection, m_clock, retention).value_or(false), true);
        QCOMPARE(count("SELECT count(*) FROM function_calls"), 0);
        QCOMPARE(CallRetention::daily(*m_connection, m_clock, retention).value_or(true), false);
        auto tx = Transaction::begin(*m_connection, m_clock);
        FunctionCallRecord old;
        old.at = m_clock.now() - std::chrono::hours(24 * 200);
        QVERIFY(FunctionCallTable::insert(*tx, old).has_value());
        QVERIFY(tx->commit().has_value());
        m_clock.advance(std::chrono::hours(23));
        QCOMPARE(CallRetention::daily(*m_connection, m_clock, retention).value_or(true), false);
        QCOMPARE(count("SELECT count(*) FROM function_calls"), 1);
        m_clock.advance(std::chrono::hours(1));
        QCOMPARE(CallRetention::daily(*m_connection, m_clock, retention).value_or(false), true);
        QCOMPARE(count("SELECT count(*) FROM function_calls"), 0);
    }

private:
    ManualClock m_clock;
    SeededRandom m_random{3};
    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(TestCallRecord)
#include "tst_callrecord.moc"
