// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/reviewtable.h"

#include "core/storage/journaltable.h"
#include "core/storage/query.h"

#include <algorithm>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace salon
{

namespace
{

const QString kTable = QStringLiteral("reviews");

QString select(const char *rest)
{
    return QStringLiteral("SELECT r.id, r.appointment, r.cause, r.group_key, r.evidence, r.state, r.opened_at_ms, "
                          "r.closed_at_ms, r.snoozed_until_ms, r.owner, r.settled_reason, r.again FROM reviews r ") +
           QLatin1String(rest);
}

ReviewItem current(const Query &query, Instant now)
{
    ReviewItem item;
    item.id = query.id<ReviewId>(0);
    item.appointment = query.id<AppointmentId>(1);
    item.cause = query.value<ReviewCause>(2);
    item.group = query.text(3);
    item.evidence = QJsonDocument::fromJson(query.text(4).toUtf8()).object();
    item.state = query.value<ReviewState>(5);
    item.opened = query.instant(6);
    item.closed = query.optionalInstant(7);
    item.snoozed_until = query.optionalInstant(8);
    item.owner = query.text(9);
    item.settled_reason = query.text(10);
    item.again = query.integer(11);
    if (item.state == ReviewState::Snoozed && item.snoozed_until && *item.snoozed_until <= now)
        item.state = ReviewState::Open;
    return item;
}

QString stored(const QJsonObject &evidence)
{
    return QString::fromUtf8(QJsonDocument(evidence).toJson(QJsonDocument::Compact));
}

bool isSamePart(const QJsonObject &a, const QJsonObject &b)
{
    return a.value(u"phase") == b.value(u"phase") && a.value(u"operation") == b.value(u"operation");
}

/// One entry per phase and operation, the newest; the rest of the evidence is replaced.
QJsonObject merged(const QJsonObject &before, const QJsonObject &added)
{
    const QString phases = QStringLiteral("phases");
    QJsonObject all = before;
    for (auto field = added.begin(); field != added.end(); ++field)
        if (field.key() != phases)
            all.insert(field.key(), field.value());
    QJsonArray kept;
    const QJsonArray fresh = added.value(phases).toArray();
    const QJsonArray old = before.value(phases).toArray();
    for (const QJsonValue &entry : old) {
        bool replaced = false;
        for (const QJsonValue &other : fresh)
            replaced = replaced || isSamePart(other.toObject(), entry.toObject());
        if (!replaced)
            kept.append(entry);
    }
    for (const QJsonValue &entry : fresh)
        kept.append(entry);
    if (!kept.isEmpty())
        all.insert(phases, kept);
    return all;
}

Result<ReviewItem> liveItem(Transaction &tx, ReviewId id)
{
    auto item = ReviewTable::read(tx.connection(), id, tx.now());
    if (!item)
        return item;
    if (item->state != ReviewState::Open && item->state != ReviewState::Snoozed)
        return Error{ErrorCode::Refused,
                     QStringLiteral("review %1 is %2 already").arg(id.value).arg(word(item->state))};
    return item;
}

/// What a person decides about an item, as the journal keeps it.
QJsonObject decision(const ReviewItem &item)
{
    QJsonObject fields{{QStringLiteral("state"), word(item.state)}, {QStringLiteral("owner"), item.owner}};
    if (item.snoozed_until)
        fields.insert(QStringLiteral("until_ms"), qint64(item.snoozed_until->ms()));
    if (!item.settled_reason.isEmpty())
        fields.insert(QStringLiteral("reason"), item.settled_reason);
    return fields;
}

Result<void> decide(Transaction &tx, const ReviewItem &before, const ReviewItem &after, const QString &who,
                    const QString &action)
{
    Query update(tx, "UPDATE reviews SET state = ?, closed_at_ms = ?, snoozed_until_ms = ?, owner = ?, "
                     "settled_reason = ? WHERE id = ?");
    update.bind(after.state).bind(after.closed).bind(after.snoozed_until).bind(after.owner);
    if (auto done = update.bind(after.settled_reason).bind(after.id).exec(); !done)
        return done;
    tx.changed("reviews", after.id);
    return JournalTable::write(tx, {who, action, kTable, after.id.value, decision(before), decision(after), {}});
}

/// Put aside until it gets worse, and another part of it is affected now.
bool isWorse(const QJsonObject &before, const QJsonObject &added)
{
    const QJsonArray known = before.value(u"phases").toArray();
    const QJsonArray parts = added.value(u"phases").toArray();
    return std::any_of(parts.cbegin(), parts.cend(), [&](const QJsonValue &part) {
        return std::none_of(known.cbegin(), known.cend(),
                            [&](const QJsonValue &other) { return isSamePart(part.toObject(), other.toObject()); });
    });
}

Result<void> closeWhere(Transaction &tx, Query &find)
{
    if (auto done = find.exec(); !done)
        return done;
    QList<qint64> ids;
    while (find.next())
        ids.append(find.int64(0));
    for (const qint64 id : ids) {
        Query close(tx, "UPDATE reviews SET state = 'closed', closed_at_ms = ? WHERE id = ?");
        if (auto done = close.bind(tx.now()).bind(id).exec(); !done)
            return done;
        tx.changed("reviews", id);
    }
    return {};
}

} // namespace

Result<ReviewId> ReviewTable::open(Transaction &tx, const ReviewItem &item)
{
    Query same(tx, "SELECT id, state, evidence, again, snoozed_until_ms FROM reviews WHERE COALESCE(appointment, 0) = "
                   "CAST(? AS BIGINT) "
                   "AND cause = ? AND group_key = ? ORDER BY id DESC LIMIT 1");
    auto found = same.bind(item.appointment.value).bind(item.cause).bind(item.group).fetch();
    if (!found)
        return found.error();
    const bool is_live = *found && same.text(1) != u"settled" && same.text(1) != u"closed";
    if (is_live) {
        const ReviewId id = same.id<ReviewId>(0);
        const QJsonObject before = QJsonDocument::fromJson(same.text(2).toUtf8()).object();
        const bool is_ignored = same.text(1) == u"snoozed" && !same.optionalInstant(4);
        const bool comes_back = is_ignored && isWorse(before, item.evidence);
        Query update(tx, comes_back ? "UPDATE reviews SET evidence = ?, state = 'open', again = again + 1 WHERE id = ?"
                                    : "UPDATE reviews SET evidence = ? WHERE id = ?");
        if (auto done = update.bind(stored(merged(before, item.evidence))).bind(id).exec(); !done)
            return done.error();
        tx.changed("reviews", id);
        return id;
    }
    const int again = *found ? same.integer(3) + 1 : 0;
    Query insert(tx, "INSERT INTO reviews (appointment, cause, group_key, evidence, state, opened_at_ms, owner, "
                     "settled_reason, again) VALUES (?, ?, ?, ?, 'open', ?, ?, '', ?) RETURNING id");
    auto id = insert.bind(item.appointment)
                  .bind(item.cause)
                  .bind(item.group)
                  .bind(stored(item.evidence))
                  .bind(tx.now())
                  .bind(item.owner)
                  .bind(again)
                  .execReturningId();
    if (!id)
        return id.error();
    tx.changed("reviews", *id);
    return ReviewId{*id};
}

Result<void> ReviewTable::close(Transaction &tx, AppointmentId appointment)
{
    Query find(tx, "SELECT id FROM reviews WHERE appointment = ? AND state IN ('open', 'snoozed') AND cause IN "
                   "('missing_event_map', 'not_confirmed', 'conflict', 'partial', 'rejected', 'auth', 'local_data', "
                   "'remote_cancelled') AND group_key <> 'remote' "
                   "AND group_key NOT LIKE 'remote block %'");
    find.bind(appointment);
    return closeWhere(tx, find);
}

Result<void> ReviewTable::dropRemotePart(Transaction &tx, AppointmentId appointment, const QString &phase_key,
                                         const QList<ReviewCause> &causes)
{
    Query find(tx, select("WHERE r.appointment = ? AND r.group_key = ? AND r.state IN ('open', 'snoozed')"));
    if (auto done = find.bind(appointment).bind(remoteGroup()).exec(); !done)
        return done;
    QList<ReviewItem> items;
    while (find.next())
        items.append(current(find, tx.now()));
    for (ReviewItem &item : items) {
        QJsonArray kept;
        const QJsonArray parts = item.evidence.value(u"phases").toArray();
        for (const QJsonValue &part : parts)
            if (part.toObject().value(u"phase") != phase_key)
                kept.append(part);
        if (!causes.contains(item.cause) || kept == parts)
            continue;
        item.evidence.insert(QStringLiteral("phases"), kept);
        Query update(tx, kept.isEmpty() ? "UPDATE reviews SET state = 'closed', closed_at_ms = ? WHERE id = ?"
                                        : "UPDATE reviews SET evidence = ? WHERE id = ?");
        kept.isEmpty() ? update.bind(tx.now()) : update.bind(stored(item.evidence));
        if (auto done = update.bind(item.id).exec(); !done)
            return done;
        tx.changed("reviews", item.id);
    }
    return {};
}

Result<void> ReviewTable::closeGroup(Transaction &tx, ReviewCause cause, const QString &group)
{
    Query find(tx, "SELECT id FROM reviews WHERE cause = ? AND group_key = ? AND state IN ('open', 'snoozed')");
    find.bind(cause).bind(group);
    return closeWhere(tx, find);
}

Result<void> ReviewTable::settle(Transaction &tx, ReviewId id, const QString &who, const QString &reason)
{
    const auto item = liveItem(tx, id);
    if (!item)
        return item.error();
    ReviewItem after = *item;
    after.state = ReviewState::Settled;
    after.closed = tx.now();
    after.owner = who;
    after.settled_reason = reason;
    return decide(tx, *item, after, who, QStringLiteral("settle"));
}

Result<void> ReviewTable::snooze(Transaction &tx, ReviewId id, const QString &who, std::optional<Instant> until)
{
    const auto item = liveItem(tx, id);
    if (!item)
        return item.error();
    ReviewItem after = *item;
    after.state = ReviewState::Snoozed;
    after.snoozed_until = until;
    after.owner = who;
    return decide(tx, *item, after, who, until ? QStringLiteral("snooze") : QStringLiteral("ignore"));
}

Result<void> ReviewTable::assign(Transaction &tx, ReviewId id, const QString &who, const QString &owner)
{
    const auto item = liveItem(tx, id);
    if (!item)
        return item.error();
    ReviewItem after = *item;
    after.owner = owner;
    return decide(tx, *item, after, who, QStringLiteral("assign"));
}

Result<void> ReviewTable::restore(Transaction &tx, const ReviewItem &before, const QString &who)
{
    const auto item = read(tx.connection(), before.id, tx.now());
    if (!item)
        return item.error();
    ReviewItem after = *item;
    after.state = before.state;
    after.closed = before.closed;
    after.snoozed_until = before.snoozed_until;
    after.owner = before.owner;
    after.settled_reason = before.settled_reason;
    return decide(tx, *item, after, who, QStringLiteral("undo"));
}

Result<ReviewItem> ReviewTable::read(Connection &connection, ReviewId id, Instant now)
{
    Query query(connection, select("WHERE r.id = ?"));
    auto found = query.bind(id).fetch();
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorCode::NotFound, QStringLiteral("there is no review %1").arg(id.value)};
    return current(query, now);
}

Result<bool> ReviewTable::wasSettled(Connection &connection, const ReviewItem &item)
{
    Query query(connection,
                select("WHERE r.appointment = ? AND r.cause = ? AND r.group_key = ? ORDER BY r.id DESC LIMIT 1"));
    auto found = query.bind(item.appointment).bind(item.cause).bind(item.group).fetch();
    if (!found || !*found)
        return found;
    const ReviewItem last = current(query, item.opened);
    if (last.state != ReviewState::Settled)
        return false;
    const QJsonArray seen = last.evidence.value(u"phases").toArray();
    const QJsonArray parts = item.evidence.value(u"phases").toArray();
    return std::all_of(parts.cbegin(), parts.cend(), [&](const QJsonValue &part) {
        return std::any_of(seen.cbegin(), seen.cend(), [&](const QJsonValue &other) {
            QJsonObject known = other.toObject();
            known.remove(QStringLiteral("event")); // which event told of it is no difference
            return known == part.toObject();
        });
    });
}

Result<QList<ReviewItem>> ReviewTable::live(Connection &connection, Instant now)
{
    Query query(connection, select("LEFT JOIN appointments a ON a.id = r.appointment "
                                   "WHERE r.state IN ('open', 'snoozed') ORDER BY COALESCE(a.begins_ms, 0), r.id"));
    if (auto done = query.exec(); !done)
        return done.error();
    QList<ReviewItem> items;
    while (query.next())
        items.append(current(query, now));
    std::stable_sort(items.begin(), items.end(), [](const ReviewItem &a, const ReviewItem &b) {
        const bool aside = a.state == ReviewState::Snoozed;
        if (aside != (b.state == ReviewState::Snoozed))
            return !aside;
        return aside && a.snoozed_until < b.snoozed_until;
    });
    return items;
}

Result<QList<ReviewItem>> ReviewTable::ended(Connection &connection, Instant since, int limit)
{
    Query query(connection, select("WHERE r.state IN ('settled', 'closed') AND r.closed_at_ms >= ? "
                                   "ORDER BY r.closed_at_ms DESC, r.id DESC LIMIT ?"));
    if (auto done = query.bind(since).bind(limit).exec(); !done)
        return done.error();
    QList<ReviewItem> items;
    while (query.next())
        items.append(current(query, since));
    return items;
}

Result<QList<QString>> ReviewTable::liveGroups(Connection &connection, ReviewCause cause)
{
    Query query(connection, "SELECT DISTINCT group_key FROM reviews WHERE state IN ('open', 'snoozed') AND cause = ? "
                            "ORDER BY group_key");
    if (auto done = query.bind(cause).exec(); !done)
        return done.error();
    QList<QString> groups;
    while (query.next())
        groups.append(query.text(0));
    return groups;
}

Result<int> ReviewTable::countOpen(Connection &connection)
{
    Query query(connection, "SELECT COUNT(*) FROM reviews r LEFT JOIN appointments a ON a.id = r.appointment "
                            "WHERE r.state IN ('open', 'snoozed') AND COALESCE(a.test, 0) = 0");
    const auto row = query.fetch();
    if (!row)
        return row.error();
    return query.integer(0);
}

Result<QList<QString>> ReviewTable::told(Connection &connection, const QString &call_id)
{
    QList<QString> sentences;
    if (call_id.isEmpty())
        return sentences;
    Query query(connection, "SELECT answer FROM function_calls WHERE call_id = ? AND name IN ('start_booking', "
                            "'cancel_appointment', 'reschedule_appointment') ORDER BY at_ms, id");
    if (auto done = query.bind(call_id).exec(); !done)
        return done.error();
    while (query.next()) {
        const QString message = QJsonDocument::fromJson(query.text(0).toUtf8()).object().value(u"message").toString();
        if (!message.isEmpty())
            sentences.append(message);
    }
    return sentences;
}

} // namespace salon
