// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/customer.h"
#include "core/storage/connection.h"
#include "core/storage/transaction.h"

namespace salon
{

/// Customers. A number may belong to several (a family); names are found in any spelling (core/domain/names.h).
/// Errors: NotFound (no such row), Database.
struct CustomerTable {
    static Result<Customer> read(Connection &connection, CustomerId id);
    /// Whoever has exactly this number (E.164), the longest known first.
    static Result<QList<Customer>> byPhone(Connection &connection, const QString &e164);
    /// Who rings with this number (E.164): as above, else the only one whose number was noted as no number at all but
    /// ends with the same eight digits.
    static Result<QList<Customer>> ofCaller(Connection &connection, const QString &e164, const QString &country);
    /// Every word of the text begins a word of the name or lies in the e-mail; a text that is a number, or its last
    /// four digits or more, finds that number. By name.
    static Result<QList<Customer>> find(Connection &connection, const QString &text, const QString &country,
                                        int limit = 50);
    static Result<QList<Customer>> all(Connection &connection);

    static Result<CustomerId> insert(Transaction &transaction, const Customer &customer);
    static Result<void> update(Transaction &transaction, const Customer &customer);
};

} // namespace salon
