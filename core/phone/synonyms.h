// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/ids.h"

#include <QString>

namespace salon
{

class Transaction;

/// What reception teaches the phone: which service a word means. Journaled; the word counts as understood from then on.
/// Errors: NotFound (no such service), InvalidInput (nothing said, or the word means another active service already,
/// which the detail names), Database.
struct Synonyms {
    static Result<void> add(Transaction &transaction, ServiceId service, const QString &word, const QString &who);
};

} // namespace salon
