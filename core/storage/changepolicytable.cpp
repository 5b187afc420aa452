// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/changepolicytable.h"

#include "core/storage/query.h"
#include "core/storage/transaction.h"

namespace salon
{

namespace
{

Result<int> countOf(Query &query)
{
    const auto found = query.fetch();
    if (!found)
        return found.error();
    return query.integer(0);
}

} // namespace

Result<QList<ChangePolicy>> ChangePolicyTable::load(Connection &connection)
{
    Query q(connection, "SELECT p.id, p.kind, p.branch, p.service, p.staff, p.deadline_hours, p.most, p.fee_cents, "
                        "p.fee_percent, t.below_hours, t.fee_cents FROM change_policies p "
                        "LEFT JOIN change_policy_tiers t ON t.policy = p.id ORDER BY p.id, t.below_hours");
    if (auto done = q.exec(); !done)
        return done.error();
    QList<ChangePolicy> policies;
    qint64 last = 0;
    while (q.next()) {
        if (q.int64(0) != last) {
            policies.append({.kind = q.value<ChangeKind>(1),
                             .branch = q.id<BranchId>(2),
                             .service = q.id<ServiceId>(3),
                             .staff = q.id<StaffId>(4),
                             .deadline_hours = q.integer(5),
                             .most = q.isNull(6) ? std::nullopt : std::optional(q.integer(6)),
                             .fee_cents = q.int64(7),
                             .fee_percent = q.integer(8)});
            last = q.int64(0);
        }
        if (!q.isNull(9))
            policies.last().fee_tiers.append({.below_hours = q.integer(9), .fee_cents = q.int64(10)});
    }
    return policies;
}

Result<void> ChangePolicyTable::save(Transaction &tx, const ChangePolicy &policy)
{
    Query old(tx, "DELETE FROM change_policies WHERE kind = ? AND COALESCE(branch, 0) = CAST(? AS BIGINT) "
                  "AND COALESCE(service, 0) = CAST(? AS BIGINT) AND COALESCE(staff, 0) = CAST(? AS BIGINT)");
    old.bind(policy.kind).bind(policy.branch.value).bind(policy.service.value).bind(policy.staff.value);
    if (auto done = old.exec(); !done)
        return done;
    Query q(tx, "INSERT INTO change_policies (kind, branch, service, staff, deadline_hours, most, fee_cents, "
                "fee_percent) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
    q.bind(policy.kind).bind(policy.branch).bind(policy.service).bind(policy.staff).bind(policy.deadline_hours);
    const auto id = q.bind(policy.most).bind(policy.fee_cents).bind(policy.fee_percent).execReturningId();
    if (!id)
        return id.error();
    for (const FeeTier &tier : policy.fee_tiers) {
        Query t(tx, "INSERT INTO change_policy_tiers (policy, below_hours, fee_cents) VALUES (?, ?, ?)");
        if (auto done = t.bind(*id).bind(tier.below_hours).bind(tier.fee_cents).exec(); !done)
            return done;
    }
    tx.changed("change_policies", *id);
    return {};
}

Result<int> ChangePolicyTable::cancellations(Connection &connection, CustomerId customer, Instant since)
{
    Query q(connection, "SELECT COUNT(DISTINCT j.subject_id) FROM appointments a "
                        "JOIN journal j ON j.subject = 'appointments' AND j.subject_id = a.id "
                        "WHERE a.customer = ? AND j.action = 'cancel' AND j.who LIKE 'phone %' AND j.at_ms > ?");
    q.bind(customer).bind(since);
    return countOf(q);
}

Result<int> ChangePolicyTable::moves(Connection &connection, AppointmentId appointment)
{
    Query q(connection, "SELECT COUNT(*) FROM journal WHERE subject = 'appointments' AND subject_id = ? "
                        "AND action = 'move' AND who LIKE 'phone %'");
    q.bind(appointment);
    return countOf(q);
}

} // namespace salon
