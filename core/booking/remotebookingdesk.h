// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/domain/remotebooking.h"

namespace salon
{

class Connection;

/// What somebody books at Cal.com itself, brought into the book: an appointment, where its event type is that of a
/// service's first busy part and it fits; else time that is not free any more. It follows what Cal.com says as long as
/// it is such a busy block; once it is an appointment, only a person changes it.
/// The end of the event is in the same transaction. Thread: the connection's. Errors: Busy, Database.
class RemoteBookingDesk
{
public:
    RemoteBookingDesk(const Clock &clock, Random &random);
    Result<void> follow(Connection &connection, CalcomEventId event, const RemoteBooking &booking);

private:
    const Clock &m_clock;
    Random &m_random;
};

} // namespace salon
