// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/ids.h"
#include "core/domain/storechanged.h"
#include "core/storage/connection.h"

#include <optional>
#include <QDate>
#include <utility>

namespace salon
{

/// All or nothing. Writing table functions take one, so no write without it compiles. Rolls back when it goes.
/// SQLite: BEGIN IMMEDIATE, so the one writer's lock is had at the start (Busy after the statement time-out).
/// PostgreSQL: READ COMMITTED, with claims and lockDay() against double booking.
/// Errors: a statement that failed spoils the whole transaction on both engines: commit() then answers that error.
/// A commit whose answer was lost is unknown; repeat by an idempotency key.
class Transaction
{
public:
    static Result<Transaction> begin(Connection &connection, const Clock &clock);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    Connection &connection() const { return *m_connection; }
    /// The clock's time when nobody could come in between any more: at the beginning, or when the days were locked.
    /// What is judged and written after that carries the same.
    Instant now() const { return m_now; }

    /// To be told to readers here and in other processes after the commit; id 0 = any row of the table.
    void changed(const char *table, qint64 id);
    template <typename Tag>
    void changed(const char *table, Id<Tag> id)
    {
        changed(table, id.value);
    }
    QList<StoreChanged> changes() const { return m_changes; }

    /// One booking at a time per branch and local day (nothing to do on SQLite). In order of branch, then day.
    Result<void> lockDay(BranchId branch, QDate day);
    Result<void> lockDays(BranchId branch, QList<QDate> days);
    /// One at a time may become the customer of a number (nothing to do on SQLite). At most one, and after the days.
    Result<void> lockPhone(const QString &e164);

    Result<void> commit();
    /// What the destructor does, for those who must know that it worked. Ends this object's life like commit().
    Result<void> rollBack();

private:
    Transaction(Connection &connection, const Clock &clock);
    Result<void> announce();

    Connection *m_connection;
    const Clock *m_clock;
    Instant m_now;
    QList<StoreChanged> m_changes;
    std::optional<std::pair<BranchId, QDate>> m_last_lock;
};

} // namespace salon
