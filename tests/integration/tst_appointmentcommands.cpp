// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/appointmentcommands.h"
#include "app/ctl/commandline.h"
#include "app/ctl/slotcommands.h"
#include "core/storage/flagtable.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"
#include "tests/support/lindesalon.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/nightsalon.h"
#include "tests/support/throwawaydatabase.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace salon;
using namespace salon::test;
using namespace Qt::Literals::StringLiterals;

/// What scripts rely on: documents and exit codes of explain, slots and appointments.
class TestAppointmentCommands : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    QString m_messages;
    QString m_at = QStringLiteral("2025-11-25T09:30:00+01:00");
    int m_exit = -1;

    QByteArray printed(const QStringList &words)
    {
        QStringList line{QStringLiteral("--database=sqlite:") + m_database->url().path,
                         QStringLiteral("--data-dir=") + m_database->folder(),
                         QStringLiteral("--config=") + m_database->folder() + QStringLiteral("/none.conf"),
                         QStringLiteral("--clock=") + m_at};
        QBuffer out;
        QBuffer err;
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        m_exit = int(runCommandLine(slotCommands() + appointmentCommands(), line + words, out, err));
        m_messages = QString::fromUtf8(err.data());
        return out.data();
    }

    QJsonObject run(const QStringList &words)
    {
        return QJsonDocument::fromJson(printed(QStringList{QStringLiteral("--json")} + words)).object();
    }

    QJsonObject run(const char *words) { return run(QString::fromUtf8(words).split(QLatin1Char(' '))); }

private Q_SLOTS:
    void init()
    {
        m_at = QStringLiteral("2025-11-25T09:30:00+01:00");
        m_database = std::make_unique<ThrowAwayDatabase>(QStringLiteral("sqlite"));
        ManualClock clock;
        SeededRandom random(3);
        const auto connection = m_database->open();
        storeLindeSalon(*connection, clock, random);
    }

    void namesWhoDoesAPartInstead()
    {
        const QByteArray booked = printed(QStringLiteral("appointments book --service dauerwelle --staff mia "
                                                         "--start 2025-11-26T10:00 --name Lena")
                                              .split(QLatin1Char(' ')));
        QCOMPARE(m_exit, 0);
        QVERIFY2(!booked.contains(" by "), booked.constData());
        const auto connection = m_database->open();
        ManualClock clock;
        auto tx = Transaction::begin(*connection, clock);
        Query helped(*tx, "UPDATE phases SET staff = ? WHERE key = 'C'");
        QVERIFY(helped.bind(kJon).exec());
        QVERIFY(tx->commit());
        const QByteArray shown = printed({QStringLiteral("appointments"), QStringLiteral("show"), QStringLiteral("1")});
        QCOMPARE(shown.count(" by Jon"), 1);
    }

    void exitCodes_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("exit");
        const auto row = [](const char *line, int exit) { QTest::newRow(line) << QString::fromUtf8(line) << exit; };
        row("explain --service perm --start 2025-11-26T10:00", 3);
        row("explain --service dauerwelle --start 2025-11-26", 3);
        row("explain --service dauerwelle --start 2026-03-29T02:30", 3); // does not exist
        row("explain --service dauerwelle --start 2025-11-26T07:00", 0);
        row("explain --service dauerwelle", 2);
        row("explain --service dauerwelle --start 2025-11-26T10:00 --staff robin-1", 0);
        row("explain --service dauerwelle --start 2025-11-26T10:00 --staff robin", 3);
        row("slots --service dauerwelle --from 2025-11-26 --days 0", 2);
        row("slots --service dauerwelle --from 2025-11-26 --days one", 2);
        row("slots --service dauerwelle --from 2025-11-26 --days 401", 2);
        row("slots --service dauerwelle --from 2025-11-26 --days 1 --limit 0", 2);
        row("slots --service dauerwelle --from tomorrow --days 1", 3);
        row("slots --service dauerwelle --from 2025-11-24 --days 1 --weekdays mon,funday", 3);
        row("slots --service dauerwelle --from 2025-11-24 --days 1 --between 18-14", 3);
        row("slots --service dauerwelle --from 2025-11-24 --days 1 --between 18:00-14:00", 3);
        row("slots --service dauerwelle --from 2025-11-24 --days 1 --weekdays=", 3);
        row("slots --service dauerwelle --from 2025-11-24T10:00 --days 1", 3);
        row("appointments list --from 2025-11-24T10:00", 3);
        row("explain --service dauerwelle --start 2025-11-26T24:00", 3);
        row("appointments book --service dauerwelle --start 2025-11-26T24:00 --name Lena", 3);
        row("slots --service dauerwelle --from 2025-11-24 --days 1", 0);
        row("appointments list --status lost", 2);
        row("appointments list --from soon", 3);
        row("appointments list", 0);
        row("appointments show 1", 3);
        row("appointments book --service dauerwelle --start 2025-11-26T10:00", 2);
        row("appointments book --service dauerwelle --start 2025-11-26T10:00 --customer 9", 3);
        row("appointments book --service dauerwelle --start 2025-11-26T10:02 --name Lena", 6);
        row("appointments move 1 --start 2025-11-26T10:00", 3);
        row("appointments book --service dauerwelle --start 2025-11-26T10:00 --customer 1 --phone 01713920001", 2);
        row("appointments cancel 1", 2);
        row("appointments cancel 1 --reason=", 2);
        row("appointments status 1 cancelled", 2);
    }

    void exitCodes()
    {
        QFETCH(QString, line);
        QFETCH(int, exit);
        run(line.split(QLatin1Char(' ')));
        QCOMPARE(m_exit, exit);
        QCOMPARE(m_messages.isEmpty(), exit == 0);
    }

    void theLifeOfAnAppointment()
    {
        QJsonObject shown = run("appointments book --service dauerwelle --staff mia --start 2025-11-26T10:00 "
                                "--name Lena --phone 01713920001 --notes Farbe");
        QCOMPARE(m_exit, 0);
        for (const char *key : {"id", "status", "source", "start", "end", "branch", "service", "staff", "customer",
                                "attendee_name", "call_id", "notes", "sync_status", "phases", "attempts", "journal"})
            QVERIFY2(shown.contains(QLatin1String(key)), key);
        QVERIFY(shown[QLatin1String("id")].isDouble());
        QCOMPARE(shown[QLatin1String("service")].toString(), QStringLiteral("dauerwelle"));
        QCOMPARE(shown[QLatin1String("service_name")].toString(), QStringLiteral("Dauerwelle"));
        QCOMPARE(shown[QLatin1String("start")].toString(), QStringLiteral("2025-11-26T10:00:00+01:00"));
        QCOMPARE(shown[QLatin1String("end")].toString(), QStringLiteral("2025-11-26T12:15:00+01:00"));
        QCOMPARE(shown[QLatin1String("source")].toString(), QStringLiteral("ctl"));
        QCOMPARE(shown[QLatin1String("sync_status")].toString(), QStringLiteral("pending"));
        QCOMPARE(shown[QLatin1String("customer")][QLatin1String("phone")].toString(), QStringLiteral("+491713920001"));
        const QJsonArray phases = shown[QLatin1String("phases")].toArray();
        QCOMPARE(phases.size(), 6);
        for (const char *key : {"key", "name", "start", "end", "busy", "staff", "sync_status", "calcom_uid"})
            QVERIFY2(phases[1].toObject().contains(QLatin1String(key)), key);
        QCOMPARE(phases[1][QLatin1String("busy")].toBool(), false);

        const QJsonObject refused =
            run("appointments book --service herrenhaarschnitt --staff mia --start 2025-11-26T10:30 --name Tom");
        QCOMPARE(m_exit, 6);
        QCOMPARE(refused[QLatin1String("rule")].toString(), QStringLiteral("appointment"));
        QCOMPARE(refused[QLatin1String("object")].toString(), QStringLiteral("Lena, Dauerwelle 10:00"));
        QCOMPARE(refused[QLatin1String("alternatives")].toArray().size(), 3);
        QVERIFY(!m_messages.isEmpty());

        shown = run("appointments move 1 --start 2025-11-26T13:30");
        QCOMPARE(m_exit, 0);
        QCOMPARE(shown[QLatin1String("end")].toString(), QStringLiteral("2025-11-26T15:45:00+01:00"));
        shown = run("appointments status 1 arrived");
        QCOMPARE(shown[QLatin1String("status")].toString(), QStringLiteral("arrived"));
        shown = run({QStringLiteral("appointments"), QStringLiteral("cancel"), QStringLiteral("1"),
                     QStringLiteral("--reason"), QStringLiteral("ist krank")});
        QCOMPARE(m_exit, 0);
        QCOMPARE(shown[QLatin1String("status")].toString(), QStringLiteral("cancelled"));
        QStringList actions;
        for (const QJsonValue entry : shown[QLatin1String("journal")].toArray())
            actions.append(entry[QLatin1String("action")].toString());
        QCOMPARE(actions, (QStringList{QStringLiteral("book"), QStringLiteral("move"), QStringLiteral("status"),
                                       QStringLiteral("cancel")}));
        run("appointments move 1 --start 2025-11-26T10:00");
        QCOMPARE(m_exit, 6);
    }

    void refusesTextsThatNobodyCouldUse_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("exit");
        const auto row = [](const char *name, const char *option, const QString &value, int exit) {
            QTest::newRow(name) << QString::fromLatin1(option) << value << exit;
        };
        row("the longest notes", "--notes", QString(10'000, u'x'), 0);
        row("notes in lines", "--notes", QStringLiteral("Farbe 6/0\nallergisch\tauf PPD"), 0);
        row("notes too long", "--notes", QString(10'001, u'x'), 3);
        row("a bell in the notes", "--notes", QStringLiteral("Farbe\a"), 3);
        row("name too long", "--name", QString(10'001, u'x'), 3);
        row("a name in two lines", "--name", QStringLiteral("Lena\nVogt"), 3);
        row("a phone that is a word", "--phone", QStringLiteral("abc"), 3);
        row("a withheld number", "--phone", QStringLiteral("anonymous"), 3);
        row("an e-mail that is a word", "--email", QStringLiteral("kaputt"), 3);
        row("an e-mail", "--email", QStringLiteral("lena@example.org"), 0);
    }

    void refusesTextsThatNobodyCouldUse()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        QFETCH(int, exit);
        QStringList line = QStringLiteral("appointments book --service herrenhaarschnitt --start 2025-11-26T10:00")
                               .split(QLatin1Char(' '));
        if (option != QLatin1String("--name"))
            line += {QStringLiteral("--name"), QStringLiteral("Lena")};
        run(line + QStringList{option, value});
        QCOMPARE(m_exit, exit);
        QCOMPARE(m_messages.contains(option), exit != 0);
        QCOMPARE(run("appointments list")[QLatin1String("appointments")].toArray().size(), exit == 0 ? 1 : 0);
    }

    void saysWhichMapsAreMissingForWhomItIsMovedTo()
    {
        const QJsonObject booked =
            run("appointments book --service ansatzfaerbung --staff mia --start 2025-11-26T10:00 --name Lena");
        QCOMPARE(booked[QLatin1String("missing_event_maps")].toArray(), QJsonArray());
        QCOMPARE(m_messages, QString());
        const QJsonObject moved = run("appointments move 1 --start 2025-11-26T10:00 --staff robin-1");
        QCOMPARE(m_exit, 0);
        QCOMPARE(moved[QLatin1String("missing_event_maps")].toArray(), (QJsonArray{u"A"_s, u"B"_s, u"C"_s, u"D"_s}));
        QVERIFY2(m_messages.contains(QLatin1String("event maps are missing for segment A, B, C, D")),
                 qPrintable(m_messages));
        printed({u"appointments"_s, u"move"_s, u"1"_s, u"--start"_s, u"2025-11-26T10:05"_s});
        QVERIFY(m_messages.contains(QLatin1String("event maps are missing")));
    }

    void whatComesTooLateIsOneDocumentToo()
    {
        run("appointments book --service herrenhaarschnitt --start 2025-11-26T10:00 --name Tom");
        run("appointments cancel 1 --reason krank");
        for (const char *line : {"appointments cancel 1 --reason doppelt", "appointments status 1 arrived",
                                 "appointments move 1 --start 2025-11-27T10:00"}) {
            const QJsonObject refused = run(line);
            QCOMPARE(m_exit, 6);
            QCOMPARE(refused[QLatin1String("appointment")][QLatin1String("status")].toString(), u"cancelled"_s);
            QCOMPARE(refused[QLatin1String("text")].toString(), u"appointment 1 is cancelled"_s);
            QVERIFY(m_messages.contains(QLatin1String("appointment 1 is cancelled")));
        }
        run("appointments book --service herrenhaarschnitt --start 2025-11-26T10:00 --name Tom");
        run("appointments status 2 done");
        QCOMPARE(run("appointments move 2 --start 2025-11-27T10:00")[QLatin1String("appointment")][QLatin1String("id")]
                     .toInteger(),
                 2);
        QCOMPARE(m_exit, 6);
    }

    void whoComesAfterAllOntoSoldTimeIsOverbookedAndSaid()
    {
        run("appointments book --service herrenhaarschnitt --staff mia --start 2025-11-26T10:00 --name Tom");
        run("appointments status 1 no_show");
        run("appointments status 1 arrived");
        QCOMPARE(m_messages, QString());
        run("appointments status 1 no_show");
        run("appointments book --service herrenhaarschnitt --staff mia --start 2025-11-26T10:00 --name Lena");
        QCOMPARE(m_exit, 0);
        const QJsonObject shown = run("appointments status 1 arrived");
        QCOMPARE(m_exit, 0);
        QVERIFY(shown[QLatin1String("overbooked")].toBool());
        QVERIFY2(m_messages.contains(QLatin1String("overbooked")), qPrintable(m_messages));
        const QString shown_line = QString::fromUtf8(printed({u"appointments"_s, u"show"_s, u"1"_s}));
        QVERIFY(shown_line.section(u'\n', 0, 0).contains(QLatin1String("overbooked")));
        const QStringList lines =
            QString::fromUtf8(printed({u"appointments"_s, u"list"_s})).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines.filter(QStringLiteral("overbooked")).size(), 1);
    }

    void whatIsOverriddenKnowinglyIsInTheJournal()
    {
        const auto overrides = [](const QJsonObject &shown) {
            return shown[QLatin1String("journal")].toArray().last()[QLatin1String("after")][QLatin1String("overrides")];
        };
        run("appointments book --service herrenhaarschnitt --staff mia --start 2025-11-26T10:00 --name Lena");
        QJsonObject shown = run("appointments book --service kinderhaarschnitt --staff mia --start 2025-11-26T10:30 "
                                "--name Tom --overbook");
        QCOMPARE(m_exit, 0);
        const QJsonArray met{QJsonObject{{u"rule"_s, u"appointment"_s}, {u"appointment"_s, 1}}};
        QCOMPARE(overrides(shown), QJsonValue(met));
        shown = run("appointments book --service kinderhaarschnitt --start 2025-11-25T09:35 --name Ada --overbook");
        QCOMPARE(m_exit, 0);
        QVERIFY(!shown[QLatin1String("overbooked")].toBool());
        QCOMPARE(overrides(shown), QJsonValue(QJsonArray{QJsonObject{{u"rule"_s, u"notice"_s}}}));
        // free all the same: nothing was overridden
        shown = run("appointments book --service kinderhaarschnitt --start 2025-11-27T09:00 --name Jo --overbook");
        QVERIFY(overrides(shown).isUndefined());

        run("appointments move 4 --start 2025-11-26T10:15 --staff mia");
        QCOMPARE(m_exit, 6);
        shown = run("appointments move 4 --start 2025-11-26T10:15 --staff mia --overbook");
        QCOMPARE(m_exit, 0);
        QVERIFY(shown[QLatin1String("overbooked")].toBool());
        QCOMPARE(overrides(shown), QJsonValue(met));
    }

    void whatHasBegunMayChangeHandsButNotItsStart()
    {
        run("appointments book --service herrenhaarschnitt --staff mia --start 2025-11-25T10:00 --name Lena");
        for (const char *now : {"2025-11-25T09:50:00+01:00", "2025-11-25T10:10:00+01:00"}) {
            m_at = QString::fromLatin1(now);
            const QString other = m_at.contains(QLatin1String("T09")) ? u"jon"_s : u"robin-1"_s;
            const QJsonObject shown =
                run({u"appointments"_s, u"move"_s, u"1"_s, u"--start"_s, u"2025-11-25T10:00"_s, u"--staff"_s, other});
            QCOMPARE(m_exit, 0);
            QCOMPARE(shown[QLatin1String("staff")].toString(), other);
            QCOMPARE(shown[QLatin1String("start")].toString(), u"2025-11-25T10:00:00+01:00"_s);
        }
        QCOMPARE(run("appointments move 1 --start 2025-11-25T10:05")[QLatin1String("rule")].toString(), u"past"_s);
        QCOMPARE(run("appointments move 1 --start 2025-11-25T10:20")[QLatin1String("rule")].toString(), u"notice"_s);
    }

    void explainsToACustomerWhatIsTheirOwn()
    {
        run("appointments book --service herrenhaarschnitt --staff mia --start 2025-11-26T10:00 --name Lena "
            "--phone 01713920001");
        for (const char *who : {"1", "01713920001", "+491713920001"}) {
            const QJsonObject why = run((QStringLiteral("explain --service herrenhaarschnitt --staff jon --start "
                                                        "2025-11-26T10:30 --customer ") +
                                         QLatin1String(who))
                                            .split(u' '));
            QCOMPARE(why[QLatin1String("rule")].toString(), u"customer"_s);
        }
        for (const char *nobody : {"2", "01713920002", "Lena"}) {
            run((QStringLiteral("explain --service herrenhaarschnitt --start 2025-11-26T10:30 --customer ") +
                 QLatin1String(nobody))
                    .split(u' '));
            QCOMPARE(m_exit, 3);
        }
    }

    void listsByDayAndStatus()
    {
        run("appointments book --service herrenhaarschnitt --start 2025-11-26T10:00 --name Tom");
        run("appointments book --service herrenhaarschnitt --start 2025-11-27T10:00 --name Lena");
        run("appointments cancel 2 --reason krank");
        const auto listed = [&](const char *line) { return run(line)[QLatin1String("appointments")].toArray().size(); };
        QCOMPARE(listed("appointments list"), 2);
        QCOMPARE(listed("appointments list --from 2025-11-27"), 1);
        QCOMPARE(listed("appointments list --to 2025-11-26"), 1);
        QCOMPARE(listed("appointments list --from 2025-11-26 --to 2025-11-27"), 2);
        QCOMPARE(listed("appointments list --status cancelled"), 1);
        QVERIFY(
            !run("appointments list")[QLatin1String("appointments")][0].toObject().contains(QLatin1String("phases")));
    }

    void explainsAndOffers()
    {
        run("appointments book --service dauerwelle --staff mia --start 2025-11-26T10:00 --name Lena");
        QJsonObject why = run("explain --service Herrenhaarschnitt --staff mia --start 2025-11-26T10:30 --language en");
        QCOMPARE(why[QLatin1String("available")].toBool(), false);
        QCOMPARE(why[QLatin1String("rule")].toString(), QStringLiteral("appointment"));
        QCOMPARE(why[QLatin1String("staff")].toString(), QStringLiteral("mia"));
        QVERIFY(why[QLatin1String("text")].toString().startsWith(QLatin1String("Schneiden & Styling at 10:30 meets")));
        why = run("explain --service herrenhaarschnitt --start 2025-11-26T10:30");
        QVERIFY(why[QLatin1String("available")].toBool());
        QVERIFY(why[QLatin1String("rule")].isNull());
        QCOMPARE(why[QLatin1String("staff")].toString(), QStringLiteral("jon"));
        const QJsonArray slots_free =
            run("slots --service herrenhaarschnitt --staff mia --from 2025-11-26 --days 1 --limit 2")[QLatin1String(
                                                                                                          "slots")]
                .toArray();
        QCOMPARE(slots_free.size(), 2);
        QCOMPARE(slots_free[0][QLatin1String("start")].toString(), QStringLiteral("2025-11-26T09:00:00+01:00"));
        QCOMPARE(slots_free[1][QLatin1String("start")].toString(), QStringLiteral("2025-11-26T13:30:00+01:00"));
        QCOMPARE(slots_free[1][QLatin1String("service")].toString(), QStringLiteral("herrenhaarschnitt"));
    }

    void tellsTheTwoHoursOfAutumnApart()
    {
        ManualClock clock;
        SeededRandom random(3);
        storeNightSalon(*m_database->open(), clock, random, nightSalon(QStringLiteral("Europe/Berlin")));
        QStringList found;
        for (const QJsonValue &slot : run("slots --service kinderhaarschnitt --staff mia --from 2026-10-25 --days 1 "
                                          "--limit 16")[QLatin1String("slots")]
                                          .toArray())
            found.append(slot[QLatin1String("start")].toString());
        QCOMPARE(found.at(10), QStringLiteral("2026-10-25T02:30:00+02:00"));
        QCOMPARE(found.at(14), QStringLiteral("2026-10-25T02:30:00+01:00"));
        const QString book =
            QStringLiteral("appointments book --service kinderhaarschnitt --staff mia --name Lena --start ");
        const auto start = [&](const char *stated) {
            return run((book + QLatin1String(stated)).split(QLatin1Char(' ')))[QLatin1String("start")].toString();
        };
        QCOMPARE(start("2026-10-25T02:30"), found.at(10));
        QCOMPARE(m_messages, QStringLiteral("2026-10-25T02:30 comes twice, because the clocks go back: "
                                            "2026-10-25T02:30:00+02:00 is meant, give the offset for the other one\n"));
        QCOMPARE(start("2026-10-25T02:30:00+01:00"), found.at(14));
        QVERIFY(m_messages.isEmpty());
        const QJsonObject why = run("explain --service kinderhaarschnitt --staff mia --start 2026-10-25T01:30:00Z");
        QCOMPARE(why[QLatin1String("object")].toString(), QStringLiteral("Lena, Kinderhaarschnitt 02:30 (+01:00)"));
    }

    void theHourThatIsLeftOutIsNoStart_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("explain") << QStringLiteral("explain --service kinderhaarschnitt");
        QTest::newRow("appointments book")
            << QStringLiteral("appointments book --service kinderhaarschnitt --name Lena");
        QTest::newRow("appointments move") << QStringLiteral("appointments move 1");
    }

    void theHourThatIsLeftOutIsNoStart()
    {
        QFETCH(QString, line);
        run((line + QStringLiteral(" --start 2026-03-29T02:30")).split(QLatin1Char(' ')));
        QCOMPARE(m_exit, 3);
        QCOMPARE(m_messages,
                 QStringLiteral("salondeskctl %1: 2026-03-29 02:30 does not exist: the clocks go forward then\n")
                     .arg(QLatin1String(QTest::currentDataTag())));
    }

    void saysWhatIsWrongWithARange()
    {
        const auto said = [this](const QStringList &more) {
            run(QStringList{QStringLiteral("slots"), QStringLiteral("--service=herrenhaarschnitt"),
                            QStringLiteral("--days=7")} +
                more);
            return QString(m_messages).remove(QStringLiteral("salondeskctl slots: ")).trimmed();
        };
        const QString from = QStringLiteral("--from=2025-11-26");
        for (const char *none : {"--weekdays=", "--weekdays= ", "--weekdays=,"})
            QCOMPARE(said({from, QLatin1String(none)}),
                     QStringLiteral("--weekdays names no day: give some (mon,tue,…) or leave it out"));
        QCOMPARE(
            said({from + QStringLiteral("T10:00")}),
            QStringLiteral("2025-11-26T10:00 is no date (YYYY-MM-DD); --between 10:00-18:00 looks at times of day"));
        QCOMPARE(said({from, QStringLiteral("--between=22:00-02:00")}),
                 QStringLiteral("22:00-02:00 must end after it begins, on the same day (until 24:00 at most)"));
        QCOMPARE(said({from, QStringLiteral("--between=18-14")}),
                 QStringLiteral("18-14 is no time of day (HH:MM-HH:MM)"));
    }

    void looksOnWeekdaysAndTimesOfDay()
    {
        const auto starts = [this](const char *more) {
            QStringList found;
            const QString asked =
                QStringLiteral("slots --service herrenhaarschnitt --staff mia --from 2025-11-26 --days 7 ");
            for (const QJsonValue &slot :
                 run((asked + QLatin1String(more)).split(QLatin1Char(' ')))[QLatin1String("slots")].toArray())
                found.append(slot[QLatin1String("start")].toString().left(16));
            return found;
        };
        QCOMPARE(starts("--weekdays fri,tue --between 16:00-17:00 --limit 5"),
                 (QStringList{QStringLiteral("2025-11-28T16:00"), QStringLiteral("2025-11-28T16:15"),
                              QStringLiteral("2025-11-28T16:30"), QStringLiteral("2025-11-28T16:45"),
                              QStringLiteral("2025-12-02T16:00")}));
        QCOMPARE(starts("--limit 1"), QStringList{QStringLiteral("2025-11-26T09:00")});
        run("appointments book --service kinderhaarschnitt --staff mia --start 2025-11-26T09:15 --name Lena");
        const auto connection = m_database->open();
        ManualClock clock;
        auto tx = Transaction::begin(*connection, clock);
        QVERIFY(
            FlagTable::set(*tx, QStringLiteral("offer_order"), QStringLiteral("gap_friendly"), QStringLiteral("test")));
        QVERIFY(tx->commit());
        QVERIFY(starts("--weekdays wed").size() > 1);
        QCOMPARE(starts("--weekdays wed --limit 1"), QStringList{QStringLiteral("2025-11-26T09:45")});
    }
};

QTEST_GUILESS_MAIN(TestAppointmentCommands)
#include "tst_appointmentcommands.moc"
