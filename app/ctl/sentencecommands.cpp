// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/sentencecommands.h"

#include "app/ctl/book.h"
#include "app/ctl/commandcontext.h"
#include "app/ctl/salonnames.h"
#include "core/phone/ownsentences.h"
#include "core/storage/transaction.h"

#include <QJsonArray>

namespace salon
{

namespace
{

QJsonObject documentOf(Phrase phrase, Language language, const QHash<Phrase, QString> &own)
{
    const QString standard = Phrases::text(phrase, language);
    return {{QStringLiteral("name"), Phrases::name(phrase)},
            {QStringLiteral("language"), word(language)},
            {QStringLiteral("text"), own.value(phrase, standard)},
            {QStringLiteral("default"), standard}};
}

ExitCode list(CommandContext &context, const Arguments &)
{
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    QJsonArray documents;
    QString text;
    for (const Language language : {Language::German, Language::English}) {
        const auto own = OwnSentences::of(book->connection, language);
        if (!own)
            return context.fail(own.error());
        for (int i = 0; i < int(Phrase::Count); ++i) {
            const QJsonObject document = documentOf(Phrase(i), language, *own);
            documents.append(document);
            text += QStringLiteral("%1 %2  %3  %4\n")
                        .arg(own->contains(Phrase(i)) ? u'*' : u' ')
                        .arg(document.value(QLatin1String("language")).toString())
                        .arg(Phrases::name(Phrase(i)), -28)
                        .arg(document.value(QLatin1String("text")).toString());
        }
    }
    return context.print({{QStringLiteral("sentences"), documents}}, text);
}

template <typename Act>
ExitCode change(CommandContext &context, const Arguments &arguments, Act act)
{
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const Language language = languageOf(context, book->catalogue);
    Result<Transaction> tx = Transaction::begin(book->connection, context.clock());
    if (!tx)
        return context.fail(tx.error());
    if (const auto done = act(*tx, language); !done)
        return context.fail(done.error());
    if (const auto committed = tx->commit(); !committed)
        return context.fail(committed.error());
    const auto own = OwnSentences::of(book->connection, language);
    if (!own)
        return context.fail(own.error());
    const QJsonObject document = documentOf(*Phrases::named(arguments.word(0)), language, *own);
    return context.print(document, document.value(QLatin1String("text")).toString() + QLatin1Char('\n'));
}

ExitCode set(CommandContext &context, const Arguments &arguments)
{
    return change(context, arguments, [&](Transaction &tx, Language language) {
        return OwnSentences::set(tx, arguments.word(0), language, arguments.word(1), QStringLiteral("ctl"));
    });
}

ExitCode reset(CommandContext &context, const Arguments &arguments)
{
    return change(context, arguments, [&](Transaction &tx, Language language) {
        return OwnSentences::reset(tx, arguments.word(0), language, QStringLiteral("ctl"));
    });
}

} // namespace

QList<Command> sentenceCommands()
{
    return {{.name = QStringLiteral("sentences list"),
             .usage = {},
             .summary = QStringLiteral("what the phone says, in both languages; * = in the salon's own words"),
             .run = list},
            {.name = QStringLiteral("sentences set"),
             .usage = QStringLiteral("NAME TEXT"),
             .summary = QStringLiteral("say something in the salon's own words (in --language, else the salon's)"),
             .run = set},
            {.name = QStringLiteral("sentences reset"),
             .usage = QStringLiteral("NAME"),
             .summary = QStringLiteral("back to the sentence that comes with the program"),
             .run = reset}};
}

} // namespace salon
