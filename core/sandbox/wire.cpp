// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/wire.h"

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>

namespace salon::sandbox
{

namespace
{

struct StatusName {
    int status;
    QLatin1String code;
    QLatin1String error;
};

const StatusName kStatusNames[] = {
    {400, QLatin1String("BadRequestException"), QLatin1String("Bad Request")},
    {401, QLatin1String("UnauthorizedException"), QLatin1String("Unauthorized")},
    {403, QLatin1String("ForbiddenException"), QLatin1String("Forbidden")},
    {404, QLatin1String("NotFoundException"), QLatin1String("Not Found")},
    {409, QLatin1String("ConflictException"), QLatin1String("Conflict")},
    {422, QLatin1String("UnprocessableEntityException"), QLatin1String("Unprocessable Entity")},
    {500, QLatin1String("InternalServerErrorException"), QLatin1String("Internal Server Error")},
};

QJsonArray jsonArray(const QList<QString> &list)
{
    return QJsonArray::fromStringList(list);
}

QJsonObject hostJson(const World &world, qint64 id)
{
    const User *user = world.user(id);
    if (!user)
        return {{QStringLiteral("id"), QStringLiteral("unknown")}};
    return {{QStringLiteral("id"), user->id},
            {QStringLiteral("name"), user->name},
            {QStringLiteral("email"), user->email},
            {QStringLiteral("displayEmail"), user->email},
            {QStringLiteral("username"), user->username},
            {QStringLiteral("timeZone"), user->time_zone}};
}

QJsonObject personJson(const QString &name, const QString &email, const QString &zone, const QString &language)
{
    return {{QStringLiteral("name"), name},          {QStringLiteral("email"), email},
            {QStringLiteral("displayEmail"), email}, {QStringLiteral("timeZone"), zone},
            {QStringLiteral("language"), language},  {QStringLiteral("absent"), false}};
}

/// The other hosts of a team booking and the guests are attendees too.
QJsonArray attendeesJson(const World &world, const Booking &booking)
{
    const Attendee &who = booking.attendee;
    QJsonObject first = personJson(who.name, who.email, who.time_zone, who.language);
    if (!who.phone.isEmpty())
        first.insert(QStringLiteral("phoneNumber"), who.phone);
    QJsonArray all{first};
    for (const qint64 id : booking.other_hosts)
        if (const User *user = world.user(id))
            all.append(personJson(user->name, user->email, user->time_zone, QStringLiteral("de")));
    for (const QString &guest : booking.guests)
        all.append(personJson(QString(), guest, who.time_zone, QStringLiteral("en")));
    return all;
}

QJsonObject disabledOr(const QJsonObject &given, const QString &key)
{
    const QJsonValue value = given.value(key);
    return value.isObject() ? value.toObject() : QJsonObject{{QStringLiteral("disabled"), true}};
}

QJsonArray defaultFields(const EventType &type)
{
    const auto field = [](const char *slug, const char *kind, bool required, bool hidden) {
        return QJsonObject{{QStringLiteral("isDefault"), true},
                           {QStringLiteral("type"), QLatin1String(kind)},
                           {QStringLiteral("slug"), QLatin1String(slug)},
                           {QStringLiteral("required"), required},
                           {QStringLiteral("hidden"), hidden}};
    };
    QJsonArray fields{field("name", "name", true, false)};
    bool has_email = false;
    for (const QJsonValue &own : type.fields)
        has_email = has_email || own.toObject().value(QStringLiteral("type")) == QLatin1String("email");
    if (!has_email)
        fields.append(field("email", "email", true, false));
    for (const QJsonValue &own : type.fields)
        fields.append(own);
    fields.append(field("location", "radioInput", false, false));
    fields.append(field("title", "text", true, true));
    fields.append(field("notes", "textarea", false, false));
    fields.append(field("guests", "multiemail", false, true));
    fields.append(field("rescheduleReason", "textarea", false, false));
    return fields;
}

} // namespace

Reply success(int status, const QJsonValue &data)
{
    return {status, {{QStringLiteral("status"), QStringLiteral("success")}, {QStringLiteral("data"), data}}};
}

Reply failure(int status, const QString &code, const QString &message, const QJsonValue &details)
{
    QJsonObject error{{QStringLiteral("code"), code}, {QStringLiteral("message"), message}};
    if (!details.isUndefined())
        error.insert(QStringLiteral("details"), details);
    return {status, {{QStringLiteral("status"), QStringLiteral("error")}, {QStringLiteral("error"), error}}};
}

Reply failure(int status, const QString &message)
{
    for (const StatusName &name : kStatusNames) {
        if (name.status == status)
            return failure(status, name.code, message,
                           QJsonObject{{QStringLiteral("message"), message},
                                       {QStringLiteral("error"), name.error},
                                       {QStringLiteral("statusCode"), status}});
    }
    return failure(status, QStringLiteral("HttpException"), message, message);
}

Reply invalid(const QJsonArray &errors)
{
    return failure(400, QStringLiteral("BadRequestException"), QStringLiteral("Bad Request Exception"),
                   QJsonObject{{QStringLiteral("errors"), errors}});
}

Reply raw(int status, const QString &message)
{
    return {status, {{QStringLiteral("statusCode"), status}, {QStringLiteral("message"), message}}};
}

Reply likely(int status, const QString &message)
{
    static const QList<QLatin1String> kRawTexts{
        QLatin1String("An error occurred while querying the database."),
        QLatin1String("booking_conflict_error"),
        QLatin1String("already_signed_up_for_this_booking_error"),
        QLatin1String("booking_limit_reached"),
        QLatin1String("duration_limit_reached"),
        QLatin1String("Invalid event length"),
        QLatin1String("Booking failed"),
        QLatin1String("Missing payment credentials"),
        QLatin1String("Cancellation reason is required"),
        QLatin1String("cancelled_bookings_cannot_be_rescheduled"),
        QLatin1String("This event type does not allow cancellations"),
        QLatin1String("Cannot cancel a booking that has already ended"),
    };
    if (status == 429)
        return failure(429, QStringLiteral("ThrottlerException"), message, message);
    // Said by the second check of a create, and by a server without its database: no details.
    const QJsonValue none(QJsonValue::Undefined);
    if (message.startsWith(QLatin1String("responses - ")) || message.startsWith(QLatin1String("metadata.")))
        return failure(status, QStringLiteral("BAD_REQUEST"), message, none);
    if (message == QLatin1String("There was an error, please try again later."))
        return failure(status, QStringLiteral("INTERNAL_SERVER_ERROR"), message, none);
    if (status >= 500 || kRawTexts.contains(message))
        return raw(status, message);
    return failure(status, message);
}

QString isoMs(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(at.ms(), Qt::UTC).toString(Qt::ISODateWithMs);
}

std::optional<Instant> parsedIso(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(\\d{4}-\\d{2}-\\d{2})(?:T(\\d{2}:\\d{2}(?::\\d{2})?)(?:\\.\\d+)?(Z|[+-]\\d{2}:?\\d{2})?)?$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
    const QTime time = match.captured(2).isEmpty() ? QTime(0, 0) : QTime::fromString(match.captured(2), Qt::ISODate);
    if (!date.isValid() || !time.isValid())
        return std::nullopt;
    qint64 ms = QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch();
    const QString offset = match.captured(3);
    if (offset.size() > 1) {
        const qint64 minutes = offset.mid(1, 2).toInt() * 60 + offset.right(2).toInt();
        ms -= (offset.startsWith(QLatin1Char('-')) ? -1 : 1) * minutes * 60'000;
    }
    return Instant::fromMs(ms);
}

QJsonObject bookingJson(const World &world, const Booking &booking)
{
    const EventType *type = world.eventType(booking.event_type);
    QJsonObject json{
        {QStringLiteral("id"), booking.id},
        {QStringLiteral("uid"), booking.uid},
        {QStringLiteral("title"), booking.title},
        {QStringLiteral("description"), booking.description},
        {QStringLiteral("hosts"), QJsonArray{hostJson(world, booking.host)}},
        {QStringLiteral("status"), booking.status},
        {QStringLiteral("cancellationReason"), booking.cancellation_reason},
        {QStringLiteral("cancelledByEmail"), QString()},
        {QStringLiteral("rescheduledByEmail"), QJsonValue::Null},
        {QStringLiteral("start"), isoMs(booking.span.begin)},
        {QStringLiteral("end"), isoMs(booking.span.end)},
        {QStringLiteral("duration"), qint64(booking.span.length().count() / 60'000)},
        {QStringLiteral("eventTypeId"), booking.event_type},
        {QStringLiteral("eventType"), QJsonObject{{QStringLiteral("id"), booking.event_type},
                                                  {QStringLiteral("slug"), type ? type->slug : QString()}}},
        {QStringLiteral("meetingUrl"), booking.location},
        {QStringLiteral("location"), booking.location},
        {QStringLiteral("absentHost"), false},
        {QStringLiteral("createdAt"), isoMs(booking.created)},
        {QStringLiteral("updatedAt"), isoMs(booking.updated)},
        {QStringLiteral("metadata"), booking.metadata},
        {QStringLiteral("rating"), QJsonValue::Null},
        {QStringLiteral("icsUid"), booking.ics_uid},
        {QStringLiteral("attendees"), attendeesJson(world, booking)},
        {QStringLiteral("bookingFieldsResponses"), booking.responses},
    };
    if (!booking.rescheduling_reason.isEmpty())
        json.insert(QStringLiteral("reschedulingReason"), booking.rescheduling_reason);
    if (!booking.from_uid.isEmpty())
        json.insert(QStringLiteral("rescheduledFromUid"), booking.from_uid);
    if (!booking.to_uid.isEmpty())
        json.insert(QStringLiteral("rescheduledToUid"), booking.to_uid);
    if (!booking.guests.isEmpty())
        json.insert(QStringLiteral("guests"), jsonArray(booking.guests));
    return json;
}

QJsonObject eventTypeJson(const World &world, const EventType &type)
{
    QJsonObject json{
        {QStringLiteral("id"), type.id},
        {QStringLiteral("lengthInMinutes"), type.length_min},
        {QStringLiteral("title"), type.title},
        {QStringLiteral("slug"), type.slug},
        {QStringLiteral("description"), type.given.value(QStringLiteral("description")).toString()},
        {QStringLiteral("locations"), type.locations},
        {QStringLiteral("bookingFields"), defaultFields(type)},
        {QStringLiteral("recurrence"), QJsonValue::Null},
        {QStringLiteral("disableGuests"), type.given.value(QStringLiteral("disableGuests")).toBool()},
        {QStringLiteral("slotInterval"), type.given.value(QStringLiteral("slotInterval"))},
        {QStringLiteral("minimumBookingNotice"), type.notice_min},
        {QStringLiteral("beforeEventBuffer"), type.buffer_before_min},
        {QStringLiteral("afterEventBuffer"), type.buffer_after_min},
        {QStringLiteral("metadata"), QJsonObject()},
        {QStringLiteral("price"), 0},
        {QStringLiteral("currency"), QStringLiteral("usd")},
        {QStringLiteral("scheduleId"), QJsonValue::Null},
        {QStringLiteral("bookingWindow"), disabledOr(type.given, QStringLiteral("bookingWindow"))},
        {QStringLiteral("confirmationPolicy"), disabledOr(type.given, QStringLiteral("confirmationPolicy"))},
        {QStringLiteral("seats"), disabledOr(type.given, QStringLiteral("seats"))},
        {QStringLiteral("bookerActiveBookingsLimit"),
         disabledOr(type.given, QStringLiteral("bookerActiveBookingsLimit"))},
        {QStringLiteral("hidden"), type.hidden},
        {QStringLiteral("bookingRequiresAuthentication"), type.needs_key},
        {QStringLiteral("disableCancelling"), QJsonObject{{QStringLiteral("disabled"), type.refuses_cancelling}}},
        {QStringLiteral("disableRescheduling"), QJsonObject{{QStringLiteral("disabled"), false}}},
        {QStringLiteral("lockTimeZoneToggleOnBookingPage"), false},
        {QStringLiteral("forwardParamsSuccessRedirect"), true},
        {QStringLiteral("successRedirectUrl"), QJsonValue::Null},
        {QStringLiteral("isInstantEvent"), false},
    };
    if (!type.length_options.isEmpty()) {
        QJsonArray options;
        for (const int minutes : type.length_options)
            options.append(minutes);
        json.insert(QStringLiteral("lengthInMinutesOptions"), options);
    }
    if (const User *owner = world.user(type.owner)) {
        json.insert(QStringLiteral("ownerId"), owner->id);
        json.insert(QStringLiteral("bookingUrl"),
                    QStringLiteral("http://127.0.0.1/%1/%2").arg(owner->username, type.slug));
        json.insert(QStringLiteral("users"), QJsonArray{QJsonObject{{QStringLiteral("id"), owner->id},
                                                                    {QStringLiteral("name"), owner->name},
                                                                    {QStringLiteral("username"), owner->username}}});
    }
    if (!type.scheduling.isEmpty()) {
        QJsonArray hosts;
        for (const Host &host : type.hosts)
            hosts.append(QJsonObject{{QStringLiteral("userId"), host.user}, {QStringLiteral("mandatory"), host.fixed}});
        json.insert(QStringLiteral("schedulingType"), type.scheduling);
        json.insert(QStringLiteral("hosts"), hosts);
    }
    return json;
}

QJsonObject oldEventTypeJson(const EventType &type)
{
    return {{QStringLiteral("id"), type.id},
            {QStringLiteral("title"), type.title},
            {QStringLiteral("slug"), type.slug},
            {QStringLiteral("length"), type.length_min},
            {QStringLiteral("hidden"), type.hidden}};
}

QJsonObject userJson(const User &user, int schedule)
{
    return {{QStringLiteral("id"), user.id},
            {QStringLiteral("email"), user.email},
            {QStringLiteral("name"), user.name},
            {QStringLiteral("avatarUrl"), QJsonValue::Null},
            {QStringLiteral("bio"), QJsonValue::Null},
            {QStringLiteral("timeFormat"), 24},
            {QStringLiteral("defaultScheduleId"), schedule},
            {QStringLiteral("weekStart"), QStringLiteral("Monday")},
            {QStringLiteral("timeZone"), user.time_zone},
            {QStringLiteral("username"), user.username},
            {QStringLiteral("organizationId"), QJsonValue::Null}};
}

QJsonObject webhookJson(const Webhook &hook)
{
    QJsonObject json{{QStringLiteral("id"), hook.id},
                     {QStringLiteral("payloadTemplate"), QJsonValue::Null},
                     {QStringLiteral("triggers"), jsonArray(hook.triggers)},
                     {QStringLiteral("subscriberUrl"), hook.url.toString(QUrl::FullyEncoded)},
                     {QStringLiteral("active"), hook.active},
                     {QStringLiteral("userId"), hook.user}};
    if (!hook.secret.isEmpty())
        json.insert(QStringLiteral("secret"), hook.secret);
    return json;
}

} // namespace salon::sandbox
