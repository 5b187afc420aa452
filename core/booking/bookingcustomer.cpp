// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingcustomer.h"

#include "core/domain/colognephonetics.h"
#include "core/domain/names.h"
#include "core/domain/phonenumber.h"
#include "core/storage/customertable.h"
#include "core/storage/transaction.h"

#include <algorithm>
#include <QStringList>

namespace salon
{

namespace
{

/// A surname is heard wrong more often than it is another one: "Meier" is Maier, but Anne is not Anna.
bool soundsLikeSurname(const QString &word, const QString &surname)
{
    const QString sound = cologneCode(word);
    return sound.size() >= 2 && sound == cologneCode(surname);
}

bool wordsAreAmong(const QString &some, const QString &all)
{
    static const QStringList titles{QStringLiteral("herr"), QStringLiteral("frau"), QStringLiteral("mr"),
                                    QStringLiteral("mrs"), QStringLiteral("ms")};
    const QStringList known = all.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QStringList words = some.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(words.cbegin(), words.cend(), [&](const QString &word) {
        return titles.contains(word) || known.contains(word) ||
               (known.size() > 1 && soundsLikeSurname(word, known.constLast()));
    });
}

} // namespace

bool meansThisCustomer(const QString &spoken, const QString &customer_name)
{
    const FoldedName said = folded(spoken);
    const FoldedName known = folded(customer_name);
    return wordsAreAmong(said.spelled, known.spelled) || wordsAreAmong(said.bare, known.bare);
}

std::optional<BookingCustomer> BookingCustomer::among(const QList<Customer> &same_number, const QString &name,
                                                      const QString &attendee)
{
    if (same_number.isEmpty())
        return std::nullopt;
    const auto same_name = std::find_if(same_number.cbegin(), same_number.cend(), [&](const Customer &customer) {
        return meansThisCustomer(name, customer.name);
    });
    const Customer &customer = same_name == same_number.cend() ? same_number.first() : *same_name;
    QString comes = attendee;
    if (comes.isEmpty() && !meansThisCustomer(name, customer.name))
        comes = name;
    if (meansThisCustomer(comes, customer.name))
        comes.clear();
    return BookingCustomer{customer, comes};
}

Result<BookingCustomer> BookingCustomer::of(Transaction &tx, const QString &country, const BookingRequest &request)
{
    Connection &connection = tx.connection();
    const QString name = request.name.simplified();
    const QString attendee = request.attendee_name.simplified();
    if (request.customer) {
        const auto customer = CustomerTable::read(connection, *request.customer);
        if (!customer)
            return customer.error();
        return *among({*customer}, name, attendee);
    }
    const QString given = request.phone.trimmed();
    const QString phone = normalizedNumber(given, country).value_or(given);
    if (!phone.isEmpty()) {
        if (auto locked = tx.lockPhone(phone); !locked)
            return locked.error();
        const auto same_number = CustomerTable::ofCaller(connection, phone, country);
        if (!same_number)
            return same_number.error();
        if (const auto known = among(*same_number, name, attendee))
            return *known;
    }
    if (name.isEmpty())
        return Error{ErrorCode::InvalidInput, QStringLiteral("a new customer needs a name")};
    return BookingCustomer{{.name = name, .phone = phone, .email = request.email.trimmed()}, attendee};
}

} // namespace salon
