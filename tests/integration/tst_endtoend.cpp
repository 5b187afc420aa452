// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Callers over real sockets, the real engine with its threads, the Cal.com stand-in over a real socket.
#include "core/engine/demo.h"
#include "core/engine/engine.h"
#include "core/http/networktransport.h"
#include "core/operations/demosalon.h"
#include "core/phone/retellsignature.h"
#include "core/salonfile/salonimport.h"
#include "core/sandbox/sandboxserver.h"
#include "core/sandbox/seed.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/attempttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/flagtable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/reviewtable.h"
#include "core/sync/review/reviewactions.h"
#include "tests/support/throwawaydatabase.h"
#include "tests/support/verify.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace salon::test
{

namespace
{

const QDate kDay(2026, 11, 18);           // the demo salon's full day, a Wednesday
const QDate kQuietDay = kDay.addDays(20); // a Tuesday on which everybody works and nothing is booked
constexpr int kPatienceMs = 60'000;
constexpr int kMostRepeats = 400;

/// Salon, engine, stand-in and callers of one test.
class Scene
{
public:
    explicit Scene(const ThrowAwayDatabase &database)
        : m_zone(u"Europe/Berlin"_s)
        , m_clock(m_zone.startOfDay(kDay) + DemoSalon::kClockStarts)
        , m_connection(database.open())
        , m_url(database.url())
    {
    }
    ~Scene()
    {
        if (!m_engine)
            return;
        bool stopped = false;
        m_engine->stop([&stopped] { stopped = true; });
        if (!QTest::qWaitFor([&stopped] { return stopped; }, kPatienceMs))
            qWarning("the engine did not stop in time");
    }

    Result<void> start()
    {
        const Result<QByteArray> file = DemoSalon::file(kDay);
        if (!file)
            return file.error();
        if (const auto imported = SalonImport::run(*m_connection, m_clock, m_random, *file, false); !imported)
            return imported.error();
        const Result<Catalogue> catalogue = CatalogueTable::load(*m_connection);
        if (!catalogue)
            return catalogue.error();
        m_catalogue = *catalogue;
        m_sandbox = std::make_unique<Sandbox>(m_clock, m_random, sandbox::worldOf(m_catalogue));
        m_server = std::make_unique<SandboxServer>(*m_sandbox, m_transport, m_executor);
        const Result<quint16> port = m_server->listen(QHostAddress(QHostAddress::LocalHost), 0);
        if (!port)
            return port.error();
        m_calcom_port = *port;
        EngineSetup setup;
        setup.database = m_url;
        setup.settings.listen.port = 0;
        setup.settings.operations.port = 0;
        setup.settings.configured_calcom_base = QUrl(u"http://127.0.0.1:%1/v2"_s.arg(*port));
        Secrets secrets;
        secrets.calcom_api_key = u"cal_test_salon"_s;
        secrets.retell_webhook_keys = {u"key_e2e"_s};
        secrets.calcom_webhook_secrets = {u"webhook_e2e"_s};
        setup.secrets = secrets;
        setup.clock_is_shifted = true;
        m_engine = std::make_unique<Engine>(setup, m_clock);
        Result<void> started;
        m_engine->start([&started](const Result<void> &result) { started = result; });
        const bool listens = QTest::qWaitFor(
            [this, &started] { return m_engine->status().listening || !started.has_value(); }, kPatienceMs);
        if (!listens)
            return Error{ErrorCode::Timeout, u"the engine does not listen"_s};
        return started;
    }

    /// From now on the stand-in tells the engine's listener what happens there.
    void listenToCalcom()
    {
        m_sandbox->addWebhook(QUrl(u"http://%1/calcom/events"_s.arg(m_engine->status().listen_address)),
                              u"webhook_e2e"_s);
    }
    /// Somebody on Cal.com's page, over a socket of their own.
    QJsonObject atCalcom(const QString &path, const QJsonObject &body)
    {
        std::optional<QJsonObject> reply;
        m_transport.send({"POST",
                          QUrl(u"http://127.0.0.1:%1/v2%2"_s.arg(m_calcom_port).arg(path)),
                          {{"Content-Type", "application/json"}, {"cal-api-version", "2024-08-13"}},
                          QJsonDocument(body).toJson(),
                          milliseconds(20'000)},
                         [&reply](const IncomingAnswer &answer) {
                             reply = QJsonDocument::fromJson(answer.body).object().value(u"data"_s).toObject();
                         });
        if (!QTest::qWaitFor([&reply] { return reply.has_value(); }, kPatienceMs))
            qWarning("no answer of Cal.com to %s", qPrintable(path));
        return reply.value_or(QJsonObject());
    }

    /// Sends at once; the answer arrives while the test waits.
    void call(const QString &call_id, const QString &function, const QJsonObject &given,
              const std::function<void(QJsonObject)> &then)
    {
        QJsonObject arguments = given;
        const QJsonObject call{{u"call_id"_s, call_id},
                               {u"call_type"_s, u"phone_call"_s},
                               {u"agent_version"_s, 7},
                               {u"from_number"_s, u"+4917139201%1"_s.arg(m_callers++ % 100, 2, 10, QLatin1Char('0'))},
                               {u"to_number"_s, u"+493023125010"_s}};
        arguments.insert(u"customer_name"_s, u"Ina Gast"_s);
        const QByteArray body =
            QJsonDocument(QJsonObject{{u"name"_s, function}, {u"call"_s, call}, {u"args"_s, arguments}})
                .toJson(QJsonDocument::Compact);
        const QByteArray signature = RetellSignature::sign(body, "key_e2e", m_real_clock.now());
        OutgoingRequest request{
            "POST",
            QUrl(u"http://%1/retell/functions/%2"_s.arg(m_engine->status().listen_address, function)),
            {{"Content-Type", "application/json"}, {"X-Retell-Signature", signature}},
            body,
            milliseconds(20'000)};
        m_transport.send(std::move(request), [=, this](const IncomingAnswer &answer) {
            QJsonObject reply = QJsonDocument::fromJson(answer.body).object();
            reply.insert(u"http"_s, answer.status);
            // What an agent does on a machine that is too busy: the same wish of the same call again.
            if (reply.value(u"code"_s) == u"temporarily_unavailable"_s && m_repeats++ < kMostRepeats)
                m_executor.after(milliseconds(300), [=, this] { this->call(call_id, function, given, then); });
            else
                then(reply);
        });
    }
    QJsonObject callAndWait(const QString &call_id, const QString &function, const QJsonObject &arguments)
    {
        std::optional<QJsonObject> reply;
        call(call_id, function, arguments, [&reply](const QJsonObject &got) { reply = got; });
        if (!QTest::qWaitFor([&reply] { return reply.has_value(); }, kPatienceMs))
            qWarning("no answer to %s", qPrintable(function));
        return reply.value_or(QJsonObject());
    }

    QList<Appointment> appointments(const QString &call_prefix)
    {
        QList<Appointment> found;
        const auto all = AppointmentTable::list(*m_connection, {});
        if (!all)
            qWarning("%s", qPrintable(all.error().detail));
        for (const Appointment &one : all.value_or(QList<Appointment>()))
            if (one.call_id.startsWith(call_prefix))
                found.append(one);
        return found;
    }
    int withStatus(const QString &call_prefix, SyncStatus status)
    {
        int count = 0;
        for (const Appointment &one : appointments(call_prefix))
            count += OutboxTable::derived(one.phases) == status ? 1 : 0;
        return count;
    }
    QString at(QDate date, int minute) const { return m_zone.iso(m_zone.startOfDay(date) + minutes(minute)); }
    Result<void> setFlag(const QString &name, const QString &value)
    {
        Result<Transaction> tx = Transaction::begin(*m_connection, m_clock);
        if (!tx)
            return tx.error();
        if (const auto set = FlagTable::set(*tx, name, value, u"test"_s); !set)
            return set;
        return tx->commit();
    }

    Zone m_zone;
    ShiftedClock m_clock;
    SystemClock m_real_clock;
    SystemRandom m_random;
    EventLoopExecutor m_executor;
    NetworkTransport m_transport;
    std::unique_ptr<Connection> m_connection;
    DatabaseUrl m_url;
    Catalogue m_catalogue;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Engine> m_engine;
    quint16 m_calcom_port = 0;
    int m_callers = 0;
    int m_repeats = 0;
};

} // namespace

class TestEndToEnd : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init() { SALON_NEW_DATABASE(m_database); }
    void cleanup() { m_database.reset(); }

    void twentyCallersOfTwentyFreeStarts();
    void twentyCallersOfOneStart();
    void committedAndAnswered400IsRecovered();
    void missingMapIsReviewedAndRetried();
    void bookedOnCalcomsPage();
    void demoTellsItsStory();
};

/// Event, listener, look-up and book over real sockets: a booking becomes an appointment, its cancel a review.
void TestEndToEnd::bookedOnCalcomsPage()
{
    Scene scene(*m_database);
    VERIFY_DONE(scene.start());
    scene.listenToCalcom();
    const Staff *mia = scene.m_catalogue.member(u"mia"_s);
    const auto map = std::find_if(scene.m_catalogue.event_maps.cbegin(), scene.m_catalogue.event_maps.cend(),
                                  [&](const EventMap &one) {
                                      const Service *service = scene.m_catalogue.service(one.service);
                                      return one.staff == mia->id && service->segments.size() == 1;
                                  });
    QVERIFY(map != scene.m_catalogue.event_maps.cend());
    const QJsonObject guest{{u"name"_s, u"Ina Gast"_s},
                            {u"email"_s, u"ina@example.com"_s},
                            {u"phoneNumber"_s, u"+4917139209999"_s},
                            {u"timeZone"_s, u"Europe/Berlin"_s}};
    const QJsonObject booked = scene.atCalcom(u"/bookings"_s, {{u"start"_s, scene.at(kQuietDay, 10 * 60)},
                                                               {u"eventTypeId"_s, qint64(map->bookableId())},
                                                               {u"attendee"_s, guest}});
    QVERIFY(!booked.isEmpty());
    const auto ofCalcom = [&scene] {
        QList<Appointment> all = scene.appointments({});
        all.removeIf([](const Appointment &one) { return one.source != Source::Calcom; });
        return all;
    };
    QTRY_COMPARE_WITH_TIMEOUT(ofCalcom().size(), 1, kPatienceMs);
    QCOMPARE(ofCalcom().first().phases.first().calcom_uid, booked.value(u"uid"_s).toString());
    scene.atCalcom(u"/bookings/%1/cancel"_s.arg(booked.value(u"uid"_s).toString()),
                   {{u"cancellationReason"_s, u"ill"_s}});
    const auto reviews = [&scene] {
        return ReviewTable::live(*scene.m_connection, scene.m_clock.now()).value_or(QList<ReviewItem>());
    };
    const auto isCancelled = [](const ReviewItem &item) { return item.cause == ReviewCause::RemoteCancelled; };
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(reviews(), isCancelled), kPatienceMs);
    QVERIFY(ofCalcom().first().status == AppointmentStatus::Confirmed);
}

void TestEndToEnd::twentyCallersOfTwentyFreeStarts()
{
    Scene scene(*m_database);
    VERIFY_DONE(scene.start());
    const QDate open_day = kQuietDay;
    int answered = 0, booked = 0;
    QStringList problems;
    int number = 0;
    for (const char *staff : {"mia", "jon", "robin-1", "robin-2"}) {
        for (const int minute : {9 * 60, 10 * 60, 11 * 60, 14 * 60, 15 * 60}) {
            const QJsonObject arguments{{u"service_name"_s, u"Herrenhaarschnitt"_s},
                                        {u"mitarbeiter"_s, QLatin1String(staff)},
                                        {u"datetime"_s, scene.at(open_day, minute)}};
            scene.call(u"call_free_%1"_s.arg(++number, 2, 10, QLatin1Char('0')), u"start_booking"_s, arguments,
                       [&](const QJsonObject &reply) {
                           ++answered;
                           booked += reply.value(u"booked"_s).toBool() ? 1 : 0;
                           if (!reply.value(u"booked"_s).toBool())
                               problems.append(QString::fromUtf8(QJsonDocument(reply).toJson(QJsonDocument::Compact)));
                       });
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(answered, 20, kPatienceMs);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    QCOMPARE(booked, 20);
    QCOMPARE(scene.appointments(u"call_free_"_s).size(), 20);
    QTRY_COMPARE_WITH_TIMEOUT(scene.withStatus(u"call_free_"_s, SyncStatus::Synced), 20, kPatienceMs);
    QSet<QString> mirrored;
    for (const sandbox::Booking &booking : scene.m_sandbox->world().bookings)
        mirrored.insert(booking.metadata.value(u"salondesk_appointment"_s).toString());
    QCOMPARE(scene.m_sandbox->world().bookings.size(), 20);
    QCOMPARE(mirrored.size(), 20);
}

void TestEndToEnd::twentyCallersOfOneStart()
{
    Scene scene(*m_database);
    VERIFY_DONE(scene.start());
    const QString start = scene.at(kQuietDay, 10 * 60);
    QList<QJsonObject> replies;
    for (int i = 0; i < 20; ++i)
        scene.call(u"call_same_%1"_s.arg(i), u"start_booking"_s,
                   {{u"service_name"_s, u"Herrenhaarschnitt"_s}, {u"datetime"_s, start}},
                   [&replies](const QJsonObject &reply) { replies.append(reply); });
    QTRY_COMPARE_WITH_TIMEOUT(replies.size(), 20, kPatienceMs);
    int booked = 0;
    QSet<QString> offered;
    for (const QJsonObject &reply : replies) {
        QCOMPARE(reply.value(u"http"_s).toInt(), 200);
        if (reply.value(u"booked"_s).toBool()) {
            ++booked;
            continue;
        }
        QVERIFY2(!reply.value(u"code"_s).toString().isEmpty(), "a refusal has a code");
        const QJsonArray alternatives = reply.value(u"alternatives"_s).toArray();
        QVERIFY(!alternatives.isEmpty());
        for (const QJsonValue &one : alternatives)
            offered.insert(one.toObject().value(u"start"_s).toString());
    }
    QVERIFY(booked >= 1 && booked <= 4); // four people work there
    QVERIFY(!offered.contains(start));
    QSet<StaffId> people;
    const QList<Appointment> stored = scene.appointments(u"call_same_"_s);
    for (const Appointment &one : stored)
        people.insert(one.staff);
    QCOMPARE(people.size(), stored.size());
    QCOMPARE(int(stored.size()), booked);
    // What was offered is really free.
    int asked = 0;
    for (const QString &alternative : offered) {
        const QJsonObject reply =
            scene.callAndWait(u"call_alternative_%1"_s.arg(++asked), u"check_availability_v17"_s,
                              {{u"dienstleistung"_s, u"Herrenhaarschnitt"_s}, {u"datetime"_s, alternative}});
        QVERIFY2(reply.value(u"available"_s).toBool(), qPrintable(alternative));
    }
    QTRY_COMPARE_WITH_TIMEOUT(scene.withStatus(u"call_same_"_s, SyncStatus::Synced), booked, kPatienceMs);
}

void TestEndToEnd::committedAndAnswered400IsRecovered()
{
    Scene scene(*m_database);
    VERIFY_DONE(scene.start());
    VERIFY_DONE(scene.m_sandbox->setFaults(
        R"([{"match":{"method":"POST","path":"/v2/bookings","metadata":{"salondesk_phase":"B"}},
             "effect":{"commit_then_status":400}}])"));
    const QJsonObject reply = scene.callAndWait(u"call_lie"_s, u"start_booking"_s,
                                                {{u"service_name"_s, u"Ansatzfärbung"_s},
                                                 {u"mitarbeiter"_s, u"mia"_s},
                                                 {u"datetime"_s, scene.at(kQuietDay, 9 * 60)}});
    QVERIFY2(reply.value(u"booked"_s).toBool(), qPrintable(reply.value(u"message"_s).toString()));
    QTRY_COMPARE_WITH_TIMEOUT(scene.withStatus(u"call_lie"_s, SyncStatus::Synced), 1, kPatienceMs);
    QCOMPARE(scene.m_sandbox->world().bookings.size(), 4); // one per busy phase, none twice
    const auto attempts =
        AttemptTable::ofAppointment(*scene.m_connection, scene.appointments(u"call_lie"_s).first().id);
    VERIFY_DONE(attempts);
    QVERIFY(std::any_of(attempts->begin(), attempts->end(),
                        [](const Attempt &a) { return a.outcome == AttemptOutcome::Recovered; }));
}

void TestEndToEnd::missingMapIsReviewedAndRetried()
{
    Scene scene(*m_database);
    VERIFY_DONE(scene.start());
    const QJsonObject wish{{u"service_name"_s, u"Ansatzfärbung"_s},
                           {u"mitarbeiter"_s, u"robin-1"_s},
                           {u"datetime"_s, scene.at(kQuietDay, 9 * 60)}};
    const QJsonObject refused = scene.callAndWait(u"call_map_1"_s, u"start_booking"_s, wish);
    QVERIFY(!refused.value(u"booked"_s).toBool());
    QVERIFY(!refused.value(u"code"_s).toString().isEmpty());
    VERIFY_DONE(scene.setFlag(u"event_map_check"_s, u"warn"_s));
    QTRY_VERIFY_WITH_TIMEOUT(scene.callAndWait(u"call_map_2"_s, u"start_booking"_s, wish).value(u"booked"_s).toBool(),
                             kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(scene.withStatus(u"call_map_2"_s, SyncStatus::Review), 1, kPatienceMs);
    const auto live = ReviewTable::live(*scene.m_connection, scene.m_clock.now());
    VERIFY_DONE(live);
    QCOMPARE(live->size(), 1);
    QCOMPARE(live->first().cause, ReviewCause::MissingEventMap);
    QCOMPARE(scene.m_sandbox->world().bookings.size(), 0); // nothing was sent

    // Somebody makes the event types and maps; a retry then mirrors it and the item closes by itself.
    const Staff *robin = scene.m_catalogue.member(u"robin-1"_s);
    const Service *colour = scene.m_catalogue.service(u"ansatzfaerbung"_s);
    Result<Transaction> tx = Transaction::begin(*scene.m_connection, scene.m_clock);
    VERIFY_DONE(tx);
    int id = 700'900;
    for (const QString &segment : scene.m_catalogue.missingMaps(robin->id, colour->id)) {
        scene.m_catalogue.event_maps.append({robin->id, colour->id, segment, ++id, std::nullopt});
        VERIFY_DONE(CatalogueTable::saveEventMap(*tx, scene.m_catalogue.event_maps.last()));
    }
    VERIFY_DONE(ReviewActions::retry(*tx, live->first().id, u"test"_s));
    scene.m_sandbox->replaceSeed(sandbox::worldOf(scene.m_catalogue));
    VERIFY_DONE(tx->commit());
    QTRY_COMPARE_WITH_TIMEOUT(scene.withStatus(u"call_map_2"_s, SyncStatus::Synced), 1, kPatienceMs);
    const auto after = ReviewTable::live(*scene.m_connection, scene.m_clock.now());
    VERIFY_DONE(after);
    QVERIFY(after->isEmpty());
}

void TestEndToEnd::demoTellsItsStory()
{
    QFETCH_GLOBAL(QString, engine);
    if (engine != u"sqlite"_s)
        return; // its throw-away salon is always SQLite's: once is enough
    Demo demo(Language::German);
    VERIFY_DONE(demo.prepare());
    Engine desk(demo.setup(), demo.clock());
    QSignalSpy told(&demo, &Demo::storyTold);
    QSignalSpy ended(&demo, &Demo::storyEnded);
    demo.attach(desk);
    desk.start([](const Result<void> &started) {
        if (!started)
            qWarning("%s", qPrintable(started.error().detail));
    });
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 3 * kPatienceMs);
    QCOMPARE(ended.first().first().toString(), QString());
    QVERIFY(told.size() > 12);
    // And once more, by its button.
    demo.play();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, 3 * kPatienceMs);
    QCOMPARE(ended.last().first().toString(), QString());
    bool stopped = false;
    desk.stop([&stopped] { stopped = true; });
    QTRY_VERIFY_WITH_TIMEOUT(stopped, kPatienceMs);
}

} // namespace salon::test

QTEST_GUILESS_MAIN(salon::test::TestEndToEnd)
#include "tst_endtoend.moc"
