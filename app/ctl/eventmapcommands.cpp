// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/eventmapcommands.h"

#include "app/ctl/commandcontext.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/journaltable.h"
#include "core/sync/eventmapaudit.h"

#include <algorithm>
#include <limits>
#include <QJsonArray>

namespace salon
{

namespace
{

constexpr qint64 kLargestEventType = std::numeric_limits<qint32>::max();

struct Pair {
    const Service *service = nullptr;
    const Staff *member = nullptr;
};

Result<Catalogue> catalogueOf(CommandContext &context)
{
    const auto connection = context.database();
    if (!connection)
        return connection.error();
    return CatalogueTable::load(**connection);
}

Result<Pair> pairOf(const Catalogue &catalogue, const QString &service, const QString &staff)
{
    const Pair pair{catalogue.service(service), catalogue.member(staff)};
    if (!pair.service)
        return Error{ErrorCode::NotFound, QStringLiteral("there is no service %1").arg(service)};
    if (!pair.member)
        return Error{ErrorCode::NotFound, QStringLiteral("there is nobody called %1 among the staff").arg(staff)};
    return pair;
}

QJsonObject names(const Catalogue &catalogue, ServiceId service_id, StaffId staff_id, const QString &segment_key)
{
    const Service *service = catalogue.service(service_id);
    const Staff *member = catalogue.member(staff_id);
    QString segment_name;
    if (service)
        for (const Segment &segment : service->segments)
            if (segment.key == segment_key)
                segment_name = segment.name;
    return {{QStringLiteral("service"), service ? service->key : QString()},
            {QStringLiteral("service_name"), service ? service->name : QString()},
            {QStringLiteral("staff"), member ? member->key : QString()},
            {QStringLiteral("staff_name"), member ? member->name : QString()},
            {QStringLiteral("segment"), segment_key},
            {QStringLiteral("segment_name"), segment_name}};
}

QString line(const QJsonObject &row, const QString &rest)
{
    return QStringLiteral("%1 / %2 / %3: %4\n")
        .arg(row.value(u"service").toString(), row.value(u"staff").toString(), row.value(u"segment").toString(), rest);
}

QJsonObject document(const Catalogue &catalogue, const EventMap &map)
{
    QJsonObject row = names(catalogue, map.service, map.staff, map.segment);
    row.insert(QStringLiteral("event_type_id"), static_cast<qint64>(map.event_type_id));
    row.insert(QStringLiteral("child_event_type_id"),
               map.child_event_type_id ? QJsonValue(static_cast<qint64>(*map.child_event_type_id)) : QJsonValue());
    return row;
}

ExitCode printList(CommandContext &context, const Catalogue &catalogue)
{
    QJsonArray maps;
    QString text;
    for (const EventMap &map : catalogue.event_maps) {
        const QJsonObject row = document(catalogue, map);
        maps.append(row);
        text += line(row, QString::number(map.bookableId()));
    }
    return context.print({{QStringLiteral("event_maps"), maps}}, text);
}

ExitCode list(CommandContext &context, const Arguments &)
{
    const auto catalogue = catalogueOf(context);
    return catalogue ? printList(context, *catalogue) : context.fail(catalogue.error());
}

ExitCode audit(CommandContext &context, const Arguments &)
{
    const auto catalogue = catalogueOf(context);
    if (!catalogue)
        return context.fail(catalogue.error());
    const EventMapAudit audit = EventMapAudit::of(*catalogue);
    QJsonArray findings;
    QString text;
    for (const EventMapFinding &finding : audit.findings) {
        QJsonObject row = names(*catalogue, finding.service, finding.staff, finding.segment);
        row.insert(QStringLiteral("state"), word(finding.state));
        row.insert(QStringLiteral("detail"), finding.detail);
        row.insert(QStringLiteral("remedy"), finding.remedy);
        findings.append(row);
        text += line(row, word(finding.state) + QStringLiteral(" – ") + finding.remedy);
    }
    text += QStringLiteral("%1 maps required, %2 ok, %3 missing; %4 pairs incomplete\n")
                .arg(audit.required)
                .arg(audit.ok)
                .arg(audit.missing)
                .arg(audit.pairs);
    const QJsonObject counts{{QStringLiteral("required"), audit.required},
                             {QStringLiteral("ok"), audit.ok},
                             {QStringLiteral("missing"), audit.missing},
                             {QStringLiteral("pairs"), audit.pairs}};
    const ExitCode printed =
        context.print({{QStringLiteral("counts"), counts}, {QStringLiteral("findings"), findings}}, text);
    return printed == ExitCode::Done && !audit.findings.isEmpty() ? ExitCode::NotInOrder : printed;
}

Result<void> write(CommandContext &context, const std::function<Result<void>(Transaction &)> &change)
{
    const auto connection = context.database();
    if (!connection)
        return connection.error();
    auto tx = Transaction::begin(**connection, context.clock());
    if (!tx)
        return tx.error();
    if (auto changed = change(*tx); !changed)
        return changed;
    return tx->commit();
}

Result<void> journal(Transaction &tx, const char *action, const Pair &pair, const QJsonObject &before,
                     const QJsonObject &after)
{
    JournalEntry entry;
    entry.who = QStringLiteral("ctl");
    entry.action = QLatin1String(action);
    entry.subject = QStringLiteral("event_maps");
    entry.subject_id = pair.service->id.value;
    entry.before = before;
    entry.after = after;
    return JournalTable::write(tx, entry);
}

struct EventTypes {
    qint64 type = 0; // 0: the map is to be cleared
    std::optional<qint64> child;
};

Result<EventTypes> eventTypes(const Arguments &arguments)
{
    const auto type = arguments.number("event-type", 0, 1, kLargestEventType);
    const auto child = arguments.number("child", 0, 1, kLargestEventType);
    if (!type || !child)
        return type ? child.error() : type.error();
    return EventTypes{*type, arguments.has("child") ? std::optional(*child) : std::nullopt};
}

Result<EventMap> wantedMap(const Arguments &arguments, const Pair &pair, const EventTypes &types)
{
    const QString segment_key = arguments.value("segment");
    const auto &segments = pair.service->segments;
    const bool is_busy = std::any_of(segments.cbegin(), segments.cend(), [&](const Segment &segment) {
        return segment.busy && segment.key == segment_key;
    });
    if (!is_busy && !arguments.has("clear")) // a stale map may be cleared all the same
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("%1 has no busy segment %2").arg(pair.service->key, segment_key)};
    EventMap map{pair.member->id, pair.service->id, segment_key, types.type, types.child};
    if (types.child == types.type)
        return Error{ErrorCode::InvalidInput, QStringLiteral("the child cannot be the parent itself")};
    return map;
}

ExitCode set(CommandContext &context, const Arguments &arguments)
{
    if (arguments.has("clear") == arguments.has("event-type"))
        return context.usage(QStringLiteral("either --event-type ID or --clear"));
    if (arguments.has("clear") && arguments.has("child"))
        return context.usage(QStringLiteral("--child goes with --event-type"));
    const auto types = eventTypes(arguments);
    if (!types)
        return context.usage(types.error().detail);
    const auto catalogue = catalogueOf(context);
    if (!catalogue)
        return context.fail(catalogue.error());
    const auto pair = pairOf(*catalogue, arguments.value("service"), arguments.value("staff"));
    if (!pair)
        return context.fail(pair.error());
    const auto map = wantedMap(arguments, *pair, *types);
    if (!map)
        return context.fail(map.error());
    const EventMap *old = catalogue->eventMap(map->staff, map->service, map->segment);
    const auto written = write(context, [&](Transaction &tx) -> Result<void> {
        const QJsonObject before = old ? document(*catalogue, *old) : QJsonObject();
        const bool clears = map->event_type_id == 0;
        auto changed = clears ? CatalogueTable::removeEventMap(tx, map->staff, map->service, map->segment)
                              : CatalogueTable::saveEventMap(tx, *map);
        if (!changed)
            return changed;
        return journal(tx, "event_map", *pair, before, clears ? QJsonObject() : document(*catalogue, *map));
    });
    return written ? list(context, arguments) : context.fail(written.error());
}

ExitCode disable(CommandContext &context, const Arguments &arguments)
{
    const QStringList parts = arguments.word(0).split(QLatin1Char('/'));
    if (parts.size() != 2)
        return context.usage(QStringLiteral("write it as SERVICE/STAFF"));
    const auto catalogue = catalogueOf(context);
    if (!catalogue)
        return context.fail(catalogue.error());
    const auto pair = pairOf(*catalogue, parts.at(0), parts.at(1));
    if (!pair)
        return context.fail(pair.error());
    const Capability *capability = catalogue->capability(pair->member->id, pair->service->id);
    if (!capability)
        return context.fail({ErrorCode::NotFound, QStringLiteral("%1 does not do %2").arg(parts.at(1), parts.at(0))});
    QJsonObject minutes;
    for (auto own = capability->minutes.cbegin(); own != capability->minutes.cend(); ++own)
        minutes.insert(own.key(), own.value());
    const QJsonObject before{{QStringLiteral("service"), parts.at(0)},
                             {QStringLiteral("staff"), parts.at(1)},
                             {QStringLiteral("primary"), capability->primary},
                             {QStringLiteral("price"), capability->price},
                             {QStringLiteral("minutes"), minutes}};
    const auto written = write(context, [&](Transaction &tx) -> Result<void> {
        auto removed = CatalogueTable::removeCapability(tx, pair->member->id, pair->service->id);
        return removed ? journal(tx, "disable", *pair, before, {}) : removed;
    });
    return written ? audit(context, arguments) == ExitCode::Database ? ExitCode::Database : ExitCode::Done
                   : context.fail(written.error());
}

} // namespace

QList<Command> eventMapCommands()
{
    return {
        {QStringLiteral("event-maps list"), QString(), QStringLiteral("the event types in use"), list},
        {QStringLiteral("event-maps audit"), QString(), QStringLiteral("which event types are missing or wrong"),
         audit},
        {QStringLiteral("event-maps set"),
         QStringLiteral("--service S --staff S --segment K ([--event-type ID] [--child ID] | --clear)"),
         QStringLiteral("says which event type stands for a segment"), set},
        {QStringLiteral("event-maps disable"), QStringLiteral("SERVICE/STAFF"),
         QStringLiteral("this person no longer does this service"), disable},
    };
}

} // namespace salon
