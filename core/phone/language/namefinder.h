// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/catalogue.h"

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace salon
{

/// Which services or people a spoken name can mean. One = found, several = ask, none = unknown; never a default.
/// In order: key, exact name or synonym in any spelling, the longest name contained in what was said, names that
/// contain all that was said, what is written or sounds nearly like one name only, names of the same kinds of work, the
/// one part of an enumeration that is known.
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

    /// One of several things named in one breath, and what it can mean.
    struct Part {
        QString said;
        QList<qint64> ids;
    };
    /// "Strähnchen und schneiden" are two; empty where only one thing is meant, as with "Ansatz und Längen".
    QList<Part> severally(const QString &said) const;
    /// The part of an enumeration that is work of its own and not to be had here: "Haarschnitt und Bart". Else empty.
    QString notOffered(const QString &said) const;
    /// Beside a service that is known, what is a word of its own and nothing known: "Dauerwelle und Massage".
    QStringList unknownNouns(const QString &said) const;
    /// Without what the caller does not want: "keine Dauerwelle, nur schneiden" is "nur schneiden".
    QString wanted(const QString &said) const;

private:
    struct Term {
        qint64 id;
        QString spelled; // folded, without blanks
        QString bare;
        QString sound;
        QSet<QString> kinds; // of work; none for people
    };
    enum class Of { Services, People };
    void add(Of what, qint64 id, const QString &key, const QStringList &names);
    QList<qint64> whole(const QString &text) const;
    QList<qint64> exact(const QString &text) const;
    QList<Part> parts(const QString &text) const;
    QList<qint64> contained(const QStringList &words) const;
    QList<qint64> containing(const QStringList &words) const;
    QList<qint64> holding(const QStringList &words) const;
    QList<qint64> ofTheseKinds(const QStringList &words) const;
    QList<qint64> nearest(const QStringList &words) const;

    QList<std::pair<QString, qint64>> m_keys;
    QList<Term> m_terms;
};

/// Does the text say that anybody will do ("egal", "any")?
bool meansAnybody(const QString &said);

} // namespace salon
