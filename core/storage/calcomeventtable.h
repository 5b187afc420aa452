// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/transaction.h"

#include <QString>

namespace salon
{

/// What Cal.com's webhooks said, as it came; to be understood later.
struct CalcomEventTable {
    /// False = an event with this fingerprint is here already, nothing was added.
    static Result<bool> insert(Transaction &transaction, const QString &trigger, const QString &fingerprint,
                               const QString &body);
};

} // namespace salon
