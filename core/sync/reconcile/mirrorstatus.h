// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/remotebooking.h"
#include "core/storage/transaction.h"

#include <optional>
#include <QMap>

namespace salon
{

/// What the last comparison of the book with Cal.com showed; stored, so that every process on the database can say so.
/// Errors: Database.
struct MirrorStatus {
    std::optional<MirrorState> state; // nothing = never compared
    std::optional<Instant> compared;  // when it began: what happened since is not in it
    std::optional<Instant> agreed;    // the last one that was ok
    QMap<QString, int> differences;   // how many of each kind
    int parts = 0;                    // that could be compared
    int unseen = 0;
    QString problem; // what could not be listed, and why

    int drifts() const;
    static Result<MirrorStatus> read(Connection &connection);
    static Result<void> write(Transaction &tx, const MirrorStatus &status);

    /// Somebody wants to know now. Whoever mirrors compares at once.
    static Result<void> wish(Transaction &tx);
    static Result<std::optional<Instant>> wished(Connection &connection);
    bool operator==(const MirrorStatus &) const = default;
};

} // namespace salon
