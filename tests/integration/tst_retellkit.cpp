// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/phonesalon.h"

#include <QDir>
#include <QFile>
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

private Q_SLOTS:
    void initTestCase()
    {
        if (text(SALONDESK_RETELL_KIT).isEmpty())
            QSKIP("SALONDESK_RETELL_KIT is not set: the proof against Retell's own signatures is skipped");
        if (qEnvironmentVariableIsEmpty("RETELL_SDK_DIR"))
            QSKIP("RETELL_SDK_DIR is not set: a folder with node_modules/retell-sdk is needed to sign like Retell");
        const QString database = text("sqlite:") + m_folder.filePath(text("salon.db"));
        const QStringList common{text("--database"), database, text("--data-dir"), m_folder.path()};
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

private:
    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_base;
};

QTEST_GUILESS_MAIN(TestRetellKit)
#include "tst_retellkit.moc"
