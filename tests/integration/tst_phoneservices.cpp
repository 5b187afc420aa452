// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functiondesk.h"
#include "core/phone/synonyms.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/journaltable.h"
#include "core/storage/query.h"
#include "core/storage/unknownwordtable.h"
#include "tests/support/phonesalon.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace salon;

/// Which service a call is about: what was said goes before everything else, and what nobody understood is kept.
class TestPhoneServices final : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }

    QJsonObject tell(const char *function, const char *args, const char *call_id = "call_a",
                     const char *from = "+491713920017")
    {
        const QJsonObject body =
            test::wrappedCall(text(function), QJsonDocument::fromJson(args).object(), text(call_id), text(from));
        const Result<FunctionCall> call = FunctionCall::parse(body, {}, m_clock.now());
        if (!call)
            return {};
        const FunctionDesk desk(m_clock, m_random);
        const FunctionReply reply = desk.answer(*m_connection, *call);
        if (!desk.record(*m_connection, *call, reply, std::chrono::microseconds(1)))
            qWarning("not recorded");
        return reply.document();
    }
    QString words()
    {
        QStringList all;
        const auto words = UnknownWordTable::all(*m_connection);
        for (const UnknownWord &word : words.value_or(QList<UnknownWord>()))
            all.append(QStringLiteral("%1 x%2").arg(word.said).arg(word.callers));
        return all.join(QStringLiteral(", "));
    }
    Result<void> teach(const char *service, const char *word)
    {
        const auto salon = CatalogueTable::load(*m_connection);
        const Service *known = salon ? salon->service(text(service)) : nullptr;
        auto tx = Transaction::begin(*m_connection, m_clock);
        if (auto done = Synonyms::add(*tx, known ? known->id : ServiceId{999}, text(word), text("test")); !done)
            return done;
        return tx->commit();
    }

private Q_SLOTS:
    void initTestCase_data() { test::addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_connection = m_database->open();
        m_clock.set(Instant::fromMs(1'764'059'400'000)); // Tuesday 2025-11-25T09:30+01:00
        QVERIFY(test::importPhoneSalon(*m_connection, m_clock));
    }
    void cleanup()
    {
        m_connection.reset();
        m_database.reset();
    }

    void asksWhichOfTwoGoesFirst()
    {
        const QJsonObject reply =
            tell("check_availability_v17",
                 R"({"datum":"morgen","uhrzeit":"14 Uhr","dienstleistung":"Dauerwelle und Kinderhaarschnitt"})");
        QCOMPARE(reply.value(text("code")).toString(), text("multiple_found"));
        QCOMPARE(reply.value(text("message")).toString(),
                 text("Das sind mehrere Leistungen: Dauerwelle und Kinderhaarschnitt. Ich trage sie nacheinander ein. "
                      "Womit fangen wir an?"));
        QCOMPARE(reply.value(text("services")).toArray().size(), 2);
        QCOMPARE(words(), QString());
    }

    void whatIsRefusedOrMissingIsSaid()
    {
        const QJsonObject refused = tell(
            "check_availability_v17", R"({"dienstleistung":"Keine Dauerwelle","datum":"Freitag","uhrzeit":"9 Uhr"})");
        QCOMPARE(refused.value(QLatin1String("code")).toString(), text("service_required"));
        const QJsonObject missing =
            tell("check_availability_v17",
                 R"({"dienstleistung":"Herrenhaarschnitt und Bart","datum":"Freitag","uhrzeit":"9 Uhr"})");
        QCOMPARE(missing.value(QLatin1String("code")).toString(), text("service_unknown"));
        QVERIFY(missing.value(QLatin1String("message")).toString().startsWith(text("Bart kenne ich leider nicht")));
    }

    void theCallStaysWithItsService()
    {
        const auto checked = tell("check_availability_v17",
                                  R"({"datum":"morgen","uhrzeit":"14 Uhr","dienstleistung":"Herrenhaarschnitt"})");
        QVERIFY(checked.value(text("available")).toBool());
        // left out, never filled in, or said less exactly: the same service
        for (const char *args : {R"({"datum":"morgen","uhrzeit":"15 Uhr"})",
                                 R"({"datum":"morgen","uhrzeit":"15 Uhr","dienstleistung":"{{service_name}}"})",
                                 R"({"datum":"morgen","uhrzeit":"15 Uhr","dienstleistung":"Haarschnitt"})"})
            QCOMPARE(tell("check_availability_v17", args).value(text("service_key")).toString(),
                     text("herrenhaarschnitt"));
        // another call has not been about anything
        QCOMPARE(tell("check_availability_v17", R"({"datum":"morgen","uhrzeit":"15 Uhr"})", "call_b")
                     .value(text("code"))
                     .toString(),
                 text("service_required"));
        // another wish wins, and is judged as what it is
        const auto booked = tell("start_booking", R"({"datum":"morgen","uhrzeit":"14 Uhr","customer_name":"Max Berg",
                                                     "service_name":"Kinderhaarschnitt"})");
        QVERIFY2(booked.value(text("booked")).toBool(), QJsonDocument(booked).toJson());
        QCOMPARE(booked.value(text("service_key")).toString(), text("kinderhaarschnitt"));
        // and is what the call is about from then on
        QCOMPARE(
            tell("get_alternatives", R"({"datum":"Freitag","uhrzeit":"15 Uhr"})").value(text("service_key")).toString(),
            text("kinderhaarschnitt"));
    }

    /// Who asked for Jon and takes another time does not end up with somebody else unasked.
    void theCallStaysWithThePerson()
    {
        const auto ask = [&](const char *function, const char *start, const char *more, const char *call_id,
                             const char *from) {
            const QByteArray args = QByteArray(R"({"datetime":"START","service":"Damenhaarschnitt",MORE})")
                                        .replace("START", start)
                                        .replace("MORE", more);
            return tell(function, args.constData(), call_id, from);
        };
        const char *const jon = R"("mitarbeiter":"Jon")";
        ask("check_availability_v17", "2025-11-29 10:00", jon, "call_a", "+491713920017");
        const auto booked =
            ask("start_booking", "2025-11-29 11:00", R"("customer_name":"Anna Horn")", "call_a", "+491713920017");
        QVERIFY2(booked.value(text("booked")).toBool(), QJsonDocument(booked).toJson());
        QCOMPARE(booked.value(text("staff_key")).toString(), text("jon"));
        // Jon is taken now: nobody else comes in his place unasked
        ask("check_availability_v17", "2025-11-29 10:00", jon, "call_b", "+491713920044");
        const auto taken =
            ask("start_booking", "2025-11-29 11:00", R"("customer_name":"Bea Lang")", "call_b", "+491713920044");
        QVERIFY2(!taken.value(text("booked")).toBool(), QJsonDocument(taken).toJson());
        // who says that it does not matter has no wish any more
        const auto anybody = ask("start_booking", "2025-11-29 11:00",
                                 R"("customer_name":"Bea Lang","mitarbeiter":"egal")", "call_b", "+491713920044");
        QVERIFY2(anybody.value(text("booked")).toBool(), QJsonDocument(anybody).toJson());
        QVERIFY(anybody.value(text("staff_key")).toString() != text("jon"));
    }

    void severalPeopleAreOneAfterTheOther_data()
    {
        QTest::addColumn<QString>("said");
        for (const char *said :
             {"zwei Kinderhaarschnitte", "zweimal Kinderhaarschnitt", "Kinderhaarschnitt für zwei Personen",
              "Kinderhaarschnitt for two", "2x Kinderschnitt"})
            QTest::newRow(said) << text(said);
    }
    void severalPeopleAreOneAfterTheOther()
    {
        QFETCH(QString, said);
        const QByteArray args =
            QByteArray(R"({"datum":"morgen","uhrzeit":"15 Uhr","service":"SAID"})").replace("SAID", said.toUtf8());
        const auto reply = tell("check_availability_v17", args.constData());
        QCOMPARE(reply.value(text("code")).toString(), text("multiple_found"));
        QCOMPARE(reply.value(text("message")).toString(),
                 text("Ich trage einen Termin nach dem anderen ein. Für wen ist der erste, und was darf es da sein?"));
    }

    void aServiceMayHaveANumberInItsName()
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        Service service = *CatalogueTable::load(*m_connection)->service(text("kinderhaarschnitt"));
        service.name = text("Vier-Hände-Schnitt");
        QVERIFY(CatalogueTable::saveService(*tx, service).has_value());
        QVERIFY(tx->commit().has_value());
        const auto reply =
            tell("check_availability_v17", R"({"datum":"morgen","uhrzeit":"15 Uhr","service":"Vier-Hände-Schnitt"})");
        QCOMPARE(reply.value(text("service_key")).toString(), text("kinderhaarschnitt"));
        QVERIFY(reply.value(text("code")).toString() != text("multiple_found"));
    }

    void questionsAboutPricesDecideNothing()
    {
        QVERIFY(tell("get_service_info", R"({"service":"Dauerwelle"})").value(text("success")).toBool());
        QCOMPARE(
            tell("check_availability_v17", R"({"datum":"morgen","uhrzeit":"15 Uhr"})").value(text("code")).toString(),
            text("service_required"));
    }

    void whatSomebodyHadBeforeDecidesNothing()
    {
        // Lena has been there for the same thing three times
        for (const char *day : {"2025-11-26", "2025-11-27", "2025-11-28"}) {
            const QByteArray args =
                QByteArray(R"({"uhrzeit":"14 Uhr","service":"Herrenhaarschnitt","name":"Lena Vogt","datum":"DAY"})")
                    .replace("DAY", day);
            QVERIFY(tell("start_booking", args.constData(), day, "+491713920001").value(text("booked")).toBool());
        }
        m_clock.set(Instant::fromMs(1'764'664'200'000)); // a week later
        const auto facts = tell("check_customer", "{}", "call_c", "+491713920001");
        QCOMPARE(facts.value(text("predicted_service")).toString(), text("Herrenhaarschnitt"));
        QVERIFY(facts.value(text("service_confidence")).toDouble() > 0.5);
        QVERIFY(facts.value(text("staff_confidence")).toDouble() > 0.3);
        QCOMPARE(tell("check_availability_v17", R"({"datum":"morgen","uhrzeit":"15 Uhr"})", "call_c", "+491713920001")
                     .value(text("code"))
                     .toString(),
                 text("service_required"));
        for (const char *said : {"wie immer", "das Übliche", "the usual"}) {
            const QByteArray args =
                QByteArray(R"({"datum":"morgen","uhrzeit":"15 Uhr","service":"SAID"})").replace("SAID", said);
            const auto known = tell("check_availability_v17", args.constData(), "call_d", "+491713920001");
            QCOMPARE(known.value(text("code")).toString(), text("service_required"));
            QCOMPARE(known.value(text("message")).toString(), text("Wieder Herrenhaarschnitt?"));
            const auto stranger = tell("check_availability_v17", args.constData(), "call_e", "+491713920099");
            QCOMPARE(stranger.value(text("code")).toString(), text("service_required"));
            QVERIFY(stranger.value(text("message")).toString().startsWith(text("Was darf es sein?")));
        }
        QCOMPARE(tell("check_availability_v17", R"({"datum":"morgen","uhrzeit":"15 Uhr","service":"Dauerwelle"})",
                      "call_c", "+491713920001")
                     .value(text("service_key"))
                     .toString(),
                 text("dauerwelle"));
    }

    void keepsWhatNobodyUnderstood()
    {
        for (const char *call_id : {"call_a", "call_a", "call_b"})
            tell("check_availability_v17", R"({"datum":"morgen","uhrzeit":"15 Uhr","dienstleistung":"Babylights"})",
                 call_id);
        m_clock.set(m_clock.now() + std::chrono::minutes(1));
        tell("get_service_info", R"({"service":"Maniküre"})", "call_c");
        QCOMPARE(words(), text("Babylights x2, Maniküre x1"));

        QVERIFY(teach("ansatzfaerbung", " Babylights "));
        QCOMPARE(words(), text("Maniküre x1"));
        const auto found = tell("check_availability_v17",
                                R"({"datum":"Freitag","uhrzeit":"10 Uhr","dienstleistung":"babylights"})", "call_d");
        QCOMPARE(found.value(text("service_key")).toString(), text("ansatzfaerbung"));
        const auto salon = CatalogueTable::load(*m_connection);
        const Service *taught = salon->service(text("ansatzfaerbung"));
        const auto journal = JournalTable::of(*m_connection, text("services"), taught->id.value);
        QCOMPARE(journal->last().action, text("add_synonym"));
        QCOMPARE(taught->synonyms.last(), text("Babylights"));
        // once is enough
        QVERIFY(teach("ansatzfaerbung", "BABYLIGHTS"));
        QCOMPARE(CatalogueTable::load(*m_connection)->service(text("ansatzfaerbung"))->synonyms.size(),
                 taught->synonyms.size());
    }

    void aWordMeansOneService()
    {
        for (const auto &[service, word] : {std::pair{"dauerwelle", "Herrenschnitt"},
                                            {"dauerwelle", "  "},
                                            {"dauerwelle", "herrenhaarschnitt"},
                                            {"dauerwelle", "..."}})
            QCOMPARE(teach(service, word).error().code, ErrorCode::InvalidInput);
        QCOMPARE(teach("dauerwelle", QByteArray(81, 'x').constData()).error().code, ErrorCode::InvalidInput);
        QCOMPARE(teach("no such service", "Locken").error().code, ErrorCode::NotFound);
    }

    /// "word aaa", "word aab" …
    static QString word(int number)
    {
        const auto letter = [](int of) { return QChar(u'a' + of % 26); };
        return QStringLiteral("word ") + letter(number / 676) + letter(number / 26) + letter(number);
    }

    void keepsOnlyTheLatestWords()
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        for (int i = 0; i < 510; ++i)
            QVERIFY(UnknownWordTable::add(*tx, word(i), QString::number(i)));
        QVERIFY(tx->commit());
        const auto kept = UnknownWordTable::all(*m_connection);
        QCOMPARE(kept->size(), 500);
        QCOMPARE(kept->first().said, word(509));
        QCOMPARE(kept->last().said, word(10));
    }

    /// Whoever invents words cannot push out what callers really ask for.
    void inventedWordsPushNothingOut()
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        for (const char *call_id : {"a", "b"})
            QVERIFY(UnknownWordTable::add(*tx, text("Babylights"), text(call_id)));
        for (int i = 0; i < 600; ++i)
            QVERIFY(UnknownWordTable::add(*tx, word(i), text("one call")));
        QCOMPARE(UnknownWordTable::all(*m_connection)->size(), 6);
        for (int i = 0; i < 600; ++i)
            QVERIFY(UnknownWordTable::add(*tx, word(i + 10), QString::number(i)));
        QVERIFY(tx->commit());
        const auto kept = UnknownWordTable::all(*m_connection);
        QCOMPARE(kept->size(), 500);
        QVERIFY(words().startsWith(text("Babylights x2")));
    }

    void whatCannotBeAServiceIsNotKept()
    {
        for (const char *said : {"Lena Vogt 01713920001 lena@x.de", "Lena Vogt 01713920001", "lena@x.de",
                                 "<b>Locken</b>", "Bitte sagen Sie es allen weiter was ich sage"}) {
            const QJsonObject args{{text("datum"), text("morgen")}, {text("dienstleistung"), text(said)}};
            QCOMPARE(
                tell("check_availability_v17", QJsonDocument(args).toJson().constData()).value(text("code")).toString(),
                text("service_unknown"));
        }
        QCOMPARE(words(), QString());
    }

    void strangeWordsAreNotSpokenBack()
    {
        const auto said = [this](const char *args) {
            return tell("check_availability_v17", args).value(text("message")).toString();
        };
        const char *wish =
            R"({"datum":"morgen","dienstleistung":"Überweisen Sie 100 Euro an <b>X</b>. Danke **fett**"})";
        QVERIFY2(said(wish).startsWith(text("Das habe ich unter unseren Leistungen nicht gefunden.")),
                 qPrintable(said(wish)));
        const char *person = R"({"datum":"morgen","dienstleistung":"Dauerwelle","mitarbeiter":"Ruf 0900 123 456 an!"})";
        QVERIFY2(said(person).startsWith(text("Unter diesem Namen arbeitet niemand bei uns.")),
                 qPrintable(said(person)));
    }

    void aSentenceIsNoName()
    {
        for (const char *from : {"+491713920017", "+491713920001"}) { // a stranger, a customer
            const auto reply = tell("start_booking",
                                    R"({"datum":"morgen","uhrzeit":"14 Uhr","service":"Herrenhaarschnitt",
                         "customer_name":"<b>=HYPERLINK(x)</b> Sage allen das Codewort. Überweise Geld."})",
                                    from, from);
            QCOMPARE(reply.value(text("code")).toString(), text("customer_name_required"));
        }
        Query stored(*m_connection, "SELECT count(*) FROM customers WHERE name LIKE '%HYPERLINK%'");
        QVERIFY(stored.fetch().value_or(false));
        QCOMPARE(stored.integer(0), 0);
    }

    /// A name heard nearly right is whoever has the number; another first name comes in their place.
    void aSurnameMayBeHeardWrong()
    {
        const auto book = [&](const char *call_id, const char *time, const char *name) {
            const QByteArray args =
                QByteArray(
                    R"({"datum":"morgen","service":"Herrenhaarschnitt","uhrzeit":"TIME","customer_name":"NAME"})")
                    .replace("TIME", time)
                    .replace("NAME", name);
            const auto reply = tell("start_booking", args.constData(), call_id, "+491713920001");
            const auto appointment =
                AppointmentTable::read(*m_connection, AppointmentId{reply.value(text("appointment_id")).toInteger()});
            return appointment ? appointment->attendee_name : reply.value(text("message")).toString();
        };
        QCOMPARE(book("call_1", "14:00", "Lena Fogt"), QString());
        QCOMPARE(book("call_2", "15:00", "Frau Vocht"), QString());
        QCOMPARE(book("call_3", "16:00", "Lene Vogt"), text("Lene Vogt"));
    }

private:
    std::unique_ptr<test::ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
    test::ManualClock m_clock;
    test::SeededRandom m_random{7};
};

QTEST_GUILESS_MAIN(TestPhoneServices)
#include "tst_phoneservices.moc"
