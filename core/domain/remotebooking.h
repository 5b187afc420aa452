// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/domain/ids.h"
#include "core/domain/words.h"

#include <optional>
#include <QString>
#include <QStringList>

/// What Cal.com tells us, and what it then says when it is asked.
namespace salon
{

/// New = nobody has decided yet, or it waits for Cal.com. Unreadable and ignored events stay as they came.
enum class CalcomEventState { New, Done, Ignored, Unreadable };

QString word(CalcomEventState);
template <>
std::optional<CalcomEventState> fromWord<CalcomEventState>(QStringView text);

using CalcomEventId = Id<struct CalcomEventTag>;

/// One webhook as it was stored, and what became of it.
struct CalcomEvent {
    CalcomEventId id;
    Instant received;
    QString trigger;
    QString body;
    CalcomEventState state = CalcomEventState::New;
    QString result;      // in a word or two, for people
    QString booking_uid; // a secret, like a phase's
    std::optional<Instant> created;
    int tries = 0; // times Cal.com was asked about it
    Instant due;
    bool operator==(const CalcomEvent &) const = default;
};

/// A booking that stands at Cal.com and is none of ours, as Cal.com says it is now.
struct RemoteBooking {
    QStringList uids; // the one it has now, then those it had before it was moved
    TimeRange span;
    std::int64_t event_type_id = 0;
    std::int64_t host_id = 0; // Cal.com's user
    bool is_live = false;     // accepted: it takes the host's time
    QString name;
    QString email;
    QString phone; // as it was written there
    bool operator==(const RemoteBooking &) const = default;
};

/// A part of an appointment that Cal.com has already where it is to be.
struct MirroredPart {
    PhaseId phase;
    QString uid;
};

/// A part of the book as Cal.com should hold it, or should hold it no more.
struct MirrorEntry {
    AppointmentId appointment;
    PhaseId phase;
    QString phase_key;
    StaffId staff;
    Instant begins;
    Instant ends;
    QString uid;                       // empty: nothing has been made for it yet
    bool is_wanted = true;             // false: the appointment was cancelled
    bool is_under_way = false;         // our own operation is not over
    std::optional<Instant> settled_at; // of the last operation on it
    bool operator==(const MirrorEntry &) const = default;
};

/// Of the whole comparison. Unknown: something could not be seen, which is never "no drift".
enum class MirrorState { Ok, Drift, Unknown };

QString word(MirrorState);
template <>
std::optional<MirrorState> fromWord<MirrorState>(QStringView text);

} // namespace salon
