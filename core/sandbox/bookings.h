// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/sandbox/bookinginput.h"

namespace salon::sandbox
{

/// Who asks.
struct Caller {
    enum class Kind { Anonymous, Salon, Member };
    Kind kind = Kind::Anonymous;
    qint64 user = 0; // of a member
};

/// Something webhooks tell about.
struct BookingEvent {
    QString trigger; // BOOKING_CREATED …
    QString uid;
    QString old_uid; // of a move
    QString reason;
};

struct Outcome {
    Reply reply;
    QList<BookingEvent> events;
};

/// How a request is carried out apart from what it says.
struct Circumstances {
    Caller caller;
    quint64 ticket = 0;            // not 0: others see its effect only after settle()
    milliseconds visible_after{0}; // reads see the new booking so much later
};

/// Create, move, cancel, confirm and decline, with the server's order of checks.
/// Thread: the World's owner's. Errors: none; a refusal is a Reply.
/// Source: facts/calcom.md sections 3, 5, 8, corrected by calcom-observed.md.
class Bookings
{
public:
    Bookings(World &world, const Clock &clock, Random &random)
        : m_world(world)
        , m_clock(clock)
        , m_random(random)
    {
    }

    Outcome create(const BookingInput &input, const Circumstances &how);
    Outcome cancel(const QString &uid, const QJsonObject &body, const Circumstances &how, bool old_controller);
    Outcome reschedule(const QString &uid, const RescheduleInput &input, const Circumstances &how);
    Outcome confirm(const QString &uid);
    Outcome decline(const QString &uid, const QString &reason);
    Reply byUid(const QString &uid) const;
    /// The request of this ticket is through: everybody sees what it did.
    void settle(quint64 ticket);

private:
    struct Draft {
        const EventType *type = nullptr;
        BookingInput input;
        TimeRange span;
        qint64 host = 0;
        QList<qint64> other_hosts;
    };
    const EventType *typeOf(const BookingInput &input) const;
    std::optional<Reply> refusedType(const EventType &type, const Caller &caller) const;
    std::optional<Reply> refusedAnswers(Draft &draft) const;
    std::optional<Reply> refusedContact(Draft &draft) const;
    std::optional<Reply> refusedFields(const Draft &draft) const;
    std::optional<Reply> refusedTime(const Draft &draft, const QString &except) const;
    std::optional<Reply> refusedHosts(Draft &draft, const QString &except) const;
    const Booking *existing(const Draft &draft) const;
    Booking &store(const Draft &draft, const Circumstances &how);
    bool mustGiveReason(const Booking &booking, const Caller &caller) const;
    Reply made(const Booking &booking) const;
    QString freshUid();

    World &m_world;
    const Clock &m_clock;
    Random &m_random;
};

} // namespace salon::sandbox
