// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/journaltable.h"

#include "core/storage/query.h"

#include <QJsonDocument>

namespace salon
{

namespace
{

QString stored(const QJsonObject &object)
{
    return object.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject restored(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

} // namespace

Result<void> JournalTable::write(Transaction &transaction, const JournalEntry &entry)
{
    Query query(transaction, "INSERT INTO journal (at_ms, who, action, subject, subject_id, before, after) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?)");
    return query.bind(transaction.now())
        .bind(entry.who)
        .bind(entry.action)
        .bind(entry.subject)
        .bind(entry.subject_id)
        .bind(stored(entry.before))
        .bind(stored(entry.after))
        .exec();
}

Result<QList<JournalEntry>> JournalTable::of(Connection &connection, const QString &subject, qint64 subject_id)
{
    Query query(connection, "SELECT who, action, before, after, at_ms FROM journal "
                            "WHERE subject = ? AND subject_id = ? ORDER BY id");
    if (auto done = query.bind(subject).bind(subject_id).exec(); !done)
        return done.error();
    QList<JournalEntry> entries;
    while (query.next())
        entries << JournalEntry{query.text(0),           query.text(1),           subject,         subject_id,
                                restored(query.text(2)), restored(query.text(3)), query.instant(4)};
    return entries;
}

} // namespace salon
