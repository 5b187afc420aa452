// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/callscript.h"

#include <QJsonDocument>
#include <QTest>

using namespace salon;

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QJsonValue value(const QString &json)
{
    return QJsonDocument::fromJson('[' + json.toUtf8() + ']').array().at(0);
}

QString paths(const QList<ScriptDifference> &differences)
{
    QStringList all;
    for (const ScriptDifference &one : differences)
        all.append(one.path);
    return all.join(QLatin1Char(' '));
}

} // namespace

/// How scripts are read and how answers are compared.
class TestCallScript final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pausesAreWholeSeconds_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("refused");
        QTest::newRow("usual") << QString() << QString() << QString();
        QTest::newRow("a day") << text("0") << text("86400") << QString();
        QTest::newRow("back") << QString() << text("-1") << text("calls[1].after_s");
        QTest::newRow("longer than a day") << QString() << text("86401") << text("calls[1].after_s");
        QTest::newRow("half a second") << text("0.5") << QString() << text("calls[0].after_s");
        QTest::newRow("a text") << text("\"5\"") << QString() << text("calls[0].after_s");
    }
    void pausesAreWholeSeconds()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(QString, refused);
        const auto step = [](const QString &pause) {
            return text(R"({"function":"current_time")") +
                   (pause.isEmpty() ? QString() : text(R"(,"after_s":)") + pause) + u'}';
        };
        const QString json =
            text(
                R"({"format":"salondesk-call","version":1,"now":"2025-11-25T09:30:00+01:00","salon":{"a":1},"calls":[)") +
            step(first) + u',' + step(second) + text("]}");
        const auto script = CallScript::parse(json.toUtf8(), {});
        QCOMPARE(script.has_value(), refused.isEmpty());
        if (!script) {
            QVERIFY2(script.error().detail.contains(refused), qPrintable(script.error().detail));
            return;
        }
        const milliseconds between = script->steps.at(1).at - script->steps.at(0).at;
        QCOMPARE(between.count(), (second.isEmpty() ? 15 : second.toInt()) * 1000);
    }

    void theFirstPauseCountsToo()
    {
        const auto script = CallScript::parse(
            R"({"format":"salondesk-call","version":1,"now":"2025-11-25T09:30:00+01:00","salon":{"a":1},
                "calls":[{"function":"current_time","after_s":7}]})",
            {});
        QVERIFY(script.has_value());
        QCOMPARE((script->steps.first().at - script->now).count(), 7000);
    }

    void whatIsExpectedMustBeThere_data()
    {
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("is");
        QTest::addColumn<QString>("differences");
        const auto row = [](const char *expected, const char *is, const char *differences) {
            QTest::newRow(expected) << text(expected) << text(is) << text(differences);
        };
        row(R"({"a":1})", R"({"a":1,"b":2})", "");
        row(R"({"a":1,"b":{"c":true}})", R"({"a":2,"b":{"c":false}})", "a b.c");
        row(R"({"a":[{"b":1},{"b":2}]})", R"({"a":[{"b":1,"x":0},{"b":3}]})", "a[1].b");
        row(R"({"a":[]})", R"({"a":[1]})", "a");
        row(R"({"n":null})", R"({"n":null})", "");
        row(R"({"missing":null})", R"({})", "");
        row(R"({"not":null})", R"({"not":0})", "not");
        row(R"({"there":{"$any":true}})", R"({"there":0})", "");
        row(R"({"gone":{"$any":true}})", R"({"gone":null})", "gone");
        row(R"({"m":{"$has":["frei"],"$lacks":["SMS"]}})", R"({"m":"Da ist noch Frei."})", "");
        row(R"({"m":{"$has":["frei"]}})", R"({"m":"Leider nein."})", "m");
        row(R"({"m":{"$lacks":["sms"]}})", R"({"m":"Sie bekommen eine SMS."})", "m");
        row(R"({"m":{"$lacks":["x"]}})", R"({"m":7})", "m");
        row(R"({"o":{"p":1}})", R"({"o":"p"})", "o");
    }
    void whatIsExpectedMustBeThere()
    {
        QFETCH(QString, expected);
        QFETCH(QString, is);
        QFETCH(QString, differences);
        QCOMPARE(paths(JsonMatch::within(value(expected), value(is))), differences);
    }

    void onlyWhatMattersDiffers_data()
    {
        QTest::addColumn<QString>("told");
        QTest::addColumn<QString>("is");
        QTest::addColumn<QString>("differences");
        const auto row = [](const char *told, const char *is, const char *differences) {
            QTest::newRow(told) << text(told) << text(is) << text(differences);
        };
        row(R"({"booked":true,"appointment_id":7})", R"({"booked":true,"appointment_id":99})", "");
        row(R"({"booked":false,"appointment_id":null})", R"({"booked":false,"appointment_id":99})", "appointment_id");
        row(R"({"a":1})", R"({"a":1,"b":2})", "b");
        row(R"({"a":1,"c":3})", R"({"a":1})", "c");
        row(R"({"until":"2025-11-25T09:33:00+01:00"})", R"({"until":"2025-11-25T09:33:01+01:00"})", "");
        row(R"({"start":"2025-11-25T09:30:00+01:00"})", R"({"start":"2025-11-25T09:45:00+01:00"})", "start");
        row(R"({"list":[{"id":1,"n":"x"}]})", R"({"list":[{"id":2,"n":"y"}]})", "list[0].n");
    }
    void onlyWhatMattersDiffers()
    {
        QFETCH(QString, told);
        QFETCH(QString, is);
        QFETCH(QString, differences);
        QCOMPARE(paths(JsonMatch::same(value(told), value(is))), differences);
    }

    void badScriptsNameThePlace_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *place, const char *script) {
            QTest::newRow(script) << text(script) << text(place);
        };
        row("format", "");
        row("format", "[]");
        row("format", R"({"format":"salondesk-salon","version":1})");
        row("format", R"({"format":"salondesk-call","version":2})");
        row("now", R"({"format":"salondesk-call","version":1,"salon":{"a":1},"calls":[{"function":"x"}]})");
        row("now", R"({"format":"salondesk-call","version":1,"now":"2025-11-25T09:30:00","salon":{"a":1}})");
        row("salon", R"({"format":"salondesk-call","version":1,"now":"2025-11-25T09:30:00Z","calls":[]})");
        row("calls", R"({"format":"salondesk-call","version":1,"now":"2025-11-25T09:30:00Z","salon":{"a":1}})");
        row("calls[0]",
            R"({"format":"salondesk-call","version":1,"now":"2025-11-25T09:30:00Z","salon":{"a":1},"calls":[{}]})");
        row("calls[0].args", R"({"format":"salondesk-call","version":1,"now":"2025-11-25T09:30:00Z","salon":{"a":1},
                                "calls":[{"function":"x","args":[]}]})");
        row("calls[1].at", R"({"format":"salondesk-call","version":1,"now":"2025-11-25T09:30:00Z","salon":{"a":1},
                              "calls":[{"function":"x"},{"function":"x","at":"later"}]})");
    }
    void badScriptsNameThePlace()
    {
        QFETCH(QString, script);
        QFETCH(QString, place);
        const auto parsed = CallScript::parse(script.toUtf8(), {});
        QVERIFY(!parsed.has_value());
        QCOMPARE(parsed.error().code, ErrorCode::InvalidInput);
        QVERIFY2(parsed.error().detail.startsWith(place + text(":")), qPrintable(parsed.error().detail));
    }

    void timePassesBetweenTheSteps()
    {
        const auto script = CallScript::parse(
            R"({"format":"salondesk-call","version":1,"now":"2025-11-25T09:30:00+01:00","salon":{"customers":[1]},
                "add":{"customers":[2]},"call":{"call_id":"call_x"},
                "calls":[{"function":"list_services"},{"function":"parse_date","style":"args_only","args":{"a":1}},
                         {"event":"call_ended","after_s":3},
                         {"inbound":{"from_number":"+49"},"at":"2025-11-25T10:00:00+01:00"}]})",
            {});
        QVERIFY(script.has_value());
        QCOMPARE(script->salon, QByteArray(R"({"customers":[1,2]})"));
        const auto after = [&](int step) { return (script->steps.at(step).at - script->now).count(); };
        QCOMPARE(after(0), 0);
        QCOMPARE(after(1), 15'000);
        QCOMPARE(after(2), 18'000);
        QCOMPARE(after(3), 1'800'000);
        QCOMPARE(script->steps.at(0).body.value(u"call")[u"call_id"].toString(), text("call_x"));
        QCOMPARE(script->steps.at(1).body, (QJsonObject{{text("a"), 1}}));
        QVERIFY(script->steps.at(1).names_its_path);
        QCOMPARE(script->steps.at(2).kind, ScriptStep::Kind::Event);
        QCOMPARE(script->steps.at(3).body.value(u"call_inbound")[u"from_number"].toString(), text("+49"));
    }
};

QTEST_GUILESS_MAIN(TestCallScript)
#include "tst_callscript.moc"
