// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <QHashFunctions>
#include <utility> // brings <compare>, which moc 6.4 cannot parse by itself

namespace salon
{

/// A row's number that cannot be mistaken for another table's. 0 = none.
template <typename Tag>
struct Id {
    std::int64_t value = 0;
    constexpr bool isNull() const { return value == 0; }
    constexpr auto operator<=>(const Id &) const = default;
    friend size_t qHash(Id id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using BranchId = Id<struct BranchTag>;
using StaffId = Id<struct StaffTag>;
using ServiceId = Id<struct ServiceTag>;
using ResourceId = Id<struct ResourceTag>;
using CustomerId = Id<struct CustomerTag>;
using AppointmentId = Id<struct AppointmentTag>;
using PhaseId = Id<struct PhaseTag>;
using OutboxId = Id<struct OutboxTag>;
using AttemptId = Id<struct AttemptTag>;
using ReviewId = Id<struct ReviewTag>;
using HoldId = Id<struct HoldTag>;
using CallbackId = Id<struct CallbackTag>;

} // namespace salon
