// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/ownsentences.h"

#include "core/phone/callarguments.h"
#include "core/phone/spokenback.h"
#include "core/storage/journaltable.h"
#include "core/storage/ownsentencetable.h"
#include "core/storage/transaction.h"

#include <QRegularExpression>
#include <QSet>

namespace salon
{

namespace
{

constexpr qsizetype kLongestSentence = 300;

QSet<QString> placesOf(const QString &text)
{
    static const QRegularExpression place(QStringLiteral("%[0-9]"));
    QSet<QString> found;
    auto matches = place.globalMatch(text);
    while (matches.hasNext())
        found.insert(matches.next().captured());
    return found;
}

QString listed(const QSet<QString> &places)
{
    QStringList sorted(places.begin(), places.end());
    sorted.sort();
    return sorted.join(QStringLiteral(", "));
}

Result<Phrase> named(const QString &name)
{
    if (const std::optional<Phrase> phrase = Phrases::named(name))
        return *phrase;
    return Error{ErrorCode::NotFound, QStringLiteral("there is no phrase called %1").arg(name)};
}

Result<void> write(Transaction &transaction, const QString &name, Language language, const QString &text,
                   const QString &who)
{
    const auto before = OwnSentenceTable::all(transaction.connection(), language);
    if (!before)
        return before.error();
    const auto done = text.isEmpty() ? OwnSentenceTable::remove(transaction, name, language)
                                     : OwnSentenceTable::set(transaction, name, language, text);
    if (!done)
        return done;
    const QString key = name + (language == Language::German ? QStringLiteral(".de") : QStringLiteral(".en"));
    return JournalTable::write(transaction, {.who = who,
                                             .action = QStringLiteral("own_sentence"),
                                             .subject = QStringLiteral("own_sentences"),
                                             .before = {{key, before->value(name)}},
                                             .after = {{key, text}}});
}

} // namespace

Result<QHash<Phrase, QString>> OwnSentences::of(Connection &connection, Language language)
{
    const auto stored = OwnSentenceTable::all(connection, language);
    if (!stored)
        return stored.error();
    QHash<Phrase, QString> sentences;
    for (auto it = stored->begin(); it != stored->end(); ++it)
        if (const auto phrase = Phrases::named(it.key()); phrase && objection(*phrase, it.value()).isEmpty())
            sentences.insert(*phrase, it.value()); // a phrase may have gone, or have other places by now
    return sentences;
}

QString OwnSentences::objection(Phrase phrase, const QString &text)
{
    static const QRegularExpression markup(QStringLiteral("[*_#<>\\[\\]{}|`\\\\]"));
    static const QRegularExpression promise(QStringLiteral("SMS|E-?Mail|\\bmail|WhatsApp|Nachricht|Mitteilung|"
                                                           "\\bsims(en|e|t)\\b|text message|short message|"
                                                           "\\btext(ing)? you\\b|message (to|on) your"),
                                            QRegularExpression::CaseInsensitiveOption);
    if (text.trimmed().isEmpty())
        return QStringLiteral("a sentence has words");
    if (text.size() > kLongestSentence || plainText(text, kLongestSentence) != text)
        return QStringLiteral("a sentence is one line of at most %1 characters").arg(kLongestSentence);
    const QSet<QString> places = placesOf(Phrases::text(phrase, Language::German));
    if (placesOf(text) != places)
        return places.isEmpty() ? QStringLiteral("this sentence has nothing to fill in")
                                : QStringLiteral("this sentence needs exactly %1").arg(listed(places));
    static const QRegularExpression place(QStringLiteral("%[0-9]"));
    if (text.contains(markup) || leadsElsewhere(QString(text).replace(place, QStringLiteral("…"))))
        return QStringLiteral("markup, web addresses and telephone numbers cannot be spoken");
    if (text.contains(promise))
        return QStringLiteral("nobody sends the message that this sentence speaks of");
    return {};
}

Result<void> OwnSentences::set(Transaction &transaction, const QString &name, Language language, const QString &text,
                               const QString &who)
{
    const Result<Phrase> phrase = named(name);
    if (!phrase)
        return phrase.error();
    if (const QString why = objection(*phrase, text); !why.isEmpty())
        return Error{ErrorCode::InvalidInput, why};
    return write(transaction, name, language, text, who);
}

Result<void> OwnSentences::reset(Transaction &transaction, const QString &name, Language language, const QString &who)
{
    if (const Result<Phrase> phrase = named(name); !phrase)
        return phrase.error();
    return write(transaction, name, language, {}, who);
}

} // namespace salon
