// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calcom/booking.h"
#include "core/domain/remotebooking.h"

#include <optional>
#include <QHash>
#include <QList>
#include <QSet>

namespace salon
{

/// In what the book and Cal.com differ, or seem to: a list may be older than what was done meanwhile.
enum class MirrorDifference {
    Missing,     // a list that shows its host does not hold it, or there is none with its uid
    Moved,       // another time, or another uid and with it a history
    Cancelled,   // there, or rejected, or waiting for somebody's yes
    HostChanged, // at another person
    Duplicate,   // a second live booking for one part
    StillThere,  // cancelled in the book
    Foreign,     // takes a person's time, and the book does not know of it
};

QString word(MirrorDifference difference);

/// What the keys listed, and whose bookings those lists surely hold.
struct RemoteLists {
    QHash<QString, calcom::Booking> bookings; // by uid
    QSet<std::int64_t> complete_hosts;        // Cal.com's users
    QSet<QString> gone;                       // asked for by uid: there is no such booking
};

/// What the book knows when the lists are there.
struct MirrorBook {
    TimeRange span;
    QString instance;                     // whose tokens are ours
    Instant begun;                        // when the first list was asked for
    QList<MirrorEntry> entries;           // of the span, and of every listed uid
    QHash<StaffId, std::int64_t> hosts;   // of the salon's people
    QHash<QString, RemoteBooking> blocks; // known bookings of others, by uid
};

/// One booking that Cal.com is to be asked for by its uid before anybody acts: its answer decides, not a list.
struct MirrorHint {
    MirrorDifference difference = MirrorDifference::Missing;
    QString uid;
    std::int64_t host = 0; // 0 = not known
    bool operator==(const MirrorHint &) const = default;
};

struct Reconciliation {
    QList<MirrorHint> drifts; // by uid
    QList<MirrorHint> unseen; // no list shows their host, so nobody can say; the earliest first
    int compared = 0;
    /// Without a person's doing, "unseen" is unknown; lists that failed are the caller's to add.
    MirrorState state() const;

    /// Pure. What is under way, or was settled after the first list was asked for, is left to the next comparison.
    static Reconciliation of(const MirrorBook &book, const RemoteLists &lists);
};

} // namespace salon
