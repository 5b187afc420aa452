// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/calendaroperations.h"

#include "core/calcom/booking.h"

#include <QJsonArray>
#include <QJsonObject>

namespace salon::calcom
{

namespace
{

void makeUnclear(Answer &answer, const char *why)
{
    answer.kind = AnswerClass::Unclear;
    answer.error.message = QLatin1String(why);
}

/// Whether the calendar counts: where the answer does not say so, it does.
bool isSelected(const QJsonObject &calendar)
{
    return calendar.value(u"isSelected").toBool(true);
}

} // namespace

OutgoingRequest ListCalendars::request(const Account &account) const
{
    return account.get(ApiVersion::Bookings, QStringLiteral("/calendars"));
}

OutgoingRequest GetBusyTimes::request(const Account &account) const
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("timeZone"), time_zone);
    query.addQueryItem(QStringLiteral("dateFrom"), from.toString(Qt::ISODate));
    query.addQueryItem(QStringLiteral("dateTo"), to.toString(Qt::ISODate));
    int position = 0;
    for (const ConnectedCalendar &calendar : calendars) {
        const QString prefix = QStringLiteral("calendarsToLoad[%1]").arg(position++);
        query.addQueryItem(prefix + QStringLiteral("[credentialId]"), QString::number(calendar.credential_id));
        query.addQueryItem(prefix + QStringLiteral("[externalId]"),
                           QString::fromLatin1(QUrl::toPercentEncoding(calendar.external_id)));
    }
    return account.get(ApiVersion::Bookings, QStringLiteral("/calendars/busy-times"), query);
}

std::optional<QList<ConnectedCalendar>> calendarsIn(Answer &answer)
{
    if (answer.kind != AnswerClass::Done)
        return std::nullopt;
    const QJsonValue connected = answer.data.toObject().value(u"connectedCalendars");
    if (!connected.isArray()) {
        makeUnclear(answer, "unreadable answer: no list of calendars");
        return std::nullopt;
    }
    QList<ConnectedCalendar> calendars;
    const QJsonArray connections = connected.toArray();
    for (const QJsonValue &value : connections) {
        const QJsonObject connection = value.toObject();
        if (connection.value(u"error").isObject()) {
            makeUnclear(answer, "a connected calendar needs its owner to sign in again at Cal.com");
            return std::nullopt;
        }
        const QJsonArray listed = connection.value(u"calendars").toArray();
        for (const QJsonValue &entry : listed) {
            const QJsonObject calendar = entry.toObject();
            const qint64 credential =
                calendar.value(u"credentialId").toInteger(connection.value(u"credentialId").toInteger());
            if (isSelected(calendar))
                calendars.append({credential, calendar.value(u"externalId").toString()});
        }
    }
    return calendars;
}

std::optional<QList<TimeRange>> busyTimesIn(Answer &answer)
{
    if (answer.kind != AnswerClass::Done)
        return std::nullopt;
    if (!answer.data.isArray()) {
        makeUnclear(answer, "unreadable answer: no list of busy times");
        return std::nullopt;
    }
    QList<TimeRange> times;
    const QJsonArray rows = answer.data.toArray();
    for (const QJsonValue &row : rows) {
        const TimeRange span{instantOf(row.toObject().value(u"start")), instantOf(row.toObject().value(u"end"))};
        if (span.begin == Instant() || span.end <= span.begin) {
            makeUnclear(answer, "unreadable answer: a busy time without its two ends");
            return std::nullopt;
        }
        times.append(span);
    }
    return times;
}

} // namespace salon::calcom
