// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/domain/ids.h"
#include "core/domain/words.h"
#include "core/storage/connection.h"

#include <optional>
#include <QDate>
#include <QVariant>
#include <type_traits>

namespace salon
{

class Transaction;

/// One execution of a statement with `?` placeholders; prepared once per connection and text, the same text on both
/// engines. `Query q(c, "SELECT name FROM staff WHERE id = ?"); if (auto r = q.bind(id).exec(); !r) return r.error();
/// while (q.next()) …` Write `CAST(? AS BIGINT)` where PostgreSQL cannot see a parameter's type (`? + 5` is 32 bits
/// there). Null ids and empty optionals are stored as NULL, bools as 0/1, enums by their word, days as ISO text.
/// Errors: Database, Busy, Timeout; the detail names statement and native code, never a value.
class Query
{
public:
    Query(Connection &connection, const char *sql);
    Query(Connection &connection, const QString &sql);
    Query(Transaction &transaction, const char *sql);
    Query(Transaction &transaction, const QString &sql);
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    Query &bind(const QString &value); // a null string is stored as ''
    Query &bind(QStringView value) { return bind(value.toString()); }
    Query &bind(const char *) = delete;
    Query &bind(std::nullopt_t);
    Query &bind(Instant value) { return put(QVariant::fromValue<qlonglong>(value.ms())); }
    Query &bind(QDate value) { return bind(value.toString(Qt::ISODate)); }
    /// Empty text as NULL, for columns that are unique where they are given.
    Query &bindOrNull(const QString &value);
    template <typename T>
    Query &bind(T value) requires std::is_integral_v<T>
    {
        return put(QVariant::fromValue<qlonglong>(static_cast<qlonglong>(value)));
    }
    template <typename E>
    Query &bind(E value) requires std::is_enum_v<E>
    {
        return bind(word(value));
    }
    template <typename Tag>
    Query &bind(Id<Tag> value)
    {
        return value.isNull() ? bind(std::nullopt) : bind(value.value);
    }
    template <typename T>
    Query &bind(const std::optional<T> &value)
    {
        return value ? bind(*value) : bind(std::nullopt);
    }

    Result<void> exec();
    /// exec() and the first row: false = there is none. A RETURNING read this way must be gone before the commit.
    Result<bool> fetch();
    /// exec() of "… RETURNING id"; no row (ON CONFLICT DO NOTHING) gives 0.
    Result<qint64> execReturningId();
    bool next();
    int affectedRows() const;
    /// After a failed exec().
    bool isUniqueViolation() const { return m_unique_violation; }

    bool isNull(int column) const;
    qint64 int64(int column) const;
    int integer(int column) const;
    bool flag(int column) const { return int64(column) != 0; }
    QString text(int column) const;
    Instant instant(int column) const { return Instant::fromMs(int64(column)); }
    QDate date(int column) const { return QDate::fromString(text(column), Qt::ISODate); }
    std::optional<qint64> optionalInt64(int column) const;
    std::optional<Instant> optionalInstant(int column) const;
    /// q.id<StaffId>(0); NULL is the null id.
    template <typename I>
    I id(int column) const
    {
        return I{int64(column)};
    }
    /// q.value<Source>(0); the schema's CHECK sees to it that the word is known.
    template <typename E>
    E value(int column) const
    {
        const std::optional<E> known = fromWord<E>(text(column));
        return known ? *known : unknownWord<E>(column);
    }

private:
    template <typename E>
    E unknownWord(int column) const
    {
        refuseWord(column);
        return E{};
    }
    [[noreturn]] void refuseWord(int column) const;
    Query &put(const QVariant &value);

    Connection &m_connection;
    QString m_sql;
    Result<Connection::Statement> m_statement;
    int m_generation;
    int m_bound = 0;
    bool m_unique_violation = false;
};

} // namespace salon
