// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/domain/flags.h"
#include "core/storage/transaction.h"

#include <QHash>
#include <QString>

namespace salon
{

struct StoredFlag {
    QString value;
    Instant changed_at;
    QString changed_by;
};

/// The flags that were ever set; what is missing has its default.
struct FlagTable {
    static Result<Flags> read(Connection &connection);
    static Result<QHash<QString, StoredFlag>> stored(Connection &connection);
    /// With an entry in the journal. Errors: InvalidInput for a name or value that is not defined.
    static Result<void> set(Transaction &transaction, const QString &name, const QString &value, const QString &who);
};

} // namespace salon
