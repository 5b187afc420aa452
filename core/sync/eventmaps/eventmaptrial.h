// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/executor.h"
#include "core/base/random.h"
#include "core/sync/bookinglookup.h"

#include <functional>
#include <memory>

namespace salon
{

/// Proves a pair: books each busy segment at Cal.com, finds it there the way a verification would, and cancels it. The
/// book knows nothing of it, so no figure counts it; its bookings carry "test" where an appointment's number would
/// stand. What was booked is cancelled whatever else fails. Thread: the transport's. Keeps itself alive until `then`
/// was called once.
class EventMapTrial : public std::enable_shared_from_this<EventMapTrial>
{
public:
    struct Part {
        QString segment;
        bool booked = false;
        bool seen = false;
        bool cancelled = false;
        QString detail; // of what failed; one English sentence
        bool isProven() const { return booked && seen && cancelled; }
    };
    struct Setup {
        HttpTransport &transport;
        Executor &executor;
        const Clock &clock;
        Random &random;
        SyncSettings settings;
        Catalogue catalogue;
        QString instance;
        ServiceId service;
        StaffId staff;
        Instant start; // free at the salon
    };
    using Then = std::function<void(QList<Part>)>;
    static void start(const Setup &setup, Then then);

private:
    EventMapTrial(const Setup &setup, Then then);
    void next();
    bool prepare();
    void book();
    void booked(const SyncOutcome &outcome);
    void look();
    void looked(const SyncOutcome &outcome);
    void cancel();
    void cancelled(const SyncOutcome &outcome);
    void send(const OutgoingRequest &request, void (EventMapTrial::*then)(const SyncOutcome &));
    void fail(const QString &what, const SyncOutcome &outcome);
    /// False = often enough.
    bool again(void (EventMapTrial::*step)());

    const Setup m_setup;
    const Then m_then;
    const Service &m_service;
    QList<Part> m_parts;
    qsizetype m_segment = -1;
    Instant m_begins;
    SyncTask m_task;
    int m_tries = 0;
};

} // namespace salon
