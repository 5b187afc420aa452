// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/transaction.h"

#include <QString>

namespace salon
{

/// What waited for Cal.com itself waits no longer once the trouble is over, however long its own wait still is.
/// Errors: Database.
struct SyncRelease {
    /// Cal.com is reached again.
    static Result<void> afterOutage(Transaction &tx);
    /// The key works.
    static Result<void> ofKey(Transaction &tx, const QString &key_label);
};

} // namespace salon
