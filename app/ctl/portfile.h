// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace salon
{

/// --port-file: the address a server listens on, for whoever waits for it. An empty path writes nothing.
/// Errors: InvalidInput, fit for the terminal.
Result<void> writePortFile(const QString &path, const QString &address);

} // namespace salon
