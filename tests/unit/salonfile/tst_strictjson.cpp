// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/strictjson.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace salon;

class TestStrictJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsJson()
    {
        const auto value = parseStrictJson(
            "\xef\xbb\xbf {\"a\":[1,-2.5,1e2,true,false,null],\"\\u00e4\":\"x\\n\\ud83d\\ude00\xc3\xa4\","
            "\"big\":9007199254740993,\"o\":{},\"l\":[]}\n");
        QVERIFY2(value, value ? "" : qPrintable(value.error().detail));
        const QJsonObject object = value->toObject();
        const QJsonArray list = object.value(QLatin1String("a")).toArray();
        QCOMPARE(list.size(), 6);
        QCOMPARE(list.at(0).toInteger(), 1);
        QCOMPARE(list.at(1).toDouble(), -2.5);
        QCOMPARE(list.at(2).toDouble(), 100.0);
        QVERIFY(list.at(3).toBool());
        QVERIFY(list.at(4).isBool());
        QVERIFY(list.at(5).isNull());
        QCOMPARE(object.value(QStringLiteral("ä")).toString(), QStringLiteral("x\n😀ä"));
        QCOMPARE(object.value(QLatin1String("big")).toInteger(), 9007199254740993);
    }

    void refusesWhatIsNot_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const QByteArray &bytes, const char *path, const char *sentence) {
            QTest::newRow(name) << bytes << QString::fromLatin1(path) << QString::fromLatin1(sentence);
        };
        row("empty", "", "$", "ends too early");
        row("blank", "  \n", "$", "ends too early");
        row("cut in a list", "{\"staff\":[{\"key\":\"mia\"},", "$.staff[1]", "ends too early");
        row("cut in a text", "{\"name\":\"Sal", "$.name", "ends too early");
        row("cut in a value", "{\"a\":{\"b\":tr", "$.a.b", "ends too early");
        row("cut after a number", "[1", "$[0]", "ends too early");
        row("two documents", "{} {}", "$", "follows the end");
        row("repeated key", "{\"a\":{\"k\":1,\"k\":2}}", "$.a.k", "stands twice");
        row("repeated key, escaped", "{\"k\":1,\"\\u006b\":2}", "$.k", "stands twice");
        row("trailing comma", "[1,]", "$[1]", "no JSON value");
        row("single quotes", "{'a':1}", "$", "key in quotes");
        row("comment", "{/**/}", "$", "key in quotes");
        row("no colon", "{\"a\" 1}", "$.a", "colon");
        row("no comma", "[1 2]", "$[0]", "comma");
        row("leading zero", "[01]", "$[0]", "no JSON value");
        row("plus sign", "[+1]", "$[0]", "no JSON value");
        row("bare point", "[1.]", "$[0]", "no JSON value");
        row("not a number", "[NaN]", "$[0]", "no JSON value");
        row("raw control character", "[\"a\tb\"]", "$[0]", "control character");
        row("unknown escape", "[\"\\x\"]", "$[0]", "escape");
        row("NUL", "[\"\\u0000\"]", "$[0]", "NUL");
        row("lone high surrogate", "[\"\\ud83d\"]", "$[0]", "broken escape");
        row("lone low surrogate", "[\"\\ude00\"]", "$[0]", "broken escape");
        row("Latin-1", "[\"K\xe4the\"]", "$", "not UTF-8 (byte 3)");
        row("overlong slash", "[\"\xc0\xaf\"]", "$", "not UTF-8");
        row("overlong three bytes", "[\"\xe0\x80\xaf\"]", "$", "not UTF-8");
        row("encoded surrogate", "[\"\xed\xa0\x80\"]", "$", "not UTF-8");
        row("beyond Unicode", "[\"\xf4\x90\x80\x80\"]", "$", "not UTF-8");
        row("cut character", "[\"\xc3", "$", "not UTF-8");
        row("UTF-16", QByteArray("\xff\xfe{\0}\0", 6), "$", "not UTF-8");
        row("NUL byte", QByteArray("[\0]", 3), "$[0]", "no JSON value");
        row("too deep", QByteArray(100'000, '['), "$[0]", "too deeply");
    }

    void refusesWhatIsNot()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, path);
        QFETCH(QString, sentence);
        const auto value = parseStrictJson(bytes);
        QVERIFY(!value);
        const QString detail = value.error().detail;
        QCOMPARE(value.error().code, ErrorCode::InvalidInput);
        QVERIFY2(detail.contains(sentence), qPrintable(detail));
        QVERIFY2(detail.startsWith(path), qPrintable(detail));
        QVERIFY2(sentence == QLatin1String("too deeply") || detail.startsWith(path + QLatin1String(": ")),
                 qPrintable(detail));
        QVERIFY(!detail.contains(QLatin1Char('\n')));
    }
};

QTEST_GUILESS_MAIN(TestStrictJson)
#include "tst_strictjson.moc"
