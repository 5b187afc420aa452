// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/programoptions.h"
#include "app/common/programsetup.h"
#include "app/ctl/commandcontext.h"
#include "app/ctl/commandline.h"

#include <QBuffer>
#include <QTest>

using namespace salon;

namespace
{

ExitCode echo(CommandContext &context, const Arguments &arguments)
{
    return context.print({{QStringLiteral("staff"), arguments.value("staff")}},
                         arguments.words().join(QLatin1Char(',')) + QLatin1Char('\n'));
}

QList<Command> commands()
{
    return {
        {.name = QStringLiteral("export"), .usage = QStringLiteral("[FILE]"), .run = echo},
        {.name = QStringLiteral("slots"), .usage = QStringLiteral("--service S [--staff S] [--all]"), .run = echo},
        {.name = QStringLiteral("review show"), .usage = QStringLiteral("ID"), .run = echo},
        {.name = QStringLiteral("review retry"), .usage = QStringLiteral("ID…"), .run = echo},
        {.name = QStringLiteral("status"), .usage = QStringLiteral("ID arrived|done"), .run = echo},
        {.name = QStringLiteral("fail"),
         .run =
             [](CommandContext &context, const Arguments &) {
                 return context.fail({ErrorCode::Refused, QStringLiteral("a rule")});
             }},
    };
}

struct Run {
    ExitCode exit = ExitCode::Done;
    QString out;
    QString err;
};

Run run(const QString &line)
{
    QBuffer out;
    QBuffer err;
    out.open(QIODevice::WriteOnly);
    err.open(QIODevice::WriteOnly);
    const ExitCode exit = runCommandLine(commands(), line.split(QLatin1Char(' '), Qt::SkipEmptyParts), out, err);
    return {exit, QString::fromUtf8(out.data()), QString::fromUtf8(err.data())};
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersWithAnExitCode_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QString>("said"); // on standard output when done, else on standard error
        const auto row = [](const char *line, int exit, const char *said) {
            QTest::newRow(line) << QString::fromUtf8(line) << exit << QString::fromUtf8(said);
        };
        row("", 2, "Usage:");
        row("--help", 0, "slots --service S");
        row("review --help", 0, "review retry ID…");
        row("--version", 0, "salondeskctl ");
        row("exprot", 2, "unknown command exprot");
        row("review", 2, "review retry");
        row("review burn", 2, "review retry");
        row("export", 0, "\n");
        row("export a.json", 0, "a.json\n");
        row("export a b", 2, "one word too many: b");
        row("--json slots --service x", 0, "\"staff\"");
        row("slots --json --service x --staff=mia", 0, "\"mia\"");
        row("slots --service x --all --staff mia --json", 0, "\"mia\"");
        row("slots", 2, "--service is missing");
        row("slots --service", 2, "--service needs a value");
        row("slots --service x --service y", 2, "twice");
        row("slots --service x --all=1", 2, "unknown option --all=1");
        row("slots --service x --dry", 2, "unknown option --dry");
        row("review retry", 2, "ID… is missing");
        row("review retry 1 2 3", 0, "1,2,3");
        row("review show 1 2", 2, "one word too many");
        row("status 4 done", 0, "4,done");
        row("export -- --json", 0, "--json");
        row("export --database", 2, "--database needs a value");
        row("export --language fr", 2, "--language takes de, en");
        row("export --log-level loud", 2, "--log-level takes");
        row("export --database mysql:x", 2, "--database: database URL: expected sqlite:PATH");
        row("export --database sqlite:", 2, "--database: database URL: sqlite: needs a file");
        row("export --clock 2025-11-25T09:30:00", 2, "--clock takes");
        row("export --clock yesterday", 2, "--clock takes");
        row("export --clock 2025-11-25T09:30:00+01:00", 0, "");
        row("fail", 6, "salondeskctl fail: a rule\n");
    }

    void answersWithAnExitCode()
    {
        QFETCH(QString, line);
        QFETCH(int, exit);
        QFETCH(QString, said);
        const Run ran = run(line);
        QCOMPARE(int(ran.exit), exit);
        const QString &spoken = exit == 0 ? ran.out : ran.err;
        QVERIFY2(spoken.contains(said), qPrintable(spoken));
        QCOMPARE(exit == 0 ? ran.err : ran.out, QString());
    }

    void theClockStartsWhereItIsTold()
    {
        const auto options = ProgramOptions::parse({QStringLiteral("--clock=2025-11-25T09:30:00+01:00")});
        QVERIFY(options);
        QCOMPARE(options->clock->ms(), 1'764'059'400'000);
        const auto setup = ProgramSetup::from(*options, QProcessEnvironment());
        QVERIFY2(setup, setup ? "" : qPrintable(setup.error().detail));
        QVERIFY(setup->clock_is_shifted);
        const milliseconds passed = setup->clock->now() - *options->clock;
        QVERIFY(passed >= milliseconds(0) && passed < minutes(1));
    }

    void theClockIsRefusedWhereBookingsWouldGoOut()
    {
        const auto options = ProgramOptions::parse({QStringLiteral("--clock=2025-11-25T09:30:00+01:00")});
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("SALONDESK_CALCOM_BASE_URL"), QStringLiteral("https://cal.example/v2"));
        const auto refused = ProgramSetup::from(*options, environment);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Refused);
        environment.insert(QStringLiteral("SALONDESK_CALCOM_BASE_URL"), QStringLiteral("http://127.0.0.1:8788/v2"));
        QVERIFY(ProgramSetup::from(*options, environment));
    }

    void theDatabaseIsTheNearestOneNamed()
    {
        QProcessEnvironment environment;
        const auto chosen = [&](const QStringList &arguments) {
            const auto setup = ProgramSetup::from(*ProgramOptions::parse(arguments), environment);
            return setup ? setup->database.masked() : setup.error().detail;
        };
        const QStringList with_folder{QStringLiteral("--data-dir"), QStringLiteral("/srv/salon")};
        QCOMPARE(chosen(with_folder), QStringLiteral("sqlite:/srv/salon/salondesk.db"));
        environment.insert(QStringLiteral("SALONDESK_DATABASE"), QStringLiteral("postgresql://desk:pw@db/linde"));
        QVERIFY(chosen(with_folder).startsWith(QLatin1String("postgresql://")));
        QVERIFY(!chosen(with_folder).contains(QLatin1String("pw")));
        QCOMPARE(chosen(with_folder + QStringList{QStringLiteral("--database=sqlite:/x.db")}),
                 QStringLiteral("sqlite:/x.db"));
    }

    void numbersHaveBounds()
    {
        const auto given =
            Arguments::parse(QStringLiteral("--days N"), {QStringLiteral("--days"), QStringLiteral("7")});
        QVERIFY(given);
        QCOMPARE(*given->number("days", 1, 1, 30), 7);
        QCOMPARE(*given->number("limit", 5, 1, 30), 5);
        QVERIFY(!given->number("days", 1, 1, 6));
        const auto text = Arguments::parse(QStringLiteral("ID"), {QStringLiteral("0x1")});
        QVERIFY(!text->id(0));
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
