// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/appointmentcommands.h"
#include "app/ctl/commandline.h"
#include "app/ctl/slotcommands.h"
#include "core/phone/functiondesk.h"
#include "core/salonfile/salonimport.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/query.h"
#include "tests/support/lindescene.h"
#include "tests/support/phonesalon.h"

#include <QBuffer>
#include <QTest>

using namespace salon;
using namespace salon::test;

namespace
{

constexpr const char *kSmallSalon = R"({"format":"salondesk-salon","version":1,
    "salon":{"name":"Linde","time_zone":"Europe/Berlin"},
    "branches":[{"key":"mitte","name":"Mitte","opening_hours":{"wed":[["09:00","18:00"]]}}],
    "staff":[{"key":"mia","name":"Mia","branch":"mitte","working_hours":{"wed":[["09:00","18:00"]]}}],
    "services":[{"key":"cut","name":"Cut","buffer_after_min":10,"segments":[
        {"key":"A","name":"A","minutes":30,"staff":"busy"},{"key":"G","name":"G","minutes":15,"staff":"free"}]}],
    "capabilities":[{"staff":"mia","service":"cut","minutes":{"A":35}}],
    "customers":[{"key":"lena","name":"Lena"}],
    "appointments":[{"service":"cut","staff":"mia","customer":"lena","start":"2025-11-26T10:00"}]})";

QByteArray parts(int count)
{
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += R"({"key":"P)" + QByteArray::number(i) + R"(","name":"P","minutes":5,"staff":"busy"},)";
    return all;
}

/// The first service, as so many parts of five minutes each.
QByteArray segments(int count)
{
    return "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + QByteArray::number(count) +
           ") INSERT INTO segments (service, position, key, name, minutes, busy, done_by, resource) "
           "SELECT 1, i + 1, 'S' || i, 'S', 5, 0, 'same', '' FROM n";
}

} // namespace

/// What nobody should ever send, at every door, with the sentence it is refused with. Refusals are the same on both
/// engines, so one is enough.
class TestBadInput : public QObject, private LindeScene
{
    Q_OBJECT

    void run(const QByteArray &sql)
    {
        if (const auto done = Query(*m_connection, QString::fromUtf8(sql)).exec(); !done)
            qFatal("%s", qPrintable(done.error().detail));
        m_connection = m_database->open(); // what was read of the catalogue stays with a connection
    }

    QString atTheDesk(const QString &start)
    {
        const auto at = m_salon.salon.zone.parseIso(start);
        if (!at)
            return at.error().detail;
        const auto outcome = desk().book(*m_connection, {.branch = kMitte,
                                                         .service = kMensCut,
                                                         .staff = kMia,
                                                         .start = *at,
                                                         .name = QStringLiteral("Lena Vogt"),
                                                         .source = Source::Desk});
        return !outcome                                        ? outcome.error().detail
               : outcome->kind == BookingOutcome::Kind::Booked ? QStringLiteral("booked")
                                                               : outcome->refusal.text;
    }

    QString atTheTerminal(const QString &start)
    {
        QBuffer out;
        QBuffer err;
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        runCommandLine(slotCommands() + appointmentCommands(),
                       {QStringLiteral("--json"), QStringLiteral("--database=sqlite:") + m_database->url().path,
                        QStringLiteral("--data-dir=") + m_database->folder(),
                        QStringLiteral("--config=") + m_database->folder() + QStringLiteral("/none.conf"),
                        QStringLiteral("--clock=2025-11-25T09:30:00+01:00"), QStringLiteral("appointments"),
                        QStringLiteral("book"), QStringLiteral("--service=herrenhaarschnitt"),
                        QStringLiteral("--staff=mia"), QStringLiteral("--start=") + start,
                        QStringLiteral("--name=Lena Vogt")},
                       out, err);
        const QString first = QString::fromUtf8(err.data()).section(QLatin1Char('\n'), 0, 0);
        return first.isEmpty() ? QStringLiteral("booked")
                               : QString(first).remove(QStringLiteral("salondeskctl appointments book: "));
    }

    QString byPhone(const QString &start)
    {
        const QJsonObject args{{QStringLiteral("datetime"), start},
                               {QStringLiteral("service"), QStringLiteral("Herrenhaarschnitt")},
                               {QStringLiteral("staff"), QStringLiteral("mia")},
                               {QStringLiteral("customer_name"), QStringLiteral("Lena Vogt")}};
        const auto call = FunctionCall::parse(
            wrappedCall(QStringLiteral("start_booking"), args, QStringLiteral("call_a")), {}, m_clock.now());
        const QJsonObject reply = FunctionDesk(m_clock, m_random).answer(*m_connection, *call).document();
        return reply[QLatin1String("code")].toString() + QStringLiteral(": ") +
               reply[QLatin1String("message")].toString().section(QStringLiteral(" Frei wäre "), 0, 0);
    }

private Q_SLOTS:
    void init()
    {
        m_database = std::make_unique<ThrowAwayDatabase>(QStringLiteral("sqlite"));
        open();
    }
    void cleanup() { close(); }

    void theSalonFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("becomes");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const QByteArray &was, const QByteArray &becomes, const char *sentence) {
            QTest::newRow(name) << was << becomes << QString::fromUtf8(sentence);
        };
        const QByteArray minutes = R"("minutes":30)";
        row("zero minutes", minutes, R"("minutes":0)",
            "$.services[0].segments[0].minutes: must be a whole number from 1 to 1440");
        row("negative minutes", minutes, R"("minutes":-30)",
            "$.services[0].segments[0].minutes: must be a whole number from 1 to 1440");
        row("minutes off five", minutes, R"("minutes":32)",
            "$.services[0].segments[0].minutes: must be a multiple of 5 minutes");
        row("a segment longer than a day", minutes, R"("minutes":1445)",
            "$.services[0].segments[0].minutes: must be a whole number from 1 to 1440");
        row("a service longer than a day", minutes, R"("minutes":1440)",
            "$.services[0].segments: must not take longer than a day");
        row("longer than a day with her", R"("A":35)", R"("A":1440)",
            "$.capabilities[0].minutes: cut must not take longer than a day");
        row("own minutes of zero", R"("A":35)", R"("A":0)",
            "$.capabilities[0].minutes.A: must be a whole number from 1 to 1440");
        row("own minutes below zero", R"("A":35)", R"("A":-5)",
            "$.capabilities[0].minutes.A: must be a whole number from 1 to 1440");
        row("500 segments", R"("segments":[)", R"("segments":[)" + parts(500),
            "$.services[0].segments: must not have more than 100 parts");
        row("500 phases", R"("start":)",
            R"("phases":[)" + parts(500).replace(R"("name":"P",)", "").chopped(1) + R"(],"start":)",
            "$.appointments[0].phases: must not have more than 100 parts");
        row("buffer of a day", R"("buffer_after_min":10)", R"("buffer_after_min":1440)",
            "$.services[0].buffer_after_min: must be a whole number from 0 to 240");
        row("negative buffer", R"("buffer_after_min":10)", R"("buffer_after_min":-10)",
            "$.services[0].buffer_after_min: must be a whole number from 0 to 240");
        for (const char *zone : {"Europe/Atlantis", "Europe", "UTC+00:07", "europe/berlin"})
            row(zone, "Europe/Berlin", zone, "$.salon.time_zone: is no known time zone such as Europe/Berlin");
        row("no zone", "Europe/Berlin", " ", "$.salon.time_zone: must not be empty");
        const QByteArray start = "2025-11-26T10:00";
        row("start off the grid", start, "2025-11-26T10:02",
            "$.appointments[0].start: must lie on a multiple of 5 minutes");
        row("start in the gap", start, "2026-03-29T02:30",
            "$.appointments[0].start: 2026-03-29 02:30 does not exist: the clocks go forward then");
        row("start at the end of a day", start, "2025-11-26T24:00",
            "$.appointments[0].start: \"2025-11-26T24:00\" is no date and time such as 2025-11-26T10:00:00+01:00");
        row("start without a time", start, "2025-11-26",
            "$.appointments[0].start: \"2025-11-26\" is no date and time such as 2025-11-26T10:00:00+01:00");
        row("offset that no clock has", start, "2025-11-26T10:00:00+25:00",
            "$.appointments[0].start: \"2025-11-26T10:00:00+25:00\" is no date and time such as "
            "2025-11-26T10:00:00+01:00");
    }

    void theSalonFileIsRefused()
    {
        QFETCH(QByteArray, was);
        QFETCH(QByteArray, becomes);
        QFETCH(QString, sentence);
        QByteArray file = kSmallSalon;
        const ThrowAwayDatabase empty(QStringLiteral("sqlite"));
        const auto connection = empty.open();
        QVERIFY(SalonImport::run(*connection, m_clock, m_random, file, true));
        QVERIFY(file.contains(was));
        file.replace(file.indexOf(was), was.size(), becomes);
        const auto report = SalonImport::run(*connection, m_clock, m_random, file, false);
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::InvalidInput);
        QCOMPARE(report.error().detail, sentence);
    }

    /// A book that became like this by other ways: older versions, other programs, another machine.
    void everyDoorRefuses_data()
    {
        QTest::addColumn<QByteArray>("spoilt"); // what was done to the database
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("desk"); // and at the terminal
        QTest::addColumn<QString>("phone");
        const auto row = [](const char *name, const QByteArray &spoilt, const char *start, const char *desk,
                            const char *phone) {
            QTest::newRow(name) << spoilt << QString::fromLatin1(start) << QString::fromUtf8(desk)
                                << QString::fromUtf8(phone);
        };
        constexpr auto kTen = "2025-11-26T10:00";
        constexpr auto kNobodyCan = "staff_cannot_provide_service: Mia Sommer bietet Herrenhaarschnitt nicht an.";
        row("24 h service", "UPDATE segments SET minutes = 1440 WHERE service = 1", kTen,
            "Außerhalb der Öffnungszeiten (09:00–18:00): Herrenhaarschnitt würde 10:00–10:00 am nächsten Tag dauern.",
            "outside_opening_hours: Das würde bis 10 Uhr dauern, so lange haben wir nicht geöffnet. Bei Mia Sommer ist "
            "in den nächsten Tagen leider nichts anderes frei. Soll jemand Sie zurückrufen?");
        row("longer than a day", "UPDATE segments SET minutes = 1445 WHERE service = 1", kTen,
            "Außerhalb der Öffnungszeiten (09:00–18:00): Herrenhaarschnitt würde 10:00–10:05 am nächsten Tag dauern.",
            kNobodyCan);
        row("longer than a day with her",
            "INSERT INTO capability_minutes (staff, service, segment, minutes) VALUES (1, 1, 'A', 2000)", kTen,
            "Außerhalb der Öffnungszeiten (09:00–18:00): Herrenhaarschnitt würde 10:00–19:20 am nächsten Tag dauern.",
            "staff_cannot_provide_service: Mia Sommer bietet Herrenhaarschnitt nicht an. Möglich ist es bei Jon Peters "
            "oder Robin Falk.");
        row("500 segments", segments(500), kTen,
            "Außerhalb der Öffnungszeiten (09:00–18:00): Herrenhaarschnitt würde 10:00–04:35 2 Tage später dauern.",
            kNobodyCan);
        row("101 segments", segments(101), "2025-11-27T09:00",
            "Herrenhaarschnitt ist so nicht buchbar: das sind zu viele Abschnitte.", kNobodyCan);
        row("minutes off five", "UPDATE segments SET minutes = 32 WHERE service = 1", kTen,
            "Herrenhaarschnitt ist so nicht buchbar: die Minuten sind kein Vielfaches von fünf.", kNobodyCan);
        row("buffer off five", "UPDATE services SET buffer_after_min = 7 WHERE id = 1", kTen,
            "Herrenhaarschnitt ist so nicht buchbar: die Minuten sind kein Vielfaches von fünf.", kNobodyCan);
        row("nobody is needed", "UPDATE segments SET busy = 0 WHERE service = 1", kTen,
            "Herrenhaarschnitt ist so nicht buchbar: kein Abschnitt braucht jemanden vom Personal.", kNobodyCan);
        row("no segments", "DELETE FROM segments WHERE service = 1", kTen,
            "Herrenhaarschnitt ist so nicht buchbar: kein Abschnitt braucht jemanden vom Personal.", kNobodyCan);
        row("staff without working hours", "DELETE FROM working_hours", kTen,
            "Schneiden & Styling um 10:00: Mia Sommer arbeitet dann nicht (26.11.2025).",
            "outside_working_hours: Mia Sommer arbeitet dann nicht. Bei Mia Sommer ist in den nächsten Tagen leider "
            "nichts "
            "anderes frei. Soll jemand Sie zurückrufen?");
        row("no opening hours", "DELETE FROM opening_hours", kTen,
            "Der Salon ist an diesem Tag geschlossen (26.11.2025).",
            "outside_opening_hours: Am Mittwoch, den 26. November haben wir geschlossen. Bei Mia Sommer ist in den "
            "nächsten Tagen leider nichts anderes frei. Soll jemand Sie zurückrufen?");
        row("zone that does not exist", "UPDATE salon SET time_zone = 'Europe/Atlantis'", kTen,
            "the salon's time zone \"Europe/Atlantis\" is not known on this machine",
            "temporarily_unavailable: Das dauert gerade einen Moment länger. Bitte bleiben Sie kurz dran, ich versuche "
            "es gleich noch einmal.");
        row("start off the grid", "SELECT 1", "2025-11-26T10:02",
            "Termine beginnen auf vollen fünf Minuten (10:00, 10:05).",
            "off_grid: Termine beginnen bei uns alle fünf Minuten.");
        row("start off the grid by seconds", "SELECT 1", "2025-11-26T10:00:30",
            "Termine beginnen auf vollen fünf Minuten (10:00, 10:05).",
            "off_grid: Termine beginnen bei uns alle fünf Minuten.");
        row("start in the gap", "SELECT 1", "2026-03-29T02:30",
            "2026-03-29 02:30 does not exist: the clocks go forward then",
            "time_required: Sonntag, den 29. März 2026 um 2 Uhr 30 gibt es nicht, weil dann die Uhren vorgestellt "
            "werden. "
            "Um wie viel Uhr soll es sein?");
        row("start at the end of a day", "SELECT 1", "2025-11-26T24:00",
            "\"2025-11-26T24:00\" is no date and time such as 2025-11-26T10:00:00+01:00",
            "time_required: Die Uhrzeit habe ich nicht verstanden. Um wie viel Uhr soll es sein?");
        row("start at the end of time", "SELECT 1", "9999-12-31T10:00",
            "So weit voraus wird nicht gebucht (letzter Tag: 25.11.2026).",
            "too_far_ahead: So weit im Voraus nehmen wir noch keine Termine an, zurzeit nur bis Mittwoch, den 25. "
            "November "
            "2026.");
    }

    void everyDoorRefuses()
    {
        QFETCH(QByteArray, spoilt);
        QFETCH(QString, start);
        QFETCH(QString, desk);
        QFETCH(QString, phone);
        run(spoilt);
        QCOMPARE(atTheDesk(start), desk);
        QCOMPARE(atTheTerminal(start), desk);
        QCOMPARE(byPhone(start), phone);
    }

    void theDatabaseTakesNoLengthBelowOne()
    {
        for (const int length : {0, -30}) {
            Service cut = *m_salon.service(kMensCut);
            cut.segments.first().minutes = length;
            auto tx = Transaction::begin(*m_connection, m_clock);
            QVERIFY(!CatalogueTable::saveService(*tx, cut));
        }
        const Service stored = *CatalogueTable::load(*m_connection)->service(kMensCut);
        QCOMPARE(stored, *m_salon.service(kMensCut));
    }
};

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_badinput.moc"
