// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/conflict.h"

#include "core/base/zone.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace salon::sandbox
{

namespace
{

Instant atMinute(const Zone &zone, QDate date, int minute)
{
    if (minute >= 24 * 60)
        return zone.startOfDay(date.addDays(1));
    const Result<Instant> at = zone.toInstant(date, QTime(minute / 60, minute % 60));
    // A wall time inside the spring gap: counted on from midnight, as a clock that was not put forward would.
    return at ? *at : zone.startOfDay(date) + minutes(minute);
}

bool isThere(const User &host, TimeRange span)
{
    for (const TimeRange &away : host.away)
        if (away.overlaps(span))
            return false;
    if (!host.hours)
        return true;
    for (const TimeRange &extra : host.extra)
        if (extra.contains(span))
            return true;
    const Zone zone(host.time_zone);
    const QDate date = zone.dateOf(span.begin);
    for (const DayBlock &block : host.hours->value(date.dayOfWeek())) {
        const TimeRange range{atMinute(zone, date, block.begins_min), atMinute(zone, date, block.ends_min)};
        if (range.contains(span))
            return true;
    }
    return false;
}

bool takesPart(const Booking &booking, const User &host)
{
    return booking.host == host.id || booking.other_hosts.contains(host.id) || booking.attendee.email == host.email ||
           booking.guests.contains(host.email);
}

/// What this request may see of a booking: not what other requests are still in the middle of.
bool isSettled(const Booking &booking)
{
    return booking.made_by == 0;
}

} // namespace

bool isFree(const World &world, const User &host, const EventType &type, TimeRange span, const QString &except)
{
    if (!isThere(host, span))
        return false;
    for (const Booking &booking : world.bookings) {
        const bool counts = booking.status == u"accepted"_s ||
                            (booking.status == u"pending"_s && type.pending_blocks && booking.event_type == type.id);
        if (!counts || !isSettled(booking) || booking.uid == except || !takesPart(booking, host))
            continue;
        const EventType *other = world.eventType(booking.event_type);
        const int before = (other ? other->buffer_before_min : 0) + type.buffer_after_min;
        const int after = (other ? other->buffer_after_min : 0) + type.buffer_before_min;
        const TimeRange busy{booking.span.begin - minutes(before), booking.span.end + minutes(after)};
        if (busy.overlaps(span))
            return false;
    }
    return true;
}

bool isUnique(const World &world, qint64 host, TimeRange span, const QString &except)
{
    return std::none_of(world.bookings.begin(), world.bookings.end(), [&](const Booking &booking) {
        return booking.status == u"accepted"_s && booking.host == host && booking.span == span && booking.uid != except;
    });
}

bool isOutOfBounds(const EventType &type, Instant start, Instant now)
{
    if (start < now + minutes(type.notice_min))
        return true;
    const BookingWindow &window = type.window;
    if (window.type == u"range"_s)
        return start < window.from || start >= window.to + minutes(24 * 60);
    if (window.type.isEmpty() || window.rolling)
        return false;
    int days = window.value;
    if (window.type == u"businessDays"_s)
        days += (window.value / 5 + 1) * 2;
    return start > now + minutes(24 * 60 * (days + 1));
}

} // namespace salon::sandbox
