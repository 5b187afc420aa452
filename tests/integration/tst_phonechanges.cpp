// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingdesk.h"
#include "core/phone/changes/changeanswer.h"
#include "core/phone/functiondesk.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/callbacktable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/changepolicytable.h"
#include "core/storage/changeproposaltable.h"
#include "core/storage/customertable.h"
#include "core/storage/flagtable.h"
#include "core/storage/query.h"
#include "tests/support/bookcheck.h"
#include "tests/support/bookingrace.h"
#include "tests/support/faultloop.h"
#include "tests/support/phonesalon.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace salon;

/// Looking up, cancelling and moving by phone: in two steps, by the salon's terms, of the caller's own and of nothing
/// else; and whoever cannot be served is on the call-back list.
class TestPhoneChanges final : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }
    static QJsonObject object(const char *json) { return QJsonDocument::fromJson(json).object(); }

    static constexpr const char *kLena = "+491713920001";
    static constexpr const char *kTom = "+491713920002";
    static constexpr const char *kAylin = "+491713920003";
    static constexpr const char *kStranger = "+491713920017";

    FunctionReply answer(Connection &connection, const char *function, const QJsonObject &args, const char *call_id,
                         const char *from)
    {
        const QJsonObject body = test::wrappedCall(text(function), args, text(call_id), text(from));
        const auto call = FunctionCall::parse(body, {}, m_clock.now());
        test::SeededRandom random(++m_seed);
        return FunctionDesk(m_clock, random).answer(connection, *call);
    }
    QJsonObject tell(const char *function, const QJsonObject &args, const char *from = kLena,
                     const char *call_id = "call_a")
    {
        const QJsonObject told = answer(*m_connection, function, args, call_id, from).document();
        if (code(told) == QLatin1String("needs_confirmation"))
            m_clock.advance(changeanswer::kHearing); // the caller hears the question
        return told;
    }
    QJsonObject tell(const char *function, const char *args, const char *from = kLena, const char *call_id = "call_a")
    {
        return tell(function, object(args), from, call_id);
    }
    static QString code(const QJsonObject &reply) { return reply.value(QLatin1String("code")).toString(); }
    static QString said(const QJsonObject &reply) { return reply.value(QLatin1String("message")).toString(); }
    static bool done(const QJsonObject &reply) { return reply.value(QLatin1String("done")).toBool(); }
    static bool duplicate(const QJsonObject &reply) { return reply.value(QLatin1String("duplicate")).toBool(); }

    AppointmentId idOf(const char *key) { return AppointmentTable::byKey(*m_connection, text(key)).value().value(); }
    Appointment read(const char *key) { return AppointmentTable::read(*m_connection, idOf(key)).value(); }
    QString startOf(const char *key)
    {
        return CatalogueTable::load(*m_connection)->salon.zone.iso(read(key).span.begin).left(16);
    }
    bool isCancelled(const char *key) { return read(key).status == AppointmentStatus::Cancelled; }
    int count(const char *sql)
    {
        Query q(*m_connection, sql);
        return q.fetch().value_or(false) ? q.integer(0) : -1;
    }
    void addPolicy(const ChangePolicy &policy)
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(ChangePolicyTable::save(*tx, policy));
        QVERIFY(tx->commit());
    }
    void setFlag(const char *name, const char *value)
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(FlagTable::set(*tx, text(name), text(value), text("test")));
        QVERIFY(tx->commit());
    }
    Callback onlyCallback()
    {
        const auto list = CallbackTable::list(*m_connection);
        return list && list->size() == 1 ? list->constFirst() : Callback{};
    }
    static QJsonObject with(QJsonObject args, const char *key, const QJsonValue &value)
    {
        args.insert(QLatin1String(key), value);
        return args;
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

    void cancelsInTwoSteps_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        const auto row = [](const char *first, const char *second) {
            QTest::addRow("%s then %s", first, second) << QString::fromUtf8(first) << QString::fromUtf8(second);
        };
        row("{}", "{}");
        row(R"({"call_id":"call_001"})", R"({"call_id":"call_001","bestaetigung":"true"})");
        row(R"({"appointment_date":"Mittwoch"})", R"({"appointment_date":"26.11.","confirm":true})");
        row(R"({"datum":"morgen","reason":"krank"})", R"({"confirmed":"ja"})");
        row(R"({"old_date":"2025-11-26","customer_name":"Lena Vogt"})", R"({"confirmation":1})");
        row(R"({"dienstleistung":"Dauerwelle"})", R"({"bestätigung":"1"})");
        row(R"({"mitarbeiter":"Mia","bestaetigung":"false"})", R"({"mitarbeiter":"Mia"})");
        row(R"({"appointment_id":"null","datum":"{{appointment_date}}"})", R"({"confirm":"yes"})");
        row(R"({"bestaetigung":"true"})", R"({"bestaetigung":"true"})");
        row(R"({"appointment_id":"aktuell"})", R"({"appointment_id":"undefined"})");
    }
    void cancelsInTwoSteps()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        const QJsonObject asked = tell("cancel_appointment", first.toUtf8().constData());
        QCOMPARE(code(asked), text("needs_confirmation"));
        QVERIFY(asked.value(QLatin1String("success")).toBool() && !done(asked));
        QCOMPARE(said(asked), text("Soll ich diesen Termin absagen: Dauerwelle bei Mia Sommer am Mittwoch, den 26. "
                                   "November um 10 Uhr?"));
        QCOMPARE(asked.value(QLatin1String("data")).toObject().value(QLatin1String("appointment_id")),
                 asked.value(QLatin1String("appointment_id")));
        QVERIFY(!isCancelled("a2"));
        const QJsonObject cancelled = tell("cancel_appointment", second.toUtf8().constData());
        QCOMPARE(code(cancelled), QString());
        QVERIFY(done(cancelled) && !duplicate(cancelled));
        QCOMPARE(cancelled.value(QLatin1String("status")).toString(), text("cancelled"));
        QCOMPARE(cancelled.value(QLatin1String("fee")).toDouble(), 0.0);
        QVERIFY(isCancelled("a2"));
        const QJsonObject again = tell("cancel_appointment", second.toUtf8().constData());
        QVERIFY(done(again) && duplicate(again));
        QCOMPARE(count("SELECT COUNT(*) FROM journal WHERE action = 'cancel'"), 1);
        QCOMPARE(count("SELECT COUNT(*) FROM callbacks"), 0);
        QCOMPARE(test::bookFaults(*m_connection), QString());
    }

    void neverInOneStep()
    {
        QCOMPARE(code(tell("cancel_appointment", R"({"confirm":true})", kLena, "call_1")), text("needs_confirmation"));
        // Another call's question is not this call's.
        QCOMPARE(code(tell("cancel_appointment", R"({"confirm":true})", kLena, "call_2")), text("needs_confirmation"));
        // Told to look only.
        QCOMPARE(code(tell("cancel_appointment", R"({"confirm":"false"})", kLena, "call_1")),
                 text("needs_confirmation"));
        // Nobody remembers what was asked six minutes ago.
        m_clock.advance(std::chrono::minutes(6));
        QCOMPARE(code(tell("cancel_appointment", "{}", kLena, "call_1")), text("needs_confirmation"));
        QVERIFY(!isCancelled("a2"));
        m_clock.advance(std::chrono::minutes(6));
        QVERIFY(done(tell("cancel_appointment", R"({"confirm":true})", kLena, "call_1")));
    }

    /// The agent asks again because it was interrupted; the caller has not said a word yet.
    void whatComesBeforeTheQuestionWasHeardIsNoYes()
    {
        const auto ask = [this](const char *args) {
            return answer(*m_connection, "cancel_appointment", object(args), "call_a", kLena).code;
        };
        QCOMPARE(ask("{}"), text("needs_confirmation"));
        m_clock.advance(changeanswer::kHearing - milliseconds(1));
        QCOMPARE(ask("{}"), text("needs_confirmation"));
        QVERIFY(!isCancelled("a2"));
        QCOMPARE(ask(R"({"confirm":true})"), QString());
        QVERIFY(isCancelled("a2"));
    }

    /// After a no the appointment stays, and whoever asks again is asked again.
    void aNoIsANo()
    {
        for (const char *function : {"cancel_appointment", "reschedule_appointment"}) {
            const bool moves = QByteArray(function) == "reschedule_appointment";
            const char *wish = moves ? R"({"new_date":"Freitag","new_time":"14 Uhr"})" : "{}";
            QVERIFY(said(tell(function, wish)).startsWith(text("Soll ich")));
            const QJsonObject no = tell(function, R"({"bestaetigung":"nein"})");
            QVERIFY(!done(no));
            QVERIFY2(said(no).startsWith(text("Gut, es bleibt dabei: Dauerwelle")), qPrintable(said(no)));
            m_clock.advance(std::chrono::seconds(40));
            QVERIFY2(said(tell(function, wish)).startsWith(text("Soll ich")), function);
            QVERIFY(!isCancelled("a2"));
            QCOMPARE(startOf("a2"), text("2025-11-26T10:00"));
            QVERIFY(!done(tell(function, R"({"confirm":false})")));
        }
        QVERIFY(done(tell("cancel_appointment", R"({"confirm":true})")) == false); // asked anew
        QVERIFY(done(tell("cancel_appointment", R"({"confirm":true})")));
    }

    void nobodyIsPromisedWhereNobodyIsAssigned()
    {
        const QJsonObject by_id{{text("appointment_id"), qint64(idOf("a5").value)}};
        const QJsonObject asked =
            tell("reschedule_appointment", with(by_id, "new_datetime", text("2025-11-29T10:00")), kTom);
        QCOMPARE(code(asked), text("needs_confirmation"));
        QVERIFY2(!said(asked).contains(text("bei ")), qPrintable(said(asked)));
        QVERIFY(!asked.contains(QLatin1String("new_staff")));
        const QJsonObject moved =
            tell("reschedule_appointment", with(with(by_id, "new_datetime", text("2025-11-29T10:00")), "confirm", true),
                 kTom);
        QVERIFY(done(moved));
        QVERIFY(read("a5").staff.isNull());
    }

    /// Two phones of one customer: both are asked, one says yes, then the other.
    void aYesToWhatIsGoneMeanwhileIsToldSo_data()
    {
        QTest::addColumn<QString>("function");
        QTest::addColumn<QString>("wish");
        QTest::addColumn<QString>("yes");
        QTest::addColumn<bool>("is_done");
        QTest::newRow("cancel") << text("cancel_appointment") << text("{}") << text(R"({"bestaetigung":"true"})")
                                << true;
        QTest::newRow("move") << text("reschedule_appointment") << text(R"({"new_date":"Freitag","new_time":"14 Uhr"})")
                              << text(R"({"bestaetigung":"true"})") << false;
    }
    void aYesToWhatIsGoneMeanwhileIsToldSo()
    {
        QFETCH(QString, function);
        QFETCH(QString, wish);
        QFETCH(QString, yes);
        const QByteArray name = function.toUtf8();
        const QJsonObject asked = tell(name.constData(), wish.toUtf8().constData(), kLena, "call_b");
        QCOMPARE(code(asked), text("needs_confirmation"));
        tell("cancel_appointment", "{}");
        QVERIFY(done(tell("cancel_appointment", R"({"confirm":true})")));
        const QJsonObject told = tell(name.constData(), yes.toUtf8().constData(), kLena, "call_b");
        QTEST(done(told), "is_done");
        QVERIFY2(said(told).contains(text("abgesagt")) && said(told).contains(text("Dauerwelle")),
                 qPrintable(said(told)));
        QCOMPARE(told.value(QLatin1String("appointment_id")), asked.value(QLatin1String("appointment_id")));
        QCOMPARE(count("SELECT COUNT(*) FROM journal WHERE action = 'cancel'"), 1);
    }

    void whatWasUnderWayBeforeTheQuestionIsNoYes()
    {
        const QJsonObject body = test::wrappedCall(text("cancel_appointment"), {}, text("call_a"), text(kLena));
        const auto early = FunctionCall::parse(body, {}, m_clock.now());
        m_clock.advance(milliseconds(200));
        QCOMPARE(answer(*m_connection, "cancel_appointment", {}, "call_a", kLena).code, text("needs_confirmation"));
        QCOMPARE(FunctionDesk(m_clock, m_random).answer(*m_connection, *early).code, text("needs_confirmation"));
        // And a question that came too late was not heard.
        const auto late = FunctionCall::parse(body, {}, m_clock.now());
        m_clock.advance(std::chrono::minutes(6));
        QCOMPARE(FunctionDesk(m_clock, m_random).answer(*m_connection, *late).code, text("temporarily_unavailable"));
        QVERIFY(!isCancelled("a2"));
    }

    void movesInTwoSteps_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        const auto row = [](const char *first, const char *second) {
            QTest::addRow("%s then %s", first, second) << QString::fromUtf8(first) << QString::fromUtf8(second);
        };
        const char *bare = R"({"new_datum":"Donnerstag","new_uhrzeit":"9 Uhr"})";
        row(bare, bare);
        row(bare, R"({"new_datum":"27.11.","new_uhrzeit":"09:00","bestaetigung":"true"})");
        row(bare, R"({"bestaetigung":"true"})");
        row(R"({"old_date":"morgen","new_date":"2025-11-27","new_time":"9"})", R"({"confirm":"ja"})");
        row(R"({"appointment_date":"26.11.","new_datetime":"2025-11-27T09:00"})",
            R"({"appointment_date":"26.11.","new_datetime":"2025-11-27T09:00"})");
        row(R"({"datum":"Donnerstag","uhrzeit":"9 Uhr"})", R"({"datum":"Donnerstag","uhrzeit":"9 Uhr"})");
        row(R"({"new_date":"Donnerstag","new_time":"9 Uhr","staff":"Mia"})", R"({"confirmed":true})");
    }
    void movesInTwoSteps()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QVERIFY(m_connection->run(
            text("UPDATE phases SET calcom_uid = 'uid-' || id, sync_status = 'synced' WHERE busy = 1")));
        const Appointment before = read("a2");
        const QJsonObject asked = tell("reschedule_appointment", first.toUtf8().constData());
        QCOMPARE(code(asked), text("needs_confirmation"));
        QVERIFY(!done(asked));
        QCOMPARE(said(asked), text("Soll ich diesen Termin verlegen: Dauerwelle bei Mia Sommer am Mittwoch, den 26. "
                                   "November um 10 Uhr? Er wäre dann am Donnerstag, den 27. November um 9 Uhr bei "
                                   "Mia Sommer."));
        QVERIFY(!asked.value(QLatin1String("hold_expires_at")).isNull());
        QCOMPARE(startOf("a2"), text("2025-11-26T10:00"));
        const QJsonObject moved = tell("reschedule_appointment", second.toUtf8().constData());
        QCOMPARE(code(moved), QString());
        QVERIFY(done(moved) && !duplicate(moved));
        QCOMPARE(moved.value(QLatin1String("old_time")).toString(), text("2025-11-26T10:00:00+01:00"));
        QCOMPARE(moved.value(QLatin1String("new_time")).toString(), text("2025-11-27T09:00:00+01:00"));
        QCOMPARE(said(moved), text("Ihr Termin ist verlegt. Neu eingetragen ist Dauerwelle bei Mia Sommer am "
                                   "Donnerstag, den 27. November um 9 Uhr."));
        const Appointment after = read("a2");
        QCOMPARE(after.phases.size(), before.phases.size());
        for (qsizetype i = 0; i < after.phases.size(); ++i) {
            QCOMPARE(after.phases[i].id, before.phases[i].id);
            QCOMPARE(after.phases[i].calcom_uid, before.phases[i].calcom_uid);
            QCOMPARE(after.phases[i].span.length(), before.phases[i].span.length());
        }
        QCOMPARE(count("SELECT COUNT(*) FROM outbox WHERE operation = 'reschedule' AND state = 'pending'"), 4);
        const QJsonObject again = tell("reschedule_appointment", second.toUtf8().constData());
        QVERIFY2(done(again) && duplicate(again), QJsonDocument(again).toJson().constData());
        QCOMPARE(count("SELECT COUNT(*) FROM journal WHERE action = 'move'"), 1);
        QCOMPARE(count("SELECT COUNT(*) FROM holds WHERE state = 'converted'"), 1);
        QCOMPARE(count("SELECT COUNT(*) FROM holds WHERE state = 'placed'"), 0);
        QCOMPARE(test::bookFaults(*m_connection), QString());
    }

    void asksForTheNewTime_data()
    {
        QTest::addColumn<QString>("args");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *args, const char *code) {
            QTest::addRow("%s", args) << QString::fromUtf8(args) << QString::fromUtf8(code);
        };
        row("{}", "time_required");
        row(R"({"bestaetigung":"true"})", "time_required");
        row(R"({"new_datum":"Freitag"})", "time_required");
        row(R"({"new_datum":"Freitag","new_uhrzeit":"vormittags"})", "time_required");
        row(R"({"new_datum":"nächste Woche","new_uhrzeit":"9 Uhr"})", "date_unclear");
        row(R"({"new_datum":"gestern","new_uhrzeit":"9 Uhr"})", "date_in_past");
        row(R"({"new_datum":"Montag","new_uhrzeit":"9 Uhr"})", "outside_opening_hours");
        row(R"({"new_datum":"Donnerstag","new_uhrzeit":"14 Uhr"})", "slot_taken"); // Mia has Aylin
        row(R"({"new_datum":"Freitag","new_uhrzeit":"9:03"})", "off_grid");
        row(R"({"new_datum":"Freitag","new_uhrzeit":"9 Uhr","new_staff":"Klaus"})", "staff_unknown");
        row(R"({"new_datum":"Freitag","new_uhrzeit":"9 Uhr","new_staff":"Robin"})", "multiple_found");
        row(R"({"new_datum":"Freitag","new_uhrzeit":"9 Uhr","mitarbeiter":"Jon"})", "needs_confirmation");
        row(R"({"new_uhrzeit":"15 Uhr"})", "needs_confirmation"); // on the same day
    }
    void asksForTheNewTime()
    {
        QFETCH(QString, args);
        QFETCH(QString, code);
        const QJsonObject reply = tell("reschedule_appointment", args.toUtf8().constData());
        QCOMPARE(this->code(reply), code);
        QVERIFY(!done(reply) && !said(reply).isEmpty());
        QCOMPARE(startOf("a2"), text("2025-11-26T10:00"));
        if (code == text("slot_taken"))
            QVERIFY(!reply.value(QLatin1String("alternatives")).toArray().isEmpty());
    }

    void anotherPersonIsAskedFor()
    {
        const char *args = R"({"new_datum":"Freitag","new_uhrzeit":"9 Uhr","mitarbeiter":"Jon"})";
        QVERIFY(said(tell("reschedule_appointment", args)).contains(text("um 9 Uhr bei Jon Peters")));
        QVERIFY(done(tell("reschedule_appointment", args)));
        const auto catalogue = CatalogueTable::load(*m_connection);
        QCOMPARE(read("a2").staff, catalogue->member(text("jon"))->id);
    }

    void aSlotThatIsGoneIsSaidWithOthers()
    {
        setFlag("optimistic_reservation", "off");
        const char *args = R"({"new_datum":"Donnerstag","new_uhrzeit":"9 Uhr"})";
        QCOMPARE(code(tell("reschedule_appointment", args)), text("needs_confirmation"));
        tell(
            "start_booking",
            R"({"customer_name":"Max Berg","service":"Herrenhaarschnitt","datetime":"2025-11-27 09:00","staff":"mia"})",
            kStranger, "call_b");
        const QJsonObject reply = tell("reschedule_appointment", args);
        QCOMPARE(code(reply), text("slot_taken"));
        QVERIFY(!reply.value(QLatin1String("alternatives")).toArray().isEmpty());
        QCOMPARE(startOf("a2"), text("2025-11-26T10:00"));
    }

    void theNewTimeIsKeptWhileTheCallerDecides()
    {
        tell("reschedule_appointment", R"({"new_datum":"Donnerstag","new_uhrzeit":"9 Uhr"})");
        const QJsonObject other =
            tell("check_availability_v17",
                 R"({"datum":"Donnerstag","uhrzeit":"9 Uhr","dienstleistung":"Herrenhaarschnitt","mitarbeiter":"Mia"})",
                 kTom, "call_b");
        QCOMPARE(code(other), text("slot_taken"));
    }

    void severalAreListedAndChosen()
    {
        const QJsonObject listed = tell("cancel_appointment", "{}", kTom);
        QCOMPARE(code(listed), text("multiple_found"));
        QVERIFY(!listed.value(QLatin1String("success")).toBool());
        const QJsonArray own = listed.value(QLatin1String("appointments")).toArray();
        QCOMPARE(own.size(), 2);
        QVERIFY(said(listed).contains(text("Herrenhaarschnitt bei Jon Peters am Mittwoch, den 26. November um 10 Uhr "
                                           "oder Kinderhaarschnitt am Samstag, den 29. November um 9 Uhr")));
        const char *narrowed[] = {R"({"datum":"Samstag"})", R"({"service":"Kinderhaarschnitt"})",
                                  R"({"appointment_time":"9 Uhr"})"};
        for (const char *args : narrowed)
            QVERIFY(said(tell("cancel_appointment", args, kTom, args)).contains(text("Kinderhaarschnitt")));
        QCOMPARE(code(tell("cancel_appointment", R"({"datum":"Freitag"})", kTom)), text("multiple_found"));
        const QJsonValue second = own.at(1)[QLatin1String("appointment_id")];
        const QJsonObject by_id{{text("appointment_id"), QString::number(second.toInt())}};
        QCOMPARE(code(tell("cancel_appointment", by_id, kTom)), text("needs_confirmation"));
        QVERIFY(done(tell("cancel_appointment", by_id, kTom)));
        QVERIFY(isCancelled("a5") && !isCancelled("a1"));
        // The other one is another change, which is told and asked for by itself.
        QCOMPARE(code(tell("cancel_appointment", R"({"datum":"Mittwoch"})", kTom)), text("needs_confirmation"));
        QVERIFY(!isCancelled("a1"));
    }

    void whatThisCallBookedIsMeantFirst()
    {
        tell("start_booking", R"({"service":"Herrenhaarschnitt","datetime":"2025-11-28 09:00","staff":"jon"})");
        QVERIFY(said(tell("cancel_appointment", "{}")).contains(text("28. November")));
        QVERIFY(said(tell("cancel_appointment", "{}", kLena, "call_b")).contains(text("Welchen Termin")));
        // Another one that is named is meant all the same.
        QVERIFY(said(tell("cancel_appointment", R"({"datum":"Mittwoch"})")).contains(text("26. November")));
    }

    void nobodyChangesWhatIsNotTheirs_data()
    {
        QTest::addColumn<QString>("function");
        QTest::newRow("cancel") << text("cancel_appointment");
        QTest::newRow("move") << text("reschedule_appointment");
    }
    void nobodyChangesWhatIsNotTheirs()
    {
        QFETCH(QString, function);
        const QByteArray name = function.toUtf8();
        QJsonObject args = object(R"({"new_datum":"Freitag","new_uhrzeit":"9 Uhr","customer_name":"Tom Adler",
            "customer_phone":"+491713920002","call_id":"call_tom","confirm":true})");
        const QJsonObject theirs =
            tell(name.constData(), with(args, "appointment_id", qint64(idOf("a1").value)), kLena, "call_a");
        const QJsonObject nobodys = tell(name.constData(), with(args, "appointment_id", 999'999), kLena, "call_a");
        QCOMPARE(code(theirs), text("not_found"));
        QCOMPARE(theirs, nobodys); // not even that it exists
        QVERIFY(!QJsonDocument(theirs).toJson().contains("Tom"));
        // The id that a call was asked about is no key for another call.
        tell(name.constData(), with(object("{}"), "appointment_id", qint64(idOf("a1").value)), kTom, "call_tom");
        const QJsonObject stolen =
            tell(name.constData(), with(args, "appointment_id", qint64(idOf("a1").value)), kLena, "call_x");
        QCOMPARE(code(stolen), text("not_found"));
        // Nor is its call id, in a body without a call object.
        const auto call = FunctionCall::parse(
            with(with(args, "appointment_id", qint64(idOf("a1").value)), "call_id", text("call_001")), function,
            m_clock.now());
        QCOMPARE(FunctionDesk(m_clock, m_random).answer(*m_connection, *call).code, text("call_unknown"));
        QVERIFY(!isCancelled("a1"));
        QCOMPARE(startOf("a1"), text("2025-11-26T10:00"));
    }

    void whoIsNotKnownIsRungBack_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("phone");
        QTest::newRow("withheld") << text("anonymous") << QString();
        QTest::newRow("a number nobody has") << text(kStranger) << text(kStranger);
        QTest::newRow("a family's number") << text(kAylin) << text(kAylin);
    }
    void whoIsNotKnownIsRungBack()
    {
        QFETCH(QString, from);
        QFETCH(QString, phone);
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(CustomerTable::insert(*tx, {.name = text("Deniz Kaya"), .phone = text(kAylin)}));
        QVERIFY(tx->commit());
        for (const char *function : {"cancel_appointment", "reschedule_appointment"}) {
            const QJsonObject reply =
                tell(function,
                     R"({"customer_name":"Aylin Kaya","appointment_date":"27.11.","confirm":"true","reason":"krank",
                "new_date":"Freitag","new_time":"9 Uhr"})",
                     from.toUtf8().constData());
            QCOMPARE(code(reply), text("callback_queued"));
            QVERIFY(reply.value(QLatin1String("success")).toBool() && !done(reply));
            QVERIFY(!QJsonDocument(reply).toJson().contains("Ansatz"));
            QCOMPARE(said(reply).contains(text("Unter welcher Nummer")), phone.isEmpty());
        }
        const Callback callback = onlyCallback(); // one call, one row
        QCOMPARE(callback.priority, CallbackPriority::High);
        QCOMPARE(callback.phone, phone);
        QCOMPARE(callback.name, text("Aylin Kaya"));
        QVERIFY(callback.customer.isNull());
        QVERIFY(callback.expires == m_clock.now() + std::chrono::hours(24));
        QVERIFY(callback.reason.contains(text("absagen")) && callback.reason.contains(text("verlegen")));
        QVERIFY(!isCancelled("a3"));
        if (!phone.isEmpty())
            return;
        // The number that was missing is added to the same row.
        QVERIFY(done(tell("request_callback", R"({"phone_number":"0171 3920055"})", "anonymous")));
        QCOMPARE(onlyCallback().phone, text("+491713920055"));
    }

    void whoRingsBackReadsWhatWasWanted()
    {
        tell("cancel_appointment", R"({"customer_name":"Ina","appointment_date":"Freitag"})", "anonymous");
        tell("reschedule_appointment",
             R"({"customer_name":"Ina","old_date":"Freitag","old_time":"10 Uhr","new_datum":"Samstag",
                 "new_uhrzeit":"11 Uhr","reason":"krank"})",
             "anonymous");
        QCOMPARE(onlyCallback().reason,
                 text("Möchte absagen: Freitag; Möchte verlegen: Freitag 10 Uhr → Samstag 11 Uhr (krank)"));
        tell("cancel_appointment", (R"({"reason":")" + QByteArray(5000, 'x') + R"("})").constData(), "anonymous");
        QVERIFY(onlyCallback().reason.size() <= 1000);
        for (char letter = 'a'; letter <= 't'; ++letter) {
            const QJsonObject args{{text("phone_number"), text("0171 3920055")},
                                   {text("reason"), QString(90, QLatin1Char(letter))}};
            tell("request_callback", QJsonDocument(args).toJson().constData(), "anonymous");
        }
        QVERIFY(onlyCallback().reason.endsWith(QString(90, QLatin1Char('t'))));
        QCOMPARE(onlyCallback().reason.size(), 1000);
    }

    void webCallsChangeNothing()
    {
        QJsonObject body = test::wrappedCall(text("cancel_appointment"), {}, text("call_web"), text(kLena));
        QJsonObject call = body.value(QLatin1String("call")).toObject();
        call.insert(text("call_type"), text("web_call"));
        body.insert(text("call"), call);
        const auto ask = [&] {
            const auto parsed = FunctionCall::parse(body, {}, m_clock.now());
            return FunctionDesk(m_clock, m_random).answer(*m_connection, *parsed).code;
        };
        QCOMPARE(ask(), text("policy_denied"));
        setFlag("book_from_web_calls", "on");
        QCOMPARE(ask(), text("callback_queued"));
        QCOMPARE(count("SELECT COUNT(*) FROM callbacks"), 1);
        QVERIFY(!isCancelled("a2"));
    }

    void theSalonsTermsDecide_data()
    {
        QTest::addColumn<ChangePolicy>("policy");
        QTest::addColumn<QString>("function");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("says");
        QTest::addColumn<double>("fee");
        using Kind = ChangeKind;
        const auto row = [](const char *name, const ChangePolicy &policy, const char *code, const char *says,
                            double fee = 0) {
            const bool cancels = policy.kind == Kind::Cancel;
            QTest::newRow(name) << policy << text(cancels ? "cancel_appointment" : "reschedule_appointment")
                                << text(code) << text(says) << fee;
        };
        row("in time", {.deadline_hours = 24}, "needs_confirmation", "Soll ich");
        row("too late", {.deadline_hours = 25}, "policy_denied", "nur bis eine Stunde und");
        row("too late, in hours", {.deadline_hours = 48}, "policy_denied", "nur bis 48 Stunden vorher");
        row("never", {.most = 0}, "policy_denied", "leider nicht absagen");
        row("a fee", {.fee_cents = 1250}, "needs_confirmation", "Dafür fallen 12,50 Euro an.", 12.5);
        row("half the price", {.fee_percent = 50}, "needs_confirmation", "Dafür fallen 49 Euro an.", 49);
        row("by hours", {.fee_tiers = {{24, 1500}, {48, 1000}}}, "needs_confirmation", "10 Euro", 10);
        row("another kind's", {.kind = Kind::Reschedule, .most = 0}, "policy_denied", "Noch einmal verlegen");
        row("a move's fee", {.kind = Kind::Reschedule, .fee_cents = 500}, "needs_confirmation", "5 Euro", 5);
        row("a move too late", {.kind = Kind::Reschedule, .deadline_hours = 48}, "policy_denied", "Verlegen kann ich");
    }
    void theSalonsTermsDecide()
    {
        QFETCH(ChangePolicy, policy);
        QFETCH(QString, function);
        QFETCH(QString, code);
        QFETCH(QString, says);
        QFETCH(double, fee);
        addPolicy(policy);
        if (policy.deadline_hours == 25)
            says = text("nur bis 25 Stunden vorher");
        const char *args = R"({"new_datum":"Donnerstag","new_uhrzeit":"9 Uhr"})";
        const QJsonObject reply = tell(function.toUtf8().constData(), args);
        QCOMPARE(this->code(reply), code);
        QVERIFY2(said(reply).contains(says), qPrintable(said(reply)));
        QCOMPARE(reply.value(QLatin1String("fee")).toDouble(), fee);
        const bool is_denied = code == text("policy_denied");
        QCOMPARE(reply.value(QLatin1String("callback_queued")).toBool(), is_denied);
        QCOMPARE(count("SELECT COUNT(*) FROM callbacks"), is_denied ? 1 : 0);
        if (is_denied) {
            QCOMPARE(onlyCallback().appointment, idOf("a2"));
            QCOMPARE(onlyCallback().customer, read("a2").customer);
            return;
        }
        const QJsonObject finished = tell(function.toUtf8().constData(), args);
        QVERIFY(done(finished));
        QCOMPARE(finished.value(QLatin1String("fee")).toDouble(), fee);
        QCOMPARE(count("SELECT COUNT(*) FROM journal WHERE action = 'fee'"), fee > 0 ? 1 : 0);
    }

    void quotasAreCounted()
    {
        addPolicy({.kind = ChangeKind::Cancel, .most = 1});
        addPolicy({.kind = ChangeKind::Reschedule, .most = 1});
        const QJsonObject first{{text("appointment_id"), qint64(idOf("a1").value)}};
        const QJsonObject second{{text("appointment_id"), qint64(idOf("a5").value)}};
        // What the desk cancels uses nobody's quota up.
        BookingDesk desk(m_clock, m_random);
        tell("start_booking", R"({"service":"Herrenhaarschnitt","datetime":"2025-11-28 09:00","staff":"jon"})", kTom);
        const auto booked = AppointmentTable::list(*m_connection, {.call_id = text("call_a")});
        QVERIFY(desk.cancel(*m_connection, booked->constFirst().id, text("krank"), {}, {text("desk"), Source::Desk}));
        QCOMPARE(code(tell("cancel_appointment", first, kTom)), text("needs_confirmation"));
        QVERIFY(done(tell("cancel_appointment", first, kTom)));
        QCOMPARE(code(tell("cancel_appointment", second, kTom)), text("policy_denied"));
        QVERIFY(!isCancelled("a5"));
        // Thirty days later it is a new month, and the appointment long over: only the count matters here.
        const Instant later = m_clock.now() + std::chrono::hours(24 * 30);
        QCOMPARE(
            ChangePolicyTable::cancellations(*m_connection, read("a1").customer, later - std::chrono::hours(24 * 30))
                .value(),
            0);

        const char *once = R"({"new_datum":"Donnerstag","new_uhrzeit":"9 Uhr"})";
        QCOMPARE(code(tell("reschedule_appointment", once)), text("needs_confirmation"));
        QVERIFY(done(tell("reschedule_appointment", once)));
        QVERIFY(duplicate(tell("reschedule_appointment", once)));
        QCOMPARE(code(tell("reschedule_appointment", R"({"new_datum":"Freitag","new_uhrzeit":"9 Uhr"})")),
                 text("policy_denied"));
    }

    void termsThatChangedAreToldAgain()
    {
        QCOMPARE(code(tell("cancel_appointment", "{}")), text("needs_confirmation"));
        addPolicy({.fee_cents = 1500});
        const QJsonObject dearer = tell("cancel_appointment", R"({"confirm":true})");
        QCOMPARE(code(dearer), text("needs_confirmation"));
        QVERIFY(said(dearer).contains(text("15 Euro")));
        addPolicy({.most = 0});
        QCOMPARE(code(tell("cancel_appointment", R"({"confirm":true})")), text("policy_denied"));
        QVERIFY(!isCancelled("a2"));
        // Cheaper than told is no reason to ask.
        addPolicy({.fee_cents = 1000});
        QVERIFY(done(tell("cancel_appointment", R"({"confirm":true})")));
        // It was done after all, so nobody has to ring about it.
        QVERIFY(onlyCallback().done);
    }

    void theDeskDecidesInBetween()
    {
        BookingDesk desk(m_clock, m_random);
        const Actor person{text("desk"), Source::Desk};
        const Instant friday = m_clock.now() + std::chrono::hours(72); // 9:30
        QCOMPARE(code(tell("cancel_appointment", "{}")), text("needs_confirmation"));
        QVERIFY(desk.move(*m_connection, idOf("a2"), {.start = friday}, {}, person)->kind == ChangeOutcome::Kind::Done);
        const QJsonObject other = tell("cancel_appointment", "{}");
        QCOMPARE(code(other), text("needs_confirmation"));
        QVERIFY(said(other).contains(text("Freitag, den 28. November um 9 Uhr 30")));
        QVERIFY(desk.cancel(*m_connection, idOf("a2"), text("krank"), {}, person));
        const QJsonObject by_id{{text("appointment_id"), qint64(idOf("a2").value)}};
        const QJsonObject already = tell("cancel_appointment", by_id);
        QVERIFY(done(already) && duplicate(already));
        const QJsonObject move = tell("reschedule_appointment", with(by_id, "new_datetime", text("2025-11-28T14:00")));
        QCOMPARE(code(move), text("not_found"));
        QCOMPARE(code(tell("cancel_appointment", "{}", kLena, "call_b")), text("not_found"));
    }

    void whatHasBegunIsLeftToTheSalon()
    {
        const QJsonObject by_id{{text("appointment_id"), qint64(idOf("a2").value)}};
        QCOMPARE(code(tell("cancel_appointment", by_id)), text("needs_confirmation"));
        m_clock.advance(std::chrono::hours(25)); // Wednesday, half past ten: it is under way
        for (const char *function : {"cancel_appointment", "reschedule_appointment"}) {
            const QJsonObject reply = tell(function, with(by_id, "confirm", true));
            QCOMPARE(code(reply), text("date_in_past"));
            QVERIFY(!done(reply) && reply.value(QLatin1String("callback_queued")).toBool());
        }
        QCOMPARE(onlyCallback().appointment, idOf("a2"));
        // Who is late does not know the id.
        QCOMPARE(code(tell("cancel_appointment", "{}", kLena, "call_b")), text("date_in_past"));
        m_clock.advance(std::chrono::hours(2));
        QCOMPARE(code(tell("cancel_appointment", "{}", kLena, "call_b")), text("not_found"));
    }

    void callBacksAreMergedAndHaveAnEndSomebodyIsThere()
    {
        addPolicy({.most = 0});
        m_clock.set(Instant::fromMs(1'764'424'800'000)); // Saturday 2025-11-29T15:00+01:00, closed until Tuesday
        const QJsonObject late = tell("request_callback", R"({"reason":"Farbe"})", kTom);
        QCOMPARE(late.value(QLatin1String("expires_at")).toString(), text("2025-12-02T10:00:00+01:00"));
        const QJsonObject more = tell(
            "request_callback", R"({"reason":"Und ein Gutschein","priority":"dringend","phone_number":"0171 3920055",
            "preferred_date":"Mittwoch","preferred_time":"nachmittags"})",
            kTom);
        QVERIFY(duplicate(more));
        QCOMPARE(more.value(QLatin1String("wanted_from")).toString(), text("2025-12-03T13:00:00+01:00"));
        QCOMPARE(more.value(QLatin1String("expires_at")).toString(), text("2025-12-03T17:00:00+01:00"));
        const Callback one = onlyCallback();
        QCOMPARE(one.reason, text("Farbe; Und ein Gutschein"));
        QCOMPARE(one.priority, CallbackPriority::Urgent);
        QCOMPARE(one.phone, text(kTom)); // the call's number is the caller's
        QCOMPARE(one.name, text("Tom Adler"));
    }

    void looksUpOnlyTheCallersOwn()
    {
        const QJsonObject tom = tell("query_appointment", "{}", kTom);
        QCOMPARE(tom.value(QLatin1String("appointments")).toArray().size(), 2);
        QVERIFY(!QJsonDocument(tom).toJson().contains("Dauerwelle"));
        QCOMPARE(said(tom), text("Eingetragen ist Herrenhaarschnitt bei Jon Peters am Mittwoch, den 26. November um 10 "
                                 "Uhr und Kinderhaarschnitt am Samstag, den 29. November um 9 Uhr."));
        QCOMPARE(tell("get_customer_appointments", R"({"limit":"1"})", kTom)
                     .value(QLatin1String("appointments"))
                     .toArray()
                     .size(),
                 1);
        QCOMPARE(tell("get_customer_appointments", R"({"date":"Samstag","customer_name":"Lena Vogt"})", kTom)
                     .value(QLatin1String("appointments"))
                     .toArray()
                     .at(0)[QLatin1String("service")]
                     .toString(),
                 text("Kinderhaarschnitt"));
        QVERIFY(!tell("query_appointment", R"({"past":"true"})", kTom).value(QLatin1String("found")).toBool());
        QVERIFY(!tell("query_appointment", R"({"customer_name":"Tom Adler"})", kStranger)
                     .value(QLatin1String("found"))
                     .toBool());
        m_clock.set(Instant::fromMs(1'764'600'000'000)); // 2025-12-01
        for (const char *args : {R"({"past":1})", R"({"zeitraum":"vergangen"})", R"({"datum":"29.11.2025"})"}) {
            const QJsonObject past = tell("query_appointment", args, kTom);
            QVERIFY2(past.value(QLatin1String("found")).toBool(), args);
            QCOMPARE(past.value(QLatin1String("period")).toString(), text("past"));
            QVERIFY(said(past).startsWith(text("Zuletzt bei uns war Kinderhaarschnitt am Samstag")));
        }
        QVERIFY(said(tell("query_appointment", "{}", kTom)).contains(text("kein Termin")));
    }

    void everyPublishedFunctionIsAnswered()
    {
        for (const QString &function : publishedFunctions())
            QVERIFY2(code(tell(function.toUtf8().constData(), "{}")) != text("unknown_function"), qPrintable(function));
    }

    void speaksEnglish()
    {
        const char *args = R"({"language":"en","new_date":"Thursday","new_time":"9 am"})";
        QCOMPARE(
            said(tell("reschedule_appointment", args)),
            text("Should I move this appointment: Dauerwelle with Mia Sommer on Wednesday, November 26 at 10 a.m.? "
                 "It would then be on Thursday, November 27 at 9 a.m. with Mia Sommer."));
        QVERIFY(said(tell("cancel_appointment", R"({"language":"en"})", kStranger, "call_b"))
                    .contains(text("you will be called back")));
    }

    void twoCallsAndTwoYesesChangeItOnce()
    {
        for (const bool cancels : {true, false}) {
            const char *function = cancels ? "cancel_appointment" : "reschedule_appointment";
            const char *key = cancels ? "a1" : "a2";
            const char *from = cancels ? kTom : kLena;
            const QJsonObject args{{text("appointment_id"), qint64(idOf(key).value)},
                                   {text("new_datetime"), text("2025-11-27T09:00")}};
            constexpr int kPeople = 6;
            for (int call = 0; call < 2; ++call)
                QCOMPARE(code(tell(function, args, from, call == 0 ? "call_1" : "call_2")),
                         call == 0 || cancels ? text("needs_confirmation") : text("slot_taken"));
            std::vector<QJsonObject> replies(kPeople);
            test::atOnce(*m_database, kPeople, [&](int who, Connection &connection) {
                replies[size_t(who)] = answer(connection, function, with(args, "confirm", true),
                                              cancels && who % 2 == 1 ? "call_2" : "call_1", from)
                                           .document();
            });
            int first = 0;
            for (const QJsonObject &reply : replies) {
                QVERIFY2(done(reply), QJsonDocument(reply).toJson().constData());
                first += duplicate(reply) ? 0 : 1;
            }
            QCOMPARE(first, 1);
            QCOMPARE(read(key).version, 2);
        }
        QCOMPARE(test::bookFaults(*m_connection), QString());
    }

    void aFailingDatabaseNeverLies_data()
    {
        QTest::addColumn<bool>("cancels");
        QTest::newRow("cancel") << true;
        QTest::newRow("move") << false;
    }
    /// Whatever fails in the second step: the change is there, or the row that was promised, or nothing was promised;
    /// and who says yes again is served.
    void aFailingDatabaseNeverLies()
    {
        QFETCH(bool, cancels);
        const char *function = cancels ? "cancel_appointment" : "reschedule_appointment";
        int call_number = 0;
        int left = 0;
        const int met = test::forEachFault(m_database->url().engine, [&](FaultPlan &plan) {
            const QByteArray call_id = "call_" + QByteArray::number(++call_number);
            const QString start = QStringLiteral("2025-11-28T09:00");
            QVERIFY(m_connection->run(text("DELETE FROM callbacks")));
            const QJsonObject booked = tell("start_booking",
                                            QJsonObject{{text("service"), text("Herrenhaarschnitt")},
                                                        {text("datetime"), start},
                                                        {text("staff"), text("jon")}},
                                            kAylin, call_id.constData());
            QVERIFY(booked.value(QLatin1String("booked")).toBool());
            const AppointmentId id{booked.value(QLatin1String("appointment_id")).toInt()};
            const QJsonObject args{{text("appointment_id"), qint64(id.value)},
                                   {text("new_datetime"), text("2025-11-28T14:00")},
                                   {text("confirm"), true}};
            QCOMPARE(code(tell(function, args, kAylin, call_id.constData())), text("needs_confirmation"));
            FunctionReply reply;
            {
                const auto faulty = m_database->open(Purpose::ReadWrite, &plan);
                reply = answer(*faulty, function, args, call_id.constData(), kAylin);
            }
            const int rows = count("SELECT COUNT(*) FROM callbacks WHERE status = 'open'");
            if (reply.code == text("callback_queued")) {
                ++left;
                QCOMPARE(rows, 1);
            } else {
                QVERIFY2(reply.code.isEmpty() || reply.code == text("temporarily_unavailable"), qPrintable(reply.code));
                QCOMPARE(reply.code.isEmpty(), reply.fields.value(QLatin1String("done")).toBool());
            }
            QVERIFY(done(tell(function, args, kAylin, call_id.constData())));
            const auto now = AppointmentTable::read(*m_connection, id);
            QCOMPARE(now->version, 2);
            QCOMPARE(now->status == AppointmentStatus::Cancelled, cancels);
            if (!cancels) // so that the next round finds the time free
                QVERIFY(BookingDesk(m_clock, m_random).cancel(*m_connection, id, text("krank"), {}, {}));
        });
        QVERIFY2(met > 20, qPrintable(QString::number(met)));
        QVERIFY2(left > 5, qPrintable(QString::number(left)));
    }

private:
    test::ManualClock m_clock;
    std::atomic<unsigned> m_seed{100};
    test::SeededRandom m_random{11};
    std::unique_ptr<test::ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(TestPhoneChanges)
#include "tst_phonechanges.moc"
