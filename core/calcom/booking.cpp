// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/booking.h"

#include <QDateTime>
#include <QJsonArray>

namespace salon::calcom
{

QJsonObject Token::toMetadata() const
{
    return {{QStringLiteral("salondesk_instance"), instance},
            {QStringLiteral("salondesk_appointment"), appointment},
            {QStringLiteral("salondesk_phase"), phase},
            {QStringLiteral("salondesk_operation"), operation}};
}

Token Token::fromMetadata(const QJsonObject &metadata)
{
    return {metadata.value(u"salondesk_instance").toString(), metadata.value(u"salondesk_appointment").toString(),
            metadata.value(u"salondesk_phase").toString(), metadata.value(u"salondesk_operation").toString()};
}

bool Token::samePhase(const Token &other) const
{
    return instance == other.instance && appointment == other.appointment && phase == other.phase;
}

Attendee Attendee::fromJson(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    Attendee attendee;
    attendee.name = object.value(u"name").toString();
    attendee.email = object.value(u"email").toString();
    attendee.phone = object.value(u"phoneNumber").toString();
    attendee.time_zone = object.value(u"timeZone").toString();
    return attendee;
}

BookingStatus bookingStatusOf(const QString &written)
{
    const QString word = written.toLower(); // webhooks shout
    if (word == u"accepted")
        return BookingStatus::Accepted;
    if (word == u"pending" || word == u"awaiting_host")
        return BookingStatus::Pending;
    if (word == u"cancelled")
        return BookingStatus::Cancelled;
    return word == u"rejected" ? BookingStatus::Rejected : BookingStatus::Unknown;
}

Instant instantOf(const QJsonValue &value)
{
    QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    if (!time.isValid())
        return {};
    if (time.timeSpec() == Qt::LocalTime) // without an offset Cal.com means UTC
        time.setTimeSpec(Qt::UTC);
    return Instant::fromMs(time.toMSecsSinceEpoch());
}

std::optional<Booking> Booking::fromJson(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    Booking booking;
    booking.uid = object.value(u"uid").toString();
    if (booking.uid.isEmpty())
        return std::nullopt;
    booking.status = bookingStatusOf(object.value(u"status").toString());
    booking.start = instantOf(object.value(u"start"));
    booking.end = instantOf(object.value(u"end"));
    const QJsonValue type = object.value(u"eventType").toObject().value(u"id");
    booking.event_type_id = type.isDouble() ? type.toInteger() : object.value(u"eventTypeId").toInteger();
    booking.token = Token::fromMetadata(object.value(u"metadata").toObject());
    booking.rescheduled_from_uid = object.value(u"rescheduledFromUid").toString();
    booking.rescheduled_to_uid = object.value(u"rescheduledToUid").toString();
    booking.host_id = object.value(u"hosts").toArray().at(0).toObject().value(u"id").toInteger();
    booking.created = instantOf(object.value(u"createdAt"));
    booking.attendee = Attendee::fromJson(object.value(u"attendees").toArray().at(0));
    return booking;
}

QString utcText(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(at.ms(), Qt::UTC).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ"));
}

} // namespace salon::calcom
