// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <optional>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace salon::calcom
{

/// The correlation token of a booking, the only thing a remote booking is recognised by. On the wire: four strings in
/// `metadata` (numbers are refused there), kept by a reschedule. Source: facts, observed row 6 and 16.
struct Token {
    QString instance;
    QString appointment;
    QString phase;
    QString operation;
    QJsonObject toMetadata() const;
    static Token fromMetadata(const QJsonObject &metadata);
    /// The same appointment and phase of the same salon, whichever operation made it.
    bool samePhase(const Token &other) const;
    /// Of a booking that only proves that one can be made: it stands for no appointment.
    bool isTrial() const { return appointment == kTrial; }
    static constexpr QLatin1StringView kTrial{"test"};
    bool operator==(const Token &) const = default;
};

enum class BookingStatus { Accepted, Pending, Cancelled, Rejected, Unknown };

/// Who comes, as Cal.com knows them.
struct Attendee {
    QString name;
    QString email;
    QString phone; // to Cal.com E.164, else left out: anything else is stored as it is, or refused
    QString time_zone;
    QString language;
    static Attendee fromJson(const QJsonValue &value);
    bool operator==(const Attendee &) const = default;
};

/// A booking as Cal.com shows it, reduced to what Salondesk relies on; everything else is ignored.
struct Booking {
    QString uid;
    BookingStatus status = BookingStatus::Unknown;
    Instant start;
    Instant end;
    std::int64_t event_type_id = 0; // 0 = not said
    Token token;
    QString rescheduled_from_uid;
    QString rescheduled_to_uid;
    std::int64_t host_id = 0; // Cal.com's user; 0 = not said
    Instant created;          // zero = not said
    Attendee attendee;        // the first: others are further hosts and guests
    /// None without a uid: nothing could be done with it.
    static std::optional<Booking> fromJson(const QJsonValue &value);
    bool operator==(const Booking &) const = default;
};

BookingStatus bookingStatusOf(const QString &word);
/// Reads all ways in which Cal.com writes instants; what is none is the zero instant.
Instant instantOf(const QJsonValue &value);
/// Cal.com's way of writing an instant: 2026-12-01T09:00:00Z.
QString utcText(Instant at);

} // namespace salon::calcom
