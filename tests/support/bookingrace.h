// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/bookingdesk.h"
#include "tests/support/throwawaydatabase.h"

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

namespace salon::test
{

/// As a connection is that has worked before: a server's has read its catalogues, ours the salon.
void warm(Connection &connection);

/// People who do something at the same moment, each on a thread of their own with a connection of their own:
/// work(who, connection) for 0 <= who < people.
template <typename Work>
void atOnce(const ThrowAwayDatabase &database, int people, Work work)
{
    std::latch ready(people);
    std::vector<std::thread> threads;
    threads.reserve(size_t(people));
    for (int who = 0; who < people; ++who)
        threads.emplace_back([&, who] {
            const auto connection = database.open();
            warm(*connection);
            ready.arrive_and_wait();
            work(who, *connection);
        });
    for (std::thread &thread : threads)
        thread.join();
}

/// At night (SALONDESK_RACES is set) there is time for every size of every race.
bool withLongRaces();

/// Many wishes at the desk at the same moment, and what became of each.
class BookingRace
{
public:
    BookingRace(const ThrowAwayDatabase &database, const Clock &clock)
        : m_database(database)
        , m_clock(clock)
    {
    }

    void run(const QList<BookingRequest> &wishes);
    /// The same on threads that run already, one after another for each; returns what was answered.
    const Result<BookingOutcome> &book(int who, Connection &connection, const BookingRequest &wish);
    void reserve(int tries) { m_tries.resize(size_t(tries)); }

    struct Try {
        BookingRequest wish;
        int began = 0; // by a counter that all share: who had ended before somebody began was seen by them
        int ended = 0;
        qint64 took_us = 0;
        Result<BookingOutcome> outcome = Error{};
    };
    const std::vector<Try> &tries() const { return m_tries; }
    QList<Appointment> booked() const;
    int refused() const;
    /// What nobody who asks may hear, one line each: an error, a "no" without its sentence or without what is free
    /// instead, an offer that was taken when it was made.
    QString faults() const;
    /// "8 bookers, 1 booked, 7 refused, p50 3 ms, p99 9 ms"
    QString summary() const;

private:
    void check(const Try &one, QStringList &faults) const;

    const ThrowAwayDatabase &m_database;
    const Clock &m_clock;
    std::atomic<int> m_ticks{0};
    std::vector<Try> m_tries;
};

} // namespace salon::test
