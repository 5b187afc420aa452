// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace salon
{

/// A caller's own words as they may stand in a sentence that is spoken: a short plain wish without markup. Empty where
/// they are more than that (a number, an address, a sentence): then the sentence is said without them.
QString spokenBack(const QString &said);

/// Is there a web address in it, or so many digits in a row that one could call them?
bool leadsElsewhere(const QString &text);

} // namespace salon
