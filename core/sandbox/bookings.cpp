// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/bookings.h"

#include "core/sandbox/conflict.h"

using namespace Qt::Literals::StringLiterals;

namespace salon::sandbox
{

namespace
{

const char kUserBusy[] = "User either already has booking at this time or is not available";
const char kHostsBusy[] = "One of the hosts either already has booking at this time or is not available";
const char kOutOfBounds[] =
    "The event type can't be booked at the \"start\" time provided. This could be because it's too soon (violating the "
    "minimum booking notice) or too far in the future (outside the event's scheduling window). Try fetching available "
    "slots first using the GET /v2/slots endpoint and then make a booking with \"start\" time equal to one of the "
    "available slots.";

Reply notFound(const QString &uid)
{
    return failure(404, u"Booking with uid=%1 was not found in the database"_s.arg(uid));
}

QString locationText(const EventType &type)
{
    return type.locations.first().toObject().value(u"address"_s).toString();
}

} // namespace

Outcome Bookings::create(const BookingInput &input, const Circumstances &how)
{
    const EventType *type = typeOf(input);
    if (!type)
        return {failure(404, u"Event type with id %1 not found."_s.arg(input.event_type)), {}};
    if (const auto refused = refusedType(*type, how.caller))
        return {*refused, {}};
    Draft draft{type, input, {input.start, input.start + minutes(type->length_min)}, 0, {}};
    if (const auto refused = refusedAnswers(draft))
        return {*refused, {}};
    if (const Booking *same = existing(draft))
        return {made(*same), {}};
    if (const auto refused = refusedTime(draft, QString()))
        return {*refused, {}};
    if (const auto refused = refusedHosts(draft, QString()))
        return {*refused, {}};
    const Booking &booking = store(draft, how);
    return {made(booking), {{type->confirms ? u"BOOKING_REQUESTED"_s : u"BOOKING_CREATED"_s, booking.uid, {}, {}}}};
}

Outcome Bookings::cancel(const QString &uid, const QJsonObject &body, const Circumstances &how, bool old_controller)
{
    Booking *booking = m_world.booking(uid);
    if (!booking)
        return {failure(404, u"Booking with uid=%1 not found"_s.arg(uid)), {}};
    if (!booking->isLive() && booking->ended_by == 0)
        return {failure(400, u"Can't cancel booking with uid=%1 because it has been cancelled already. Please provide "
                             "uid of a booking that is not cancelled."_s.arg(uid)),
                {}};
    const EventType *type = m_world.eventType(booking->event_type);
    if (type && type->refuses_cancelling)
        return {raw(400, u"This event type does not allow cancellations"_s), {}};
    const QString reason = body.value(u"cancellationReason"_s).toString();
    if (reason.isEmpty() && mustGiveReason(*booking, how.caller)) {
        const QString text = u"Cancellation reason is required"_s;
        return {old_controller ? failure(400, u"HttpException"_s, text, text) : raw(400, text), {}};
    }
    if (booking->span.end <= m_clock.now())
        return {raw(400, u"Cannot cancel a booking that has already ended"_s), {}};
    booking->status = u"cancelled"_s;
    booking->cancellation_reason = reason;
    booking->updated = m_clock.now();
    booking->ended_by = how.ticket;
    return {success(200, bookingJson(m_world, *booking)), {{u"BOOKING_CANCELLED"_s, uid, {}, reason}}};
}

Outcome Bookings::reschedule(const QString &uid, const RescheduleInput &input, const Circumstances &how)
{
    const Booking *old = m_world.booking(uid);
    if (!old)
        return {notFound(uid), {}};
    if (!old->isLive() && old->ended_by != 0 && old->to_uid.isEmpty())
        return {raw(400, u"cancelled_bookings_cannot_be_rescheduled"_s), {}};
    if (!old->isLive() && old->ended_by == 0) {
        const QString text =
            old->to_uid.isEmpty()
                ? u"Can't reschedule booking with uid=%1 because it has been cancelled. Please provide uid of a "
                  u"booking "
                  "that is not cancelled."_s.arg(uid)
                : u"Can't reschedule booking with uid=%1 because it has been cancelled and rescheduled already to "
                  "booking with uid=%2. You probably want to reschedule %2 instead by passing it within the request "
                  "URL."_s.arg(uid, old->to_uid);
        return {failure(400, text), {}};
    }
    const EventType *type = m_world.eventType(old->event_type);
    if (!type)
        return {failure(404, u"Event type with id %1 not found."_s.arg(old->event_type)), {}};
    Draft draft{type, {}, {input.start, input.start + old->span.length()}, old->host, {}};
    draft.input.attendee = old->attendee;
    draft.input.metadata = old->metadata;
    draft.input.responses = old->responses;
    draft.input.responses.remove(u"rescheduledReason"_s);
    draft.input.guests = old->guests;
    if (const auto refused = refusedTime(draft, uid))
        return {*refused, {}};
    if (const auto refused = refusedHosts(draft, uid))
        return {*refused, {}};
    const QString ics_uid = old->ics_uid;
    Booking &fresh = store(draft, how);
    fresh.from_uid = uid;
    fresh.ics_uid = ics_uid;
    fresh.rescheduling_reason = input.reason;
    if (!input.reason.isEmpty())
        fresh.responses.insert(u"rescheduledReason"_s, input.reason);
    Booking *replaced = m_world.booking(uid); // store() may have moved the list
    replaced->status = u"cancelled"_s;
    replaced->to_uid = fresh.uid;
    replaced->updated = m_clock.now();
    replaced->ended_by = how.ticket;
    return {made(fresh), {{u"BOOKING_RESCHEDULED"_s, fresh.uid, uid, {}}}};
}

Outcome Bookings::confirm(const QString &uid)
{
    Booking *booking = m_world.booking(uid);
    if (!booking)
        return {notFound(uid), {}};
    if (booking->status != u"pending"_s)
        return {failure(400, u"TRPCError"_s, u"Booking already confirmed"_s, QJsonValue(QJsonValue::Undefined)), {}};
    booking->status = u"accepted"_s; // nothing is checked again: two may end up at one time
    booking->updated = m_clock.now();
    return {success(200, bookingJson(m_world, *booking)), {{u"BOOKING_CREATED"_s, uid, {}, {}}}};
}

Outcome Bookings::decline(const QString &uid, const QString &reason)
{
    Booking *booking = m_world.booking(uid);
    if (!booking)
        return {notFound(uid), {}};
    booking->status = u"rejected"_s;
    booking->updated = m_clock.now();
    return {success(200, bookingJson(m_world, *booking)), {{u"BOOKING_REJECTED"_s, uid, {}, reason}}};
}

Reply Bookings::byUid(const QString &uid) const
{
    const Booking *booking = m_world.booking(uid);
    if (!booking || booking->visible_from > m_clock.now())
        return notFound(uid);
    return success(200, bookingJson(m_world, *booking));
}

void Bookings::settle(quint64 ticket)
{
    for (Booking &booking : m_world.bookings) {
        if (booking.made_by == ticket)
            booking.made_by = 0;
        if (booking.ended_by == ticket)
            booking.ended_by = 0;
    }
}

const EventType *Bookings::typeOf(const BookingInput &input) const
{
    if (input.event_type != 0)
        return m_world.eventType(input.event_type);
    const User *user = m_world.userByName(input.username);
    for (const EventType &type : m_world.event_types)
        if (user && type.owner == user->id && type.slug == input.slug)
            return &type;
    return nullptr;
}

std::optional<Reply> Bookings::refusedType(const EventType &type, const Caller &caller) const
{
    if (type.needs_key && caller.kind == Caller::Kind::Anonymous)
        return failure(401, u"checkBookingRequiresAuthentication - request must be authenticated by passing "
                            "credentials belonging to event type owner, host or team or org admin or owner."_s);
    if (type.needs_key && caller.kind == Caller::Kind::Member && caller.user != type.owner)
        return failure(403, u"checkBookingRequiresAuthentication - user is not authorized to access this event type. "
                            "User has to be either event type owner, host, team admin or owner or org admin or "
                            "owner."_s);
    if (type.scheduling == u"managed"_s)
        return failure(400, u"Event type with id=%1 is the parent managed event type that can't be booked. You have to "
                            "provide the child event type id aka id of event type that has been assigned to one of "
                            "the users."_s.arg(type.id));
    if (!type.scheduling.isEmpty() && type.hosts.isEmpty())
        return failure(422, u"Can't book this team event type because it has no hosts. Please, add at least 1 host to "
                            "event type with id=%1 belonging to team with id=1 and try again."_s.arg(type.id));
    return std::nullopt;
}

const Booking *Bookings::existing(const Draft &draft) const
{
    if (draft.type->scheduling != u"roundRobin"_s && !draft.type->confirms)
        return nullptr;
    for (const Booking &booking : m_world.bookings)
        if (booking.isLive() && booking.made_by == 0 && booking.event_type == draft.type->id &&
            booking.span.begin == draft.span.begin && booking.attendee.email == draft.input.attendee.email)
            return &booking;
    return nullptr;
}

std::optional<Reply> Bookings::refusedTime(const Draft &draft, const QString &except) const
{
    const Instant now = m_clock.now();
    if (draft.span.begin < now)
        return failure(400, u"Attempting to book a meeting in the past."_s);
    if (isOutOfBounds(*draft.type, draft.span.begin, now))
        return failure(400, QLatin1String(kOutOfBounds));
    if (draft.type->per_day == 0)
        return std::nullopt;
    const Zone zone(m_world.time_zone);
    int that_day = 0;
    for (const Booking &booking : m_world.bookings)
        if (booking.isLive() && booking.event_type == draft.type->id && booking.uid != except &&
            zone.dateOf(booking.span.begin) == zone.dateOf(draft.span.begin))
            ++that_day;
    if (that_day >= draft.type->per_day)
        return raw(401, u"booking_limit_reached"_s);
    return std::nullopt;
}

std::optional<Reply> Bookings::refusedHosts(Draft &draft, const QString &except) const
{
    QList<Host> hosts = draft.type->hosts;
    if (draft.type->scheduling.isEmpty())
        hosts = {{draft.type->owner, true}};
    QList<qint64> fixed, rotating;
    bool fixed_busy = false, wants_rotating = false;
    for (const Host &host : hosts) {
        const User *user = m_world.user(host.user);
        const bool free = user && isFree(m_world, *user, *draft.type, draft.span, except);
        const bool is_fixed = host.fixed || draft.type->scheduling != u"roundRobin"_s;
        wants_rotating = wants_rotating || !is_fixed;
        fixed_busy = fixed_busy || (is_fixed && !free);
        if (free)
            (is_fixed ? fixed : rotating).append(host.user);
    }
    if (draft.type->scheduling.isEmpty() && fixed_busy)
        return failure(400, QLatin1String(kUserBusy));
    // A fixed host who is busy beside a rotating one who is free reaches a branch of the server that throws.
    if (fixed_busy && !rotating.isEmpty())
        return raw(500, u"Internal server error"_s);
    if (fixed_busy || (fixed.isEmpty() && rotating.isEmpty()))
        return failure(400, QLatin1String(kHostsBusy));
    const QList<qint64> taken = wants_rotating && !rotating.isEmpty() ? fixed + QList<qint64>{rotating.first()} : fixed;
    draft.host = taken.first();
    draft.other_hosts = taken.mid(1);
    if (!draft.type->confirms && !isUnique(m_world, draft.host, draft.span, except))
        return raw(400, u"An error occurred while querying the database."_s);
    return std::nullopt;
}

Booking &Bookings::store(const Draft &draft, const Circumstances &how)
{
    const Attendee &who = draft.input.attendee;
    const User *host = m_world.user(draft.host);
    const bool german = who.language == u"de"_s;
    Booking booking;
    booking.id = m_world.next_booking++;
    booking.uid = freshUid();
    booking.event_type = draft.type->id;
    booking.host = draft.host;
    booking.other_hosts = draft.other_hosts;
    // A booking of several hosts is called after the team.
    const QString giver = booking.other_hosts.isEmpty() && host ? host->name : m_world.salon_name;
    booking.title =
        (german ? u"%1 zwischen %2 und %3"_s : u"%1 between %2 and %3"_s).arg(draft.type->title, giver, who.name);
    booking.description = draft.input.responses.value(u"notes"_s).toString();
    booking.status = draft.type->confirms ? u"pending"_s : u"accepted"_s;
    booking.span = draft.span;
    booking.created = booking.updated = m_clock.now();
    booking.visible_from = booking.created + how.visible_after;
    booking.made_by = how.ticket;
    booking.metadata = draft.input.metadata;
    booking.attendee = who;
    booking.guests = draft.input.guests;
    booking.responses = draft.input.responses;
    booking.responses.insert(u"name"_s, who.name);
    booking.responses.insert(u"email"_s, who.email);
    booking.responses.insert(u"displayEmail"_s, who.email);
    if (!who.phone.isEmpty())
        booking.responses.insert(u"attendeePhoneNumber"_s, who.phone);
    if (!booking.guests.isEmpty()) {
        booking.responses.insert(u"guests"_s, QJsonArray::fromStringList(booking.guests));
        booking.responses.insert(u"displayGuests"_s, QJsonArray::fromStringList(booking.guests));
    }
    if (draft.input.location_type == u"address"_s)
        booking.responses.insert(u"location"_s,
                                 QJsonObject{{u"value"_s, u"inPerson"_s}, {u"optionValue"_s, QString()}});
    booking.location = locationText(*draft.type);
    booking.ics_uid = booking.uid + u"@Cal.com"_s;
    m_world.bookings.append(booking);
    return m_world.bookings.last();
}

bool Bookings::mustGiveReason(const Booking &booking, const Caller &caller) const
{
    switch (caller.kind) {
    case Caller::Kind::Anonymous:
        return false;
    case Caller::Kind::Salon:
        return true;
    case Caller::Kind::Member:
        return caller.user == booking.host || booking.other_hosts.contains(caller.user);
    }
    return false;
}

Reply Bookings::made(const Booking &booking) const
{
    QJsonObject json = bookingJson(m_world, booking);
    json.insert(u"isPlatformManagedUserBooking"_s, false);
    return success(201, json);
}

QString Bookings::freshUid()
{
    static const QByteArray kLetters("123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ");
    QByteArray uid;
    for (int i = 0; i < 22; ++i)
        uid.append(kLetters.at(qsizetype(m_random.next() % quint64(kLetters.size()))));
    return QString::fromLatin1(uid);
}

} // namespace salon::sandbox
