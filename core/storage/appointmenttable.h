// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/appointment.h"

#include <optional>
#include <QDate>
#include <QList>

namespace salon
{

class Connection;
class Transaction;

/// Which appointments; what is left out does not restrict. By begin.
struct AppointmentFilter {
    std::optional<BranchId> branch;
    std::optional<CustomerId> customer;
    std::optional<AppointmentStatus> status;
    std::optional<QString> call_id;
    std::optional<Instant> not_before; // ends after
    std::optional<Instant> before;     // begins before
    int limit = -1;
};

/// The book's rows. Reading gives them with their phases in order; writing leaves phases to PhaseTable.
/// Errors: NotFound, Database; update() answers Refused where the version is not the stored one.
struct AppointmentTable {
    static Result<Appointment> read(Connection &connection, AppointmentId id);
    static Result<QList<Appointment>> read(Connection &connection, const QList<AppointmentId> &ids);
    static Result<QList<Appointment>> list(Connection &connection, const AppointmentFilter &filter);
    static Result<std::optional<AppointmentId>> byRequestKey(Connection &connection, const QString &request_key);
    static Result<std::optional<AppointmentId>> byKey(Connection &connection, const QString &key);

    /// `request_key` empty = none. Errors: Refused when the key is taken (the transaction is spoiled).
    static Result<AppointmentId> insert(Transaction &tx, const Appointment &appointment, const QString &request_key);
    /// Everything but phases; `changed.version` becomes the stored one, which must be one less.
    static Result<void> update(Transaction &tx, const Appointment &changed);
    /// Until the transaction ends nobody else changes it or its outbox rows (nothing to do on SQLite). The mirror
    /// writes down what it did, the book what is wanted: each must see what the other one left.
    static Result<void> lock(Transaction &tx, AppointmentId id);
    /// The same wish may be booked once more.
    static Result<void> releaseRequestKey(Transaction &tx, AppointmentId id);
};

} // namespace salon
