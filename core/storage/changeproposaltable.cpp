// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/changeproposaltable.h"

#include "core/storage/query.h"
#include "core/storage/transaction.h"

namespace salon
{

Result<QList<ChangeProposal>> ChangeProposalTable::ofCall(Connection &connection, const QString &call_id,
                                                          ChangeKind kind)
{
    Query q(connection, "SELECT appointment, from_ms, to_ms, staff, fee_cents, asked_at_ms, done_at_ms "
                        "FROM change_proposals WHERE call_id = ? AND kind = ? "
                        "ORDER BY COALESCE(done_at_ms, asked_at_ms) DESC, appointment DESC");
    if (auto done = q.bind(call_id).bind(kind).exec(); !done)
        return done.error();
    QList<ChangeProposal> proposals;
    while (q.next())
        proposals.append({.call_id = call_id,
                          .kind = kind,
                          .appointment = q.id<AppointmentId>(0),
                          .from = q.instant(1),
                          .to = q.optionalInstant(2),
                          .staff = q.id<StaffId>(3),
                          .fee_cents = q.int64(4),
                          .asked = q.instant(5),
                          .done = q.optionalInstant(6)});
    return proposals;
}

Result<void> ChangeProposalTable::put(Transaction &tx, const ChangeProposal &proposal)
{
    Query q(tx, "INSERT INTO change_proposals (call_id, kind, appointment, from_ms, to_ms, staff, fee_cents, "
                "asked_at_ms, done_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL) "
                "ON CONFLICT (call_id, kind, appointment) DO UPDATE SET from_ms = excluded.from_ms, "
                "to_ms = excluded.to_ms, staff = excluded.staff, fee_cents = excluded.fee_cents, "
                "asked_at_ms = excluded.asked_at_ms, done_at_ms = NULL");
    q.bind(proposal.call_id).bind(proposal.kind).bind(proposal.appointment).bind(proposal.from).bind(proposal.to);
    return q.bind(proposal.staff).bind(proposal.fee_cents).bind(proposal.asked).exec();
}

Result<void> ChangeProposalTable::withdraw(Transaction &tx, const ChangeProposal &proposal)
{
    Query q(tx, "DELETE FROM change_proposals WHERE call_id = ? AND kind = ? AND appointment = ?");
    return q.bind(proposal.call_id).bind(proposal.kind).bind(proposal.appointment).exec();
}

Result<void> ChangeProposalTable::markDone(Transaction &tx, const ChangeProposal &proposal)
{
    Query q(tx, "UPDATE change_proposals SET done_at_ms = ? WHERE call_id = ? AND kind = ? AND appointment = ?");
    return q.bind(tx.now()).bind(proposal.call_id).bind(proposal.kind).bind(proposal.appointment).exec();
}

} // namespace salon
