// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace salon
{

/// How a German word sounds, as digits: "Meier" and "Mayr" are both 67. Words that sound alike have equal codes; equal
/// codes prove nothing, so they only help to find what was meant. Anything but letters is passed over.
/// Takes folded text (FoldedName::bare). Source: Hans Joachim Postel, Die Kölner Phonetik, IBM-Nachrichten 19 (1969).
QString cologneCode(const QString &bare_word);

} // namespace salon
