// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/outbox.h"
#include "core/storage/connection.h"

#include <limits>
#include <optional>
#include <QList>
#include <QSet>
#include <QStringList>

namespace salon
{

/// In which order the outbox is worked off. Each read walks an index only as far as it takes, however long the backlog.
/// A row waits for older rows of its phase. Errors: Database.
struct OutboxQueue {
    /// A place in the backlog; the default one is its beginning.
    struct Place {
        Instant begins = Instant::fromMs(std::numeric_limits<qint64>::min());
        OutboxId id;
        bool operator==(const Place &) const = default;
    };
    struct Head {
        Place place;
        AppointmentId appointment;
    };

    /// Due look-ups, the one that waits longest first. `busy` are left out.
    static Result<QList<OutboxId>> lookups(Connection &connection, Instant now, int limit, const QSet<qint64> &busy);
    /// Appointments that a call not ended, or phone or desk a few minutes ago, has just booked or changed, in that
    /// order. `resting` staff are left out.
    static Result<QList<AppointmentId>> live(Connection &connection, Instant now, int limit,
                                             const QList<StaffId> &resting = {});
    /// The appointments of the earliest parts to be sent, behind `after`.
    static Result<QList<Head>> backlog(Connection &connection, Instant now, const Place &after, int limit,
                                       const QList<StaffId> &resting = {});
    /// Of one appointment's rows those that may be sent now.
    static QList<OutboxRow> sendable(const QList<OutboxRow> &rows, Instant now);
    /// The reads above, for whoever asks the database how it would go about them.
    static QStringList statements();
    static Result<std::optional<Instant>> nextDue(Connection &connection, const QSet<qint64> &busy);
};

} // namespace salon
