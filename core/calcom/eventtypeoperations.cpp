// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/eventtypeoperations.h"

#include <QJsonArray>

namespace salon::calcom
{

namespace
{

QString ofTeam(std::int64_t team)
{
    return QStringLiteral("/teams/%1/event-types").arg(team);
}

QJsonArray hostList(const QList<std::int64_t> &hosts, bool is_round_robin)
{
    QJsonArray list;
    for (const std::int64_t user : hosts) {
        QJsonObject host{{QStringLiteral("userId"), static_cast<qint64>(user)}};
        if (is_round_robin)
            host.insert(QStringLiteral("mandatory"), false);
        list.append(host);
    }
    return list;
}

/// A change leaves the name in its address alone, and whose it is.
QJsonObject changes(const EventTypeDraft &draft)
{
    QJsonObject body = draft.body();
    body.remove(QStringLiteral("slug"));
    body.remove(QStringLiteral("ownerId"));
    return body;
}

} // namespace

OutgoingRequest ListEventTypes::request(const Account &account) const
{
    return account.get(ApiVersion::EventTypes, QStringLiteral("/event-types"));
}

OutgoingRequest ListTeamEventTypes::request(const Account &account) const
{
    return account.get(ApiVersion::EventTypes, ofTeam(team));
}

OutgoingRequest GetEventType::request(const Account &account) const
{
    return account.get(ApiVersion::EventTypes, QStringLiteral("/event-types/") + QString::number(id));
}

OutgoingRequest CreateEventType::request(const Account &account) const
{
    return account.post(ApiVersion::EventTypes, QStringLiteral("/event-types"), draft.body());
}

OutgoingRequest UpdateEventType::request(const Account &account) const
{
    return account.patch(ApiVersion::EventTypes, QStringLiteral("/event-types/") + QString::number(id), changes(draft));
}

OutgoingRequest DeleteEventType::request(const Account &account) const
{
    return account.remove(ApiVersion::EventTypes, QStringLiteral("/event-types/") + QString::number(id));
}

OutgoingRequest CreateTeamEventType::request(const Account &account) const
{
    QJsonObject body = draft.body();
    body.remove(QStringLiteral("ownerId"));
    const bool is_round_robin = kind == TeamKind::RoundRobin;
    body.insert(QStringLiteral("schedulingType"),
                is_round_robin ? QStringLiteral("roundRobin") : QStringLiteral("managed"));
    body.insert(QStringLiteral("hosts"), hostList(hosts, is_round_robin));
    return account.post(ApiVersion::EventTypes, ofTeam(team), body);
}

OutgoingRequest UpdateTeamEventType::request(const Account &account) const
{
    QJsonObject body = changes(draft);
    if (!hosts.isEmpty())
        body.insert(QStringLiteral("hosts"), hostList(hosts, false));
    return account.patch(ApiVersion::EventTypes, ofTeam(team) + QLatin1Char('/') + QString::number(id), body);
}

std::optional<EventType> eventTypeIn(Answer &answer)
{
    if (answer.kind != AnswerClass::Done)
        return std::nullopt;
    return EventType::fromJson(answer.data.isArray() ? answer.data.toArray().first() : answer.data);
}

std::optional<QList<EventType>> eventTypesIn(Answer &answer)
{
    if (answer.kind != AnswerClass::Done || (!answer.data.isArray() && !answer.data.isObject()))
        return std::nullopt;
    QList<EventType> types;
    const QJsonArray rows = answer.data.isArray() ? answer.data.toArray() : QJsonArray{answer.data};
    for (const QJsonValue &row : rows)
        if (const std::optional<EventType> type = EventType::fromJson(row))
            types.append(*type);
    return types;
}

} // namespace salon::calcom
