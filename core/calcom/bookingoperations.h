// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calcom/account.h"
#include "core/calcom/answer.h"
#include "core/calcom/booking.h"

#include <optional>
#include <QList>
#include <QString>

/// The operations on bookings, one struct each: its fields, the request made of them, what its answer holds.
/// Source: facts, Cal.com v2 sections 3 to 5 (2026-08-18), observed 2026-11-22. There is no idempotency key: whether a
/// create was executed is found out by looking for its token.
namespace salon::calcom
{

struct CreateBooking {
    std::int64_t event_type_id = 0;
    Instant start; // the end is not ours to give: the event type's length decides
    Attendee attendee;
    Token token;
    OutgoingRequest request(const Account &account) const;
};

struct GetBooking {
    QString uid;
    OutgoingRequest request(const Account &account) const;
};

/// One page. The server's counts ignore some of its filters: page on by rows seen until a page is empty.
struct ListBookings {
    static constexpr int kPageSize = 250;
    Instant after_start; // both bounds included
    Instant before_end;
    int skip = 0;
    std::int64_t team = 0; // its bookings instead of the key's own; 0 = those
    OutgoingRequest request(const Account &account) const;
};

struct CancelBooking {
    QString uid;
    QString reason; // most event types insist on one; empty gets a general one
    OutgoingRequest request(const Account &account) const;
};

/// Makes a new booking with a new uid; the old one is cancelled and names its successor.
struct RescheduleBooking {
    QString uid;
    Instant start;
    QString reason;
    OutgoingRequest request(const Account &account) const;
};

struct GetMe {
    OutgoingRequest request(const Account &account) const;
};

/// The one booking an answer holds (the first, should a series come back); turns the answer Unclear if there is none.
std::optional<Booking> bookingIn(Answer &answer);
/// The rows of a page with how many there were, readable or not; nothing if it is no list at all.
struct BookingPage {
    QList<Booking> bookings;
    int rows = 0;
};
std::optional<BookingPage> pageIn(Answer &answer);

} // namespace salon::calcom
