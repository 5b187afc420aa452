// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/domain/changepolicy.h"

#include <optional>
#include <QList>
#include <QString>

namespace salon
{

class Connection;
class Transaction;

/// What a caller was told a change would be. Nothing is changed by phone that was not told before.
struct ChangeProposal {
    QString call_id;
    ChangeKind kind = ChangeKind::Cancel;
    AppointmentId appointment;
    Instant from;              // when it begins
    std::optional<Instant> to; // a move's new start
    StaffId staff;             // with whom then; none = unassigned
    std::int64_t fee_cents = 0;
    Instant asked;
    std::optional<Instant> done;
    bool operator==(const ChangeProposal &) const = default;

    /// The same change: agreed to, if it comes a second time.
    bool isSameChange(const ChangeProposal &other) const
    {
        return kind == other.kind && appointment == other.appointment && from == other.from && to == other.to &&
               staff == other.staff;
    }
};

/// One per call, kind and appointment: the one told last. Errors: Database.
struct ChangeProposalTable {
    /// Of this kind, told last first.
    static Result<QList<ChangeProposal>> ofCall(Connection &connection, const QString &call_id, ChangeKind kind);
    static Result<void> put(Transaction &tx, const ChangeProposal &proposal);
    static Result<void> withdraw(Transaction &tx, const ChangeProposal &proposal);
    static Result<void> markDone(Transaction &tx, const ChangeProposal &proposal);
};

} // namespace salon
