// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/catalogue.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace salon
{

/// Which services or people a spoken name can mean. One = found, several = ask, none = unknown; never a default.
/// In order: key, exact name or synonym in any spelling, the longest name contained in what was said, names that
/// contain all that was said, a near miss of one name only.
/// Thread: any. Source: facts/origin-behaviour.md (i), service names.
class NameFinder
{
public:
    /// Only active services; helpers and retired ones are never offered.
    static NameFinder ofServices(const Catalogue &catalogue);
    /// Active people of a branch (null = of all).
    static NameFinder ofStaff(const Catalogue &catalogue, BranchId branch);

    /// Row numbers in the order of the catalogue.
    QList<qint64> find(const QString &said) const;

private:
    struct Term {
        qint64 id;
        QString spelled; // folded, without blanks
        QString bare;
    };
    void add(qint64 id, const QString &key, const QStringList &names);
    QList<qint64> contained(const QStringList &words) const;
    QList<qint64> containing(const QStringList &words) const;
    QList<qint64> nearest(const QString &said) const;

    QList<std::pair<QString, qint64>> m_keys;
    QList<Term> m_terms;
};

/// Does the text say that anybody will do ("egal", "any")?
bool meansAnybody(const QString &said);

} // namespace salon
