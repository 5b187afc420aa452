// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/language.h"

#include <QHash>
#include <QString>

namespace salon
{

class Connection;
class Transaction;

/// What the salon says in its own words, instead of the sentence that comes with the program. Known by the phrase's
/// name; whoever writes has checked it (OwnSentences). Errors: Database.
struct OwnSentenceTable {
    static Result<QHash<QString, QString>> all(Connection &connection, Language language);
    static Result<void> set(Transaction &transaction, const QString &phrase, Language language, const QString &text);
    static Result<void> remove(Transaction &transaction, const QString &phrase, Language language);
};

} // namespace salon
