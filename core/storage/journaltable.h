// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/storage/transaction.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace salon
{

/// Who changed what, from what to what. Shape: who "desk", "ctl", "phone …"; action "book", "cancel", "flag" …;
/// subject a table's name; before and after only the fields that changed, empty where there was nothing.
struct JournalEntry {
    QString who;
    QString action;
    QString subject;
    qint64 subject_id = 0;
    QJsonObject before;
    QJsonObject after;
    Instant at; // filled by write()
};

struct JournalTable {
    static Result<void> write(Transaction &transaction, const JournalEntry &entry);
    /// Oldest first.
    static Result<QList<JournalEntry>> of(Connection &connection, const QString &subject, qint64 subject_id);
};

} // namespace salon
