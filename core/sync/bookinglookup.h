// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/calcom/bookingoperations.h"
#include "core/sync/preparation.h"

#include <functional>
#include <memory>

namespace salon
{

/// What an exchange brought: the event for the decision, and the evidence for the attempt.
struct SyncOutcome {
    SyncEvent event = SyncEvent::OutcomeUnclear;
    std::optional<calcom::Booking> booking;
    QStringList duplicates; // further live ones of the same operation, younger than `booking`
    std::optional<int> http_status;
    QString error; // not yet masked
    QString request_id;
    std::optional<milliseconds> took;
    std::optional<milliseconds> wait_hint;
    int requests = 1;
};

/// Reads the answer of a send. Pure.
SyncOutcome outcomeOfSend(const SyncTask &task, const IncomingAnswer &answer, Instant now);

/// The post-sync verification: does Cal.com hold what a send of this row would have made?
/// A create is recognised by our four ids alone, never by time, name or address, on every page there is, and only when
/// accepted; the oldest of several is it. A cancel and a move are asked after by uid. Whatever somebody moved is
/// followed to the booking it is now. Thread: the transport's. Keeps itself alive until `then` was called once.
class BookingLookup : public std::enable_shared_from_this<BookingLookup>
{
public:
    using Then = std::function<void(SyncOutcome)>;
    static void start(HttpTransport &transport, const Clock &clock, SyncTask task, Then then);

private:
    BookingLookup(HttpTransport &transport, const Clock &clock, SyncTask task, Then then);
    void askPage(int skip);
    void pageCame(int skip, const IncomingAnswer &incoming);
    void endOfList();
    void askBooking(const QString &uid);
    void bookingCame(const IncomingAnswer &incoming);
    SyncEvent judge(const calcom::Booking &booking) const;
    SyncEvent judgeCreate(const calcom::Booking &booking) const;
    SyncEvent judgeCancel(const calcom::Booking &booking) const;
    SyncEvent judgeMove(const calcom::Booking &booking) const;
    calcom::Answer read(const IncomingAnswer &incoming);
    void finish(SyncEvent event, std::optional<calcom::Booking> booking = std::nullopt);
    void finishFailed(const calcom::Answer &answer);

    HttpTransport &m_transport;
    const Clock &m_clock;
    SyncTask m_task;
    Then m_then;
    SyncOutcome m_outcome;
    QList<calcom::Booking> m_ours;          // accepted ones with our ids
    std::optional<calcom::Booking> m_other; // ours, but not accepted
    bool m_of_team = false;                 // the team's list is being read
    QStringList m_followed;                 // uids that were asked for
};

} // namespace salon
