// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/outbox.h"
#include "core/storage/transaction.h"

#include <optional>
#include <QList>

namespace salon
{

/// Every exchange with Cal.com, kept with its complete error text; e-mail addresses, numbers and keys are masked here,
/// so that no caller can forget it.
struct AttemptTable {
    static Result<AttemptId> add(Transaction &tx, const Attempt &attempt);
    /// What became of a send that was written down before it left.
    static Result<void> finish(Transaction &tx, const Attempt &attempt);
    static Result<QList<Attempt>> ofAppointment(Connection &connection, AppointmentId id);
    /// The send under way of this row, if its end is not known yet.
    static Result<std::optional<AttemptId>> open(Connection &connection, OutboxId id);
    /// A send of this row left, and no answer to it proves that Cal.com did nothing.
    static Result<bool> mayHaveBeenExecuted(Connection &connection, OutboxId id);

    /// What a phase's last send was answered (or why there was none), and what was found when it was looked up.
    struct Last {
        std::optional<Attempt> send;
        std::optional<Attempt> lookup;
    };
    static Last lastOf(const QList<Attempt> &attempts, const QString &phase_key);
};

} // namespace salon
