// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commandline.h"
#include "app/ctl/sandboxcommands.h"
#include "app/ctl/servecommand.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace salon;

/// The two commands that go on until they are ended say at once what was typed wrongly.
class TestServerCommands final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongUse_data()
    {
        QTest::addColumn<int>("exit");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *line, int exit, const char *said) {
            QTest::newRow(line) << exit << QString::fromUtf8(said);
        };
        for (const char *option : {"--listen", "--operations"})
            for (const char *address : {"127.0.0.1:99999", "127.0.0.1", "127.0.0.1:-1", ":8787", "salon:1", "::1:80"})
                QTest::addRow("serve %s %s", option, address)
                    << 2 << QStringLiteral("%1: write ADDRESS:PORT").arg(QLatin1String(option));
        row("serve --port-file", 2, "--port-file needs a value");
        row("serve now", 2, "one word too many: now");
        row("sandbox --listen 127.0.0.1:99999", 2, "--listen: write ADDRESS:PORT");
        row("sandbox --webhook http://127.0.0.1:1/x", 2, "belong together");
        row("sandbox --webhook-secret x", 2, "belong together");
        row("sandbox --webhook here --webhook-secret x", 2, "--webhook takes an address");
        row("sandbox --port-file /nowhere/port --listen 127.0.0.1:0 --seed-file %seed", 3,
            "--port-file: /nowhere/port cannot be written");
        row("sandbox --seed-file /nowhere/seed.json", 3, "cannot read /nowhere/seed.json");
    }
    void wrongUse()
    {
        QFETCH(int, exit);
        QFETCH(QString, said);
        const QTemporaryDir folder;
        const QString seed_path = folder.filePath(QStringLiteral("seed.json"));
        QFile seed(seed_path);
        QVERIFY(seed.open(QIODevice::WriteOnly) && seed.write(R"({"users":[],"event_types":[]})") > 0);
        seed.close();
        const QStringList line = QString::fromUtf8(QTest::currentDataTag())
                                     .replace(QLatin1String("%seed"), seed_path)
                                     .split(QLatin1Char(' '));
        QBuffer out;
        QBuffer err;
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        const ExitCode code = runCommandLine(serveCommands() + sandboxCommands(),
                                             QStringList{QStringLiteral("--data-dir"), folder.path()} + line, out, err);
        QCOMPARE(int(code), exit);
        QVERIFY2(err.data().contains(said.toUtf8()), err.data().constData());
        QVERIFY(out.data().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestServerCommands)
#include "tst_servercommands.moc"
