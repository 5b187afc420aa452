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

using K = WordKind;

/// Nobody says more in one breath; what an agent sends beyond it is not about a day.
constexpr qsizetype kLongestUtterance = 400;

WordKind kindOf(const QString &name)
{
    static const QHash<QString, WordKind> names{
        {QStringLiteral("number"), K::Number},
        {QStringLiteral("one"), K::One},
        {QStringLiteral("count"), K::Count},
        {QStringLiteral("ordinal"), K::Ordinal},
        {QStringLiteral("month"), K::Month},
        {QStringLiteral("weekday"), K::Weekday},
        {QStringLiteral("relative-day"), K::RelativeDay},
        {QStringLiteral("any-day"), K::AnyDay},
        {QStringLiteral("this"), K::This},
        {QStringLiteral("next"), K::Next},
        {QStringLiteral("after-next"), K::AfterNext},
        {QStringLiteral("last"), K::Last},
        {QStringLiteral("week"), K::Week},
        {QStringLiteral("weekend"), K::Weekend},
        {QStringLiteral("day"), K::Day},
        {QStringLiteral("month-unit"), K::MonthUnit},
        {QStringLiteral("year"), K::Year},
        {QStringLiteral("calendar-year"), K::CalendarYear},
        {QStringLiteral("begin"), K::Begin},
        {QStringLiteral("middle"), K::Middle},
        {QStringLiteral("end"), K::End},
        {QStringLiteral("feast"), K::Feast},
        {QStringLiteral("advent"), K::Advent},
        {QStringLiteral("soonest"), K::Soonest},
        {QStringLiteral("vague-day"), K::VagueDay},
        {QStringLiteral("hour"), K::Hour},
        {QStringLiteral("hour-unit"), K::HourUnit},
        {QStringLiteral("minute"), K::Minute},
        {QStringLiteral("half"), K::Half},
        {QStringLiteral("one-and-half"), K::OneAndHalf},
        {QStringLiteral("quarter"), K::Quarter},
        {QStringLiteral("three-quarters"), K::ThreeQuarters},
        {QStringLiteral("past"), K::Past},
        {QStringLiteral("to"), K::To},
        {QStringLiteral("before"), K::Before},
        {QStringLiteral("from"), K::From},
        {QStringLiteral("until"), K::Until},
        {QStringLiteral("between"), K::Between},
        {QStringLiteral("and"), K::And},
        {QStringLiteral("or"), K::Or},
        {QStringLiteral("not"), K::Not},
        {QStringLiteral("not-behind"), K::NotBehind},
        {QStringLiteral("not-amid"), K::NotAmid},
        {QStringLiteral("correction"), K::Correction},
        {QStringLiteral("in"), K::In},
        {QStringLiteral("part"), K::Part},
        {QStringLiteral("after-work"), K::AfterWork},
        {QStringLiteral("at-opening"), K::AtOpening},
        {QStringLiteral("vague-time"), K::VagueTime},
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

bool fits(WordKind wanted, const Word &word)
{
    static const QList<WordKind> days{K::Weekday,   K::RelativeDay, K::FullDate, K::Feast, K::Ordinal, K::Next, K::This,
                                      K::AfterNext, K::Last,        K::Weekend,  K::Begin, K::Middle,  K::End};
    if (wanted == K::Count)
        return word.kind == K::Number || word.kind == K::One;
    if (wanted == K::NotBehind || wanted == K::NotAmid)
        return word.kind == K::Not && !word.apart && word.exact == (wanted == K::NotBehind);
    if (wanted == K::AnyDay)
        return days.contains(word.kind) || (word.kind == K::DotPair && word.exact);
    return word.kind == wanted;
}

/// "zehn, elf oder zwölf", "am 3., 4. oder 5.": one after the other, not together.
bool isListed(const QList<Word> &words, qsizetype at)
{
    const WordKind kind = words.at(at).kind;
    return words.at(at).apart && kind == words.at(at - 1).kind && (kind == K::Number || kind == K::Ordinal);
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
    if (has("dash"))
        return {K::Until};
    if (has("minus"))
        return {K::Minus};
    if (has("strange"))
        return {};
    if (has("half"))
        return {K::VagueTime};
    if (has("iy"))
        return {K::FullDate, number("iy"), number("im"), number("id"), true};
    if (has("fy") || has("fs"))
        return {K::FullDate, has("fy") ? number("fy") : 2000 + number("fs"), number("fm"), number("fd")};
    if (has("ch")) {
        const bool exact = m.captured(QStringLiteral("ch")).size() == 2;
        const int beyond_minute_ms = int(m.captured(QStringLiteral("cs")).toDouble() * 1000);
        return {K::Clock, number("ch"), number("cm"), beyond_minute_ms, exact};
    }
    if (has("pa"))
        return {K::DotPair, number("pa"), number("pb"), int(m.captured(QStringLiteral("pb")).size()), has("pdot")};
    if (has("sa"))
        return {K::SlashPair, number("sa"), number("sb"),
                has("sy") ? fourDigitYear(m.captured(QStringLiteral("sy"))) : 0};
    if (has("o"))
        return {K::Ordinal, number("o")};
    return {number("n") < 1000 ? K::Number : K::CalendarYear, number("n")};
}

/// Digits of other scripts stand for nothing here: no number is read out of them.
const QRegularExpression &piece()
{
    static const QRegularExpression expression(
        QStringLiteral("(?<iy>[0-9]{4})-(?<im>[0-9]{1,2})-(?<id>[0-9]{1,2})"
                       "|(?<fd>[0-9]{1,2})\\.\\s?(?<fm>[0-9]{1,2})\\.(?:\\s?(?<fy>[0-9]{4})|(?<fs>[0-9]{2}))(?!\\d|:)"
                       "|(?<ch>[0-9]{1,2}):(?<cm>[0-9]{2})(?::(?<cs>[0-9]{2}(?:\\.[0-9]+)?))?(?!\\d)"
                       "|(?<half>[0-9]{1,2}:[0-9](?!\\d))"
                       "|(?<pa>[0-9]{1,2})\\.(?<pb>[0-9]{1,2})(?<pdot>\\.)?(?!\\d|:)"
                       "|(?<sa>[0-9]{1,2})/(?<sb>[0-9]{1,2})(?:/(?<sy>[0-9]{4}|[0-9]{2}))?(?!\\d)"
                       "|(?<o>[0-9]{1,2})(?:\\.(?!\\d)|(?:st|nd|rd|th)\\b)"
                       "|(?<n>[0-9]{1,4})(?!\\d)"
                       "|(?<dash>(?<=\\d|\\d\\.)\\s?[-–]\\s?(?=\\d))"
                       "|(?<minus>(?<![\\p{L}\\p{N}.,])[-–](?=\\d)|−)"
                       "|(?<w>\\p{L}[\\p{L}\\p{M}]*)"
                       "|(?<strange>\\d+)"),
        QRegularExpression::UseUnicodePropertiesOption);
    return expression;
}

/// German "morgen" is the morning behind a day or "am", else tomorrow.
void settleMorning(QList<Word> &words)
{
    static const QList<WordKind> days{K::RelativeDay, K::Weekday, K::OnThe,   K::FullDate,
                                      K::DotPair,     K::Month,   K::Ordinal, K::This};
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (words.at(i).kind != K::Morning)
            continue;
        qsizetype before = i - 1;
        while (before >= 0 && words.at(before).kind == K::Filler)
            --before;
        const bool is_part = before >= 0 && days.contains(words.at(before).kind);
        const bool apart = words.at(i).apart;
        words[i] = is_part ? Word{K::Part, 0, 720, 1} : Word{K::RelativeDay, 1};
        words[i].apart = apart;
    }
}

/// What was set apart by a filler stays apart; behind a "nicht" a filler is a break like a comma.
void dropFillers(QList<Word> &words)
{
    QList<Word> left;
    bool apart = false;
    bool at_a_time = false; // "um"
    for (Word word : std::as_const(words)) {
        apart = apart || word.apart;
        if (!left.isEmpty() && left.constLast().kind == K::Not)
            left.last().exact = left.constLast().exact || apart || word.kind == K::Filler;
        at_a_time = at_a_time || (word.kind == K::Filler && word.value == 1);
        if (word.kind == K::Filler || word.kind == K::OnThe)
            continue;
        word.apart = apart;
        if (at_a_time && word.kind == K::Number)
            word.second = 1;
        apart = at_a_time = false;
        left.append(word);
    }
    if (!left.isEmpty() && left.constLast().kind == K::Not)
        left.last().exact = true;
    words = left;
}

/// The words of a text as they stand, with what was written in digits already read.
struct Piece {
    QString folded; // empty: `read` is it
    Word read;
    bool goes_on = false; // nothing but a blank or a hyphen since the piece before
    bool apart = false;   // a comma or the like since then
};

QList<Piece> piecesOf(const QString &text)
{
    QList<Piece> pieces;
    qsizetype end = 0;
    auto matches = piece().globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString between = text.mid(end, match.capturedStart() - end);
        const QString word = match.captured(QStringLiteral("w"));
        Piece next{word.isEmpty() ? QString() : folded(word).spelled, word.isEmpty() ? writtenInDigits(match) : Word(),
                   between == QLatin1String(" ") || between == QLatin1String("-"),
                   end > 0 && std::any_of(between.begin(), between.end(), [](QChar c) { return c.isPunct(); })};
        end = match.capturedEnd();
        if (word.isEmpty() || !next.folded.isEmpty())
            pieces.append(next);
    }
    return pieces;
}

} // namespace

const Vocabulary &Vocabulary::of(Language language)
{
    static const Vocabulary of_german = german();
    static const Vocabulary of_english = english();
    return language == Language::German ? of_german : of_english;
}

void Vocabulary::add(const char *spellings, const QList<Word> &meaning)
{
    const QString text = QString::fromUtf8(spellings);
    for (const QString &spelling : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const FoldedName name = folded(QString(spelling).replace(QLatin1Char('_'), QLatin1Char(' ')));
        m_words.insert(name.spelled, meaning);
        m_words.insert(name.bare, meaning);
        m_most_words = std::max(m_most_words, name.bare.count(QLatin1Char(' ')) + 1);
    }
}

void Vocabulary::add(std::span<const Entry> entries)
{
    for (const Entry &entry : entries) {
        QList<Word> meaning{entry.meaning};
        if (entry.second.kind != K::Unknown)
            meaning.append(entry.second);
        add(entry.words, meaning);
    }
}

void Vocabulary::add(std::span<const Phrase> phrases)
{
    for (const Phrase &phrase : phrases) {
        const QStringList parts = QString::fromLatin1(phrase.kinds).split(QLatin1String(" / "));
        Pattern pattern{{}, parts.constFirst().split(QLatin1Char(' ')).size(), phrase.meaning};
        for (const QString &name : parts.join(QLatin1Char(' ')).split(QLatin1Char(' ')))
            pattern.words.append(kindOf(name));
        m_patterns.append(pattern);
    }
}

void Vocabulary::sortPatterns()
{
    std::stable_sort(m_patterns.begin(), m_patterns.end(),
                     [](const Pattern &a, const Pattern &b) { return a.words.size() > b.words.size(); });
}

const Pattern *Vocabulary::matching(const QList<Word> &words, qsizetype at) const
{
    for (const Pattern &pattern : m_patterns) {
        if (at + pattern.words.size() > words.size())
            continue;
        bool all = true;
        for (qsizetype i = 0; all && i < pattern.words.size(); ++i)
            all = fits(pattern.words.at(i), words.at(at + i)) && (i == 0 || !isListed(words, at + i));
        if (all)
            return &pattern;
    }
    return nullptr;
}

/// "Freitagvormittag", "vierzehnuhr", "halbelf": what recognition writes as one word.
QList<Word> Vocabulary::grownTogether(const QString &word) const
{
    static const QList<std::pair<WordKind, WordKind>> pairs{
        {K::Weekday, K::Part}, {K::Weekday, K::Morning}, {K::RelativeDay, K::Part}, {K::Morning, K::Part},
        {K::Number, K::Hour},  {K::Half, K::Number},     {K::Quarter, K::HourUnit}, {K::ThreeQuarters, K::HourUnit}};
    for (qsizetype cut = 3; cut + 3 <= word.size(); ++cut) {
        const QList<Word> first = m_words.value(word.left(cut));
        const QList<Word> second = m_words.value(word.mid(cut));
        if (first.size() == 1 && second.size() == 1 &&
            pairs.contains(std::pair(first.constFirst().kind, second.constFirst().kind)))
            return {first.constFirst(), second.constFirst()};
    }
    return {Word{}};
}

QList<Word> Vocabulary::known(const QString &word) const
{
    const auto it = m_words.constFind(word);
    return it != m_words.constEnd() ? *it : grownTogether(word);
}

/// "twenty five" -> 25, "thirty first" -> 31st; German "fünf und zwanzigsten" -> 25th, but not behind "zwischen".
void Vocabulary::joinNumbers(QList<Word> &words) const
{
    const auto is_unit = [](const Word &word) {
        return (word.kind == K::Number || word.kind == K::Ordinal) && word.value >= 1 && word.value <= 9;
    };
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        const Word next = words.at(i + 1);
        if (words.at(i).kind == K::Number && words.at(i).exact && is_unit(next)) {
            words[i] = {next.kind, words.at(i).value + next.value, words.at(i).second};
            words.removeAt(i + 1);
        }
        if (!m_ones_before_tens || i + 2 >= words.size() || words.at(i + 1).kind != K::And)
            continue;
        const Word tens = words.at(i + 2);
        const bool is_tens = (tens.kind == K::Number || tens.kind == K::Ordinal) && tens.value % 10 == 0 &&
                             tens.value >= 20 && tens.value < 60;
        const bool in_range = i > 0 && words.at(i - 1).kind == K::Between;
        const bool is_one = words.at(i).kind == K::One || (words.at(i).kind == K::Number && is_unit(words.at(i)));
        if (is_tens && is_one && !in_range) {
            words[i] = {tens.kind, words.at(i).value + tens.value};
            words.remove(i + 1, 2);
        }
    }
}

QList<Word> Vocabulary::read(const QString &utterance) const
{
    QString text = utterance.simplified().toLower().left(kLongestUtterance);
    text.replace(QLatin1String("a.m."), QLatin1String("am")).replace(QLatin1String("p.m."), QLatin1String("pm"));
    text.remove(QLatin1Char('\'')).remove(QChar(u'’'));
    text.replace(QRegularExpression(QStringLiteral("(?<=\\d)t(?=\\d)")), QStringLiteral(" "));
    static const QRegularExpression hyphened(QStringLiteral("\\b([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})(?![0-9])"));
    text.replace(hyphened, QStringLiteral("\\1.\\2.\\3")); // "28-11-2025"
    const QList<Piece> pieces = piecesOf(text);
    QList<Word> words;
    for (qsizetype at = 0; at < pieces.size();) {
        const QString &first = pieces.at(at).folded;
        if (first.isEmpty()) {
            words.append(pieces.at(at).read);
            words.last().apart = pieces.at(at++).apart;
            continue;
        }
        qsizetype taken = 0;
        QString spelling = first;
        for (qsizetype n = 1; n < m_most_words && at + n < pieces.size(); ++n) {
            if (!pieces.at(at + n).goes_on || pieces.at(at + n).folded.isEmpty())
                break;
            spelling += QLatin1Char(' ') + pieces.at(at + n).folded;
            if (m_words.contains(spelling))
                taken = n + 1;
        }
        QStringList parts;
        for (qsizetype n = 0; n < taken; ++n)
            parts.append(pieces.at(at + n).folded);
        const QList<Word> meant = taken > 1 ? m_words.value(parts.join(QLatin1Char(' '))) : known(first);
        // "am am Dienstag": said twice, meant once. Numbers are left to the patterns ("zehn, zehn Uhr").
        const bool is_stutter = taken < 2 && at > 0 && pieces.at(at - 1).folded == first && !words.isEmpty() &&
                                meant.constFirst().kind != K::Number && meant.constFirst().kind != K::Unknown;
        if (!is_stutter) {
            words.append(meant.constFirst());
            words.last().apart = pieces.at(at).apart;
            words += meant.mid(1);
        }
        at += std::max<qsizetype>(taken, 1);
    }
    settleMorning(words);
    dropFillers(words);
    joinNumbers(words);
    return words;
}

} // namespace salon
