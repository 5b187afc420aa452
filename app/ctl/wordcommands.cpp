// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/wordcommands.h"

#include "app/ctl/book.h"
#include "app/ctl/commandcontext.h"
#include "app/ctl/salonnames.h"
#include "core/phone/synonyms.h"
#include "core/storage/transaction.h"
#include "core/storage/unknownwordtable.h"

#include <QJsonArray>

namespace salon
{

namespace
{

ExitCode list(CommandContext &context, const Arguments &)
{
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto words = UnknownWordTable::all(book->connection);
    if (!words)
        return context.fail(words.error());
    const Zone &zone = book->catalogue.salon.zone;
    QJsonArray documents;
    QString text;
    for (const UnknownWord &word : *words) {
        documents.append(QJsonObject{{QStringLiteral("word"), word.said},
                                     {QStringLiteral("callers"), word.callers},
                                     {QStringLiteral("first_heard_at"), zone.iso(word.first_heard)},
                                     {QStringLiteral("last_heard_at"), zone.iso(word.last_heard)}});
        text += QStringLiteral("%1  %2  %3\n").arg(word.callers, 5).arg(zone.iso(word.last_heard), word.said);
    }
    return context.print({{QStringLiteral("words"), documents}}, text);
}

template <typename Act>
ExitCode change(CommandContext &context, const Book &book, const Arguments &arguments, Act act)
{
    Result<Transaction> tx = Transaction::begin(book.connection, context.clock());
    if (!tx)
        return context.fail(tx.error());
    if (const auto done = act(*tx); !done)
        return context.fail(done.error());
    if (const auto committed = tx->commit(); !committed)
        return context.fail(committed.error());
    return list(context, arguments);
}

ExitCode add(CommandContext &context, const Arguments &arguments)
{
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto service = serviceNamed(book->catalogue, arguments.value("service"));
    if (!service)
        return context.fail(service.error());
    return change(context, *book, arguments, [&](Transaction &tx) {
        return Synonyms::add(tx, (*service)->id, arguments.word(0), QStringLiteral("ctl"));
    });
}

ExitCode forget(CommandContext &context, const Arguments &arguments)
{
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    return change(context, *book, arguments, [&](Transaction &tx) -> Result<void> {
        const auto known = UnknownWordTable::forget(tx, arguments.word(0));
        if (!known)
            return known.error();
        return *known ? Result<void>() : Error{ErrorCode::NotFound, QStringLiteral("that word is not on the list")};
    });
}

} // namespace

QList<Command> wordCommands()
{
    return {{.name = QStringLiteral("words list"),
             .usage = {},
             .summary = QStringLiteral("what callers called a service and the phone did not understand"),
             .run = list},
            {.name = QStringLiteral("words add"),
             .usage = QStringLiteral("WORD --service S"),
             .summary = QStringLiteral("teach the phone which service a word means"),
             .run = add},
            {.name = QStringLiteral("words forget"),
             .usage = QStringLiteral("WORD"),
             .summary = QStringLiteral("take a word off that list"),
             .run = forget}};
}

} // namespace salon
