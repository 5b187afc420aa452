// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/booking/bookingrequest.h"

namespace salon
{

class Connection;

/// The only door through which the book changes: each method is one transaction that checks availability again under
/// the lock of branch and day, writes appointment, phases, claims, outbox rows and journal, or nothing at all.
/// A race that is lost in the database itself is answered like any other "taken", with alternatives.
/// The flag event_map_check binds the phone; everybody else books with a warning (missing_maps).
/// Thread: the connection's. Errors: InvalidInput (unknown branch, service, staff; no name; no reason), NotFound,
/// Busy, Database.
class BookingDesk
{
public:
    static constexpr int kSearchDays = 14;
    static constexpr int kAlternatives = 3;

    BookingDesk(const Clock &clock, Random &random);

    Result<BookingOutcome> book(Connection &connection, const BookingRequest &request);
    /// Phases keep their ids and uids. Without a version the last one wins. What a caller agreed to is done as it was
    /// told or not at all.
    Result<ChangeOutcome> move(Connection &connection, AppointmentId id, const MoveRequest &request,
                               std::optional<int> version, const Actor &actor,
                               const std::optional<AgreedChange> &agreed = {});
    Result<ChangeOutcome> cancel(Connection &connection, AppointmentId id, const QString &reason,
                                 std::optional<int> version, const Actor &actor,
                                 const std::optional<AgreedChange> &agreed = {});
    /// arrived, done, no_show, or back to confirmed.
    Result<ChangeOutcome> setStatus(Connection &connection, AppointmentId id, AppointmentStatus status,
                                    std::optional<int> version, const Actor &actor);

private:
    const Clock &m_clock;
    Random &m_random;
};

} // namespace salon
