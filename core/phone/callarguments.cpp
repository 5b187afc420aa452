// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/callarguments.h"

#include <QJsonValue>
#include <QSet>

namespace salon
{

namespace
{

constexpr qsizetype kLongestText = 500;
constexpr qsizetype kMostArguments = 64;

bool isPlaceholder(const QString &text)
{
    return text.contains(QLatin1String("{{")) && text.contains(QLatin1String("}}"));
}

bool meansNothing(const QString &text)
{
    static const QSet<QString> words{QStringLiteral("null"), QStringLiteral("none"),       QStringLiteral("undefined"),
                                     QStringLiteral("nil"),  QStringLiteral("nan"),        QStringLiteral("n/a"),
                                     QStringLiteral("-"),    QStringLiteral("undefiniert")};
    return text.isEmpty() || words.contains(text.toLower());
}

/// Control characters, halves of characters and marks that turn the direction of what follows them on a screen.
bool mayNotBeKept(QChar c)
{
    const char16_t code = c.unicode();
    const bool turns_direction = code == 0x061C || code == 0x200E || code == 0x200F ||
                                 (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    return turns_direction || code == 0xFEFF || c.isSurrogate() || c.category() == QChar::Other_Control;
}

QString textOf(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 15);
    return plainText(value.toString(), kLongestText);
}

} // namespace

QString plainText(const QString &sent, qsizetype longest)
{
    QString kept;
    for (qsizetype i = 0; i < sent.size() && kept.size() < longest; ++i) {
        const QChar c = sent.at(i);
        if (c.isHighSurrogate() && i + 1 < sent.size() && sent.at(i + 1).isLowSurrogate()) {
            kept += c;
            kept += sent.at(++i);
        } else if (c.isSpace()) {
            kept += u' ';
        } else if (!mayNotBeKept(c)) {
            kept += c;
        }
    }
    return kept.trimmed();
}

CallArguments::CallArguments(const QJsonObject &sent)
{
    for (auto it = sent.begin(); it != sent.end() && m_texts.size() < kMostArguments; ++it) {
        const QString text = textOf(it.value());
        const bool placeholder = isPlaceholder(text);
        m_has_placeholder = m_has_placeholder || placeholder;
        if (!placeholder && !meansNothing(text))
            m_texts.insert(plainText(it.key(), 64), text);
    }
}

QString CallArguments::text(std::initializer_list<const char *> spellings) const
{
    // What a flow sends for a text it has not got, like the person of a caller who named none.
    static const QSet<QString> no_texts{QStringLiteral("true"), QStringLiteral("false"), QStringLiteral("0")};
    for (const char *spelling : spellings)
        if (const QString said = sent({spelling}); !said.isEmpty() && !no_texts.contains(said.toLower()))
            return said;
    return {};
}

QString CallArguments::sent(std::initializer_list<const char *> spellings) const
{
    for (const char *spelling : spellings)
        if (const auto it = m_texts.constFind(QLatin1String(spelling)); it != m_texts.constEnd())
            return it->toString();
    return {};
}

std::optional<int> CallArguments::number(std::initializer_list<const char *> spellings) const
{
    bool is_number = false;
    const double value = sent(spellings).toDouble(&is_number);
    if (!is_number || !(value >= -1e9 && value <= 1e9)) // "-nan" is a number, too
        return std::nullopt;
    return int(value);
}

std::optional<bool> CallArguments::flag(std::initializer_list<const char *> spellings) const
{
    const QString value = sent(spellings).toLower();
    static const QSet<QString> yes{QStringLiteral("true"), QStringLiteral("1"), QStringLiteral("yes"),
                                   QStringLiteral("ja")};
    static const QSet<QString> no{QStringLiteral("false"), QStringLiteral("0"), QStringLiteral("no"),
                                  QStringLiteral("nein")};
    if (yes.contains(value))
        return true;
    return no.contains(value) ? std::optional(false) : std::nullopt;
}

} // namespace salon
