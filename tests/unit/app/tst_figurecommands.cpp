// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commandline.h"
#include "app/ctl/figurecommands.h"
#include "app/ctl/salonfilecommands.h"
#include "core/domain/flags.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace salon;

class TestFigureCommands : public QObject
{
    Q_OBJECT

    struct Run {
        int exit = 0;
        QByteArray out;
        QString err;
        QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    };

    Run run(const QString &line) const
    {
        QBuffer out;
        QBuffer err;
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        const QStringList always{QStringLiteral("--database"),
                                 QStringLiteral("sqlite:") + m_folder->filePath(QStringLiteral("salon.db"))};
        const ExitCode exit = runCommandLine(salonfileCommands() + figureCommands(),
                                             always + line.split(QLatin1Char(' '), Qt::SkipEmptyParts), out, err);
        return {int(exit), out.data(), QString::fromUtf8(err.data())};
    }

    static QStringList names(const QJsonArray &flags)
    {
        QStringList all;
        for (const auto &flag : flags)
            all << flag[QLatin1String("name")].toString();
        return all;
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everyFlagIsListedWithItsDefault()
    {
        const Run listed = run(QStringLiteral("flags list --json"));
        QCOMPARE(listed.exit, 0);
        const QJsonArray flags = listed.json().value(QLatin1String("flags")).toArray();
        QStringList expected;
        for (const FlagDefinition &definition : flagDefinitions())
            expected << definition.name;
        QCOMPARE(names(flags), expected);
        for (const auto &flag : flags) {
            QCOMPARE(flag.toObject().keys().join(QLatin1Char(' ')),
                     QStringLiteral("changed_at changed_by default name text value"));
            QCOMPARE(flag[QLatin1String("value")], flag[QLatin1String("default")]);
            QVERIFY(flag[QLatin1String("changed_at")].isNull());
        }
    }

    void aFlagIsSetAndSaysByWhom()
    {
        QCOMPARE(run(QStringLiteral("flags set event_map_check warn")).exit, 0);
        const QJsonArray flags =
            run(QStringLiteral("flags list --json")).json().value(QLatin1String("flags")).toArray();
        const QJsonValue flag = flags[names(flags).indexOf(QStringLiteral("event_map_check"))];
        QCOMPARE(flag[QLatin1String("value")].toString(), QStringLiteral("warn"));
        QCOMPARE(flag[QLatin1String("default")].toString(), QStringLiteral("block"));
        QCOMPARE(flag[QLatin1String("changed_by")].toString(), QStringLiteral("ctl"));
        QVERIFY(flag[QLatin1String("changed_at")].isString());
    }

    void wrongUse_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("exit");
        QTest::newRow("unknown flag") << QStringLiteral("flags set event_map_chek off") << 3;
        QTest::newRow("unknown value") << QStringLiteral("flags set event_map_check on") << 3;
        QTest::newRow("no value") << QStringLiteral("flags set event_map_check") << 2;
        QTest::newRow("no salon") << QStringLiteral("metrics") << 3;
        QTest::newRow("no days") << QStringLiteral("metrics --days 0") << 2;
        QTest::newRow("days in words") << QStringLiteral("metrics --days seven") << 2;
    }
    void wrongUse()
    {
        QFETCH(QString, line);
        const Run done = run(line);
        QTEST(done.exit, "exit");
        QVERIFY(done.out.isEmpty());
        QVERIFY(!done.err.isEmpty());
    }

    void anImportedSalonHasEmptyFigures()
    {
        QCOMPARE(run(QStringLiteral("import " SALONDESK_SOURCE_DIR "/tests/fixtures/salonfile/demo-salon.json")).exit,
                 0);
        const Run shown = run(QStringLiteral("metrics --days 3 --json"));
        QVERIFY2(shown.exit == 0, qPrintable(shown.err));
        const QJsonObject document = shown.json();
        QCOMPARE(document.value(QLatin1String("days")).toArray().size(), 3);
        const QJsonValue totals = document.value(QLatin1String("totals"));
        QCOMPARE(totals[QLatin1String("created")].toInt(-1), 0);
        QVERIFY(totals[QLatin1String("sync_success_rate")].isNull());
        QVERIFY(run(QStringLiteral("metrics")).out.contains("sync success"));
    }
};

QTEST_GUILESS_MAIN(TestFigureCommands)
#include "tst_figurecommands.moc"
