// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/changepolicy.h"

#include <QList>

namespace salon
{

class Connection;
class Transaction;

/// The salon's terms for changes by phone, and what of them was used up. Errors: Database.
struct ChangePolicyTable {
    static Result<QList<ChangePolicy>> load(Connection &connection);
    /// Takes the place of the policy of the same scope.
    static Result<void> save(Transaction &tx, const ChangePolicy &policy);

    /// How many appointments the customer has cancelled by phone since then. What the desk cancelled may have been the
    /// salon's own doing, so nobody's quota pays for it.
    static Result<int> cancellations(Connection &connection, CustomerId customer, Instant since);
    /// How often callers have moved this appointment.
    static Result<int> moves(Connection &connection, AppointmentId appointment);
};

} // namespace salon
