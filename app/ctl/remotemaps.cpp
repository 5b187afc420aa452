// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/remotemaps.h"

#include "app/ctl/commandcontext.h"
#include "app/ctl/foundsecrets.h"
#include "core/booking/slotreader.h"
#include "core/engine/mirrorsettings.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/transaction.h"
#include "core/sync/eventmaps/eventmapdesk.h"
#include "core/sync/eventmaps/eventtypesurvey.h"
#include "core/sync/keysight.h"

#include <QEventLoop>

namespace salon
{

namespace
{

const QString kWho = QStringLiteral("ctl");
constexpr int kTestAhead = 21; // days
constexpr int kTestDays = 28;

/// Waits until whatever was begun says that it is through, which may be at once.
class Wait
{
public:
    void done()
    {
        m_done = true;
        m_loop.quit();
    }
    void untilDone()
    {
        if (!m_done)
            m_loop.exec();
    }

private:
    QEventLoop m_loop;
    bool m_done = false;
};

} // namespace

RemoteMaps::RemoteMaps(CommandContext &context, const Catalogue &catalogue)
    : m_context(context)
    , m_catalogue(catalogue)
{
}

Result<void> RemoteMaps::readSettings()
{
    const ProgramSetup &setup = m_context.setup();
    const auto secrets = findSecrets(m_context, m_catalogue);
    if (!secrets)
        return secrets.error();
    const bool remote_off = setup.clock_is_shifted && !setup.settings.configured_calcom_base;
    m_settings = mirrorSettings(setup.settings, *secrets, remote_off);
    if (!m_settings.isConfigured())
        return Error{ErrorCode::Refused, remote_off
                                             ? QStringLiteral("with --clock, Cal.com is asked only at a base that "
                                                              "was configured")
                                             : QStringLiteral("there is no Cal.com key")};
    return {};
}

Result<RemoteEventTypes> RemoteMaps::survey()
{
    if (const auto read = readSettings(); !read)
        return read.error();
    Wait wait;
    RemoteEventTypes seen;
    const auto progress = [this](int done, int total) {
        if (done % 10 == 0)
            m_context.message(QStringLiteral("asked Cal.com %1 of %2").arg(done).arg(total));
    };
    EventTypeSurvey::start({m_transport, m_executor, m_context.clock(), m_settings}, m_catalogue, progress,
                           [&](const RemoteEventTypes &remote) {
                               seen = remote;
                               wait.done();
                           });
    wait.untilDone();
    if (seen.types.isEmpty() && seen.gone.isEmpty() && !seen.problems.isEmpty())
        return Error{ErrorCode::Remote, seen.problems.constFirst()};
    for (const QString &problem : std::as_const(seen.problems))
        m_context.message(problem);
    if (auto learnt = learn(seen); !learnt)
        return learnt.error();
    return seen;
}

/// A key whose owner's types are these shows the bookings of their owner.
Result<void> RemoteMaps::learn(const RemoteEventTypes &seen)
{
    const auto connection = m_context.database();
    if (!connection)
        return connection.error();
    auto tx = Transaction::begin(**connection, m_context.clock());
    if (!tx)
        return tx.error();
    for (auto key = seen.owners.cbegin(); key != seen.owners.cend(); ++key)
        if (auto learnt = KeySight::learn(*tx, key.key(), {.hosts = *key}); !learnt)
            return learnt;
    return tx->commit();
}

Result<QList<HealthCheck>> RemoteMaps::sight()
{
    const auto connection = m_context.database();
    return connection ? Doctor::sight(**connection, m_catalogue, m_settings) : connection.error();
}

Result<EventMapPlan> RemoteMaps::plan()
{
    const auto remote = survey();
    return remote ? Result<EventMapPlan>(EventMapPlan::of(m_catalogue, *remote, m_settings.layout, m_settings.team))
                  : remote.error();
}

Result<void> RemoteMaps::store(const EventMapStep &step, const std::optional<EventMap> &map)
{
    const auto connection = m_context.database();
    if (!connection)
        return connection.error();
    auto tx = Transaction::begin(**connection, m_context.clock());
    if (!tx)
        return tx.error();
    const EventMap gone{.staff = step.staff, .service = step.service, .segment = step.segment};
    const auto written = map ? EventMapDesk::put(*tx, *map, kWho) : EventMapDesk::clear(*tx, gone, kWho);
    return written ? tx->commit() : written;
}

void RemoteMaps::build(const EventMapPlan &plan, const EventMapBuilder::Progress &progress)
{
    Wait wait;
    const auto keep = [this](const EventMapStep &step, const std::optional<EventMap> &map,
                             const std::function<void(Result<void>)> &then) { then(store(step, map)); };
    EventMapBuilder::start({m_transport, m_executor, m_context.clock(), m_settings, m_catalogue, keep}, plan, progress,
                           [&] { wait.done(); });
    wait.untilDone();
}

/// Weeks ahead, where a test is in nobody's way.
Result<Instant> RemoteMaps::freeStart(ServiceId service, StaffId staff)
{
    const auto connection = m_context.database();
    if (!connection)
        return connection.error();
    const Staff &member = *m_catalogue.member(staff);
    const SlotWish wish{.branch = member.branch, .service = service, .staff = staff, .event_maps = EventMapCheck::Off};
    const Instant now = m_context.clock().now();
    SlotReader slots(**connection, m_catalogue, now, wish);
    const QDate from = m_catalogue.salon.zone.dateOf(now).addDays(kTestAhead);
    const auto offers = slots.offers(wish, {from, kTestDays, 1});
    if (!offers)
        return offers.error();
    if (offers->isEmpty())
        return Error{ErrorCode::Refused,
                     QStringLiteral("%1 has no free time for this in the weeks to test it").arg(member.key)};
    return offers->constFirst().span.begin;
}

Result<QList<EventMapTrial::Part>> RemoteMaps::test(ServiceId service, StaffId staff)
{
    if (const auto read = readSettings(); !read)
        return read.error();
    const auto start = freeStart(service, staff);
    if (!start)
        return start.error();
    const auto connection = m_context.database();
    const auto instance = CatalogueTable::instance(**connection);
    if (!instance)
        return instance.error();
    Wait wait;
    QList<EventMapTrial::Part> parts;
    EventMapTrial::start({m_transport, m_executor, m_context.clock(), m_context.random(), m_settings, m_catalogue,
                          *instance, service, staff, *start},
                         [&](const QList<EventMapTrial::Part> &tried) {
                             parts = tried;
                             wait.done();
                         });
    wait.untilDone();
    return parts;
}

} // namespace salon
