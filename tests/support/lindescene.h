// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/bookingdesk.h"
#include "core/storage/connection.h"
#include "tests/support/lindesalon.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"

#include <memory>

namespace salon::test
{

/// Salon Linde in a database of its own on Tuesday, 2025-11-25, 09:30, with the desk that books there. Tests of what a
/// desk does and sees are made of it; a booking that was to succeed and did not ends the program.
class LindeScene
{
protected:
    /// Into m_database, which the test has made for its engine.
    void open();
    void close();

    BookingDesk desk() { return BookingDesk(m_clock, m_random); }
    BookingOutcome book(const BookingRequest &wanted);
    Appointment booked(const BookingRequest &wanted);

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
    ManualClock m_clock;
    SeededRandom m_random{7};
    Catalogue m_salon = lindeSalon();
};

} // namespace salon::test
