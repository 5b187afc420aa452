// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/changepolicy.h"

#include "core/base/checks.h"

#include <QRegularExpression>

namespace salon
{

namespace
{

/// More than any branch alone weighs a service, and more than both a person.
int weight(const ChangePolicy &policy)
{
    return (policy.staff.isNull() ? 0 : 4) + (policy.service.isNull() ? 0 : 2) + (policy.branch.isNull() ? 0 : 1);
}

template <typename I>
bool covers(I scope, I actual)
{
    return scope.isNull() || scope == actual;
}

std::int64_t feeOf(const ChangePolicy &policy, const ChangeCircumstances &circumstances)
{
    for (const FeeTier &tier : policy.fee_tiers)
        if (circumstances.begins - circumstances.now < std::chrono::hours(tier.below_hours))
            return tier.fee_cents;
    if (policy.fee_percent > 0)
        return (circumstances.price_cents * policy.fee_percent + 50) / 100;
    return policy.fee_cents;
}

} // namespace

QString word(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Cancel:
        return QStringLiteral("cancel");
    case ChangeKind::Reschedule:
        return QStringLiteral("reschedule");
    }
    SALON_CHECK(!"every value has a word");
}

template <>
std::optional<ChangeKind> fromWord<ChangeKind>(QStringView text)
{
    for (const ChangeKind kind : {ChangeKind::Cancel, ChangeKind::Reschedule})
        if (text == word(kind))
            return kind;
    return std::nullopt;
}

bool ChangePolicy::isOfSameScope(const ChangePolicy &other) const
{
    return kind == other.kind && branch == other.branch && service == other.service && staff == other.staff;
}

const ChangePolicy *mostSpecific(const QList<ChangePolicy> &policies, ChangeKind kind, BranchId branch,
                                 ServiceId service, StaffId staff)
{
    const ChangePolicy *best = nullptr;
    for (const ChangePolicy &policy : policies) {
        const bool applies = policy.kind == kind && covers(policy.branch, branch) && covers(policy.service, service) &&
                             covers(policy.staff, staff);
        if (applies && (!best || weight(policy) > weight(*best)))
            best = &policy;
    }
    return best;
}

ChangeVerdict verdictOf(const ChangePolicy *policy, const ChangeCircumstances &circumstances)
{
    if (!policy)
        return {};
    const std::int64_t fee = feeOf(*policy, circumstances);
    if (circumstances.begins - circumstances.now < std::chrono::hours(policy->deadline_hours))
        return {ChangeVerdict::Kind::TooLate, policy->deadline_hours, fee};
    if (policy->most && circumstances.used >= *policy->most)
        return {ChangeVerdict::Kind::TooOften, *policy->most, fee};
    return {ChangeVerdict::Kind::Allowed, 0, fee};
}

std::optional<std::int64_t> centsOf(const QString &amount)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{1,7})(?:\\.([0-9]{1,2}))?\\z"));
    const auto match = form.match(amount);
    if (!match.hasMatch())
        return std::nullopt;
    return match.captured(1).toLongLong() * 100 + match.captured(2).leftJustified(2, u'0').toLongLong();
}

QString amountText(std::int64_t cents)
{
    return QStringLiteral("%1.%2").arg(cents / 100).arg(cents % 100, 2, 10, QLatin1Char('0'));
}

} // namespace salon
