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
    bool operator==(const Token &) const = default;
};

enum class BookingStatus { Accepted, Pending, Cancelled, Rejected, Unknown };

/// A booking as Cal.com shows it, reduced to what Salondesk relies on; everything else is ignored.
struct Booking {
    QString uid;
    BookingStatus status = BookingStatus::Unknown;
    Instant start;
    Instant end;
    std::int64_t event_type_id = 0; // 0 = not said
    Token token;
    QString rescheduled_to_uid;
    /// None without a uid: nothing could be done with it.
    static std::optional<Booking> fromJson(const QJsonValue &value);
    bool operator==(const Booking &) const = default;
};

/// Cal.com's way of writing an instant: 2026-12-01T09:00:00Z.
QString utcText(Instant at);

} // namespace salon::calcom
