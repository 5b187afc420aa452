// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/domain/appointment.h"
#include "core/domain/catalogue.h"
#include "core/domain/outbox.h"
#include "core/storage/transaction.h"
#include "core/sync/bookinglookup.h"
#include "core/sync/syncdecision.h"

namespace salon
{

/// Writes what was decided about one row into outbox, phase and review queue, and compares with the book: whatever
/// people changed while the exchange was under way becomes the next row. One transaction's companion.
class Settlement
{
public:
    Settlement(Transaction &tx, Random &random, const Catalogue &catalogue);
    Result<void> apply(OutboxRow row, SyncDecision decision, const SyncOutcome &outcome, const QString &key_label);
    /// Queues the cancel of a booking of ours that is one too many; the part of `made` has, or will have, another.
    static Result<void> takeBack(Transaction &tx, Random &random, const OutboxRow &made, const QString &uid);

private:
    Result<void> done(const OutboxRow &row, const SyncDecision &decision, const SyncOutcome &outcome);
    Result<void> created(const OutboxRow &row, const SyncOutcome &outcome);
    Result<void> neverSent(const OutboxRow &row);
    Result<void> compare(const OutboxRow &row, const calcom::Booking &booking);
    Result<void> followMove(OutboxRow &row, const SyncOutcome &outcome);
    Result<void> follow(const OutboxRow &row, const calcom::Booking &booking);
    Result<void> add(const OutboxRow &after, SyncOperation operation, const QString &uid);
    /// True when the book has moved on so far that nobody need look at this.
    Result<bool> overtaken(const OutboxRow &row, ReviewCause cause);
    Result<bool> overtakenCreate(const OutboxRow &row, bool is_wanted);
    Result<void> review(const OutboxRow &row, std::optional<ReviewCause> cause, const QString &remark);
    Result<void> joinOpenItem(ReviewItem &item);
    Result<QJsonObject> evidence(const OutboxRow &row);
    Result<void> refusedKey(const SyncDecision &decision, const SyncOutcome &outcome, const QString &key_label);
    QString group(ReviewCause cause) const;

    Transaction &m_tx;
    Random &m_random;
    const Catalogue &m_catalogue;
    Appointment m_appointment;
    Phase m_phase;
};

} // namespace salon
