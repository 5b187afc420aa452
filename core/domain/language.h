// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/words.h"

namespace salon
{

/// The languages a sentence can be said in; stored and printed as "de" and "en".
enum class Language { German, English };

QString word(Language);
template <>
std::optional<Language> fromWord<Language>(QStringView text);

} // namespace salon
