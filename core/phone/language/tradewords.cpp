// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/tradewords.h"

#include <algorithm>
#include <QList>

namespace salon
{

namespace
{

struct Kind {
    QString name;
    QStringList stems; // anywhere in a word, as in "Herrenhaarschnitt"
    QStringList words; // too short to be looked for inside another word
};

Kind kind(const char *name, const char *stems, const char *words = "")
{
    const auto list = [](const char *text) {
        return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    };
    return {QLatin1String(name), list(stems), list(words)};
}

const QList<Kind> &kinds()
{
    static const QList<Kind> table{
        kind("men", "herren maenner gentlem", "mann mannes men mens man male maennlich"),
        kind("women", "damen frauen ladies woman women", "dame lady female weiblich"),
        kind("children", "kinder child", "kind kids kid"),
        kind("cut", "schnitt schneid haircut", "cut cuts cutting trim trimmen"),
        kind("wash", "wasch waesche shampoo", "wash washing"),
        kind("dry", "foehn blowdry trockn", "foen foenen blow dry drying"),
        kind("colour", "faerb farb colour color toenung tinting", "toenen tint dye dyeing"),
        kind("roots", "ansatz", "root roots"),
        kind("lengths", "laengen lengths", ""),
        kind("highlights", "straehn highlight meches balayage", "meschen"),
        kind("blond", "blond bleach", ""),
        kind("perm", "dauerwell minipli", "perm perms permed"),
        kind("smooth", "glaett straighten", ""),
        kind("beard", "bart beard", ""),
        kind("updo", "hochsteck steckfrisur", "updo"),
        kind("extensions", "extension verlaenger", ""),
        kind("care", "pflege treatment", "kur"),
        kind("brows", "augenbrau eyebrow", "brows brow"),
        kind("lashes", "wimper eyelash", "lashes"),
        kind("bridal", "braut bridal hochzeit wedding", ""),
        kind("styling", "styling stylen", "style"),
        kind("whole", "komplett complete", "ganz ganze full"),
        kind("", "", "haar haare haaren hair"), // what all of it is about
    };
    return table;
}

QSet<QString> kindsOfWord(const QString &word)
{
    QSet<QString> found;
    for (const Kind &kind : kinds()) {
        const bool holds =
            kind.words.contains(word) || std::any_of(kind.stems.cbegin(), kind.stems.cend(),
                                                     [&](const QString &stem) { return word.contains(stem); });
        if (holds)
            found.insert(kind.name);
    }
    return found;
}

} // namespace

std::optional<QSet<QString>> TradeWords::kindsOf(const QStringList &words)
{
    QSet<QString> named;
    for (const QString &word : words) {
        const QSet<QString> found = kindsOfWord(word);
        if (found.isEmpty())
            return std::nullopt;
        named.unite(found);
    }
    named.remove({});
    return named;
}

bool TradeWords::areWorkOfTheirOwn(const QStringList &words)
{
    static const QSet<QString> of_their_own{
        QStringLiteral("colour"), QStringLiteral("highlights"), QStringLiteral("perm"),
        QStringLiteral("smooth"), QStringLiteral("beard"),      QStringLiteral("updo"),
        QStringLiteral("brows"),  QStringLiteral("extensions"), QStringLiteral("lashes"),
    };
    const std::optional<QSet<QString>> named = kindsOf(words);
    return named && named->intersects(of_their_own);
}

QSet<QString> TradeWords::kindsIn(const QStringList &words)
{
    QSet<QString> held;
    for (const QString &word : words)
        held.unite(kindsOfWord(word));
    held.remove({});
    return held;
}

} // namespace salon
