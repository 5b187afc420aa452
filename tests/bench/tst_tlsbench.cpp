// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/bookingoperations.h"
#include "core/http/networktransport.h"

#include <algorithm>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace salon;

/// Phases at once and in turn, by the real client against a TLS server that answers after 300 ms. Prints how long they
/// took, over which protocol and how many connections; judges nothing but that every answer came.
class TestTlsBench : public QObject
{
    Q_OBJECT

    struct Round {
        double ms = 0;
        QSet<QByteArray> connections;
        QByteArray protocol;
    };
    struct Median {
        double ms = 0;
        double noise = 0; // half of what lies between the quarters, as a share of the median
    };

    QTemporaryDir m_folder;
    QProcess m_server;
    std::unique_ptr<NetworkTransport> m_transport;
    calcom::Account m_account;

    static Median medianOf(QList<double> values)
    {
        std::sort(values.begin(), values.end());
        const auto at = [&values](int quarter) { return values.at(values.size() * quarter / 4); };
        return {at(2), (at(3) - at(1)) / 2 / at(2)};
    }

    bool ask(int count, Round &round)
    {
        int answered = 0;
        for (int i = 0; i < count; ++i)
            m_transport->send(calcom::CreateBooking{11, {}, {}, {}}.request(m_account),
                              [&answered, &round](const IncomingAnswer &answer) {
                                  answered += answer.status == 201 ? 1 : 0;
                                  round.connections.insert(answer.header("x-connection"));
                                  round.protocol = answer.header("x-protocol");
                              });
        return QTest::qWaitFor([&answered, count] { return answered == count; }, 30'000);
    }

    /// `waves` times `count` requests at once.
    Round timed(int waves, int count)
    {
        Round round;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < waves; ++i)
            if (!ask(count, round))
                qFatal("not every request was answered");
        round.ms = double(timer.nsecsElapsed()) / 1e6;
        return round;
    }

private Q_SLOTS:
    void phasesOverTls();
};

void TestTlsBench::phasesOverTls()
{
    const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
    const QString openssl = QStandardPaths::findExecutable(QStringLiteral("openssl"));
    if (node.isEmpty() || openssl.isEmpty())
        QSKIP("node or openssl is missing: nothing is measured against a TLS server");
    const QString key = m_folder.filePath(QStringLiteral("key")),
                  certificate = m_folder.filePath(QStringLiteral("cert"));
    QProcess maker;
    maker.start(openssl, QStringLiteral("req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1 -addext "
                                        "subjectAltName=IP:127.0.0.1")
                                 .split(QLatin1Char(' ')) +
                             QStringList{QStringLiteral("-keyout"), key, QStringLiteral("-out"), certificate});
    QVERIFY(maker.waitForFinished() && maker.exitCode() == 0);
    m_server.start(node, {QStringLiteral(SALONDESK_SOURCE_DIR "/tests/bench/slowcalcom.mjs"), key, certificate});
    QVERIFY(m_server.waitForReadyRead());
    const QString port = QString::fromUtf8(m_server.readLine().trimmed());
    QSslConfiguration trust = QSslConfiguration::defaultConfiguration(); // of this program alone
    trust.setCaCertificates(QSslCertificate::fromPath(certificate));
    QSslConfiguration::setDefaultConfiguration(trust);
    m_transport = std::make_unique<NetworkTransport>();
    m_account = calcom::Account(QUrl(QStringLiteral("https://127.0.0.1:%1/v2").arg(port)), "cal_test_x");
    const double cold = timed(1, 4).ms;
    QList<double> one, single, four, twenty;
    Round last;
    for (int round = 0; round < 7; ++round) { // side by side: all four meet the same other work
        one.append(timed(1, 1).ms);
        single.append(timed(4, 1).ms);
        four.append(timed(1, 4).ms);
        last = timed(1, 20);
        twenty.append(last.ms);
    }
    const Median exchange = medianOf(one), in_turn = medianOf(single), at_once = medianOf(four),
                 many = medianOf(twenty);
    qInfo("one exchange %.0f ms (noise %.1f %%)", exchange.ms, 100 * exchange.noise);
    qInfo(
        "4 phases: %.0f ms one after the other, %.0f ms side by side (noise %.1f %%), %.1f %% saved warm; cold %.0f ms",
        in_turn.ms, at_once.ms, 100 * at_once.noise, 100 * (1 - at_once.ms / in_turn.ms), cold);
    qInfo("20 phases: %.0f ms (noise %.1f %%), %.2f of one exchange, HTTP/%s, %d connections", many.ms,
          100 * many.noise, many.ms / exchange.ms, last.protocol.constData(), int(last.connections.size()));
    m_server.kill();
    QVERIFY(m_server.waitForFinished());
}

QTEST_GUILESS_MAIN(TestTlsBench)
#include "tst_tlsbench.moc"
