// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingdesk.h"
#include "core/metrics/figurereader.h"
#include "core/salonfile/salonexport.h"
#include "core/salonfile/salonimport.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/claimtable.h"
#include "core/storage/customertable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"

#include <QFile>
#include <QTest>

using namespace salon;

#define VERIFY_DONE(expression)                                                                                        \
    do {                                                                                                               \
        const auto &done_ = (expression);                                                                              \
        QVERIFY2(done_, done_ ? "" : qPrintable(done_.error().detail));                                                \
    } while (false)

namespace
{

const QByteArray kHelpers = R"({"format":"salondesk-salon","version":1,
            "salon":{"name":"Linde","time_zone":"Europe/Berlin","country":"DE"},
            "branches":[{"key":"mitte","name":"Mitte"},{"key":"west","name":"West"}],
            "staff":[{"key":"ada","name":"Ada","branch":"mitte","working_hours":{"tue":[["09:00","18:00"]]}},{"key":"bea","name":"Bea","branch":"west","working_hours":{"tue":[["09:00","18:00"]]}},
              {"key":"cem","name":"Cem","branch":"mitte","active":false,"working_hours":{"tue":[["09:00","18:00"]]}},{"key":"jon","name":"Jon","branch":"mitte","working_hours":{"tue":[["09:00","18:00"]]}},
              {"key":"mia","name":"Mia","branch":"mitte","working_hours":{"tue":[["09:00","18:00"]]}},{"key":"robin","name":"Robin","branch":"mitte","working_hours":{"tue":[["09:00","18:00"]]}}],
            "services":[{"key":"cut","name":"Schnitt","segments":[{"key":"A","name":"A","minutes":30,"staff":"busy"}]},
              {"key":"perm","name":"Dauerwelle","segments":[{"key":"A","name":"A","minutes":30,"staff":"busy"},
              {"key":"B","name":"B","minutes":30,"staff":"busy","by":"any_able"}]}],
            "capabilities":[{"staff":"ada","service":"cut"},{"staff":"bea","service":"perm"},
              {"staff":"cem","service":"perm"},{"staff":"jon","service":"perm"},{"staff":"mia","service":"perm"},
              {"staff":"robin","service":"perm"}],
            "customers":[{"key":"tom","name":"Tom"}]})";

} // namespace

class TestSalonImport : public QObject
{
    Q_OBJECT

    QByteArray m_demo;
    QByteArray m_every_key;
    std::unique_ptr<test::ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
    test::ManualClock m_clock;
    test::SeededRandom m_random{7};

    static QByteArray fixture(const char *name)
    {
        QFile file(QStringLiteral(SALONDESK_SOURCE_DIR "/tests/fixtures/salonfile/") + QLatin1String(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    Result<ImportReport> import(const QByteArray &bytes, bool dry_run = false)
    {
        return SalonImport::run(*m_connection, m_clock, m_random, bytes, dry_run);
    }
    QByteArray exported() const { return SalonExport::run(*m_connection).value_or(QByteArray("none")); }
    qint64 count(const char *table) const
    {
        Query query(*m_connection, QStringLiteral("SELECT COUNT(*) FROM %1").arg(QLatin1String(table)));
        return query.fetch() ? query.int64(0) : -1;
    }
    int openRows(AppointmentId id) const
    {
        const auto rows = OutboxTable::ofAppointment(*m_connection, id);
        return int(std::count_if(rows->cbegin(), rows->cend(),
                                 [](const OutboxRow &row) { return row.state != OutboxState::Done; }));
    }
    static QByteArray replaced(QByteArray bytes, const QByteArray &was, const QByteArray &becomes)
    {
        const qsizetype at = bytes.indexOf(was);
        Q_ASSERT(at >= 0);
        return bytes.replace(at, was.size(), becomes);
    }

private Q_SLOTS:
    void initTestCase_data() { test::addEngines(); }
    void initTestCase()
    {
        m_demo = fixture("demo-salon.json");
        m_every_key = fixture("every-key.json");
    }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_connection = m_database->open();
    }
    void cleanup()
    {
        m_connection.reset();
        m_database.reset();
    }

    void comesBackByteForByte_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("demo") << m_demo;
        QTest::newRow("every key") << m_every_key;
    }

    void comesBackByteForByte()
    {
        QFETCH(QByteArray, file);
        const auto first = import(file);
        VERIFY_DONE(first);
        const QByteArray once = exported();
        QVERIFY(once.endsWith("}\n"));
        QVERIFY(once.size() > 1000);

        QFETCH_GLOBAL(QString, engine);
        for (const QString &other_engine : {QStringLiteral("sqlite"), engine}) {
            test::ThrowAwayDatabase other(other_engine);
            const auto connection = other.open();
            VERIFY_DONE(SalonImport::run(*connection, m_clock, m_random, once, false));
            const auto twice = SalonExport::run(*connection);
            VERIFY_DONE(twice);
            QCOMPARE(*twice, once);
        }
        for (const QByteArray &again : {once, file}) {
            const auto report = import(again);
            VERIFY_DONE(report);
            QVERIFY(report->isNothingNew());
            QVERIFY(report->kept.value(QStringLiteral("appointments")).isEmpty());
        }
        QCOMPARE(exported(), once);
    }

    void fillsTheBook()
    {
        const auto report = import(m_demo);
        VERIFY_DONE(report);
        QCOMPARE(report->counts.value(QStringLiteral("appointments")), (ImportReport::Count{.added = 5}));
        QCOMPARE(report->counts.value(QStringLiteral("event_maps")), (ImportReport::Count{.added = 52}));
        QVERIFY(report->warnings.isEmpty());

        const auto catalogue = CatalogueTable::load(*m_connection);
        VERIFY_DONE(catalogue);
        const auto appointments = AppointmentTable::list(*m_connection, {});
        VERIFY_DONE(appointments);
        QCOMPARE(appointments->size(), 5);
        const Appointment &perm = appointments->at(appointments->at(0).key == QLatin1String("a2") ? 0 : 1);
        QCOMPARE(perm.phases.size(), 6);
        QCOMPARE(perm.span.length(), milliseconds(minutes(135)));
        QCOMPARE(perm.phases.at(0).sync_status, SyncStatus::None);
        const Appointment &unassigned = appointments->last();
        QVERIFY(unassigned.staff.isNull());
        // 55 + 110 + 105 + 140 busy minutes, and 30 of each of four for the unassigned one
        QCOMPARE(count("claims"), (55 + 110 + 105 + 140 + 4 * 30) / 5);
        QCOMPARE(count("outbox"), 0);
        QCOMPARE(count("journal"), 1);
        QVERIFY(!CatalogueTable::instance(*m_connection)->isEmpty());
    }

    /// Else the first questions after a large file are planned as if the tables were empty, and miss their deadline.
    void aServerKnowsItsTablesAtOnce()
    {
        if (m_database->isSqlite())
            QSKIP("SQLite plans by its indexes alone");
        VERIFY_DONE(import(m_demo));
        Query query(*m_connection, "SELECT CAST(reltuples AS BIGINT) FROM pg_class WHERE relname = 'appointments'");
        QVERIFY(*query.fetch());
        QCOMPARE(query.int64(0), count("appointments"));
    }

    /// What comes with the file needs its basins as what is booked later does.
    void whatComesWithItsBasinsTakesThem()
    {
        const QByteArray salon = R"({"format":"salondesk-salon","version":1,
            "salon":{"name":"Linde","time_zone":"Europe/Berlin","country":"DE"},
            "branches":[{"key":"mitte","name":"Mitte","resources":[{"key":"basin","name":"Waschplatz","count":1}]}],
            "staff":[{"key":"mia","name":"Mia","branch":"mitte","working_hours":{"tue":[["09:00","18:00"]]}}],
            "services":[{"key":"wash","name":"Waschen","segments":
              [{"key":"A","name":"A","minutes":10,"staff":"busy","resource":"basin"}]}],
            "capabilities":[{"staff":"mia","service":"wash"}],
            "customers":[{"key":"tom","name":"Tom"}],
            "appointments":[{"key":"a1","service":"wash","staff":"mia","customer":"tom",
              "start":"2025-11-25T10:00:00+01:00"}]})";
        VERIFY_DONE(import(salon));
        QCOMPARE(count("resource_claims"), 2); // of five minutes each
        Query held(*m_connection, "SELECT COUNT(*) FROM phases WHERE resource IS NOT NULL");
        QVERIFY(*held.fetch());
        QCOMPARE(held.integer(0), 1);
    }

    void storesUidsAsSynced()
    {
        const auto report = import(m_every_key);
        VERIFY_DONE(report);
        QCOMPARE(report->warnings.size(), 2); // a map of a segment that is no more, and a neighbour instead of a number
        QVERIFY(report->warnings.first().startsWith(QLatin1String("$.event_maps[2].segment: ")));
        QVERIFY(report->warnings.last().startsWith(QLatin1String("$.customers[1].phone: ")));
        const auto id = AppointmentTable::byKey(*m_connection, QStringLiteral("a2"));
        VERIFY_DONE(id);
        const auto appointment = AppointmentTable::read(*m_connection, **id);
        VERIFY_DONE(appointment);
        QCOMPARE(appointment->phases.at(0).sync_status, SyncStatus::Synced);
        QCOMPARE(appointment->phases.at(0).calcom_uid, QStringLiteral("uid-a2-A"));
        QCOMPARE(appointment->phases.at(1).sync_status, SyncStatus::None);
        QCOMPARE(appointment->span.length(), milliseconds(minutes(75)));
        QCOMPARE(count("outbox"), 0);
    }

    void warnsOfWhatCannotBeMeant_data()
    {
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("becomes");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *name, const char *was, const char *becomes, const char *path) {
            QTest::newRow(name) << QByteArray(was) << QByteArray(becomes) << QString::fromUtf8(path);
        };
        row("phone", R"("+49 171 3920001")", R"("abc")", "$.customers[0].phone");
        row("map of a free segment", R"("segment":"A")", R"("segment":"G")", "$.event_maps[0].segment");
        row("event type of two segments", R"("event_type_id":2)", R"("event_type_id":1)",
            "$.event_maps[1].event_type_id");
        row("child of two segments", R"("event_type_id":2)", R"("event_type_id":3,"child_event_type_id":1)",
            "$.event_maps[1].child_event_type_id");
        row("its own child", "\"event_type_id\":2", "\"event_type_id\":2,\"child_event_type_id\":2",
            "$.event_maps[1].child_event_type_id");
        row("country without known holidays", "\"country\":\"DE\"", "\"country\":\"FR\"", "$.salon.country");
    }

    void warnsOfWhatCannotBeMeant()
    {
        QFETCH(QByteArray, was);
        QFETCH(QByteArray, becomes);
        QFETCH(QString, path);
        const QByteArray file = R"({"format":"salondesk-salon","version":1,
            "salon":{"name":"Linde","time_zone":"Europe/Berlin","country":"DE"},
            "branches":[{"key":"mitte","name":"Mitte"}],
            "staff":[{"key":"mia","name":"Mia","branch":"mitte"}],
            "services":[{"key":"perm","name":"Dauerwelle","segments":[{"key":"A","name":"A","minutes":30,"staff":"busy"},
              {"key":"G","name":"G","minutes":15,"staff":"free"},{"key":"B","name":"B","minutes":20,"staff":"busy"}]}],
            "capabilities":[{"staff":"mia","service":"perm"}],
            "event_maps":[{"staff":"mia","service":"perm","segment":"A","event_type_id":1},
              {"staff":"mia","service":"perm","segment":"B","event_type_id":2}],
            "customers":[{"key":"tom","name":"Tom","phone":"+49 171 3920001"}]})";
        const auto clean = import(file, true);
        VERIFY_DONE(clean);
        QVERIFY(clean->warnings.isEmpty());
        const auto report = import(replaced(file, was, becomes));
        VERIFY_DONE(report);
        QCOMPARE(report->warnings.size(), 1);
        QCOMPARE(report->warnings.first().section(QStringLiteral(": "), 0, 0), path);
        VERIFY_DONE(import(exported())); // what was taken in can be read back
    }

    void takesBackWhatWasQueuedAndIsNoLongerSo()
    {
        VERIFY_DONE(import(m_demo));
        const AppointmentId id = **AppointmentTable::byKey(*m_connection, QStringLiteral("a1"));
        const auto stored = AppointmentTable::read(*m_connection, id);
        const Actor actor{QStringLiteral("desk"), Source::Desk};
        const Instant later = stored->span.begin + std::chrono::hours(5);
        for (const bool is_cancelled : {false, true}) {
            VERIFY_DONE(BookingDesk(m_clock, m_random).move(*m_connection, id, {.start = later}, {}, actor));
            QCOMPARE(openRows(id), 1);
            QCOMPARE(word(AppointmentTable::read(*m_connection, id)->phases.first().sync_status),
                     QStringLiteral("pending"));
            const QByteArray file =
                is_cancelled ? replaced(m_demo, R"("status": "confirmed")", R"("status":"cancelled")") : m_demo;
            VERIFY_DONE(import(file));
            QCOMPARE(openRows(id), 0);
            QCOMPARE(word(AppointmentTable::read(*m_connection, id)->phases.first().sync_status),
                     QStringLiteral("none"));
        }
    }

    void takesBackACancelOfWhatTheFileHolds()
    {
        VERIFY_DONE(import(m_every_key));
        const AppointmentId id = **AppointmentTable::byKey(*m_connection, QStringLiteral("a2"));
        VERIFY_DONE(BookingDesk(m_clock, m_random).cancel(*m_connection, id, QStringLiteral("krank"), {}, {}));
        QCOMPARE(openRows(id), 2);
        VERIFY_DONE(import(m_every_key));
        QCOMPARE(openRows(id), 0);
        const auto appointment = AppointmentTable::read(*m_connection, id);
        QCOMPARE(word(appointment->status), QStringLiteral("arrived"));
        QCOMPARE(word(appointment->phases.at(0).sync_status), QStringLiteral("synced"));
    }

    void doesNotReplacePartsThatAreOnTheirWay()
    {
        VERIFY_DONE(import(m_every_key));
        const AppointmentId id = **AppointmentTable::byKey(*m_connection, QStringLiteral("a2"));
        VERIFY_DONE(BookingDesk(m_clock, m_random).cancel(*m_connection, id, QStringLiteral("krank"), {}, {}));
        {
            auto tx = Transaction::begin(*m_connection, m_clock);
            OutboxRow row = OutboxTable::ofAppointment(*m_connection, id)->first();
            row.state = OutboxState::Sending;
            row.sends = 1;
            VERIFY_DONE(OutboxTable::update(*tx, row));
            VERIFY_DONE(tx->commit());
        }
        const auto report = import(R"({"format":"salondesk-salon","version":1,
            "customers":[{"key":"lena","name":"Lena Vogt","phone":"+491713920001"}],
            "appointments":[{"key":"a2","service":"dauerwelle","staff":"jon","customer":"lena",
                             "start":"2025-11-25T13:00:00+01:00"}]})");
        QVERIFY(!report);
        QVERIFY2(report.error().detail.startsWith(QLatin1String("$.appointments[0]: ")),
                 qPrintable(report.error().detail));
        QCOMPARE(openRows(id), 2);
    }

    void changesAndKeeps()
    {
        VERIFY_DONE(import(m_every_key));
        const QByteArray changed = R"({"format":"salondesk-salon","version":1,
            "customers":[{"key":"lena","name":"Lena Vogt-Adler","phone":"+491713920001"}],
            "appointments":[{"key":"a2","service":"dauerwelle","staff":"jon","customer":"lena",
                             "start":"2025-11-25T13:00:00+01:00"}]})";
        const auto report = import(changed);
        VERIFY_DONE(report);
        QCOMPARE(report->counts.value(QStringLiteral("customers")), (ImportReport::Count{.changed = 1}));
        QCOMPARE(report->counts.value(QStringLiteral("appointments")), (ImportReport::Count{.changed = 1}));
        QCOMPARE(report->kept.value(QStringLiteral("staff")),
                 (QStringList{QStringLiteral("mia"), QStringLiteral("jon"), QStringLiteral("ada")}));
        QCOMPARE(report->kept.value(QStringLiteral("appointments")).size(), 5);
        QCOMPARE(report->kept.value(QStringLiteral("event_maps")).size(), 3);
        QCOMPARE(report->kept.value(QStringLiteral("policies")).size(), 3);
        QCOMPARE(count("appointments"), 6);

        const auto moved =
            AppointmentTable::read(*m_connection, **AppointmentTable::byKey(*m_connection, QStringLiteral("a2")));
        VERIFY_DONE(moved);
        QCOMPARE(moved->span.length(), milliseconds(minutes(80)));
        QCOMPARE(moved->version, 2);
        QCOMPARE(moved->phases.at(0).calcom_uid, QString());
        const auto catalogue = CatalogueTable::load(*m_connection);
        const auto claims = ClaimTable::all(*m_connection);
        VERIFY_DONE(claims);
        for (const auto &claim : *claims)
            if (claim.appointment == moved->id)
                QCOMPARE(claim.staff, catalogue->member(QStringLiteral("jon"))->id);
    }

    void importsAreNotInTheFigures()
    {
        VERIFY_DONE(import(m_every_key));
        const auto figures = FigureReader::read(*m_connection, Zone(), m_clock.now(), 7);
        VERIFY_DONE(figures);
        QCOMPARE(figures->totals.sync.created, 0);
        QCOMPARE(figures->totals.sync.due, 0);
    }

    void dryRunWritesNothing()
    {
        const auto report = import(m_demo, true);
        VERIFY_DONE(report);
        QCOMPARE(report->counts.value(QStringLiteral("staff")).added, 4);
        for (const char *table : {"salon", "staff", "services", "customers", "appointments", "claims", "journal"})
            QCOMPARE(count(table), 0);
    }

    void refusesAndChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("becomes");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *name, const char *was, const char *becomes, const char *path) {
            QTest::newRow(name) << QByteArray(was) << QByteArray(becomes) << QString::fromUtf8(path);
        };
        row("wrong type", "\"grid_min\": 10", "\"grid_min\": \"10\"", "$.salon.grid_min");
        row("unknown branch", "\"branch\": \"kreuzberg\"", "\"branch\": \"spandau\"", "$.staff[2].branch");
        row("number of two branches", "\"phone_numbers\": []", "\"phone_numbers\": [\"030/23125010\"]",
            "$.branches[1].phone_numbers[0]");
        row("same environment form", "\"key\": \"ada\"", "\"key\": \"MIA\"", "$.staff[2].key");
        row("unknown resource", "\"resource\": \"basin\"", "\"resource\": \"sauna\"",
            "$.services[0].segments[2].resource");
        row("unknown person", "{\"staff\": \"jon\", \"service\": \"kind", "{\"staff\": \"john\", \"service\": \"kind",
            "$.capabilities[2].staff");
        row("unknown service", "{\"staff\": \"jon\", \"service\": \"kind", "{\"staff\": \"jon\", \"service\": \"king",
            "$.capabilities[2].service");
        row("unknown segment", "{\"A\": 55", "{\"Z\": 55", "$.capabilities[0].minutes.Z");
        row("map of nobody", "{\"staff\": \"mia\", \"service\": \"dauerwelle\", \"segment\": \"A\"",
            "{\"staff\": \"mio\", \"service\": \"dauerwelle\", \"segment\": \"A\"", "$.event_maps[1].staff");
        row("policy of nobody", "\"staff\": \"ada\", \"service\"", "\"staff\": \"ida\", \"service\"",
            "$.policies[1].staff");
        row("unknown customer", "\"customer\": \"tom\"", "\"customer\": \"tim\"", "$.appointments[1].customer");
        row("unknown service booked", "\"service\": \"kinderhaarschnitt\", \"staff\": null",
            "\"service\": \"x\", \"staff\": null", "$.appointments[4].service");
        row("nobody, nowhere", "\"branch\": \"mitte\", \"customer\"", "\"customer\"", "$.appointments[4].branch");
        row("two in one claim", "\"overbooked\": true", "\"overbooked\": false", "$.appointments[1].start");
        row("unassigned meets busy", "\"status\": \"no_show\"", "\"status\": \"done\"", "$.appointments[4].start");
    }

    void refusesAndChangesNothing()
    {
        QFETCH(QByteArray, was);
        QFETCH(QByteArray, becomes);
        QFETCH(QString, path);
        const auto refused = import(replaced(m_every_key, was, becomes));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
        QCOMPARE(refused.error().detail.section(QStringLiteral(": "), 0, 0), path);
        for (const char *table : {"salon", "branches", "staff", "services", "customers", "appointments"})
            QCOMPARE(count(table), 0);
        VERIFY_DONE(import(m_every_key)); // the connection is as good as before
    }

    void whatAFileFreesGoesToWhoWasBookedOverIt()
    {
        VERIFY_DONE(import(m_every_key));
        VERIFY_DONE(import(replaced(m_every_key, R"("status": "arrived")", R"("status": "no_show")")));
        const auto id = AppointmentTable::byKey(*m_connection, QStringLiteral("a1"));
        VERIFY_DONE(id);
        const auto appointment = AppointmentTable::read(*m_connection, **id);
        VERIFY_DONE(appointment);
        qint64 busy_min = 0;
        for (const Phase &phase : appointment->phases)
            if (phase.busy && phase.staff == appointment->staff)
                busy_min += std::chrono::duration_cast<minutes>(phase.span.length()).count();
        Query query(*m_connection, "SELECT COUNT(*) FROM claims WHERE appointment = ? AND staff = ?");
        VERIFY_DONE(query.bind(**id).bind(appointment->staff).fetch());
        QCOMPARE(query.int64(0), busy_min / 5);
    }

    void aUidBelongsToOneAppointment()
    {
        VERIFY_DONE(import(m_every_key));
        const QByteArray before = exported();
        const QByteArray other = R"({"format":"salondesk-salon","version":1,
            "appointments":[{"key":"b1","service":"dauerwelle","staff":"mia","customer":"lena",
              "start":"2025-12-09T10:30:00+01:00","phases":[{"key":"A","minutes":10,"staff":"free"},
              {"key":"B","minutes":10,"staff":"busy","calcom_uid":"uid-a2-B"}]}]})";
        const auto refused = import(other);
        QVERIFY(!refused);
        QCOMPARE(refused.error().detail.section(QStringLiteral(": "), 0, 0),
                 QStringLiteral("$.appointments[0].phases[1].calcom_uid"));
        QCOMPARE(exported(), before);
    }

    void meetsAStoredAppointment()
    {
        VERIFY_DONE(import(m_demo));
        const auto refused = import(R"({"format":"salondesk-salon","version":1,
            "appointments":[{"key":"b1","service":"kinderhaarschnitt","staff":"jon","customer":"lena",
              "start":"2025-11-26T10:50:00+01:00"}]})");
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.startsWith(QLatin1String("$.appointments[0].start: ")));
        VERIFY_DONE(import(R"({"format":"salondesk-salon","version":1,
            "appointments":[{"key":"b1","service":"kinderhaarschnitt","staff":"jon","customer":"lena",
              "start":"2025-11-26T10:55:00+01:00"}]})"));
    }

    void aPartForAnybodyGoesToWhoIsFree_data()
    {
        QTest::addColumn<QByteArray>("appointments");
        QTest::addColumn<QByteArray>("helper"); // none: nobody can
        // A 10:00-10:30, B 10:30-11:00
        const QByteArray perm = R"({"key":"p","service":"perm","staff":"mia","customer":"tom",
            "start":"2025-11-25T10:00:00+01:00"})";
        const QByteArray cut = R"({"key":"c","service":"cut","staff":"mia","customer":"tom",
            "start":"2025-11-25T10:30:00+01:00"})";
        const auto of = [&](const char *staff) { return replaced(replaced(cut, "mia", staff), "\"c\"", "\"d\""); };
        QTest::newRow("the person's own time") << perm << QByteArray("mia");
        QTest::newRow("first in the file") << QByteArray(perm + ',' + cut) << QByteArray("jon");
        QTest::newRow("last in the file") << QByteArray(cut + ',' + perm) << QByteArray("jon");
        QTest::newRow("the next one") << QByteArray(perm + ',' + cut + ',' + of("jon")) << QByteArray("robin");
        QTest::newRow("unable, elsewhere or gone")
            << QByteArray(perm + ',' + cut + ',' + of("jon") + ',' + replaced(of("robin"), "\"d\"", "\"e\""))
            << QByteArray();
        QTest::newRow("own parts are nobody else's")
            << QByteArray(perm + ',' + replaced(cut, "10:30", "10:00")) << QByteArray();
    }

    void aPartForAnybodyGoesToWhoIsFree()
    {
        QFETCH(QByteArray, appointments);
        QFETCH(QByteArray, helper);
        VERIFY_DONE(import(kHelpers));
        const QByteArray head = "{\"format\":\"salondesk-salon\",\"version\":1,\"appointments\":[";
        const auto done = import(head + appointments + "]}");
        QCOMPARE(done.has_value(), !helper.isEmpty());
        if (helper.isEmpty()) {
            QVERIFY(done.error().detail.contains(QLatin1String(".start: overlaps busy time of the same person")));
            return;
        }
        const auto perm =
            AppointmentTable::read(*m_connection, **AppointmentTable::byKey(*m_connection, QStringLiteral("p")));
        const auto catalogue = CatalogueTable::load(*m_connection);
        QCOMPARE(perm->phases.at(0).staff, catalogue->member(QStringLiteral("mia"))->id);
        QCOMPARE(perm->phases.at(1).staff, catalogue->member(QString::fromLatin1(helper))->id);
        const QByteArray once = exported();
        const auto again = import(once);
        VERIFY_DONE(again);
        QVERIFY(again->isNothingNew());
        test::ThrowAwayDatabase other(QStringLiteral("sqlite"));
        const auto connection = other.open();
        VERIFY_DONE(SalonImport::run(*connection, m_clock, m_random, once, false));
        QCOMPARE(*SalonExport::run(*connection), once);
    }

    /// The book after an import is the book that was exported, whoever helped then.
    void whoHelpsComesBackWithTheFile()
    {
        const QByteArray with_break =
            replaced(kHelpers, R"("name":"Mia","branch":"mitte","working_hours":{"tue":[["09:00","18:00"]]})",
                     R"("name":"Mia","branch":"mitte","working_hours":{"tue":[["09:00","10:30"],["11:00","18:00"]]})");
        QVERIFY(with_break != kHelpers);
        VERIFY_DONE(import(with_break));
        const QByteArray head = "{\"format\":\"salondesk-salon\",\"version\":1,\"appointments\":[";
        const QByteArray perm = R"({"key":"p","service":"perm","staff":"mia","customer":"tom",
            "start":"2025-11-25T10:00:00+01:00"})";
        const auto helper = [](Connection &connection) {
            const auto stored =
                AppointmentTable::read(connection, **AppointmentTable::byKey(connection, QStringLiteral("p")));
            return CatalogueTable::load(connection)->member(stored->phases.at(1).staff)->key;
        };
        VERIFY_DONE(import(head + perm + "]}"));
        QCOMPARE(helper(*m_connection), QStringLiteral("jon")); // not Mia, who has her break

        const QByteArray by_robin = perm.chopped(1) + R"(,"phases":[{"key":"A","minutes":30,"staff":"busy"},
            {"key":"B","minutes":30,"staff":"busy","by":"robin"}]})";
        VERIFY_DONE(import(head + by_robin + "]}"));
        QCOMPARE(helper(*m_connection), QStringLiteral("robin"));
        const QByteArray file = exported();
        const auto again = import(file);
        VERIFY_DONE(again);
        QVERIFY(again->isNothingNew());
        test::ThrowAwayDatabase other(QStringLiteral("sqlite"));
        const auto connection = other.open();
        VERIFY_DONE(SalonImport::run(*connection, m_clock, m_random, file, false));
        QCOMPARE(helper(*connection), QStringLiteral("robin"));
        QCOMPARE(*SalonExport::run(*connection), file);

        const auto refusal = [&](const QByteArray &entry) { return import(head + entry + "]}").error().detail; };
        QVERIFY(refusal(replaced(by_robin, "\"by\":\"robin\"", "\"by\":\"kim\""))
                    .startsWith(QLatin1String("$.appointments[0].phases[1].by: nothing has the key kim")));
        QVERIFY(refusal(replaced(by_robin, "\"staff\":\"mia\"", "\"branch\":\"mitte\""))
                    .startsWith(QLatin1String("$.appointments[0].phases[1].by: needs an appointment")));
        QVERIFY(refusal(replaced(by_robin, "\"staff\":\"busy\",\"by\"", "\"staff\":\"free\",\"by\""))
                    .startsWith(QLatin1String("$.appointments[0].phases[1].by: belongs to a busy phase only")));
    }

    void aPartForAnybodyPassesByWhatIsStored()
    {
        VERIFY_DONE(import(m_every_key));
        const QByteArray file = R"({"format":"salondesk-salon","version":1,"appointments":[
            {"key":"n1","service":"kinderhaarschnitt","staff":"mia","customer":"tom",
              "start":"2025-12-16T11:00:00+01:00"},
            {"key":"n2","service":"dauerwelle","staff":"mia","customer":"lena","start":"2025-12-16T10:00:00+01:00",
              "phases":[{"key":"A","minutes":40,"staff":"busy"},{"key":"G","minutes":20,"staff":"free"},
              {"key":"B","minutes":15,"staff":"busy"}]}]})";
        VERIFY_DONE(import(file));
        const auto id = AppointmentTable::byKey(*m_connection, QStringLiteral("n2"));
        const StaffId jon = CatalogueTable::load(*m_connection)->member(QStringLiteral("jon"))->id;
        QCOMPARE(AppointmentTable::read(*m_connection, **id)->phases.at(2).staff, jon);
        // who was found once, goes on helping when the note changes
        VERIFY_DONE(import(replaced(file, "\"customer\":\"lena\"", "\"customer\":\"lena\",\"notes\":\"Wickler\"")));
        const auto noted = AppointmentTable::read(*m_connection, **id);
        QCOMPARE(noted->notes, QStringLiteral("Wickler"));
        QCOMPARE(noted->phases.at(2).staff, jon);
    }

    void rowsWithoutAKeyKeepTheirName()
    {
        VERIFY_DONE(import(m_every_key));
        auto transaction = Transaction::begin(*m_connection, m_clock);
        VERIFY_DONE(transaction);
        VERIFY_DONE(CustomerTable::insert(*transaction, {.name = QStringLiteral("Nur Telefon")}));
        VERIFY_DONE(transaction->commit());
        const QByteArray file = exported();
        const auto again = import(file);
        VERIFY_DONE(again);
        QVERIFY(again->isNothingNew());
        test::ThrowAwayDatabase other(QStringLiteral("sqlite"));
        const auto connection = other.open();
        VERIFY_DONE(SalonImport::run(*connection, m_clock, m_random, file, false));
        QCOMPARE(*SalonExport::run(*connection), file);
    }

    void needsASalonFirst()
    {
        const auto refused = import(R"({"format":"salondesk-salon","version":1})");
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.startsWith(QLatin1String("$.salon: ")));
        QCOMPARE(SalonExport::run(*m_connection).error().code, ErrorCode::NotFound);
    }

    /// Whichever access of an import fails, the database is as before or as after, never between.
    void anyAccessMayFail()
    {
        const QByteArray small = R"({"format":"salondesk-salon","version":1,
            "salon":{"name":"Linde","time_zone":"Europe/Berlin","country":"DE"},
            "branches":[{"key":"mitte","name":"Mitte","phone_numbers":["+493023125010"]}],
            "staff":[{"key":"mia","name":"Mia","branch":"mitte","working_hours":{"tue":[["09:00","18:00"]]}}],
            "services":[{"key":"cut","name":"Schnitt","segments":[{"key":"A","name":"A","minutes":30,"staff":"busy"}]}],
            "capabilities":[{"staff":"mia","service":"cut"}],
            "event_maps":[{"staff":"mia","service":"cut","segment":"A","event_type_id":1}],
            "customers":[{"key":"tom","name":"Tom"}],
            "appointments":[{"key":"a1","service":"cut","staff":"mia","customer":"tom",
              "start":"2025-11-25T10:00:00+01:00","phases":[{"key":"A","minutes":30,"staff":"busy","calcom_uid":"u"}]}]
            })";
        QFETCH_GLOBAL(QString, engine);
        int failed = 0;
        QByteArray done;
        for (int i = 0;; ++i) {
            for (const auto effect : {FaultPlan::Effect::Fails, FaultPlan::Effect::DoneButUnsaid}) {
                FaultPlan plan(i, effect);
                test::ThrowAwayDatabase database(engine);
                const auto connection = database.open(Purpose::ReadWrite, &plan);
                const auto report = SalonImport::run(*connection, m_clock, m_random, small, false);
                const auto reader = database.open();
                const QByteArray state = SalonExport::run(*reader).value_or(QByteArray());
                if (!plan.hasFired()) {
                    VERIFY_DONE(report);
                    QVERIFY(!state.isEmpty());
                    done = state;
                    break;
                }
                ++failed;
                if (!report)
                    QVERIFY(report.error().code != ErrorCode::InvalidInput);
                // Then it is simply done again.
                VERIFY_DONE(SalonImport::run(*reader, m_clock, m_random, small, false));
                QVERIFY(state.isEmpty() || state == *SalonExport::run(*reader));
            }
            if (!done.isEmpty())
                break;
        }
        QVERIFY(failed > 40);
    }
};

QTEST_GUILESS_MAIN(TestSalonImport)
#include "tst_salonimport.moc"
