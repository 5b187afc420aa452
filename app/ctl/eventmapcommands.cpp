// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/eventmapcommands.h"

#include "app/ctl/commandcontext.h"
#include "app/ctl/remotemaps.h"
#include "core/base/checks.h"
#include "core/storage/cataloguetable.h"
#include "core/sync/eventmaps/eventmapdesk.h"

#include <algorithm>
#include <limits>
#include <QJsonArray>

namespace salon
{

namespace
{

const QString kWho = QStringLiteral("ctl");
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

const QString kPairUsage = QStringLiteral("write it as SERVICE/STAFF");

bool isPair(const QString &text)
{
    return text.count(QLatin1Char('/')) == 1;
}

Result<Pair> pairWritten(const Catalogue &catalogue, const QString &text)
{
    return pairOf(catalogue, text.section(QLatin1Char('/'), 0, 0), text.section(QLatin1Char('/'), 1));
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

QJsonArray sightDocument(const QList<HealthCheck> &sight)
{
    QJsonArray rows;
    for (const HealthCheck &check : sight)
        rows.append(QJsonObject{{QStringLiteral("staff"), check.name.section(QLatin1Char('/'), 1)},
                                {QStringLiteral("state"), word(check.state)},
                                {QStringLiteral("text"), check.text},
                                {QStringLiteral("remedy"), check.remedy}});
    return rows;
}

ExitCode printAudit(CommandContext &context, const Catalogue &catalogue, const EventMapAudit &audit,
                    const QList<HealthCheck> &sight = {})
{
    QJsonArray findings;
    QString text;
    for (const EventMapFinding &finding : audit.findings) {
        QJsonObject row = names(catalogue, finding.service, finding.staff, finding.segment);
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
    if (audit.unchecked > 0)
        text += QStringLiteral("%1 could not be looked at\n").arg(audit.unchecked);
    const QJsonObject counts{{QStringLiteral("required"), audit.required},
                             {QStringLiteral("ok"), audit.ok},
                             {QStringLiteral("missing"), audit.missing},
                             {QStringLiteral("pairs"), audit.pairs},
                             {QStringLiteral("unchecked"), audit.unchecked}};
    QJsonObject document{{QStringLiteral("counts"), counts}, {QStringLiteral("findings"), findings}};
    if (!sight.isEmpty())
        document.insert(QStringLiteral("sight"), sightDocument(sight));
    for (const HealthCheck &check : sight)
        if (check.state != CheckState::Ok)
            text += QStringLiteral("%1: %2\n").arg(check.text, check.remedy);
    const ExitCode printed = context.print(document, text);
    const bool in_order = audit.findings.isEmpty() && audit.unchecked == 0 && Doctor::isWell(sight);
    return printed == ExitCode::Done && !in_order ? ExitCode::NotInOrder : printed;
}

ExitCode audit(CommandContext &context, const Arguments &arguments)
{
    const auto catalogue = catalogueOf(context);
    if (!catalogue)
        return context.fail(catalogue.error());
    if (!arguments.has("remote"))
        return printAudit(context, *catalogue, EventMapAudit::of(*catalogue));
    RemoteMaps maps(context, *catalogue);
    const auto remote = maps.survey();
    if (!remote)
        return context.fail(remote.error());
    const auto sight = maps.sight();
    return sight ? printAudit(context, *catalogue, EventMapAudit::of(*catalogue, *remote), *sight)
                 : context.fail(sight.error());
}

QJsonObject stepDocument(const Catalogue &catalogue, const EventMapStep &step, const QString &state,
                         const QString &detail)
{
    QJsonObject row = names(catalogue, step.service, step.staff, step.segment);
    row.insert(QStringLiteral("action"), word(step.action));
    row.insert(QStringLiteral("cause"), word(step.state));
    row.insert(QStringLiteral("state"), state);
    row.insert(QStringLiteral("detail"), detail);
    return row;
}

QString stepLine(const QJsonObject &row)
{
    return line(row, row.value(u"action").toString() + QStringLiteral(", ") + row.value(u"state").toString() +
                         QStringLiteral(" – ") + row.value(u"detail").toString());
}

/// The steps of everything, or of --only SERVICE/STAFF.
Result<EventMapPlan> planOf(const Catalogue &catalogue, RemoteMaps &maps, const Arguments &arguments)
{
    std::optional<Pair> only;
    if (arguments.has("only")) {
        const auto pair = pairWritten(catalogue, arguments.value("only"));
        if (!pair)
            return pair.error();
        only = *pair;
    }
    const auto plan = maps.plan();
    if (!plan)
        return plan.error();
    return only ? plan->of(only->service->id, only->member->id) : *plan;
}

using WithPlan = std::function<ExitCode(const Catalogue &, RemoteMaps &, const EventMapPlan &)>;

ExitCode withPlan(CommandContext &context, const Arguments &arguments, const WithPlan &act)
{
    if (arguments.has("only") && !isPair(arguments.value("only")))
        return context.usage(kPairUsage);
    const auto catalogue = catalogueOf(context);
    if (!catalogue)
        return context.fail(catalogue.error());
    RemoteMaps maps(context, *catalogue);
    const auto plan = planOf(*catalogue, maps, arguments);
    return plan ? act(*catalogue, maps, *plan) : context.fail(plan.error());
}

ExitCode printSteps(CommandContext &context, const QJsonArray &steps)
{
    QString text;
    for (const QJsonValue &step : steps)
        text += stepLine(step.toObject());
    return context.print({{QStringLiteral("steps"), steps}},
                         steps.isEmpty() ? QStringLiteral("nothing to do\n") : text);
}

ExitCode plan(CommandContext &context, const Arguments &arguments)
{
    return withPlan(context, arguments, [&](const Catalogue &catalogue, RemoteMaps &, const EventMapPlan &plan) {
        QJsonArray steps;
        for (const EventMapStep &step : plan.steps)
            steps.append(stepDocument(catalogue, step, QStringLiteral("planned"), step.detail));
        return printSteps(context, steps);
    });
}

QString word(EventMapBuilder::End end)
{
    switch (end) {
    case EventMapBuilder::End::Done:
        return QStringLiteral("done");
    case EventMapBuilder::End::Failed:
        return QStringLiteral("failed");
    case EventMapBuilder::End::Left:
        return QStringLiteral("left");
    }
    SALON_CHECK(!"every end has a word");
}

ExitCode apply(CommandContext &context, const Arguments &arguments)
{
    return withPlan(context, arguments, [&](const Catalogue &catalogue, RemoteMaps &maps, const EventMapPlan &plan) {
        QJsonArray steps;
        bool all_done = true;
        maps.build(plan, [&](const EventMapBuilder::Outcome &outcome, int, int) {
            steps.append(stepDocument(catalogue, outcome.step, word(outcome.end), outcome.detail));
            all_done = all_done && outcome.end == EventMapBuilder::End::Done;
        });
        const ExitCode printed = printSteps(context, steps);
        return printed == ExitCode::Done && !all_done ? ExitCode::NotInOrder : printed;
    });
}

/// Each busy segment of one pair: booked, seen and cancelled at Cal.com.
ExitCode test(CommandContext &context, const Arguments &arguments)
{
    if (!isPair(arguments.word(0)))
        return context.usage(kPairUsage);
    const auto catalogue = catalogueOf(context);
    if (!catalogue)
        return context.fail(catalogue.error());
    const auto pair = pairWritten(*catalogue, arguments.word(0));
    if (!pair)
        return context.fail(pair.error());
    const auto parts = RemoteMaps(context, *catalogue).test(pair->service->id, pair->member->id);
    if (!parts)
        return context.fail(parts.error());
    QJsonArray steps;
    QString text;
    bool all_proven = true;
    for (const EventMapTrial::Part &part : *parts) {
        QJsonObject row = names(*catalogue, pair->service->id, pair->member->id, part.segment);
        row.insert(QStringLiteral("booked"), part.booked);
        row.insert(QStringLiteral("seen"), part.seen);
        row.insert(QStringLiteral("cancelled"), part.cancelled);
        row.insert(QStringLiteral("detail"), part.detail);
        steps.append(row);
        all_proven = all_proven && part.isProven();
        text += line(row, part.isProven() ? QStringLiteral("booked, seen, cancelled") : part.detail);
    }
    const ExitCode printed = context.print({{QStringLiteral("segments"), steps}}, text);
    return printed == ExitCode::Done && !all_proven ? ExitCode::NotInOrder : printed;
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
    const auto written = write(context, [&](Transaction &tx) {
        return map->event_type_id == 0 ? EventMapDesk::clear(tx, *map, kWho) : EventMapDesk::put(tx, *map, kWho);
    });
    return written ? list(context, arguments) : context.fail(written.error());
}

ExitCode disable(CommandContext &context, const Arguments &arguments)
{
    if (!isPair(arguments.word(0)))
        return context.usage(kPairUsage);
    const auto catalogue = catalogueOf(context);
    if (!catalogue)
        return context.fail(catalogue.error());
    const auto pair = pairWritten(*catalogue, arguments.word(0));
    if (!pair)
        return context.fail(pair.error());
    const auto written = write(context, [&](Transaction &tx) {
        return arguments.has("undo") ? EventMapDesk::enable(tx, pair->service->id, pair->member->id, kWho)
                                     : EventMapDesk::disable(tx, pair->service->id, pair->member->id, kWho);
    });
    return written ? audit(context, arguments) == ExitCode::Database ? ExitCode::Database : ExitCode::Done
                   : context.fail(written.error());
}

} // namespace

QList<Command> eventMapCommands()
{
    return {
        {QStringLiteral("event-maps list"), QString(), QStringLiteral("the event types in use"), list},
        {QStringLiteral("event-maps audit"), QStringLiteral("[--remote]"),
         QStringLiteral("which event types are missing or wrong, also at Cal.com"), audit},
        {QStringLiteral("event-maps plan"), QStringLiteral("[--only SERVICE/STAFF]"),
         QStringLiteral("what would be created, linked and changed at Cal.com"), plan},
        {QStringLiteral("event-maps apply"), QStringLiteral("[--only SERVICE/STAFF]"),
         QStringLiteral("does what plan says; may be repeated at any time"), apply},
        {QStringLiteral("event-maps set"),
         QStringLiteral("--service S --staff S --segment K ([--event-type ID] [--child ID] | --clear)"),
         QStringLiteral("says which event type stands for a segment"), set},
        {QStringLiteral("event-maps test"), QStringLiteral("SERVICE/STAFF"),
         QStringLiteral("books at Cal.com, looks for it there and cancels it"), test},
        {QStringLiteral("event-maps disable"), QStringLiteral("SERVICE/STAFF [--undo]"),
         QStringLiteral("this person no longer does this service"), disable},
    };
}

} // namespace salon
