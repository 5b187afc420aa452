// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <QSet>
#include <QString>
#include <QStringList>

namespace salon
{

/// What words of the trade have in common, whatever they are derived from and in whichever language: "färben",
/// "Coloration" and "colour" are one kind of work, "Männer" and "men" one kind of guest.
/// Data only; new words are rows of the table in the source.
struct TradeWords {
    /// The kinds that words (folded, with ä as ae) name; nothing where one of them says anything else.
    static std::optional<QSet<QString>> kindsOf(const QStringList &words);
    /// Work that nobody gets along with other work: a beard, highlights; not washing or drying.
    static bool areWorkOfTheirOwn(const QStringList &words);
    /// The kinds a service's name holds, whatever else is in it.
    static QSet<QString> kindsIn(const QStringList &words);
};

} // namespace salon
