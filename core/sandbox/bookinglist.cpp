// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/bookinglist.h"

#include <algorithm>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;

namespace salon::sandbox
{

namespace
{

constexpr int kDefaultTake = 100;
constexpr int kMaxTake = 250;

struct Filter {
    QStringList statuses;
    QString attendee_email;
    QString attendee_name;
    QString uid;
    QList<qint64> event_types;
    bool by_type = false;
    bool by_team = false; // only what a team owns: no personal types, no managed children
    std::optional<Instant> after_start, before_end;
    std::optional<Instant> after_created, before_created, after_updated, before_updated;
    int take = kDefaultTake;
    int skip = 0;
};

/// One thing wrong with a query parameter, as the validation pipe lists it.
QJsonObject queryError(const QJsonObject &target, const QString &property, const QJsonValue &value,
                       const QString &constraint, const QString &text)
{
    return {{u"target"_s, target},
            {u"value"_s, value},
            {u"property"_s, property},
            {u"children"_s, QJsonArray()},
            {u"constraints"_s, QJsonObject{{constraint, text}}}};
}

class QueryReader
{
public:
    explicit QueryReader(const QByteArray &query)
    {
        // A raw plus is a blank, as in a form; an encoded one stays a plus.
        const QString text = QString::fromUtf8(QByteArray(query).replace('+', "%20"));
        for (const auto &[key, value] : QUrlQuery(text).queryItems(QUrl::FullyDecoded))
            m_values.insert(key, value);
    }
    QString text(const QString &key) const { return m_values.value(key).toString(); }
    bool has(const QString &key) const { return m_values.contains(key); }
    std::optional<Instant> instant(const QString &key, const QString &called)
    {
        if (!has(key))
            return std::nullopt;
        const auto at = parsedIso(text(key));
        if (!at)
            wrong(key, text(key), u"isIso8601"_s, u"%1 must be a valid ISO 8601 date."_s.arg(called));
        return at;
    }
    int number(const QString &key, int fallback, int least, int most)
    {
        if (!has(key))
            return fallback;
        bool readable = false;
        const int value = text(key).toInt(&readable);
        if (!readable)
            wrong(key, QJsonValue::Null, u"isNumber"_s,
                  u"%1 must be a number conforming to the specified constraints"_s.arg(key));
        else if (value < least)
            wrong(key, value, u"min"_s, u"%1 must not be less than %2"_s.arg(key).arg(least));
        else if (value > most)
            wrong(key, value, u"max"_s, u"%1 must not be greater than %2"_s.arg(key).arg(most));
        return value;
    }
    void wrong(const QString &key, const QJsonValue &value, const QString &constraint, const QString &text)
    {
        m_errors.append(queryError(m_values, key, value, constraint, text));
    }
    const QJsonArray &errors() const { return m_errors; }

private:
    QJsonObject m_values;
    QJsonArray m_errors;
};

Filter readFilter(QueryReader &query)
{
    static const QStringList kStatuses{u"upcoming"_s, u"recurring"_s, u"past"_s, u"cancelled"_s, u"unconfirmed"_s};
    Filter filter;
    filter.statuses = query.text(u"status"_s).split(u',', Qt::SkipEmptyParts);
    for (const QString &status : filter.statuses)
        if (!kStatuses.contains(status)) {
            query.wrong(u"status"_s, QJsonArray::fromStringList(filter.statuses), u"isEnum"_s,
                        u"Invalid status. Allowed are upcoming, recurring, past, cancelled, unconfirmed"_s);
            break;
        }
    filter.attendee_email = query.text(u"attendeeEmail"_s).replace(u' ', u'+');
    filter.attendee_name = query.text(u"attendeeName"_s);
    filter.uid = query.text(u"bookingUid"_s);
    for (const QString &key : {u"eventTypeId"_s, u"eventTypeIds"_s}) {
        for (const QString &id : query.text(key).split(u',', Qt::SkipEmptyParts))
            filter.event_types.append(id.toLongLong());
        filter.by_type = filter.by_type || query.has(key);
    }
    filter.by_team = query.has(u"teamId"_s);
    filter.after_start = query.instant(u"afterStart"_s, u"fromDate"_s);
    filter.before_end = query.instant(u"beforeEnd"_s, u"toDate"_s);
    filter.after_created = query.instant(u"afterCreatedAt"_s, u"afterCreatedAt"_s);
    filter.before_created = query.instant(u"beforeCreatedAt"_s, u"beforeCreatedAt"_s);
    filter.after_updated = query.instant(u"afterUpdatedAt"_s, u"afterUpdatedAt"_s);
    filter.before_updated = query.instant(u"beforeUpdatedAt"_s, u"beforeUpdatedAt"_s);
    filter.take = query.number(u"take"_s, kDefaultTake, 1, kMaxTake);
    filter.skip = query.number(u"skip"_s, 0, 0, 1'000'000'000);
    return filter;
}

bool hasStatus(const Booking &booking, const QString &status, Instant now)
{
    if (status == u"cancelled"_s)
        return !booking.isLive();
    if (!booking.isLive())
        return false;
    if (status == u"upcoming"_s)
        return booking.span.end >= now;
    if (status == u"past"_s)
        return booking.span.end <= now;
    if (status == u"unconfirmed"_s)
        return booking.status == u"pending"_s && booking.span.end >= now;
    return false; // recurring: there are no series here
}

/// What `pagination` counts: everything but the filters by time of creation and change.
bool isCounted(const Booking &booking, const Filter &filter, Instant now)
{
    if (!filter.statuses.isEmpty() &&
        std::none_of(filter.statuses.begin(), filter.statuses.end(),
                     [&](const QString &status) { return hasStatus(booking, status, now); }))
        return false;
    if (!filter.attendee_email.isEmpty() && booking.attendee.email != filter.attendee_email)
        return false;
    if (!filter.attendee_name.isEmpty() && booking.attendee.name != filter.attendee_name)
        return false;
    if (!filter.uid.isEmpty() && booking.uid != filter.uid)
        return false;
    if (filter.by_type && !filter.event_types.contains(booking.event_type))
        return false;
    return (!filter.after_start || booking.span.begin >= *filter.after_start) &&
           (!filter.before_end || booking.span.end <= *filter.before_end);
}

bool isListed(const Booking &booking, const Filter &filter)
{
    return (!filter.after_created || booking.created >= *filter.after_created) &&
           (!filter.before_created || booking.created <= *filter.before_created) &&
           (!filter.after_updated || booking.updated >= *filter.after_updated) &&
           (!filter.before_updated || booking.updated <= *filter.before_updated);
}

void sort(QList<const Booking *> &list, const Filter &filter, const QueryReader &query)
{
    struct Order {
        QString key;
        Instant (*of)(const Booking &);
    };
    static const Order kOrders[] = {{u"sortStart"_s, [](const Booking &b) { return b.span.begin; }},
                                    {u"sortEnd"_s, [](const Booking &b) { return b.span.end; }},
                                    {u"sortCreated"_s, [](const Booking &b) { return b.created; }},
                                    {u"sortUpdatedAt"_s, [](const Booking &b) { return b.updated; }}};
    const Order *chosen = &kOrders[0];
    // Lists of what is over run backwards by themselves.
    bool falling = filter.statuses == QStringList{u"cancelled"_s} || filter.statuses == QStringList{u"past"_s};
    for (const Order &order : kOrders) {
        if (!query.has(order.key))
            continue;
        chosen = &order;
        falling = query.text(order.key) == u"desc"_s;
        break;
    }
    std::stable_sort(list.begin(), list.end(), [&](const Booking *a, const Booking *b) {
        const Instant left = chosen->of(*a), right = chosen->of(*b);
        if (left != right)
            return falling ? right < left : left < right;
        return falling ? b->id < a->id : a->id < b->id;
    });
}

QJsonObject pagination(qsizetype total, const Filter &filter)
{
    const qsizetype take = filter.take, skip = filter.skip;
    const qsizetype returned = std::clamp<qsizetype>(total - skip, 0, take);
    const qsizetype remaining = std::max<qsizetype>(0, total - skip - returned);
    const qsizetype pages = (total + take - 1) / take;
    return {{u"returnedItems"_s, returned},
            {u"totalItems"_s, total},
            {u"itemsPerPage"_s, take},
            {u"remainingItems"_s, remaining},
            {u"currentPage"_s, std::min(pages, skip / take + 1)},
            {u"totalPages"_s, pages},
            {u"hasNextPage"_s, remaining > 0},
            {u"hasPreviousPage"_s, total > 0 && skip > 0}};
}

} // namespace

bool sees(const World &world, const Caller &caller, const Booking &booking)
{
    const User *user = world.user(caller.user);
    switch (caller.kind) {
    case Caller::Kind::Anonymous:
        return false;
    case Caller::Kind::Salon:
        return true;
    case Caller::Kind::Member:
        return user && (booking.host == user->id || booking.other_hosts.contains(user->id) ||
                        booking.attendee.email == user->email || booking.guests.contains(user->email));
    }
    return false;
}

Reply listBookings(const World &world, const Caller &caller, const QByteArray &query, Instant now)
{
    QueryReader reader(query);
    const Filter filter = readFilter(reader);
    if (!reader.errors().isEmpty())
        return invalid(reader.errors());
    QList<const Booking *> listed;
    qsizetype counted = 0;
    for (const Booking &booking : world.bookings) {
        const bool shown = booking.made_by == 0 && booking.visible_from <= now && sees(world, caller, booking);
        const EventType *type = world.eventType(booking.event_type);
        const bool is_of_team = type && type->owner == 0 && type->parent == 0;
        if (!shown || (filter.by_team && !is_of_team) || !isCounted(booking, filter, now))
            continue;
        ++counted;
        if (isListed(booking, filter))
            listed.append(&booking);
    }
    sort(listed, filter, reader);
    QJsonArray data;
    for (const Booking *booking : listed.mid(filter.skip, filter.take))
        data.append(bookingJson(world, *booking));
    Reply reply = success(200, data);
    reply.body.insert(u"pagination"_s, pagination(counted, filter));
    return reply;
}

} // namespace salon::sandbox
