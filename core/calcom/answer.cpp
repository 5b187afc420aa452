// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/answer.h"

#include <algorithm>
#include <iterator>
#include <QJsonDocument>
#include <QJsonObject>

namespace salon::calcom
{

namespace
{

// Parts of the texts after which the same request can never succeed. Anything else is looked up and tried again.
constexpr const char *kDefiniteTexts[] = {
    "can't be booked at the \"start\" time provided",
    "Attempting to book a meeting in the past",
    "the maximum number of active bookings has been reached",
    "is the parent managed event type that can't be booked",
    "Missing attendee phone number",
    "Missing required booking field response",
    "Invalid type for booking field",
    "Invalid option",
    "Can't specify 'lengthInMinutes'",
    "Provided 'lengthInMinutes' is not one of",
    "Booking location with type",
    " property is wrong,",
    " should not exist",
    "must be a valid ISO 8601 date string",
    "Either eventTypeId or eventTypeSlug",
    "Attendee must have at least one contact method",
    "Invalid phone number format",
    "Metadata must have at most",
    "metadata.",
    "error_required_field",
    "email_validation_error",
    "invalid_number",
    "Invalid event length",
    "email_verification_required",
    "invalid_verification_code",
    "recurring_event_seats_error",
    "Cannot use this email to create the booking",
    "booking_limit_reached",
    "duration_limit_reached",
    "Cannot cancel a booking that has already ended",
    "does not allow cancellations",
    "does not allow rescheduling",
    "Cancellation reason is required",
    "because it has been cancelled. Please provide uid",
    "cancelled_bookings_cannot_be_rescheduled",
};

constexpr const char *kTakenTexts[] = {
    "either already has booking at this time or is not available",
    "An error occurred while querying the database",
    "booking_conflict_error",
};

template <typename List>
bool holdsOneOf(const QString &message, const List &texts)
{
    return std::any_of(std::begin(texts), std::end(texts),
                       [&](const char *text) { return message.contains(QLatin1String(text)); });
}

QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isUndefined() || value.isNull())
        return {};
    return QString::fromUtf8(QJsonDocument(QJsonObject{{QStringLiteral("v"), value}}).toJson(QJsonDocument::Compact));
}

RemoteError errorOf(const IncomingAnswer &answer, const QJsonObject &document)
{
    RemoteError error;
    error.http = answer.status;
    error.request_id = QString::fromLatin1(answer.header("X-Request-Id"));
    const QJsonValue inner = document.value(u"error");
    if (inner.isObject()) {
        error.shape = ErrorShape::Envelope;
        error.code = textOf(inner.toObject().value(u"code"));
        error.message = textOf(inner.toObject().value(u"message"));
    } else if (document.contains(u"message")) {
        error.shape = ErrorShape::Raw;
        error.code = textOf(inner);
        error.message = textOf(document.value(u"message"));
    } else {
        error.shape = ErrorShape::Foreign;
        error.message = QString::fromUtf8(answer.body.left(500)).simplified();
    }
    return error;
}

QString failureText(TransportFailure failure)
{
    switch (failure) {
    case TransportFailure::None:
        return {};
    case TransportFailure::Refused:
        return QStringLiteral("no connection");
    case TransportFailure::Lost:
        return QStringLiteral("connection lost after sending");
    case TransportFailure::Timeout:
        return QStringLiteral("no answer in time");
    }
    return {};
}

std::optional<qint64> numberIn(const IncomingAnswer &answer, const char *name)
{
    bool is_number = false;
    const qint64 value = answer.header(name).trimmed().toLongLong(&is_number);
    return is_number && value >= 0 ? std::optional<qint64>(value) : std::nullopt;
}

/// Seconds to go; the documentation once said a point in time.
milliseconds untilReset(qint64 value, Instant now)
{
    constexpr qint64 kLooksLikeEpoch = 1'000'000'000;
    if (value > kLooksLikeEpoch)
        return std::max(milliseconds(0), Instant::fromMs(value * 1000) - now);
    return seconds(std::max<qint64>(value, 1));
}

std::optional<milliseconds> waitHint(const IncomingAnswer &answer, Instant now)
{
    for (const char *name : {"Retry-After", "X-RateLimit-Reset-Default", "X-RateLimit-Reset"})
        if (const std::optional<qint64> value = numberIn(answer, name))
            return untilReset(*value, now);
    return std::nullopt;
}

AnswerClass refusalClass(const RemoteError &error)
{
    if (holdsOneOf(error.message, kTakenTexts))
        return AnswerClass::Taken;
    if (error.message.contains(u"because it has been cancelled already"))
        return AnswerClass::AlreadyDone;
    if (holdsOneOf(error.message, kDefiniteTexts))
        return AnswerClass::Definite;
    switch (error.http) {
    case 401:
        return AnswerClass::Unauthorized;
    case 409:
        return AnswerClass::Taken;
    case 400: // "rescheduled already to booking with uid=" among them: where it went is to be asked
    case 408:
    case 425:
    case 499:
        return AnswerClass::Unclear;
    default:
        break;
    }
    // A proxy's own page says nothing about what happened behind it.
    const bool from_the_application = error.shape != ErrorShape::Foreign;
    return error.http >= 400 && error.http < 500 && from_the_application ? AnswerClass::Definite : AnswerClass::Unclear;
}

} // namespace

QString RemoteError::text() const
{
    QString line = http == 0 ? QString() : QString::number(http) + QLatin1Char(' ');
    if (!code.isEmpty())
        line += code + QStringLiteral(": ");
    return line + message;
}

std::optional<RateStanding> rateStanding(const IncomingAnswer &answer, Instant now)
{
    const std::optional<qint64> limit = numberIn(answer, "X-RateLimit-Limit-Default");
    const std::optional<qint64> remaining = numberIn(answer, "X-RateLimit-Remaining-Default");
    const std::optional<qint64> reset = numberIn(answer, "X-RateLimit-Reset-Default");
    constexpr qint64 kMost = 1'000'000;
    if (!limit || !remaining || !reset || *limit == 0 || *limit > kMost || *remaining > *limit)
        return std::nullopt;
    return RateStanding{static_cast<int>(*limit), static_cast<int>(*remaining), untilReset(*reset, now)};
}

Answer readAnswer(const IncomingAnswer &answer, Instant now)
{
    Answer read;
    if (answer.failure != TransportFailure::None) {
        read.kind = answer.failure == TransportFailure::Refused ? AnswerClass::NotExecuted : AnswerClass::Unclear;
        read.error.http = answer.status;
        read.error.shape = ErrorShape::Foreign;
        read.error.message = failureText(answer.failure);
        return read;
    }
    const QJsonObject document = QJsonDocument::fromJson(answer.body).object();
    const bool success = answer.status >= 200 && answer.status < 300;
    if (success && document.contains(u"data")) {
        read.kind = AnswerClass::Done;
        read.data = document.value(u"data");
        return read;
    }
    read.error = errorOf(answer, document);
    if (success) {
        read.kind = AnswerClass::Unclear;
        read.error.message.prepend(QStringLiteral("unreadable answer: "));
    } else if (answer.status == 429) {
        read.kind = AnswerClass::NotExecuted;
        read.wait_hint = waitHint(answer, now);
    } else {
        read.kind = answer.status >= 500 ? AnswerClass::Unclear : refusalClass(read.error);
    }
    return read;
}

} // namespace salon::calcom
