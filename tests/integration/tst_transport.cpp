// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/networktransport.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace salon;

namespace
{

/// A server that closes the connection after an answer says so in it somewhere ("close"). Counts the requests it has
/// read completely ("committed") and treats each as its script says.
class ScriptedServer : public QTcpServer
{
public:
    /// An answer to send, or one of the words "drop", "silence"; the last entry goes on for ever.
    explicit ScriptedServer(const QList<QByteArray> &script)
        : m_script(script)
    {
        listen(QHostAddress(QHostAddress::LocalHost), 0);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            ++connections;
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/v2/bookings").arg(serverPort())); }

    int connections = 0;
    QList<QByteArray> requests;

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &bytes = m_bytes[socket];
        bytes += socket->readAll();
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = bytes.left(end).toLower();
        const qsizetype at = head.indexOf("content-length: ");
        const qsizetype length = at < 0 ? 0 : head.mid(at + 16).split('\r').constFirst().toLongLong();
        if (bytes.size() < end + 4 + length)
            return;
        requests.append(bytes);
        bytes.clear();
        const QByteArray step = m_script.value(std::min(requests.size(), m_script.size()) - 1);
        if (step == "drop") {
            m_bytes.remove(socket);
            socket->abort();
        } else if (step != "silence") {
            socket->write(step);
            if (step.contains("close"))
                socket->disconnectFromHost();
        }
    }

    const QList<QByteArray> m_script;
    QHash<QTcpSocket *, QByteArray> m_bytes;
};

const QByteArray kCreated = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}";

OutgoingRequest request(const QByteArray &method, const QUrl &url, const QByteArray &body)
{
    return {method, url, {{"Content-Type", "application/json"}, {"Authorization", "Bearer cal_test_x"}}, body};
}

/// Sends and waits. At most one answer may come.
IncomingAnswer exchange(NetworkTransport &transport, const OutgoingRequest &request)
{
    QList<IncomingAnswer> answers;
    transport.send(request, [&answers](const IncomingAnswer &answer) { answers.append(answer); });
    if (!QTest::qWaitFor([&answers] { return !answers.isEmpty(); }, 20'000))
        return {TransportFailure::Timeout, -1, {}, {}, milliseconds(0)};
    QCoreApplication::processEvents();
    return answers.size() == 1 ? answers.constFirst() : IncomingAnswer{TransportFailure::Timeout, -2, {}, {}, {}};
}

} // namespace

class tst_Transport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void committedThenDropped_data();
    void committedThenDropped();
    void staleConnection();
    void answers_data();
    void answers();
    void whatIsSent();
    void refused();
    void refusedAfterUse();
    void timeout();
    void manyAtOnce();
};

void tst_Transport::committedThenDropped_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("warm");
    for (const bool warm : {false, true}) {
        const char *kind = warm ? "warm" : "cold";
        QTest::addRow("POST, %s", kind) << QByteArray("POST") << QByteArray("{\"start\":1}") << warm;
        QTest::addRow("POST of 300 KiB, %s", kind) << QByteArray("POST") << QByteArray(300 * 1024, 'x') << warm;
        QTest::addRow("POST without body, %s", kind) << QByteArray("POST") << QByteArray() << warm;
        QTest::addRow("DELETE, %s", kind) << QByteArray("DELETE") << QByteArray() << warm;
        QTest::addRow("PATCH, %s", kind) << QByteArray("PATCH") << QByteArray("{}") << warm;
    }
}

/// The server executes the request and drops the connection: it must see it exactly once.
void tst_Transport::committedThenDropped()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(bool, warm);
    ScriptedServer server(warm ? QList<QByteArray>{kCreated, "drop"} : QList<QByteArray>{"drop"});
    NetworkTransport transport;
    if (warm)
        QCOMPARE(exchange(transport, request("GET", server.url(), {})).status, 201);
    const IncomingAnswer answer = exchange(transport, request(method, server.url(), body));
    QCOMPARE(answer.failure, TransportFailure::Lost);
    QCOMPARE(answer.status, 0);
    QCOMPARE(server.requests.size(), warm ? 2 : 1);
    QVERIFY(server.requests.last().startsWith(method + ' '));
    QVERIFY(server.requests.last().endsWith("\r\n\r\n" + body));
}

/// The kept connection was closed by the server meanwhile: the next request may get through or fail, never twice.
void tst_Transport::staleConnection()
{
    ScriptedServer server({"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Then: close\r\n\r\n{}"});
    NetworkTransport transport;
    for (int i = 1; i <= 10; ++i) {
        const IncomingAnswer answer = exchange(transport, request("POST", server.url(), "{}"));
        QVERIFY(answer.failure == TransportFailure::None || answer.failure == TransportFailure::Lost);
        QVERIFY(server.requests.size() <= i);
    }
}

void tst_Transport::answers_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<TransportFailure>("failure");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const auto answer = [](const char *status) {
        return QByteArray("HTTP/1.1 ") + status + "\r\nContent-Length: 5\r\n\r\nhello";
    };
    for (const int status : {200, 201, 400, 401, 403, 404, 409, 410, 422, 429, 500, 501, 502, 503, 504})
        QTest::addRow("%d", status) << answer(QByteArray::number(status) + " Word") << TransportFailure::None << status
                                    << QByteArray("hello");
    QTest::newRow("redirect stays an answer")
        << QByteArray("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
        << TransportFailure::None << 302 << QByteArray();
    QTest::newRow("no content") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << TransportFailure::None << 204
                                << QByteArray();
    QTest::newRow("to the end of the connection") << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello")
                                                  << TransportFailure::None << 200 << QByteArray("hello");
    QTest::newRow("cut off") << QByteArray(
                                    "HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: 9\r\n\r\nhello")
                             << TransportFailure::Lost << 0 << QByteArray();
    QTest::newRow("cut off, with an error status")
        << QByteArray("HTTP/1.1 400 Bad\r\nConnection: close\r\nContent-Length: 9\r\n\r\nhello")
        << TransportFailure::Lost << 0 << QByteArray();
    QTest::newRow("chunks cut off")
        << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhello")
        << TransportFailure::Lost << 0 << QByteArray();
    QTest::newRow("no HTTP") << QByteArray("close the door\r\n\r\n") << TransportFailure::Lost << 0 << QByteArray();
}

void tst_Transport::answers()
{
    QFETCH(QByteArray, wire);
    ScriptedServer server({wire});
    NetworkTransport transport;
    const IncomingAnswer answer = exchange(transport, request("POST", server.url(), "{}"));
    QTEST(answer.failure, "failure");
    QTEST(answer.status, "status");
    QTEST(answer.body, "body");
    QCOMPARE(server.requests.size(), 1);
}

void tst_Transport::whatIsSent()
{
    ScriptedServer server({"HTTP/1.1 200 OK\r\nX-Rate: 7\r\nDate: Tue, 25 Nov 2025 08:00:00 GMT\r\nContent-Length: "
                           "2\r\nSet-Cookie: a=b\r\n\r\n{}"});
    NetworkTransport transport;
    QUrl url = server.url();
    url.setQuery(QStringLiteral("take=250&afterStart=2025-11-25T09%3A00%3A00Z"));
    const IncomingAnswer answer = exchange(transport, request("GET", url, {}));
    QCOMPARE(answer.header("x-rate"), QByteArray("7"));
    QCOMPARE(answer.header("Date"), QByteArray("Tue, 25 Nov 2025 08:00:00 GMT")); // the server's clock is read from it
    QCOMPARE(exchange(transport, request("POST", server.url(), "{\"a\":1}")).status, 200);
    QVERIFY(
        server.requests[0].startsWith("GET /v2/bookings?take=250&afterStart=2025-11-25T09%3A00%3A00Z HTTP/1.1\r\n"));
    const QByteArray sent = server.requests[1].toLower();
    QVERIFY(sent.contains("authorization: bearer cal_test_x\r\n"));
    QVERIFY(sent.contains("content-length: 7\r\n"));
    QVERIFY(sent.contains("accept-encoding: identity\r\n"));
    QVERIFY(!sent.contains("cookie"));
    QVERIFY(!sent.contains("transfer-encoding"));
}

void tst_Transport::refused()
{
    QUrl nowhere;
    {
        ScriptedServer server({kCreated});
        nowhere = server.url();
    }
    NetworkTransport transport;
    const IncomingAnswer answer = exchange(transport, request("POST", nowhere, "{}"));
    QCOMPARE(answer.failure, TransportFailure::Refused);
    const QUrl unknown(QStringLiteral("nothing://127.0.0.1/v2")); // an unknown host would ask the network's name server
    QCOMPARE(exchange(transport, request("POST", unknown, "{}")).failure, TransportFailure::Refused);
}

/// Executed, then dropped by a server that goes away for good: "refused" would be a lie.
void tst_Transport::refusedAfterUse()
{
    for (const QByteArray &method : {QByteArray("POST"), QByteArray("DELETE")}) {
        ScriptedServer server({kCreated, "drop"});
        NetworkTransport transport;
        QCOMPARE(exchange(transport, request("GET", server.url(), {})).status, 201);
        const QUrl url = server.url();
        server.close(); // the kept connection lives on, a new one is refused
        const IncomingAnswer answer = exchange(transport, request(method, url, "{}"));
        QCOMPARE(answer.failure, TransportFailure::Lost);
        QCOMPARE(server.requests.size(), 2);
    }
}

void tst_Transport::timeout()
{
    ScriptedServer server({"silence"});
    NetworkTransport transport;
    OutgoingRequest slow = request("POST", server.url(), "{}");
    slow.timeout = milliseconds(300);
    QCOMPARE(exchange(transport, slow).failure, TransportFailure::Timeout);
    QCOMPARE(server.requests.size(), 1);
}

void tst_Transport::manyAtOnce()
{
    ScriptedServer server({kCreated});
    NetworkTransport transport;
    int done = 0;
    for (int i = 0; i < 24; ++i) {
        transport.send(request("POST", server.url(), QByteArray::number(i)),
                       [&done](const IncomingAnswer &answer) { done += answer.status == 201 ? 1 : 0; });
    }
    QTRY_COMPARE(done, 24);
    QCOMPARE(server.requests.size(), 24);
}

QTEST_GUILESS_MAIN(tst_Transport)
#include "tst_transport.moc"
