// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The second check of a create: what the booker answered against what the event type asks.
#include "core/domain/phonenumber.h"
#include "core/sandbox/bookings.h"

using namespace Qt::Literals::StringLiterals;

namespace salon::sandbox
{

namespace
{

const char kPhoneSlug[] = "attendeePhoneNumber";

Reply badAnswer(const QString &text)
{
    return failure(400, u"BAD_REQUEST"_s, text, QJsonValue(QJsonValue::Undefined));
}

struct Field {
    bool exists = false;
    bool required = false;
    bool hidden = false;
};

Field fieldOf(const EventType &type, const QString &kind)
{
    for (const QJsonValue &value : type.fields) {
        const QJsonObject field = value.toObject();
        if (field.value(u"type"_s).toString() == kind)
            return {true, field.value(u"required"_s).toBool(), field.value(u"hidden"_s).toBool()};
    }
    return {};
}

QString nameOf(const QJsonValue &value)
{
    return value.isBool() ? u"boolean"_s : value.isDouble() ? u"number"_s : value.isArray() ? u"array"_s : u"object"_s;
}

} // namespace

std::optional<Reply> Bookings::refusedAnswers(Draft &draft) const
{
    if (const auto refused = refusedFields(draft))
        return refused;
    const EventType &type = *draft.type;
    if (const std::optional<int> length = draft.input.length_min) {
        if (type.length_options.isEmpty())
            return failure(400, u"Can't specify 'lengthInMinutes' because event type does not have multiple possible "
                                "lengths. Please, remove the 'lengthInMinutes' field from the request."_s);
        QStringList options;
        for (const int option : type.length_options)
            options.append(QString::number(option));
        if (!type.length_options.contains(*length))
            return failure(400, u"Provided 'lengthInMinutes' is not one of the possible lengths for the event type. "
                                "The possible lengths are: %1"_s.arg(options.join(u", "_s)));
        draft.span.end = draft.span.begin + minutes(*length);
    }
    if (!draft.input.location_type.isEmpty()) {
        QStringList kinds;
        for (const QJsonValue &location : type.locations)
            kinds.append(location.toObject().value(u"type"_s).toString());
        if (!kinds.contains(draft.input.location_type))
            return failure(400, u"Booking location with type %1 not valid for event type with id=%2. The event type "
                                "has following location types: %3, and only these types are allowed for booking "
                                "location."_s.arg(draft.input.location_type)
                                    .arg(type.id)
                                    .arg(kinds.join(u", "_s)));
    }
    return refusedContact(draft);
}

std::optional<Reply> Bookings::refusedContact(Draft &draft) const
{
    QString not_strings;
    for (auto it = draft.input.metadata.constBegin(); it != draft.input.metadata.constEnd(); ++it)
        if (!it->isString())
            not_strings += u"metadata.%1 - Expected string, received %2, "_s.arg(it.key(), nameOf(*it));
    if (!not_strings.isEmpty())
        return badAnswer(not_strings);
    Attendee &who = draft.input.attendee;
    const Field phone = fieldOf(*draft.type, u"phone"_s);
    const QString phone_slug = QLatin1String(kPhoneSlug);
    if (phone.exists && !phone.hidden) {
        if (who.phone.isEmpty() && phone.required)
            return badAnswer(u"responses - {%1}error_required_field, "_s.arg(phone_slug));
        if (!who.phone.isEmpty() && (!who.phone.startsWith(u'+') || !normalizedNumber(who.phone, QString())))
            return badAnswer(u"responses - {%1}invalid_number, "_s.arg(phone_slug));
    }
    const Field email = fieldOf(*draft.type, u"email"_s);
    const bool optional = email.exists && (!email.required || email.hidden);
    if (!who.email.isEmpty() && !isEmail(who.email))
        return badAnswer(u"responses - {email}email_validation_error, "_s);
    if (who.email.isEmpty() && !optional)
        return badAnswer(u"responses - {email}error_required_field, "_s);
    // The server makes an address of the number, blanks and all, and prefers it where the e-mail is hidden.
    if (!who.phone.isEmpty() && (who.email.isEmpty() || (email.exists && email.hidden)))
        who.email = (who.phone.startsWith(u'+') ? who.phone.mid(1) : who.phone) + u"@sms.cal.com"_s;
    if (draft.type->per_attendee == 0)
        return std::nullopt;
    for (const Booking &booking : m_world.bookings)
        if (booking.isLive() && booking.event_type == draft.type->id && booking.attendee.email == who.email &&
            booking.span.end > m_clock.now())
            return failure(400, u"Attendee with this email can't book because the maximum number of active bookings "
                                "has been reached. You can reschedule your existing booking (%1) to a new timeslot "
                                "instead."_s.arg(booking.uid));
    return std::nullopt;
}

std::optional<Reply> Bookings::refusedFields(const Draft &draft) const
{
    for (const QJsonValue &value : draft.type->fields) {
        const QJsonObject field = value.toObject();
        const QString kind = field.value(u"type"_s).toString();
        const QString slug = field.value(u"slug"_s).toString();
        if (slug.isEmpty() || kind == u"email"_s || kind == u"phone"_s)
            continue;
        const QJsonValue answer = draft.input.responses.value(slug);
        if (answer.isUndefined() && field.value(u"required"_s).toBool())
            return failure(400, u"Missing required booking field response: %1 - it is required by the event type "
                                "booking fields, but missing in the bookingFieldsResponses. You can fetch the event "
                                "type with ID %2 to see the required fields."_s.arg(slug)
                                    .arg(draft.type->id));
        const bool wants_text = kind == u"text"_s || kind == u"textarea"_s || kind == u"address"_s || kind == u"url"_s;
        if (!answer.isUndefined() && wants_text && !answer.isString())
            return failure(400, u"Invalid type for booking field '%1'. Expected type string (compatible with field "
                                "type '%2'), but received %3."_s.arg(slug, kind, nameOf(answer)));
    }
    return std::nullopt;
}

} // namespace salon::sandbox
