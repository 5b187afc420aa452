// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/domain/catalogue.h"

#include <optional>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QUrl>

/// What the Cal.com stand-in remembers. Its own types on purpose: it must not repeat an error of the client's.
namespace salon::sandbox
{

/// One that a person has connected.
struct Calendar {
    qint64 credential = 0;
    QString external_id;
    QList<TimeRange> busy; // by itself, without what Cal.com wrote into it
    bool selected = true;  // looked at for conflicts
    bool broken = false;   // its owner must sign in again
};

struct User {
    qint64 id = 0;
    QString name;
    QString email;
    QString username;
    QString time_zone;
    QString key;                    // cal_test_staff_<key> is this person's own key
    std::optional<WeekHours> hours; // none = always there
    QList<TimeRange> extra;         // there although the week says no
    QList<TimeRange> away;
    QList<Calendar> calendars;
};

struct Host {
    qint64 user = 0;
    bool fixed = false;
};

struct BookingWindow {
    QString type; // calendarDays, businessDays, range; empty = none
    int value = 0;
    bool rolling = false;
    Instant from;
    Instant to;
};

struct EventType {
    qint64 id = 0;
    qint64 owner = 0; // 0: belongs to a team
    qint64 parent = 0;
    QString title;
    QString slug;
    int length_min = 30;
    QList<int> length_options;
    bool hidden = false;
    QString scheduling; // collective, roundRobin, managed; empty = one person's
    QList<Host> hosts;
    int buffer_before_min = 0;
    int buffer_after_min = 0;
    int notice_min = 0;
    bool confirms = false;       // bookings start as pending
    bool pending_blocks = false; // ... and take the time all the same
    bool needs_key = false;      // bookingRequiresAuthentication
    bool refuses_cancelling = false;
    int per_day = 0;      // 0 = no limit
    int per_attendee = 0; // 0 = no limit
    BookingWindow window;
    QJsonArray locations;
    QJsonArray fields; // the booking fields as given; the defaults are not in it
    QJsonObject given; // what the seed or a POST said, echoed in answers
};

struct Attendee {
    QString name;
    QString email;
    QString time_zone;
    QString language;
    QString phone;
};

struct Booking {
    qint64 id = 0;
    QString uid;
    qint64 event_type = 0;
    qint64 host = 0;
    QList<qint64> other_hosts;
    QString title;
    QString description;
    QString status; // accepted, pending, cancelled, rejected
    TimeRange span;
    Instant created;
    Instant updated;
    QJsonObject metadata;
    Attendee attendee;
    QList<QString> guests;
    QJsonObject responses;
    QString location;
    QString ics_uid; // stays that of the first booking of a chain of moves
    QString cancellation_reason;
    QString rescheduling_reason;
    QString from_uid;
    QString to_uid;
    /// Reads do not show it before this instant (a lagging replica).
    Instant visible_from;
    /// Not 0 while the request that made (or ended) it is under way: others still see the state before it.
    quint64 made_by = 0;
    quint64 ended_by = 0;
    bool isLive() const { return status == QLatin1String("accepted") || status == QLatin1String("pending"); }
};

struct Webhook {
    QString id;
    qint64 user = 0; // 0: the salon's, told about everything
    QUrl url;
    QList<QString> triggers;
    bool active = true;
    QString secret;
};

/// Everything together, with its look-ups. Thread: its owner's.
struct World {
    QString salon_name = QStringLiteral("Salon");
    QString time_zone = QStringLiteral("UTC");
    QList<User> users;
    QList<EventType> event_types;
    QList<Booking> bookings;
    QList<Webhook> webhooks;
    qint64 next_booking = 1;
    qint64 next_event_type = 1;

    const User *user(qint64 id) const;
    const User *userByKey(const QString &key) const;
    const User *userByName(const QString &username) const;
    const EventType *eventType(qint64 id) const;
    Booking *booking(const QString &uid);
    const Booking *booking(const QString &uid) const;
};

} // namespace salon::sandbox
