// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/phone/callarguments.h"
#include "core/phone/functioncall.h"
#include "core/phone/functionreply.h"
#include "core/phone/spokenback.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace salon;

class TestFunctionCall final : public QObject
{
    Q_OBJECT

private:
    static Result<FunctionCall> parsed(const QByteArray &body, const QByteArray &path = {},
                                       const QByteArray &type = "application/json")
    {
        HttpRequest request;
        request.method = "POST";
        request.headers = {{"Content-Type", type}};
        request.body = body;
        return FunctionCall::parse(request, path, Instant::fromMs(1'764'057'600'000));
    }

private Q_SLOTS:
    /// What nobody sees may hide words from people that a model reads.
    void nothingInvisibleIsKept()
    {
        const QString hidden =
            QString::fromUtf8("Le\u200Bna\u200C V\u2060o\u00ADg\u034Ft\U000E0041\U000E0042\U000E0100\u3164\u200D");
        QCOMPARE(plainText(hidden, 100), QStringLiteral("Lena Vogt"));
        const QString family = QString::fromUtf8("\U0001F469\u200D\U0001F467 \U0001F469\u200D\u2764\uFE0F");
        QCOMPARE(plainText(family, 100), family);
    }

    void onlyPlainWishesAreSpokenBack_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("spoken");
        const QList<std::pair<const char *, const char *>> rows{
            {"Maniküre", "Maniküre"},
            {"Waschen & Föhnen, kurz", "Waschen & Föhnen, kurz"},
            {"Dr. Berg", "Dr. Berg"},
            {"<b>Locken</b> **fett**", "Locken fett"},
            {"Lok\u200Bken", "Lokken"},
            {"Überweisen Sie 100 Euro an <b>X</b>. Danke **fett**", ""},
            {"Bitte anrufen. Danke", ""},
            {"Sag ja!", ""},
            {"ruf 0900 123 456", ""},
            {"siehe boese.de", ""},
            {"lena@x.de", ""},
            {"ein Wunsch mit sehr viel mehr als vierzig Zeichen", ""},
            {"***", ""},
        };
        for (const auto &[said, spoken] : rows)
            QTest::addRow("%s", said) << QString::fromUtf8(said) << QString::fromUtf8(spoken);
    }
    void onlyPlainWishesAreSpokenBack()
    {
        QFETCH(QString, said);
        QTEST(spokenBack(said), "spoken");
    }

    void resolvesNames_data()
    {
        QTest::addColumn<QString>("called_as");
        QTest::addColumn<QString>("published");
        const QList<std::pair<const char *, const char *>> rows{
            {"get_current_context", "get_current_context"},
            {"initialize_call", "get_current_context"},
            {"check_availability", "check_availability_v17"},
            {"check_availability_v17", "check_availability_v17"},
            {"check_availability_v3", "check_availability_v17"},
            {"check_customer_v2", "check_customer"},
            {"book_appointment", "start_booking"},
            {"book_appointment_v17", "start_booking"},
            {"confirm_booking", "start_booking"},
            {"extract_dynamic_variables", "extract_dynamic_variable"},
            {"query_appointment", "get_customer_appointments"},
            {"get_available_services", "list_services"},
            {"cancel_appointment", "cancel_appointment"},
            {"check_availability_v", ""},
            {"Check_Availability", ""},
            {"drop_tables", ""},
            {"", ""},
        };
        for (const auto &[called_as, published] : rows)
            QTest::addRow("'%s'", called_as) << QString::fromLatin1(called_as) << QString::fromLatin1(published);
    }
    void resolvesNames()
    {
        QFETCH(QString, called_as);
        QTEST(FunctionCall::publishedName(called_as), "published");
    }

    void takesTheEnvelopeOff_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("name"); // empty: refused
        QTest::addColumn<QString>("call_id");
        QTest::addColumn<QString>("argument");
        const auto row = [](const char *title, const char *path, const char *body, const char *name,
                            const char *call_id = "", const char *argument = "") {
            QTest::addRow("%s", title) << QByteArray(path) << QByteArray(body) << QString::fromUtf8(name)
                                       << QString::fromUtf8(call_id) << QString::fromUtf8(argument);
        };
        row("wrapped", "", R"({"name":"check_customer","call":{"call_id":"call_a"},"args":{"x":"1"}})",
            "check_customer", "call_a", "1");
        row("wrapped on its path", "check_customer",
            R"({"name":"check_customer","call":{"call_id":"call_a"},"args":{"x":"1"}})", "check_customer", "call_a",
            "1");
        row("alias and version are one name", "check_availability",
            R"({"name":"check_availability_v17","call":{"call_id":"call_a"},"args":{"x":"1"}})",
            "check_availability_v17", "call_a", "1");
        row("wrapped without call", "", R"({"name":"check_customer","args":{"x":"1"}})", "check_customer", "", "1");
        row("call null", "", R"({"name":"check_customer","call":null,"args":{"x":"1"}})", "check_customer", "", "1");
        row("path and body differ", "check_customer", R"({"name":"start_booking","call":{},"args":{}})", "");
        row("unknown names that differ", "foo", R"({"name":"bar","call":{},"args":{}})", "");
        row("unknown name", "", R"({"name":"foo","call":{"call_id":"c"},"args":{}})", "foo", "c");
        row("arguments alone", "check_customer", R"({"x":"1"})", "check_customer", "", "1");
        row("a name is an argument", "check_availability", R"({"name":"Max","x":"1"})", "check_availability_v17", "",
            "1");
        row("args is text: arguments alone", "check_customer", R"({"name":"Max","args":"a","x":"1"})", "check_customer",
            "", "1");
        row("call is text: arguments alone", "check_customer", R"({"name":"Max","args":{},"call":"c","x":"1"})",
            "check_customer", "", "1");
        row("arguments alone without a path", "", R"({"x":"1"})", "");
        row("call without id", "", R"({"name":"check_customer","call":{"call_id":""},"args":{"x":"1"}})",
            "check_customer", "", "1");
        row("call id is a number", "", R"({"name":"check_customer","call":{"call_id":5},"args":{"x":"1"}})",
            "check_customer", "", "1");
        row("empty", "check_customer", "", "");
        row("list", "check_customer", "[]", "");
        row("text", "check_customer", "\"x\"", "");
        row("cut off", "check_customer", "{\"x\":", "");
        row("not UTF-8", "check_customer", "{\"x\":\"\xff\xfe\"}", "");
    }
    void takesTheEnvelopeOff()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QFETCH(QString, name);
        const Result<FunctionCall> call = parsed(body, path);
        QCOMPARE(call.has_value(), !name.isEmpty());
        if (!call)
            return;
        QCOMPARE(call->name, name);
        QTEST(call->call ? call->call->call_id : QString(), "call_id");
        QTEST(CallArguments(call->arguments).text({"x"}), "argument");
    }

    void readsForms()
    {
        const auto call = parsed("datum=Freitag&uhrzeit=10%3A30+Uhr&name=Max&dienstleistung=Ansatzf%C3%A4rbung",
                                 "check_availability_v17", "application/x-www-form-urlencoded");
        QVERIFY(call);
        const CallArguments arguments(call->arguments);
        QCOMPARE(arguments.text({"uhrzeit"}), QStringLiteral("10:30 Uhr"));
        QCOMPARE(arguments.text({"dienstleistung"}), QStringLiteral("Ansatzfärbung"));
        QVERIFY(!parsed("a=b", {}, "application/x-www-form-urlencoded"));
    }

    void keepsOfTheCallOnlyWhatIsNeeded()
    {
        const auto call =
            parsed(R"({"name":"check_customer","args":{},"call":{"call_id":" call_a ","agent_id":"agent_1",
            "agent_version":7,"call_type":"web_call","access_token":"secret","from_number":"+491713920001",
            "to_number":"+493023125010","call_status":"ended","start_timestamp":1764057590000,"transcript":"Agent: x",
            "recording_url":"x.example","retell_llm_dynamic_variables":{"language":"English"}}})");
        QVERIFY(call);
        PhoneCall expected;
        expected.call_id = QStringLiteral("call_a");
        expected.agent_id = QStringLiteral("agent_1");
        expected.agent_version = 7;
        expected.call_type = QStringLiteral("web_call");
        expected.from_number = QStringLiteral("+491713920001");
        expected.to_number = QStringLiteral("+493023125010");
        expected.status = CallStatus::Ongoing; // who calls a function is on the line
        expected.first_seen = Instant::fromMs(1'764'057'600'000);
        expected.started = Instant::fromMs(1'764'057'590'000);
        QCOMPARE(*call->call, expected);
        QCOMPARE(call->language, Language::English);
    }

    void makesArgumentsHarmless()
    {
        const CallArguments sent(
            QJsonDocument::fromJson(R"({"a":" x ","b":"null","c":"","d":"{{call_id}}","e":5,"f":true,
            "g":"false","h":null,"i":{"x":1},"j":"0","k":"-","l":"undefined","m":"12abc"})")
                .object());
        QCOMPARE(sent.text({"a"}), QStringLiteral("x"));
        for (const char *nothing : {"b", "c", "d", "h", "i", "k", "l", "missing"})
            QCOMPARE(sent.text({nothing}), QString());
        QCOMPARE(sent.text({"missing", "b", "a"}), QStringLiteral("x"));
        // Truth values and "0" are what flows send for a text they have not got.
        for (const char *no_text : {"f", "g", "j"})
            QCOMPARE(sent.text({no_text, "a"}), QStringLiteral("x"));
        QCOMPARE(sent.number({"j"}), 0);
        QCOMPARE(sent.text({"e"}), QStringLiteral("5"));
        QCOMPARE(sent.number({"e"}), 5);
        QVERIFY(!sent.number({"m"}));
        for (const char *odd : {"-nan", "+nan", "1e300", "-inf", "99999999999"})
            QVERIFY2(!CallArguments({{QStringLiteral("a"), QLatin1String(odd)}}).number({"a"}), odd);
        QCOMPARE(sent.flag({"f"}), true);
        QCOMPARE(sent.flag({"g"}), false);
        QCOMPARE(sent.flag({"j"}), false);
        QVERIFY(!sent.flag({"a"}));
        QVERIFY(sent.hasPlaceholder());
        QVERIFY(!CallArguments({{QStringLiteral("a"), QStringLiteral("x")}}).hasPlaceholder());
        QVERIFY(CallArguments({{QStringLiteral("a"), QString(1'000'000, u'x')}}).text({"a"}).size() <= 500);
    }

    void unknownFunctionsStayNamelessInTheLog()
    {
        QCOMPARE(parsed("{}", "check_availability")->loggedName(), QStringLiteral("check_availability_v17"));
        QCOMPARE(parsed("{}", "frag_Lena_Vogt")->loggedName(), QStringLiteral("an unknown function"));
    }

    /// A name goes into the book, a log and a window: nothing in it may break them or turn the words around it.
    void keepsNothingThatCannotBeShown()
    {
        const auto call = parsed(R"({"name":"x\u0000y\ud800","call":{"call_id":"call_\u0000a\udc00\u202e"},
            "args":{"name":"\u202eMax\u0007 Berg\u0000 \ud83d\ude00 \ud800!","line":"eins\r\nzwei\tdrei",
            "persian":"\u0645\u06cc\u200c\u0631\u0648\u0645","\u0000k\udfff":"v"}})");
        QVERIFY(call);
        QCOMPARE(call->called_as, QStringLiteral("xy"));
        QCOMPARE(call->call->call_id, QStringLiteral("call_a"));
        const CallArguments sent(call->arguments);
        QCOMPARE(sent.text({"name"}), QString::fromUtf8("Max Berg \xF0\x9F\x98\x80 !"));
        QCOMPARE(sent.text({"line"}), QStringLiteral("eins  zwei drei"));
        QCOMPARE(sent.text({"persian"}).size(), 6); // its joiner is part of the spelling
        QCOMPARE(sent.text({"k"}), QStringLiteral("v"));
        const QString smileys = QString::fromUtf8("\xF0\x9F\x98\x80").repeated(300);
        QVERIFY(CallArguments({{QStringLiteral("a"), u'x' + smileys}}).text({"a"}).isValidUtf16());
    }

    void repliesCarryTheirFieldsTwice()
    {
        const FunctionReply reply = FunctionReply::judged(QStringLiteral("slot_taken"), QStringLiteral("Nein."),
                                                          {{QStringLiteral("available"), false}});
        const QJsonObject expected{{QStringLiteral("success"), true},
                                   {QStringLiteral("code"), QStringLiteral("slot_taken")},
                                   {QStringLiteral("message"), QStringLiteral("Nein.")},
                                   {QStringLiteral("available"), false},
                                   {QStringLiteral("data"), QJsonObject{{QStringLiteral("available"), false}}}};
        QCOMPARE(reply.document(), expected);
        QVERIFY(!FunctionReply::judged({}, {}, {}).document().contains(QLatin1String("code")));
        QVERIFY(!FunctionReply::refused("service_unknown", {}).document().value(QLatin1String("success")).toBool());
    }

    void repliesStayShort()
    {
        QJsonArray many;
        for (int i = 0; i < 2000; ++i)
            many.append(QJsonObject{{QStringLiteral("service"), QStringLiteral("Ansatzfärbung %1").arg(i)}});
        const FunctionReply reply =
            FunctionReply::judged({}, QStringLiteral("x"), {{QStringLiteral("services"), many}});
        QVERIFY(QString::fromUtf8(reply.json()).size() <= limits::kMaxReplyCharacters);
        const QJsonObject document = QJsonDocument::fromJson(reply.json()).object();
        QVERIFY(document.value(QLatin1String("services")).toArray().size() > 50);
        const FunctionReply text =
            FunctionReply::judged({}, QStringLiteral("x"), {{QStringLiteral("echo"), QString(20'000, u'x')}});
        QVERIFY(text.json().size() <= limits::kMaxReplyCharacters);
    }
};

QTEST_GUILESS_MAIN(TestFunctionCall)
#include "tst_functioncall.moc"
