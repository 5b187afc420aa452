// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/eventtype.h"

#include <QDateTime>
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

/// {"disabled":true}, null or nothing: that setting is off.
bool isOn(const QJsonObject &type, const char *setting)
{
    const QJsonObject value = type.value(QLatin1String(setting)).toObject();
    return !value.isEmpty() && !value.value(u"disabled").toBool();
}

QList<std::int64_t> hostsOf(const QJsonObject &type)
{
    QList<std::int64_t> hosts;
    const QJsonArray rows = type.value(u"hosts").toArray();
    for (const QJsonValue &row : rows) {
        const std::int64_t id = row.isObject() ? idOf(row[u"userId"]) : idOf(row);
        if (id > 0)
            hosts.append(id);
    }
    return hosts;
}

/// Name, e-mail and location are filled in by every booking; the other defaults may stay empty.
QStringList requiredFields(const QJsonArray &fields)
{
    static const QStringList known{
        QStringLiteral("name"),  QStringLiteral("email"),  QStringLiteral("location"),        QStringLiteral("title"),
        QStringLiteral("notes"), QStringLiteral("guests"), QStringLiteral("rescheduleReason")};
    QStringList required;
    for (const QJsonValue &value : fields) {
        const QString slug = value[u"slug"].toString(value[u"type"].toString());
        if (value[u"required"].toBool() && !value[u"hidden"].toBool() && !known.contains(slug))
            required.append(slug);
    }
    return required;
}

bool hidesEmail(const QJsonArray &fields)
{
    for (const QJsonValue &value : fields)
        if (value[u"type"].toString() == u"email")
            return value[u"hidden"].toBool() || !value[u"required"].toBool(true);
    return false;
}

/// Business days count as five of seven; a range of dates is as good as nothing for a salon that books on and on.
std::optional<int> aheadDays(const QJsonObject &type)
{
    if (!isOn(type, "bookingWindow"))
        return std::nullopt;
    const QJsonObject window = type.value(u"bookingWindow").toObject();
    const QString kind = window.value(u"type").toString();
    if (kind == u"range")
        return 0;
    if (window.value(u"rolling").toBool())
        return std::nullopt;
    const int days = window.value(u"value").toInt();
    return kind == u"businessDays" ? days * 7 / 5 : days;
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
    type.parent_id = idOf(object.value(u"parentEventTypeId"));
    type.hosts = hostsOf(object);
    type.length_min = object.value(u"lengthInMinutes").toInt();
    type.title = object.value(u"title").toString();
    type.slug = object.value(u"slug").toString();
    type.hidden = object.value(u"hidden").toBool();
    // The key alone makes it a template, whatever its value.
    type.managed_parent = object.value(u"schedulingType").toString().compare(u"managed", Qt::CaseInsensitive) == 0 ||
                          object.value(u"metadata").toObject().contains(u"managedEventConfig");
    type.notice_min = object.value(u"minimumBookingNotice").toInt();
    type.buffer_before_min = object.value(u"beforeEventBuffer").toInt();
    type.buffer_after_min = object.value(u"afterEventBuffer").toInt();
    type.confirms = isOn(object, "confirmationPolicy");
    type.has_limit = isOn(object, "bookingLimitsCount") || isOn(object, "bookingLimitsDuration") ||
                     isOn(object, "bookerActiveBookingsLimit");
    type.ahead_days = aheadDays(object);
    const QJsonArray fields = object.value(u"bookingFields").toArray();
    type.hides_email = hidesEmail(fields);
    type.required_fields = requiredFields(fields);
    return type;
}

QJsonObject EventTypeDraft::body() const
{
    const QJsonObject off{{QStringLiteral("disabled"), true}};
    QJsonObject body{
        {QStringLiteral("lengthInMinutes"), length_min},
        {QStringLiteral("title"), title},
        {QStringLiteral("slug"), slug},
        {QStringLiteral("hidden"), true},
        {QStringLiteral("minimumBookingNotice"), 0},
        {QStringLiteral("beforeEventBuffer"), 0},
        {QStringLiteral("afterEventBuffer"), 0},
        {QStringLiteral("slotInterval"), 5},
        {QStringLiteral("disableGuests"), true},
        {QStringLiteral("confirmationPolicy"), off},
        {QStringLiteral("bookingWindow"), off},
        {QStringLiteral("bookingLimitsCount"), off},
        {QStringLiteral("bookingLimitsDuration"), off},
        {QStringLiteral("bookerActiveBookingsLimit"), off},
        {QStringLiteral("locations"), QJsonArray{QJsonObject{{QStringLiteral("type"), QStringLiteral("address")},
                                                             {QStringLiteral("address"), address},
                                                             {QStringLiteral("public"), true}}}}};
    if (owner_id > 0)
        body.insert(QStringLiteral("ownerId"), static_cast<qint64>(owner_id));
    return body;
}

} // namespace salon::calcom
