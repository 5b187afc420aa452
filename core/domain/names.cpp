// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/names.h"

#include <QHash>

namespace salon
{

namespace
{

QString expandUmlauts(QString text)
{
    static const QHash<QChar, QString> spelled{
        {u'ä', QStringLiteral("ae")}, {u'ö', QStringLiteral("oe")}, {u'ü', QStringLiteral("ue")}};
    QString out;
    for (const QChar c : text)
        out += spelled.value(c, QString(c));
    return out;
}

// Letters that Unicode does not decompose.
QString replaceStrokes(const QString &text)
{
    static const QHash<QChar, QString> plain{{u'ł', QStringLiteral("l")},  {u'ø', QStringLiteral("o")},
                                             {u'đ', QStringLiteral("d")},  {u'ı', QStringLiteral("i")},
                                             {u'ß', QStringLiteral("ss")}, {u'æ', QStringLiteral("ae")},
                                             {u'œ', QStringLiteral("oe")}};
    QString out;
    for (const QChar c : text)
        out += plain.value(c, QString(c));
    return out;
}

QString bareLetters(const QString &text)
{
    QString out;
    for (const QChar c : replaceStrokes(text).normalized(QString::NormalizationForm_KD)) {
        if (c.isMark())
            continue;
        out += c.isLetterOrNumber() ? c.toLower() : QChar(u' ');
    }
    return out.simplified();
}

} // namespace

FoldedName folded(const QString &text)
{
    // Composed first: a name typed as letter + combining mark must fold like the single character.
    const QString lower = text.normalized(QString::NormalizationForm_C).toCaseFolded();
    return {bareLetters(expandUmlauts(lower)), bareLetters(lower)};
}

bool sameName(const QString &a, const QString &b)
{
    const FoldedName left = folded(a);
    const FoldedName right = folded(b);
    return left.spelled == right.spelled || left.bare == right.bare;
}

} // namespace salon
