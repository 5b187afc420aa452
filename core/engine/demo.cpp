// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/demo.h"

#include "core/engine/demostage.h"
#include "core/operations/demohistory.h"
#include "core/operations/demosalon.h"
#include "core/phone/retellsignature.h"
#include "core/salonfile/salonimport.h"
#include "core/sandbox/seed.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/migrations.h"

#include <QSemaphore>

using namespace Qt::Literals::StringLiterals;

namespace salon
{

namespace
{

constexpr milliseconds kBeforeTheStory{800}; // a moment to see the day as it was
const char kSalonZone[] = "Europe/Berlin";
const char kPhoneNumber[] = "+493023125010";

/// Work on another thread, waited for: only while the demo is put up or taken down.
void runOn(Executor &executor, const std::function<void()> &work)
{
    QSemaphore done;
    executor.post([&] {
        work();
        done.release();
    });
    done.acquire();
}

} // namespace

Demo::Demo(Language language, QObject *parent)
    : QObject(parent)
    , m_language(language)
{
    const Zone zone(QString::fromLatin1(kSalonZone));
    m_day = DemoSalon::dayFor(zone.dateOf(m_real_clock.now()));
    m_clock = std::make_unique<ShiftedClock>(zone.startOfDay(m_day) + DemoSalon::kClockStarts);
    m_executor.moveToThread(&m_thread);
    m_thread.start();
}

Demo::~Demo()
{
    runOn(m_executor, [this] { m_stage.reset(); });
    m_thread.quit();
    m_thread.wait();
}

Result<void> Demo::prepare()
{
    if (!m_folder.isValid())
        return Error{ErrorCode::Database, u"no folder for the demo can be made: %1"_s.arg(m_folder.errorString())};
    if (const Result<void> filled = fillDatabase(); !filled)
        return filled;
    Result<quint16> port = Error{ErrorCode::Internal, u"the demo's thread does not answer"_s};
    runOn(m_executor, [this, &port] { port = m_stage->open(); });
    if (!port)
        return port.error();
    m_sandbox_port = *port;
    return {};
}

Result<void> Demo::fillDatabase()
{
    const DatabaseUrl url = setup().database;
    if (const auto migrated = Migrations(*m_clock).apply(url); !migrated)
        return migrated.error();
    const auto connection = Connection::open(url);
    if (!connection)
        return connection.error();
    const Result<QByteArray> file = DemoSalon::file(m_day);
    if (!file)
        return file.error();
    if (const auto imported = SalonImport::run(**connection, *m_clock, m_random, *file, false); !imported)
        return imported.error();
    if (const Result<void> written = DemoHistory::write(**connection, m_random, m_day); !written)
        return written;
    const Result<Catalogue> catalogue = CatalogueTable::load(**connection);
    if (!catalogue)
        return catalogue.error();
    AppointmentFilter coming;
    coming.not_before = m_clock->now();
    const Result<QList<Appointment>> appointments = AppointmentTable::list(**connection, coming);
    if (!appointments)
        return appointments.error();
    sandbox::World world = sandbox::worldOf(*catalogue);
    sandbox::addBookings(world, *catalogue, *appointments);
    runOn(m_executor, [&] { m_stage = std::make_unique<DemoStage>(url, std::move(world), *m_clock, m_executor); });
    return {};
}

EngineSetup Demo::setup() const
{
    EngineSetup setup;
    setup.database = DatabaseUrl::sqlite(m_folder.filePath(u"salondesk.db"_s));
    setup.settings.listen.port = 0;
    setup.settings.operations.port = 0;
    QUrl base = sandboxAddress();
    base.setPath(u"/v2"_s);
    setup.settings.configured_calcom_base = base;
    Secrets secrets;
    secrets.calcom_api_key = u"cal_test_demo"_s;
    secrets.retell_webhook_keys = {QString::fromLatin1(kPhoneKey)};
    secrets.calcom_webhook_secrets = {QString::fromLatin1(kPhoneKey)};
    setup.secrets = secrets;
    setup.clock_is_shifted = true;
    return setup;
}

void Demo::attach(Engine &engine)
{
    connect(&engine, &Engine::statusChanged, this, &Demo::heardStatus);
    heardStatus(engine.status());
}

void Demo::heardStatus(const DeskStatus &status)
{
    if (!status.listening || !m_phone_address.isEmpty())
        return;
    m_phone_address = status.listen_address;
    const QUrl events(u"http://%1/calcom/events"_s.arg(m_phone_address));
    m_executor.post([this, events] { m_stage->connectWebhooks(events, QString::fromLatin1(kPhoneKey)); });
    m_executor.after(kBeforeTheStory, [this] { QMetaObject::invokeMethod(this, &Demo::play, Qt::QueuedConnection); });
}

void Demo::play()
{
    if (m_playing || m_phone_address.isEmpty())
        return;
    m_playing = true;
    const DemoStory::Places places{QUrl(u"http://%1"_s.arg(m_phone_address)), sandboxAddress(), kPhoneKey,
                                   QString::fromLatin1(kPhoneNumber)};
    const auto told = [this](const QString &line) {
        QMetaObject::invokeMethod(
            this, [this, line] { Q_EMIT storyTold(line); }, Qt::QueuedConnection);
    };
    const auto ended = [this](const Result<void> &result) {
        const QString problem = result ? QString() : result.error().detail;
        QMetaObject::invokeMethod(
            this,
            [this, problem] {
                m_playing = false;
                Q_EMIT storyEnded(problem);
            },
            Qt::QueuedConnection);
    };
    m_executor.post([this, places, told, ended] { m_stage->play(places, m_language, told, ended); });
}

QUrl Demo::sandboxAddress() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_sandbox_port));
}

QString Demo::curlLine() const
{
    const QByteArray body =
        R"({"name":"check_availability_v17","call":{"call_id":"call_curl","call_type":"phone_call",)"
        R"("from_number":"+491713920099","to_number":"+493023125010"},)"
        R"("args":{"dienstleistung":"Herrenhaarschnitt","datum":"morgen","uhrzeit":"10:00"}})";
    const QByteArray signature = RetellSignature::sign(body, kPhoneKey, m_real_clock.now());
    return u"curl -s http://%1/retell/functions/check_availability_v17 -H 'Content-Type: application/json' "
           "-H 'X-Retell-Signature: %2' -d '%3'"_s.arg(m_phone_address, QString::fromLatin1(signature),
                                                       QString::fromUtf8(body));
}

} // namespace salon
