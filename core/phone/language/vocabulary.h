// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/language.h"
#include "core/phone/language/meaning.h"
#include "core/phone/language/word.h"

#include <QHash>
#include <QList>
#include <QString>
#include <span>

namespace salon
{

struct Pattern {
    QList<WordKind> words;
    qsizetype taken = 0; // of these; the others only have to follow
    Meaning meaning;
};

/// The words and patterns of one language. Which there are is data: germanvocabulary.cpp, englishvocabulary.cpp, and
/// sharedpatterns.cpp for what both have.
class Vocabulary
{
public:
    /// Blank-separated spellings, "_" for a blank within one; some stand for two words ("tonight").
    struct Entry {
        const char *words;
        Word meaning;
        Word second = {};
    };
    /// Kinds of words; behind "/" stands what must follow. "count" is a number or "ein", "any-day" what a day begins
    /// with.
    struct Phrase {
        const char *kinds;
        Meaning meaning;
    };

    static const Vocabulary &of(Language language);

    /// Words in any spelling ("uebermorgen"), digits, dates and clock times; fillers and stutters are left out.
    QList<Word> read(const QString &utterance) const;
    /// The longest pattern that begins at this word; null where none does.
    const Pattern *matching(const QList<Word> &words, qsizetype at) const;

private:
    static Vocabulary german();
    static Vocabulary english();
    void addShared();
    void add(const char *spellings, const QList<Word> &meaning);
    void add(std::span<const Entry> entries);
    void add(std::span<const Phrase> phrases);
    void sortPatterns();
    QList<Word> known(const QString &word) const;
    QList<Word> grownTogether(const QString &folded_word) const;
    void joinNumbers(QList<Word> &words) const;

    QHash<QString, QList<Word>> m_words; // by folded spelling, of one word or several
    qsizetype m_most_words = 1;          // of one spelling
    QList<Pattern> m_patterns;           // longest first
    bool m_ones_before_tens = false;     // "fünf und zwanzig"
};

} // namespace salon
