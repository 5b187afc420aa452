// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/lindescene.h"

namespace salon::test
{

void LindeScene::open()
{
    m_connection = m_database->open();
    m_clock.set(at(m_salon, "2025-11-25 09:30"));
    storeLindeSalon(*m_connection, m_clock, m_random);
}

void LindeScene::close()
{
    m_connection.reset();
    m_database.reset();
}

BookingOutcome LindeScene::book(const BookingRequest &wanted)
{
    const auto outcome = desk().book(*m_connection, wanted);
    if (!outcome)
        qFatal("%s", qPrintable(outcome.error().detail));
    return *outcome;
}

Appointment LindeScene::booked(const BookingRequest &wanted)
{
    const BookingOutcome outcome = book(wanted);
    if (outcome.kind != BookingOutcome::Kind::Booked)
        qFatal("%s", qPrintable(outcome.refusal.text));
    return outcome.appointment;
}

} // namespace salon::test
