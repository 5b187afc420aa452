// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace salon
{

/// Two search keys of one text: "Müller" -> {"mueller", "muller"}. Compare both; either equal = the same name.
/// Lower case, marks removed, ß -> ss, everything but letters and digits -> one blank.
struct FoldedName {
    QString spelled; // ä -> ae
    QString bare;    // ä -> a
    bool operator==(const FoldedName &) const = default;
};

FoldedName folded(const QString &text);
bool sameName(const QString &a, const QString &b);

} // namespace salon
