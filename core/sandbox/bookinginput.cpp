// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/bookinginput.h"

#include "core/base/zone.h"

#include <algorithm>
#include <cmath>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace salon::sandbox
{

namespace
{

constexpr int kMaxMetadataKeys = 50;
constexpr int kMaxMetadataKey = 40;
constexpr int kMaxMetadataValue = 500;

/// The server's way to say what is wrong with a property; all sentences are joined by ", ".
QString complaint(const QString &property, const QString &constraint)
{
    return u"%1 property is wrong,%2 "_s.arg(property, constraint);
}

Reply refusal(const QStringList &complaints)
{
    return failure(400, complaints.join(u", "_s));
}

/// Unknown properties in the order they stand in the body.
QStringList unknownProperties(const QJsonObject &json, const QByteArray &body, const QList<QString> &allowed)
{
    QStringList unknown;
    for (const QString &key : json.keys())
        if (!allowed.contains(key))
            unknown.append(key);
    const auto place = [&body](const QString &key) { return body.indexOf(QByteArray("\"" + key.toUtf8() + "\"")); };
    std::stable_sort(unknown.begin(), unknown.end(),
                     [&place](const QString &a, const QString &b) { return place(a) < place(b); });
    QStringList complaints;
    for (const QString &key : unknown)
        complaints.append(complaint(key, u"property %1 should not exist"_s.arg(key)));
    return complaints;
}

bool isInteger(const QJsonValue &value)
{
    return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
}

bool isMetadata(const QJsonValue &value)
{
    if (!value.isObject() || value.toObject().size() > kMaxMetadataKeys)
        return false;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool fits =
            it->isDouble() || it->isBool() || (it->isString() && it->toString().size() <= kMaxMetadataValue);
        if (it.key().size() > kMaxMetadataKey || !fits)
            return false;
    }
    return true;
}

const QString kLanguages =
    u"ar, ca, de, es, eu, he, id, ja, lv, pl, ro, sr, th, vi, az, cs, el, es-419, fi, hr, it, km, nl, pt, ru, sv, tr, "
    "zh-CN, bg, da, en, et, fr, hu, iw, ko, no, pt-BR, sk, ta, uk, zh-TW, bn"_s;

QStringList attendeeComplaints(const QJsonObject &who, const QByteArray &body)
{
    static const QList<QString> kAllowed{u"name"_s, u"timeZone"_s, u"email"_s, u"phoneNumber"_s, u"language"_s};
    QStringList complaints = unknownProperties(who, body, kAllowed);
    if (!who.value(u"name"_s).isString())
        complaints.append(complaint(u"name"_s, u"name must be a string"_s));
    const QJsonValue zone = who.value(u"timeZone"_s);
    if (!zone.isString() || !Zone(zone.toString()).isValid())
        complaints.append(complaint(u"timeZone"_s, u"timeZone must be a valid IANA time-zone"_s));
    const QJsonValue language = who.value(u"language"_s);
    if (!language.isUndefined() && !kLanguages.split(u", "_s).contains(language.toString()))
        complaints.append(
            complaint(u"language"_s, u"language must be one of the following values: %1"_s.arg(kLanguages)));
    if (!who.value(u"email"_s).isString() && !who.value(u"phoneNumber"_s).isString())
        complaints.append(complaint(u"attendee email or phone"_s,
                                    u"Attendee must have at least one contact method (email or phone number)"_s));
    return complaints;
}

QStringList bookingComplaints(const QJsonObject &json, const QByteArray &body)
{
    static const QList<QString> kAllowed{
        u"start"_s,           u"lengthInMinutes"_s, u"eventTypeId"_s, u"eventTypeSlug"_s,
        u"username"_s,        u"teamSlug"_s,        u"attendee"_s,    u"organizationSlug"_s,
        u"guests"_s,          u"meetingUrl"_s,      u"location"_s,    u"bookingFieldsResponses"_s,
        u"metadata"_s,        u"routing"_s,         u"instant"_s,     u"emailVerificationCode"_s,
        u"recurrenceCount"_s, u"rrHostSubsetIds"_s};
    QStringList complaints = unknownProperties(json, body, kAllowed);
    if (!json.value(u"start"_s).isString() || !parsedIso(json.value(u"start"_s).toString()))
        complaints.append(complaint(u"start"_s, u"start must be a valid ISO 8601 date string"_s));
    const QJsonValue length = json.value(u"lengthInMinutes"_s);
    if (!length.isUndefined() && (!isInteger(length) || length.toInt() < 1))
        complaints.append(complaint(u"lengthInMinutes"_s, u"lengthInMinutes must be an integer number"_s));
    const QJsonValue type = json.value(u"eventTypeId"_s);
    if (!type.isUndefined() && !isInteger(type))
        complaints.append(complaint(u"eventTypeId"_s, u"eventTypeId must be an integer number"_s));
    const QJsonValue who = json.value(u"attendee"_s);
    if (!who.isObject()) {
        complaints.append(complaint(u"attendee"_s, u"attendee should not be null or undefined"_s));
    } else if (const QStringList nested = attendeeComplaints(who.toObject(), body); !nested.isEmpty()) {
        complaints.append(u"attendee property is wrong, "_s + nested.join(u", "_s));
    }
    const QJsonValue responses = json.value(u"bookingFieldsResponses"_s);
    if (!responses.isUndefined() && !responses.isObject())
        complaints.append(complaint(u"bookingFieldsResponses"_s, u"bookingFieldsResponses must be an object"_s));
    const QJsonValue metadata = json.value(u"metadata"_s);
    if (!metadata.isUndefined() && !isMetadata(metadata))
        complaints.append(complaint(u"metadata"_s, u"Metadata must have at most 50 keys, each key up to 40 characters, "
                                                   "and string values up to 500 characters."_s));
    const bool by_slug = json.value(u"eventTypeSlug"_s).isString() &&
                         (json.value(u"username"_s).isString() || json.value(u"teamSlug"_s).isString());
    if (type.isUndefined() && !by_slug)
        complaints.append(complaint(u"eventTypeId or eventTypeSlug + username"_s,
                                    u"Either eventTypeId or eventTypeSlug + username or eventTypeSlug + teamSlug must "
                                    "be provided"_s));
    return complaints;
}

} // namespace

Checked<QJsonObject> readBody(const QByteArray &content_type, const QByteArray &body)
{
    if (body.trimmed().isEmpty() || !content_type.toLower().contains("json"))
        return QJsonObject();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError) {
        const bool cut_off = error.offset >= body.trimmed().size();
        return tl::unexpected(failure(400, cut_off ? u"Unexpected end of JSON input"_s
                                                   : u"Unexpected token in JSON at position %1"_s.arg(error.offset)));
    }
    if (!document.isObject())
        return tl::unexpected(
            refusal({complaint(u"undefined"_s, u"an unknown value was passed to the validate function"_s)}));
    return document.object();
}

Checked<BookingInput> readBookingInput(const QJsonObject &json, const QByteArray &body)
{
    if (const QStringList complaints = bookingComplaints(json, body); !complaints.isEmpty())
        return tl::unexpected(refusal(complaints));
    const QJsonObject who = json.value(u"attendee"_s).toObject();
    BookingInput input;
    input.start = *parsedIso(json.value(u"start"_s).toString());
    input.event_type = json.value(u"eventTypeId"_s).toInteger();
    input.slug = json.value(u"eventTypeSlug"_s).toString();
    input.username = json.value(u"username"_s).toString();
    input.attendee = {who.value(u"name"_s).toString(), who.value(u"email"_s).toString(),
                      who.value(u"timeZone"_s).toString(), who.value(u"language"_s).toString(u"en"_s),
                      who.value(u"phoneNumber"_s).toString()};
    if (json.contains(u"lengthInMinutes"_s))
        input.length_min = json.value(u"lengthInMinutes"_s).toInt();
    input.location_type = json.value(u"location"_s).toObject().value(u"type"_s).toString();
    input.metadata = json.value(u"metadata"_s).toObject();
    input.responses = json.value(u"bookingFieldsResponses"_s).toObject();
    for (const QJsonValue &guest : json.value(u"guests"_s).toArray())
        input.guests.append(guest.toString());
    return input;
}

Checked<RescheduleInput> readRescheduleInput(const QJsonObject &json, const QByteArray &body)
{
    static const QList<QString> kAllowed{u"start"_s, u"rescheduledBy"_s, u"reschedulingReason"_s,
                                         u"emailVerificationCode"_s, u"seatUid"_s};
    QStringList complaints = unknownProperties(json, body, kAllowed);
    const std::optional<Instant> start = parsedIso(json.value(u"start"_s).toString());
    if (!start)
        complaints.append(complaint(u"start"_s, u"start must be a valid ISO 8601 date string"_s));
    if (!complaints.isEmpty())
        return tl::unexpected(refusal(complaints));
    return RescheduleInput{*start, json.value(u"reschedulingReason"_s).toString()};
}

std::optional<Reply> refusedProperties(const QJsonObject &json, const QByteArray &body, const QList<QString> &allowed)
{
    const QStringList complaints = unknownProperties(json, body, allowed);
    return complaints.isEmpty() ? std::nullopt : std::optional(refusal(complaints));
}

Reply oldBookingRefusal(const QJsonObject &json)
{
    QJsonObject target;
    for (const QString &key : {u"start"_s, u"eventTypeId"_s})
        if (json.contains(key))
            target.insert(key, json.value(key));
    QJsonArray errors;
    const auto missing = [&](const QString &property, const QString &constraint, const QString &text) {
        if (!json.contains(property))
            errors.append(QJsonObject{{u"target"_s, target},
                                      {u"property"_s, property},
                                      {u"children"_s, QJsonArray()},
                                      {u"constraints"_s, QJsonObject{{constraint, text}}}});
    };
    missing(u"timeZone"_s, u"isTimeZone"_s, u"timeZone must be a valid IANA time-zone"_s);
    missing(u"language"_s, u"isString"_s, u"language must be a string"_s);
    missing(u"metadata"_s, u"isObject"_s, u"metadata must be an object"_s);
    return invalid(errors);
}

bool isEmail(const QString &text)
{
    static const QRegularExpression form(u"^[^@\\s]+@[^@\\s]+\\.[^@\\s.]+$"_s);
    return form.match(text).hasMatch();
}

} // namespace salon::sandbox
