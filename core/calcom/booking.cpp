// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/booking.h"

#include <QDateTime>

namespace salon::calcom
{

namespace
{

BookingStatus statusOf(const QString &word)
{
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

} // namespace

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

std::optional<Booking> Booking::fromJson(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    Booking booking;
    booking.uid = object.value(u"uid").toString();
    if (booking.uid.isEmpty())
        return std::nullopt;
    booking.status = statusOf(object.value(u"status").toString());
    booking.start = instantOf(object.value(u"start"));
    booking.end = instantOf(object.value(u"end"));
    const QJsonValue type = object.value(u"eventType").toObject().value(u"id");
    booking.event_type_id = type.isDouble() ? type.toInteger() : object.value(u"eventTypeId").toInteger();
    booking.token = Token::fromMetadata(object.value(u"metadata").toObject());
    booking.rescheduled_to_uid = object.value(u"rescheduledToUid").toString();
    return booking;
}

QString utcText(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(at.ms(), Qt::UTC).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ"));
}

} // namespace salon::calcom
