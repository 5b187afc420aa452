// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/unknownwordtable.h"

#include "core/domain/names.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"

#include <QRegularExpression>

namespace salon
{

namespace
{

constexpr int kKeptWords = 500;
constexpr int kWordsOfCall = 5;
constexpr int kLongestWord = 80;

QString spelled(const QString &said)
{
    return folded(said.left(kLongestWord)).spelled;
}

/// A number, an address or a whole sentence is nothing that reception could teach.
bool canBeService(const QString &said)
{
    static const QRegularExpression name(QStringLiteral("\\A[\\p{L}\\p{M} &+,-]{1,40}\\z"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    return name.match(said.simplified()).hasMatch();
}

Result<bool> hasSaidEnough(Transaction &transaction, const QString &word, const QString &call_id)
{
    Query query(transaction, "SELECT count(*) FROM unknown_words WHERE last_call = ? AND spelled <> ?");
    const Result<bool> found = query.bind(call_id).bind(word).fetch();
    return found ? Result<bool>(*found && query.integer(0) >= kWordsOfCall) : found;
}

} // namespace

Result<void> UnknownWordTable::add(Transaction &transaction, const QString &said, const QString &call_id)
{
    const QString word = spelled(said);
    if (word.isEmpty() || !canBeService(said))
        return {};
    const Result<bool> enough = hasSaidEnough(transaction, word, call_id);
    if (!enough)
        return enough.error();
    if (*enough)
        return {};
    // Who says it three times in one call is one caller.
    Query query(transaction, "INSERT INTO unknown_words (spelled, said, callers, last_call, first_heard_ms, "
                             "last_heard_ms) VALUES (?, ?, 1, ?, ?, ?) ON CONFLICT (spelled) DO UPDATE SET "
                             "callers = unknown_words.callers + CASE WHEN excluded.last_call <> '' "
                             "AND unknown_words.last_call = excluded.last_call THEN 0 ELSE 1 END, "
                             "said = excluded.said, last_call = excluded.last_call, "
                             "last_heard_ms = excluded.last_heard_ms RETURNING id");
    query.bind(word).bind(said.left(kLongestWord)).bind(call_id).bind(transaction.now()).bind(transaction.now());
    const Result<qint64> id = query.execReturningId();
    if (!id)
        return id.error();
    Query trim(transaction, "DELETE FROM unknown_words WHERE id NOT IN "
                            "(SELECT id FROM unknown_words ORDER BY callers DESC, last_heard_ms DESC, id DESC "
                            "LIMIT ?)");
    if (auto done = trim.bind(kKeptWords).exec(); !done)
        return done;
    transaction.changed("unknown_words", *id);
    return {};
}

Result<QList<UnknownWord>> UnknownWordTable::all(Connection &connection)
{
    Query query(connection, "SELECT id, said, callers, first_heard_ms, last_heard_ms FROM unknown_words "
                            "ORDER BY callers DESC, last_heard_ms DESC, id DESC");
    if (auto done = query.exec(); !done)
        return done.error();
    QList<UnknownWord> words;
    while (query.next())
        words.append({query.integer(0), query.text(1), int(query.integer(2)), query.instant(3), query.instant(4)});
    return words;
}

Result<bool> UnknownWordTable::forget(Transaction &transaction, const QString &said)
{
    Query query(transaction, "DELETE FROM unknown_words WHERE spelled = ?");
    if (auto done = query.bind(spelled(said)).exec(); !done)
        return done.error();
    if (query.affectedRows() == 0)
        return false;
    transaction.changed("unknown_words", 0);
    return true;
}

} // namespace salon
