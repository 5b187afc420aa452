// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/syncscene.h"

#include "tests/support/verify.h"

#include "core/booking/remotebookingdesk.h"
#include "core/sandbox/seed.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/attempttable.h"
#include "core/storage/calcomeventtable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/customertable.h"
#include "core/storage/flagtable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/phasetable.h"
#include "core/storage/query.h"
#include "core/storage/reviewtable.h"

#include <algorithm>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace salon::test
{

using namespace std::chrono_literals;

namespace
{

void need(const Result<void> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
}

WeekHours everyDay()
{
    WeekHours hours;
    for (int weekday = 1; weekday <= 7; ++weekday)
        hours.insert(weekday, {{9 * 60, 18 * 60}});
    return hours;
}

Segment segment(const char *key, int minutes, bool busy = true)
{
    return {QString::fromLatin1(key), QStringLiteral("part ") + QLatin1String(key), minutes, busy, SegmentBy::Same, {}};
}

} // namespace

void proveSight(Connection &connection, const Clock &clock)
{
    KeySight::Seen all;
    for (const Staff &member : need(CatalogueTable::load(connection)).staff)
        all.hosts.insert(member.calcom_user_id.value_or(0));
    Transaction tx = need(Transaction::begin(connection, clock));
    need(KeySight::learn(tx, QStringLiteral("salon"), all));
    need(tx.commit());
}

SyncScene::SyncScene(const ThrowAwayDatabase &database, FaultPlan *faults)
    : connection(database.open())
    , m_database(database)
    , m_faults(faults)
{
    catalogue = need(CatalogueTable::load(*connection));
    if (catalogue.staff.isEmpty())
        openSalon();
    else
        emptyBook();
    settings.base_url = QUrl(QStringLiteral("http://127.0.0.1:8788/v2"));
    settings.salon_key = "cal_test_salon";
    proveSight(*connection, clock);
    sandbox = std::make_unique<Sandbox>(clock, random, sandbox::worldOf(catalogue));
    transport = std::make_unique<TroubledTransport>(*sandbox, executor);
}

SyncScene::~SyncScene()
{
    killWorker();
}

void SyncScene::openSalon()
{
    Transaction tx = need(Transaction::begin(*connection, clock));
    Salon salon;
    salon.name = QStringLiteral("Salon Linde");
    salon.zone = Zone(QStringLiteral("Europe/Berlin"));
    salon.locale = QStringLiteral("de_DE");
    salon.country = QStringLiteral("DE");
    salon.currency = QStringLiteral("EUR");
    need(CatalogueTable::saveSalon(tx, salon, random));
    Branch branch;
    branch.key = QStringLiteral("mitte");
    branch.name = QStringLiteral("Mitte");
    branch.opening_hours = everyDay();
    branch.id = need(CatalogueTable::saveBranch(tx, branch));
    Service cut;
    cut.key = QStringLiteral("cut");
    cut.name = QStringLiteral("Cut");
    cut.segments = {segment("A", 60)};
    cut.id = need(CatalogueTable::saveService(tx, cut));
    Service perm;
    perm.key = QStringLiteral("perm");
    perm.name = QStringLiteral("Perm");
    perm.segments = {segment("A", 50), segment("GAP", 15, false), segment("B", 20), segment("C", 15), segment("D", 40)};
    perm.id = need(CatalogueTable::saveService(tx, perm));
    std::int64_t type = 700'100;
    for (const char *key : {"mia", "robin"}) {
        Staff member;
        member.key = QString::fromLatin1(key);
        member.name = member.key;
        member.branch = branch.id;
        member.email = member.key + QStringLiteral("@salon-linde.example");
        member.calcom_user_id = ++type + 200'000;
        member.working_hours = everyDay();
        member.id = need(CatalogueTable::saveStaff(tx, member));
        for (const Service &service : {cut, perm}) {
            Capability capability;
            capability.staff = member.id;
            capability.service = service.id;
            need(CatalogueTable::saveCapability(tx, capability));
            if (member.key != QStringLiteral("mia"))
                continue;
            for (const Segment &part : service.segments)
                if (part.busy)
                    need(CatalogueTable::saveEventMap(tx, {member.id, service.id, part.key, ++type, std::nullopt}));
        }
    }
    need(tx.commit());
    catalogue = need(CatalogueTable::load(*connection));
}

void SyncScene::emptyBook()
{
    Transaction tx = need(Transaction::begin(*connection, clock));
    for (const char *sql :
         {"DELETE FROM reviews", "DELETE FROM appointments", "DELETE FROM customers", "DELETE FROM settings",
          "DELETE FROM flags", "DELETE FROM calcom_events", "DELETE FROM busy_blocks", "DELETE FROM calendar_times",
          "DELETE FROM calendar_reads", "DELETE FROM function_calls", "DELETE FROM calls", "DELETE FROM figure_days"})
        need(Query(tx, sql).exec());
    need(tx.commit());
}

Instant SyncScene::at(int hour, int minute) const
{
    return need(catalogue.salon.zone.toInstant(QDate(2025, 11, 26), QTime(hour, minute)));
}

AppointmentId SyncScene::book(const QString &service_key, const QString &staff_key, int hour)
{
    return bookAt(service_key, staff_key, at(hour));
}

AppointmentId SyncScene::bookAt(const QString &service_key, const QString &staff_key, Instant begin)
{
    const Service *service = catalogue.service(service_key);
    const Staff *member = catalogue.member(staff_key);
    Transaction tx = need(Transaction::begin(*connection, clock));
    Customer customer;
    customer.name = QStringLiteral("Lena Vogt");
    const int hour = catalogue.salon.zone.timeOf(begin).hour();
    customer.phone = QStringLiteral("+4917139200%1").arg(hour, 2, 10, QLatin1Char('0'));
    Appointment booked;
    booked.customer = need(CustomerTable::insert(tx, customer));
    booked.branch = catalogue.branches.first().id;
    booked.service = service->id;
    booked.staff = member->id;
    booked.source = Source::Phone;
    booked.created_at = tx.now();
    booked.span.begin = begin;
    for (const Segment &part : service->segments) {
        Phase phase;
        phase.key = part.key;
        phase.name = part.name;
        phase.span = {begin, begin + minutes(part.minutes)};
        phase.busy = part.busy;
        phase.staff = member->id;
        phase.sync_status = part.busy ? SyncStatus::Pending : SyncStatus::None;
        begin = phase.span.end;
        booked.phases.append(phase);
    }
    booked.span.end = begin;
    booked.id = need(AppointmentTable::insert(tx, booked, {}));
    need(PhaseTable::insert(tx, booked));
    need(OutboxTable::addBooked(tx, random, booked));
    need(tx.commit());
    return booked.id;
}

void SyncScene::cancel(AppointmentId id)
{
    Transaction tx = need(Transaction::begin(*connection, clock));
    Appointment cancelled = need(AppointmentTable::read(*connection, id));
    cancelled.status = AppointmentStatus::Cancelled;
    cancelled.cancel_reason = QStringLiteral("ill");
    cancelled.version += 1;
    need(AppointmentTable::update(tx, cancelled));
    need(OutboxTable::addCancelled(tx, random, cancelled));
    need(tx.commit());
}

void SyncScene::move(AppointmentId id, int hour)
{
    moveTo(id, at(hour));
}

void SyncScene::moveTo(AppointmentId id, Instant begin, const QString &staff)
{
    Transaction tx = need(Transaction::begin(*connection, clock));
    const Appointment before = need(AppointmentTable::read(*connection, id));
    Appointment after = before;
    const milliseconds by = begin - before.span.begin;
    after.span = {before.span.begin + by, before.span.end + by};
    if (!staff.isEmpty())
        after.staff = catalogue.member(staff)->id;
    for (Phase &phase : after.phases) {
        phase.span = {phase.span.begin + by, phase.span.end + by};
        phase.staff = after.staff;
    }
    after.version += 1;
    need(AppointmentTable::update(tx, after));
    need(PhaseTable::move(tx, after));
    need(OutboxTable::addMoved(tx, random, before, after));
    need(tx.commit());
}

void SyncScene::mapEverythingFor(const QString &staff)
{
    const Staff *member = catalogue.member(staff);
    std::int64_t type = 700'500;
    Transaction tx = need(Transaction::begin(*connection, clock));
    for (const Service &service : std::as_const(catalogue.services))
        for (const Segment &part : service.segments)
            if (part.busy)
                need(CatalogueTable::saveEventMap(tx, {member->id, service.id, part.key, ++type, std::nullopt}));
    need(tx.commit());
    catalogue = need(CatalogueTable::load(*connection));
    sandbox->world() = sandbox::worldOf(catalogue);
}

void SyncScene::setFlag(const QString &name, const QString &value)
{
    Transaction tx = need(Transaction::begin(*connection, clock));
    need(FlagTable::set(tx, name, value, QStringLiteral("test")));
    need(tx.commit());
}

void SyncScene::startWorker()
{
    killWorker();
    m_lane = std::make_unique<Lane>(QStringLiteral("write"),
                                    Lane::opener(m_database.url(), Purpose::ReadWrite, {}, m_faults), executor);
    m_worker = std::make_unique<SyncWorker>(executor, clock, random, line ? *line : *transport, *m_lane, settings,
                                            [this](const SyncHealth &told) { health = told; });
    m_worker->start();
}

void SyncScene::kick()
{
    m_worker->kick();
}

void SyncScene::startEvents()
{
    if (!transport->webhooks)
        sandbox->addWebhook(QUrl(QStringLiteral("http://127.0.0.1:8787/calcom/events")), QStringLiteral("secret"));
    transport->webhooks = [this](const QList<sandbox::WebhookDelivery> &deliveries) { hear(deliveries); };
    m_events =
        std::make_unique<RemoteEvents>(executor, clock, random, *transport, m_worker->meter(), *m_lane, settings,
                                       [this](Connection &lane, CalcomEventId event, const RemoteBooking &booking) {
                                           return RemoteBookingDesk(clock, random).follow(lane, event, booking);
                                       });
    m_events->start();
}

void SyncScene::startReconciler()
{
    m_reconciler = std::make_unique<Reconciler>(executor, clock, *transport, m_worker->meter(), *m_lane, settings);
    m_reconciler->start();
}

void SyncScene::startCalendars()
{
    m_calendars = std::make_unique<CalendarReader>(executor, clock, *transport, m_worker->meter(), *m_lane, settings);
    m_calendars->start();
}

void SyncScene::wishCompared()
{
    Transaction tx = need(Transaction::begin(*connection, clock));
    need(MirrorStatus::wish(tx));
    need(tx.commit());
    m_reconciler->kick();
}

MirrorStatus SyncScene::mirror()
{
    return need(MirrorStatus::read(*connection));
}

void SyncScene::hear(const QList<sandbox::WebhookDelivery> &deliveries)
{
    for (const sandbox::WebhookDelivery &delivery : deliveries) {
        m_sent.append(delivery.body);
        if (!holds_events_back)
            tell(delivery.body);
    }
}

QJsonObject SyncScene::elsewhere(const char *method, const QString &path, const QJsonObject &body,
                                 const QByteArray &key)
{
    HttpRequest request;
    request.method = method;
    request.path = path.toLatin1();
    const bool is_type = path.contains(QStringLiteral("event-types"));
    request.headers = {{"cal-api-version", is_type ? "2024-06-14" : "2024-08-13"},
                       {"Content-Type", "application/json"}};
    if (!key.isEmpty())
        request.headers.append({"Authorization", "Bearer " + key});
    if (!body.isEmpty())
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    const SandboxAnswer answer = sandbox->handle(request);
    const QJsonObject document = QJsonDocument::fromJson(answer.response.body).object();
    if (answer.response.status >= 300)
        qWarning().noquote() << "elsewhere:" << answer.response.status << answer.response.body;
    hear(answer.webhooks);
    return document.value(u"data").toObject();
}

bool SyncScene::tell(const QByteArray &event)
{
    Transaction tx = need(Transaction::begin(*connection, clock));
    const QString trigger = QJsonDocument::fromJson(event).object().value(u"triggerEvent").toString();
    const QByteArray fingerprint = QCryptographicHash::hash(event, QCryptographicHash::Sha256).toHex();
    const bool is_new =
        need(CalcomEventTable::insert(tx, trigger, QString::fromLatin1(fingerprint), QString::fromUtf8(event)));
    need(tx.commit());
    if (m_events)
        m_events->kick();
    return is_new;
}

QList<QByteArray> SyncScene::takeEvents()
{
    return std::exchange(m_sent, {});
}

QStringList SyncScene::eventResults()
{
    Query query(*connection, "SELECT trigger_event, state, result FROM calcom_events ORDER BY id");
    need(query.exec());
    QStringList results;
    while (query.next())
        results.append(query.text(0) + QLatin1Char(' ') + query.text(1) + QStringLiteral(": ") + query.text(2));
    return results;
}

void SyncScene::killWorker()
{
    m_calendars.reset();
    m_reconciler.reset();
    m_events.reset();
    m_worker.reset();
    m_lane.reset();
}

void SyncScene::runFor(milliseconds time)
{
    const Instant until = clock.now() + time;
    executor.runUntilIdle(time);
    clock.set(until); // also when nothing was due
}

void SyncScene::runUntilSettled()
{
    for (int i = 0; i < 2000; ++i) {
        const SyncCounts counts = need(OutboxTable::counts(*connection));
        const bool is_open = counts.pending + counts.sending + counts.verifying + counts.waiting > 0;
        if (!is_open)
            break;
        runFor(1s);
    }
    runFor(2s);
}

Appointment SyncScene::appointment(AppointmentId id)
{
    return need(AppointmentTable::read(*connection, id));
}

QList<OutboxRow> SyncScene::rows(AppointmentId id)
{
    return need(OutboxTable::ofAppointment(*connection, id));
}

QList<Attempt> SyncScene::attempts(AppointmentId id)
{
    return need(AttemptTable::ofAppointment(*connection, id));
}

QList<ReviewItem> SyncScene::reviews()
{
    return need(ReviewTable::live(*connection, clock.now()));
}

QList<QJsonObject> SyncScene::remoteBookings() const
{
    QList<QJsonObject> accepted;
    const QJsonArray all = sandbox->state().value(u"bookings").toArray();
    for (const QJsonValue &booking : all)
        if (booking.toObject().value(u"status").toString() == u"accepted")
            accepted.append(booking.toObject());
    return accepted;
}

QString SyncScene::endState(AppointmentId id)
{
    QStringList lines;
    const QList<QJsonObject> bookings = remoteBookings();
    for (const Phase &phase : appointment(id).phases) {
        QString remote = QStringLiteral("-");
        for (const QJsonObject &booking : bookings)
            if (booking.value(u"uid").toString() == phase.calcom_uid)
                remote = QStringLiteral("%1 %2 with %3")
                             .arg(booking.value(u"start").toString(),
                                  booking.value(u"metadata").toObject().value(u"salondesk_phase").toString())
                             .arg(booking.value(u"hosts").toArray().first().toObject().value(u"id").toInteger());
        lines.append(phase.key + QLatin1Char(' ') + word(phase.sync_status) + QLatin1Char(' ') + remote);
    }
    lines.append(QStringLiteral("%1 bookings, %2 reviews").arg(bookings.size()).arg(reviews().size()));
    return lines.join(QLatin1Char('\n'));
}

} // namespace salon::test
