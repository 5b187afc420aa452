// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventmaps/eventmapdesk.h"

#include "core/storage/cataloguetable.h"
#include "core/storage/journaltable.h"
#include "core/storage/reviewtable.h"
#include "core/sync/reviewactions.h"

namespace salon
{

namespace
{

QJsonObject written(const Catalogue &catalogue, const EventMap *map)
{
    if (!map)
        return {};
    const Service *service = catalogue.service(map->service);
    const Staff *member = catalogue.member(map->staff);
    QJsonObject row{{QStringLiteral("service"), service ? service->key : QString()},
                    {QStringLiteral("staff"), member ? member->key : QString()},
                    {QStringLiteral("segment"), map->segment},
                    {QStringLiteral("event_type_id"), static_cast<qint64>(map->event_type_id)}};
    if (map->child_event_type_id)
        row.insert(QStringLiteral("child_event_type_id"), static_cast<qint64>(*map->child_event_type_id));
    return row;
}

Result<void> journal(Transaction &tx, const QString &who, ServiceId service, const QJsonObject &before,
                     const QJsonObject &after)
{
    JournalEntry entry;
    entry.who = who;
    entry.action = QStringLiteral("event_map");
    entry.subject = QStringLiteral("event_maps");
    entry.subject_id = service.value;
    entry.before = before;
    entry.after = after;
    return JournalTable::write(tx, entry);
}

Result<void> sendWhatWaited(Transaction &tx, const EventMap &map, const QString &who)
{
    const auto catalogue = CatalogueTable::load(tx.connection());
    if (!catalogue)
        return catalogue.error();
    const Service *service = catalogue->service(map.service);
    const Staff *member = catalogue->member(map.staff);
    if (!service || !member || !catalogue->missingMaps(map.staff, map.service).isEmpty())
        return {};
    const auto open = ReviewTable::live(tx.connection(), tx.now());
    if (!open)
        return open.error();
    const QString group = service->key + QLatin1Char('/') + member->key;
    for (const ReviewItem &item : *open) {
        if (item.cause != ReviewCause::MissingEventMap || item.group != group)
            continue;
        const auto sent = ReviewActions::retry(tx, item.id, who);
        if (!sent && sent.error().code != ErrorCode::Refused)
            return sent;
    }
    return {};
}

} // namespace

Result<void> EventMapDesk::put(Transaction &tx, const EventMap &map, const QString &who)
{
    const auto catalogue = CatalogueTable::load(tx.connection());
    if (!catalogue)
        return catalogue.error();
    const EventMap *before = catalogue->eventMap(map.staff, map.service, map.segment);
    if (before && *before == map)
        return {};
    if (auto saved = CatalogueTable::saveEventMap(tx, map); !saved)
        return saved;
    if (auto noted = journal(tx, who, map.service, written(*catalogue, before), written(*catalogue, &map)); !noted)
        return noted;
    return sendWhatWaited(tx, map, who);
}

Result<void> EventMapDesk::clear(Transaction &tx, const EventMap &map, const QString &who)
{
    const auto catalogue = CatalogueTable::load(tx.connection());
    if (!catalogue)
        return catalogue.error();
    const EventMap *before = catalogue->eventMap(map.staff, map.service, map.segment);
    if (!before)
        return {};
    if (auto removed = CatalogueTable::removeEventMap(tx, map.staff, map.service, map.segment); !removed)
        return removed;
    return journal(tx, who, map.service, written(*catalogue, before), {});
}

} // namespace salon
