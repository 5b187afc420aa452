// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ownsentencetable.h"

#include "core/storage/query.h"
#include "core/storage/transaction.h"

namespace salon
{

Result<QHash<QString, QString>> OwnSentenceTable::all(Connection &connection, Language language)
{
    Query query(connection, "SELECT phrase, text FROM own_sentences WHERE language = ?");
    if (auto done = query.bind(word(language)).exec(); !done)
        return done.error();
    QHash<QString, QString> sentences;
    while (query.next())
        sentences.insert(query.text(0), query.text(1));
    return sentences;
}

Result<void> OwnSentenceTable::set(Transaction &transaction, const QString &phrase, Language language,
                                   const QString &text)
{
    Query query(transaction, "INSERT INTO own_sentences (phrase, language, text) VALUES (?, ?, ?) "
                             "ON CONFLICT (phrase, language) DO UPDATE SET text = excluded.text");
    if (auto done = query.bind(phrase).bind(word(language)).bind(text).exec(); !done)
        return done;
    transaction.changed("own_sentences", 0);
    return {};
}

Result<void> OwnSentenceTable::remove(Transaction &transaction, const QString &phrase, Language language)
{
    Query query(transaction, "DELETE FROM own_sentences WHERE phrase = ? AND language = ?");
    if (auto done = query.bind(phrase).bind(word(language)).exec(); !done)
        return done;
    transaction.changed("own_sentences", 0);
    return {};
}

} // namespace salon
