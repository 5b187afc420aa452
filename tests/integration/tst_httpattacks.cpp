// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/listener.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/rawclient.h"

#include <QTest>

using namespace salon;
using namespace salon::test;

namespace
{

constexpr std::size_t kHeader = 2048;
constexpr std::size_t kBody = 8192;

HttpLimits lowLimits()
{
    HttpLimits low;
    low.header_bytes = kHeader;
    low.body_bytes = kBody;
    low.connections = 40;
    low.buffered_bytes = 40 * 1024 * 1024;
    return low;
}

/// The listener on a real socket and a clock that only the test moves.
struct Salon {
    explicit Salon(const HttpLimits &limits = lowLimits())
        : listener(routes(), limits, executor)
    {
        const Result<quint16> bound = listener.listen(QHostAddress(QHostAddress::LocalHost), 0);
        port = bound.value_or(0);
    }
    QList<HttpRoute> routes()
    {
        const auto echo = [this](const HttpRequest &request, const HttpAnswer &answer) {
            ++handled;
            HttpResponse response = HttpResponse::empty(200);
            response.body = request.body + request.query;
            answer(response);
        };
        const auto keep = [this](const HttpRequest &, const HttpAnswer &answer) { waiting.append(answer); };
        const auto effect = [](HttpResponse::Delivery delivery) {
            return [delivery](const HttpRequest &, const HttpAnswer &answer) {
                HttpResponse response = HttpResponse::empty(200);
                response.body = "0123456789";
                response.delivery = delivery;
                answer(response);
            };
        };
        const auto large = [this](const HttpRequest &, const HttpAnswer &answer) {
            ++handled;
            HttpResponse response = HttpResponse::empty(200);
            response.body = QByteArray(64 * 1024, 'x');
            answer(response);
        };
        const auto signature = [](const HttpRequest &request) -> std::optional<HttpResponse> {
            if (request.header("X-Retell-Signature") == "good")
                return std::nullopt;
            return HttpResponse::error(401, QStringLiteral("unauthorized"), QStringLiteral("Not signed."));
        };
        HttpRoute form{"POST", "/form", echo};
        form.form_bodies = true;
        HttpRoute any{"POST", "/any", echo};
        any.accepts_all_types = true;
        return {{"GET", "/healthz", echo},
                {"POST", "/echo", echo},
                {"POST", "/fn/*", echo},
                {"POST", "/signed", echo, signature},
                {"POST", "/later", keep},
                {"GET", "/large", large},
                {"GET", "/drop", effect(HttpResponse::Delivery::Drop)},
                {"GET", "/truncate", effect(HttpResponse::Delivery::Truncate)},
                {"GET", "/hang", effect(HttpResponse::Delivery::Hang)},
                form,
                any};
    }
    /// Moves the listener's clock on.
    void pass(milliseconds time)
    {
        const Instant until = clock.now() + time;
        executor.runUntilIdle(time);
        clock.set(until);
    }

    ManualClock clock;
    ManualExecutor executor{clock};
    int handled = 0;
    QList<HttpAnswer> waiting;
    HttpListener listener;
    quint16 port = 0;
};

QByteArray get(const QByteArray &path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: salon\r\n\r\n";
}

QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &headers = {})
{
    return "POST " + path + " HTTP/1.1\r\nHost: salon\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

const QList<int> kOk{200};

} // namespace

class tst_HttpAttacks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers_data();
    void answers();
    void orderOfChecks_data();
    void orderOfChecks();
    void refusedConnectionStaysUsable();
    void errorBody();
    void slowHeaders();
    void slowBody();
    void silentConnection();
    void idleConnection();
    void endlessBody_data();
    void endlessBody();
    void allBuffersTogether();
    void connectionCap();
    void pipelinedInOrder();
    void lateAnswersInOrder();
    void readerThatNeverReads();
    void resetsEverywhere();
    void openAndClose();
    void goneWhileAnswering();
    void neverAnswered();
    void deliveryEffects();
    void continueIsSent();
    void stopAnswersBusyOnes();
    void stopIsBounded();
};

void tst_HttpAttacks::answers_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QList<int>>("statuses");
    QTest::addColumn<bool>("closes");
    const auto row = [](const char *name, const QByteArray &wire, const QList<int> &statuses, bool closes) {
        QTest::newRow(name) << wire << statuses << closes;
    };
    const QByteArray chunked = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    row("healthz", get("/healthz"), {200}, false);
    row("head", "HEAD /healthz?abc HTTP/1.1\r\nHost: a\r\n\r\n", {}, false);
    row("connection close", "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", {200}, true);
    row("http 1.0", "GET /healthz HTTP/1.0\r\n\r\n", {200}, true);
    row("upgrade is ignored",
        "POST /echo HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 2\r\n\r\n{}",
        {200}, false);
    row("header line of 1 MiB", "GET / HTTP/1.1\r\nA: " + QByteArray(1 << 20, 'a'), {431}, true);
    row("request line of 1 MiB", "GET /" + QByteArray(1 << 20, 'a'), {431}, true);
    row("chunk size zz", chunked + "zz\r\n", {400}, true);
    row("chunk size -5", chunked + "-5\r\n", {400}, true);
    row("chunk extension of 64 KiB", chunked + "1;" + QByteArray(65'536, 'x'), {400}, true);
    row("chunk beyond the limit", chunked + "2001\r\n", {413}, true);
    row("length and chunks",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", {400}, true);
    row("unknown coding", "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", {400}, true);
    row("two lengths", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", {400},
        true);
    row("negative length", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", {400}, true);
    row("bare CR", "GET /healthz HTTP/1.1\r\nHost: a\rb\r\n\r\n", {400}, true);
    row("odd version", "GET /healthz HTTPX9Y9\r\nHost: a\r\n\r\n", {400}, true);
    row("no host", "GET /healthz HTTP/1.1\r\n\r\n", {400}, true);
    row("two hosts", "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", {400}, true);
    row("two signatures", post("/signed", "{}", "X-Retell-Signature: good\r\nX-Retell-Signature: bad\r\n"), {400},
        true);
    row("tls greeting", QByteArray("\x16\x03\x01\x02\x00\x01\x00", 7), {400}, true);
    row("smuggled second request stays a body", post("/echo", get("/drop")), {200}, false);
    row("404 of a get", get("/nothing"), {404}, false);
    row("encoded path", get("/%68ealthz"), {404}, false);
    row("path of another host", get("http://other/healthz"), {404}, false);
    row("404 of a post", post("/nothing", "{}"), {404}, true);
    row("405", post("/healthz", "{}"), {405}, true);
    row("411", "POST /echo HTTP/1.1\r\nHost: a\r\n\r\n", {411}, true);
    row("no length where any type goes", "POST /any HTTP/1.1\r\nHost: a\r\n\r\n", {200}, false);
    row("413 before the body", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1073741824\r\n\r\n", {413}, true);
    row("415 before the body",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\n", {415}, true);
    row("417", "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: cake\r\nContent-Length: 9\r\n\r\n", {417}, true);
    row("form where it belongs", post("/form", "a=b", "Content-Type: application/x-www-form-urlencoded\r\n"), {200},
        false);
    row("form elsewhere", post("/echo", "a=b", "Content-Type: application/x-www-form-urlencoded\r\n"), {415}, true);
    row("good, then nonsense", post("/echo", "{}") + "nonsense\r\n\r\n", {200, 400}, true);
}

void tst_HttpAttacks::answers()
{
    QFETCH(QByteArray, wire);
    QFETCH(QList<int>, statuses);
    QFETCH(bool, closes);
    Salon salon;
    QVERIFY(salon.port != 0);
    RawClient client(salon.port, wire);
    if (wire.startsWith("HEAD")) {
        QTRY_VERIFY(client.received().endsWith("\r\n\r\n"));
        QVERIFY(client.received().contains("Content-Length: 3\r\n"));
        return;
    }
    QTRY_COMPARE(client.statuses(), statuses);
    QVERIFY(salon.listener.mostBufferedBytes() < kHeader + kBody + 70'000);
    if (closes) {
        salon.pass(limits::kLinger + HttpListener::kTick * 2);
        QTRY_VERIFY(client.isClosed());
        QVERIFY(client.received().contains("Connection: close\r\n"));
    } else {
        client.send(get("/healthz"));
        QTRY_COMPARE(client.statuses().size(), 2);
        QCOMPARE(client.statuses().last(), 200);
    }
    QTRY_COMPARE(salon.listener.bufferedBytes(), 0u);
}

void tst_HttpAttacks::orderOfChecks_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("status");
    const QByteArray text = "Content-Type: text/plain\r\n";
    const QByteArray good = "X-Retell-Signature: good\r\n";
    const QByteArray too_long(kBody + 1, 'x');
    const auto row = [](const char *name, const QByteArray &wire, int status) {
        QTest::newRow(name) << wire << status;
    };
    row("route before method and size", "PUT /x HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\n", 404);
    row("method before size", "PUT /signed HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\n", 405);
    row("size before signature", post("/signed", too_long), 413);
    row("signature before type", post("/signed", "x", text), 401);
    row("type last", post("/signed", "x", text + good), 415);
    row("all in order", post("/signed", "{}", good), 200);
}

void tst_HttpAttacks::orderOfChecks()
{
    QFETCH(QByteArray, wire);
    QFETCH(int, status);
    Salon salon;
    RawClient client(salon.port, wire);
    QTRY_COMPARE(client.statuses(), QList<int>{status});
}

void tst_HttpAttacks::refusedConnectionStaysUsable()
{
    Salon salon;
    RawClient client(salon.port, get("/nothing") + get("/echo") + get("/healthz"));
    QTRY_COMPARE(client.statuses(), (QList<int>{404, 405, 200}));
    QVERIFY(client.received().contains("Allow: POST\r\n"));
}

void tst_HttpAttacks::errorBody()
{
    Salon salon;
    RawClient client(salon.port, get("/nothing"));
    QTRY_COMPARE(client.bodies(),
                 QList<QByteArray>{R"({"error":{"code":"not_found","message":"There is nothing here."}})"});
}

/// One byte now and then does not extend the deadline, and others are served meanwhile.
void tst_HttpAttacks::slowHeaders()
{
    Salon salon;
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 30; ++i)
        slow.push_back(std::make_unique<RawClient>(salon.port, "GET /healthz HTTP/1.1\r\nHo"));
    QTRY_COMPARE(salon.listener.connectionCount(), 30);
    QTRY_VERIFY(salon.listener.bufferedBytes() >= 30 * 25);
    for (int second = 0; second < 9; ++second) {
        salon.pass(seconds(1));
        for (const auto &client : slow)
            client->send("s");
        RawClient good(salon.port, get("/healthz"));
        QTRY_COMPARE(good.statuses(), kOk);
    }
    salon.pass(seconds(2));
    for (const auto &client : slow)
        QTRY_COMPARE(client->statuses(), QList<int>{408});
    salon.pass(limits::kLinger + HttpListener::kTick * 2);
    for (const auto &client : slow)
        QTRY_VERIFY(client->isClosed());
    QTRY_COMPARE(salon.listener.bufferedBytes(), 0u);
}

void tst_HttpAttacks::slowBody()
{
    Salon salon;
    RawClient client(salon.port, post("/echo", "{}"));
    QTRY_COMPARE(client.statuses(), kOk);
    salon.pass(seconds(20)); // between requests there is more time …
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
    QTRY_VERIFY(salon.listener.bufferedBytes() > 0);
    salon.pass(seconds(9));
    QVERIFY(client.isConnected());
    client.send("\"");
    salon.pass(seconds(2)); // … but the later request has its own ten seconds from its first byte
    QTRY_COMPARE(client.statuses(), (QList<int>{200, 408}));
}

void tst_HttpAttacks::silentConnection()
{
    Salon salon;
    RawClient client(salon.port);
    QTRY_COMPARE(salon.listener.connectionCount(), 1);
    salon.pass(seconds(9));
    QVERIFY(client.isConnected());
    salon.pass(seconds(2));
    QTRY_VERIFY(client.isClosed());
}

void tst_HttpAttacks::idleConnection()
{
    Salon salon;
    RawClient client(salon.port, get("/healthz"));
    QTRY_COMPARE(client.statuses(), kOk);
    salon.pass(seconds(29));
    client.send(get("/healthz"));
    QTRY_COMPARE(client.statuses(), (QList<int>{200, 200}));
    salon.pass(seconds(31));
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.statuses(), (QList<int>{200, 200}));
}

void tst_HttpAttacks::endlessBody_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("declared") << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 209715200\r\n\r\n")
                              << QByteArray(65'536, 'x');
    QTest::newRow("chunked") << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
                             << QByteArray("400\r\n" + QByteArray(1024, 'x') + "\r\n").repeated(64);
    QTest::newRow("header") << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nA: ") << QByteArray(65'536, 'x');
    QTest::newRow("empty lines") << QByteArray("\r\n") << QByteArray("\r\n").repeated(32'768);
}

/// 200 MiB if nobody stops it: the listener cuts it off early and holds next to nothing.
void tst_HttpAttacks::endlessBody()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, piece);
    Salon salon;
    RawClient client(salon.port, head);
    for (int i = 0; i < 3200 && !client.isClosed(); ++i) {
        client.send(piece);
        QTRY_VERIFY(client.unsent() < 2 * piece.size() || client.isClosed());
        salon.pass(HttpListener::kTick);
    }
    QTRY_VERIFY(client.isClosed());
    QVERIFY(salon.listener.mostBufferedBytes() < kHeader + kBody + 140'000);
    QTRY_COMPARE(salon.listener.bufferedBytes(), 0u);
    QTRY_COMPARE(salon.listener.connectionCount(), 0);
}

void tst_HttpAttacks::allBuffersTogether()
{
    HttpLimits limits = lowLimits();
    limits.buffered_bytes = 3 * 4096;
    Salon salon(limits);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 4; ++i)
        clients.push_back(std::make_unique<RawClient>(salon.port, post("/echo", QByteArray(8000, 'x')).chopped(4200)));
    QTRY_VERIFY(std::any_of(clients.begin(), clients.end(),
                            [](const auto &client) { return client->statuses() == QList<int>{503}; }));
    QVERIFY(salon.listener.mostBufferedBytes() <= limits.buffered_bytes);
    RawClient small(salon.port, get("/healthz"));
    QTRY_COMPARE(small.statuses(), kOk);
}

void tst_HttpAttacks::connectionCap()
{
    HttpLimits limits = lowLimits();
    limits.connections = 3;
    Salon salon(limits);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i)
        clients.push_back(std::make_unique<RawClient>(salon.port));
    QTRY_COMPARE(salon.listener.connectionCount(), 3);
    RawClient refused(salon.port, get("/healthz"));
    QTRY_COMPARE(refused.statuses(), QList<int>{503});
    salon.pass(limits::kLinger + HttpListener::kTick * 2);
    QTRY_VERIFY(refused.isClosed());
    QCOMPARE(salon.handled, 0);
    clients.pop_back();
    QTRY_COMPARE(salon.listener.connectionCount(), 2);
    RawClient next(salon.port, get("/healthz"));
    QTRY_COMPARE(next.statuses(), kOk);
}

void tst_HttpAttacks::pipelinedInOrder()
{
    Salon salon;
    QByteArray wire;
    QList<QByteArray> expected;
    for (int i = 0; i < 200; ++i) {
        expected.append(QByteArray::number(i));
        wire += post("/echo", expected.last());
    }
    RawClient client(salon.port, wire);
    QTRY_COMPARE(client.bodies(), expected);
}

void tst_HttpAttacks::lateAnswersInOrder()
{
    Salon salon;
    RawClient client(salon.port,
                     post("/later", "{}") + post("/echo", "second") + post("/later", "{}") + get("/healthz?4"));
    QTRY_COMPARE(salon.waiting.size(), 1);
    QCOMPARE(salon.handled, 0);
    HttpResponse first = HttpResponse::empty(200);
    first.body = "first";
    salon.waiting[0](first);
    salon.waiting[0](first); // answering twice changes nothing
    QTRY_COMPARE(salon.waiting.size(), 2);
    salon.waiting[0](first);
    HttpResponse third = HttpResponse::empty(202);
    third.body = "third";
    salon.waiting[1](third);
    QTRY_COMPARE(client.bodies(), (QList<QByteArray>{"first", "second", "third", "4"}));
}

/// Answers that nobody takes are not piled up: the next request waits, then the connection goes.
void tst_HttpAttacks::readerThatNeverReads()
{
    Salon salon;
    RawClient client(salon.port);
    client.stopReading();
    client.send(get("/large").repeated(2000));
    QTRY_VERIFY(salon.handled > 2);
    for (int round = 0; round < 2000; ++round) // until the kernel's buffers are full too
        QCoreApplication::processEvents();
    QVERIFY(salon.handled < 1000);
    salon.pass(limits::kIdleDeadline + seconds(1));
    QTRY_COMPARE(salon.listener.connectionCount(), 0);
}

void tst_HttpAttacks::resetsEverywhere()
{
    Salon salon;
    const QByteArray whole = post("/later", QByteArray(200, 'x'));
    for (int i = 0; i < 200; ++i) {
        RawClient client(salon.port, whole.left(i + 1));
        QTRY_VERIFY(client.isConnected());
        QTRY_COMPARE(client.unsent(), 0);
        client.reset();
    }
    QTRY_COMPARE(salon.listener.connectionCount(), 0);
    QCOMPARE(salon.listener.bufferedBytes(), 0u);
    RawClient good(salon.port, get("/healthz"));
    QTRY_COMPARE(good.statuses(), kOk);
}

void tst_HttpAttacks::openAndClose()
{
    Salon salon;
    for (int i = 0; i < 1000; ++i) {
        RawClient client(salon.port);
        QTRY_VERIFY(client.isConnected());
    }
    QTRY_COMPARE(salon.listener.connectionCount(), 0);
}

void tst_HttpAttacks::goneWhileAnswering()
{
    Salon salon;
    for (int i = 0; i < 100; ++i) {
        RawClient client(salon.port, post("/later", "{}"));
        QTRY_COMPARE(salon.waiting.size(), i + 1);
    }
    QTRY_COMPARE(salon.listener.connectionCount(), 0);
    for (const HttpAnswer &answer : std::as_const(salon.waiting))
        answer(HttpResponse::empty(204));
    RawClient good(salon.port, get("/healthz"));
    QTRY_COMPARE(good.statuses(), kOk);
}

void tst_HttpAttacks::neverAnswered()
{
    Salon salon;
    RawClient client(salon.port, post("/later", "{}"));
    QTRY_COMPARE(salon.waiting.size(), 1);
    salon.waiting.clear();
    salon.pass(limits::kAnswerDeadline + seconds(1));
    QTRY_COMPARE(client.statuses(), QList<int>{503});
    QTRY_VERIFY(client.isClosed());
}

void tst_HttpAttacks::deliveryEffects()
{
    Salon salon;
    RawClient dropped(salon.port, get("/drop"));
    QTRY_COMPARE(salon.listener.connectionCount(), 0);
    QTRY_VERIFY(dropped.isClosed());
    QCOMPARE(dropped.received(), QByteArray());

    RawClient truncated(salon.port, get("/truncate"));
    QTRY_VERIFY(truncated.received().endsWith("\r\n\r\n01234"));
    QTRY_VERIFY(truncated.isClosed());
    QVERIFY(truncated.received().contains("Content-Length: 10\r\n"));

    RawClient hung(salon.port, get("/hang") + get("/healthz"));
    QTRY_COMPARE(salon.listener.connectionCount(), 1);
    salon.pass(seconds(60));
    QVERIFY(hung.isConnected());
    QCOMPARE(hung.received(), QByteArray());
    salon.pass(limits::kAnswerDeadline);
    QTRY_VERIFY(hung.isClosed());
}

void tst_HttpAttacks::continueIsSent()
{
    Salon salon;
    RawClient client(salon.port, "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QTRY_COMPARE(client.received(), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    client.send("{}");
    QTRY_COMPARE(client.statuses(), (QList<int>{100, 200}));
    RawClient refused(salon.port, "POST /no HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QTRY_COMPARE(refused.statuses(), QList<int>{404});
}

void tst_HttpAttacks::stopAnswersBusyOnes()
{
    Salon salon;
    RawClient busy(salon.port, post("/later", "{}") + get("/healthz"));
    RawClient idle(salon.port, get("/healthz"));
    QTRY_COMPARE(salon.waiting.size(), 1);
    QTRY_COMPARE(idle.statuses(), kOk);
    bool stopped = false;
    salon.listener.stop([&stopped] { stopped = true; });
    QTRY_VERIFY(idle.isClosed());
    RawClient late(salon.port, get("/healthz"));
    QTRY_VERIFY(late.isClosed());
    QCOMPARE(late.received(), QByteArray());
    QVERIFY(!stopped);
    salon.waiting[0](HttpResponse::empty(200));
    QTRY_COMPARE(busy.statuses(), kOk);
    QVERIFY(busy.received().contains("Connection: close\r\n"));
    salon.pass(limits::kLinger + HttpListener::kTick * 2);
    QTRY_VERIFY(stopped);
    QTRY_VERIFY(busy.isClosed());
}

void tst_HttpAttacks::stopIsBounded()
{
    Salon salon;
    RawClient busy(salon.port, post("/later", "{}"));
    QTRY_COMPARE(salon.waiting.size(), 1);
    int stopped = 0;
    salon.listener.stop([&stopped] { ++stopped; });
    QCOMPARE(stopped, 0);
    salon.pass(limits::kStop);
    QCOMPARE(stopped, 1);
    salon.waiting[0](HttpResponse::empty(200));
    QTRY_VERIFY(busy.isClosed());
    salon.pass(limits::kStop);
    QCOMPARE(stopped, 1);
}

QTEST_GUILESS_MAIN(tst_HttpAttacks)
#include "tst_httpattacks.moc"
