// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/callretention.h"

#include "core/storage/journaltable.h"
#include "core/storage/query.h"
#include "core/storage/settingtable.h"
#include "core/storage/transaction.h"

namespace salon
{

namespace
{

using days = std::chrono::duration<std::int64_t, std::ratio<86400>>;

/// One statement with a cutoff and a limit; answers how many rows it met.
Result<int> purge(Transaction &tx, const char *table, const char *sql, int kept_days, int limit)
{
    Query q(tx, sql);
    if (const auto done = q.bind(tx.now() - days(kept_days)).bind(limit).exec(); !done)
        return done.error();
    if (q.affectedRows() > 0)
        tx.changed(table, 0);
    return q.affectedRows();
}

/// A call's functions go with it, however long they would have been kept by themselves.
Result<int> purgeFunctionsOfOldCalls(Transaction &tx, int kept_days, int limit)
{
    return purge(tx, "function_calls",
                 "DELETE FROM function_calls WHERE id IN (SELECT f.id FROM function_calls f JOIN calls c "
                 "ON c.call_id = f.call_id WHERE c.first_seen_ms < CAST(? AS BIGINT) "
                 "ORDER BY f.id LIMIT CAST(? AS BIGINT))",
                 kept_days, limit);
}

/// What was asked of the phone, and what came of the asking: proposals, words nobody understood.
Result<int> purgeFunctions(Transaction &tx, const Retention &retention, int limit)
{
    const auto functions = purge(tx, "function_calls",
                                 "DELETE FROM function_calls WHERE id IN (SELECT id FROM function_calls "
                                 "WHERE at_ms < CAST(? AS BIGINT) ORDER BY at_ms LIMIT CAST(? AS BIGINT))",
                                 retention.functions_days, limit);
    if (!functions)
        return functions;
    const auto orphans = purgeFunctionsOfOldCalls(tx, retention.calls_days, limit);
    if (!orphans)
        return orphans;
    const auto proposals = purge(
        tx, "change_proposals",
        "DELETE FROM change_proposals WHERE (call_id, kind, appointment) IN (SELECT call_id, kind, appointment "
        "FROM change_proposals WHERE asked_at_ms < CAST(? AS BIGINT) ORDER BY asked_at_ms LIMIT CAST(? AS BIGINT))",
        retention.functions_days, limit);
    if (!proposals)
        return proposals;
    const auto words = purge(tx, "unknown_words",
                             "DELETE FROM unknown_words WHERE id IN (SELECT id FROM unknown_words "
                             "WHERE last_heard_ms < CAST(? AS BIGINT) ORDER BY id LIMIT CAST(? AS BIGINT))",
                             retention.functions_days, limit);
    return words ? Result<int>(*functions + *orphans + *proposals + *words) : words;
}

Result<Purged> purgeAll(Transaction &tx, const Retention &retention, int limit)
{
    Purged gone;
    const auto functions = purgeFunctions(tx, retention, limit);
    if (!functions)
        return functions.error();
    gone.functions = *functions;
    const auto transcripts =
        purge(tx, "calls",
              "UPDATE calls SET transcript = '', analysis = '' WHERE call_id IN (SELECT call_id FROM calls "
              "WHERE first_seen_ms < CAST(? AS BIGINT) AND (transcript <> '' OR analysis <> '') "
              "ORDER BY first_seen_ms LIMIT CAST(? AS BIGINT))",
              retention.transcripts_days, limit);
    if (!transcripts)
        return transcripts.error();
    gone.transcripts = *transcripts;
    const auto calls = purge(tx, "calls",
                             "DELETE FROM calls WHERE call_id IN (SELECT c.call_id FROM calls c "
                             "WHERE c.first_seen_ms < CAST(? AS BIGINT) AND NOT EXISTS "
                             "(SELECT 1 FROM function_calls f WHERE f.call_id = c.call_id) "
                             "ORDER BY c.first_seen_ms LIMIT CAST(? AS BIGINT))",
                             retention.calls_days, limit);
    if (!calls)
        return calls.error();
    gone.calls = *calls;
    const auto callbacks =
        purge(tx, "callbacks",
              "DELETE FROM callbacks WHERE id IN (SELECT id FROM callbacks WHERE COALESCE(done_at_ms, expires_at_ms) "
              "< CAST(? AS BIGINT) ORDER BY id LIMIT CAST(? AS BIGINT))",
              retention.callbacks_days, limit);
    if (!callbacks)
        return callbacks.error();
    gone.callbacks = *callbacks;
    const auto events = purge(tx, "calcom_events",
                              "DELETE FROM calcom_events WHERE id IN (SELECT id FROM calcom_events "
                              "WHERE state <> 'new' AND settled_at_ms < CAST(? AS BIGINT) "
                              "ORDER BY id LIMIT CAST(? AS BIGINT))",
                              retention.functions_days, limit);
    if (!events)
        return events.error();
    gone.events = *events;
    return gone;
}

const QString kLastPurge = QStringLiteral("calls_purged_at_ms");
constexpr int kPiece = 500; // rows of a kind

Result<bool> isDue(Connection &connection, Instant now)
{
    const auto last = SettingTable::read(connection, kLastPurge);
    if (!last)
        return last.error();
    const Instant at = Instant::fromMs(last->value_or(QString()).toLongLong());
    return at + days(1) <= now || at > now; // a clock that was put back must not stop it
}

Result<void> markDone(Connection &connection, const Clock &clock)
{
    Result<Transaction> tx = Transaction::begin(connection, clock);
    if (!tx)
        return tx.error();
    if (const auto set = SettingTable::set(*tx, kLastPurge, QString::number(tx->now().ms())); !set)
        return set;
    return tx->commit();
}

} // namespace

Result<bool> CallRetention::daily(Connection &connection, const Clock &clock, const Retention &retention)
{
    const Result<bool> due = isDue(connection, clock.now());
    if (!due || !*due)
        return due;
    const Result<Purged> gone = purgePiece(connection, clock, retention, kPiece);
    if (!gone)
        return gone.error();
    if (gone->total() > 0)
        return true;
    const auto marked = markDone(connection, clock);
    return marked ? Result<bool>(false) : Result<bool>(marked.error());
}

Result<Purged> CallRetention::purgePiece(Connection &connection, const Clock &clock, const Retention &retention,
                                         int limit)
{
    Result<Transaction> tx = Transaction::begin(connection, clock);
    if (!tx)
        return tx.error();
    const Result<Purged> gone = purgeAll(*tx, retention, limit);
    if (!gone || gone->total() == 0)
        return gone;
    const auto written = JournalTable::write(*tx, {.who = QStringLiteral("salondesk"),
                                                   .action = QStringLiteral("purge"),
                                                   .subject = QStringLiteral("calls"),
                                                   .before = {{QStringLiteral("functions"), gone->functions},
                                                              {QStringLiteral("transcripts"), gone->transcripts},
                                                              {QStringLiteral("calls"), gone->calls},
                                                              {QStringLiteral("callbacks"), gone->callbacks},
                                                              {QStringLiteral("events"), gone->events}}});
    if (!written)
        return written.error();
    if (const auto committed = tx->commit(); !committed)
        return committed.error();
    return gone;
}

} // namespace salon
