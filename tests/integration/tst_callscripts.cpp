// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commandline.h"
#include "app/ctl/phonecommands.h"
#include "app/ctl/replaycommands.h"
#include "core/domain/calloutcome.h"
#include "core/domain/flags.h"
#include "core/operations/replay.h"
#include "core/phone/functioncall.h"
#include "core/phone/retellsignature.h"
#include "core/storage/query.h"
#include "tests/support/phoneline.h"
#include "tests/support/phonesalon.h"
#include "tests/support/rawclient.h"

#include <memory>
#include <QBuffer>
#include <QDir>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace salon;
using namespace salon::test;

namespace
{

const QString kCalls = QStringLiteral(SALONDESK_SOURCE_DIR "/tests/fixtures/phone/calls");

constexpr qsizetype kFewestCalls = 120;

/// What went wrong at the phone of the system before this one; each must be played by a call that names it.
constexpr const char *kIncidents[] = {
    "overlap",
    "unassigned",
    "race 272edd18",
    "call_1",
    "call_001",
    "truncated id",
    "context race",
    "history override",
    "service mismatch",
    "composite failure",
    "compound race",
    "timezone",
    "date mismatch",
    "wrong alternative date",
    "notice",
    "staff mismatch",
    "silent staff fallback",
    "name confusions",
    "missing maps",
    "cancel leak",
    "reschedule mail",
    "reservation self-block",
    "anonymous change",
    "segment services",
    "hallucinated availability",
    "date hallucination",
    "double dispatch",
};

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QString written(const QList<ScriptDifference> &differences)
{
    QStringList lines;
    for (const ScriptDifference &one : differences)
        lines.append(one.path + text(": ") +
                     QString::fromUtf8(QJsonDocument(QJsonArray{one.expected, one.is}).toJson(QJsonDocument::Compact)));
    return lines.join(QLatin1Char('\n'));
}

QString written(const PlayedScript &played)
{
    QString all;
    for (const PlayedStep &step : played.steps)
        if (!step.differences.isEmpty())
            all += step.step.name + QLatin1Char('\n') + written(step.differences) + QLatin1Char('\n') +
                   QString::fromUtf8(QJsonDocument(step.answer).toJson(QJsonDocument::Compact)) + QLatin1Char('\n');
    return all + written(played.end);
}

} // namespace

/// Every whole call of tests/fixtures/phone/calls, through the listener and through replay.
class TestCallScripts final : public QObject
{
    Q_OBJECT

private:
    QByteArray request(const ScriptStep &step) const
    {
        QByteArray path = "/retell/functions";
        if (step.kind == ScriptStep::Kind::Event)
            path = "/retell/events";
        else if (step.kind == ScriptStep::Kind::Inbound)
            path = "/retell/inbound";
        else if (step.names_its_path)
            path += '/' + step.name.toUtf8();
        const QByteArray body = QJsonDocument(step.body).toJson(QJsonDocument::Compact);
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Retell-Signature: " +
               RetellSignature::sign(body, kPhoneKey, SystemClock().now()) +
               "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    int count(const QString &sql)
    {
        Query q(*m_connection, sql);
        return q.fetch().value_or(false) ? q.integer(0) : -1;
    }

    /// Behind a socket; what is put on record after the answer is waited for, as the next question may need it.
    Result<QJsonObject> overTheWire(quint16 port, const ScriptStep &step)
    {
        m_clock.set(step.at);
        RawClient client(port, request(step));
        if (!QTest::qWaitFor([&] { return !client.statuses().isEmpty(); }, 30'000))
            return Error{ErrorCode::Network, text("no answer")};
        if (client.statuses().constFirst() / 100 != 2)
            return Error{ErrorCode::Network, text("status %1").arg(client.statuses().constFirst())};
        if (step.kind == ScriptStep::Kind::Function)
            ++m_functions;
        const auto all_recorded = [&] { return count(text("SELECT count(*) FROM function_calls")) == m_functions; };
        if (!QTest::qWaitFor(all_recorded, 30'000))
            return Error{ErrorCode::Database, text("not on record")};
        return QJsonDocument::fromJson(client.bodies().constFirst()).object();
    }

    int run(const QStringList &words, QJsonObject *document = nullptr)
    {
        const QString database = m_database ? m_database->url().path : text("/nowhere/salon.db");
        const QString folder = m_database ? m_database->folder() : QDir::tempPath();
        QBuffer out;
        QBuffer err;
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        const QStringList line{text("--json"), text("--database=sqlite:") + database, text("--data-dir=") + folder,
                               text("--config=") + folder + text("/none.conf"),
                               text("--clock=2025-11-25T09:3%1:00+01:00").arg(m_minute)};
        const int code = int(runCommandLine(phoneCommands() + replayCommands(), line + words, out, err));
        if (document)
            *document = QJsonDocument::fromJson(out.data()).object();
        return code;
    }

    static void addFiles()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(kCalls);
        for (const QString &name : folder.entryList({text("*.json")}, QDir::Files, QDir::Name))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }

private Q_SLOTS:
    void cleanup()
    {
        m_minute = 0;
        m_connection.reset();
        m_database.reset();
    }

    void theCorpusIsWhole()
    {
        const QDir folder(kCalls);
        const QStringList names = folder.entryList({text("*.json")}, QDir::Files, QDir::Name);
        QSet<QString> called;
        QSet<QString> outcomes;
        QSet<bool> styles;
        QString abouts;
        for (const QString &name : names) {
            const auto script = CallScript::load(folder.filePath(name));
            QVERIFY2(script.has_value(), qPrintable(name));
            QVERIFY2(!script->about.isEmpty() && !script->end.isEmpty(), qPrintable(name));
            abouts += script->about + QLatin1Char('\n');
            for (const ScriptStep &step : script->steps)
                if (step.kind == ScriptStep::Kind::Function) {
                    called.insert(step.name);
                    called.insert(FunctionCall::publishedName(step.name));
                    styles.insert(step.names_its_path);
                }
            for (const QJsonValue &call : script->end.value(u"calls").toObject())
                outcomes.insert(call[u"outcome"].toString());
        }
        QStringList missing;
        for (const QString &function : publishedFunctions() + FunctionCall::aliases().keys())
            if (!called.contains(function))
                missing.append(function);
        for (const CallOutcome outcome : {CallOutcome::Booked, CallOutcome::Changed, CallOutcome::Callback,
                                          CallOutcome::Question, CallOutcome::HungUp, CallOutcome::Failed})
            if (!outcomes.contains(word(outcome)))
                missing.append(word(outcome));
        for (const char *incident : kIncidents)
            if (!abouts.contains(text("incident ") + text(incident), Qt::CaseInsensitive))
                missing.append(text(incident));
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(text(", "))));
        QCOMPARE(styles.size(), 2);
        QVERIFY2(names.size() >= kFewestCalls, qPrintable(QString::number(names.size())));
    }

    void throughTheListener_data() { addFiles(); }
    void throughTheListener()
    {
        QFETCH(QString, file);
        const auto script = CallScript::load(file);
        QVERIFY2(script.has_value(), script ? "" : qPrintable(script.error().detail));
        m_database = std::make_unique<ThrowAwayDatabase>(text("sqlite"));
        m_connection = m_database->open();
        m_clock.set(script->now);
        m_functions = 0;
        SeededRandom random(3);
        QVERIFY(ScriptPlayer::furnish(*m_connection, *script, m_clock, random).has_value());
        PhoneLine line(m_database->url(), m_clock);
        const quint16 port = line.port();
        QVERIFY(port > 0);
        const auto played =
            ScriptPlayer::play(*script, *m_connection, [&](const ScriptStep &step) { return overTheWire(port, step); });
        QVERIFY2(played.has_value(), played ? "" : qPrintable(played.error().detail));
        QVERIFY2(played->differences() == 0, qPrintable(written(*played)));
    }

    void byReplay_data() { addFiles(); }
    void byReplay()
    {
        QFETCH(QString, file);
        const auto script = CallScript::load(file);
        QVERIFY2(script.has_value(), script ? "" : qPrintable(script.error().detail));
        SeededRandom random(3);
        const auto played = Replay::file(*script, random);
        QVERIFY2(played.has_value(), played ? "" : qPrintable(played.error().detail));
        QVERIFY2(played->differences() == 0, qPrintable(written(*played)));
        QVERIFY(!QFile::exists(text("/nowhere/salon.db")));
    }

    void theCommandSaysWhatDiffers()
    {
        QJsonObject document;
        QCOMPARE(run({text("replay"), kCalls + text("/booked-in-one-go.json")}, &document), 0);
        QCOMPARE(document.value(u"differences").toInt(-1), 0);
        QCOMPARE(document.value(u"steps").toArray().size(), 5);
        QFile good(kCalls + text("/booked-in-one-go.json"));
        QVERIFY(good.open(QIODevice::ReadOnly));
        const QTemporaryDir folder;
        QFile bad(folder.filePath(text("bad.json")));
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write(good.readAll()
                      .replace("../salon.json", SALONDESK_SOURCE_DIR "/tests/fixtures/phone/salon.json")
                      .replace("\"available\": true", "\"available\": false"));
        bad.close();
        QCOMPARE(run({text("replay"), bad.fileName()}, &document), 1);
        QCOMPARE(document.value(u"differences").toInt(), 1);
        QCOMPARE(document.value(u"steps")[2][u"differences"][0][u"path"].toString(), text("available"));
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write("{}");
        bad.close();
        QCOMPARE(run({text("replay"), bad.fileName()}), 3);
    }

    void aStoredCallIsAnsweredAsItWas()
    {
        m_database = std::make_unique<ThrowAwayDatabase>(text("sqlite"));
        m_connection = m_database->open();
        QVERIFY(importPhoneSalon(*m_connection, m_clock));
        const auto ask = [this](const char *function, const char *args, const char *call_id, const char *from) {
            QCOMPARE(run({text("call"), text(function), text("--args"), text(args), text("--call-id"), text(call_id),
                          text("--from"), text(from), text("--to"), text("+493023125010")}),
                     0);
        };
        const char *check =
            R"({"dienstleistung":"Dauerwelle","mitarbeiter":"Mia","datum":"Freitag","uhrzeit":"9 Uhr"})";
        const char *booking =
            R"({"service":"Dauerwelle","staff":"Mia","datetime":"2025-11-28 09:00","customer_name":"Max Berg"})";
        ask("check_customer", "{}", "call_a", "+491713920017");
        ask("check_availability_v17", check, "call_a", "+491713920017");
        ask("start_booking", booking, "call_a", "+491713920017");
        // Somebody else hears that nine is taken.
        m_minute = 5;
        ask("check_availability_v17", check, "call_b", "+491713920018");
        const int before = count(text("SELECT count(*) FROM function_calls"));
        QJsonObject document;
        QCOMPARE(run({text("replay"), text("call_a")}, &document), 0);
        QCOMPARE(document.value(u"steps").toArray().size(), 3);
        QVERIFY(document.value(u"steps")[2][u"answer"][u"booked"].toBool());
        QCOMPARE(run({text("replay"), text("call_b")}, &document), 0);
        QVERIFY(!document.value(u"steps")[0][u"answer"][u"available"].toBool());
        // Nothing of it is left behind.
        QCOMPARE(count(text("SELECT count(*) FROM appointments WHERE call_id <> ''")), 1);
        QCOMPARE(count(text("SELECT count(*) FROM function_calls")), before);
        QCOMPARE(run({text("replay"), text("call_nobody_made")}), 3);
        // What today's rules answer otherwise is shown.
        Query q(*m_connection, text("UPDATE function_calls SET answer = replace(answer, '\"booked\":true', "
                                    "'\"booked\":false') WHERE call_id = 'call_a'"));
        QVERIFY(q.exec().has_value());
        QCOMPARE(run({text("replay"), text("call_a")}, &document), 1);
    }

private:
    ManualClock m_clock;
    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
    int m_functions = 0;
    int m_minute = 0;
};

QTEST_GUILESS_MAIN(TestCallScripts)
#include "tst_callscripts.moc"
