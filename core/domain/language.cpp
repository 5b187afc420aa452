// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/language.h"

namespace salon
{

QString word(Language language)
{
    return language == Language::German ? QStringLiteral("de") : QStringLiteral("en");
}

template <>
std::optional<Language> fromWord<Language>(QStringView text)
{
    for (const Language language : {Language::German, Language::English})
        if (text == word(language))
            return language;
    return std::nullopt;
}

} // namespace salon
