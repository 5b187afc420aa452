// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/calcomeventtable.h"

#include "core/storage/query.h"

namespace salon
{

namespace
{

constexpr const char *kSelect = "SELECT e.id, e.received_at_ms, e.trigger_event, e.body, e.state, e.result, "
                                "e.booking_uid, e.created_at_ms, e.tries, e.due_at_ms FROM calcom_events e ";

Result<std::optional<CalcomEvent>> one(Query &query)
{
    const auto found = query.fetch();
    if (!found)
        return found.error();
    if (!*found)
        return std::optional<CalcomEvent>();
    CalcomEvent event;
    event.id = query.id<CalcomEventId>(0);
    event.received = query.instant(1);
    event.trigger = query.text(2);
    event.body = query.text(3);
    event.state = query.value<CalcomEventState>(4);
    event.result = query.text(5);
    event.booking_uid = query.text(6);
    event.created = query.optionalInstant(7);
    event.tries = query.integer(8);
    event.due = query.instant(9);
    return std::optional(event);
}

} // namespace

Result<bool> CalcomEventTable::insert(Transaction &transaction, const QString &trigger, const QString &fingerprint,
                                      const QString &body)
{
    Query query(transaction, "INSERT INTO calcom_events (received_at_ms, trigger_event, fingerprint, body) "
                             "VALUES (?, ?, ?, ?) ON CONFLICT (fingerprint) DO NOTHING RETURNING id");
    const auto id = query.bind(transaction.now()).bind(trigger).bind(fingerprint).bind(body).execReturningId();
    if (!id)
        return id.error();
    if (*id != 0)
        transaction.changed("calcom_events", *id);
    return *id != 0;
}

Result<std::optional<CalcomEvent>> CalcomEventTable::next(Connection &connection, Instant now)
{
    Query query(connection, QLatin1String(kSelect) +
                                QStringLiteral("WHERE e.state = 'new' AND e.due_at_ms <= ? AND NOT EXISTS "
                                               "(SELECT 1 FROM calcom_events o WHERE o.state = 'new' AND o.id < e.id "
                                               "AND o.booking_uid <> '' AND o.booking_uid = e.booking_uid) "
                                               "ORDER BY e.id LIMIT 1"));
    query.bind(now);
    return one(query);
}

Result<std::optional<Instant>> CalcomEventTable::nextDue(Connection &connection)
{
    Query query(connection, "SELECT MIN(due_at_ms) FROM calcom_events WHERE state = 'new'");
    if (const auto found = query.fetch(); !found)
        return found.error();
    return query.optionalInstant(0);
}

Result<std::optional<CalcomEvent>> CalcomEventTable::read(Connection &connection, CalcomEventId id)
{
    Query query(connection, QLatin1String(kSelect) + QStringLiteral("WHERE e.id = ?"));
    query.bind(id);
    return one(query);
}

Result<bool> CalcomEventTable::hasOlder(Connection &connection, CalcomEventId id, const QStringList &booking_uids)
{
    for (const QString &uid : booking_uids) {
        if (uid.isEmpty())
            continue;
        Query query(connection, "SELECT 1 FROM calcom_events WHERE state = 'new' AND booking_uid = ? AND id < ?");
        const auto found = query.bind(uid).bind(id).fetch();
        if (!found || *found)
            return found;
    }
    return false;
}

Result<bool> CalcomEventTable::isRepeat(Connection &connection, const CalcomEvent &event)
{
    if (!event.created || event.booking_uid.isEmpty())
        return false;
    Query query(connection, "SELECT 1 FROM calcom_events WHERE booking_uid = ? AND trigger_event = ? AND "
                            "created_at_ms = ? AND id < ?");
    return query.bind(event.booking_uid).bind(event.trigger).bind(*event.created).bind(event.id).fetch();
}

Result<void> CalcomEventTable::update(Transaction &transaction, const CalcomEvent &event)
{
    Query query(transaction, "UPDATE calcom_events SET state = ?, result = ?, booking_uid = ?, created_at_ms = ?, "
                             "tries = ?, due_at_ms = ?, settled_at_ms = ? WHERE id = ?");
    query.bind(event.state).bind(event.result).bind(event.booking_uid).bind(event.created).bind(event.tries);
    const bool is_over = event.state != CalcomEventState::New;
    return query.bind(event.due).bind(is_over ? std::optional(transaction.now()) : std::nullopt).bind(event.id).exec();
}

Result<CalcomEventTable::Counts> CalcomEventTable::counts(Connection &connection)
{
    Query query(connection, "SELECT (SELECT COUNT(*) FROM calcom_events WHERE state = 'new'), "
                            "(SELECT COUNT(*) FROM calcom_events WHERE state = 'unreadable')");
    if (const auto found = query.fetch(); !found)
        return found.error();
    return Counts{query.integer(0), query.integer(1)};
}

} // namespace salon
