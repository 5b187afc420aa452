// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/transaction.h"

#include <optional>
#include <QString>

namespace salon
{

/// Small facts that all processes on one database share ("sync_paused"); never a secret.
struct SettingTable {
    static Result<std::optional<QString>> read(Connection &connection, const QString &name);
    static Result<void> set(Transaction &transaction, const QString &name, const QString &value);
};

} // namespace salon
