// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/metrics/samples.h"
#include "core/phone/retellsignature.h"

#include <QDate>
#include <QElapsedTimer>
#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTime>
#include <unistd.h>

using namespace salon;

/// What a caller waits for, through the real server on a real socket: a call that rings, a check of a free time,
/// and a booking that survives a power cut, side by side with what this disk needs to make 4 KiB durable. Prints;
/// judges nothing but that the answers are right. The disk is the one of the temporary folder (TMPDIR).
class BenchLoopback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("SALONDESK_DATABASE"),
                           QStringLiteral("sqlite:") + m_folder.filePath(QStringLiteral("salon.db")));
        environment.insert(QStringLiteral("SALONDESK_RETELL_WEBHOOK_KEY"), QString::fromLatin1(kKey));
        environment.insert(QStringLiteral("SALONDESK_CALCOM_BASE_URL"), QStringLiteral("http://127.0.0.1:1/v2"));
        const QString clock = QStringLiteral("--clock=2025-11-25T09:00:00+01:00");
        QProcess import;
        import.setProcessEnvironment(environment);
        import.start(
            QStringLiteral(SALONDESK_CTL),
            {clock, QStringLiteral("import"), QStringLiteral(SALONDESK_SOURCE_DIR "/resources/demo/demo-salon.json")});
        QVERIFY(import.waitForFinished());
        QVERIFY2(import.exitCode() == 0, import.readAllStandardError().constData());

        const QString port_file = m_folder.filePath(QStringLiteral("port"));
        m_server.setProcessEnvironment(environment);
        m_server.setStandardErrorFile(m_folder.filePath(QStringLiteral("log")));
        m_server.start(QStringLiteral(SALONDESK_CTL),
                       {clock, QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                        QStringLiteral("--operations"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--port-file"),
                        port_file});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(port_file), 30'000);
        QFile file(port_file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray address = file.readAll().trimmed();
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost),
                               address.mid(address.lastIndexOf(':') + 1).toUShort());
        QVERIFY(m_socket.waitForConnected());
    }

    void cleanupTestCase()
    {
        m_server.terminate();
        QVERIFY(m_server.waitForFinished());
    }

    void checkAndBookBesideTheDisk()
    {
        Samples disk;
        Samples health;
        Samples check;
        Samples book;
        Samples ring;
        QFile file(m_folder.filePath(QStringLiteral("floor")));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        const QByteArray block(4096, 'x');
        constexpr int kRounds = 120;
        int booked = 0;
        for (int round = 0; round < kRounds + kWarmUp; ++round) {
            QElapsedTimer timer;
            timer.start();
            QVERIFY(file.write(block) == block.size());
            QVERIFY(fdatasync(file.handle()) == 0);
            const double disk_ms = milliSecondsOf(timer);
            const double health_ms = exchange("GET /healthz HTTP/1.1\r\nHost: bench\r\n\r\n");
            const double ring_ms = ringing(round);
            QVERIFY2(m_body.contains("current_weekday"), m_body.constData());
            const double check_ms = function(round, QStringLiteral("check_availability_v17"));
            QVERIFY2(m_body.contains("\"available\":true"), m_body.constData());
            const double book_ms = function(round, QStringLiteral("start_booking"));
            QVERIFY2(m_body.contains("\"booked\":true"), m_body.constData());
            ++booked;
            if (round < kWarmUp)
                continue;
            disk.add(disk_ms);
            health.add(health_ms);
            ring.add(ring_ms);
            check.add(check_ms);
            book.add(book_ms);
        }
        QCOMPARE(booked, kRounds + kWarmUp);
        const double floor = *disk.percentiles().p50_ms;
        say("4 KiB + fdatasync", disk, floor);
        say("GET /healthz", health, floor);
        say("call_inbound", ring, floor);
        say("check_availability", check, floor);
        say("durable booking", book, floor);
    }

private:
    static constexpr int kWarmUp = 10;
    static constexpr char kKey[] = "key_bench";

    static double milliSecondsOf(const QElapsedTimer &timer) { return double(timer.nsecsElapsed()) / 1e6; }

    static void say(const char *what, const Samples &samples, double floor)
    {
        const LatencyFigures figures = samples.percentiles();
        qInfo("%-20s p50 %7.3f ms   p95 %7.3f ms (noise: p95/p50 %4.1f)   %5.1f x fdatasync", what, *figures.p50_ms,
              *figures.p95_ms, *figures.p95_ms / *figures.p50_ms, *figures.p50_ms / floor);
    }

    /// A call of its own each round, so that neither idempotency nor the per-call limit takes part; thirty minutes
    /// each, four people, days without appointments of the file.
    double function(int round, const QString &name)
    {
        const int slot = round % 8;
        const QDate week(2026, 1, 6); // a Tuesday
        const QDate day = week.addDays(7 * (round / 24) + (round / 8) % 3 - ((round / 8) % 3 == 2 ? -1 : 0));
        const QJsonObject arguments{
            {QStringLiteral("datum"), day.toString(Qt::ISODate)},
            {QStringLiteral("uhrzeit"), QTime(9, 0).addSecs(1800 * slot).toString(QStringLiteral("HH:mm"))},
            {QStringLiteral("dienstleistung"), QStringLiteral("Kinderhaarschnitt")},
            {QStringLiteral("mitarbeiter"), QStringLiteral("Mia Sommer")},
            {QStringLiteral("customer_name"), QStringLiteral("Lena Vogt")}};
        const QJsonObject call{
            {QStringLiteral("call_id"), QStringLiteral("call_bench_%1").arg(round)},
            {QStringLiteral("from_number"), QStringLiteral("+4917139200%1").arg(round, 3, 10, QLatin1Char('0'))},
            {QStringLiteral("to_number"), QStringLiteral("+493023125010")}};
        const QByteArray body = QJsonDocument(QJsonObject{{QStringLiteral("name"), name},
                                                          {QStringLiteral("call"), call},
                                                          {QStringLiteral("args"), arguments}})
                                    .toJson(QJsonDocument::Compact);
        return posted("/retell/functions/" + name.toLatin1(), body);
    }

    /// Who rings is known here and has an appointment to come.
    double ringing(int round)
    {
        const QJsonObject call{{QStringLiteral("call_id"), QStringLiteral("call_bench_%1").arg(round)},
                               {QStringLiteral("from_number"), QStringLiteral("+491713920001")},
                               {QStringLiteral("to_number"), QStringLiteral("+493023125010")}};
        return posted("/retell/inbound",
                      QJsonDocument(QJsonObject{{QStringLiteral("event"), QStringLiteral("call_inbound")},
                                                {QStringLiteral("call_inbound"), call}})
                          .toJson(QJsonDocument::Compact));
    }

    double posted(const QByteArray &path, const QByteArray &body)
    {
        return exchange("POST " + path +
                        " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nX-Retell-Signature: " +
                        RetellSignature::sign(body, kKey, SystemClock().now()) +
                        "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    double exchange(const QByteArray &request)
    {
        QElapsedTimer timer;
        timer.start();
        m_socket.write(request);
        QByteArray answer;
        qsizetype whole = -1;
        while (whole < 0 || answer.size() < whole) {
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(10'000))
                qFatal("the server does not answer");
            answer += m_socket.readAll();
            const qsizetype head = answer.indexOf("\r\n\r\n");
            const qsizetype length = answer.toLower().indexOf("content-length: ");
            if (head >= 0 && length >= 0)
                whole = head + 4 + answer.mid(length + 16, 12).split('\r').constFirst().toLongLong();
        }
        const double took = milliSecondsOf(timer);
        m_body = answer.mid(answer.indexOf("\r\n\r\n") + 4);
        return took;
    }

    QTemporaryDir m_folder;
    QProcess m_server;
    QTcpSocket m_socket;
    QByteArray m_body;
};

QTEST_GUILESS_MAIN(BenchLoopback)
#include "tst_loopback.moc"
