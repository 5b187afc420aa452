// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <optional>
#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace salon
{

/// What a command was given, checked against its usage line, which is thereby both the help and the rule.
/// Shape: "ID… --start T [--staff S] (--customer ID | --name N) [--overbook]": capitals are values, words in [] or ()
/// may be missing, "…" repeats. Which of a () is needed is for the command to say.
/// Errors: InvalidInput with a sentence for the person who typed it.
class Arguments
{
public:
    static Result<Arguments> parse(const QString &usage, const QStringList &words);

    const QStringList &words() const { return m_words; }
    /// Empty where the usage allows it to be missing.
    QString word(qsizetype index) const { return m_words.value(index); }
    /// "--dry-run" is has("dry-run").
    bool has(const char *option) const { return m_options.contains(QLatin1String(option)); }
    QString value(const char *option) const { return m_options.value(QLatin1String(option)); }
    /// A whole number within bounds, or the fallback where the option is missing.
    Result<qint64> number(const char *option, qint64 fallback, qint64 least, qint64 most) const;
    /// A row's number written as a word.
    Result<qint64> id(qsizetype index) const;

private:
    QStringList m_words;
    QHash<QString, QString> m_options;
};

} // namespace salon
