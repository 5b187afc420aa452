// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commandline.h"
#include "app/ctl/phonecommands.h"
#include "app/ctl/sentencecommands.h"
#include "app/ctl/wordcommands.h"
#include "core/phone/callevents.h"
#include "tests/support/phonesalon.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace salon;
using namespace salon::test;

/// What scripts rely on: documents and exit codes of call, calls and callbacks.
class TestPhoneCommands final : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }

    QJsonObject run(const QStringList &words)
    {
        const QStringList line{text("--json"), text("--database=sqlite:") + m_database->url().path,
                               text("--data-dir=") + m_database->folder(),
                               text("--config=") + m_database->folder() + text("/none.conf"),
                               text("--clock=2025-11-25T09:30:00+01:00")};
        QBuffer out;
        QBuffer err;
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        m_exit = int(runCommandLine(phoneCommands() + wordCommands() + sentenceCommands(), line + words, out, err));
        return QJsonDocument::fromJson(out.data()).object();
    }
    QJsonObject call(const char *function, const char *args, const char *call_id = "call_a")
    {
        return run({text("call"), text(function), text("--args"), text(args), text("--call-id"), text(call_id),
                    text("--from"), text("+491713920017"), text("--to"), text("+493023125010"), text("--agent-version"),
                    text("7")});
    }

private Q_SLOTS:
    void init()
    {
        m_database = std::make_unique<ThrowAwayDatabase>(text("sqlite"));
        ManualClock clock;
        const auto connection = m_database->open();
        QVERIFY(importPhoneSalon(*connection, clock));
    }

    void exitCodes_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("exit");
        const auto row = [](const char *title, const QStringList &words, int exit) {
            QTest::newRow(title) << words << exit;
        };
        row("any reply", {text("call"), text("drop_tables")}, 0);
        row("without call id", {text("call"), text("start_booking"), text("--args"), text("{}")}, 0);
        row("args are no JSON", {text("call"), text("check_customer"), text("--args"), text("{")}, 2);
        row("args are a list", {text("call"), text("check_customer"), text("--args"), text("[]")}, 2);
        row("no function", {text("call")}, 2);
        row("a version that is none",
            {text("call"), text("check_customer"), text("--call-id"), text("c"), text("--agent-version"), text("x")},
            2);
        row("no calls", {text("calls"), text("list")}, 0);
        row("unknown call", {text("calls"), text("show"), text("call_z")}, 3);
        row("no call-backs", {text("callbacks"), text("list")}, 0);
        row("no words", {text("words"), text("list")}, 0);
        row("a word of an unknown service", {text("words"), text("add"), text("Locken"), text("--service"), text("x")},
            3);
        row("a word that means another service",
            {text("words"), text("add"), text("Herrenschnitt"), text("--service"), text("dauerwelle")}, 3);
        row("no such sentence", {text("sentences"), text("set"), text("no_such_phrase"), text("Moin")}, 3);
        row("a sentence without its place", {text("sentences"), text("set"), text("greeting_by_name"), text("Moin")},
            3);
        row("back to nothing", {text("sentences"), text("reset"), text("no_such_phrase")}, 3);
        row("unknown call-back", {text("callbacks"), text("done"), text("99")}, 3);
    }
    void exitCodes()
    {
        QFETCH(QStringList, words);
        run(words);
        QTEST(m_exit, "exit");
    }

    void aNumberThatIsLeftOutIsTheCallsOwn()
    {
        call("get_current_context", "{}");
        run({text("call"), text("request_callback"), text("--args"), text(R"({"reason":"Farbe"})"), text("--call-id"),
             text("call_a")});
        const QJsonArray waiting = run({text("callbacks"), text("list")}).value(text("callbacks")).toArray();
        QCOMPARE(waiting.size(), 1);
        QCOMPARE(waiting[0].toObject().value(text("phone")).toString(), text("+491713920017"));
    }

    void bookAndLookAtTheCall()
    {
        const QJsonObject booked =
            call("start_booking", R"({"customer_name":"Max Berg","service":"Dauerwelle","datetime":"Freitag 9 Uhr"})");
        QCOMPARE(m_exit, 0);
        QVERIFY(booked.value(QLatin1String("booked")).toBool());
        QCOMPARE(booked.value(QLatin1String("start")).toString(), text("2025-11-28T09:00:00+01:00"));
        const QJsonArray calls = run({text("calls"), text("list")}).value(QLatin1String("calls")).toArray();
        QCOMPARE(calls.size(), 1);
        QCOMPARE(calls.at(0)[QLatin1String("call_id")].toString(), text("call_a"));
        QCOMPARE(calls.at(0)[QLatin1String("outcome")].toString(), text("booked"));
        QCOMPARE(calls.at(0)[QLatin1String("branch")].toString(), text("mitte"));
        const QJsonArray functions =
            run({text("calls"), text("show"), text("call_a")}).value(QLatin1String("functions")).toArray();
        QCOMPARE(functions.size(), 1);
        QCOMPARE(functions.at(0)[QLatin1String("name")].toString(), text("start_booking"));
        QVERIFY(functions.at(0)[QLatin1String("took_ms")].toDouble() > 0);
    }

    void theCallersLanguageMayBeGiven()
    {
        const auto said = [&](const QStringList &words) {
            return run(QStringList{text("call"), text("get_current_context")} + words)
                .value(text("message"))
                .toString();
        };
        QVERIFY(said({}).startsWith(text("Guten Tag")));
        QVERIFY(said({text("--language"), text("en")}).startsWith(text("Hello")));
        QVERIFY(said({text("--language"), text("de")}).startsWith(text("Guten Tag")));
    }

    void whatNobodyUnderstoodIsTaughtByAWord()
    {
        const char *args = R"({"datum":"Freitag","uhrzeit":"9 Uhr","dienstleistung":"Locken"})";
        QCOMPARE(call("check_availability_v17", args).value(text("code")).toString(), text("service_unknown"));
        const QJsonArray words = run({text("words"), text("list")}).value(text("words")).toArray();
        QCOMPARE(words.size(), 1);
        QCOMPARE(words.at(0)[QLatin1String("word")].toString(), text("Locken"));
        QCOMPARE(words.at(0)[QLatin1String("callers")].toInt(), 1);
        const QJsonObject left =
            run({text("words"), text("add"), text("Locken"), text("--service"), text("Dauerwelle")});
        QVERIFY(left.contains(text("words")) && left.value(text("words")).toArray().isEmpty());
        QCOMPARE(call("check_availability_v17", args).value(text("service_key")).toString(), text("dauerwelle"));
        call("get_service_info", R"({"service":"Massage"})");
        QVERIFY(run({text("words"), text("forget"), text("massage")}).value(text("words")).toArray().isEmpty());
        run({text("words"), text("forget"), text("massage")});
        QCOMPARE(m_exit, 3);
    }

    void theSalonSpeaksInItsOwnWords()
    {
        const auto greeting = [&](const char *language) {
            return run({text("call"), text("get_current_context"), text("--language"), text(language)})
                .value(text("message"))
                .toString();
        };
        const QJsonObject set = run({text("sentences"), text("set"), text("greeting"),
                                     text("Salon Linde, moin! Was darf es sein?"), text("--language"), text("de")});
        QCOMPARE(m_exit, 0);
        QCOMPARE(set.value(text("text")).toString(), text("Salon Linde, moin! Was darf es sein?"));
        QCOMPARE(greeting("de"), text("Salon Linde, moin! Was darf es sein?"));
        QVERIFY(greeting("en").startsWith(text("Hello")));
        int own = 0;
        for (const QJsonValue &one : run({text("sentences"), text("list")}).value(text("sentences")).toArray())
            own += one[QLatin1String("text")] != one[QLatin1String("default")];
        QCOMPARE(own, 1);
        run({text("sentences"), text("reset"), text("greeting"), text("--language"), text("de")});
        QVERIFY(greeting("de").startsWith(text("Guten Tag")));
    }

    void aNumberIsBlockedAndTakenOffTheList()
    {
        run({text("calls"), text("block"), text("0171 3920017"), text("--reason"), text("Scherzanrufe")});
        QCOMPARE(m_exit, 0);
        const QJsonArray blocked = run({text("calls"), text("blocked")}).value(text("blocked")).toArray();
        QCOMPARE(blocked.size(), 1);
        QCOMPARE(blocked.at(0)[QLatin1String("number")].toString(), text("+491713920017"));
        QCOMPARE(blocked.at(0)[QLatin1String("reason")].toString(), text("Scherzanrufe"));
        run({text("calls"), text("unblock"), text("+49 171 3920017")});
        QCOMPARE(m_exit, 0);
        QVERIFY(run({text("calls"), text("blocked")}).value(text("blocked")).toArray().isEmpty());
        run({text("calls"), text("unblock"), text("+491713920017")});
        QCOMPARE(m_exit, 3);
        run({text("calls"), text("block"), text("anonymous")});
        QCOMPARE(m_exit, 3);
    }

    void aCallsFiguresStandBesideTheirLines()
    {
        call("list_services", "{}");
        const QJsonObject event =
            QJsonDocument::fromJson(
                R"({"event":"call_ended","call":{"call_id":"call_a","disconnection_reason":"user_hangup",
                "latency":{"llm":{"p50":700,"p95":1200},"tts":{"p50":300,"p95":400},"e2e":{"p50":1500}}}})")
                .object();
        const ManualClock clock;
        QVERIFY(CallEvents::store(*m_database->open(), event, clock).has_value());
        const QJsonObject shown = run({text("calls"), text("show"), text("call_a")});
        const QJsonObject latency = shown.value(text("latency")).toObject();
        QCOMPARE(latency[QLatin1String("llm")][QLatin1String("p95_ms")].toInt(), 1200);
        QCOMPARE(latency[QLatin1String("llm")][QLatin1String("line_ms")].toInt(), 1000);
        QCOMPARE(latency[QLatin1String("llm")][QLatin1String("within")], QJsonValue(false));
        QCOMPARE(latency[QLatin1String("tts")][QLatin1String("within")], QJsonValue(true));
        QCOMPARE(latency[QLatin1String("e2e")][QLatin1String("within")], QJsonValue(true));
        QCOMPARE(latency[QLatin1String("functions")][QLatin1String("count")].toInt(), 1);
        QCOMPARE(shown.value(text("outcome")).toString(), text("question"));
        QVERIFY(!shown.contains(text("transcript")));
    }

    void callBacksAreTakenOffTheList()
    {
        const int id =
            call("request_callback", R"({"reason":"Farbberatung"})").value(QLatin1String("callback_id")).toInt();
        const auto list = [&] {
            return run({text("callbacks"), text("list")}).value(QLatin1String("callbacks")).toArray();
        };
        QCOMPARE(list().at(0)[QLatin1String("id")].toInt(), id);
        QCOMPARE(list().at(0)[QLatin1String("priority")].toString(), text("normal"));
        QVERIFY(list().at(0)[QLatin1String("expires_at")].toString().startsWith(text("2025-11-26T09:30:")));
        const QJsonObject done = run({text("callbacks"), text("done"), QString::number(id)});
        QCOMPARE(m_exit, 0);
        QCOMPARE(done.value(QLatin1String("status")).toString(), text("done"));
        QCOMPARE(list().at(0)[QLatin1String("status")].toString(), text("done"));
    }

private:
    std::unique_ptr<ThrowAwayDatabase> m_database;
    int m_exit = -1;
};

QTEST_GUILESS_MAIN(TestPhoneCommands)
#include "tst_phonecommands.moc"
