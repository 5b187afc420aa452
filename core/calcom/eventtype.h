// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

namespace salon::calcom
{

/// An event type as Cal.com shows it, reduced to what decides whether a booking of the salon's fits in.
/// Units: minutes. Source: facts, Cal.com v2 section 7 (2026-08-18), observed rows 8, 9, 21, 27.
struct EventType {
    std::int64_t id = 0;
    std::int64_t owner_id = 0;  // 0: a team's
    std::int64_t parent_id = 0; // of a managed child, where it is said
    QList<std::int64_t> hosts;  // of a team's
    int length_min = 0;
    QString title;
    QString slug;
    bool hidden = false;
    bool managed_parent = false;
    int notice_min = 0;
    int buffer_before_min = 0;
    int buffer_after_min = 0;
    bool confirms = false;         // a person at Cal.com has to accept each booking
    bool has_limit = false;        // of bookings or minutes per day, week or person
    std::optional<int> ahead_days; // how far ahead it can be booked; rolling windows are not enforced and left out
    bool hides_email = false;
    QStringList required_fields; // that a booking of ours does not fill in
    static std::optional<EventType> fromJson(const QJsonValue &value);
    bool operator==(const EventType &) const = default;
};

/// What the salon's own types are made of: hidden, no notice, no buffers, no guests, no confirmation, an address as
/// location, so that nothing happens beside the booking.
struct EventTypeDraft {
    int length_min = 0;
    QString title;
    QString slug;
    QString address;
    std::int64_t owner_id = 0; // of a person whose key this is not; 0 = the key's owner
    QJsonObject body() const;
    bool operator==(const EventTypeDraft &) const = default;
};

} // namespace salon::calcom
