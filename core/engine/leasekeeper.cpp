// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/leasekeeper.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/storage/leasetable.h"

#include <algorithm>

namespace salon
{

using SteadyClock = std::chrono::steady_clock;

LeaseKeeper::LeaseKeeper(const QStringList &names, const QString &holder, Lane &write, Executor &executor,
                         const Clock &clock, Heard heard)
    : m_names(names)
    , m_holder(holder)
    , m_write(write)
    , m_executor(executor)
    , m_clock(clock)
    , m_heard(std::move(heard))
    , m_renewed_at(SteadyClock::now())
{
}

LeaseKeeper::~LeaseKeeper() = default;

void LeaseKeeper::start()
{
    tick();
}

void LeaseKeeper::tick()
{
    if (m_stopped)
        return;
    if (SteadyClock::now() - m_renewed_at >= limits::kLeaseLifetime) {
        for (const QString &name : m_names)
            set(name, LeaseState::Unsure);
    }
    if (!m_asking)
        ask();
    // Whoever waits asks twice as often: life and pause together stay below the five seconds that are promised.
    const bool holds_all =
        std::all_of(m_names.begin(), m_names.end(), [this](const auto &name) { return holds(name); });
    m_executor.after(holds_all ? milliseconds(limits::kLeaseRenewal) : milliseconds(limits::kLeaseRenewal) / 2,
                     [this, life = std::weak_ptr<Life>(m_life)] {
                         if (life.lock())
                             tick();
                     });
}

void LeaseKeeper::ask()
{
    const auto asked_at = SteadyClock::now();
    const auto work = [names = m_names, holder = m_holder, info = m_info,
                       &clock = m_clock](Connection &connection) -> Result<QHash<QString, bool>> {
        auto transaction = Transaction::begin(connection, clock);
        if (!transaction)
            return transaction.error();
        const Result<Instant> now = connection.databaseNow();
        if (!now)
            return now.error();
        QHash<QString, bool> held;
        for (const QString &name : names) {
            const auto got = LeaseTable::acquire(*transaction, {name, holder, info.value(name), {}}, *now);
            if (!got)
                return got.error();
            held.insert(name, *got);
        }
        if (const auto committed = transaction->commit(); !committed)
            return committed.error();
        return held;
    };
    m_asking = m_write.run(work, m_executor, [this, asked_at, life = std::weak_ptr<Life>(m_life)](const auto &held) {
        if (life.lock())
            answered(held, asked_at);
    });
}

void LeaseKeeper::answered(const Result<QHash<QString, bool>> &held, SteadyClock::time_point asked_at)
{
    m_asking = false;
    if (!held) {
        qCWarning(lcEngine).noquote() << "leases could not be renewed:" << held.error().detail;
        return;
    }
    m_renewed_at = asked_at;
    for (const QString &name : m_names) {
        if (!m_stopped)
            set(name, held->value(name) ? LeaseState::Held : LeaseState::Elsewhere);
    }
}

void LeaseKeeper::set(const QString &name, LeaseState state)
{
    const auto known = m_state.constFind(name);
    if (known != m_state.constEnd() && *known == state)
        return;
    m_state.insert(name, state);
    switch (state) {
    case LeaseState::Held:
        qCInfo(lcEngine).noquote() << "this process has the lease" << name;
        break;
    case LeaseState::Elsewhere:
        qCInfo(lcEngine).noquote() << "another process has the lease" << name;
        break;
    case LeaseState::Unsure:
        qCWarning(lcEngine).noquote() << "could not renew the lease" << name;
        break;
    }
    m_heard(name, state);
}

void LeaseKeeper::stop(std::function<void()> done)
{
    m_stopped = true;
    const auto work = [names = m_names, holder = m_holder, &clock = m_clock](Connection &connection) -> Result<void> {
        auto transaction = Transaction::begin(connection, clock);
        if (!transaction)
            return transaction.error();
        for (const QString &name : names) {
            if (const auto released = LeaseTable::release(*transaction, name, holder); !released)
                return released;
        }
        return transaction->commit();
    };
    if (!m_write.run(work, m_executor, [done](const Result<void> &) { done(); }))
        done(); // the expiry does it
}

} // namespace salon
