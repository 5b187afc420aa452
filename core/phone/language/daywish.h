// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/language/dayfacts.h"

namespace salon
{

/// What all that was said about the day means together: things that say the same, alternatives ("oder"), a stretch
/// ("von … bis", "ab"), what was ruled out ("nicht"). Things that contradict each other are unclear, with what each
/// would mean.
DateWish dayMeant(const QList<DayFact> &facts, QDate today);

} // namespace salon
