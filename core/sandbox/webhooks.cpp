// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/webhooks.h"

#include "core/base/zone.h"
#include "core/sandbox/bookinglist.h"

#include <algorithm>
#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

using namespace Qt::Literals::StringLiterals;

namespace salon::sandbox
{

namespace
{

const QStringList &triggers()
{
    static const QStringList kTriggers{u"BOOKING_CREATED"_s,
                                       u"BOOKING_PAYMENT_INITIATED"_s,
                                       u"BOOKING_PAID"_s,
                                       u"BOOKING_RESCHEDULED"_s,
                                       u"BOOKING_REQUESTED"_s,
                                       u"BOOKING_CANCELLED"_s,
                                       u"BOOKING_REJECTED"_s,
                                       u"BOOKING_NO_SHOW_UPDATED"_s,
                                       u"FORM_SUBMITTED"_s,
                                       u"MEETING_ENDED"_s,
                                       u"MEETING_STARTED"_s,
                                       u"RECORDING_READY"_s,
                                       u"RECORDING_TRANSCRIPTION_GENERATED"_s,
                                       u"OOO_CREATED"_s,
                                       u"AFTER_HOSTS_CAL_VIDEO_NO_SHOW"_s,
                                       u"AFTER_GUESTS_CAL_VIDEO_NO_SHOW"_s,
                                       u"FORM_SUBMITTED_NO_EVENT"_s,
                                       u"DELEGATION_CREDENTIAL_ERROR"_s,
                                       u"WRONG_ASSIGNMENT_REPORT"_s};
    return kTriggers;
}

QList<QString> triggersOf(const QJsonObject &given)
{
    QList<QString> names;
    for (const QJsonValue &name : given.value(u"triggers"_s).toArray())
        names.append(name.toString());
    return names;
}

std::optional<Reply> refusedHook(const QJsonObject &given)
{
    const QList<QString> names = triggersOf(given);
    const bool known = std::all_of(names.begin(), names.end(), [](const QString &n) { return triggers().contains(n); });
    if (known)
        return std::nullopt;
    return invalid(
        {QJsonObject{{u"target"_s, given},
                     {u"value"_s, given.value(u"triggers"_s)},
                     {u"property"_s, u"triggers"_s},
                     {u"children"_s, QJsonArray()},
                     {u"constraints"_s,
                      QJsonObject{{u"isEnum"_s, u"each value in triggers must be one of the following values: %1"_s.arg(
                                                    triggers().join(u", "_s))}}}}});
}

Reply unknownHook(const QString &id)
{
    return failure(404, u"Webhook with id=%1 not found"_s.arg(id));
}

/// Each trigger writes instants in its own way; a listener has to read them all.
QString instantText(Instant at, const QString &trigger)
{
    const QString text = QDateTime::fromMSecsSinceEpoch(at.ms(), Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss"_s);
    if (trigger == u"BOOKING_CANCELLED"_s)
        return text + u"+00:00"_s;
    return text + (trigger == u"BOOKING_REQUESTED"_s || trigger == u"BOOKING_REJECTED"_s ? u".000Z"_s : u"Z"_s);
}

QJsonObject organizerJson(const World &world, const Booking &booking)
{
    const User *host = world.user(booking.host);
    if (!host)
        return {};
    return {{u"id"_s, host->id},
            {u"name"_s, host->name},
            {u"email"_s, host->email},
            {u"username"_s, host->username},
            {u"timeZone"_s, host->time_zone},
            {u"timeFormat"_s, u"HH:mm"_s},
            {u"language"_s, QJsonObject{{u"locale"_s, u"de"_s}}}};
}

QJsonObject attendeeJson(const Attendee &who)
{
    QJsonObject json{{u"name"_s, who.name},
                     {u"email"_s, who.email},
                     {u"timeZone"_s, who.time_zone},
                     {u"language"_s, QJsonObject{{u"locale"_s, who.language}}}};
    if (!who.phone.isEmpty())
        json.insert(u"phoneNumber"_s, who.phone);
    return json;
}

QJsonObject responsesJson(const Booking &booking)
{
    const auto answer = [](const QString &label, const QJsonValue &value) {
        return QJsonObject{{u"label"_s, label}, {u"value"_s, value}, {u"isHidden"_s, false}};
    };
    QJsonObject json{{u"name"_s, answer(u"your_name"_s, booking.attendee.name)},
                     {u"email"_s, answer(u"email_address"_s, booking.attendee.email)}};
    if (!booking.attendee.phone.isEmpty())
        json.insert(u"attendeePhoneNumber"_s, answer(u"phone_number"_s, booking.attendee.phone));
    return json;
}

} // namespace

Reply Webhooks::list(const Caller &caller) const
{
    QJsonArray list;
    for (const Webhook &hook : m_world.webhooks)
        if (hook.user == caller.user)
            list.append(webhookJson(hook));
    return success(200, list);
}

Reply Webhooks::create(const Caller &caller, const QJsonObject &given)
{
    if (const auto refused = refusedHook(given))
        return *refused;
    Webhook hook{m_random.uuid(),
                 caller.user,
                 QUrl(given.value(u"subscriberUrl"_s).toString()),
                 triggersOf(given),
                 given.value(u"active"_s).toBool(true),
                 given.value(u"secret"_s).toString()};
    for (const Webhook &other : m_world.webhooks)
        if (other.user == hook.user && other.url == hook.url)
            return failure(409, u"Webhook with this subscriber url already exists for this user"_s);
    m_world.webhooks.append(hook);
    return success(201, webhookJson(hook));
}

Reply Webhooks::byId(const Caller &caller, const QString &id) const
{
    const Webhook *hook = owned(caller, id);
    return hook ? success(200, webhookJson(*hook)) : unknownHook(id);
}

Reply Webhooks::update(const Caller &caller, const QString &id, const QJsonObject &given)
{
    Webhook *hook = owned(caller, id);
    if (!hook)
        return unknownHook(id);
    if (const auto refused = refusedHook(given))
        return *refused;
    if (given.contains(u"subscriberUrl"_s))
        hook->url = QUrl(given.value(u"subscriberUrl"_s).toString());
    if (given.contains(u"triggers"_s))
        hook->triggers = triggersOf(given);
    hook->active = given.value(u"active"_s).toBool(hook->active);
    hook->secret = given.value(u"secret"_s).toString(hook->secret);
    return success(200, webhookJson(*hook));
}

Reply Webhooks::remove(const Caller &caller, const QString &id)
{
    const Webhook *hook = owned(caller, id);
    if (!hook)
        return unknownHook(id);
    const Reply gone = success(200, webhookJson(*hook));
    m_world.webhooks.removeIf([&id](const Webhook &w) { return w.id == id; });
    return gone;
}

Webhook *Webhooks::owned(const Caller &caller, const QString &id) const
{
    for (Webhook &hook : m_world.webhooks)
        if (hook.id == id && hook.user == caller.user)
            return &hook;
    return nullptr;
}

QList<WebhookDelivery> Webhooks::deliveries(const BookingEvent &event) const
{
    const Booking *booking = std::as_const(m_world).booking(event.uid);
    if (!booking)
        return {};
    const QByteArray body = QJsonDocument(QJsonObject{{u"triggerEvent"_s, event.trigger},
                                                      {u"createdAt"_s, isoMs(m_clock.now())},
                                                      {u"payload"_s, payload(event, *booking)}})
                                .toJson(QJsonDocument::Compact);
    QList<WebhookDelivery> list;
    for (const Webhook &hook : m_world.webhooks) {
        const bool told = hook.user == 0 || sees(m_world, {Caller::Kind::Member, hook.user}, *booking);
        if (!hook.active || !told || !hook.triggers.contains(event.trigger))
            continue;
        QByteArray signature("no-secret-provided");
        if (!hook.secret.isEmpty())
            signature =
                QMessageAuthenticationCode::hash(body, hook.secret.toUtf8(), QCryptographicHash::Sha256).toHex();
        list.append({hook.url, body, signature, milliseconds(0), true});
    }
    return list;
}

QJsonObject Webhooks::payload(const BookingEvent &event, const Booking &booking) const
{
    const EventType *type = m_world.eventType(booking.event_type);
    QJsonObject json{
        {u"bookingId"_s, booking.id},
        {u"uid"_s, booking.uid},
        {u"eventTypeId"_s, booking.event_type},
        {u"type"_s, type ? type->slug : QString()},
        {u"title"_s, booking.title},
        {u"eventTitle"_s, type ? type->title : QString()},
        {u"startTime"_s, instantText(booking.span.begin, event.trigger)},
        {u"endTime"_s, instantText(booking.span.end, event.trigger)},
        {u"length"_s, qint64(booking.span.length().count() / 60'000)},
        {u"status"_s, booking.status.toUpper()},
        {u"organizer"_s, organizerJson(m_world, booking)},
        {u"attendees"_s, QJsonArray{attendeeJson(booking.attendee)}},
        {u"responses"_s, responsesJson(booking)},
        {u"userFieldsResponses"_s, QJsonObject()},
        {u"location"_s, booking.location},
        {u"iCalUID"_s, booking.ics_uid},
        {u"requiresConfirmation"_s, type && type->confirms},
        {u"additionalNotes"_s, booking.description},
        {u"price"_s, 0},
        {u"currency"_s, u"usd"_s},
    };
    if (event.trigger == u"BOOKING_CANCELLED"_s)
        json.insert(u"cancellationReason"_s, event.reason);
    else if (event.trigger == u"BOOKING_REJECTED"_s)
        json.insert(u"rejectionReason"_s, event.reason);
    else // our own marks travel with these only
        json.insert(u"metadata"_s, booking.metadata);
    if (const Booking *old = std::as_const(m_world).booking(event.old_uid)) {
        json.insert(u"rescheduleId"_s, old->id);
        json.insert(u"rescheduleUid"_s, old->uid);
        json.insert(u"rescheduleStartTime"_s, instantText(old->span.begin, event.trigger));
        json.insert(u"rescheduleEndTime"_s, instantText(old->span.end, event.trigger));
    }
    return json;
}

} // namespace salon::sandbox
