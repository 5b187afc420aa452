// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventmaps/eventmapdesk.h"

#include "core/storage/cataloguetable.h"
#include "core/storage/journaltable.h"
#include "core/storage/reviewtable.h"
#include "core/sync/review/reviewactions.h"

namespace salon
{

namespace
{

const QString kSubject = QStringLiteral("event_maps");
constexpr const char *kDisable = "disable";

struct Pair {
    Service service;
    Staff member;
};

Result<Pair> pairOf(const Catalogue &catalogue, ServiceId service, StaffId staff)
{
    const Service *known = catalogue.service(service);
    const Staff *member = catalogue.member(staff);
    if (!known || !member)
        return Error{ErrorCode::NotFound, QStringLiteral("there is no such pair")};
    return Pair{*known, *member};
}

QJsonObject written(const Pair &pair, const Capability &capability)
{
    QJsonObject own;
    for (auto segment = capability.minutes.cbegin(); segment != capability.minutes.cend(); ++segment)
        own.insert(segment.key(), segment.value());
    return {{QStringLiteral("service"), pair.service.key},
            {QStringLiteral("staff"), pair.member.key},
            {QStringLiteral("primary"), capability.primary},
            {QStringLiteral("price"), capability.price},
            {QStringLiteral("minutes"), own}};
}

Capability readBack(const Pair &pair, const QJsonObject &row)
{
    Capability capability{.staff = pair.member.id,
                          .service = pair.service.id,
                          .primary = row.value(u"primary").toBool(),
                          .price = row.value(u"price").toString()};
    const QJsonObject own = row.value(u"minutes").toObject();
    for (auto segment = own.constBegin(); segment != own.constEnd(); ++segment)
        capability.minutes.insert(segment.key(), segment.value().toInt());
    return capability;
}

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

Result<void> journal(Transaction &tx, const QString &who, const char *action, ServiceId service,
                     const QJsonObject &before, const QJsonObject &after)
{
    JournalEntry entry;
    entry.who = who;
    entry.action = QLatin1String(action);
    entry.subject = kSubject;
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
    if (auto noted = journal(tx, who, "event_map", map.service, written(*catalogue, before), written(*catalogue, &map));
        !noted)
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
    return journal(tx, who, "event_map", map.service, written(*catalogue, before), {});
}

Result<void> EventMapDesk::disable(Transaction &tx, ServiceId service, StaffId staff, const QString &who)
{
    const auto catalogue = CatalogueTable::load(tx.connection());
    if (!catalogue)
        return catalogue.error();
    const auto pair = pairOf(*catalogue, service, staff);
    if (!pair)
        return pair.error();
    const Capability *capability = catalogue->capability(staff, service);
    if (!capability)
        return Error{ErrorCode::NotFound, QStringLiteral("%1 does not do %2").arg(pair->member.key, pair->service.key)};
    if (auto removed = CatalogueTable::removeCapability(tx, staff, service); !removed)
        return removed;
    return journal(tx, who, kDisable, service, written(*pair, *capability), {});
}

Result<void> EventMapDesk::enable(Transaction &tx, ServiceId service, StaffId staff, const QString &who)
{
    const auto catalogue = CatalogueTable::load(tx.connection());
    if (!catalogue)
        return catalogue.error();
    const auto pair = pairOf(*catalogue, service, staff);
    if (!pair)
        return pair.error();
    if (catalogue->capability(staff, service))
        return {};
    const auto entries = JournalTable::of(tx.connection(), kSubject, service.value);
    if (!entries)
        return entries.error();
    for (auto entry = entries->crbegin(); entry != entries->crend(); ++entry) {
        if (entry->action != QLatin1String(kDisable) || entry->before.value(u"staff") != pair->member.key)
            continue;
        if (auto saved = CatalogueTable::saveCapability(tx, readBack(*pair, entry->before)); !saved)
            return saved;
        return journal(tx, who, "enable", service, {}, entry->before);
    }
    return Error{ErrorCode::NotFound,
                 QStringLiteral("%1 was never taken out of %2").arg(pair->member.key, pair->service.key)};
}

} // namespace salon
