// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/switchboard.h"

#include "core/base/logging.h"
#include "core/booking/remotebookingdesk.h"
#include "core/engine/mirrorsettings.h"
#include "core/metrics/figuredocument.h"
#include "core/metrics/figurereader.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/query.h"

#include <QPointer>

namespace salon
{

namespace
{

const QString kListenerLease = QStringLiteral("listener");
const QString kSyncLease = QStringLiteral("sync");

constexpr int kFigureDays = 7; // the owner's targets are over seven days

constexpr milliseconds kPatience{100};

QStringList wantedLeases(const SwitchboardSetup &setup)
{
    QStringList names;
    if (setup.listens)
        names.append(kListenerLease);
    if (setup.syncs)
        names.append(kSyncLease);
    return names;
}

std::unique_ptr<MissedCalls> missedCalls(const SwitchboardSetup &setup, HttpTransport &transport)
{
    const bool is_shifted_away = setup.clock_is_shifted && !setup.settings.configured_retell_base;
    if (setup.secrets.retell_api_key.isEmpty() || is_shifted_away)
        return nullptr;
    return std::make_unique<MissedCalls>(setup.net, setup.clock, transport, setup.write, setup.settings.retellBase(),
                                         setup.secrets.retell_api_key.toUtf8());
}

/// What is booked at Cal.com itself becomes the book's: sync does not know how.
RemoteLedger::Foreign foreignBookings(const SwitchboardSetup &setup)
{
    return [&clock = setup.clock, &random = setup.write_random](Connection &connection, CalcomEventId event,
                                                                const RemoteBooking &booking) {
        return RemoteBookingDesk(clock, random).follow(connection, event, booking);
    };
}

} // namespace

Switchboard::Switchboard(SwitchboardSetup setup, Report report)
    : m_setup(std::move(setup))
    , m_report(std::move(report))
    , m_inbox(m_setup.secrets.calcom_webhook_secrets, m_setup.write, m_setup.net, m_setup.clock)
    , m_phone(m_setup.clock, m_real_clock, m_setup.write_random, m_setup.net, m_setup.write,
              {&m_setup.read_a, &m_setup.read_b}, m_setup.secrets.retell_webhook_keys)
    , m_leases(wantedLeases(m_setup), m_setup.holder, m_setup.write, m_setup.net, m_setup.clock,
               [this](const QString &name, LeaseState state) { leaseChanged(name, state); })
    , m_sync(m_setup.net, m_setup.clock, m_setup.write_random, m_transport, m_setup.write,
             mirrorSettings(m_setup.settings, m_setup.secrets, m_setup.remote_off),
             [this](const SyncHealth &health) { heardOfCalcom(health); })
    , m_events(m_setup.net, m_setup.clock, m_setup.write_random, m_transport, m_sync.meter(), m_setup.write,
               mirrorSettings(m_setup.settings, m_setup.secrets, m_setup.remote_off), foreignBookings(m_setup))
    , m_reconciler(m_setup.net, m_setup.clock, m_transport, m_sync.meter(), m_setup.write,
                   mirrorSettings(m_setup.settings, m_setup.secrets, m_setup.remote_off))
    , m_calendars(m_setup.net, m_setup.clock, m_transport, m_sync.meter(), m_setup.write,
                  mirrorSettings(m_setup.settings, m_setup.secrets, m_setup.remote_off))
    , m_calls(m_setup.net, m_setup.clock, m_setup.write, m_setup.settings.retention, missedCalls(m_setup, m_transport),
              [this](const CallWatch &watch) {
                  m_status.calls_without_event = watch.calls_without;
                  m_status.clock_off_s = int(m_phone.clockSkew().value_or(milliseconds(0)).count() / 1000);
                  this->report();
              })
{
    m_status.ready = true;
    m_status.remote_off = m_setup.remote_off;
    m_status.has_phone_key = !m_setup.secrets.retell_webhook_keys.isEmpty();
    m_status.has_calcom_key = !m_setup.secrets.calcom_api_key.isEmpty() || !m_setup.secrets.staff_calcom_keys.isEmpty();
    if (!m_status.has_phone_key)
        qCWarning(lcEngine) << "no Retell webhook key is configured: function calls are answered 503";
}

Switchboard::~Switchboard() = default;

void Switchboard::start()
{
    if (m_setup.listens)
        openOperations();
    m_leases.start();
    report();
}

void Switchboard::report()
{
    m_report(m_status);
}

/// While the database is away callers still hear a polite sentence here; the mirror rests unless its right is sure.
void Switchboard::leaseChanged(const QString &name, LeaseState state)
{
    if (name == kListenerLease) {
        m_status.standing_by = state == LeaseState::Elsewhere;
        if (state == LeaseState::Held)
            openListener();
        else if (state == LeaseState::Elsewhere)
            closeListener();
        if (state == LeaseState::Held)
            m_calls.start();
        else
            m_calls.stop();
    }
    if (name == kSyncLease) {
        m_status.syncing = state == LeaseState::Held;
        if (m_status.syncing) {
            m_sync.start();
            m_events.start();
            m_reconciler.start();
            m_calendars.start();
        } else {
            m_sync.stop();
            m_events.stop();
            m_reconciler.stop();
            m_calendars.stop();
            return heardOfCalcom({});
        }
    }
    report();
}

void Switchboard::heardOfCalcom(const SyncHealth &health)
{
    m_status.calcom_offline = health.circuit == CircuitState::Offline;
    m_status.calcom_limping = health.circuit == CircuitState::Limping;
    const bool is_real = !m_setup.clock_is_shifted; // else every real server's clock is off
    m_status.calcom_off_s = is_real ? int(health.clock_ahead.value_or(milliseconds(0)).count() / 1000) : 0;
    report();
}

HttpLimits Switchboard::httpLimits() const
{
    const Settings &settings = m_setup.settings;
    HttpLimits limits;
    limits.header_bytes = settings.max_header_bytes;
    limits.body_bytes = settings.max_body_bytes;
    limits.buffered_bytes = std::max(limits.buffered_bytes, 2 * (settings.max_header_bytes + settings.max_body_bytes));
    limits.connections = settings.max_connections;
    limits.request_deadline = settings.request_deadline;
    limits.idle_deadline = settings.idle_deadline;
    return limits;
}

void Switchboard::openListener()
{
    if (m_stopping || m_status.listening || !m_leases.holds(kListenerLease))
        return;
    openOperations();
    const SocketAddress &wanted = m_setup.settings.listen;
    m_listener = std::make_unique<HttpListener>(publicRoutes(), httpLimits(), m_setup.net);
    const Result<quint16> port = m_listener->listen(wanted.address, wanted.port);
    m_status.listening = port.has_value();
    if (port) {
        m_status.listen_address = SocketAddress{wanted.address, *port}.text();
        m_status.listener_problem.clear();
        m_leases.setInfo(kListenerLease, m_status.listen_address);
        qCInfo(lcEngine).noquote() << "listening on" << m_status.listen_address;
    } else {
        // Somebody else has the port; it may go, and this process holds the lease meanwhile.
        m_status.listener_problem = port.error().detail;
        qCWarning(lcEngine).noquote() << port.error().detail;
        m_setup.net.after(limits::kLeaseRenewal, [self = QPointer<Switchboard>(this)] {
            if (self)
                self->openListener();
        });
    }
    report();
}

void Switchboard::closeListener()
{
    m_status.listening = false;
    m_status.listen_address.clear();
    if (!m_listener)
        return;
    // Deleted when its last answer is out, and not from within its own signal.
    HttpListener *leaving = m_listener.release();
    leaving->setParent(this);
    leaving->stop([leaving] { leaving->deleteLater(); });
}

void Switchboard::openOperations()
{
    if (!m_status.operations_address.isEmpty() || m_stopping)
        return;
    const SocketAddress &wanted = m_setup.settings.operations;
    m_operations = std::make_unique<HttpListener>(operationsRoutes(), httpLimits(), m_setup.net);
    const Result<quint16> port = m_operations->listen(wanted.address, wanted.port);
    if (port) {
        m_status.operations_address = SocketAddress{wanted.address, *port}.text();
        qCInfo(lcEngine).noquote() << "operations socket on" << m_status.operations_address;
    } else {
        qCWarning(lcEngine).noquote() << "no operations socket:" << port.error().detail;
    }
}

QList<HttpRoute> Switchboard::publicRoutes()
{
    QList<HttpRoute> routes;
    routes.append({"GET", "/healthz", [](const HttpRequest &, const HttpAnswer &answer) {
                       answer(HttpResponse::json(200, {{QStringLiteral("status"), QStringLiteral("ok")}}));
                   }});
    routes.append(m_phone.routes());
    routes.append(m_inbox.route());
    return routes;
}

QList<HttpRoute> Switchboard::operationsRoutes()
{
    const auto ready = [this](const HttpRequest &, const HttpAnswer &answer) { tellReadiness(answer); };
    const auto metrics = [this](const HttpRequest &, const HttpAnswer &answer) { tellFigures(answer); };
    return {{"GET", "/readyz", ready}, {"GET", "/metrics", metrics}};
}

/// Ready = callers are answered here, from a database that can be read right now.
void Switchboard::tellReadiness(const HttpAnswer &answer)
{
    const auto not_ready = [answer](const QString &reason) {
        answer(HttpResponse::error(503, QStringLiteral("not_ready"), reason));
    };
    if (!m_status.listening) {
        not_ready(m_status.listener_problem.isEmpty() ? QStringLiteral("Another process answers the callers.")
                                                      : m_status.listener_problem);
        return;
    }
    const auto look = [](Connection &connection) -> Result<void> { return Query(connection, "SELECT 1").exec(); };
    const bool queued = m_setup.read_b.run(look, m_setup.net, [answer, not_ready](const Result<void> &looked) {
        if (looked)
            answer(HttpResponse::json(200, {{QStringLiteral("status"), QStringLiteral("ready")}}));
        else
            not_ready(QStringLiteral("The database cannot be read."));
    });
    if (!queued)
        not_ready(QStringLiteral("The database is too busy."));
}

void Switchboard::tellFigures(const HttpAnswer &answer)
{
    const auto work = [now = m_setup.clock.now()](Connection &connection) -> Result<QByteArray> {
        const auto catalogue = CatalogueTable::load(connection);
        if (!catalogue)
            return catalogue.error();
        if (catalogue->salon.name.isEmpty())
            return QByteArray(); // nothing to count before the first import
        const auto figures = FigureReader::read(connection, catalogue->salon.zone, now, kFigureDays);
        if (!figures)
            return figures.error();
        return FigureDocument::prometheus(*figures);
    };
    const auto unavailable = HttpResponse::error(503, QStringLiteral("unavailable"),
                                                 QStringLiteral("The figures cannot be read at present."));
    const bool queued = m_setup.read_b.run(work, m_setup.net, [answer, unavailable](const Result<QByteArray> &text) {
        HttpResponse response = HttpResponse::empty(200);
        response.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}};
        response.body = text.value_or(QByteArray());
        answer(text ? response : unavailable);
    });
    if (!queued)
        answer(unavailable);
}

void Switchboard::heard(const StoreChanged &change)
{
    static const QStringList moving{QString(),
                                    QStringLiteral("outbox"),
                                    QStringLiteral("settings"),
                                    QStringLiteral("flags"),
                                    QStringLiteral("event_maps"),
                                    QStringLiteral("reviews")};
    if (m_status.syncing && moving.contains(change.table))
        m_sync.kick();
    static const QStringList telling{QString(), QStringLiteral("calcom_events"), QStringLiteral("settings")};
    if (m_status.syncing && telling.contains(change.table))
        m_events.kick();
    static const QStringList wishing{QString(), QStringLiteral("settings")};
    if (m_status.syncing && wishing.contains(change.table))
        m_reconciler.kick();
    m_calls.heard(change);
}

/// A request to Cal.com under way gets a moment to be written down; what is cut off is looked up by the next process.
void Switchboard::whenSyncRests(int patience, const std::function<void()> &then)
{
    if (patience == 0 || !(m_sync.isBusy() || m_events.isBusy())) {
        then();
        return;
    }
    m_setup.net.after(kPatience, [self = QPointer<Switchboard>(this), patience, then] {
        if (self)
            self->whenSyncRests(patience - 1, then);
    });
}

void Switchboard::stop(std::function<void()> done)
{
    m_stopping = true;
    m_sync.stop();
    m_events.stop();
    m_reconciler.stop();
    m_calendars.stop();
    m_calls.stop();
    const auto release = [this, done = std::move(done)] {
        whenSyncRests(int(limits::kStop / kPatience), [this, done] {
            m_status = {};
            report();
            m_leases.stop(done);
        });
    };
    if (m_operations)
        m_operations->stop([] {});
    if (m_listener)
        m_listener->stop(release);
    else
        release();
}

} // namespace salon
