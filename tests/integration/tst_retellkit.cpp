// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/phonesalon.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace salon::test;

/// The listener against a client that signs with Retell's own SDK: another judge than our own code.
/// Needs SALONDESK_RETELL_KIT (CMake cache), RETELL_SDK_DIR (environment), node and bash.
class TestRetellKit final : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }

    /// Standard output, or nothing when it did not end well.
    QByteArray kit(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(text("BASE"), m_base);
        environment.insert(text("KEY"), text("key_kit_0123456789abcdef"));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(text(SALONDESK_RETELL_KIT));
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        if (!process.waitForFinished(240'000))
            process.kill();
        const QByteArray said = process.readAll();
        if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
            qWarning("%s", said.constData());
        return process.exitCode() == 0 ? said : QByteArray();
    }

    /// A function as one of the published versions calls it, signed and sent by the kit; the agent's own id stands in
    /// the call object, a placeholder of that version in the arguments.
    QJsonObject ask(int version, const QString &call_id, const QString &function, QJsonObject args)
    {
        args.insert(text("call_id"), version == 5 ? text("call_1") : text("call_001"));
        QJsonObject body = wrappedCall(function, args, text("@@CALL_ID@@"), text("+4917139200%1").arg(50 + version));
        QJsonObject call = body.value(text("call")).toObject();
        call.insert(text("agent_version"), version);
        body.insert(text("call"), call);
        QFile file(m_folder.filePath(text("payload.json")));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(QJsonDocument(body).toJson(QJsonDocument::Compact));
        file.close();
        const QByteArray said =
            kit(text("node"), {text("send.mjs"), m_base + text("/retell/functions/") + function, file.fileName(),
                               text("key_kit_0123456789abcdef"), text("--call-id=") + call_id, text("--json")});
        return QJsonDocument::fromJson(QJsonDocument::fromJson(said)[text("body")].toString().toUtf8()).object();
    }

    QJsonObject stored(int appointment)
    {
        QProcess show;
        show.start(text(SALONDESK_CTL), m_common + QStringList{text("--json"), text("appointments"), text("show"),
                                                               QString::number(appointment)});
        return show.waitForFinished(60'000) ? QJsonDocument::fromJson(show.readAllStandardOutput()).object()
                                            : QJsonObject();
    }

    static void isAnAnswer(const QJsonObject &reply)
    {
        const QByteArray said = QJsonDocument(reply).toJson(QJsonDocument::Compact);
        QVERIFY2(reply.value(text("success")).isBool(), said.constData());
        QVERIFY2(!reply.value(text("message")).toString().isEmpty(), said.constData());
        QVERIFY2(reply.value(text("code")).toString() != text("temporarily_unavailable"), said.constData());
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (text(SALONDESK_RETELL_KIT).isEmpty())
            QSKIP("SALONDESK_RETELL_KIT is not set: the proof against Retell's own signatures is skipped");
        if (qEnvironmentVariableIsEmpty("RETELL_SDK_DIR"))
            QSKIP("RETELL_SDK_DIR is not set: a folder with node_modules/retell-sdk is needed to sign like Retell");
        const QString database = text("sqlite:") + m_folder.filePath(text("salon.db"));
        const QStringList common{text("--database"), database, text("--data-dir"), m_folder.path()};
        m_common = common;
        QCOMPARE(QProcess::execute(text(SALONDESK_CTL),
                                   common + QStringList{text("import"),
                                                        text(SALONDESK_SOURCE_DIR "/tests/fixtures/phone/salon.json")}),
                 0);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(text("SALONDESK_RETELL_WEBHOOK_KEY"), text("key_kit_0123456789abcdef"));
        m_server.setProcessEnvironment(environment);
        m_server.setStandardErrorFile(m_folder.filePath(text("serve.log")));
        const QString port_file = m_folder.filePath(text("port"));
        m_server.start(text(SALONDESK_CTL),
                       common + QStringList{text("serve"), text("--listen"), text("127.0.0.1:0"), text("--operations"),
                                            text("127.0.0.1:0"), text("--port-file"), port_file});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(port_file), 30'000);
        QFile file(port_file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_base = text("http://") + QString::fromUtf8(file.readAll().trimmed());
    }
    void cleanupTestCase()
    {
        if (m_server.state() == QProcess::NotRunning)
            return;
        m_server.terminate();
        QVERIFY(m_server.waitForFinished(30'000));
        QCOMPARE(m_server.exitCode(), 0);
    }

    void judgesEverySignatureAsRetellDoes()
    {
        const QByteArray said = kit(text("bash"), {text("./prove.sh")});
        QVERIFY2(said.contains("pass 32 fail 0"), said.constData());
    }

    void servesTwentyCallsAtOnce()
    {
        const QStringList shared{text("--fn-path=/retell/functions/{name}"), text("--event-path=/retell/events")};
        for (const QStringList &more :
             {QStringList{text("--calls=20"), text("--parallel=20")},
              QStringList{text("--calls=4"), text("--parallel=2"), text("--dup-events"), text("--late-start")}}) {
            const QByteArray said = kit(
                text("node"), QStringList{text("flow.mjs"), m_base, text("key_kit_0123456789abcdef")} + shared + more);
            QVERIFY2(said.contains("all 2xx"), said.constData());
        }
    }

    void playsBothVersionsScripts_data()
    {
        QTest::addColumn<int>("version");
        QTest::newRow("V5") << 5;
        QTest::newRow("V7") << 7;
    }

    /// A whole call, with the changes callers ask for: what was told last is what the book says.
    void playsBothVersionsScripts()
    {
        QFETCH(int, version);
        const QString id = text("call_0123456789abcdef%1").arg(version);
        const QString service = text("Herrenhaarschnitt");
        const QString number = text("+4917139200%1").arg(50 + version);
        for (const char *first : {"get_current_context", "check_customer"})
            isAnAnswer(ask(version, id, text(first), {}));
        const QJsonObject free = ask(version, id, text("find_next_available"), {{text("service_name"), service}});
        const QString start = free.value(text("next_available")).toString();
        QVERIFY2(start.size() > 16, qPrintable(start));
        const QJsonObject check = ask(version, id, text("check_availability_v17"),
                                      {{text("name"), text("Maren Quittenbaum")},
                                       {text("datum"), start.left(10)},
                                       {text("uhrzeit"), start.mid(11, 5)},
                                       {text("dienstleistung"), service}});
        QVERIFY(check.value(text("available")).toBool());
        const QJsonObject wish{{text("datetime"), start.left(16).replace(u'T', u' ')},
                               {text("service_name"), service},
                               {text("customer_name"), text("Maren Quittenbaum")},
                               {text("customer_phone"), number}};
        const QString booking = version == 5 ? text("start_booking") : text("book_appointment_v17");
        const int appointment = ask(version, id, booking, wish).value(text("appointment_id")).toInt();
        QVERIFY(appointment > 0);
        const QJsonObject again = ask(version, id, booking, wish);
        QCOMPARE(again.value(text("appointment_id")).toInt(), appointment);
        QVERIFY(again.value(text("duplicate")).toBool());
        isAnAnswer(ask(version, id, text("get_customer_appointments"), {}));

        const QString next_day = QDate::fromString(start.left(10), Qt::ISODate).addDays(1).toString(Qt::ISODate);
        const QJsonObject later =
            ask(version, id, text("find_next_available"), {{text("service_name"), service}, {text("after"), next_day}});
        const QString other = later.value(text("next_available")).toString();
        QVERIFY2(other.size() > 16, qPrintable(other));
        QString told_start = start;
        for (int asked = 0; asked < 2; ++asked) {
            QJsonObject move{{text("new_datum"), other.left(10)}, {text("new_uhrzeit"), other.mid(11, 5)}};
            if (asked == 1)
                move.insert(version == 5 ? text("confirm") : text("bestaetigung"), text("true"));
            const QJsonObject reply = ask(version, id, text("reschedule_appointment"), move);
            isAnAnswer(reply);
            if (reply.value(text("done")).toBool())
                told_start = other;
        }
        QCOMPARE(told_start, other);
        QCOMPARE(stored(appointment).value(text("start")).toString(), told_start);

        bool told_cancelled = false;
        for (int asked = 0; asked < 2; ++asked) {
            const QJsonObject yes{{version == 5 ? text("confirm") : text("bestaetigung"), text("true")}};
            const QJsonObject reply = ask(version, id, text("cancel_appointment"), asked == 1 ? yes : QJsonObject());
            isAnAnswer(reply);
            told_cancelled = told_cancelled || reply.value(text("done")).toBool();
        }
        QVERIFY(told_cancelled);
        QCOMPARE(stored(appointment).value(text("status")).toString(), text("cancelled"));
    }

private:
    QStringList m_common;
    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_base;
};

QTEST_GUILESS_MAIN(TestRetellKit)
#include "tst_retellkit.moc"
