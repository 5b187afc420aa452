// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/changerules.h"

#include "core/storage/callbacktable.h"
#include "core/storage/changepolicytable.h"
#include "core/storage/journaltable.h"
#include "core/storage/transaction.h"

namespace salon
{

namespace
{

Result<int> used(Connection &connection, ChangeKind kind, const Appointment &appointment, Instant now)
{
    constexpr std::chrono::hours kQuota{24 * ChangePolicy::kQuotaDays};
    switch (kind) {
    case ChangeKind::Cancel:
        return ChangePolicyTable::cancellations(connection, appointment.customer, now - kQuota);
    case ChangeKind::Reschedule:
        break;
    }
    return ChangePolicyTable::moves(connection, appointment.id);
}

} // namespace

Result<ChangeVerdict> ChangeRules::judge(Connection &connection, const Catalogue &catalogue, ChangeKind kind,
                                         const Appointment &appointment, Instant now)
{
    const auto policies = ChangePolicyTable::load(connection);
    if (!policies)
        return policies.error();
    const ChangePolicy *policy =
        mostSpecific(*policies, kind, appointment.branch, appointment.service, appointment.staff);
    ChangeCircumstances circumstances{.now = now, .begins = appointment.span.begin};
    if (const Service *service = catalogue.service(appointment.service))
        circumstances.price_cents = centsOf(catalogue.price(*service, appointment.staff)).value_or(0);
    if (policy && policy->most) {
        const auto so_far = used(connection, kind, appointment, now);
        if (!so_far)
            return so_far.error();
        circumstances.used = *so_far;
    }
    return verdictOf(policy, circumstances);
}

Result<std::optional<ChangeOutcome>> ChangeRules::differing(const Transaction &tx, const Catalogue &catalogue,
                                                            const Appointment &before, const AgreedChange &agreed)
{
    using Kind = ChangeOutcome::Kind;
    const ChangeProposal &proposal = agreed.proposal;
    if (before.customer != agreed.customer || before.span.begin != proposal.from)
        return std::optional(ChangeOutcome{.kind = Kind::Stale, .appointment = before});
    if (!mayChangeByPhone(before, tx.now()))
        return std::optional(ChangeOutcome{.kind = Kind::WrongStatus, .appointment = before});
    const auto verdict = judge(tx.connection(), catalogue, proposal.kind, before, tx.now());
    if (!verdict)
        return verdict.error();
    if (verdict->isAllowed() && verdict->fee_cents <= proposal.fee_cents)
        return std::optional<ChangeOutcome>();
    return std::optional(ChangeOutcome{.kind = Kind::Refused, .appointment = before, .verdict = *verdict});
}

Result<void> ChangeRules::settle(Transaction &tx, const ChangeProposal &proposal, const Actor &actor)
{
    if (auto done = ChangeProposalTable::markDone(tx, proposal); !done)
        return done;
    if (auto dropped = CallbackTable::dropOf(tx, proposal.call_id, proposal.appointment); !dropped)
        return dropped;
    if (proposal.fee_cents == 0)
        return {};
    return JournalTable::write(tx, {.who = actor.name,
                                    .action = QStringLiteral("fee"),
                                    .subject = QStringLiteral("appointments"),
                                    .subject_id = proposal.appointment.value,
                                    .after = {{QStringLiteral("for"), word(proposal.kind)},
                                              {QStringLiteral("fee"), amountText(proposal.fee_cents)}}});
}

bool mayChangeByPhone(const Appointment &appointment, Instant now)
{
    return appointment.status == AppointmentStatus::Confirmed && appointment.span.begin > now;
}

} // namespace salon
