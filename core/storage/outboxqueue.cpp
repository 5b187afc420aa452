// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/outboxqueue.h"

#include "core/base/limits.h"
#include "core/storage/query.h"

#include <algorithm>
#include <map>
#include <QStringList>

namespace salon
{

namespace
{

constexpr const char *kNoOlderRow =
    "AND NOT EXISTS (SELECT 1 FROM outbox older WHERE older.phase = o.phase AND older.id < o.id "
    "AND older.state IN ('pending', 'sending', 'verifying', 'waiting')) ";

/// Spelled as in the indexes, so that both engines see that they apply.
constexpr const char *kToSend = "o.state IN ('pending', 'waiting') ";

QString notOf(const QList<StaffId> &resting)
{
    if (resting.isEmpty())
        return {};
    QStringList marks;
    marks.fill(QStringLiteral("?"), resting.size());
    return QStringLiteral("AND NOT EXISTS (SELECT 1 FROM phases p WHERE p.id = o.phase AND p.staff IN (%1)) ")
        .arg(marks.join(QStringLiteral(", ")));
}

constexpr const char *kNextDue = "SELECT id, due_at_ms FROM outbox WHERE state = ? ORDER BY due_at_ms LIMIT ?";

QString lookupText()
{
    return QStringLiteral("SELECT o.id FROM outbox o WHERE o.state = 'verifying' AND o.due_at_ms <= ? ") +
           QLatin1String(kNoOlderRow) + QStringLiteral("ORDER BY o.due_at_ms LIMIT ?");
}

QString liveText(const QList<StaffId> &resting)
{
    return QStringLiteral("SELECT o.appointment, o.created_at_ms FROM outbox o JOIN appointments a "
                          "ON a.id = o.appointment WHERE ") +
           QLatin1String(kToSend) +
           QStringLiteral("AND o.state = ? AND o.created_at_ms >= ? AND o.due_at_ms <= ? "
                          "AND a.source IN ('phone', 'desk') AND (o.created_at_ms >= ? OR EXISTS (SELECT 1 "
                          "FROM calls c WHERE c.call_id = a.call_id AND c.status <> 'ended')) ") +
           notOf(resting) + QLatin1String(kNoOlderRow) + QStringLiteral("ORDER BY o.created_at_ms LIMIT ?");
}

QString backlogText(const QList<StaffId> &resting)
{
    return QStringLiteral("SELECT o.begins_ms, o.id, o.appointment FROM outbox o WHERE ") + QLatin1String(kToSend) +
           QStringLiteral("AND o.state = ? AND o.begins_ms >= ? AND (o.begins_ms, o.id) > (?, ?) "
                          "AND o.due_at_ms <= ? ") +
           notOf(resting) + QLatin1String(kNoOlderRow) + QStringLiteral("ORDER BY o.begins_ms, o.id LIMIT ?");
}

void bindAll(Query &query, const QList<StaffId> &staff)
{
    for (const StaffId id : staff)
        query.bind(id);
}

/// A row that is pending goes whatever its due time says: another program's clock may have written it.
Instant latestDue(OutboxState state, Instant now)
{
    return state == OutboxState::Pending ? Instant::fromMs(std::numeric_limits<qint64>::max()) : now;
}

Result<QList<OutboxQueue::Head>> headsIn(Connection &connection, OutboxState state, Instant now,
                                         const OutboxQueue::Place &after, int limit, const QList<StaffId> &resting)
{
    Query query(connection, backlogText(resting));
    query.bind(state).bind(after.begins).bind(after.begins).bind(after.id.value).bind(latestDue(state, now));
    bindAll(query, resting);
    if (auto done = query.bind(limit).exec(); !done)
        return done.error();
    QList<OutboxQueue::Head> heads;
    while (query.next())
        heads.append({{query.instant(0), query.id<OutboxId>(1)}, query.id<AppointmentId>(2)});
    return heads;
}

} // namespace

QStringList OutboxQueue::statements()
{
    const QList<StaffId> resting{StaffId{1}, StaffId{2}};
    return {lookupText(),    liveText({}),         liveText(resting),
            backlogText({}), backlogText(resting), QString::fromLatin1(kNextDue)};
}

Result<QList<OutboxId>> OutboxQueue::lookups(Connection &connection, Instant now, int limit, const QSet<qint64> &busy)
{
    Query query(connection, lookupText());
    const int wanted = limit + static_cast<int>(busy.size());
    if (auto done = query.bind(now).bind(wanted).exec(); !done)
        return done.error();
    QList<OutboxId> ids;
    while (query.next() && ids.size() < limit)
        if (!busy.contains(query.int64(0)))
            ids.append(query.id<OutboxId>(0));
    return ids;
}

Result<QList<AppointmentId>> OutboxQueue::live(Connection &connection, Instant now, int limit,
                                               const QList<StaffId> &resting)
{
    std::multimap<Instant, AppointmentId> found;
    for (const OutboxState state : {OutboxState::Pending, OutboxState::Waiting}) {
        Query query(connection, liveText(resting));
        query.bind(state).bind(now - limits::kLongestCall).bind(latestDue(state, now));
        query.bind(now - limits::kFreshBooking);
        bindAll(query, resting);
        if (auto done = query.bind(limit).exec(); !done)
            return done.error();
        while (query.next())
            found.emplace(query.instant(1), query.id<AppointmentId>(0));
    }
    QList<AppointmentId> appointments;
    for (const auto &[created, id] : found)
        if (!appointments.contains(id) && appointments.size() < limit)
            appointments.append(id);
    return appointments;
}

Result<QList<OutboxQueue::Head>> OutboxQueue::backlog(Connection &connection, Instant now, const Place &after,
                                                      int limit, const QList<StaffId> &resting)
{
    auto heads = headsIn(connection, OutboxState::Pending, now, after, limit, resting);
    if (!heads)
        return heads;
    auto waiting = headsIn(connection, OutboxState::Waiting, now, after, limit, resting);
    if (!waiting)
        return waiting;
    heads->append(*waiting);
    std::sort(heads->begin(), heads->end(), [](const Head &a, const Head &b) {
        return a.place.begins != b.place.begins ? a.place.begins < b.place.begins : a.place.id.value < b.place.id.value;
    });
    return heads->mid(0, limit);
}

QList<OutboxRow> OutboxQueue::sendable(const QList<OutboxRow> &rows, Instant now)
{
    const auto is_open = [](const OutboxRow &row) {
        return row.state != OutboxState::Done && row.state != OutboxState::Review;
    };
    QList<OutboxRow> next;
    for (const OutboxRow &row : rows) {
        const bool waits_for_older = std::any_of(rows.cbegin(), rows.cend(), [&](const OutboxRow &older) {
            return older.phase == row.phase && older.id.value < row.id.value && is_open(older);
        });
        const bool is_due = row.state == OutboxState::Pending || (row.state == OutboxState::Waiting && row.due <= now);
        if (is_due && !waits_for_older)
            next.append(row);
    }
    return next;
}

Result<std::optional<Instant>> OutboxQueue::nextDue(Connection &connection, const QSet<qint64> &busy)
{
    std::optional<Instant> next;
    for (const OutboxState state : {OutboxState::Pending, OutboxState::Waiting, OutboxState::Verifying}) {
        Query query(connection, kNextDue);
        if (auto done = query.bind(state).bind(static_cast<int>(busy.size()) + 1).exec(); !done)
            return done.error();
        while (query.next()) {
            if (busy.contains(query.int64(0)))
                continue;
            next = std::min(next.value_or(query.instant(1)), query.instant(1));
            break;
        }
    }
    return next;
}

} // namespace salon
