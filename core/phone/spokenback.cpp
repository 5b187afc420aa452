// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/spokenback.h"

#include "core/phone/callarguments.h"

#include <QRegularExpression>

namespace salon
{

namespace
{

constexpr qsizetype kLongestWish = 40;
constexpr qsizetype kLongestRead = 200;

} // namespace

QString spokenBack(const QString &said)
{
    static const QRegularExpression tag(QStringLiteral("<[^<>]*>"));
    static const QRegularExpression mark(QStringLiteral("[*_#<>\\[\\]{}|`~^=\\\\\"]"));
    static const QRegularExpression sentence_end(QStringLiteral("[!?;:]|[\\p{L}\\d]{4}\\.( |\\z)|@"));
    QString wish = plainText(said, kLongestRead);
    wish = wish.replace(tag, QStringLiteral(" ")).replace(mark, QStringLiteral(" ")).simplified();
    const bool is_plain = wish.size() <= kLongestWish && !wish.contains(sentence_end) && !leadsElsewhere(wish);
    return is_plain ? wish : QString();
}

bool leadsElsewhere(const QString &text)
{
    static const QRegularExpression address(
        QStringLiteral("(?i:https?:|www\\.|\\b(?:punkt|dot) (?:de|at|ch|eu|com|net|org|info)\\b)|"
                       "[\\p{L}\\d]\\.(?:\\p{Ll}{2,}|\\p{Lu}{2,})(?!\\p{L})"),
        QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression number(QStringLiteral("\\d(?:[ /()-]*\\d){4,}"),
                                           QRegularExpression::UseUnicodePropertiesOption);
    return text.contains(address) || text.contains(number);
}

} // namespace salon
