// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/eventtypeoperations.h"

#include <QJsonArray>

namespace salon::calcom
{

namespace
{

// Ids arrive as numbers, as text, and for a user who is gone as "unknown".
std::int64_t idOf(const QJsonValue &value)
{
    return value.isString() ? value.toString().toLongLong() : value.toInteger();
}

} // namespace

std::optional<EventType> EventType::fromJson(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    EventType type;
    type.id = idOf(object.value(u"id"));
    if (type.id <= 0)
        return std::nullopt;
    type.owner_id = idOf(object.value(u"ownerId"));
    type.length_min = object.value(u"lengthInMinutes").toInt();
    type.title = object.value(u"title").toString();
    type.slug = object.value(u"slug").toString();
    type.hidden = object.value(u"hidden").toBool();
    // The key alone makes it a template, whatever its value.
    type.managed_parent = object.value(u"schedulingType").toString().compare(u"managed", Qt::CaseInsensitive) == 0 ||
                          object.value(u"metadata").toObject().contains(u"managedEventConfig");
    return type;
}

OutgoingRequest ListEventTypes::request(const Account &account) const
{
    return account.get(ApiVersion::EventTypes, QStringLiteral("/event-types"));
}

OutgoingRequest GetEventType::request(const Account &account) const
{
    return account.get(ApiVersion::EventTypes, QStringLiteral("/event-types/") + QString::number(id));
}

std::optional<EventType> eventTypeIn(Answer &answer)
{
    if (answer.kind != AnswerClass::Done)
        return std::nullopt;
    return EventType::fromJson(answer.data);
}

std::optional<QList<EventType>> eventTypesIn(Answer &answer)
{
    if (answer.kind != AnswerClass::Done || !answer.data.isArray())
        return std::nullopt;
    QList<EventType> types;
    const QJsonArray rows = answer.data.toArray();
    for (const QJsonValue &row : rows)
        if (const std::optional<EventType> type = EventType::fromJson(row))
            types.append(*type);
    return types;
}

} // namespace salon::calcom
