// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/calendars.h"

#include <algorithm>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;

namespace salon::sandbox
{

namespace
{

QList<TimeRange> joined(QList<TimeRange> spans)
{
    std::sort(spans.begin(), spans.end(), [](const TimeRange &a, const TimeRange &b) { return a.begin < b.begin; });
    QList<TimeRange> all;
    for (const TimeRange &span : std::as_const(spans)) {
        if (!all.isEmpty() && span.begin <= all.last().end)
            all.last().end = std::max(all.last().end, span.end);
        else
            all.append(span);
    }
    return all;
}

const Calendar *find(const User *owner, qint64 credential, const QString &external_id)
{
    if (!owner)
        return nullptr;
    for (const Calendar &calendar : owner->calendars)
        if (calendar.credential == credential && calendar.external_id == external_id)
            return &calendar;
    return nullptr;
}

} // namespace

Reply listCalendars(const User *owner)
{
    QJsonArray connected;
    for (const Calendar &calendar : owner ? owner->calendars : QList<Calendar>()) {
        const QJsonObject listed{{u"externalId"_s, calendar.external_id},
                                 {u"name"_s, calendar.external_id},
                                 {u"primary"_s, calendar.credential == owner->calendars.first().credential},
                                 {u"readOnly"_s, false},
                                 {u"isSelected"_s, calendar.selected},
                                 {u"credentialId"_s, calendar.credential}};
        QJsonObject connection{{u"integration"_s, QJsonObject{{u"type"_s, u"google_calendar"_s}}},
                               {u"credentialId"_s, calendar.credential},
                               {u"calendars"_s, QJsonArray{listed}}};
        if (calendar.broken)
            connection.insert(u"error"_s, QJsonObject{{u"message"_s, u"Could not get connected calendars"_s}});
        connected.append(connection);
    }
    return success(200, QJsonObject{{u"connectedCalendars"_s, connected}, {u"destinationCalendar"_s, QJsonObject()}});
}

Reply busyTimes(const World &world, const User *owner, const QByteArray &query)
{
    QHash<QString, QString> asked;
    for (const auto &[key, text] : QUrlQuery(QString::fromUtf8(query)).queryItems(QUrl::FullyDecoded))
        asked.insert(key, text);
    const auto value = [&](const QString &key) { return asked.value(key); };
    const Zone zone(value(u"timeZone"_s));
    const QDate from = QDate::fromString(value(u"dateFrom"_s), Qt::ISODate);
    const QDate to = QDate::fromString(value(u"dateTo"_s), Qt::ISODate);
    if (!zone.isValid() || !from.isValid() || !to.isValid())
        return failure(400, u"Either timeZone or loggedInUsersTz must be provided, with dateFrom and dateTo"_s);
    const TimeRange span{zone.startOfDay(from), zone.startOfDay(to.addDays(1))};
    QList<TimeRange> busy;
    for (int i = 0; asked.contains(u"calendarsToLoad[%1][credentialId]"_s.arg(i)); ++i) {
        const qint64 credential = value(u"calendarsToLoad[%1][credentialId]"_s.arg(i)).toLongLong();
        const QString external_id = value(u"calendarsToLoad[%1][externalId]"_s.arg(i));
        const Calendar *found = find(owner, credential, external_id);
        if (!found)
            return failure(404, u"Calendar with id %1 does not exist"_s.arg(credential));
        busy += found->busy;
        if (found != &owner->calendars.first())
            continue;
        for (const Booking &booking : world.bookings)
            if (booking.host == owner->id && booking.status == u"accepted"_s)
                busy.append(booking.span);
    }
    QJsonArray data;
    for (const TimeRange &time : joined(busy))
        if (time.begin < span.end && time.end > span.begin)
            data.append(QJsonObject{{u"start"_s, isoMs(time.begin)}, {u"end"_s, isoMs(time.end)}});
    return success(200, data);
}

} // namespace salon::sandbox
