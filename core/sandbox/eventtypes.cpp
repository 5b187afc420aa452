// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/eventtypes.h"

#include "core/sandbox/seed.h"

#include <algorithm>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;

namespace salon::sandbox
{

namespace
{

bool owns(const Caller &caller, const EventType &type)
{
    return caller.kind == Caller::Kind::Salon || (caller.kind == Caller::Kind::Member && type.owner == caller.user);
}

QJsonObject wrongProperty(const QJsonObject &target, const QString &property, const QString &constraint,
                          const QString &text)
{
    return {{u"target"_s, target},
            {u"value"_s, target.value(property)},
            {u"property"_s, property},
            {u"children"_s, QJsonArray()},
            {u"constraints"_s, QJsonObject{{constraint, text}}}};
}

QJsonArray shapeErrors(const QJsonObject &given)
{
    QJsonArray errors;
    for (const QString &key : {u"title"_s, u"slug"_s})
        if (!given.value(key).isString())
            errors.append(wrongProperty(given, key, u"isString"_s, u"%1 must be a string"_s.arg(key)));
    if (given.value(u"lengthInMinutes"_s).toInt() < 1)
        errors.append(
            wrongProperty(given, u"lengthInMinutes"_s, u"min"_s, u"lengthInMinutes must not be less than 1"_s));
    for (const QString &key : {u"disableCancelling"_s, u"disableRescheduling"_s})
        if (given.contains(key) && !given.value(key).isObject())
            errors.append(wrongProperty(given, key, u"nestedValidation"_s,
                                        u"nested property %1 must be either object or array"_s.arg(key)));
    return errors;
}

/// Types made through the API always need an e-mail address that can be seen.
bool hidesEmail(const EventType &type)
{
    for (const QJsonValue &value : type.fields) {
        const QJsonObject field = value.toObject();
        if (field.value(u"type"_s) == u"email"_s &&
            (!field.value(u"required"_s).toBool(true) || field.value(u"hidden"_s).toBool()))
            return true;
    }
    return false;
}

/// What a type says about itself, in the words of a request.
QJsonObject writtenOut(const EventType &type)
{
    QJsonObject written = type.given;
    written.insert(u"id"_s, type.id);
    written.insert(u"ownerId"_s, type.owner);
    written.insert(u"parentEventTypeId"_s, type.parent);
    written.insert(u"title"_s, type.title);
    written.insert(u"slug"_s, type.slug);
    written.insert(u"lengthInMinutes"_s, type.length_min);
    written.insert(u"hidden"_s, type.hidden);
    written.insert(u"schedulingType"_s, type.scheduling);
    written.insert(u"locations"_s, type.locations);
    written.insert(u"bookingFields"_s, type.fields);
    if (!written.contains(u"hosts"_s)) {
        QJsonArray hosts;
        for (const Host &host : type.hosts)
            hosts.append(QJsonObject{{u"userId"_s, host.user}, {u"mandatory"_s, host.fixed}});
        written.insert(u"hosts"_s, hosts);
    }
    return written;
}

EventType changed(const EventType &type, const QJsonObject &given)
{
    QJsonObject written = writtenOut(type);
    for (auto value = given.constBegin(); value != given.constEnd(); ++value)
        written.insert(value.key(), value.value());
    return eventTypeOf(written);
}

bool isSlugTaken(const World &world, qint64 owner, const QString &slug)
{
    return std::any_of(world.event_types.cbegin(), world.event_types.cend(),
                       [&](const EventType &other) { return other.owner == owner && other.slug == slug; });
}

Reply slugTaken()
{
    return failure(400, u"User already has an event type with this slug."_s);
}

/// A managed type and, behind it, what its hosts have of it.
QJsonArray withChildren(const World &world, const EventType &parent)
{
    QJsonArray list{eventTypeJson(world, parent)};
    for (const EventType &child : world.event_types) {
        if (child.parent != parent.id)
            continue;
        QJsonObject json = eventTypeJson(world, child);
        json.insert(u"parentEventTypeId"_s, parent.id);
        list.append(json);
    }
    return list;
}

std::optional<Reply> notTheSalons(const Caller &caller)
{
    if (caller.kind == Caller::Kind::Salon)
        return std::nullopt;
    return failure(403, u"RolesGuard - user does not have the minimum required role=TEAM_ADMIN."_s);
}

} // namespace

Reply listEventTypes(const World &world, const Caller &caller, const QByteArray &query, bool old_controller)
{
    const QUrlQuery filter(QString::fromUtf8(query));
    const QString username = filter.queryItemValue(u"username"_s, QUrl::FullyDecoded);
    const QString slug = filter.queryItemValue(u"eventSlug"_s, QUrl::FullyDecoded);
    const User *named = username.isEmpty() ? nullptr : world.userByName(username);
    QJsonArray list;
    for (const EventType &type : world.event_types) {
        const bool team = type.owner == 0;
        if (team || (!username.isEmpty() && (!named || type.owner != named->id)) ||
            (!slug.isEmpty() && type.slug != slug))
            continue;
        // Somebody else's page shows what is not hidden; without a name the list is the key's own.
        if (!owns(caller, type) && (username.isEmpty() || type.hidden))
            continue;
        list.append(old_controller ? oldEventTypeJson(type) : eventTypeJson(world, type));
    }
    if (!old_controller)
        return success(200, list);
    return success(200, QJsonObject{{u"eventTypeGroups"_s, QJsonArray{QJsonObject{{u"eventTypes"_s, list}}}}});
}

Reply eventTypeById(const World &world, const Caller &caller, const QString &id, bool old_controller)
{
    bool is_number = false;
    const EventType *type = world.eventType(id.toLongLong(&is_number));
    if (!is_number)
        return failure(400, u"Validation failed (numeric string is expected)"_s);
    const bool shown = type && owns(caller, *type) && (type->owner != 0 || caller.kind == Caller::Kind::Salon);
    if (!shown)
        return failure(404, u"Event type with id %1 not found"_s.arg(id));
    if (old_controller)
        return success(200, QJsonObject{{u"eventType"_s, oldEventTypeJson(*type)}});
    return success(200, eventTypeJson(world, *type));
}

Reply createEventType(World &world, const Caller &caller, const QJsonObject &given)
{
    if (caller.kind == Caller::Kind::Anonymous)
        return failure(401, u"ApiAuthStrategy - No authentication method provided."_s);
    if (const QJsonArray errors = shapeErrors(given); !errors.isEmpty())
        return invalid(errors);
    EventType type = eventTypeOf(given);
    if (caller.kind == Caller::Kind::Member)
        type.owner = caller.user;
    if (!world.user(type.owner))
        return failure(404, u"User with id %1 not found"_s.arg(type.owner));
    if (isSlugTaken(world, type.owner, type.slug))
        return slugTaken();
    if (hidesEmail(type))
        return failure(400, u"checkIsEmailUserAccessible - Email booking field must be required and visible"_s);
    type.id = world.next_event_type++;
    world.event_types.append(type);
    return success(201, eventTypeJson(world, type));
}

Reply updateEventType(World &world, const Caller &caller, const QString &id, const QJsonObject &given)
{
    for (EventType &type : world.event_types) {
        if (QString::number(type.id) != id || type.owner == 0 || !owns(caller, type))
            continue;
        type = changed(type, given);
        return success(200, eventTypeJson(world, type));
    }
    return failure(404, u"Event type with id %1 not found"_s.arg(id));
}

Reply deleteEventType(World &world, const Caller &caller, const QString &id)
{
    for (qsizetype i = 0; i < world.event_types.size(); ++i) {
        const EventType type = world.event_types.at(i);
        if (QString::number(type.id) != id || type.owner == 0 || !owns(caller, type))
            continue;
        world.event_types.removeAt(i);
        return success(200, QJsonObject{{u"id"_s, type.id},
                                        {u"lengthInMinutes"_s, type.length_min},
                                        {u"title"_s, type.title},
                                        {u"slug"_s, type.slug}});
    }
    return failure(404, u"Event type with id %1 not found"_s.arg(id));
}

Reply listTeamEventTypes(const World &world, const Caller &caller)
{
    if (const auto refused = notTheSalons(caller))
        return *refused;
    QJsonArray list;
    for (const EventType &type : world.event_types)
        if (type.owner == 0)
            list.append(eventTypeJson(world, type));
    return success(200, list);
}

Reply createTeamEventType(World &world, const Caller &caller, const QJsonObject &given)
{
    if (const auto refused = notTheSalons(caller))
        return *refused;
    if (const QJsonArray errors = shapeErrors(given); !errors.isEmpty())
        return invalid(errors);
    EventType type = eventTypeOf(given);
    type.owner = 0;
    for (const Host &host : type.hosts)
        if (!world.user(host.user))
            return failure(404, u"User with id %1 not found"_s.arg(host.user));
    if (isSlugTaken(world, 0, type.slug))
        return slugTaken();
    type.id = world.next_event_type++;
    world.event_types.append(type);
    if (type.scheduling != u"managed"_s)
        return success(201, eventTypeJson(world, type));
    for (const Host &host : type.hosts) {
        EventType child = type;
        child.id = world.next_event_type++;
        child.owner = host.user;
        child.parent = type.id;
        child.scheduling.clear();
        child.hosts.clear();
        world.event_types.append(child);
    }
    return success(201, withChildren(world, type));
}

Reply updateTeamEventType(World &world, const Caller &caller, const QString &id, const QJsonObject &given)
{
    if (const auto refused = notTheSalons(caller))
        return *refused;
    for (EventType &type : world.event_types) {
        if (QString::number(type.id) != id || type.owner != 0)
            continue;
        type = changed(type, given);
        const EventType parent = type;
        if (parent.scheduling != u"managed"_s)
            return success(200, eventTypeJson(world, parent));
        QJsonObject inherited = given;
        inherited.remove(u"hosts"_s);
        for (EventType &child : world.event_types)
            if (child.parent == parent.id)
                child = changed(child, inherited);
        return success(200, withChildren(world, parent));
    }
    return failure(404, u"Event type with id %1 not found"_s.arg(id));
}

} // namespace salon::sandbox
