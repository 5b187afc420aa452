// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/seed.h"

#include "core/sandbox/wire.h"

#include <algorithm>
#include <QTime>

using namespace Qt::Literals::StringLiterals;

namespace salon::sandbox
{

namespace
{

constexpr qint64 kInventedUsers = 100'000; // for staff of whom no Cal.com user is known

Error wrong(const QString &place, const QString &what)
{
    return Error{ErrorCode::InvalidInput, u"%1: %2"_s.arg(place, what)};
}

int weekdayOf(const QString &name)
{
    static const QList<QString> kDays{u"Monday"_s, u"Tuesday"_s,  u"Wednesday"_s, u"Thursday"_s,
                                      u"Friday"_s, u"Saturday"_s, u"Sunday"_s};
    return int(kDays.indexOf(name)) + 1;
}

int minutesOf(const QString &clock)
{
    const QTime time = QTime::fromString(clock, u"HH:mm"_s);
    return time.isValid() ? time.hour() * 60 + time.minute() : (clock == u"24:00"_s ? 1440 : -1);
}

/// [{"credentialId","externalId","isSelected","busy":[{"start","end"}]}]
Result<QList<Calendar>> calendarsOf(const QJsonArray &given, const QString &place)
{
    QList<Calendar> calendars;
    for (const QJsonValue &value : given) {
        const QJsonObject json = value.toObject();
        Calendar calendar{json.value(u"credentialId"_s).toInteger(), json.value(u"externalId"_s).toString()};
        calendar.selected = json.value(u"isSelected"_s).toBool(true);
        for (const QJsonValue &time : json.value(u"busy"_s).toArray()) {
            const auto begin = parsedIso(time.toObject().value(u"start"_s).toString());
            const auto end = parsedIso(time.toObject().value(u"end"_s).toString());
            if (!begin || !end || *end <= *begin)
                return wrong(place, u"calendars are not readable"_s);
            calendar.busy.append({*begin, *end});
        }
        calendars.append(calendar);
    }
    return calendars;
}

Result<User> userOf(const QJsonObject &json, const QString &place)
{
    User user;
    user.id = json.value(u"id"_s).toInteger();
    user.name = json.value(u"name"_s).toString();
    user.email = json.value(u"email"_s).toString();
    user.time_zone = json.value(u"timeZone"_s).toString(u"UTC"_s);
    user.key = json.value(u"key"_s).toString();
    user.username = json.value(u"username"_s).toString(user.key);
    if (user.id <= 0)
        return wrong(place, u"id must be a positive integer"_s);
    if (!Zone(user.time_zone).isValid())
        return wrong(place, u"unknown timeZone"_s);
    const auto calendars = calendarsOf(json.value(u"calendars"_s).toArray(), place);
    if (!calendars)
        return calendars.error();
    user.calendars = *calendars;
    if (!json.contains(u"availability"_s))
        return user;
    WeekHours hours;
    for (const QJsonValue &block : json.value(u"availability"_s).toArray()) {
        const int begins = minutesOf(block.toObject().value(u"startTime"_s).toString());
        const int ends = minutesOf(block.toObject().value(u"endTime"_s).toString());
        for (const QJsonValue &day : block.toObject().value(u"days"_s).toArray()) {
            const int weekday = weekdayOf(day.toString());
            if (weekday < 1 || begins < 0 || ends <= begins)
                return wrong(place, u"availability is not readable"_s);
            hours[weekday].append({begins, ends});
        }
    }
    user.hours = hours;
    const Zone zone(user.time_zone);
    for (const QJsonValue &value : json.value(u"overrides"_s).toArray()) {
        const QJsonObject block = value.toObject();
        const QDate date = QDate::fromString(block.value(u"date"_s).toString(), Qt::ISODate);
        const auto begins = zone.toInstant(date, QTime::fromString(block.value(u"startTime"_s).toString(), u"HH:mm"_s));
        const auto ends = zone.toInstant(date, QTime::fromString(block.value(u"endTime"_s).toString(), u"HH:mm"_s));
        if (!begins || !ends || *ends <= *begins)
            return wrong(place, u"overrides are not readable"_s);
        user.extra.append({*begins, *ends});
    }
    return user;
}

Result<Booking> bookingOf(const QJsonObject &json, const QString &place)
{
    const auto begin = parsedIso(json.value(u"start"_s).toString());
    const auto end = parsedIso(json.value(u"end"_s).toString());
    const QJsonObject host = json.value(u"hosts"_s).toArray().first().toObject();
    const QJsonObject who = json.value(u"attendees"_s).toArray().first().toObject();
    if (!begin || !end || *end <= *begin || json.value(u"uid"_s).toString().isEmpty())
        return wrong(place, u"uid, start and end are needed"_s);
    Booking booking;
    booking.id = json.value(u"id"_s).toInteger();
    booking.uid = json.value(u"uid"_s).toString();
    booking.title = json.value(u"title"_s).toString();
    booking.description = json.value(u"description"_s).toString();
    booking.event_type =
        json.value(u"eventTypeId"_s).toInteger(json.value(u"eventType"_s).toObject().value(u"id"_s).toInteger());
    booking.host = host.value(u"id"_s).toInteger();
    booking.status = json.value(u"status"_s).toString(u"accepted"_s);
    booking.span = {*begin, *end};
    booking.created = parsedIso(json.value(u"createdAt"_s).toString()).value_or(Instant());
    booking.updated = parsedIso(json.value(u"updatedAt"_s).toString()).value_or(booking.created);
    booking.metadata = json.value(u"metadata"_s).toObject();
    booking.attendee = {who.value(u"name"_s).toString(), who.value(u"email"_s).toString(),
                        who.value(u"timeZone"_s).toString(), who.value(u"language"_s).toString(u"en"_s),
                        who.value(u"phoneNumber"_s).toString()};
    booking.responses = json.value(u"bookingFieldsResponses"_s).toObject();
    booking.location = json.value(u"location"_s).toString();
    booking.ics_uid = json.value(u"icsUid"_s).toString(booking.uid + u"@Cal.com"_s);
    booking.cancellation_reason = json.value(u"cancellationReason"_s).toString();
    booking.rescheduling_reason = json.value(u"reschedulingReason"_s).toString();
    booking.from_uid = json.value(u"rescheduledFromUid"_s).toString();
    booking.to_uid = json.value(u"rescheduledToUid"_s).toString();
    return booking;
}

QList<Host> hostsOf(const QJsonArray &given)
{
    QList<Host> hosts;
    for (const QJsonValue &value : given) {
        if (value.isDouble()) {
            hosts.append({value.toInteger(), false});
            continue;
        }
        const QJsonObject host = value.toObject();
        hosts.append({host.value(u"userId"_s).toInteger(host.value(u"id"_s).toInteger()),
                      host.value(u"mandatory"_s).toBool(host.value(u"isFixed"_s).toBool())});
    }
    return hosts;
}

BookingWindow windowOf(const QJsonObject &given)
{
    BookingWindow window;
    window.type = given.value(u"type"_s).toString();
    window.rolling = given.value(u"rolling"_s).toBool();
    const QJsonValue value = given.value(u"value"_s);
    window.value = value.toInt();
    if (value.isArray()) {
        window.from = parsedIso(value.toArray().first().toString()).value_or(Instant());
        window.to = parsedIso(value.toArray().last().toString()).value_or(Instant());
    }
    return window;
}

/// Bookings come after everything else they name; ids go on after the highest one given.
void countOn(World &world)
{
    for (const Booking &booking : world.bookings)
        world.next_booking = std::max(world.next_booking, booking.id + 1);
    for (const EventType &type : world.event_types)
        world.next_event_type = std::max(world.next_event_type, type.id + 1);
}

User userOf(const Staff &member, const QString &zone)
{
    User user;
    user.id = member.calcom_user_id.value_or(kInventedUsers + member.id.value);
    user.name = member.name;
    user.email = member.email;
    user.username = member.key;
    user.time_zone = zone;
    user.key = member.key;
    user.hours = member.working_hours;
    // Its schedules know one week: whoever rotates is there whenever either week says so.
    const WeekHours second = member.working_hours_b.value_or(WeekHours());
    for (auto day = second.cbegin(); day != second.cend(); ++day)
        (*user.hours)[day.key()].append(day.value());
    user.extra = member.extra_hours;
    for (const Absence &absence : member.absences)
        user.away.append(absence.span);
    return user;
}

EventType eventTypeOf(const Catalogue &catalogue, const EventMap &map, const Service &service, const Segment &segment,
                      const Staff &member)
{
    EventType type;
    type.id = map.bookableId();
    type.owner = member.calcom_user_id.value_or(kInventedUsers + member.id.value);
    type.title = u"%1: %2"_s.arg(service.name, segment.name);
    type.slug = u"%1-%2"_s.arg(service.key, segment.key.toLower());
    type.length_min = catalogue.minutes(service, segment, member.id);
    type.hidden = true;
    if (map.child_event_type_id)
        type.parent = map.event_type_id;
    const Branch *branch = catalogue.branch(member.branch);
    type.locations = QJsonArray{QJsonObject{
        {u"type"_s, u"address"_s}, {u"address"_s, branch ? branch->name : catalogue.salon.name}, {u"public"_s, true}}};
    return type;
}

} // namespace

EventType eventTypeOf(const QJsonObject &given)
{
    EventType type;
    type.given = given;
    type.id = given.value(u"id"_s).toInteger();
    type.owner = given.value(u"ownerId"_s).toInteger();
    type.parent = given.value(u"parentEventTypeId"_s).toInteger();
    type.title = given.value(u"title"_s).toString();
    type.slug = given.value(u"slug"_s).toString();
    type.length_min = given.value(u"lengthInMinutes"_s).toInt(30);
    for (const QJsonValue &option : given.value(u"lengthInMinutesOptions"_s).toArray())
        type.length_options.append(option.toInt());
    type.hidden = given.value(u"hidden"_s).toBool();
    type.scheduling = given.value(u"schedulingType"_s).toString();
    type.hosts = hostsOf(given.value(u"hosts"_s).toArray());
    type.buffer_before_min = given.value(u"beforeEventBuffer"_s).toInt();
    type.buffer_after_min = given.value(u"afterEventBuffer"_s).toInt();
    type.notice_min = given.value(u"minimumBookingNotice"_s).toInt();
    const QJsonObject policy = given.value(u"confirmationPolicy"_s).toObject();
    type.confirms = policy.contains(u"type"_s);
    type.pending_blocks = policy.value(u"blockUnconfirmedBookingsInBooker"_s).toBool();
    type.needs_key = given.value(u"bookingRequiresAuthentication"_s).toBool();
    type.refuses_cancelling = given.value(u"disableCancelling"_s).toObject().value(u"disabled"_s).toBool();
    type.per_day = given.value(u"bookingLimitsCount"_s).toObject().value(u"day"_s).toInt();
    type.per_attendee =
        given.value(u"bookerActiveBookingsLimit"_s).toObject().value(u"maximumActiveBookings"_s).toInt();
    type.window = windowOf(given.value(u"bookingWindow"_s).toObject());
    type.locations = given.value(u"locations"_s).toArray();
    type.fields = given.value(u"bookingFields"_s).toArray();
    return type;
}

World worldOf(const Catalogue &catalogue)
{
    World world;
    world.salon_name = catalogue.salon.name;
    world.time_zone = catalogue.salon.zone.name();
    for (const Staff &member : catalogue.staff)
        world.users.append(userOf(member, world.time_zone));
    for (const EventMap &map : catalogue.event_maps) {
        const Service *service = catalogue.service(map.service);
        const Staff *member = catalogue.member(map.staff);
        if (!service || !member)
            continue;
        for (const Segment &segment : service->segments) {
            if (segment.key != map.segment)
                continue;
            const EventType type = eventTypeOf(catalogue, map, *service, segment, *member);
            if (type.parent != 0 && !world.eventType(type.parent)) {
                EventType parent = type;
                parent.id = type.parent;
                parent.owner = 0;
                parent.parent = 0;
                parent.scheduling = u"managed"_s;
                world.event_types.append(parent);
            }
            world.event_types.append(type);
        }
    }
    countOn(world);
    return world;
}

void addBookings(World &world, const Catalogue &catalogue, const QList<Appointment> &appointments)
{
    for (const Appointment &appointment : appointments) {
        for (const Phase &phase : appointment.phases) {
            const EventMap *map = catalogue.eventMap(phase.staff, appointment.service, phase.key);
            const EventType *type = map ? world.eventType(map->bookableId()) : nullptr;
            if (!type || phase.calcom_uid.isEmpty() || !blocksTime(appointment.status))
                continue;
            Booking booking;
            booking.id = world.next_booking++;
            booking.uid = phase.calcom_uid;
            booking.event_type = type->id;
            booking.host = type->owner;
            booking.title = type->title;
            booking.status = u"accepted"_s;
            booking.span = phase.span;
            booking.created = booking.updated = appointment.created_at;
            booking.metadata = {{u"salondesk_appointment"_s, QString::number(appointment.id.value)},
                                {u"salondesk_phase"_s, phase.key}};
            booking.attendee = {appointment.attendee_name, u"noreply+%1@salon.invalid"_s.arg(appointment.id.value),
                                world.time_zone, u"de"_s, QString()};
            booking.ics_uid = booking.uid + u"@Cal.com"_s;
            world.bookings.append(booking);
        }
    }
}

Result<World> worldOf(const QJsonObject &document)
{
    static const QList<QString> kKeys{u"users"_s, u"event_types"_s, u"bookings"_s};
    for (const QString &key : document.keys())
        if (!kKeys.contains(key) || !document.value(key).isArray())
            return wrong(u"$."_s + key, u"unknown or no list"_s);
    World world;
    const auto place = [](const char *list, qsizetype i) { return u"$.%1[%2]"_s.arg(QLatin1String(list)).arg(i); };
    const QJsonArray users = document.value(u"users"_s).toArray();
    for (qsizetype i = 0; i < users.size(); ++i) {
        const Result<User> user = userOf(users.at(i).toObject(), place("users", i));
        if (!user)
            return user.error();
        world.users.append(*user);
    }
    const QJsonArray types = document.value(u"event_types"_s).toArray();
    for (qsizetype i = 0; i < types.size(); ++i) {
        const EventType type = eventTypeOf(types.at(i).toObject());
        if (type.id <= 0 || type.length_min <= 0)
            return wrong(place("event_types", i), u"id and lengthInMinutes must be positive integers"_s);
        world.event_types.append(type);
    }
    const QJsonArray bookings = document.value(u"bookings"_s).toArray();
    for (qsizetype i = 0; i < bookings.size(); ++i) {
        const Result<Booking> booking = bookingOf(bookings.at(i).toObject(), place("bookings", i));
        if (!booking)
            return booking.error();
        world.bookings.append(*booking);
    }
    if (!world.users.isEmpty())
        world.time_zone = world.users.first().time_zone;
    countOn(world);
    return world;
}

} // namespace salon::sandbox
