// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/phone/phrases.h"

#include <QHash>

namespace salon
{

class Connection;
class Transaction;

/// The salon's own words for what the phone says. A sentence of its own holds the same places (%1, %2 …) as the one it
/// stands for, can be spoken (no markup, no addresses, at most 300 characters) and promises no message that nobody
/// sends. Changes are journaled and count from the next function call on. Errors: NotFound (no phrase of that name),
/// InvalidInput (the detail says what is wrong), Database.
struct OwnSentences {
    static Result<QHash<Phrase, QString>> of(Connection &connection, Language language);
    static Result<void> set(Transaction &transaction, const QString &name, Language language, const QString &text,
                            const QString &who);
    /// Back to the sentence that comes with the program.
    static Result<void> reset(Transaction &transaction, const QString &name, Language language, const QString &who);

    /// What speaks against this text; empty where nothing does.
    static QString objection(Phrase phrase, const QString &text);
};

} // namespace salon
