// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonValue>

namespace salon
{

/// JSON as the standard says, nothing more: valid UTF-8 (no overlong forms, no lone surrogates), no repeated key in an
/// object, no NUL in a text, whole numbers kept exactly. QJsonDocument accepts or silently repairs all of these.
/// Errors: InvalidInput, "PATH: sentence" with the path of the value being read ("$.staff[2].name").
Result<QJsonValue> parseStrictJson(const QByteArray &bytes);

} // namespace salon
