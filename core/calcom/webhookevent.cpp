// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/webhookevent.h"

#include <algorithm>
#include <iterator>
#include <QJsonArray>
#include <QJsonDocument>

namespace salon::calcom
{

namespace
{

constexpr const char *kAboutTimes[] = {"BOOKING_CREATED",   "BOOKING_RESCHEDULED", "BOOKING_CANCELLED",
                                       "BOOKING_REQUESTED", "BOOKING_REJECTED",    WebhookEvent::kHint};

/// A form's answer, where the attendee has no such field.
QString answered(const QJsonObject &payload, QStringView field)
{
    return payload.value(u"responses").toObject().value(field).toObject().value(u"value").toString();
}

Booking bookingOf(const QJsonObject &payload)
{
    Booking booking;
    booking.uid = payload.value(u"uid").toString();
    booking.status = bookingStatusOf(payload.value(u"status").toString());
    booking.start = instantOf(payload.value(u"startTime"));
    booking.end = instantOf(payload.value(u"endTime"));
    booking.event_type_id = payload.value(u"eventTypeId").toInteger();
    booking.token = Token::fromMetadata(payload.value(u"metadata").toObject());
    booking.rescheduled_from_uid = payload.value(u"rescheduleUid").toString();
    booking.host_id = payload.value(u"organizer").toObject().value(u"id").toInteger();
    booking.attendee = Attendee::fromJson(payload.value(u"attendees").toArray().at(0));
    if (booking.attendee.phone.isEmpty())
        booking.attendee.phone = answered(payload, u"attendeePhoneNumber");
    return booking;
}

} // namespace

bool WebhookEvent::isAboutTimes() const
{
    return std::any_of(std::begin(kAboutTimes), std::end(kAboutTimes),
                       [this](const char *known) { return trigger == QLatin1String(known); });
}

QByteArray WebhookEvent::hint(const QString &uid, std::int64_t host, Instant at)
{
    const QJsonObject payload{{QStringLiteral("uid"), uid},
                              {QStringLiteral("organizer"), QJsonObject{{QStringLiteral("id"), qint64(host)}}}};
    return QJsonDocument(QJsonObject{{QStringLiteral("triggerEvent"), QLatin1String(kHint)},
                                     {QStringLiteral("createdAt"), utcText(at)},
                                     {QStringLiteral("payload"), payload}})
        .toJson(QJsonDocument::Compact);
}

std::optional<WebhookEvent> WebhookEvent::parse(const QByteArray &body)
{
    const QJsonObject document = QJsonDocument::fromJson(body).object();
    WebhookEvent event;
    event.trigger = document.value(u"triggerEvent").toString();
    if (event.trigger.isEmpty())
        return std::nullopt;
    const Instant created = instantOf(document.value(u"createdAt"));
    if (created != Instant())
        event.created = created;
    const QJsonValue payload = document.value(u"payload");
    event.booking = bookingOf(payload.isObject() ? payload.toObject() : document); // old versions have it on top
    if (event.isAboutTimes() && event.booking.uid.isEmpty())
        return std::nullopt;
    return event;
}

} // namespace salon::calcom
