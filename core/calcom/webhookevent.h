// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calcom/booking.h"

#include <QByteArray>

namespace salon::calcom
{

/// What a webhook says; a hint that may be late, twice, or no longer true. Ask before anybody acts on it.
/// Times come in three spellings; a cancellation and a rejection come without our metadata.
/// Source: facts, Cal.com v2 section 11 (2026-08-18), observed 2026-11-22 rows 17 and 25.
struct WebhookEvent {
    QString trigger;
    std::optional<Instant> created; // when Cal.com made it: with trigger and uid what tells repeats
    Booking booking;                // rescheduled_from_uid: the uid it had before a move
    /// Not Cal.com's: a comparison saw that this booking may not be as the book says. It says nothing of its own.
    static constexpr const char *kHint = "SALONDESK_COMPARED";
    static QByteArray hint(const QString &uid, std::int64_t host, Instant at);
    /// One of those that say something about when a booking is. False: booking may be empty.
    bool isAboutTimes() const;
    /// None: no event at all, or one about times that does not say of which booking.
    static std::optional<WebhookEvent> parse(const QByteArray &body);
    bool operator==(const WebhookEvent &) const = default;
};

} // namespace salon::calcom
