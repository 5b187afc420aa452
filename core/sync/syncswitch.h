// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/transaction.h"

#include <optional>
#include <QString>

namespace salon
{

/// Whether the mirror may work: switched by people for all of it (in the journal), by refusals for single keys.
/// Stored, so that every process on the database goes by it.
struct SyncSwitch {
    static Result<bool> isPaused(Connection &connection);
    static Result<void> setPaused(Transaction &tx, bool paused, const QString &who);
    /// Until when nothing is asked with this key; nothing = it works.
    static Result<std::optional<Instant>> keyPausedUntil(Connection &connection, const QString &key_label);
    static Result<void> pauseKey(Transaction &tx, const QString &key_label, Instant until);
    static Result<void> resumeKey(Transaction &tx, const QString &key_label);
};

} // namespace salon
