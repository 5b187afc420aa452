// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/programlog.h"
#include "tests/support/phoneline.h"
#include "tests/support/phonesalon.h"
#include "tests/support/rawclient.h"
#include "tests/support/verify.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QRegularExpression>

using namespace salon;
using namespace salon::test;
using namespace Qt::Literals::StringLiterals;

namespace
{

/// Who calls and who is talked about: names and numbers that are nowhere else.
const QStringList kSpokenOf{u"Ottokar Sonderbar"_s, u"Wunibald Quast"_s, u"Philippa Zausel"_s};
const QStringList kSpokenMail{u"ottokar@sonderbar.example"_s};
const QStringList kSpokenNumbers{u"+4915112345678"_s, u"+493012345678"_s, u"+491713920017"_s};
const QStringList kSpokenWords{u"Kopfhautleiden"_s, u"Geheimwunsch"_s, u"token_secret"_s};

QByteArray utf8(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject fixture()
{
    QFile file(u"" SALONDESK_SOURCE_DIR "/tests/fixtures/phone/salon.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

struct Private {
    QStringList words; // of names, each by itself
    QStringList texts;
    QStringList numbers;
};

/// All that is known of people, from the salon's own file.
Private ofPeople()
{
    Private all;
    all.texts = kSpokenMail + kSpokenWords;
    all.numbers = kSpokenNumbers;
    QStringList names = kSpokenOf;
    const QJsonObject salon = fixture();
    for (const QJsonValue &customer : salon.value(u"customers").toArray()) {
        names.append(customer[u"name"].toString());
        all.numbers.append(customer[u"phone"].toString());
        all.texts << customer[u"email"].toString() << customer[u"notes"].toString();
    }
    for (const QJsonValue &appointment : salon.value(u"appointments").toArray())
        names.append(appointment[u"attendee_name"].toString());
    // Of the salon's own people the log may know keys ("robin-1"), which are no names.
    for (const QJsonValue &member : salon.value(u"staff").toArray())
        all.texts << member[u"name"].toString() << member[u"email"].toString();
    for (const QJsonValue &branch : salon.value(u"branches").toArray())
        for (const QJsonValue &number : branch[u"phone_numbers"].toArray())
            all.numbers.append(number.toString());
    for (const QString &name : std::as_const(names))
        all.words += name.split(u' ', Qt::SkipEmptyParts);
    all.words.removeDuplicates();
    all.texts.removeAll(QString());
    all.numbers.removeAll(QString());
    return all;
}

} // namespace

/// A day on the phone, with all that goes wrong in it, and then the whole log as it stands on the disk, at its most
/// talkative: nobody's name, number or address is in it.
class TestPhoneLog : public QObject
{
    Q_OBJECT

    QByteArray tell(const QByteArray &request)
    {
        m_clock.advance(seconds(1)); // one call may not ask too often
        RawClient client(m_port, request);
        if (!QTest::qWaitFor([&client] { return !client.statuses().isEmpty(); }, 30'000))
            return "nothing";
        return client.bodies().constFirst();
    }
    QByteArray call(const QString &function, const char *args, const QString &call_id, const QString &from)
    {
        return tell(signedCall(function, QJsonDocument::fromJson(args).object(), call_id, from));
    }
    void event(const QString &kind, const QString &call_id, const QString &from)
    {
        tell(signedPost("/retell/events",
                        utf8({{u"event"_s, kind},
                              {u"call"_s, QJsonObject{{u"call_id"_s, call_id},
                                                      {u"from_number"_s, from},
                                                      {u"to_number"_s, u"+493012345678"_s},
                                                      {u"access_token"_s, u"token_secret"_s},
                                                      {u"transcript"_s, u"User: Philippa Zausel, Geheimwunsch"_s}}}})));
    }

    /// Every function as callers use them, known and unknown ones, with numbers that belong to no branch too.
    void aDayOfCalls(const QString &call_id, const QString &from)
    {
        event(u"call_started"_s, call_id, from);
        tell(signedPost("/retell/inbound", utf8({{u"event"_s, u"call_inbound"_s},
                                                 {u"call_inbound"_s, QJsonObject{{u"from_number"_s, from},
                                                                                 {u"to_number"_s, u"+4930"_s}}}})));
        const char *wish = R"({"datum":"Freitag","uhrzeit":"9 Uhr","service":"Dauerwelle","mitarbeiter":"Robin Falk",
            "customer_name":"Ottokar Sonderbar","customer_phone":"+4915112345678","reason":"Kopfhautleiden",
            "customer_email":"ottokar@sonderbar.example","notes":"Kopfhautleiden","new_datum":"Samstag"})";
        const char *no_map = R"({"datum":"morgen","uhrzeit":"14 Uhr","service":"Ansatzfärbung","staff":"robin-1",
            "customer_name":"Ottokar Sonderbar"})";
        const char *possible = R"({"datetime":"2025-11-28 09:00","service":"Dauerwelle","mitarbeiter":"jon",
            "customer_name":"Wunibald Quast","customer_email":"ottokar@sonderbar.example"})";
        const char *taken = R"({"datetime":"2025-11-26 10:00","service":"Dauerwelle","mitarbeiter":"mia",
            "customer_name":"Wunibald Quast"})";
        for (const char *function : {"get_current_context",
                                     "check_customer",
                                     "extract_dynamic_variables",
                                     "check_availability_v17",
                                     "get_alternatives",
                                     "find_next_available",
                                     "reserve_slot",
                                     "release_slot_reservation",
                                     "start_booking",
                                     "confirm_booking",
                                     "get_customer_appointments",
                                     "reschedule_appointment",
                                     "cancel_appointment",
                                     "request_callback",
                                     "list_services",
                                     "get_service_info",
                                     "get_opening_hours",
                                     "parse_date",
                                     "Ottokar_Sonderbar",
                                     "frag_nach_Philippa Zausel"})
            for (const char *args : {"{}", wish, no_map, possible, taken, R"({"service":"Geheimwunsch Zausel"})"})
                QVERIFY(call(QString::fromLatin1(function), args, call_id, from).contains("\"message\""));
    }

    /// Requests that are refused before anybody reads them.
    void mistakes()
    {
        const QByteArray path = "/retell/functions/start_booking";
        tell(signedPost(path, R"({"name":"Ottokar Sonderbar","customer_phone":"+4915112345678")"));
        tell(signedPost(path, R"({"call_id":"call_001","name":"Ottokar Sonderbar"})"));
        tell(signedPost(path, "name=Ottokar+Sonderbar&phone=%2B4915112345678", "application/x-www-form-urlencoded"));
        tell(signedPost(path, "Ottokar Sonderbar", "text/plain"));
        tell(signedPost("/retell/functions/Wunibald", "{}"));
        tell(signedPost("/retell/Wunibald/Quast?phone=+4915112345678", "{}"));
        tell(signedPost("/retell/events", R"({"event":"call_ended","call":{"from_number":"+4915112345678"}})"));
        tell(signedPost("/retell/events", R"({"event":"Ottokar Sonderbar","call":{"call_id":"Philippa Zausel"}})"));
        tell("POST " + path + " HTTP/1.1\r\nHost: x\r\nX-Retell-Signature: Ottokar\r\nContent-Length: 2\r\n\r\n{}");
        tell("Ottokar Sonderbar +4915112345678\r\n\r\n");
    }

    /// The database fails under them: a table at a time is not where it should be.
    void faults(const QString &call_id, const QString &from)
    {
        const auto connection = m_database->open();
        for (const char *table : {"callbacks", "function_calls", "calls", "customers", "flags"}) {
            const QString name = QString::fromLatin1(table);
            VERIFY_DONE(connection->run(u"ALTER TABLE %1 RENAME TO away"_s.arg(name)));
            aDayOfCalls(call_id + name, from);
            VERIFY_DONE(connection->run(u"ALTER TABLE away RENAME TO %1"_s.arg(name)));
        }
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_clock.set(Instant::fromMs(1'764'059'400'000)); // Tuesday 2025-11-25T09:30+01:00
        const auto connection = m_database->open();
        QVERIFY(importPhoneSalon(*connection, m_clock));
    }

    void nobodyIsInTheLog()
    {
        Folders folders;
        folders.state_dir = m_database->folder() + u"/state"_s;
        ProgramOptions options;
        options.log_level = u"debug"_s;
        QString path;
        {
            const ProgramLog log(options, folders, false);
            path = log.file();
            PhoneLine line(m_database->url(), m_clock, QUrl(u"http://127.0.0.1:1/v2"_s));
            m_port = line.port();
            QVERIFY(m_port > 0);
            for (const char *from : {"+491713920001", "+491713920017", "anonymous", "+4915112345678"})
                aDayOfCalls(u"call_%1"_s.arg(QLatin1String(from)), QString::fromLatin1(from));
            mistakes();
            faults(u"call_f"_s, u"+491713920003"_s);
        }
        QLoggingCategory::setFilterRules(QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString log = QString::fromUtf8(file.readAll());
        // It has much to say, or this proves nothing.
        for (const char *said : {"could not be answered", "could not be put on record", "booking refused",
                                 "belongs to no branch", "event of a kind that is not used"})
            QVERIFY2(log.contains(QLatin1String(said)), said);
        judge(log);
    }

    void cleanup() { m_database.reset(); }

private:
    static QString around(const QString &log, qsizetype at)
    {
        const qsizetype begin = log.lastIndexOf(u'\n', at) + 1;
        return log.mid(begin, log.indexOf(u'\n', at) - begin);
    }

    static void judge(const QString &log)
    {
        const Private people = ofPeople();
        QVERIFY(people.words.size() > 10 && people.numbers.size() > 5);
        for (const QString &word : people.words) {
            const QRegularExpression spoken(u"(?<![a-zA-Z])%1(?![a-zA-Z])"_s.arg(QRegularExpression::escape(word)),
                                            QRegularExpression::CaseInsensitiveOption);
            const auto found = spoken.match(log);
            QVERIFY2(!found.hasMatch(), qPrintable(word + u": "_s + around(log, found.capturedStart())));
        }
        for (const QString &text : people.texts) {
            const qsizetype at = log.indexOf(text, 0, Qt::CaseInsensitive);
            QVERIFY2(at < 0, qPrintable(text + u": "_s + around(log, at)));
        }
        for (const QString &number : people.numbers) {
            const qsizetype at = log.indexOf(number.mid(3)); // without +49, as people write it
            QVERIFY2(at < 0, qPrintable(number + u": "_s + around(log, at)));
        }
    }

    ManualClock m_clock;
    std::unique_ptr<ThrowAwayDatabase> m_database;
    quint16 m_port = 0;
};

QTEST_GUILESS_MAIN(TestPhoneLog)
#include "tst_phonelog.moc"
