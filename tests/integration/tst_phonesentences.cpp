// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/callevents.h"
#include "core/phone/functiondesk.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/flagtable.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"
#include "tests/support/phonesalon.h"

#include <QJsonDocument>
#include <QTest>

using namespace salon;

/// What a caller is told is so: about the person who was asked for, about the day, about what is kept for them.
class TestPhoneSentences final : public QObject
{
    Q_OBJECT

    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }
    static QJsonObject object(const char *json) { return QJsonDocument::fromJson(json).object(); }
    Instant at(const char *wall) const { return *m_salon.salon.zone.parseIso(text(wall)); }

    QJsonObject ask(const QJsonObject &body)
    {
        const Result<FunctionCall> call = FunctionCall::parse(body, {}, m_clock.now());
        const FunctionDesk desk(m_clock, m_random);
        const FunctionReply reply = desk.answer(*m_connection, *call);
        if (!desk.record(*m_connection, *call, reply, std::chrono::microseconds(42)))
            qWarning("not recorded");
        return reply.document();
    }
    QJsonObject tell(const char *function, const QJsonObject &args, const char *call_id = "call_a",
                     const char *from = "+491713920017")
    {
        return ask(test::wrappedCall(text(function), args, text(call_id), text(from)));
    }
    static QJsonObject cut(const char *when, const char *staff)
    {
        return {
            {text("datetime"), text(when)}, {text("service"), text("Herrenhaarschnitt")}, {text("staff"), text(staff)}};
    }
    static QString said(const QJsonObject &reply) { return reply.value(QLatin1String("message")).toString(); }
    static QString code(const QJsonObject &reply) { return reply.value(QLatin1String("code")).toString(); }
    static bool isDone(const QJsonObject &reply) { return reply.value(QLatin1String("done")).toBool(); }

    void save(const Staff &member)
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(CatalogueTable::saveStaff(*tx, member));
        QVERIFY(tx->commit());
    }
    void sendHome(const QStringList &keys)
    {
        for (const QString &key : keys) {
            Staff member = *m_salon.member(key);
            member.active = false;
            save(member);
        }
    }
    void setFlag(const char *name, const char *value)
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(FlagTable::set(*tx, text(name), text(value), text("test")));
        QVERIFY(tx->commit());
    }
    int count(const char *sql)
    {
        Query q(*m_connection, sql);
        return q.fetch().value_or(false) ? q.integer(0) : -1;
    }
    bool isFreeForOthers(const char *when, const char *staff)
    {
        const QJsonObject other = tell("check_availability_v17", cut(when, staff), "call_other", "+491713920018");
        tell("release_slot_reservation", {}, "call_other", "+491713920018");
        return other.value(QLatin1String("available")).toBool();
    }

private Q_SLOTS:
    void initTestCase_data() { test::addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_connection = m_database->open();
        m_clock.set(Instant::fromMs(1'764'059'400'000)); // Tuesday 2025-11-25T09:30+01:00
        QVERIFY(test::importPhoneSalon(*m_connection, m_clock));
        m_salon = *CatalogueTable::load(*m_connection);
        Staff jon = *m_salon.member(text("jon"));
        jon.absences.append({{at("2025-11-28T11:00"), at("2025-11-28T12:00")}, text("Zahnarzt")});
        save(jon);
        Staff robin = *m_salon.member(text("robin-1"));
        robin.working_hours = {{3, {{540, 780}}}};
        save(robin);
    }
    void cleanup()
    {
        m_connection.reset();
        m_database.reset();
    }

    void saysWhatIsSo_data()
    {
        QTest::addColumn<QString>("args");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const char *args, const char *code, const char *said) {
            QTest::newRow(name) << text(args) << text(code) << text(said);
        };
        row("taken", R"({"datetime":"2025-11-26T10:15","staff":"jon"})", "slot_taken",
            "Jon Peters hat um 10 Uhr 15 leider keine Zeit mehr. Frei wäre ");
        row("taken soon", R"({"datetime":"2025-11-26T09:30","staff":"jon"})", "slot_taken",
            "Jon Peters hat ab 9 Uhr 30 leider nicht lange genug Zeit. Frei wäre ");
        row("taken, in English", R"({"datetime":"2025-11-26T10:15","staff":"jon","language":"en"})", "slot_taken",
            "I am afraid Jon Peters has no time left at 10:15 a.m. We have time ");
        row("taken for everybody", R"({"datetime":"2025-11-29T09:15"})", "slot_taken",
            "Zu dieser Zeit ist leider nichts mehr frei. Frei wäre ");
        row("a part of the day with somebody", R"({"date":"2025-11-28","time":"nachmittags","staff":"robin-1"})",
            "slot_taken", "In dieser Zeit ist bei Robin Falk für Herrenhaarschnitt leider nichts frei. Frei wäre ");
        row("a break", R"({"datetime":"2025-11-26T12:30","staff":"mia"})", "outside_working_hours",
            "Mia Sommer hat von 13 Uhr bis 13 Uhr 30 Pause. Frei wäre ");
        row("not at work", R"({"datetime":"2025-11-26T14:00","staff":"robin-1"})", "outside_working_hours",
            "Robin Falk arbeitet dann nicht. Frei wäre ");
        row("not long enough", R"({"datetime":"2025-11-26T12:30","staff":"robin-1"})", "outside_working_hours",
            "Robin Falk arbeitet dann nicht lange genug. Frei wäre ");
        row("nobody", R"({"datetime":"2025-11-26T12:45"})", "outside_working_hours",
            "Zu dieser Zeit arbeitet dafür leider niemand lange genug. Frei wäre ");
        row("away for an hour", R"({"datetime":"2025-11-28T11:15","staff":"jon"})", "staff_absent",
            "Jon Peters ist zu dieser Zeit nicht da. Frei wäre am Freitag, den 28. November um ");
        row("away for the day", R"({"datetime":"2025-12-02T11:00","staff":"jon"})", "staff_absent",
            "Jon Peters ist an diesem Tag nicht da. Frei wäre ");
        row("past closing", R"({"datetime":"2025-11-26T17:30","service":"Dauerwelle","staff":"mia"})",
            "outside_opening_hours", "Das würde bis 19 Uhr 45 dauern, so lange haben wir nicht geöffnet. Frei wäre ");
        row("after closing", R"({"datetime":"2025-11-26T18:00"})", "outside_opening_hours",
            "Zu dieser Zeit haben wir nicht geöffnet. Frei wäre ");
        row("closed for a reason", R"({"datetime":"2025-12-24T10:00"})", "outside_opening_hours",
            "Am Mittwoch, den 24. Dezember haben wir geschlossen: Weihnachten. Frei wäre ");
        row("closed on that weekday", R"({"datetime":"2025-12-01T10:00"})", "outside_opening_hours",
            "Am Montag, den 1. Dezember haben wir geschlossen. Frei wäre ");
        row("a holiday", R"({"datetime":"2026-04-06T10:00"})", "outside_opening_hours",
            "Am Montag, den 6. April 2026 haben wir geschlossen: Ostermontag. Frei wäre ");
        row("a holiday, in English", R"({"datetime":"2026-04-06T10:00","language":"en"})", "outside_opening_hours",
            "On Monday, April 6, 2026 we are closed: Easter Monday. We have time ");
        row("too soon", R"({"datetime":"2025-11-25T09:40"})", "too_soon",
            "Das ist leider zu kurzfristig. Termine sind erst ab 9 Uhr 45 möglich. Frei wäre ");
        row("too far ahead", R"({"datetime":"2027-01-05T10:00"})", "too_far_ahead",
            "So weit im Voraus nehmen wir noch keine Termine an, zurzeit nur bis Mittwoch, den 25. November 2026.");
    }
    void saysWhatIsSo()
    {
        QFETCH(QString, args);
        QFETCH(QString, code);
        QFETCH(QString, said);
        QJsonObject wish = object(args.toUtf8().constData());
        if (!wish.contains(QLatin1String("service")))
            wish.insert(text("service"), text("Herrenhaarschnitt"));
        const QJsonObject reply = tell("check_availability_v17", wish);
        QCOMPARE(this->code(reply), code);
        QVERIFY2(this->said(reply).startsWith(said), qPrintable(this->said(reply)));
        const QByteArray whole = QJsonDocument(reply).toJson();
        for (const char *name : {"Tom", "Adler", "Lena", "Vogt", "Mats", "Zahnarzt"})
            QVERIFY2(!whole.contains(name), whole.constData());
    }

    /// Several days or times are looked through; what could mean two things is asked back, naming both.
    void asksOrSearchesWhatWasSaid_data()
    {
        QTest::addColumn<QString>("function");
        QTest::addColumn<QString>("args");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *function, const char *args, const char *code, const char *said) {
            QTest::addRow("%s %s", function, args) << text(function) << text(args) << text(code) << text(said);
        };
        const char *check = "check_availability_v17";
        row(check, R"({"datum":"Donnerstag oder Freitag","uhrzeit":"vormittags"})", "",
            "Ja, für Herrenhaarschnitt hätte ich am Donnerstag, den 27. November um 9 Uhr, 9 Uhr 15 oder am Freitag, "
            "den 28. November um 9 Uhr frei.");
        row(check, R"({"date":"Thursday or Friday","time":"morning","language":"en"})", "",
            "Yes, for Herrenhaarschnitt we have time on Thursday, November 27 at 9 a.m., 9:15 a.m. or on Friday, "
            "November 28 at 9 a.m.");
        row(check, R"({"datum":"Donnerstag oder Freitag","uhrzeit":"10 Uhr"})", "",
            "Ja, für Herrenhaarschnitt hätte ich am Donnerstag, den 27. November um 10 Uhr oder am Freitag, den 28. "
            "November um 10 Uhr frei.");
        row(check, R"({"datum":"morgen","uhrzeit":"zehn oder elf","staff":"jon"})", "",
            "Ja, Herrenhaarschnitt bei Jon Peters ist am Mittwoch, den 26. November um 11 Uhr frei.");
        row(check, R"({"datum":"Ende der Woche","uhrzeit":"ab 17 Uhr"})", "",
            "Ja, für Herrenhaarschnitt hätte ich am Donnerstag, den 27. November um 17 Uhr, 17 Uhr 15 oder am Freitag, "
            "den 28. November um 17 Uhr frei.");
        row(check, R"({"datum":"Freitag","uhrzeit":"direkt wenn Sie aufmachen"})", "",
            "Ja, für Herrenhaarschnitt hätte ich am Freitag, den 28. November um 9 Uhr, 9 Uhr 15 oder 9 Uhr 30 frei.");
        row(check, R"({"datum":"Freitag","uhrzeit":"nach Feierabend"})", "",
            "Ja, für Herrenhaarschnitt hätte ich am Freitag, den 28. November um 17 Uhr frei.");
        row(check, R"({"datum":"Sonntag oder Montag","uhrzeit":"vormittags"})", "outside_opening_hours",
            "Am Sonntag, den 30. November haben wir geschlossen. Am Montag, den 1. Dezember haben wir geschlossen. "
            "Frei wäre ");
        row(check, R"({"datum":"Donnerstag oder Freitag"})", "time_required",
            "Um wie viel Uhr passt es Ihnen am Donnerstag, den 27. November oder Freitag, den 28. November?");
        row(check, R"({"datum":"nächste Woche","uhrzeit":"10 Uhr"})", "date_unclear",
            "Für welchen Tag darf ich nachsehen?");
        row(check, R"({"datum":"Mittwoch, den 27.","uhrzeit":"10 Uhr"})", "date_unclear",
            "Da bin ich nicht sicher: Meinen Sie Donnerstag, den 27. November oder Mittwoch, den 26. November?");
        row(check, R"({"date":"Wednesday the 27th","time":"10 am","language":"en"})", "date_unclear",
            "I am not sure: do you mean Thursday, November 27 or Wednesday, November 26?");
        row(check, R"({"datum":"1. Juli","uhrzeit":"10 Uhr"})", "date_unclear",
            "Meinen Sie wirklich Mittwoch, den 1. Juli 2026?");
        row(check, R"({"datum":"30. Februar","uhrzeit":"10 Uhr"})", "date_unclear",
            "Diesen Tag gibt es nicht. Welches Datum meinen Sie?");
        row(check, R"({"datum":"demnächst mal","uhrzeit":"10 Uhr"})", "date_unclear",
            "Für welchen Tag darf ich nachsehen?");
        row(check, R"({"datum":"an Weihnachten","uhrzeit":"10 Uhr"})", "date_unclear",
            "Da bin ich nicht sicher: Meinen Sie Mittwoch, den 24. Dezember, Donnerstag, den 25. Dezember oder "
            "Freitag, den 26. Dezember?");
        row(check, R"({"datum":"Montag um zehn oder Dienstag um zwei"})", "date_unclear",
            "Da bin ich nicht sicher: Meinen Sie Montag, den 1. Dezember oder Dienstag, den 2. Dezember?");
        row(check, R"({"datum":"Hochzeit am Freitag","uhrzeit":"10 Uhr"})", "date_unclear",
            "Meinen Sie Freitag, den 28. November?");
        row(check, R"({"datum":"letzten Freitag","uhrzeit":"10 Uhr"})", "date_in_past",
            "Freitag, den 21. November ist schon vorbei. Frei wäre ");
        row(check, R"({"datum":"Freitag","uhrzeit":"vier zehn"})", "time_required",
            "Meinen Sie 14 Uhr oder 16 Uhr 10?");
        row(check, R"({"date":"Friday","time":"half ten","language":"en"})", "time_required",
            "Do you mean 9:30 a.m. or 10:30 a.m.");
        row(check, R"({"datum":"Freitag","uhrzeit":"kurz nach zehn"})", "time_required",
            "Die Uhrzeit habe ich nicht verstanden. Um wie viel Uhr soll es sein?");
        for (const char *needs_one : {"start_booking", "reserve_slot"}) {
            row(needs_one, R"({"datetime":"Donnerstag oder Freitag um 10","customer_name":"Max Berg"})", "date_unclear",
                "Was passt Ihnen besser: Donnerstag, den 27. November oder Freitag, den 28. November?");
            row(needs_one, R"({"datetime":"Freitag um zehn oder elf","customer_name":"Max Berg"})", "time_required",
                "Was passt Ihnen besser: 10 Uhr oder 11 Uhr?");
            row(needs_one, R"({"datetime":"Freitag Vormittag","customer_name":"Max Berg"})", "time_required",
                "Um wie viel Uhr passt es Ihnen am Freitag, den 28. November?");
            row(needs_one, R"({"datetime":"7. November um zehn","customer_name":"Max Berg"})", "date_unclear",
                "Meinen Sie wirklich Samstag, den 7. November 2026?");
        }
        row("get_alternatives", R"({"preferred_date":"Freitag oder Samstag","preferred_time":"vormittags"})", "",
            "Frei wäre am Freitag, den 28. November um 9 Uhr, 9 Uhr 15 oder am Samstag, den 29. November um 9 Uhr ");
        row("get_alternatives", R"({"preferred_date":"nächste Woche","preferred_time":"nachmittags"})", "",
            "Frei wäre am Dienstag, den 2. Dezember um 13 Uhr 30, ");
        row("get_alternatives", R"({"preferred_date":"Freitag","preferred_time":"viertel drei"})", "time_required",
            "Meinen Sie 14 Uhr 15, 14 Uhr 45 oder 15 Uhr 15?");
        row("get_alternatives", R"({"preferred_date":"Mittwoch, den 27."})", "date_unclear",
            "Da bin ich nicht sicher: Meinen Sie Donnerstag, den 27. November oder Mittwoch, den 26. November?");
        row("find_next_available", R"({"after":"am Wochenende"})", "",
            "Der nächste freie Termin für Herrenhaarschnitt ist am Samstag, den 29. November um ");
        row("find_next_available", R"({"after":"ab Freitag nachmittags"})", "",
            "Der nächste freie Termin für Herrenhaarschnitt ist am Freitag, den 28. November um 13 Uhr 30.");
        row("find_next_available", R"({"after":"diese Woche"})", "date_unclear", "Für welchen Tag darf ich nachsehen?");
        row("parse_date", R"({"date_string":"Montag oder Dienstag"})", "date_unclear",
            "Was passt Ihnen besser: Montag, den 1. Dezember oder Dienstag, den 2. Dezember?");
        row("parse_date", R"({"date_string":"Heiligabend"})", "", "Das ist Mittwoch, den 24. Dezember 2025.");
        row("parse_date", R"({"date_string":"Freitag um halb"})", "time_required",
            "Die Uhrzeit habe ich nicht verstanden. Um wie viel Uhr soll es sein?");
        row("get_opening_hours", R"({"datum":"am Wochenende"})", "",
            "Am Samstag, den 29. November haben wir von 9 Uhr bis 14 Uhr geöffnet. Am Sonntag, den 30. November haben "
            "wir geschlossen.");
        row("get_opening_hours", R"({"datum":"nächste Woche"})", "date_unclear", "Für welchen Tag darf ich nachsehen?");
    }
    void asksOrSearchesWhatWasSaid()
    {
        QFETCH(QString, function);
        QFETCH(QString, args);
        QFETCH(QString, code);
        QFETCH(QString, said);
        QJsonObject wish = object(args.toUtf8().constData());
        wish.insert(text("service"), text("Herrenhaarschnitt"));
        const QJsonObject reply = tell(function.toUtf8().constData(), wish);
        QVERIFY2(this->said(reply).startsWith(said), qPrintable(this->said(reply)));
        QCOMPARE(this->code(reply), code);
        const bool is_question = code == text("date_unclear") || code == text("time_required");
        QCOMPARE(reply.value(QLatin1String("success")).toBool(), !is_question);
        QCOMPARE(count("SELECT count(*) FROM appointments WHERE call_id = 'call_a'"), 0);
    }

    /// The part of the day travels with the date, for agents that ask for the date alone.
    void aParsedDateKeepsItsPartOfTheDay()
    {
        const QJsonObject parsed = tell("parse_date", {{text("datum"), text("Freitag zwischen zwei und vier")}});
        QCOMPARE(parsed.value(QLatin1String("date")).toString(), text("2025-11-28"));
        QCOMPARE(parsed.value(QLatin1String("time_from")).toString(), text("14:00"));
        QCOMPARE(parsed.value(QLatin1String("time_to")).toString(), text("16:00"));
        const QJsonObject open_end = tell("parse_date", {{text("datum"), text("Freitag ab 15 Uhr")}});
        QCOMPARE(open_end.value(QLatin1String("time_to")).toString(), text("24:00"));
    }

    void theEarliestTimeOfAnotherDayHasItsDate()
    {
        m_clock.set(at("2025-11-25T23:50"));
        const QString late = said(tell("check_availability_v17", cut("2025-11-25T23:55", "egal")));
        QVERIFY2(late.contains(text("erst ab Mittwoch, den 26. November um 0 Uhr 5 möglich.")), qPrintable(late));
    }

    void openingHoursSayWhyTheSalonIsClosed()
    {
        const auto answered = [&](const char *date) {
            return said(tell("get_opening_hours", {{text("date"), text(date)}}));
        };
        QCOMPARE(answered("2026-04-06"), text("Am Montag, den 6. April 2026 haben wir geschlossen: Ostermontag."));
        QCOMPARE(answered("2025-12-24"), text("Am Mittwoch, den 24. Dezember haben wir geschlossen: Weihnachten."));
        QCOMPARE(answered("2025-12-01"), text("Am Montag, den 1. Dezember haben wir geschlossen."));
    }

    void aSearchThatFindsNothingSaysWhy_data()
    {
        QTest::addColumn<QString>("args");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const char *args, const char *code, const char *said) {
            QTest::newRow(name) << text(args) << text(code) << text(said);
        };
        row("one closed day", R"({"datum":"2025-12-24","search_days":1})", "outside_opening_hours",
            "Am Mittwoch, den 24. Dezember haben wir geschlossen: Weihnachten. Soll jemand Sie zurückrufen?");
        row("one closed day, in English", R"({"date":"2025-12-01","search_days":1,"language":"en"})",
            "outside_opening_hours", "On Monday, December 1 we are closed. Should somebody call you back?");
        row("closed days", R"({"datum":"2025-12-24","search_days":2})", "outside_opening_hours",
            "Von Mittwoch, den 24. Dezember bis Donnerstag, den 25. Dezember haben wir geschlossen. Soll jemand Sie "
            "zurückrufen?");
        row("closed days with somebody", R"({"datum":"2025-12-24","search_days":2,"staff":"jon"})",
            "outside_opening_hours",
            "Von Mittwoch, den 24. Dezember bis Donnerstag, den 25. Dezember haben wir geschlossen. Soll jemand Sie "
            "zurückrufen?");
        row("one open day", R"({"datum":"2025-11-28","search_days":1,"staff":"robin-1"})", "slot_taken",
            "Bei Robin Falk ist an diesem Tag leider nichts anderes frei. Soll jemand Sie zurückrufen?");
        row("one open evening", R"({"datum":"2025-11-28","uhrzeit":"ab 19 Uhr","search_days":1})", "slot_taken",
            "In dieser Zeit ist für Herrenhaarschnitt leider nichts frei. Soll jemand Sie zurückrufen?");
        row("open days", R"({"datum":"2025-11-28","search_days":2,"staff":"robin-1"})", "slot_taken",
            "Von Freitag, den 28. November bis Samstag, den 29. November ist bei Robin Falk leider nichts frei. Soll "
            "jemand Sie zurückrufen?");
        row("days of absence", R"({"datum":"2025-12-01","search_days":3,"staff":"jon"})", "staff_absent",
            "Jon Peters ist von Montag, den 1. Dezember bis Mittwoch, den 3. Dezember nicht da. Soll jemand Sie "
            "zurückrufen?");
        row("a day of absence, in English", R"({"date":"2025-12-02","search_days":1,"staff":"jon","language":"en"})",
            "staff_absent", "Jon Peters is not in on that day. Should somebody call you back?");
        row("the next days", R"({"uhrzeit":"ab 19 Uhr","search_days":2,"staff":"robin-1"})", "slot_taken",
            "Bei Robin Falk ist in den nächsten Tagen leider nichts anderes frei. Soll jemand Sie zurückrufen?");
    }
    void aSearchThatFindsNothingSaysWhy()
    {
        QFETCH(QString, args);
        QFETCH(QString, code);
        QFETCH(QString, said);
        QJsonObject wish = object(args.toUtf8().constData());
        wish.insert(text("service"), text("Herrenhaarschnitt"));
        for (const char *function : {"get_alternatives", "find_next_available"}) {
            const QJsonObject reply = tell(function, wish);
            QCOMPARE(this->code(reply), code);
            QCOMPARE(this->said(reply), said);
        }
    }

    void whoeverCallsHearsWhatTheyHaveThemselves()
    {
        const QJsonObject wish = cut("2025-11-26T10:15", "mia");
        const QJsonObject own = tell("check_availability_v17", wish, "call_b", "+491713920001");
        QCOMPARE(code(own), text("customer_busy"));
        QVERIFY2(said(own).startsWith(text("Um diese Zeit haben Sie bei uns schon einen Termin: Dauerwelle am "
                                           "Mittwoch, den 26. November um 10 Uhr.")),
                 qPrintable(said(own)));
        const QJsonObject stranger = tell("check_availability_v17", wish);
        QCOMPARE(code(stranger), text("slot_taken"));
        QVERIFY(!QJsonDocument(stranger).toJson().contains("Dauerwelle"));
    }

    /// "Nothing else is free" would say that it could be.
    void whatNobodyDoesIsSaidAndNothingElse_data()
    {
        QTest::addColumn<QString>("function");
        for (const char *function :
             {"check_availability_v17", "start_booking", "reserve_slot", "get_alternatives", "find_next_available"})
            QTest::newRow(function) << text(function);
    }
    void whatNobodyDoesIsSaidAndNothingElse()
    {
        QFETCH(QString, function);
        const auto answered = [&](const char *service, const char *staff) {
            return tell(function.toUtf8().constData(), {{text("datetime"), text("2025-11-28T09:00")},
                                                        {text("service"), text(service)},
                                                        {text("staff"), text(staff)},
                                                        {text("customer_name"), text("Max Berg")}});
        };
        sendHome({text("mia"), text("robin-1"), text("robin-2")});
        const QJsonObject children = answered("Kinderhaarschnitt", "egal");
        QCOMPARE(code(children), text("staff_cannot_provide_service"));
        QCOMPARE(said(children), text("Kinderhaarschnitt bieten wir zurzeit nicht an."));
        QCOMPARE(said(answered("Kinderhaarschnitt", "jon")), text("Jon Peters bietet Kinderhaarschnitt nicht an."));

        // Robin does it, but only the desk can book it.
        save(*m_salon.member(text("robin-1")));
        sendHome({text("jon")});
        const QJsonObject colour = answered("Ansatzfärbung", "egal");
        QCOMPARE(code(colour), text("not_syncable"));
        QCOMPARE(said(colour),
                 text("Ansatzfärbung kann ich am Telefon zurzeit nicht buchen. Soll jemand Sie zurückrufen?"));
    }

    void withoutReservationsNothingIsSaidToBeKept()
    {
        setFlag("optimistic_reservation", "off");
        const QJsonObject reply = tell("reserve_slot", cut("2025-11-28T09:00", "mia"));
        QCOMPARE(code(reply), text("policy_denied"));
        QVERIFY(!isDone(reply));
        QCOMPARE(said(reply), text("Herrenhaarschnitt bei Mia Sommer am Freitag, den 28. November um 9 Uhr ist im "
                                   "Moment frei. Vormerken kann ich die Zeit aber nicht."));
        QCOMPARE(count("SELECT count(*) FROM holds"), 0);
    }

    void webCallsHoldOnlyWhatTheyMayBook()
    {
        const auto asked = [&](const char *function, const char *when) {
            QJsonObject body = test::wrappedCall(text(function), cut(when, "jon"), text("call_web"));
            body.insert(text("call"),
                        QJsonObject{{text("call_id"), text("call_web")}, {text("call_type"), text("web_call")}});
            return ask(body);
        };
        const QJsonObject free = asked("check_availability_v17", "2025-11-28T09:00");
        QVERIFY(free.value(QLatin1String("available")).toBool());
        QVERIFY(free.value(QLatin1String("hold_expires_at")).isNull());
        QCOMPARE(code(asked("check_availability_v17", "2025-11-26T10:00")), text("slot_taken"));
        asked("get_alternatives", "2025-11-28T09:00");
        asked("find_next_available", "2025-11-28T09:00");
        QCOMPARE(code(asked("reserve_slot", "2025-11-28T09:00")), text("policy_denied"));
        QCOMPARE(count("SELECT count(*) FROM holds"), 0);
        setFlag("book_from_web_calls", "on");
        QVERIFY(isDone(asked("reserve_slot", "2025-11-28T09:00")));
        QCOMPARE(count("SELECT count(*) FROM holds"), 1);
    }

    /// A function call may be overtaken by the end of its call.
    void aCallThatIsOverHoldsNothing()
    {
        QVERIFY(isDone(tell("reserve_slot", cut("2025-11-28T09:00", "jon"))));
        QVERIFY(CallEvents::store(*m_connection,
                                  {{text("event"), text("call_ended")},
                                   {text("call"), QJsonObject{{text("call_id"), text("call_a")},
                                                              {text("from_number"), text("+491713920017")}}}},
                                  m_clock));
        QCOMPARE(count("SELECT count(*) FROM holds WHERE state = 'placed'"), 0);
        QVERIFY(
            tell("check_availability_v17", cut("2025-11-28T09:00", "jon")).value(QLatin1String("available")).toBool());
        tell("check_availability_v17", cut("2025-11-26T10:00", "jon"));
        tell("get_alternatives", cut("2025-11-28T09:00", "jon"));
        tell("find_next_available", cut("2025-11-28T09:00", "jon"));
        QCOMPARE(code(tell("reserve_slot", cut("2025-11-28T09:00", "jon"))), text("policy_denied"));
        QCOMPARE(count("SELECT count(*) FROM holds WHERE state = 'placed'"), 0);
    }

    void aReservationStaysBesideLaterChecks()
    {
        const QJsonObject kept = tell("reserve_slot", cut("2025-11-28T09:00", "jon"));
        const QString uid = kept.value(QLatin1String("reservation_uid")).toString();
        QVERIFY(!uid.isEmpty());
        QCOMPARE(kept.value(QLatin1String("reservation_until")).toString(), text("2025-11-25T09:33:00+01:00"));
        for (const char *when : {"2025-11-28T14:00", "2025-11-28T15:00", "2025-11-28T16:00"}) {
            m_clock.advance(seconds(100));
            QVERIFY(tell("check_availability_v17", cut(when, "jon")).value(QLatin1String("available")).toBool());
            QVERIFY(count("SELECT count(*) FROM holds WHERE state = 'placed' AND soft = 0") <= 2);
            QVERIFY(!isFreeForOthers("2025-11-28T09:00", "jon"));
        }
        // What was only checked before is not kept any more, what was checked last is.
        QVERIFY(isFreeForOthers("2025-11-28T14:00", "jon"));
        QVERIFY(!isFreeForOthers("2025-11-28T16:00", "jon"));
        tell("check_availability_v17", cut("2025-11-26T10:00", "jon")); // names alternatives
        const QJsonObject uid_of_it{{text("reservation_uid"), uid}};
        QVERIFY(isDone(tell("release_slot_reservation", uid_of_it)));
        QVERIFY(isFreeForOthers("2025-11-28T09:00", "jon"));
        // Asked for again, it is still what was asked for; of another call it is nothing.
        QVERIFY(isDone(tell("release_slot_reservation", uid_of_it)));
        QCOMPARE(code(tell("release_slot_reservation", uid_of_it, "call_b")), text("not_found"));
    }

    void aReservationEndsUnlessItsCallGoesOn()
    {
        tell("reserve_slot", cut("2025-11-28T09:00", "jon"));
        m_clock.advance(seconds(179));
        QVERIFY(!isFreeForOthers("2025-11-28T09:00", "jon"));
        m_clock.advance(seconds(1));
        QVERIFY(isFreeForOthers("2025-11-28T09:00", "jon"));
    }

    void theNextReservationTakesItsPlace()
    {
        const QJsonObject first = tell("reserve_slot", cut("2025-11-28T09:00", "jon"));
        const QJsonObject second = tell("reserve_slot", cut("2025-11-28T14:00", "jon"));
        QVERIFY(isDone(second));
        QVERIFY(isFreeForOthers("2025-11-28T09:00", "jon"));
        QVERIFY(!isFreeForOthers("2025-11-28T14:00", "jon"));
        QCOMPARE(count("SELECT count(*) FROM holds WHERE state = 'placed' AND reserved = 1"), 1);
        QVERIFY(isDone(tell("release_slot_reservation",
                            {{text("reservation_uid"), first.value(QLatin1String("reservation_uid"))}})));
        QVERIFY(!isFreeForOthers("2025-11-28T14:00", "jon"));
    }

    /// A check before, a check after: it is one hold, and one unit of whatever it needs.
    void whatIsCheckedAndReservedIsHeldOnce()
    {
        const QJsonObject wish = cut("2025-11-28T09:00", "jon");
        tell("check_availability_v17", wish);
        m_clock.advance(seconds(60));
        const QJsonObject kept = tell("reserve_slot", wish);
        m_clock.advance(seconds(60));
        const QJsonObject checked = tell("check_availability_v17", wish);
        QCOMPARE(checked.value(QLatin1String("hold_expires_at")).toString(), text("2025-11-25T09:35:00+01:00"));
        QCOMPARE(count("SELECT count(*) FROM holds"), 1);
        QVERIFY(
            tell("check_availability_v17", cut("2025-11-28T14:00", "jon")).value(QLatin1String("available")).toBool());
        QVERIFY(!isFreeForOthers("2025-11-28T09:00", "jon"));
        QVERIFY(isDone(tell("release_slot_reservation",
                            {{text("reservation_uid"), kept.value(QLatin1String("reservation_uid"))}})));
    }

private:
    test::ManualClock m_clock;
    test::SeededRandom m_random{11};
    Catalogue m_salon;
    std::unique_ptr<test::ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(TestPhoneSentences)
#include "tst_phonesentences.moc"
