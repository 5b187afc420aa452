// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commandline.h"
#include "app/ctl/slotcommands.h"
#include "core/booking/bookingdesk.h"
#include "core/booking/holddesk.h"
#include "core/engine/deskreads.h"
#include "core/phone/functiondesk.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/customertable.h"
#include "core/storage/transaction.h"
#include "tests/support/phonesalon.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QTest>

using namespace salon;
using namespace salon::test;

/// Whoever asks why a start is not free hears the same: the command line, the booking dialog, and the phone with a code
/// and without anybody's name. (Cal.com's busy blocks cannot be stored yet; the oracle judges them.)
class TestRefusals : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
    ManualClock m_clock;
    SeededRandom m_random{11};
    Catalogue m_salon;

    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }
    Instant at(const QString &wall) const { return *m_salon.salon.zone.parseIso(wall); }
    StaffId staff(const QString &key) const { return key.isEmpty() ? StaffId() : m_salon.member(key)->id; }

    QJsonObject explained(const QString &service, const QString &staff, const QString &start)
    {
        QStringList line{text("--json"), text("--database=sqlite:") + m_database->url().path,
                         text("--data-dir=") + m_database->folder(),
                         text("--config=") + m_database->folder() + text("/none.conf"),
                         text("--clock=2025-11-25T09:30:00+01:00")};
        line << text("explain") << text("--service") << service << text("--start") << start;
        if (!staff.isEmpty())
            line << text("--staff") << staff;
        QBuffer out;
        QBuffer err;
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        if (runCommandLine(slotCommands(), line, out, err) != ExitCode::Done)
            qWarning("%s", err.data().constData());
        return QJsonDocument::fromJson(out.data()).object();
    }

    /// The dialog's sentence; nothing where its day does not list the start.
    std::optional<QString> shown(const QString &service, StaffId member, CustomerId customer, const QString &start)
    {
        const StartQuestion question{.branch = m_salon.branches.first().id,
                                     .service = m_salon.service(service)->id,
                                     .staff = member,
                                     .customer = customer,
                                     .date = m_salon.salon.zone.dateOf(at(start))};
        const auto starts = DeskReads::starts(*m_connection, m_clock.now(), question, Language::German);
        for (const StartView &view : *starts)
            if (view.start == at(start))
                return view.why_not;
        return std::nullopt;
    }

    QJsonObject told(const QString &service, const QString &staff, const QString &start, const char *number)
    {
        const QJsonObject args{{text("service_name"), service},
                               {text("mitarbeiter"), staff},
                               {text("date"), start.section(u'T', 0, 0)},
                               {text("time"), start.section(u'T', 1)}};
        const auto call = FunctionCall::parse(
            wrappedCall(text("check_availability_v17"), args, text("call_a"), text(number)), {}, m_clock.now());
        return FunctionDesk(m_clock, m_random).answer(*m_connection, *call).document();
    }

    void book(const char *service, const char *staff, const char *start)
    {
        const auto outcome = BookingDesk(m_clock, m_random)
                                 .book(*m_connection, {.branch = m_salon.branches.first().id,
                                                       .service = m_salon.service(text(service))->id,
                                                       .staff = this->staff(text(staff)),
                                                       .start = at(text(start)),
                                                       .name = text("Ines Marten"),
                                                       .source = Source::Desk});
        QVERIFY(outcome);
        QCOMPARE(outcome->kind, BookingOutcome::Kind::Booked);
    }

    void holdForAnotherCall()
    {
        const SlotWish wish{.branch = m_salon.branches.first().id,
                            .service = m_salon.service(text("herrenhaarschnitt"))->id,
                            .staff = staff(text("robin-2")),
                            .call_id = text("call_z")};
        const auto held = HoldDesk(m_clock).hold(*m_connection, wish, at(text("2025-11-27T14:00")));
        QVERIFY(held);
        QVERIFY(held->hold);
    }

    void workOnlyInTheMorning(const char *key)
    {
        Staff member = *m_salon.member(text(key));
        member.working_hours = {{3, {{540, 780}}}};
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(CatalogueTable::saveStaff(*tx, member));
        QVERIFY(tx->commit());
    }

private Q_SLOTS:
    void init()
    {
        m_database = std::make_unique<ThrowAwayDatabase>(QStringLiteral("sqlite"));
        m_connection = m_database->open();
        m_clock.set(Instant::fromMs(1'764'059'400'000)); // Tuesday 2025-11-25T09:30+01:00
        QVERIFY(importPhoneSalon(*m_connection, m_clock));
        m_salon = *CatalogueTable::load(*m_connection);
        book("dauerwelle", "robin-1", "2025-11-26T14:00");
        book("dauerwelle", "robin-2", "2025-11-26T14:00");
        holdForAnotherCall();
        workOnlyInTheMorning("jon");
    }
    void cleanup()
    {
        m_connection.reset();
        m_database.reset();
    }

    void everybodyHearsTheSame_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("staff");
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *rule, const char *service, const char *staff, const char *start,
                            const char *code, const char *sentence) {
            QTest::newRow(rule) << text(rule) << text(service) << text(staff) << text(start) << text(code)
                                << text(sentence);
        };
        row("past", "herrenhaarschnitt", "mia", "2025-11-25T09:00", "date_in_past", "09:00 ist schon vorbei.");
        row("off_grid", "herrenhaarschnitt", "mia", "2025-11-26T14:03", "off_grid", "fünf Minuten (14:00, 14:05).");
        row("notice", "herrenhaarschnitt", "mia", "2025-11-25T09:40", "too_soon", "frühestens um 09:45.");
        row("horizon", "herrenhaarschnitt", "mia", "2027-01-05T10:00", "too_far_ahead", "letzter Tag");
        row("closed_day", "herrenhaarschnitt", "mia", "2025-12-24T10:00", "outside_opening_hours", "(Weihnachten)");
        row("opening_hours", "dauerwelle", "mia", "2025-11-26T17:30", "outside_opening_hours", "17:30–19:45 dauern.");
        row("capability", "kinderhaarschnitt", "jon", "2025-11-26T09:00", "staff_cannot_provide_service",
            "Jon Peters bietet Kinderhaarschnitt nicht an.");
        row("absence", "herrenhaarschnitt", "jon", "2025-12-02T10:00", "staff_absent", "(Urlaub)");
        row("working_hours", "herrenhaarschnitt", "jon", "2025-11-26T14:00", "outside_working_hours",
            "Jon Peters arbeitet dann nicht");
        row("break", "herrenhaarschnitt", "mia", "2025-11-26T12:30", "outside_working_hours", "Pause von Mia Sommer");
        row("appointment", "herrenhaarschnitt", "jon", "2025-11-26T10:30", "slot_taken",
            "um 10:30 trifft bei Jon Peters auf Tom Adler, Herrenhaarschnitt 10:00.");
        row("unassigned_appointment", "herrenhaarschnitt", "mia", "2025-11-29T09:15", "slot_taken",
            "noch niemandem zugeteilt");
        row("hold", "herrenhaarschnitt", "robin-2", "2025-11-27T14:30", "slot_taken",
            "ist bei Robin Falk für einen Anruf vorgemerkt, bis 09:33.");
        row("resource", "dauerwelle", "mia", "2025-11-26T14:00", "slot_taken", "Waschplatz ist dann voll belegt.");
    }

    void everybodyHearsTheSame()
    {
        QFETCH(QString, rule);
        QFETCH(QString, service);
        QFETCH(QString, staff);
        QFETCH(QString, start);
        QFETCH(QString, code);
        QFETCH(QString, sentence);
        const QJsonObject why = explained(service, staff, start);
        QVERIFY(!why[QLatin1String("available")].toBool(true));
        QCOMPARE(why[QLatin1String("rule")].toString(), rule);
        const QString said = why[QLatin1String("text")].toString();
        QVERIFY2(said.contains(sentence), qPrintable(said));

        const std::optional<QString> in_dialog = shown(service, this->staff(staff), {}, start);
        const int minute = m_salon.salon.zone.timeOf(at(start)).minute();
        QCOMPARE(in_dialog.has_value(), minute % m_salon.salon.grid_min == 0);
        QCOMPARE(in_dialog.value_or(said), said);

        const QJsonObject reply = told(service, staff, start, "+491713920017");
        QCOMPARE(reply[QLatin1String("code")].toString(), code);
        QCOMPARE(reply[QLatin1String("available")].toBool(true), false);
        const QByteArray whole = QJsonDocument(reply).toJson();
        for (const char *name : {"Tom", "Adler", "Lena", "Vogt", "Ines", "Marten", "Mats", "call_z"})
            QVERIFY2(!whole.contains(name), whole.constData());
    }

    /// The customer's own appointment comes before whatever else is in the way: nobody hears "taken" about their own.
    void whoAsksAboutTheirOwnTimeHearsSo()
    {
        const auto lena = CustomerTable::byPhone(*m_connection, text("+491713920001"));
        QCOMPARE(lena->size(), 1);
        const QString start = text("2025-11-26T10:15");
        const auto in_dialog = shown(text("herrenhaarschnitt"), staff(text("mia")), lena->first().id, start);
        QVERIFY2(in_dialog && in_dialog->contains(text("schon einen Termin: Lena Vogt, Dauerwelle 10:00")),
                 qPrintable(in_dialog.value_or(QString())));
        const QJsonObject reply = told(text("herrenhaarschnitt"), text("mia"), start, "+491713920001");
        QCOMPARE(reply[QLatin1String("code")].toString(), text("customer_busy"));
    }

    /// A buffer keeps two apart that do not overlap, and the sentence says so.
    void buffersAreNamed()
    {
        Service cut = *m_salon.service(text("herrenhaarschnitt"));
        cut.buffer_before_min = 10;
        cut.buffer_after_min = 15;
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(CatalogueTable::saveService(*tx, cut));
        QVERIFY(tx->commit());
        const auto sentence = [&](const char *start) {
            return explained(text("herrenhaarschnitt"), text("mia"), text(start))[QLatin1String("text")].toString();
        };
        book("herrenhaarschnitt", "mia", "2025-11-28T10:00");
        QCOMPARE(sentence("2025-11-28T11:10"),
                 text("Schneiden & Styling um 11:10 liegt zu nah an Ines Marten, Herrenhaarschnitt 10:00: dazwischen "
                      "müssen 25 Minuten frei bleiben."));
        QVERIFY(sentence("2025-11-28T11:20").startsWith(text("Frei")));
        QVERIFY(sentence("2025-11-28T10:30").contains(text("trifft bei Mia Sommer auf")));
    }

    void sentencesSayWhichDayAndWhatIsSwitchedOff()
    {
        Salon slow = m_salon.salon;
        slow.notice_min = 2880;
        Service cut = *m_salon.service(text("damenhaarschnitt"));
        cut.active = false;
        Staff jon = *m_salon.member(text("jon"));
        jon.absences.first().reason.clear();
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(CatalogueTable::saveSalon(*tx, slow, m_random));
        QVERIFY(CatalogueTable::saveService(*tx, cut));
        QVERIFY(CatalogueTable::saveStaff(*tx, jon));
        QVERIFY(tx->commit());
        const auto sentence = [&](const char *service, const char *staff, const char *start) {
            return explained(text(service), text(staff), text(start))[QLatin1String("text")].toString();
        };
        QCOMPARE(sentence("herrenhaarschnitt", "mia", "2025-11-26T12:00"),
                 text("Zu kurzfristig: frühestens um 27.11.2025 09:30."));
        QCOMPARE(sentence("herrenhaarschnitt", "mia", "2025-11-22T12:00"), text("22.11.2025 12:00 ist schon vorbei."));
        QCOMPARE(sentence("damenhaarschnitt", "mia", "2025-11-28T12:00"),
                 text("Damenhaarschnitt wird zurzeit nicht angeboten."));
        QCOMPARE(sentence("herrenhaarschnitt", "jon", "2025-12-02T10:00"),
                 text("Jon Peters ist abwesend (01.12.2025–05.12.2025)."));
    }

    /// A check and the booking after it mean the same person: "Frau Vogt" is Lena Vogt.
    void whoIsMeantByANameIsTheSameInACheckAndABooking()
    {
        const QJsonObject args{{text("service_name"), text("herrenhaarschnitt")},
                               {text("mitarbeiter"), text("mia")},
                               {text("customer_name"), text("Frau Vogt")},
                               {text("date"), text("2025-11-26")},
                               {text("time"), text("10:15")}};
        for (const char *function : {"check_availability_v17", "start_booking"}) {
            const auto call = FunctionCall::parse(
                wrappedCall(text(function), args, text("call_a"), text("+491713920001")), {}, m_clock.now());
            const QJsonObject reply = FunctionDesk(m_clock, m_random).answer(*m_connection, *call).document();
            QCOMPARE(reply[QLatin1String("code")].toString(), text("customer_busy"));
        }
    }

    /// With whom a start was told to be free, with them it is booked, whoever has less to do meanwhile.
    void theBookingIsWithWhomTheCheckNamed()
    {
        const auto ask = [this](const char *function) {
            const QJsonObject args{{text("service_name"), text("kinderhaarschnitt")},
                                   {text("customer_name"), text("Nils Ahrens")},
                                   {text("date"), text("2025-11-28")},
                                   {text("time"), text("10:00")}};
            const auto call = FunctionCall::parse(
                wrappedCall(text(function), args, text("call_n"), text("+491713920044")), {}, m_clock.now());
            return FunctionDesk(m_clock, m_random).answer(*m_connection, *call).document();
        };
        Capability nobody_first =
            *m_salon.capability(staff(text("mia")), m_salon.service(text("kinderhaarschnitt"))->id);
        nobody_first.primary = false;
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(CatalogueTable::saveCapability(*tx, nobody_first));
        QVERIFY(tx->commit());
        const QString named = ask("check_availability_v17")[QLatin1String("staff_key")].toString();
        QCOMPARE(named, text("mia"));
        book("herrenhaarschnitt", "mia", "2025-11-28T15:00");
        QCOMPARE(ask("start_booking")[QLatin1String("staff_key")].toString(), named);
    }

    /// The desk may book with a warning what the phone may not.
    void missingMapsRefuseThePhoneAndWarnTheDesk()
    {
        const QString start = text("2025-11-26T09:00");
        const QJsonObject why = explained(text("ansatzfaerbung"), text("robin-1"), start);
        QVERIFY(why[QLatin1String("available")].toBool());
        QVERIFY(!why[QLatin1String("missing_event_maps")].toArray().isEmpty());
        QCOMPARE(
            told(text("ansatzfaerbung"), text("robin-1"), start, "+491713920017")[QLatin1String("code")].toString(),
            text("not_syncable"));
    }
};

QTEST_GUILESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
