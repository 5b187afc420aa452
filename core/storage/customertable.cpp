// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/customertable.h"

#include "core/domain/names.h"
#include "core/domain/phonenumber.h"
#include "core/storage/query.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace salon
{

namespace
{

constexpr int kMaxSearchWords = 5;
constexpr int kMinPhoneDigits = 4;
constexpr int kTailDigits = 8;
constexpr auto kColumns = "SELECT id, key, name, phone, email, notes, tags FROM customers ";

QString select(const char *rest)
{
    return QLatin1String(kColumns) + QLatin1String(rest);
}

QString tagsText(const QList<QString> &tags)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(tags)).toJson(QJsonDocument::Compact));
}

QList<QString> tagsOf(const QString &text)
{
    QList<QString> tags;
    for (const auto &tag : QJsonDocument::fromJson(text.toUtf8()).array())
        tags.append(tag.toString());
    return tags;
}

Customer customerOf(const Query &q)
{
    return {.id = q.id<CustomerId>(0),
            .key = q.text(1),
            .name = q.text(2),
            .phone = q.text(3),
            .email = q.text(4),
            .notes = q.text(5),
            .tags = tagsOf(q.text(6))};
}

Result<QList<Customer>> rows(Query &query)
{
    if (auto done = query.exec(); !done)
        return done.error();
    QList<Customer> customers;
    while (query.next())
        customers.append(customerOf(query));
    return customers;
}

/// The last digits of a number, however it is written; what a wrong prefix leaves as it is.
QString tailOf(const QString &phone)
{
    QString digits;
    for (const QChar c : phone)
        if (c.isDigit())
            digits += c;
    return digits.right(kTailDigits);
}

void bindValues(Query &query, const Customer &customer)
{
    const FoldedName name = folded(customer.name);
    query.bindOrNull(customer.key).bind(customer.name).bind(name.spelled).bind(name.bare).bind(customer.phone);
    query.bind(tailOf(customer.phone));
    query.bind(customer.email).bind(customer.notes).bind(tagsText(customer.tags));
}

/// The digits of a text that can only be a phone number; empty for any other.
QString phoneDigits(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c.isDigit())
            digits += c;
        else if (!QStringLiteral(" +-/().").contains(c))
            return {};
    }
    return digits.size() >= kMinPhoneDigits ? digits : QString();
}

Result<QList<Customer>> byDigits(Connection &connection, const QString &text, const QString &digits,
                                 const QString &country, int limit)
{
    const std::optional<QString> whole = normalizedNumber(text, country);
    // A leading zero is dialled inside the country only and is no part of the stored number.
    QString tail = digits;
    while (tail.startsWith(QLatin1Char('0')))
        tail.remove(0, 1);
    Query query(connection, select("WHERE phone = ? OR phone LIKE ? ORDER BY name_spelled, id LIMIT ?"));
    query.bind(whole.value_or(text)).bind(QLatin1Char('%') + tail).bind(limit);
    return rows(query);
}

} // namespace

Result<Customer> CustomerTable::read(Connection &connection, CustomerId id)
{
    Query query(connection, select("WHERE id = ?"));
    const auto found = rows(query.bind(id));
    if (!found)
        return found.error();
    if (found->isEmpty())
        return Error{ErrorCode::NotFound, QStringLiteral("no customer has the id %1").arg(id.value)};
    return found->first();
}

Result<QList<Customer>> CustomerTable::byPhone(Connection &connection, const QString &e164)
{
    Query query(connection, select("WHERE phone = ? AND phone <> '' ORDER BY id"));
    return rows(query.bind(e164));
}

Result<QList<Customer>> CustomerTable::ofCaller(Connection &connection, const QString &e164, const QString &country)
{
    Result<QList<Customer>> exact = byPhone(connection, e164);
    const QString tail = tailOf(e164);
    if (!exact || !exact->isEmpty() || tail.size() < kTailDigits)
        return exact;
    Query query(connection, select("WHERE phone_tail = ? ORDER BY id"));
    Result<QList<Customer>> alike = rows(query.bind(tail));
    if (!alike)
        return alike;
    // A stored number that is another one belongs to somebody else, however it ends.
    alike->removeIf([&](const Customer &one) { return normalizedNumber(one.phone, country).value_or(e164) != e164; });
    return alike->size() == 1 ? alike : QList<Customer>();
}

Result<QList<Customer>> CustomerTable::find(Connection &connection, const QString &text, const QString &country,
                                            int limit)
{
    const QString digits = phoneDigits(text.trimmed());
    if (!digits.isEmpty())
        return byDigits(connection, text.trimmed(), digits, country, limit);
    const QString mail = text.trimmed().toLower();
    const bool is_mail = mail.contains(QLatin1Char('@'));
    const FoldedName name = folded(text);
    const QStringList words = is_mail ? QStringList{mail} : name.spelled.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QStringList bare_words = is_mail ? words : name.bare.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const qsizetype count = std::min<qsizetype>(words.size(), kMaxSearchWords);
    if (count == 0)
        return QList<Customer>();
    QStringList conditions;
    for (qsizetype i = 0; i < count; ++i)
        conditions.append(QStringLiteral("(' ' || name_spelled LIKE ? OR ' ' || name_bare LIKE ? "
                                         "OR LOWER(email) LIKE ? ESCAPE '!')"));
    Query query(connection, select("WHERE ") + conditions.join(QStringLiteral(" AND ")) +
                                QStringLiteral(" ORDER BY name_spelled, id LIMIT ?"));
    for (qsizetype i = 0; i < count; ++i) {
        QString plain = words.at(i);
        for (const char special : {'!', '%', '_'})
            plain.replace(QLatin1Char(special), QStringLiteral("!%1").arg(QLatin1Char(special)));
        query.bind(QStringLiteral("% %1%").arg(words.at(i)));
        query.bind(QStringLiteral("% %1%").arg(bare_words.value(i, words.at(i))));
        query.bind(QStringLiteral("%%1%").arg(plain));
    }
    return rows(query.bind(limit));
}

Result<QList<Customer>> CustomerTable::all(Connection &connection)
{
    Query query(connection, select("ORDER BY id"));
    return rows(query);
}

Result<CustomerId> CustomerTable::insert(Transaction &transaction, const Customer &customer)
{
    Query query(transaction, "INSERT INTO customers (key, name, name_spelled, name_bare, phone, phone_tail, email, "
                             "notes, tags, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
    bindValues(query, customer);
    const Result<qint64> id = query.bind(transaction.now()).execReturningId();
    if (!id)
        return id.error();
    transaction.changed("customers", *id);
    return CustomerId{*id};
}

Result<void> CustomerTable::update(Transaction &transaction, const Customer &customer)
{
    Query query(transaction, "UPDATE customers SET key = ?, name = ?, name_spelled = ?, name_bare = ?, phone = ?, "
                             "phone_tail = ?, email = ?, notes = ?, tags = ? WHERE id = ?");
    bindValues(query, customer);
    if (auto done = query.bind(customer.id).exec(); !done)
        return done;
    if (query.affectedRows() != 1)
        return Error{ErrorCode::NotFound, QStringLiteral("no customer has the id %1").arg(customer.id.value)};
    transaction.changed("customers", customer.id);
    return {};
}

} // namespace salon
