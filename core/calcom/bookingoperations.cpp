// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/bookingoperations.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace salon::calcom
{

namespace
{

QString bookingPath(const QString &uid, const char *action = "")
{
    return QStringLiteral("/bookings/") + uid + QLatin1String(action);
}

bool isE164(const QString &phone)
{
    static const QRegularExpression pattern(QStringLiteral("^\\+[1-9][0-9]{6,14}$"));
    return pattern.match(phone).hasMatch();
}

void makeUnclear(Answer &answer, const QString &why)
{
    answer.kind = AnswerClass::Unclear;
    answer.error.message = why;
}

} // namespace

OutgoingRequest CreateBooking::request(const Account &account) const
{
    QJsonObject person{{QStringLiteral("name"), attendee.name},
                       {QStringLiteral("email"), attendee.email},
                       {QStringLiteral("timeZone"), attendee.time_zone},
                       {QStringLiteral("language"), attendee.language}};
    if (isE164(attendee.phone))
        person.insert(QStringLiteral("phoneNumber"), attendee.phone);
    return account.post(ApiVersion::Bookings, QStringLiteral("/bookings"),
                        {{QStringLiteral("start"), utcText(start)},
                         {QStringLiteral("eventTypeId"), static_cast<qint64>(event_type_id)},
                         {QStringLiteral("attendee"), person},
                         {QStringLiteral("metadata"), token.toMetadata()}});
}

OutgoingRequest GetBooking::request(const Account &account) const
{
    return account.get(ApiVersion::Bookings, bookingPath(uid));
}

OutgoingRequest ListBookings::request(const Account &account) const
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("afterStart"), utcText(after_start));
    query.addQueryItem(QStringLiteral("beforeEnd"), utcText(before_end));
    query.addQueryItem(QStringLiteral("sortStart"), QStringLiteral("asc"));
    query.addQueryItem(QStringLiteral("take"), QString::number(kPageSize));
    if (skip > 0)
        query.addQueryItem(QStringLiteral("skip"), QString::number(skip));
    if (team > 0)
        query.addQueryItem(QStringLiteral("teamId"), QString::number(team));
    return account.get(ApiVersion::Bookings, QStringLiteral("/bookings"), query);
}

OutgoingRequest CancelBooking::request(const Account &account) const
{
    const QString given = reason.trimmed();
    return account.post(ApiVersion::Bookings, bookingPath(uid, "/cancel"),
                        {{QStringLiteral("cancellationReason"),
                          given.isEmpty() ? QStringLiteral("Cancelled by the salon") : given.left(500)}});
}

OutgoingRequest RescheduleBooking::request(const Account &account) const
{
    const QString given = reason.trimmed();
    return account.post(ApiVersion::Bookings, bookingPath(uid, "/reschedule"),
                        {{QStringLiteral("start"), utcText(start)},
                         {QStringLiteral("reschedulingReason"),
                          given.isEmpty() ? QStringLiteral("Moved by the salon") : given.left(500)}});
}

OutgoingRequest GetMe::request(const Account &account) const
{
    return account.get(ApiVersion::EventTypes, QStringLiteral("/me"));
}

std::optional<Booking> bookingIn(Answer &answer)
{
    if (answer.kind != AnswerClass::Done)
        return std::nullopt;
    const QJsonValue one = answer.data.isArray() ? answer.data.toArray().at(0) : answer.data;
    std::optional<Booking> booking = Booking::fromJson(one);
    if (!booking)
        makeUnclear(answer, QStringLiteral("unreadable answer: no booking in it"));
    return booking;
}

std::optional<BookingPage> pageIn(Answer &answer)
{
    if (answer.kind != AnswerClass::Done)
        return std::nullopt;
    if (!answer.data.isArray()) {
        makeUnclear(answer, QStringLiteral("unreadable answer: no list of bookings"));
        return std::nullopt;
    }
    BookingPage page;
    const QJsonArray rows = answer.data.toArray();
    page.rows = static_cast<int>(rows.size());
    for (const QJsonValue &row : rows)
        if (const std::optional<Booking> booking = Booking::fromJson(row))
            page.bookings.append(*booking);
    return page;
}

} // namespace salon::calcom
