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

/// What nobody sees or hears: control and format characters, tag letters, fillers, halves of characters. It hides
/// words from people that a model reads, or turns the direction of what follows.
bool mayNotBeKept(char32_t code)
{
    switch (code) {
    case 0x034F: // joins what is joined anyway
    case 0x115F: // letters without a shape
    case 0x1160:
    case 0x3164:
    case 0xFFA0:
        return true;
    }
    const QChar::Category category = QChar::category(code);
    return category == QChar::Other_Control || category == QChar::Other_Format || category == QChar::Other_Surrogate ||
           (code >= 0xE0000 && code <= 0xE0FFF);
}

bool isPicture(QChar c)
{
    const char16_t code = c.unicode();
    const bool is_tag = code >= 0xDB40 && code <= 0xDB43;
    return (c.isSurrogate() && !is_tag) || code == 0xFE0F || (code >= 0x2600 && code <= 0x27BF);
}

/// One picture made of two ("family") is held together by a character that is nothing by itself, and writing that joins
/// its letters is kept apart by one.
bool joins(const QString &kept, const QString &sent, qsizetype at)
{
    if (kept.isEmpty() || at + 1 >= sent.size() || (sent.at(at) != QChar(0x200C) && sent.at(at) != QChar(0x200D)))
        return false;
    const QChar before = kept.back();
    const QChar after = sent.at(at + 1);
    const bool joined_writing = before.script() == after.script() && before.script() >= QChar::Script_Arabic &&
                                before.script() <= QChar::Script_Sinhala;
    return joined_writing || (sent.at(at) == QChar(0x200D) && isPicture(before) && isPicture(after));
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
        const bool is_pair = c.isHighSurrogate() && i + 1 < sent.size() && sent.at(i + 1).isLowSurrogate();
        const char32_t code = is_pair ? QChar::surrogateToUcs4(c, sent.at(i + 1)) : char32_t(c.unicode());
        if (c.isSpace())
            kept += u' ';
        else if (!mayNotBeKept(code) || joins(kept, sent, i))
            kept += sent.mid(i, is_pair ? 2 : 1);
        i += is_pair ? 1 : 0;
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
