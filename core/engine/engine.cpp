// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/base/logging.h"
#include "core/engine/desk.h"
#include "core/engine/switchboard.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/migrations.h"

#include <QPointer>

namespace salon
{

Engine::Engine(EngineSetup setup, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_clock(clock)
    , m_origin(m_write_random.uuid())
{
    qRegisterMetaType<StoreChanged>();
    qRegisterMetaType<DeskStatus>();
    m_net_thread.setObjectName(QStringLiteral("net"));
    m_net.moveToThread(&m_net_thread);
    // On the net thread, after its last event: no late answer can reach what is gone.
    connect(
        &m_net_thread, &QThread::finished, &m_net, [this] { m_switchboard.reset(); }, Qt::DirectConnection);
    m_net_thread.start();
    const DatabaseUrl &url = m_setup.database;
    m_write = std::make_unique<Lane>(QStringLiteral("write"), migratingOpener());
    const auto read = Lane::opener(url, Purpose::ReadOnly, m_origin);
    m_call_read_a = std::make_unique<Lane>(QStringLiteral("call-read-a"), read);
    m_call_read_b = std::make_unique<Lane>(QStringLiteral("call-read-b"), read);
    m_desk_read = std::make_unique<Lane>(QStringLiteral("desk-read"), read);
    m_desk = std::make_unique<Desk>(*m_desk_read, *m_write, m_here, m_clock, m_write_random);
    m_write->onChanged(m_here, [this](const QList<StoreChanged> &changes) { heard(changes); });
}

Engine::~Engine()
{
    m_net_thread.quit();
    m_net_thread.wait();
    m_feed.reset();
}

/// The first connection of the process waits until the schema is right; nobody reads before it.
Lane::Open Engine::migratingOpener() const
{
    const auto open = Lane::opener(m_setup.database, Purpose::ReadWrite, m_origin);
    return [open, url = m_setup.database, &clock = m_clock]() -> Result<std::unique_ptr<Connection>> {
        if (const auto migrated = Migrations(clock).apply(url); !migrated)
            return migrated.error();
        return open();
    };
}

void Engine::start(std::function<void(Result<void>)> then)
{
    const auto staff_keys = [](Connection &connection) -> Result<QStringList> {
        const auto catalogue = CatalogueTable::load(connection);
        if (!catalogue)
            return catalogue.error();
        QStringList keys;
        for (const Staff &member : catalogue->staff)
            keys.append(member.key);
        return keys;
    };
    const bool queued = m_write->run(staff_keys, m_here, [this, then](const Result<QStringList> &keys) {
        if (keys)
            findSecrets(*keys, then);
        else
            then(keys.error());
    });
    if (!queued)
        then(Error{ErrorCode::Busy, QStringLiteral("the write lane is full")});
}

void Engine::findSecrets(const QStringList &staff_keys, const std::function<void(Result<void>)> &then)
{
    if (m_setup.secrets) {
        startSwitchboard(*m_setup.secrets);
        then({});
        return;
    }
    const SecretReader reader(m_setup.environment, m_setup.settings.secrets_file,
                              SecretReader::systemKeychain(m_setup.environment), m_here);
    reader.read(staff_keys, [this, then](const Result<Secrets> &secrets) {
        if (secrets)
            startSwitchboard(*secrets);
        then(secrets ? Result<void>() : Result<void>(secrets.error()));
    });
}

void Engine::startSwitchboard(const Secrets &secrets)
{
    m_feed = std::make_unique<ChangeFeed>(Lane::opener(m_setup.database, Purpose::ReadOnly, m_origin), m_origin,
                                          m_desk_read->worker(), m_here,
                                          [this](const QList<StoreChanged> &changes) { heard(changes); });
    m_feed->start();
    SwitchboardSetup setup{m_clock, m_write_random,   *m_write, *m_call_read_a, *m_call_read_b,
                           m_net,   m_setup.settings, secrets,  m_origin};
    setup.remote_off = m_setup.clock_is_shifted && !m_setup.settings.configured_calcom_base;
    setup.clock_is_shifted = m_setup.clock_is_shifted;
    setup.listens = m_setup.listens;
    setup.syncs = m_setup.syncs;
    m_switchboard_asked = true;
    m_net.post([this, setup] {
        m_switchboard = std::make_unique<Switchboard>(
            setup, [this](const DeskStatus &status) { m_here.post([this, status] { setStatus(status); }); });
        m_switchboard->start();
    });
}

void Engine::heard(const QList<StoreChanged> &changes)
{
    for (const StoreChanged &change : changes) {
        m_net.post([this, change] {
            if (m_switchboard)
                m_switchboard->heard(change);
        });
        m_desk->hear(change);
        Q_EMIT storeChanged(change);
    }
}

void Engine::setStatus(const DeskStatus &status)
{
    if (m_status == status)
        return;
    m_status = status;
    m_desk->setStatus(m_status);
    Q_EMIT statusChanged(m_status);
}

void Engine::stop(std::function<void()> done)
{
    if (!m_switchboard_asked) {
        m_here.post(std::move(done));
        return;
    }
    m_net.post([this, done = std::move(done)] { m_switchboard->stop([this, done] { m_here.post(done); }); });
}

} // namespace salon
