// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <QString>

namespace salon
{

/// E.164 of a number written in any way, or nothing if it is no valid number.
/// `country` is assumed where the number has no prefix. Withheld callers ("anonymous", +266696687 …) give nothing.
std::optional<QString> normalizedNumber(const QString &written, const QString &country);

} // namespace salon
