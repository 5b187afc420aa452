// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/colognephonetics.h"

namespace salon
{

namespace
{

bool isOneOf(QChar c, QLatin1String letters)
{
    return !c.isNull() && letters.contains(c);
}

/// A hard c sounds like k: at the start before some consonants and dark vowels, elsewhere only before the latter and
/// never behind s or z.
bool isHardC(QChar before, QChar after)
{
    if (before.isNull())
        return isOneOf(after, QLatin1String("ahkloqrux"));
    return isOneOf(after, QLatin1String("ahkoqux")) && !isOneOf(before, QLatin1String("sz"));
}

QLatin1String digitsOf(QChar before, QChar letter, QChar after)
{
    switch (letter.toLatin1()) {
    case 'a':
    case 'e':
    case 'i':
    case 'j':
    case 'o':
    case 'u':
    case 'y':
        return QLatin1String("0");
    case 'b':
        return QLatin1String("1");
    case 'p':
        return QLatin1String(after == u'h' ? "3" : "1");
    case 'd':
    case 't':
        return QLatin1String(isOneOf(after, QLatin1String("csz")) ? "8" : "2");
    case 'f':
    case 'v':
    case 'w':
        return QLatin1String("3");
    case 'g':
    case 'k':
    case 'q':
        return QLatin1String("4");
    case 'c':
        return QLatin1String(isHardC(before, after) ? "4" : "8");
    case 'x':
        return QLatin1String(isOneOf(before, QLatin1String("ckq")) ? "8" : "48");
    case 'l':
        return QLatin1String("5");
    case 'm':
    case 'n':
        return QLatin1String("6");
    case 'r':
        return QLatin1String("7");
    case 's':
    case 'z':
        return QLatin1String("8");
    default: // h is not heard, and whatever is no letter
        return QLatin1String("");
    }
}

} // namespace

QString cologneCode(const QString &bare_word)
{
    QString letters;
    for (const QChar c : bare_word)
        if (c.isLetter())
            letters += c.toLower();
    QString heard; // with the vowels, which keep equal consonants apart
    for (qsizetype i = 0; i < letters.size(); ++i) {
        const QChar before = i > 0 ? letters.at(i - 1) : QChar();
        const QChar after = i + 1 < letters.size() ? letters.at(i + 1) : QChar();
        for (const QChar digit : QString(digitsOf(before, letters.at(i), after)))
            if (heard.isEmpty() || heard.back() != digit)
                heard += digit;
    }
    QString code = heard.left(1);
    for (const QChar digit : QStringView(heard).mid(std::min<qsizetype>(1, heard.size())))
        if (digit != u'0')
            code += digit;
    return code;
}

} // namespace salon
