// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reviewdesk.h"

#include "core/engine/remoteacceptance.h"
#include "core/engine/reviewreads.h"
#include "core/sync/review/reviewactions.h"

namespace salon
{

void ReviewDesk::queue(QObject *guard, Answer<ReviewQueue> then)
{
    m_lanes.read<ReviewQueue>(
        guard, [now = m_lanes.clock().now()](Connection &c) { return ReviewReads::queue(c, now); }, std::move(then));
}

void ReviewDesk::detail(QObject *guard, ReviewId id, Answer<ReviewDetail> then)
{
    m_lanes.read<ReviewDetail>(
        guard, [now = m_lanes.clock().now(), id](Connection &c) { return ReviewReads::detail(c, now, id); },
        std::move(then));
}

void ReviewDesk::means(QObject *guard, const QList<ReviewId> &ids, Answer<QList<ReviewMeans>> then)
{
    m_lanes.read<QList<ReviewMeans>>(
        guard, [now = m_lanes.clock().now(), ids](Connection &c) { return ReviewReads::means(c, now, ids); },
        std::move(then));
}

void ReviewDesk::retry(QObject *guard, ReviewId id, Answer<void> then)
{
    m_lanes.change(
        guard, [id](Transaction &tx, const QString &who) { return ReviewActions::retry(tx, id, who); },
        std::move(then));
}

void ReviewDesk::verify(QObject *guard, ReviewId id, Answer<void> then)
{
    m_lanes.change(
        guard, [id](Transaction &tx, const QString &who) { return ReviewActions::verify(tx, id, who); },
        std::move(then));
}

void ReviewDesk::accept(QObject *guard, ReviewId id, Answer<void> then)
{
    m_lanes.write<void>(
        guard,
        [&lanes = m_lanes, id](Connection &c) {
            return RemoteAcceptance::accept(c, lanes.clock(), lanes.random(), id, lanes.actor());
        },
        std::move(then));
}

void ReviewDesk::push(QObject *guard, ReviewId id, Answer<void> then)
{
    m_lanes.change(
        guard,
        [&lanes = m_lanes, id](Transaction &tx, const QString &who) {
            return ReviewActions::push(tx, lanes.random(), id, who);
        },
        std::move(then));
}

void ReviewDesk::settle(QObject *guard, ReviewId id, const QString &reason, Answer<void> then)
{
    m_lanes.change(
        guard, [id, reason](Transaction &tx, const QString &who) { return ReviewActions::settle(tx, id, who, reason); },
        std::move(then));
}

void ReviewDesk::snooze(QObject *guard, ReviewId id, Instant until, Answer<void> then)
{
    m_lanes.change(
        guard, [id, until](Transaction &tx, const QString &who) { return ReviewActions::snooze(tx, id, who, until); },
        std::move(then));
}

void ReviewDesk::ignore(QObject *guard, ReviewId id, Answer<void> then)
{
    m_lanes.change(
        guard, [id](Transaction &tx, const QString &who) { return ReviewActions::ignore(tx, id, who); },
        std::move(then));
}

void ReviewDesk::assign(QObject *guard, ReviewId id, const QString &owner, Answer<void> then)
{
    m_lanes.change(
        guard, [id, owner](Transaction &tx, const QString &who) { return ReviewActions::assign(tx, id, who, owner); },
        std::move(then));
}

void ReviewDesk::undo(QObject *guard, ReviewId id, Answer<void> then)
{
    m_lanes.change(
        guard, [id](Transaction &tx, const QString &who) { return ReviewActions::undo(tx, id, who); }, std::move(then));
}

} // namespace salon
