// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/booking/bookingrequest.h"
#include "core/domain/customer.h"

#include <optional>

namespace salon
{

class Transaction;

/// Whose booking it is, by the rule in BookingRequest. A new customer has no id yet.
struct BookingCustomer {
    Customer customer;
    QString attendee_name;

    /// Which of the customers of one number is meant by a name, and who comes; nothing where there are none.
    static std::optional<BookingCustomer> among(const QList<Customer> &same_number, const QString &name,
                                                const QString &attendee = {});
    /// Errors: InvalidInput where a new customer has no name, NotFound for an id that is none.
    /// Until the transaction ends nobody else can make a customer of the same number.
    static Result<BookingCustomer> of(Transaction &tx, const QString &country, const BookingRequest &request);
};

/// "Lena", "Frau Vogt" and "vogt, lena" are Lena Vogt, and so is "Frau Fogt"; "Mats Vogt" is somebody else. Helps to
/// tell the customers of one number apart and proves nothing: who rings is known by the number alone.
bool meansThisCustomer(const QString &spoken, const QString &customer_name);

} // namespace salon
