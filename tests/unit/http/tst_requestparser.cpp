// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requestparser.h"

#include <QTest>

using namespace salon;

namespace
{

constexpr std::size_t kHeader = 1024;
constexpr std::size_t kBody = 2048;

/// What came out: "POST /a?q [body]" per request, then the status of a refusal or "…" where more bytes are needed.
QByteArray outcome(const QByteArray &wire, qsizetype piece)
{
    RequestParser parser(kHeader, kBody);
    QByteArray all;
    for (qsizetype at = 0; at < wire.size();) {
        const QByteArray part = wire.mid(at, piece);
        at += part.size();
        parser.add(part);
        for (bool going = true; going;) {
            switch (parser.advance()) {
            case RequestParser::State::NeedHead:
            case RequestParser::State::NeedBody:
                going = false;
                break;
            case RequestParser::State::HeadDone:
                if (parser.isTooLarge())
                    return all + "413";
                break;
            case RequestParser::State::Complete: {
                const HttpRequest request = parser.takeRequest();
                all += request.method + ' ' + request.path + (request.query.isNull() ? "" : "?" + request.query) +
                       " [" + request.body + "] ";
                parser.next();
                break;
            }
            case RequestParser::State::Failed:
                return all + QByteArray::number(parser.refusal().status);
            }
        }
        if (parser.heldBytes() > qsizetype(kHeader + kBody) + piece)
            return "holds too much";
    }
    return parser.hasBytes() ? all + "…" : all.trimmed();
}

QByteArray post(const QByteArray &headers, const QByteArray &rest)
{
    return "POST /f HTTP/1.1\r\nHost: salon\r\n" + headers + "\r\n" + rest;
}

} // namespace

class tst_RequestParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void framing_data();
    void framing();
    void headers();
    void connectionRules_data();
    void connectionRules();
    void mutants();
};

static void understoodRows()
{
    const auto row = [](const char *name, const QByteArray &wire, const QByteArray &result) {
        QTest::newRow(name) << wire << result;
    };
    row("get", "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", "GET /healthz []");
    row("query", "GET /a?b=c?d HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a?b=c?d []");
    row("length", post("Content-Length: 5\r\n", "hello"), "POST /f [hello]");
    row("length zero", post("Content-Length: 0\r\n", ""), "POST /f []");
    row("length with zeros in front", post("Content-Length: 0005\r\n", "hello"), "POST /f [hello]");
    row("chunks", post("Transfer-Encoding: chunked\r\n", "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"), "POST /f [hello]");
    row("chunk extension", post("Transfer-Encoding: Chunked\r\n", "5;a=b\r\nhello\r\n0\r\n\r\n"), "POST /f [hello]");
    row("trailer is ignored",
        post("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\nHost: other\r\nX-Retell-Signature: v\r\n\r\n"),
        "POST /f [a]");
    row("two in a row", post("Content-Length: 1\r\n", "a") + post("Content-Length: 1\r\n", "b"),
        "POST /f [a] POST /f [b]");
    row("empty line between", post("Content-Length: 1\r\n", "a\r\n") + post("Content-Length: 1\r\n", "b"),
        "POST /f [a] POST /f [b]");
    row("1.0 without host", "GET / HTTP/1.0\r\n\r\n", "GET / []");
    row("body with zero bytes", post("Content-Length: 3\r\n", QByteArray("a\0b", 3)), QByteArray("POST /f [a\0b]", 13));
    row("unfinished head", "GET / HTTP/1.1\r\nHost", "…");
    row("unfinished body", post("Content-Length: 5\r\n", "hell"), "…");
    row("unfinished chunk", post("Transfer-Encoding: chunked\r\n", "5\r\nhel"), "…");
}

static void lengthRows()
{
    const auto row = [](const char *name, const QByteArray &wire, const char *result) {
        QTest::newRow(name) << wire << QByteArray(result);
    };
    row("length and coding", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), "400");
    row("coding and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), "400");
    row("two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello"), "400");
    row("two equal lengths", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), "400");
    row("list of lengths", post("Content-Length: 5, 5\r\n", "hello"), "400");
    row("unknown coding", post("Transfer-Encoding: xchunked\r\n", "hello"), "400");
    row("unknown coding and length", post("Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n", "hello"), "400");
    row("gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), "400");
    row("coding twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), "400");
    row("coding in 1.0", "POST /f HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400");
    for (const char *length : {"-1", "+5", "0x10", "5 5", "5;", "", "18446744073709551621", "9223372036854775808"})
        row(qPrintable(QStringLiteral("length '%1'").arg(QLatin1String(length))),
            post("Content-Length: " + QByteArray(length) + "\r\n", "hello"), "400");
    row("too long", post("Content-Length: 2049\r\n", ""), "413");
    row("just fits", post("Content-Length: 2048\r\n", QByteArray(2047, 'a')), "…");
    row("far too long", post("Content-Length: 9223372036854775807\r\n", ""), "413");
    for (const char *chunk : {"zz\r\n", "-5\r\n", "\r\n", "5\nhello", "5\r\nhelloXX"})
        row(qPrintable(QStringLiteral("chunk '%1'").arg(QString::fromLatin1(chunk).trimmed())),
            post("Transfer-Encoding: chunked\r\n", chunk), "400");
    row("chunk beyond any number", post("Transfer-Encoding: chunked\r\n", "ffffffffffffffffff\r\n"), "413");
    row("chunk too large", post("Transfer-Encoding: chunked\r\n", "801\r\n"), "413");
    row("chunks too large together", post("Transfer-Encoding: chunked\r\n", "1\r\na\r\n800\r\n"), "413");
    row("long chunk extension", post("Transfer-Encoding: chunked\r\n", "1;" + QByteArray(300, 'x') + "\r\na"), "400");
    row("endless chunk extension", post("Transfer-Encoding: chunked\r\n", "1;" + QByteArray(65'536, 'x')), "400");
    row("endless trailer", post("Transfer-Encoding: chunked\r\n", "0\r\n" + QByteArray("A: b\r\n").repeated(4096)),
        "400");
}

static void headRows()
{
    const auto row = [](const char *name, const QByteArray &wire, const char *result) {
        QTest::newRow(name) << wire << QByteArray(result);
    };
    row("no host", "GET / HTTP/1.1\r\nA: b\r\n\r\n", "400");
    row("no header at all", "GET / HTTP/1.1\r\n\r\n", "400");
    row("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", "400");
    row("two signatures", post("X-Retell-Signature: a\r\nx-retell-signature: b\r\nContent-Length: 0\r\n", ""), "400");
    row("two cal signatures", post("X-Cal-Signature-256: a\r\nX-Cal-Signature-256: b\r\nContent-Length: 0\r\n", ""),
        "400");
    row("two types", post("Content-Type: a/b\r\nContent-Type: c/d\r\nContent-Length: 0\r\n", ""), "400");
    row("version 2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "400");
    row("version 1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", "400");
    row("odd version", "GET / HTTPX9Y9\r\nHost: a\r\n\r\n", "400");
    row("no version", "GET /\r\nHost: a\r\n\r\n", "400");
    row("two blanks", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "400");
    row("blank in target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", "400");
    row("bare CR", "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", "400");
    row("bare LF", "GET / HTTP/1.1\nHost: a\n\n", "400");
    row("NUL", QByteArray("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 30), "400");
    row("folded", "GET / HTTP/1.1\r\nHost: a\r\nB: c\r\n d\r\n\r\n", "400");
    row("blank before colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "400");
    row("no colon", "GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n", "400");
    row("empty name", "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", "400");
    row("tls greeting", QByteArray("\x16\x03\x01\x02\x00\x01", 6), "400");
    row("http/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400");
    row("header just fits", "GET / HTTP/1.1\r\nHost: a\r\nA: " + QByteArray(1024 - 32, 'x') + "\r\n\r\n", "GET / []");
    row("header too large", "GET / HTTP/1.1\r\nHost: a\r\nA: " + QByteArray(1024 - 31, 'x') + "\r\n\r\n", "431");
    row("header line without end", "GET / HTTP/1.1\r\nHost: " + QByteArray(100'000, 'a'), "431");
    row("request line without end", "GET /" + QByteArray(100'000, 'a'), "431");
    row("many headers", "GET / HTTP/1.1\r\nHost: a\r\n" + QByteArray("a: b\r\n").repeated(1000), "431");
    row("good, then bad", post("Content-Length: 1\r\n", "a") + "GET /\r\n\r\n", "POST /f [a] 400");
}

void tst_RequestParser::framing_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("result");
    understoodRows();
    lengthRows();
    headRows();
}

/// However the bytes are cut on their way, what is understood is the same.
void tst_RequestParser::framing()
{
    QFETCH(QByteArray, wire);
    QTEST(outcome(wire, wire.size()), "result");
    QTEST(outcome(wire, 1), "result");
    QTEST(outcome(wire, 7), "result");
}

void tst_RequestParser::headers()
{
    RequestParser parser(kHeader, kBody);
    parser.add(
        "POST /a?x HTTP/1.1\r\nHost: salon\r\nX-Note:  blanks around \t\r\nContent-Type: Application/JSON; a=b\r\n"
        "X-Note: second\r\nContent-Length: 2\r\n\r\n{}");
    QCOMPARE(parser.advance(), RequestParser::State::HeadDone);
    QVERIFY(parser.hasBody());
    QCOMPARE(parser.request().header("x-note"), QByteArray("blanks around"));
    QCOMPARE(parser.request().mediaType(), QByteArray("application/json"));
    QCOMPARE(parser.request().header("absent"), QByteArray());
    QCOMPARE(parser.owedBytes(), 0);
    QCOMPARE(parser.advance(), RequestParser::State::Complete);
    QCOMPARE(parser.request().body, QByteArray("{}"));
}

void tst_RequestParser::connectionRules_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<bool>("keeps_alive");
    QTest::addColumn<bool>("expects_continue");
    const auto row = [](const char *name, const QByteArray &wire, bool keeps_alive, bool expects_continue) {
        QTest::newRow(name) << wire << keeps_alive << expects_continue;
    };
    row("plain", post("Content-Length: 3\r\n", ""), true, false);
    row("close", post("Connection: close\r\nContent-Length: 3\r\n", ""), false, false);
    row("close in a list", post("Connection: foo, Close\r\nContent-Length: 3\r\n", ""), false, false);
    row("1.0", "GET / HTTP/1.0\r\n\r\n", false, false);
    row("1.0 keep-alive", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false, false);
    row("continue", post("Expect: 100-Continue\r\nContent-Length: 3\r\n", ""), true, true);
    row("continue without body", post("Expect: 100-continue\r\nContent-Length: 0\r\n", ""), true, false);
    row("continue in 1.0", "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n", false, false);
}

void tst_RequestParser::connectionRules()
{
    QFETCH(QByteArray, wire);
    RequestParser parser(kHeader, kBody);
    parser.add(wire);
    QCOMPARE(parser.advance(), RequestParser::State::HeadDone);
    QTEST(parser.keepsAlive(), "keeps_alive");
    QTEST(parser.expectsContinue(), "expects_continue");
}

/// Requests with bytes changed, left out and doubled: any answer is fine that ends, and is the same for any cutting.
void tst_RequestParser::mutants()
{
    const QByteArray seed = post("Content-Length: 5\r\nX-Retell-Signature: v=1,d=2\r\n", "hello") +
                            post("Transfer-Encoding: chunked\r\n", "2\r\nhe\r\n3;a=b\r\nllo\r\n0\r\nA: b\r\n\r\n");
    const QByteArray salt("\r\n\0 :;,\x7f\xff"
                          "09aZ",
                          14);
    for (qsizetype at = 0; at < seed.size(); ++at) {
        for (const char byte : salt) {
            QByteArray changed = seed;
            changed[at] = byte;
            QCOMPARE(outcome(changed, 1), outcome(changed, changed.size()));
        }
        const QByteArray without = QByteArray(seed).remove(at, 1);
        QCOMPARE(outcome(without, 3), outcome(without, without.size()));
        const QByteArray doubled = QByteArray(seed).insert(at, seed[at]);
        QCOMPARE(outcome(doubled, 3), outcome(doubled, doubled.size()));
    }
}

QTEST_GUILESS_MAIN(tst_RequestParser)
#include "tst_requestparser.moc"
