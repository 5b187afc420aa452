// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/vocabulary.h"

#include "core/base/checks.h"
#include "core/domain/names.h"

#include <algorithm>
#include <QRegularExpression>
#include <QStringList>

namespace salon
{

namespace
{

WordKind kindOf(const QString &name)
{
    using K = WordKind;
    static const QHash<QString, WordKind> names{
        {QStringLiteral("number"), K::Number},
        {QStringLiteral("one"), K::One},
        {QStringLiteral("ordinal"), K::Ordinal},
        {QStringLiteral("month"), K::Month},
        {QStringLiteral("weekday"), K::Weekday},
        {QStringLiteral("relative-day"), K::RelativeDay},
        {QStringLiteral("this"), K::This},
        {QStringLiteral("next"), K::Next},
        {QStringLiteral("after-next"), K::AfterNext},
        {QStringLiteral("week"), K::Week},
        {QStringLiteral("day"), K::Day},
        {QStringLiteral("hour"), K::Hour},
        {QStringLiteral("hour-unit"), K::HourUnit},
        {QStringLiteral("minute"), K::Minute},
        {QStringLiteral("half"), K::Half},
        {QStringLiteral("quarter"), K::Quarter},
        {QStringLiteral("three-quarters"), K::ThreeQuarters},
        {QStringLiteral("past"), K::Past},
        {QStringLiteral("to"), K::To},
        {QStringLiteral("from"), K::From},
        {QStringLiteral("until"), K::Until},
        {QStringLiteral("between"), K::Between},
        {QStringLiteral("and"), K::And},
        {QStringLiteral("or"), K::Or},
        {QStringLiteral("in"), K::In},
        {QStringLiteral("part"), K::Part},
        {QStringLiteral("noon"), K::Noon},
        {QStringLiteral("meridiem"), K::Meridiem},
        {QStringLiteral("clock"), K::Clock},
        {QStringLiteral("dot-pair"), K::DotPair},
        {QStringLiteral("slash-pair"), K::SlashPair},
        {QStringLiteral("full-date"), K::FullDate},
    };
    SALON_CHECK(names.contains(name));
    return names.value(name);
}

int fourDigitYear(const QString &digits)
{
    return digits.size() == 2 ? 2000 + digits.toInt() : digits.toInt();
}

/// What is written in digits, by the first group of the expression that matched.
Word writtenInDigits(const QRegularExpressionMatch &m)
{
    const auto number = [&](const char *name) { return m.captured(QLatin1String(name)).toInt(); };
    const auto has = [&](const char *name) { return !m.captured(QLatin1String(name)).isEmpty(); };
    if (has("iy"))
        return {WordKind::FullDate, number("iy"), number("im"), number("id"), true};
    if (has("fy") || has("fs"))
        return {WordKind::FullDate, has("fy") ? number("fy") : 2000 + number("fs"), number("fm"), number("fd")};
    if (has("ch")) {
        const bool exact = m.captured(QStringLiteral("ch")).size() == 2;
        const int beyond_minute_ms = int(m.captured(QStringLiteral("cs")).toDouble() * 1000);
        return {WordKind::Clock, number("ch"), number("cm"), beyond_minute_ms, exact};
    }
    if (has("pa"))
        return {WordKind::DotPair, number("pa"), number("pb"), int(m.captured(QStringLiteral("pb")).size()),
                has("pdot")};
    if (has("sa"))
        return {WordKind::SlashPair, number("sa"), number("sb"),
                has("sy") ? fourDigitYear(m.captured(QStringLiteral("sy"))) : 0};
    if (has("o"))
        return {WordKind::Ordinal, number("o")};
    return {WordKind::Number, number("n"), 0, 0, false};
}

/// Digits of other scripts stand for nothing here: no number is read out of them.
const QRegularExpression &piece()
{
    static const QRegularExpression expression(
        QStringLiteral("(?<iy>[0-9]{4})-(?<im>[0-9]{1,2})-(?<id>[0-9]{1,2})"
                       "|(?<fd>[0-9]{1,2})\\.\\s?(?<fm>[0-9]{1,2})\\.(?:\\s?(?<fy>[0-9]{4})|(?<fs>[0-9]{2}))(?!\\d|:)"
                       "|(?<ch>[0-9]{1,2}):(?<cm>[0-9]{2})(?::(?<cs>[0-9]{2}(?:\\.[0-9]+)?))?(?!\\d)"
                       "|(?<pa>[0-9]{1,2})\\.(?<pb>[0-9]{1,2})(?<pdot>\\.)?(?!\\d|:)"
                       "|(?<sa>[0-9]{1,2})/(?<sb>[0-9]{1,2})(?:/(?<sy>[0-9]{4}|[0-9]{2}))?(?!\\d)"
                       "|(?<o>[0-9]{1,2})(?:\\.(?!\\d)|(?:st|nd|rd|th)\\b)"
                       "|(?<n>[0-9]{1,4})(?!\\d)"
                       "|(?<dash>(?<=\\d)\\s?[-–]\\s?(?=\\d))"
                       "|(?<minus>(?<![\\p{L}\\p{N}.,])[-–](?=\\d)|−)"
                       "|(?<w>\\p{L}[\\p{L}\\p{M}]*)"
                       "|(?<strange>\\d+)"),
        QRegularExpression::UseUnicodePropertiesOption);
    return expression;
}

/// German "morgen" is the morning behind a day or "am", else tomorrow.
void settleMorning(QList<Word> &words)
{
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (words.at(i).kind != WordKind::Morning)
            continue;
        qsizetype before = i - 1;
        while (before >= 0 && words.at(before).kind == WordKind::Filler)
            --before;
        using K = WordKind;
        static const QList<WordKind> days{K::RelativeDay, K::Weekday, K::OnThe,   K::FullDate,
                                          K::DotPair,     K::Month,   K::Ordinal, K::This};
        const bool is_part = before >= 0 && days.contains(words.at(before).kind);
        words[i] = is_part ? Word{K::Part, 0, 720, 1} : Word{K::RelativeDay, 1};
    }
}

/// "twenty five" -> 25, "thirty first" -> 31st.
void joinTens(QList<Word> &words)
{
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        const Word next = words.at(i + 1);
        const bool completes =
            (next.kind == WordKind::Number || next.kind == WordKind::Ordinal) && next.value >= 1 && next.value <= 9;
        if (words.at(i).kind != WordKind::Number || !words.at(i).exact || !completes)
            continue;
        words[i] = {next.kind, words.at(i).value + next.value};
        words.removeAt(i + 1);
    }
}

} // namespace

const Vocabulary &Vocabulary::of(Language language)
{
    static const Vocabulary of_german = german();
    static const Vocabulary of_english = english();
    return language == Language::German ? of_german : of_english;
}

void Vocabulary::add(const char *spellings, const Word &meaning)
{
    const QString text = QString::fromUtf8(spellings);
    for (const QString &spelling : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const FoldedName name = folded(spelling);
        m_words.insert(name.spelled, meaning);
        m_words.insert(name.bare, meaning);
    }
}

void Vocabulary::add(const QList<Phrase> &phrases)
{
    for (const Phrase &phrase : phrases) {
        const QStringList parts = QString::fromLatin1(phrase.kinds).split(QLatin1String(" / "));
        Pattern pattern{{}, parts.constFirst().split(QLatin1Char(' ')).size(), phrase.meaning};
        for (const QString &name : parts.join(QLatin1Char(' ')).split(QLatin1Char(' ')))
            pattern.words.append(kindOf(name));
        m_patterns.append(pattern);
    }
    std::stable_sort(m_patterns.begin(), m_patterns.end(),
                     [](const Pattern &a, const Pattern &b) { return a.words.size() > b.words.size(); });
}

QList<Word> Vocabulary::known(const QString &word) const
{
    const FoldedName name = folded(word);
    for (const QString &form : {name.spelled, name.bare})
        if (const auto it = m_words.constFind(form); it != m_words.constEnd())
            return {*it};
    // "Freitagvormittag": a weekday with a part of the day grown onto it.
    for (qsizetype cut = 4; cut + 3 < name.spelled.size(); ++cut) {
        const Word day = m_words.value(name.spelled.left(cut));
        const Word part = m_words.value(name.spelled.mid(cut));
        if (day.kind == WordKind::Weekday && (part.kind == WordKind::Part || part.kind == WordKind::Morning))
            return {day, part};
    }
    return {Word{}};
}

QList<Word> Vocabulary::read(const QString &utterance) const
{
    QString text = utterance.toLower().left(400);
    text.replace(QLatin1String("a.m."), QLatin1String("am")).replace(QLatin1String("p.m."), QLatin1String("pm"));
    text.replace(QLatin1String("o'clock"), QLatin1String("oclock"))
        .replace(QStringLiteral("o’clock"), QLatin1String("oclock"));
    text.replace(QRegularExpression(QStringLiteral("(?<=\\d)t(?=\\d)")), QStringLiteral(" "));
    QList<Word> words;
    auto pieces = piece().globalMatch(text);
    while (pieces.hasNext()) {
        const QRegularExpressionMatch match = pieces.next();
        if (!match.captured(QStringLiteral("dash")).isEmpty())
            words.append({WordKind::Until});
        else if (!match.captured(QStringLiteral("minus")).isEmpty())
            words.append({WordKind::Minus});
        else if (const QString word = match.captured(QStringLiteral("w")); !word.isEmpty())
            words.append(known(word));
        else if (!match.captured(QStringLiteral("strange")).isEmpty())
            words.append(Word{});
        else
            words.append(writtenInDigits(match));
    }
    settleMorning(words);
    joinTens(words);
    words.removeIf([](const Word &word) { return word.kind == WordKind::Filler || word.kind == WordKind::OnThe; });
    return words;
}

} // namespace salon
