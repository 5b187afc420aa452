// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/domain/ids.h"
#include "core/domain/words.h"

#include <cstdint>
#include <optional>
#include <QList>
#include <QString>
#include <QStringView>

/// Under what terms a caller may cancel or move an appointment. The desk is not bound by them.
/// Units: money in cents of the salon's currency. Source: facts/origin-behaviour.md (a), (i) policies.
namespace salon
{

enum class ChangeKind { Cancel, Reschedule };
QString word(ChangeKind);
template <>
std::optional<ChangeKind> fromWord<ChangeKind>(QStringView text);

/// Whoever changes with less than so many hours left pays this.
struct FeeTier {
    int below_hours = 0;
    std::int64_t fee_cents = 0;
    bool operator==(const FeeTier &) const = default;
};

/// Null ids: of any branch, service, person. At most one of the three kinds of fee is set.
struct ChangePolicy {
    ChangeKind kind = ChangeKind::Cancel;
    BranchId branch;
    ServiceId service;
    StaffId staff;
    int deadline_hours = 0;  // before it begins; exactly so many hours are in time
    std::optional<int> most; // cancellations of a customer within kQuotaDays; moves of one appointment
    std::int64_t fee_cents = 0;
    int fee_percent = 0;      // of the price
    QList<FeeTier> fee_tiers; // by hours, the fewest first
    static constexpr int kQuotaDays = 30;

    bool isOfSameScope(const ChangePolicy &other) const;
    bool operator==(const ChangePolicy &) const = default;
};

struct ChangeCircumstances {
    Instant now;
    Instant begins;
    int used = 0; // of `most`
    std::int64_t price_cents = 0;
};

struct ChangeVerdict {
    enum class Kind { Allowed, TooLate, TooOften };
    Kind kind = Kind::Allowed;
    int limit = 0; // TooLate: hours; TooOften: times
    std::int64_t fee_cents = 0;
    bool isAllowed() const { return kind == Kind::Allowed; }
    bool operator==(const ChangeVerdict &) const = default;
};

/// Staff before service before branch before salon; null = no policy says anything.
const ChangePolicy *mostSpecific(const QList<ChangePolicy> &policies, ChangeKind kind, BranchId branch,
                                 ServiceId service, StaffId staff);
/// Without a policy everything is allowed and free.
ChangeVerdict verdictOf(const ChangePolicy *policy, const ChangeCircumstances &circumstances);

/// "12.5" -> 1250; nothing for what is no amount.
std::optional<std::int64_t> centsOf(const QString &amount);
/// 1250 -> "12.50"
QString amountText(std::int64_t cents);

} // namespace salon
