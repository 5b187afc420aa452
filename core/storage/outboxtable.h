// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/appointment.h"
#include "core/domain/outbox.h"
#include "core/domain/remotebooking.h"
#include "core/storage/transaction.h"

#include <optional>
#include <QList>

namespace salon
{

class Random;

/// What Cal.com is still to hear of: the only link between the book and the mirror.
/// The three add…() belong into the transaction that changes the book; they set the phases' sync_status and uid too.
/// An operation under way is never taken back: sync compares the book with what it did and adds what is missing.
/// Errors: Database. Shape: one row per (phase, operation, version of the appointment).
struct OutboxTable {
    /// One create per busy phase that has a staff member and no booking yet. The phases are stored already and have
    /// their ids.
    static Result<void> addBooked(Transaction &tx, Random &random, const Appointment &booked);
    /// Phases keep their ids in a move. Another person or length means cancel and create, else reschedule.
    static Result<void> addMoved(Transaction &tx, Random &random, const Appointment &before, const Appointment &after);
    static Result<void> addCancelled(Transaction &tx, Random &random, const Appointment &cancelled);
    /// After addMoved(): this part stands at Cal.com already as it is wanted now, so nothing is sent for it.
    static Result<void> takeAsMoved(Transaction &tx, const Appointment &after, const MirroredPart &part);
    /// An import brings no send: what was queued and the file has overtaken is taken back. What left, and what still
    /// brings Cal.com to what the book says, stays. The phases have kept their ids.
    static Result<void> withdraw(Transaction &tx, const Appointment &before, const Appointment &after);
    /// Fills in uuid, created and due where they are not set.
    static Result<OutboxId> add(Transaction &tx, Random &random, OutboxRow row);

    static Result<OutboxRow> read(Connection &connection, OutboxId id);
    static Result<QList<OutboxRow>> ofAppointment(Connection &connection, AppointmentId id);
    static Result<QList<OutboxRow>> inState(Connection &connection, OutboxState state);
    /// A create that a later create of the same phase has taken the place of.
    static Result<bool> isReplaced(Connection &connection, const OutboxRow &row);
    static Result<void> update(Transaction &tx, const OutboxRow &row);
    static Result<SyncCounts> counts(Connection &connection);

    /// A uid that another phase already holds is refused (Refused): one booking cannot stand for two phases.
    static Result<void> setPhase(Transaction &tx, PhaseId phase, SyncStatus status, const QString &calcom_uid);
    /// Of the whole appointment, from its busy phases.
    static SyncStatus derived(const QList<Phase> &phases);

private:
    static Result<void> addMovedPhase(Transaction &tx, Random &random, const Appointment &after, const Phase &phase,
                                      const QString &uid, bool same_type, bool on_its_way);
};

} // namespace salon
