// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/answer.h"
#include "core/http/networktransport.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace salon;

namespace
{

constexpr int kPatienceMs = 30'000;

} // namespace

/// A POST is sent once over HTTP/2 as well, however its exchange ends: a server that counts has the last word. Needs
/// node and openssl.
class TestPostOnce : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_server;
    std::unique_ptr<NetworkTransport> m_transport;
    QString m_base;

    QList<IncomingAnswer> exchange(const char *method, const QStringList &paths)
    {
        QList<IncomingAnswer> answers;
        for (const QString &path : paths) {
            OutgoingRequest request;
            request.method = method;
            request.url = QUrl(m_base + path);
            if (request.method == "POST") {
                request.headers = {{"Content-Type", "application/json"}};
                request.body = "{\"start\":\"2025-11-26T09:00:00Z\"}";
            }
            request.timeout = std::chrono::seconds(5);
            m_transport->send(request, [&](const IncomingAnswer &answer) { answers.append(answer); });
        }
        if (!QTest::qWaitFor([&] { return answers.size() == paths.size(); }, kPatienceMs))
            qFatal("not every request ended");
        return answers;
    }
    QJsonObject counts()
    {
        for (int i = 0; i < 3; ++i) { // a connection that died may take a request with it
            const IncomingAnswer answer = exchange("GET", {QStringLiteral("/counts")}).first();
            if (answer.status == 200)
                return QJsonDocument::fromJson(answer.body).object();
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
        const QString openssl = QStandardPaths::findExecutable(QStringLiteral("openssl"));
        if (node.isEmpty() || openssl.isEmpty())
            QSKIP("node or openssl is missing: nothing is proven for HTTP/2");
        const QString key = m_folder.filePath(QStringLiteral("key"));
        const QString certificate = m_folder.filePath(QStringLiteral("cert"));
        QProcess maker;
        maker.start(openssl, QStringLiteral("req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1 -addext "
                                            "subjectAltName=IP:127.0.0.1")
                                     .split(QLatin1Char(' ')) +
                                 QStringList{QStringLiteral("-keyout"), key, QStringLiteral("-out"), certificate});
        QVERIFY(maker.waitForFinished() && maker.exitCode() == 0);
        m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_server.start(node,
                       {QStringLiteral(SALONDESK_SOURCE_DIR "/tests/support/droppingcalcom.mjs"), key, certificate});
        QVERIFY(m_server.waitForReadyRead());
        m_base = QStringLiteral("https://127.0.0.1:%1").arg(QString::fromUtf8(m_server.readLine().trimmed()));
        QSslConfiguration trust = QSslConfiguration::defaultConfiguration(); // of this program alone
        trust.setCaCertificates(QSslCertificate::fromPath(certificate));
        QSslConfiguration::setDefaultConfiguration(trust);
    }
    void init() { m_transport = std::make_unique<NetworkTransport>(); }
    void cleanup() { m_transport.reset(); }
    void cleanupTestCase()
    {
        m_server.kill();
        m_server.waitForFinished(kPatienceMs);
    }

    void itIsSpoken()
    {
        const IncomingAnswer answer = exchange("POST", {QStringLiteral("/ok/late")}).first();
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.header("x-protocol"), QByteArray("2.0"));
    }

    void aPostArrivesOnce_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<int>("at_once");
        QTest::addColumn<bool>("is_warm");
        for (const char *how : {"drop", "half", "reset", "refused", "goaway", "calm"})
            for (const char *when : {"late", "early"})
                for (const int at_once : {1, 8})
                    for (const bool is_warm : {false, true})
                        QTest::addRow("%s %s, %d at once, %s", how, when, at_once, is_warm ? "warm" : "cold")
                            << QStringLiteral("/%1/%2").arg(QLatin1String(how), QLatin1String(when)) << at_once
                            << is_warm;
    }
    void aPostArrivesOnce()
    {
        QFETCH(QString, how);
        QFETCH(int, at_once);
        QFETCH(bool, is_warm);
        if (is_warm)
            exchange("POST", {QStringLiteral("/ok/late")});
        static int number = 0;
        QStringList paths;
        for (int i = 0; i < at_once; ++i)
            paths.append(QStringLiteral("%1/%2").arg(how).arg(++number));
        for (const IncomingAnswer &answer : exchange("POST", paths))
            QVERIFY(calcom::readAnswer(answer, {}).kind == calcom::AnswerClass::Unclear); // so it is looked up
        const QJsonObject arrived = counts();
        int seen = 0;
        for (const QString &path : paths) {
            QVERIFY2(arrived.value(path).toInt() <= 1,
                     qPrintable(path + QStringLiteral(" arrived %1 times").arg(arrived.value(path).toInt())));
            seen += arrived.value(path).toInt();
        }
        QVERIFY(seen > 0);
    }
};

QTEST_GUILESS_MAIN(TestPostOnce)
#include "tst_postonce.moc"
