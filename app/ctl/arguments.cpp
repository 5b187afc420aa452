// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/arguments.h"

namespace salon
{

namespace
{

Error wrongUsage(const QString &sentence)
{
    return Error{ErrorCode::InvalidInput, sentence};
}

/// The usage line taken apart.
struct Syntax {
    QSet<QString> flags;
    QSet<QString> values;
    QStringList needed_options;
    QStringList needed_words;
    qsizetype most_words = 0;
    bool repeats = false;
};

Syntax syntaxOf(QString usage)
{
    for (const char bracket : {'[', ']', '(', ')'})
        usage.replace(QLatin1Char(bracket), QStringLiteral(" %1 ").arg(QLatin1Char(bracket)));
    const QStringList tokens = usage.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    Syntax syntax;
    int depth = 0;
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        const QString &token = tokens.at(i);
        if (token == QLatin1String("[") || token == QLatin1String("(")) {
            ++depth;
        } else if (token == QLatin1String("]") || token == QLatin1String(")")) {
            --depth;
        } else if (token == QLatin1String("|")) {
            continue;
        } else if (token.startsWith(QLatin1String("--"))) {
            const bool takes_value = i + 1 < tokens.size() && tokens.at(i + 1).at(0).isLetter();
            (takes_value ? syntax.values : syntax.flags).insert(token.mid(2));
            if (depth == 0)
                syntax.needed_options.append(token.mid(2));
            i += takes_value ? 1 : 0;
        } else {
            ++syntax.most_words;
            syntax.repeats = syntax.repeats || token.endsWith(QStringLiteral("…"));
            if (depth == 0)
                syntax.needed_words.append(token);
        }
    }
    return syntax;
}

} // namespace

Result<Arguments> Arguments::parse(const QString &usage, const QStringList &words)
{
    const Syntax syntax = syntaxOf(usage);
    Arguments given;
    bool options_end = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (options_end || !word.startsWith(QLatin1String("--"))) {
            given.m_words.append(word);
            continue;
        }
        if (word.size() == 2) {
            options_end = true;
            continue;
        }
        const QString name = word.mid(2).section(QLatin1Char('='), 0, 0);
        const bool has_value = name.size() + 2 < word.size();
        if (given.m_options.contains(name))
            return wrongUsage(QStringLiteral("--%1 is given twice").arg(name));
        if (syntax.flags.contains(name) && !has_value) {
            given.m_options.insert(name, QString());
        } else if (syntax.values.contains(name)) {
            if (!has_value && i + 1 == words.size())
                return wrongUsage(QStringLiteral("--%1 needs a value").arg(name));
            given.m_options.insert(name, has_value ? word.mid(name.size() + 3) : words.at(++i));
        } else {
            return wrongUsage(QStringLiteral("unknown option %1").arg(word));
        }
    }
    for (const QString &option : syntax.needed_options)
        if (!given.m_options.contains(option))
            return wrongUsage(QStringLiteral("--%1 is missing").arg(option));
    if (given.m_words.size() < syntax.needed_words.size())
        return wrongUsage(QStringLiteral("%1 is missing").arg(syntax.needed_words.at(given.m_words.size())));
    if (!syntax.repeats && given.m_words.size() > syntax.most_words)
        return wrongUsage(QStringLiteral("one word too many: %1").arg(given.m_words.at(syntax.most_words)));
    return given;
}

Result<qint64> Arguments::number(const char *option, qint64 fallback, qint64 least, qint64 most) const
{
    if (!has(option))
        return fallback;
    bool is_number = false;
    const qint64 number = value(option).toLongLong(&is_number);
    if (is_number && number >= least && number <= most)
        return number;
    return wrongUsage(QStringLiteral("--%1 takes a number from %2 to %3")
                          .arg(QLatin1String(option), QString::number(least), QString::number(most)));
}

Result<qint64> Arguments::id(qsizetype index) const
{
    bool is_number = false;
    const qint64 number = word(index).toLongLong(&is_number);
    if (is_number && number > 0)
        return number;
    return wrongUsage(QStringLiteral("%1 is no id").arg(word(index)));
}

} // namespace salon
