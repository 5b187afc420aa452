// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncturns.h"

#include "core/base/checks.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/outboxtable.h"

#include <algorithm>

namespace salon
{

namespace
{

int leftFor(const ClaimLimits::Left &left, Turn turn)
{
    switch (turn) {
    case Turn::Lookup:
        return left.lookups;
    case Turn::Live:
        return left.live;
    case Turn::Backlog:
        return left.backlog;
    }
    SALON_CHECK(!"every turn has its share");
}

QList<AppointmentId> appointmentsOf(const QList<OutboxQueue::Head> &heads)
{
    QList<AppointmentId> appointments;
    for (const OutboxQueue::Head &head : heads)
        if (!appointments.contains(head.appointment))
            appointments.append(head.appointment);
    return appointments;
}

} // namespace

SyncTurns::SyncTurns(Connection &connection, Instant now, const ClaimLimits &limits)
    : m_connection(connection)
    , m_now(now)
    , m_limits(limits)
    , m_known(limits.under_way)
{
}

Result<void> SyncTurns::fill(const SyncSettings &settings, bool parallel)
{
    const int busy = static_cast<int>(m_limits.under_way.size());
    const int room = parallel ? limits::kSyncBatch - busy : (busy == 0 ? 1 : 0);
    const int live_room = parallel ? room + limits::kSyncLiveBatch : room;
    const auto still = [this](int of) { return of - static_cast<int>(m_entries.size()); };
    if (auto added = addLookups(room); !added)
        return added;
    if (auto added = addLive(settings, still(live_room)); !added)
        return added;
    return addBacklog(settings, still(room));
}

Result<void> SyncTurns::fillToJudge()
{
    auto fresh = OutboxQueue::live(m_connection, m_now, limits::kSyncJudged);
    if (!fresh)
        return fresh.error();
    auto heads = OutboxQueue::backlog(m_connection, m_now, m_limits.judged, limits::kSyncJudged);
    if (!heads)
        return heads.error();
    if (heads->size() == limits::kSyncJudged)
        m_rest = heads->last().place;
    constexpr int kAll = std::numeric_limits<int>::max();
    if (auto added = add(*fresh, Turn::Live, kAll); !added)
        return added;
    return add(appointmentsOf(*heads), Turn::Backlog, kAll);
}

/// Those whose key has nothing left must not stand before those whose key has.
Result<SyncTurns::Who> SyncTurns::whoMayGo(const SyncSettings &settings, Turn turn, QList<StaffId> &resting)
{
    const auto rests = [&](const QString &label) {
        const auto left = m_limits.left.constFind(label);
        return m_paused.contains(label) || (left != m_limits.left.cend() && leftFor(*left, turn) <= 0);
    };
    const auto resting_keys = std::count_if(m_limits.left.keyBegin(), m_limits.left.keyEnd(), rests);
    if (resting_keys == 0)
        return Who::Everybody;
    if (resting_keys == m_limits.left.size())
        return Who::Nobody;
    auto catalogue = CatalogueTable::load(m_connection);
    if (!catalogue)
        return catalogue.error();
    for (const Staff &member : std::as_const(catalogue->staff))
        if (const auto key = settings.keyOf(member.key); key && rests(key->label))
            resting.append(member.id);
    return Who::Some;
}

Result<void> SyncTurns::addLookups(int room)
{
    if (room <= 0)
        return {};
    auto ids = OutboxQueue::lookups(m_connection, m_now, room, m_limits.under_way);
    if (!ids)
        return ids.error();
    for (const OutboxId id : std::as_const(*ids)) {
        auto row = OutboxTable::read(m_connection, id);
        if (!row)
            return row.error();
        m_known.insert(id.value);
        m_entries.append({*row, Turn::Lookup});
    }
    return {};
}

Result<void> SyncTurns::addLive(const SyncSettings &settings, int room)
{
    QList<StaffId> resting;
    const auto who = room > 0 ? whoMayGo(settings, Turn::Live, resting) : Result<Who>(Who::Nobody);
    if (!who)
        return who.error();
    if (*who == Who::Nobody)
        return {};
    auto appointments = OutboxQueue::live(m_connection, m_now, room, resting);
    return appointments ? add(*appointments, Turn::Live, room) : Result<void>(appointments.error());
}

Result<void> SyncTurns::addBacklog(const SyncSettings &settings, int room)
{
    QList<StaffId> resting;
    const auto who = room > 0 ? whoMayGo(settings, Turn::Backlog, resting) : Result<Who>(Who::Nobody);
    if (!who)
        return who.error();
    if (*who == Who::Nobody)
        return {};
    // What was added already may be the first there, too.
    const int wanted = room + static_cast<int>(m_entries.size());
    auto heads = OutboxQueue::backlog(m_connection, m_now, {}, wanted, resting);
    return heads ? add(appointmentsOf(*heads), Turn::Backlog, room) : Result<void>(heads.error());
}

Result<void> SyncTurns::add(const QList<AppointmentId> &appointments, Turn turn, int room)
{
    for (const AppointmentId id : appointments) {
        if (room <= 0)
            return {};
        auto rows = OutboxTable::ofAppointment(m_connection, id);
        if (!rows)
            return rows.error();
        const QList<OutboxRow> next = OutboxQueue::sendable(*rows, m_now);
        for (const OutboxRow &row : next) {
            if (room <= 0 || m_known.contains(row.id.value))
                continue;
            m_known.insert(row.id.value);
            m_entries.append({row, turn});
            --room;
        }
    }
    return {};
}

} // namespace salon
