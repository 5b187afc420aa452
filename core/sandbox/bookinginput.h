// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/wire.h"

#include <tl/expected.hpp>

namespace salon::sandbox
{

/// A value, or the refusal that goes back to the caller.
template <typename T>
using Checked = tl::expected<T, Reply>;

/// The body of POST /v2/bookings after the first check (types, unknown properties, sizes).
struct BookingInput {
    Instant start;
    qint64 event_type = 0; // 0: named by slug and username
    QString slug;
    QString username;
    Attendee attendee;
    std::optional<int> length_min;
    QString location_type; // empty = the type's own
    QJsonObject metadata;
    QJsonObject responses;
    QList<QString> guests;
};

/// A body as the server's parser takes it: other types than JSON and no body at all are an empty object.
Checked<QJsonObject> readBody(const QByteArray &content_type, const QByteArray &body);

Checked<BookingInput> readBookingInput(const QJsonObject &json, const QByteArray &body);

/// {"start", "rescheduledBy", "reschedulingReason"}
struct RescheduleInput {
    Instant start;
    QString reason;
};
Checked<RescheduleInput> readRescheduleInput(const QJsonObject &json, const QByteArray &body);

/// The first of the properties that is not allowed, as a refusal; nothing when all are.
std::optional<Reply> refusedProperties(const QJsonObject &json, const QByteArray &body, const QList<QString> &allowed);

/// What the oldest controller says to a body of today: it misses its own properties.
Reply oldBookingRefusal(const QJsonObject &json);

bool isEmail(const QString &text);

} // namespace salon::sandbox
