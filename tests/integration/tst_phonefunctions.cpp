// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/booking/bookingdesk.h"
#include "core/phone/functiondesk.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/callbacktable.h"
#include "core/storage/calltable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/customertable.h"
#include "core/storage/flagtable.h"
#include "core/storage/functioncalltable.h"
#include "core/storage/query.h"
#include "tests/support/bookcheck.h"
#include "tests/support/bookstate.h"
#include "tests/support/faultloop.h"
#include "tests/support/phonesalon.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace salon;

class TestPhoneFunctions final : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }
    static QJsonObject object(const char *json) { return QJsonDocument::fromJson(json).object(); }

    FunctionReply ask(const QJsonObject &body, const QString &path = {})
    {
        const Result<FunctionCall> call = FunctionCall::parse(body, path, m_clock.now());
        if (!call)
            return FunctionReply::refused("unreadable", call.error().detail);
        const FunctionDesk desk(m_clock, m_random);
        const FunctionReply reply = desk.answer(*m_connection, *call);
        if (!desk.record(*m_connection, *call, reply, std::chrono::microseconds(42)))
            qWarning("not recorded");
        return reply;
    }
    QJsonObject tell(const char *function, const char *args, const char *call_id = "call_a",
                     const char *from = "+491713920017")
    {
        return ask(test::wrappedCall(text(function), object(args), text(call_id), text(from))).document();
    }
    void setFlag(const char *name, const char *value)
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(FlagTable::set(*tx, text(name), text(value), text("test")));
        QVERIFY(tx->commit());
    }
    /// Mia takes ten minutes longer for the first part of a perm, and has a price of her own.
    void asksMiaMore()
    {
        const auto salon = CatalogueTable::load(*m_connection);
        const Service *perm = salon->service(text("dauerwelle"));
        Capability own = *salon->capability(salon->member(text("mia"))->id, perm->id);
        own.price = text("110.50");
        own.minutes = {{perm->segments.first().key, perm->segments.first().minutes + 10}};
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(CatalogueTable::saveCapability(*tx, own));
        QVERIFY(tx->commit());
    }
    int count(const char *sql)
    {
        Query q(*m_connection, sql);
        return q.fetch().value_or(false) ? q.integer(0) : -1;
    }

    /// Six full hours of Mia's on each day from Tuesday the ninth on.
    QJsonObject bookNext(const char *call_id, int number)
    {
        const int hour = number % 6 < 3 ? 9 + number % 6 : 11 + number % 6; // not in her break
        const QDateTime start(QDate(2025, 12, 9).addDays(number / 6), QTime(hour, 0));
        const QJsonObject args{{text("service_name"), text("Kinderhaarschnitt")},
                               {text("customer_name"), text("Max Berg")},
                               {text("preferred_staff"), text("mia")},
                               {text("datetime"), start.toString(Qt::ISODate)}};
        return tell("start_booking", QJsonDocument(args).toJson().constData(), call_id);
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

    void judgesStarts_data()
    {
        QTest::addColumn<QString>("args");
        QTest::addColumn<QString>("code"); // empty: available
        const auto row = [](const char *args, const char *code) {
            QTest::addRow("%s", args) << QString::fromUtf8(args) << QString::fromUtf8(code);
        };
        row(R"({"name":"Max Berg","datum":"Mittwoch","uhrzeit":"14 Uhr","dienstleistung":"Herrenhaarschnitt"})", "");
        row(R"({"date":"2025-11-26","time":"14:00","service":"herrenhaarschnitt"})", "");
        row(R"({"appointment_date":"26.11.","appointment_time":"halb drei","service_name":"Herrenschnitt"})", "");
        row(R"({"datetime":"2025-11-26T14:00:00+01:00","service_id":"herrenhaarschnitt"})", "");
        row(R"({"datum":"morgen","uhrzeit":"10 Uhr","dienstleistung":"Herrenhaarschnitt","mitarbeiter":"Jon"})",
            "slot_taken");
        row(R"({"datum":"morgen","uhrzeit":"10:55","dienstleistung":"Herrenhaarschnitt","mitarbeiter":"Jon"})", "");
        row(R"({"datum":"morgen","uhrzeit":"10:45","dienstleistung":"Dauerwelle","mitarbeiter":"Mia"})", "slot_taken");
        row(R"({"datum":"heute","uhrzeit":"9 Uhr","dienstleistung":"Herrenhaarschnitt"})", "date_in_past");
        row(R"({"datum":"2025-11-20","uhrzeit":"10:00","dienstleistung":"Herrenhaarschnitt"})", "date_in_past");
        row(R"({"datum":"gestern","uhrzeit":"10:00","dienstleistung":"Herrenhaarschnitt"})", "date_in_past");
        row(R"({"datum":"heute","uhrzeit":"09:40","dienstleistung":"Herrenhaarschnitt"})", "too_soon");
        row(R"({"datum":"01.12.2027","uhrzeit":"10:00","dienstleistung":"Herrenhaarschnitt"})", "too_far_ahead");
        row(R"({"datum":"Montag","uhrzeit":"10:00","dienstleistung":"Herrenhaarschnitt"})", "outside_opening_hours");
        row(R"({"datum":"25.12.","uhrzeit":"10:00","dienstleistung":"Herrenhaarschnitt"})", "outside_opening_hours");
        row(R"({"datum":"morgen","uhrzeit":"20:00","dienstleistung":"Herrenhaarschnitt"})", "outside_opening_hours");
        row(R"({"datum":"morgen","uhrzeit":"12:45","dienstleistung":"Herrenhaarschnitt"})", "outside_working_hours");
        row(R"({"datum":"2.12.","uhrzeit":"10:00","dienstleistung":"Herrenhaarschnitt","mitarbeiter":"jon"})",
            "staff_absent");
        row(R"({"datum":"morgen","uhrzeit":"14:03","dienstleistung":"Herrenhaarschnitt"})", "off_grid");
        row(R"({"datum":"morgen","uhrzeit":"14:05","dienstleistung":"Herrenhaarschnitt"})", "");
        row(R"({"datum":"morgen","uhrzeit":"14:00:30","dienstleistung":"Herrenhaarschnitt"})", "off_grid");
        row(R"({"datum":"morgen","uhrzeit":"14:00:00","dienstleistung":"Herrenhaarschnitt"})", "");
        row(R"({"datum":"morgen","uhrzeit":"24:00","dienstleistung":"Herrenhaarschnitt"})", "time_required");
        row(R"({"datum":"morgen","uhrzeit":"-11","dienstleistung":"Herrenhaarschnitt"})", "time_required");
        row(R"({"datum":"morgen","uhrzeit":"10:-5","dienstleistung":"Herrenhaarschnitt"})", "time_required");
        row(R"({"datum":"morgen","uhrzeit":"-1:00","dienstleistung":"Herrenhaarschnitt"})", "time_required");
        row(R"({"datum":"morgen","uhrzeit":"١٠:٠٠","dienstleistung":"Herrenhaarschnitt"})", "time_required");
        row(R"({"datum":"morgen","uhrzeit":"14:00","dienstleistung":"Kinderhaarschnitt","mitarbeiter":"Jon Peters"})",
            "staff_cannot_provide_service");
        row(R"({"datum":"morgen","uhrzeit":"14:00","dienstleistung":"Ansatzfärbung","mitarbeiter":"robin-1"})",
            "not_syncable");
        row(R"({"datum":"Freitag vormittags","dienstleistung":"Herrenhaarschnitt"})", "");
        row(R"({"datum":"Montag","uhrzeit":"vormittags","dienstleistung":"Herrenhaarschnitt"})",
            "outside_opening_hours");
        row(R"({"datum":"Freitag","dienstleistung":"Herrenhaarschnitt"})", "time_required");
        row(R"({"datum":"nächste Woche","dienstleistung":"Herrenhaarschnitt"})", "time_required");
        row(R"({"datum":"Freitag","uhrzeit":"irgendwann","dienstleistung":"Herrenhaarschnitt"})", "time_required");
        row(R"({"uhrzeit":"14 Uhr","dienstleistung":"Herrenhaarschnitt"})", "date_required");
        row(R"({"datum":"null","uhrzeit":"{{time}}","dienstleistung":"Herrenhaarschnitt"})", "date_required");
        row(R"({"datum":"nächste Woche","uhrzeit":"14 Uhr","dienstleistung":"Herrenhaarschnitt"})", "date_unclear");
        row(R"({"datum":"heute in acht Tagen","uhrzeit":"14 Uhr","dienstleistung":"Herrenhaarschnitt"})",
            "date_unclear");
        row(R"({"datum":"diese Woche","uhrzeit":"14 Uhr","dienstleistung":"Herrenhaarschnitt"})", "date_unclear");
        row(R"({"datum":"Mittwoch, den 27.","uhrzeit":"14 Uhr","dienstleistung":"Herrenhaarschnitt"})", "date_unclear");
        row(R"({"datum":"Mittwoch oder Donnerstag","uhrzeit":"vormittags","dienstleistung":"Herrenhaarschnitt"})", "");
        row(R"({"datum":"Mittwoch oder Donnerstag","uhrzeit":"14 Uhr","dienstleistung":"Herrenhaarschnitt"})", "");
        row(R"({"datum":"morgen","uhrzeit":"zehn oder elf","dienstleistung":"Herrenhaarschnitt","mitarbeiter":"Jon"})",
            "");
        row(R"({"datum":"Mittwoch oder Donnerstag","dienstleistung":"Herrenhaarschnitt"})", "time_required");
        row(R"({"datum":"Ende der Woche","uhrzeit":"nachmittags","dienstleistung":"Herrenhaarschnitt"})", "");
        row(R"({"datum":"so bald wie möglich","dienstleistung":"Herrenhaarschnitt"})", "");
        row(R"({"datum":"Sonntag oder Montag","uhrzeit":"vormittags","dienstleistung":"Herrenhaarschnitt"})",
            "outside_opening_hours");
        row(R"({"datum":"Sonntag oder Montag","uhrzeit":"10 Uhr","dienstleistung":"Herrenhaarschnitt"})",
            "outside_opening_hours");
        row(R"({"datum":"nächste Woche ab Mittwoch","uhrzeit":"14 Uhr","dienstleistung":"Herrenhaarschnitt"})",
            "date_unclear");
        row(R"({"datum":"7. November","uhrzeit":"14 Uhr","dienstleistung":"Herrenhaarschnitt"})", "date_unclear");
        row(R"({"datum":"30. Februar","uhrzeit":"14 Uhr","dienstleistung":"Herrenhaarschnitt"})", "date_unclear");
        row(R"({"datum":"morgen","uhrzeit":"viertel drei","dienstleistung":"Herrenhaarschnitt"})", "time_required");
        row(R"({"datum":"letzten Freitag","uhrzeit":"10 Uhr","dienstleistung":"Herrenhaarschnitt"})", "date_in_past");
        row(R"({"datum":"Freitag","uhrzeit":"14 Uhr"})", "service_required");
        row(R"({"datum":"Freitag","uhrzeit":"14 Uhr","dienstleistung":"Maniküre"})", "service_unknown");
        row(R"({"datum":"Freitag","uhrzeit":"14 Uhr","dienstleistung":"Wasserwelle"})", "service_unknown");
        row(R"({"datum":"Freitag","uhrzeit":"14 Uhr","dienstleistung":"Haarschnitt"})", "multiple_found");
        row(R"({"datum":"Freitag","uhrzeit":"14 Uhr","dienstleistung":"Dauerwelle","mitarbeiter":"Robin Falk"})",
            "multiple_found");
        row(R"({"datum":"Freitag","uhrzeit":"14 Uhr","dienstleistung":"Dauerwelle","preferred_staff_id":"987654"})",
            "staff_unknown");
        row(R"({"datum":"Freitag","uhrzeit":"14 Uhr","dienstleistung":"Herrenhaarschnitt","preferred_staff_id":"0f3c-unset"})",
            "staff_unknown");
        row(R"({"datum":"Freitag","uhrzeit":"14 Uhr","dienstleistung":"Herrenhaarschnitt","mitarbeiter":"egal"})", "");
    }
    void judgesStarts()
    {
        QFETCH(QString, args);
        QFETCH(QString, code);
        const QJsonObject reply = tell("check_availability_v17", args.toUtf8().constData());
        QCOMPARE(reply.value(QLatin1String("code")).toString(), code);
        QVERIFY(!reply.value(QLatin1String("message")).toString().isEmpty());
        static const QStringList questions{text("time_required"),    text("date_required"),   text("date_unclear"),
                                           text("service_required"), text("service_unknown"), text("multiple_found"),
                                           text("staff_unknown")};
        QCOMPARE(reply.value(QLatin1String("success")).toBool(), !questions.contains(code));
        if (questions.contains(code))
            return;
        QCOMPARE(reply.value(QLatin1String("available")).toBool(), code.isEmpty());
        QCOMPARE(reply.value(QLatin1String("data")).toObject().value(QLatin1String("alternatives")),
                 reply.value(QLatin1String("alternatives")));
        const bool has_time = !reply.value(QLatin1String("requested_time")).isNull();
        QCOMPARE(reply.value(QLatin1String("hold_expires_at")).isNull(), !(code.isEmpty() && has_time));
    }

    void offersOnlyWhatIsReallyFree()
    {
        const QJsonObject taken =
            tell("check_availability_v17",
                 R"({"datum":"morgen","uhrzeit":"10:00","dienstleistung":"Herrenhaarschnitt","mitarbeiter":"Jon"})");
        const QJsonArray offers = taken.value(QLatin1String("alternatives")).toArray();
        QCOMPARE(offers.size(), 3);
        for (const QJsonValue &offer : offers) {
            QCOMPARE(offer[QLatin1String("staff")].toString(), text("Jon Peters"));
            QVERIFY(offer[QLatin1String("start")].toString() !=
                    taken.value(QLatin1String("requested_time")).toString());
            const QJsonObject again{{text("datetime"), offer[QLatin1String("start")].toString()},
                                    {text("service"), text("Herrenhaarschnitt")},
                                    {text("staff"), text("jon")}};
            const QJsonObject reply =
                ask(test::wrappedCall(text("check_availability"), again, text("call_a"))).document();
            QVERIFY(reply.value(QLatin1String("available")).toBool());
            QCOMPARE(reply.value(QLatin1String("slot_time")), offer[QLatin1String("start")]);
        }
        QCOMPARE(offers.at(0)[QLatin1String("date")].toString(), text("2025-11-26"));
        QVERIFY(taken.value(QLatin1String("message")).toString().contains(text("Mittwoch, den 26. November")));
    }

    void speaksTheCallersLanguage()
    {
        const QJsonObject reply =
            tell("check_availability_v17",
                 R"({"language":"en","date":"tomorrow","time":"2 pm","service":"Herrenhaarschnitt","staff":"Jon"})");
        QCOMPARE(reply.value(QLatin1String("message")).toString(),
                 text("Yes, Herrenhaarschnitt with Jon Peters is available on Wednesday, November 26 at 2 p.m."));
    }

    void booksOnceHoweverOftenItIsAsked()
    {
        const char *args = R"({"call_id":"call_001","customer_name":"Max Berg","service_name":"Dauerwelle",
            "datetime":"2025-11-28 09:00","customer_phone":"+4915112345678","customer_email":"max at berg punkt example"})";
        const QJsonObject first = tell("start_booking", args);
        QVERIFY(first.value(QLatin1String("booked")).toBool());
        QVERIFY(!first.value(QLatin1String("duplicate")).toBool());
        QCOMPARE(first.value(QLatin1String("start")).toString(), text("2025-11-28T09:00:00+01:00"));
        QCOMPARE(first.value(QLatin1String("end")).toString(), text("2025-11-28T11:15:00+01:00"));
        QVERIFY(first.value(QLatin1String("appointment_id")).toInt() > 0);
        const QJsonObject again = tell("book_appointment_v17", args);
        QVERIFY(again.value(QLatin1String("booked")).toBool());
        QVERIFY(again.value(QLatin1String("duplicate")).toBool());
        QCOMPARE(again.value(QLatin1String("appointment_id")), first.value(QLatin1String("appointment_id")));
        const QJsonObject confirmed = tell("confirm_booking", R"({"call_id":"call_001"})");
        QVERIFY(confirmed.value(QLatin1String("booked")).toBool());
        QCOMPARE(confirmed.value(QLatin1String("appointment_id")), first.value(QLatin1String("appointment_id")));
        QCOMPARE(count("SELECT count(*) FROM appointments WHERE call_id = 'call_a'"), 1);
        QCOMPARE(count("SELECT count(*) FROM outbox"), 4);

        // The caller's number is the call's; the one in the arguments was made up.
        const auto appointment =
            AppointmentTable::read(*m_connection, AppointmentId{first.value(QLatin1String("appointment_id")).toInt()});
        const auto customer = CustomerTable::read(*m_connection, appointment->customer);
        QCOMPARE(customer->phone, text("+491713920017"));
        QCOMPARE(customer->name, text("Max Berg"));
        QCOMPARE(appointment->source, Source::Phone);
        QCOMPARE(CallTable::read(*m_connection, text("call_a")).value()->outcome, text("booked"));
    }

    void aRepeatSaysWhoseAndWhenItIs()
    {
        tell(
            "start_booking",
            R"({"customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"2025-11-28 09:00","staff":"jon"})");
        const QJsonObject other = tell(
            "start_booking",
            R"({"customer_name":"Ida Berg","service":"Herrenhaarschnitt","datetime":"2025-11-28 09:00","staff":"mia"})");
        QVERIFY(!other.value(QLatin1String("booked")).toBool());
        QCOMPARE(other.value(QLatin1String("code")).toString(), text("needs_confirmation"));
        QCOMPARE(other.value(QLatin1String("message")).toString(),
                 text("Am Freitag, den 28. November um 9 Uhr ist schon Herrenhaarschnitt auf den Namen Max Berg "
                      "eingetragen. Soll ich für Ida Berg noch einen Termin eintragen?"));
        // A name that was heard wrong is the same person.
        const QJsonObject same = tell(
            "start_booking",
            R"({"customer_name":"Herr Bergk","service":"Herrenhaarschnitt","datetime":"2025-11-28 09:00","staff":"mia"})");
        QVERIFY(same.value(QLatin1String("duplicate")).toBool());
        QCOMPARE(same.value(QLatin1String("customer_name")).toString(), text("Max Berg"));
        QCOMPARE(same.value(QLatin1String("message")).toString(),
                 text("Auf den Namen Max Berg ist das schon eingetragen: Herrenhaarschnitt bei Jon Peters am "
                      "Freitag, den 28. November um 9 Uhr."));
    }

    void nothingBeforeWhatWasNamed_data()
    {
        QTest::addColumn<QString>("function");
        QTest::addColumn<QString>("args");
        QTest::addColumn<QString>("earliest");
        QTest::addColumn<QString>("time");
        const auto row = [](const char *function, const char *args, const char *earliest, const char *time) {
            QTest::addRow("%s %s", function, args) << text(function) << text(args) << text(earliest) << text(time);
        };
        for (const char *function : {"get_alternatives", "find_next_available"}) {
            row(function, R"({"service":"Herrenhaarschnitt","after":"2025-12-23"})", "2025-12-23T00:00", "00:00");
            row(function, R"({"service":"Herrenhaarschnitt","after":"15:00"})", "2025-11-25T15:00", "00:00");
            row(function, R"({"service":"Herrenhaarschnitt","after":"Freitag 14 Uhr"})", "2025-11-28T14:00", "00:00");
            row(function, R"({"service":"Herrenhaarschnitt","uhrzeit":"15 Uhr"})", "2025-11-25T15:00", "15:00");
        }
    }
    void nothingBeforeWhatWasNamed()
    {
        QFETCH(QString, function);
        QFETCH(QString, args);
        QFETCH(QString, earliest);
        QFETCH(QString, time);
        const QJsonObject told = tell(function.toUtf8().constData(), args.toUtf8().constData());
        QJsonArray starts{told.value(QLatin1String("next_available"))};
        if (function == QLatin1String("get_alternatives")) {
            starts = {};
            for (const QJsonValue &offer : told.value(QLatin1String("alternatives")).toArray())
                starts.append(offer[u"start"]);
        }
        QVERIFY(!starts.isEmpty());
        for (const QJsonValue &start : std::as_const(starts)) {
            QVERIFY2(start.toString().left(16) >= earliest, qPrintable(start.toString()));
            QVERIFY2(start.toString().mid(11, 5) >= time, qPrintable(start.toString()));
        }
    }

    /// Open from nine to six, on Thursdays to eight: "um sieben" is the evening only there.
    void sevenIsWhenTheSalonIsOpen_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("time");
        QTest::addColumn<QString>("meant");
        const auto row = [](const char *day, const char *time, const char *meant) {
            QTest::addRow("%s %s", day, time) << text(day) << text(time) << text(meant);
        };
        row("Donnerstag", "um sieben", "2025-11-27T19:00");
        row("Donnerstag", "halb acht", "2025-11-27T19:30");
        row("Donnerstag", "07:00", "");
        row("Donnerstag", "sieben Uhr früh", "");
        row("Donnerstag", "um neun", "2025-11-27T09:00");
        row("Freitag", "um sieben", "");
        row("Freitag", "null Uhr", "");
        row("Freitag", "0 Uhr", "");
    }
    void sevenIsWhenTheSalonIsOpen()
    {
        QFETCH(QString, day);
        QFETCH(QString, time);
        QFETCH(QString, meant);
        const QJsonObject args{
            {text("service"), text("Kinderhaarschnitt")}, {text("datum"), day}, {text("uhrzeit"), time}};
        const QJsonObject told = tell("check_availability_v17", QJsonDocument(args).toJson().constData());
        if (meant.isEmpty())
            QCOMPARE(told.value(QLatin1String("code")).toString(), text("outside_opening_hours"));
        else
            QCOMPARE(told.value(QLatin1String("requested_time")).toString().left(16), meant);
    }

    /// After offers a bare time is the time of one of them; where that could be two days it is asked.
    void aBareTimeIsTheOffersDay()
    {
        QVERIFY(
            tell("check_availability_v17", R"({"service":"Kinderhaarschnitt","datum":"Freitag","uhrzeit":"10 Uhr"})")
                .value(QLatin1String("available"))
                .toBool());
        const char *wish = R"({"service":"Kinderhaarschnitt","datetime":"10 Uhr","customer_name":"Max Berg"})";
        QCOMPARE(tell("start_booking", wish).value(QLatin1String("start")).toString().left(16),
                 text("2025-11-28T10:00"));
        QCOMPARE(
            tell("start_booking", R"({"service":"Kinderhaarschnitt","datetime":"11 Uhr","customer_name":"Max Berg"})")
                .value(QLatin1String("code"))
                .toString(),
            text("date_required"));
    }

    void twoChildrenAtOneTimeAreTwoWhenConfirmed()
    {
        const auto wish = [](const char *name, const char *staff) {
            return QJsonObject{{text("customer_name"), text(name)},
                               {text("service"), text("Kinderhaarschnitt")},
                               {text("datetime"), text("2025-11-28 15:00")},
                               {text("staff"), text(staff)}};
        };
        const auto told = [this](const char *function, const QJsonObject &args) {
            return tell(function, QJsonDocument(args).toJson().constData());
        };
        QVERIFY(told("start_booking", wish("Lisa Grün", "mia")).value(QLatin1String("booked")).toBool());
        const QJsonObject asked = told("start_booking", wish("Paul Grün", "robin-1"));
        QVERIFY(!asked.value(QLatin1String("booked")).toBool());
        QCOMPARE(count("SELECT count(*) FROM appointments WHERE call_id = 'call_a'"), 1);
        const QJsonObject both = told("confirm_booking", wish("Paul Grün", "robin-1"));
        QVERIFY(both.value(QLatin1String("booked")).toBool());
        QVERIFY(!both.value(QLatin1String("duplicate")).toBool());
        QVERIFY(told("confirm_booking", wish("Paul Grün", "robin-1")).value(QLatin1String("duplicate")).toBool());
        QCOMPARE(count("SELECT count(*) FROM appointments WHERE call_id = 'call_a'"), 2);
        QCOMPARE(test::bookFaults(*m_connection), QString());
    }

    void whatWasCancelledComesBackOnlyWhenConfirmed()
    {
        const char *args =
            R"({"customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"2025-11-28 09:00","staff":"jon"})";
        const AppointmentId id{tell("start_booking", args).value(QLatin1String("appointment_id")).toInt()};
        QVERIFY(BookingDesk(m_clock, m_random).cancel(*m_connection, id, text("krank"), {}, {}));
        const QJsonObject again = tell("start_booking", args);
        QVERIFY(again.value(QLatin1String("success")).toBool());
        QVERIFY(!again.value(QLatin1String("booked")).toBool());
        QCOMPARE(again.value(QLatin1String("code")).toString(), text("needs_confirmation"));
        QVERIFY(again.value(QLatin1String("message")).toString().contains(text("inzwischen abgesagt")));
        QCOMPARE(count("SELECT count(*) FROM appointments WHERE call_id = 'call_a'"), 1);
        const QJsonObject confirmed = tell("confirm_booking", args);
        QVERIFY(confirmed.value(QLatin1String("booked")).toBool());
        QVERIFY(!confirmed.value(QLatin1String("duplicate")).toBool());
        QCOMPARE(count("SELECT count(*) FROM appointments WHERE call_id = 'call_a'"), 2);
    }

    void twoAppointmentsInOneCallAreTwo()
    {
        QVERIFY(tell("start_booking",
                     R"({"customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"2025-11-28 09:00"})")
                    .value(QLatin1String("booked"))
                    .toBool());
        const QJsonObject child =
            tell("start_booking",
                 R"({"customer_name":"Ida Berg","service":"Kinderhaarschnitt","datetime":"2025-11-28 09:00"})");
        QVERIFY(child.value(QLatin1String("booked")).toBool());
        QVERIFY(!child.value(QLatin1String("duplicate")).toBool());
    }

    void refusesBookingsWithAlternatives_data()
    {
        QTest::addColumn<QString>("args");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *args, const char *code) {
            QTest::addRow("%s", args) << QString::fromUtf8(args) << QString::fromUtf8(code);
        };
        row(R"({"customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"2025-11-26 10:00","staff":"jon"})",
            "slot_taken");
        row(R"({"customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"2025-11-26 14:03"})", "off_grid");
        row(R"({"customer_name":"Max Berg","service":"Ansatzfärbung","datetime":"2025-11-26 14:00","staff":"robin-2"})",
            "not_syncable");
        row(R"({"customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"2025-11-24 14:00"})",
            "date_in_past");
        row(R"({"customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"2025-11-26"})", "time_required");
        row(R"({"customer_name":"Max Berg","service":"Herrenhaarschnitt"})", "date_required");
        row(R"({"customer_name":"Max Berg","datetime":"2025-11-26 14:00"})", "service_required");
        row(R"({"service":"Herrenhaarschnitt","datetime":"2025-11-26 14:00"})", "customer_name_required");
        row(R"({"customer_name":"Acht Uhr","service":"Herrenhaarschnitt","datetime":"2025-11-26 14:00"})",
            "customer_name_required");
        row(R"({"customer_name":"bei Mia","service":"Herrenhaarschnitt","datetime":"2025-11-26 14:00"})",
            "customer_name_required");
        row(R"({"customer_name":"Mia Sommer","service":"Herrenhaarschnitt","datetime":"2025-11-26 14:00"})",
            "customer_name_required");
    }
    void refusesBookingsWithAlternatives()
    {
        QFETCH(QString, args);
        QFETCH(QString, code);
        const int before = count("SELECT count(*) FROM appointments");
        const QJsonObject reply = tell("start_booking", args.toUtf8().constData());
        QCOMPARE(reply.value(QLatin1String("code")).toString(), code);
        QVERIFY(!reply.value(QLatin1String("booked")).toBool());
        if (reply.value(QLatin1String("success")).toBool())
            QVERIFY(!reply.value(QLatin1String("alternatives")).toArray().isEmpty());
        QCOMPARE(count("SELECT count(*) FROM appointments"), before);
        QCOMPARE(count("SELECT count(*) FROM outbox"), 0);
    }

    void saysWhoCanWhereEventMapsAreMissing()
    {
        const char *args =
            R"({"customer_name":"Max Berg","service":"Ansatzfärbung","datetime":"2025-11-26 14:00","staff":"robin-1"})";
        const QJsonObject checked = tell("check_availability_v17", args);
        QCOMPARE(checked.value(QLatin1String("code")).toString(), text("not_syncable"));
        QVERIFY(checked.value(QLatin1String("message")).toString().contains(text("Mia Sommer")));
        QVERIFY(checked.value(QLatin1String("alternatives")).toArray().size() > 0);
        for (const QJsonValue &offer : checked.value(QLatin1String("alternatives")).toArray())
            QVERIFY(offer[QLatin1String("staff")].toString() != text("Robin Falk"));
        QCOMPARE(tell("start_booking", args).value(QLatin1String("code")).toString(), text("not_syncable"));
        QCOMPARE(count("SELECT count(*) FROM map_refusals"), 1);

        setFlag("event_map_check", "warn");
        QVERIFY(tell("start_booking", args).value(QLatin1String("booked")).toBool());
    }

    void theCallObjectIsTheTruthAndNothingElseBooks()
    {
        const QJsonObject args = object(
            R"({"call_id":"call_001","customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"2025-11-28 09:00"})");
        // Two calls are live; a made-up id belongs to neither.
        tell("get_current_context", "{}", "call_x");
        tell("get_current_context", "{}", "call_y");
        QCOMPARE(ask(args, text("start_booking")).code, text("call_unknown"));
        QCOMPARE(ask(args, text("request_callback")).code, text("call_unknown"));
        QCOMPARE(count("SELECT count(*) FROM appointments WHERE call_id <> ''"), 0);

        QJsonObject known = args;
        known.insert(text("call_id"), text("call_x"));
        QVERIFY(ask(known, text("start_booking")).fields.value(QLatin1String("booked")).toBool());
        QCOMPARE(count("SELECT count(*) FROM appointments WHERE call_id = 'call_x'"), 1);

        auto tx = Transaction::begin(*m_connection, m_clock);
        PhoneCall over;
        over.call_id = text("call_y");
        over.status = CallStatus::Ended;
        QVERIFY(CallTable::merge(*tx, over));
        QVERIFY(tx->commit());
        known.insert(text("call_id"), text("call_y"));
        QCOMPARE(ask(known, text("start_booking")).code, text("call_unknown"));
        known.insert(text("call_id"), text("call_"));
        QCOMPARE(ask(known, text("start_booking")).code, text("call_unknown"));
    }

    void readsAnswerWithoutCustomerDataWhenTheCallIsUnknown()
    {
        const QString lena = text("+491713920001");
        const FunctionReply with = ask(test::wrappedCall(text("check_customer"), {}, text("call_lena"), lena));
        QCOMPARE(with.fields.value(QLatin1String("name")).toString(), text("Lena Vogt"));
        for (const char *function : {"check_customer", "get_current_context", "get_customer_appointments",
                                     "extract_dynamic_variable", "check_availability_v17"}) {
            const FunctionReply reply =
                ask({{text("call_id"), text("call_1")}, {text("from_number"), lena}, {text("phone"), lena}},
                    text(function));
            QVERIFY(!reply.json().contains("Lena"));
            QCOMPARE(reply.call_id, QString());
        }
        const FunctionReply live = ask({{text("call_id"), text("call_lena")}}, text("check_customer"));
        QCOMPARE(live.fields.value(QLatin1String("name")).toString(), text("Lena Vogt"));
    }

    void knowsTheCaller()
    {
        const QJsonObject lena = tell("check_customer", "{}", "call_b", "+491713920001");
        QVERIFY(lena.value(QLatin1String("found")).toBool());
        QCOMPARE(lena.value(QLatin1String("status")).toString(), text("found"));
        QCOMPARE(lena.value(QLatin1String("first_name")).toString(), text("Lena"));
        QCOMPARE(lena.value(QLatin1String("last_name")).toString(), text("Vogt"));
        QCOMPARE(lena.value(QLatin1String("upcoming")).toArray().size(), 1);
        QCOMPARE(lena.value(QLatin1String("total_appointments")).toInt(), 1);
        const QJsonObject stranger = tell("check_customer", "{}", "call_c", "+491713920099");
        QCOMPARE(stranger.value(QLatin1String("status")).toString(), text("new_customer"));
        for (const char *withheld : {"anonymous", "", "+266696687", "unknown", "00000000"})
            QCOMPARE(tell("check_customer", "{}", "call_d", withheld).value(QLatin1String("status")).toString(),
                     text("anonymous"));
    }

    void predictsFromTheCallersOwnVisits()
    {
        m_clock.set(Instant::fromMs(1'765'000'000'000)); // 2025-12-06: the week is over
        const QJsonObject aylin = tell("check_customer", "{}", "call_b", "+491713920003");
        QCOMPARE(aylin.value(QLatin1String("predicted_service")).toString(), text("Ansatzfärbung"));
        QCOMPARE(aylin.value(QLatin1String("service_confidence")).toDouble(), 1.0);
        QCOMPARE(aylin.value(QLatin1String("preferred_staff")).toString(), text("Mia Sommer"));
        QCOMPARE(aylin.value(QLatin1String("last_visit")).toString(), text("2025-11-27"));
    }

    void tellsTheContext()
    {
        const QJsonObject context = tell("initialize_call", R"({"call_id":"call_1"})");
        QCOMPARE(context.value(QLatin1String("call_id")).toString(), text("call_a"));
        const QJsonObject time = context.value(QLatin1String("current_time")).toObject();
        QCOMPARE(time.value(QLatin1String("iso")).toString(), text("2025-11-25T09:30:00+01:00"));
        QCOMPARE(time.value(QLatin1String("weekday")).toString(), text("Dienstag"));
        QCOMPARE(time.value(QLatin1String("weekday_short")).toString(), text("Di"));
        QCOMPARE(time.value(QLatin1String("timezone")).toString(), text("Europe/Berlin"));
        QCOMPARE(context.value(QLatin1String("opening_hours_today")).toArray().at(0)[QLatin1String("from")].toString(),
                 text("09:00"));
        QCOMPARE(context.value(QLatin1String("customer")).toObject().value(QLatin1String("status")).toString(),
                 text("new_customer"));
    }

    /// What is said back names the day that was asked for, and nothing that nobody looked for.
    void saysWhichTimeIsOver_data()
    {
        QTest::addColumn<QString>("args");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *args, const char *said) {
            QTest::newRow(args) << QString::fromUtf8(args) << QString::fromUtf8(said);
        };
        row(R"({"datum":"heute","uhrzeit":"9:00"})",
            "Dienstag, den 25. November um 9 Uhr ist schon vorbei. Frei wäre ");
        row(R"({"datum":"gestern","uhrzeit":"9:00"})", "Montag, den 24. November ist schon vorbei. Frei wäre ");
        row(R"({"datum":"20.10.2024","uhrzeit":"9:00"})", "Sonntag, den 20. Oktober 2024 ist schon vorbei. Frei wäre ");
        row(R"({"datum":"October 20, 2024","uhrzeit":"9 am","language":"en"})",
            "Sunday, October 20, 2024 is already over. We have time on Tuesday, ");
        row(R"({"datum":"2.1.2026","uhrzeit":"10:00"})",
            "Ja, Herrenhaarschnitt bei Mia Sommer ist am Freitag, den 2. Januar 2026 um 10 Uhr frei.");
        row(R"({"datum":"29.2.2028","uhrzeit":"10:00"})",
            "So weit im Voraus nehmen wir noch keine Termine an, zurzeit nur bis Mittwoch, den 25. November 2026.");
    }
    void saysWhichTimeIsOver()
    {
        QFETCH(QString, args);
        QFETCH(QString, said);
        QJsonObject wish = object(args.toUtf8().constData());
        wish.insert(text("dienstleistung"), text("Herrenhaarschnitt"));
        wish.insert(text("customer_name"), text("Max Berg"));
        for (const char *function : {"check_availability_v17", "start_booking"}) {
            const FunctionReply reply = ask(test::wrappedCall(text(function), wish, text("call_a")));
            if (!reply.fields.value(QLatin1String("booked")).toBool())
                QVERIFY2(said.endsWith(u' ') ? reply.message.startsWith(said) : reply.message == said,
                         qPrintable(reply.message));
        }
    }

    /// Whoever cannot do it at all is said so before any time is judged: "nothing else is free" would not be true.
    void aPersonWhoCannotIsNamedFirst_data()
    {
        QTest::addColumn<QString>("function");
        QTest::addColumn<QString>("when");
        for (const char *function :
             {"check_availability_v17", "get_alternatives", "find_next_available", "start_booking"})
            for (const char *when : {"Montag 10 Uhr", "Freitag 10 Uhr"})
                QTest::addRow("%s %s", function, when) << text(function) << text(when);
        QTest::addRow("a week's afternoons") << text("check_availability_v17") << text("nächste Woche nachmittags");
    }
    void aPersonWhoCannotIsNamedFirst()
    {
        QFETCH(QString, function);
        QFETCH(QString, when);
        const auto answered = [&](const char *service, const char *person) {
            const QJsonObject wish{{text("service"), text(service)},
                                   {text("mitarbeiter"), text(person)},
                                   {text("datetime"), when},
                                   {text("customer_name"), text("Max Berg")}};
            return ask(test::wrappedCall(function, wish, text("call_a")));
        };
        const FunctionReply unmapped = answered("Ansatzfärbung", "robin-1");
        QCOMPARE(unmapped.code, text("not_syncable"));
        QVERIFY(unmapped.message.contains(text("Möglich ist es bei Mia Sommer")));
        QVERIFY(unmapped.message.contains(text("Frei wäre am ")));
        QVERIFY(!unmapped.fields.value(QLatin1String("alternatives")).toArray().isEmpty());
        QVERIFY(unmapped.map_refusal);
        QCOMPARE(answered("Kinderhaarschnitt", "jon").code, text("staff_cannot_provide_service"));
        QCOMPARE(count("SELECT count(*) FROM appointments WHERE call_id = 'call_a'"), 0);
    }

    void aWeekIsNotClosedBecauseItsMondayIs()
    {
        const QJsonObject away = tell("check_availability_v17", R"({"datum":"nächste Woche","uhrzeit":"nachmittags",
            "dienstleistung":"Dauerwelle","mitarbeiter":"jon"})");
        QCOMPARE(away.value(QLatin1String("code")).toString(), text("slot_taken"));
        QVERIFY(
            away.value(QLatin1String("message")).toString().startsWith(text("In dieser Zeit ist bei Jon Peters für ")));
        QCOMPARE(tell("get_opening_hours", R"({"datum":"nächste Woche"})").value(QLatin1String("code")).toString(),
                 text("date_unclear"));
    }

    void nothingIsLookedForBeyondTheHorizon()
    {
        for (const char *function : {"get_alternatives", "find_next_available"}) {
            const QJsonObject far = tell(function, R"({"datum":"12.12.2028","service":"Herrenhaarschnitt"})");
            QCOMPARE(far.value(QLatin1String("code")).toString(), text("too_far_ahead"));
            QVERIFY(!far.value(QLatin1String("found")).toBool(true));
        }
    }

    void bookingNeedsOneDayAndOneTime()
    {
        const auto answered = [&](const char *when) {
            const QString args = text(R"({"customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"%1"})");
            return tell("start_booking", args.arg(text(when)).toUtf8().constData());
        };
        for (const char *week : {"nächste Woche 14 Uhr", "nächste Woche nachmittags", "nächste Woche"})
            QCOMPARE(answered(week).value(QLatin1String("message")).toString(),
                     text("Für welchen Tag darf ich nachsehen?"));
        const QJsonObject vague = answered("Freitag nachmittags");
        QCOMPARE(vague.value(QLatin1String("code")).toString(), text("time_required"));
        QCOMPARE(vague.value(QLatin1String("message")).toString(),
                 text("Um wie viel Uhr passt es Ihnen am Freitag, den 28. November?"));
        QCOMPARE(count("SELECT count(*) FROM appointments WHERE source = 'phone' AND call_id = 'call_a'"), 0);
        QCOMPARE(tell("parse_date", R"({"datum":"nächste Woche"})").value(QLatin1String("code")).toString(),
                 text("date_unclear"));
    }

    void webCallsBookOnlyWhenAllowed()
    {
        QJsonObject body = test::wrappedCall(
            text("start_booking"),
            object(R"({"customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"2025-11-28 09:00"})"),
            text("call_web"));
        body.insert(text("call"),
                    QJsonObject{{text("call_id"), text("call_web")}, {text("call_type"), text("web_call")}});
        const FunctionReply denied = ask(body);
        QVERIFY(denied.success);
        QCOMPARE(denied.code, text("policy_denied"));
        QCOMPARE(denied.fields.value(QLatin1String("booked")).toBool(), false);
        setFlag("book_from_web_calls", "on");
        QVERIFY(ask(body).fields.value(QLatin1String("booked")).toBool());
        QCOMPARE(count("SELECT count(*) FROM customers WHERE phone = 'anonymous'"), 0);
    }

    void anonymousCallersAreNewCustomersWithoutANumber()
    {
        const char *args =
            R"({"customer_name":"Lena Vogt","customer_phone":"+491713920001","service":"Herrenhaarschnitt",
            "datetime":"2025-11-28 09:00"})";
        QVERIFY(tell("start_booking", args, "call_anon", "anonymous").value(QLatin1String("booked")).toBool());
        QCOMPARE(count("SELECT count(*) FROM customers WHERE name = 'Lena Vogt'"), 2);
        QCOMPARE(count("SELECT count(*) FROM customers WHERE phone = 'anonymous'"), 0);
        QCOMPARE(tell("query_appointment", "{}", "call_anon", "anonymous").value(QLatin1String("code")).toString(),
                 text("unauthorized"));
    }

    void notesCallBacksOncePerCall()
    {
        const QJsonObject first = tell("request_callback", R"({"customer_name":"Max Berg","reason":"Farbberatung"})");
        QVERIFY(first.value(QLatin1String("done")).toBool());
        QCOMPARE(first.value(QLatin1String("expires_at")).toString(), text("2025-11-26T09:30:00+01:00"));
        const QJsonObject again = tell("request_callback", "{}");
        QCOMPARE(again.value(QLatin1String("callback_id")), first.value(QLatin1String("callback_id")));
        QVERIFY(again.value(QLatin1String("duplicate")).toBool());
        const auto list = CallbackTable::list(*m_connection);
        QCOMPARE(list->size(), 1);
        QCOMPARE(list->constFirst().phone, text("+491713920017"));
        QCOMPARE(list->constFirst().reason, text("Farbberatung"));
        QCOMPARE(tell("request_callback", "{}", "call_anon", "anonymous").value(QLatin1String("code")).toString(),
                 text("invalid_arguments"));
        QVERIFY(
            tell("request_callback", R"({"phone_number":"0171 3920055","priority":"high"})", "call_anon", "anonymous")
                .value(QLatin1String("done"))
                .toBool());
        QCOMPARE(CallbackTable::list(*m_connection)->constFirst().priority, CallbackPriority::High);
        // It is noted: the number is not asked for a second time.
        QVERIFY(tell("request_callback", "{}", "call_anon", "anonymous").value(QLatin1String("duplicate")).toBool());
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(CallbackTable::markDone(*tx, list->constFirst().id));
        QCOMPARE(CallbackTable::markDone(*tx, CallbackId{999}).error().code, ErrorCode::NotFound);
    }

    void aNumberThatIsOnTheListOftenJoinsItsNewest()
    {
        qint64 newest = 0;
        for (int i = 0; i < limits::kOpenCallbacks; ++i) {
            const QByteArray call_id = "call_" + QByteArray::number(i);
            const QJsonObject reply = tell("request_callback", R"({"reason":"Farbe"})", call_id.constData());
            QVERIFY(!reply.value(QLatin1String("duplicate")).toBool());
            newest = reply.value(QLatin1String("callback_id")).toInteger();
        }
        const QJsonObject more =
            tell("request_callback", R"({"reason":"Gutschein","callback_time":"14 Uhr"})", "call_x");
        QVERIFY(more.value(QLatin1String("done")).toBool());
        QVERIFY(more.value(QLatin1String("duplicate")).toBool());
        QCOMPARE(more.value(QLatin1String("callback_id")).toInteger(), newest);
        const auto one = CallbackTable::read(*m_connection, CallbackId{newest});
        QCOMPARE(one->reason, text("Farbe; Gutschein"));
        QVERIFY(one->wanted.has_value());
        QCOMPARE(CallbackTable::list(*m_connection)->size(), limits::kOpenCallbacks);
        // Another number is another list; what is done makes room.
        QVERIFY(!tell("request_callback", "{}", "call_y", "+491713920018").value(QLatin1String("duplicate")).toBool());
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(CallbackTable::markDone(*tx, CallbackId{newest}).has_value());
        QVERIFY(tx->commit().has_value());
        QVERIFY(!tell("request_callback", "{}", "call_z").value(QLatin1String("duplicate")).toBool());
    }

    void aCallBackIsWishedForWhenSomebodyIsThere_data()
    {
        QTest::addColumn<QString>("args");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("until");
        QTest::addColumn<QString>("said");
        const QString noted = text("Ich habe notiert, dass Sie zurückgerufen werden möchten.");
        const auto row = [](const char *args, const char *from, const char *until, const QString &said) {
            QTest::newRow(args) << text(args) << text(from) << text(until) << said;
        };
        row(R"({"callback_time":"14 Uhr"})", "2025-11-25T14:00:00+01:00", "2025-11-25T15:00:00+01:00", noted);
        row(R"({"callback_time":"heute 22 Uhr"})", "2025-11-26T09:00:00+01:00", "2025-11-26T10:00:00+01:00",
            text("Zu dieser Zeit ist niemand im Salon. Ich habe notiert, dass Sie ab Mittwoch, den 26. November um 9 "
                 "Uhr "
                 "zurückgerufen werden möchten."));
        row(R"({"callback_date":"Sonntag","callback_time":"10 Uhr"})", "2025-12-02T09:00:00+01:00",
            "2025-12-02T10:00:00+01:00", text("Zu dieser Zeit ist niemand im Salon."));
        row(R"({"callback_date":"Mittwoch"})", "2025-11-26T09:00:00+01:00", "2025-11-26T18:00:00+01:00", noted);
        row(R"({"callback_time":"heute"})", "2025-11-25T09:30:00+01:00", "2025-11-25T18:00:00+01:00", noted);
        row(R"({"callback_date":"gestern"})", "", "", noted);
        row(R"({"callback_time":"tonight at 10 pm","language":"en"})", "2025-11-26T09:00:00+01:00",
            "2025-11-26T10:00:00+01:00", text("Nobody is at the salon at that time. I have noted"));
    }
    void aCallBackIsWishedForWhenSomebodyIsThere()
    {
        QFETCH(QString, args);
        QFETCH(QString, said);
        const QJsonObject reply = tell("request_callback", args.toUtf8().constData());
        QVERIFY(reply.value(QLatin1String("done")).toBool());
        QTEST(reply.value(QLatin1String("wanted_from")).toString(), "from");
        QTEST(reply.value(QLatin1String("wanted_until")).toString(), "until");
        QVERIFY2(reply.value(QLatin1String("message")).toString().startsWith(said),
                 qPrintable(reply.value(QLatin1String("message")).toString()));
    }

    void aCallBooksOnlySoMuch()
    {
        for (int i = 0; i < limits::kBookingsPerCall; ++i)
            QVERIFY2(bookNext("call_a", i).value(QLatin1String("booked")).toBool(), qPrintable(QString::number(i)));
        const QJsonObject no = bookNext("call_a", limits::kBookingsPerCall);
        QVERIFY(!no.value(QLatin1String("booked")).toBool());
        QCOMPARE(no.value(QLatin1String("code")).toString(), text("policy_denied"));
        QVERIFY(no.value(QLatin1String("callback_queued")).toBool());
        QVERIFY(CallbackTable::list(*m_connection)
                    ->constFirst()
                    .reason.startsWith(text("Möchte weitere Termine: Kinderhaarschnitt am ")));
        // What is there already is no further one.
        QVERIFY(bookNext("call_a", 0).value(QLatin1String("duplicate")).toBool());
    }

    void aNumberBooksOnlySoMuchAhead()
    {
        int number = 0;
        for (const char *call_id : {"call_a", "call_b"})
            for (int i = 0; i < limits::kBookingsAhead / 2; ++i)
                QVERIFY(bookNext(call_id, number++).value(QLatin1String("booked")).toBool());
        QCOMPARE(bookNext("call_c", number).value(QLatin1String("code")).toString(), text("policy_denied"));
        Query cancel(*m_connection, "UPDATE appointments SET status = 'cancelled' WHERE call_id = 'call_b'");
        QVERIFY(cancel.exec().has_value());
        QVERIFY(bookNext("call_d", number).value(QLatin1String("booked")).toBool());
    }

    void findsAlternativesAndTheNextFreeStart()
    {
        const QJsonObject found =
            tell("get_alternatives",
                 R"({"service_name":"Herrenhaarschnitt","preferred_date":"morgen","preferred_time":"14 Uhr"})");
        QVERIFY(found.value(QLatin1String("found")).toBool());
        QCOMPARE(found.value(QLatin1String("alternatives")).toArray().size(), 3);
        const QJsonObject next =
            tell("find_next_available", R"({"service":"Dauerwelle","after":"Freitag","search_days":"7"})");
        QVERIFY(next.value(QLatin1String("next_available")).toString().startsWith(text("2025-11-28T09:")));
        QCOMPARE(tell("find_next_available", "{}", "call_b").value(QLatin1String("code")).toString(),
                 text("service_required"));
    }

    void knowsTheSalon()
    {
        const QJsonObject services = tell("get_available_services", "{}");
        QCOMPARE(services.value(QLatin1String("services")).toArray().size(), 6);
        QVERIFY(!QJsonDocument(services).toJson().contains("Wasserwelle"));
        const QJsonObject info = tell("get_service_info", R"({"service":"Dauerwellen"})");
        QCOMPARE(info.value(QLatin1String("duration_minutes")).toInt(), 135);
        QCOMPARE(info.value(QLatin1String("message")).toString(),
                 text("Dauerwelle dauert 2 Stunden und 15 Minuten und kostet 98 Euro."));
        asksMiaMore();
        const QJsonObject with_mia = tell("get_service_info", R"({"service":"Dauerwelle","mitarbeiter":"Mia Sommer"})");
        QCOMPARE(with_mia.value(QLatin1String("message")).toString(),
                 text("Dauerwelle bei Mia Sommer dauert 2 Stunden und 25 Minuten und kostet 110,50 Euro."));
        QCOMPARE(with_mia.value(QLatin1String("price")).toString(), text("110.50"));
        const QJsonArray people =
            tell("get_service_info", R"({"service":"Dauerwelle"})")[QLatin1String("staff")].toArray();
        QCOMPARE(people.at(0)[QLatin1String("price")].toString(), text("110.50"));
        QCOMPARE(people.at(1)[QLatin1String("price")].toString(), text("98.00"));
        QVERIFY(!tell("get_opening_hours", R"({"datum":"Montag"})").value(QLatin1String("open")).toBool());
        QCOMPARE(tell("get_opening_hours", R"({"datum":"Samstag"})")
                     .value(QLatin1String("hours"))
                     .toArray()
                     .at(0)[QLatin1String("to")]
                     .toString(),
                 text("14:00"));
        QCOMPARE(tell("parse_date", R"({"date_string":"nächsten Freitag"})").value(QLatin1String("date")).toString(),
                 text("2025-11-28"));
        QCOMPARE(tell("parse_date", R"({"datum":"diese Woche"})").value(QLatin1String("code")).toString(),
                 text("date_unclear"));
        QCOMPARE(tell("parse_date", R"({"datum":"gestern"})").value(QLatin1String("code")).toString(),
                 text("date_in_past"));
        QCOMPARE(tell("parse_date", "{}").value(QLatin1String("code")).toString(), text("date_required"));
    }

    void echoesWhatAnAgentExtracted()
    {
        const QJsonObject reply =
            tell("extract_dynamic_variables",
                 R"({"customer_name":" Max ","empty":"null","success":"false","data":"x","n":5})");
        QVERIFY(reply.value(QLatin1String("success")).toBool());
        QCOMPARE(reply.value(QLatin1String("customer_name")).toString(), text("Max"));
        QCOMPARE(reply.value(QLatin1String("n")).toString(), text("5"));
        QVERIFY(!reply.contains(QLatin1String("empty")));
    }

    void unknownFunctionsDoNotPretend()
    {
        const QJsonObject reply = tell("drop_tables", "{}");
        QCOMPARE(reply.value(QLatin1String("code")).toString(), text("unknown_function"));
        QVERIFY(!reply.value(QLatin1String("success")).toBool());
        QCOMPARE(count("SELECT count(*) FROM function_calls WHERE code = 'unknown_function'"), 1);
        setFlag("function.check_customer", "off");
        QCOMPARE(tell("check_customer", "{}").value(QLatin1String("code")).toString(), text("temporarily_unavailable"));
    }

    void putsEveryCallOnRecordWithoutNumbers()
    {
        tell(
            "start_booking",
            R"({"call_id":"call_001","customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"2025-11-28 09:00",
            "customer_phone":"+4915112345678","customer_email":"max@berg.example","notes":"Rückruf 0151 23456789"})");
        const auto records = FunctionCallTable::ofCall(*m_connection, text("call_a"));
        QCOMPARE(records->size(), 1);
        const FunctionCallRecord &record = records->constFirst();
        QCOMPARE(record.name, text("start_booking"));
        QCOMPARE(record.agent_version, 7);
        QCOMPARE(record.took, std::chrono::microseconds(42));
        QVERIFY(record.placeholder);
        QVERIFY(record.success);
        const QByteArray written = QJsonDocument(record.arguments).toJson();
        for (const char *secret : {"15112345678", "max@berg", "23456789"})
            QVERIFY2(!written.contains(secret), secret);
        QCOMPARE(record.answer.value(QLatin1String("booked")).toBool(), true);
        const auto call = CallTable::read(*m_connection, text("call_a"));
        QCOMPARE((*call)->agent_version, 7);
        QCOMPARE((*call)->status, CallStatus::Ongoing);
        QVERIFY(!(*call)->branch.isNull());
    }

    void theRecordStandsWhereAHoldCannotBeRenewed()
    {
        const auto call =
            FunctionCall::parse(test::wrappedCall(text("get_opening_hours"), {}, text("call_a")), {}, m_clock.now());
        const FunctionDesk desk(m_clock, m_random);
        const FunctionReply reply = desk.answer(*m_connection, *call);
        const auto record = [&](FaultPlan &plan) {
            return desk.record(*m_database->open(Purpose::ReadWrite, &plan), *call, reply, std::chrono::microseconds(1))
                .has_value();
        };
        FaultPlan none;
        QVERIFY(record(none));
        const QStringList &seen = none.seen();
        const auto holds = std::find_if(seen.cbegin(), seen.cend(), [](const QString &sql) {
            return sql.startsWith(QLatin1String("SELECT h.id"));
        });
        QVERIFY(holds != seen.cend());
        FaultPlan failing(int(holds - seen.cbegin()));
        QVERIFY(record(failing));
        QVERIFY(failing.hasFired());
        QCOMPARE(FunctionCallTable::ofCall(*m_connection, text("call_a"))->size(), 2);
    }

    /// Who calls functions chooses their size: a record stays small, whatever came.
    void recordsStaySmall()
    {
        QJsonObject arguments{{text("notes"), QString(1'000'000, u'x')}, {text("service"), text("Dauerwelle")}};
        for (int i = 0; i < 5'000; ++i)
            arguments.insert(text("z%1").arg(i), QJsonArray{QString(100, u'y')});
        ask(test::wrappedCall(text("check_availability_v17"), arguments, text("call_big")));
        const auto records = FunctionCallTable::ofCall(*m_connection, text("call_big"));
        QCOMPARE(records->size(), 1);
        const QJsonObject kept = records->constFirst().arguments;
        QVERIFY(QJsonDocument(kept).toJson().size() < 64 * 1024);
        QCOMPARE(kept.value(QLatin1String("service")).toString(), text("Dauerwelle"));
    }

    void aFailingDatabaseNeverLies()
    {
        const auto body = [](const char *function, const char *args) {
            return test::wrappedCall(text(function), object(args), text("call_f"));
        };
        const QList<QJsonObject> asked{
            body("start_booking",
                 R"({"customer_name":"Max Berg","service":"Dauerwelle","datetime":"2025-11-28 09:00"})"),
            body("request_callback", R"({"reason":"Farbberatung"})")};
        const int met = test::forEachFault(m_database->url().engine, [&](FaultPlan &plan) {
            for (const char *table : {"DELETE FROM callbacks", "DELETE FROM calls"})
                QVERIFY(m_connection->run(text(table)));
            test::clearBook(*m_connection, m_clock);
            {
                const auto faulty = m_database->open(Purpose::ReadWrite, &plan);
                for (const QJsonObject &each : asked) {
                    const auto call = FunctionCall::parse(each, {}, m_clock.now());
                    const FunctionReply reply = FunctionDesk(m_clock, m_random).answer(*faulty, *call);
                    QVERIFY2(reply.code.isEmpty() || reply.code == text("temporarily_unavailable"),
                             qPrintable(reply.code));
                }
            }
            // The caller tries again, and finds what had been done, or it is done now: once.
            QVERIFY(ask(asked.at(0)).fields.value(QLatin1String("booked")).toBool());
            QVERIFY(ask(asked.at(1)).fields.value(QLatin1String("done")).toBool());
            QCOMPARE(count("SELECT count(*) FROM appointments WHERE call_id = 'call_f'"), 1);
            QCOMPARE(count("SELECT count(*) FROM callbacks"), 1);
        });
        QVERIFY2(met > 40, qPrintable(QString::number(met)));
    }

    void answersPolitelyWithoutASalonOrADatabase()
    {
        test::ThrowAwayDatabase empty(m_database->isSqlite() ? text("sqlite") : text("postgresql"));
        const auto connection = empty.open();
        const auto call =
            FunctionCall::parse(test::wrappedCall(text("check_customer"), {}, text("call_a")), {}, m_clock.now());
        const FunctionReply reply = FunctionDesk(m_clock, m_random).answer(*connection, *call);
        QCOMPARE(reply.code, text("temporarily_unavailable"));
    }

private:
    test::ManualClock m_clock;
    test::SeededRandom m_random{11};
    std::unique_ptr<test::ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(TestPhoneFunctions)
#include "tst_phonefunctions.moc"
