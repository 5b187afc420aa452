// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/documentparts.h"

#include <algorithm>

/// `policies` of a salon file: {kind, branch, service, staff, deadline_hours, max_cancellations_per_month or
/// max_reschedules, fee or fee_percent or fee_tiers[{below_hours, fee}]}; all but `kind` optional.
namespace salon::salonfile
{

namespace
{

constexpr int kMostHours = 24 * 365;
constexpr int kMostTimes = 1000;

std::int64_t feeOf(JsonReader &reader, const char *key)
{
    const QString fee = reader.text(key);
    const auto cents = centsOf(fee);
    if (reader.has(key) && !cents)
        reader.say(key, QStringLiteral("must be a decimal text such as 15.00"));
    return cents.value_or(0);
}

FeeTier tierOf(const QJsonValue &json, const QString &path, FirstError &error)
{
    JsonReader reader(json, path, error);
    for (const char *key : {"below_hours", "fee"})
        if (!reader.has(key))
            reader.say(key, QStringLiteral("is missing"));
    const FeeTier tier{.below_hours = reader.integer("below_hours", 1, 1, kMostHours),
                       .fee_cents = feeOf(reader, "fee")};
    reader.finish();
    return tier;
}

void readFee(JsonReader &reader, ChangePolicy &policy, FirstError &error)
{
    policy.fee_cents = feeOf(reader, "fee");
    policy.fee_percent = reader.integer("fee_percent", 0, 0, 100);
    reader.list("fee_tiers", [&](const QJsonValue &value, const QString &place) {
        policy.fee_tiers.append(tierOf(value, place, error));
        for (qsizetype i = 0; i + 1 < policy.fee_tiers.size(); ++i)
            if (policy.fee_tiers.at(i).below_hours == policy.fee_tiers.last().below_hours)
                error.say(place + QStringLiteral(".below_hours"), QStringLiteral("is there already"));
    });
    std::sort(policy.fee_tiers.begin(), policy.fee_tiers.end(),
              [](const FeeTier &a, const FeeTier &b) { return a.below_hours < b.below_hours; });
    bool has_fee = reader.has("fee");
    for (const char *key : {"fee_percent", "fee_tiers"}) {
        if (has_fee && reader.has(key))
            reader.say(key, QStringLiteral("must not stand beside another fee"));
        has_fee = has_fee || reader.has(key);
    }
}

} // namespace

SalonDocument::PolicyEntry policyOf(const QJsonValue &json, const QString &path, FirstError &error)
{
    JsonReader reader(json, path, error);
    SalonDocument::PolicyEntry entry;
    ChangePolicy &policy = entry.value;
    const QStringList kinds{word(ChangeKind::Cancel), word(ChangeKind::Reschedule)};
    policy.kind = fromWord<ChangeKind>(reader.word("kind", kinds)).value_or(ChangeKind::Cancel);
    entry.branch = reader.text("branch");
    entry.service = reader.text("service");
    entry.staff = reader.text("staff");
    policy.deadline_hours = reader.integer("deadline_hours", 0, 0, kMostHours);
    const bool is_cancel = policy.kind == ChangeKind::Cancel;
    const char *quota = is_cancel ? "max_cancellations_per_month" : "max_reschedules";
    if (reader.has(quota))
        policy.most = reader.integer(quota, 0, 0, kMostTimes);
    const char *other = is_cancel ? "max_reschedules" : "max_cancellations_per_month";
    if (reader.has(other))
        reader.say(other, QStringLiteral("does not belong to the kind %1").arg(word(policy.kind)));
    readFee(reader, policy, error);
    reader.finish();
    return entry;
}

} // namespace salon::salonfile
