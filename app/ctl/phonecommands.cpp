// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/phonecommands.h"

#include "app/ctl/book.h"
#include "app/ctl/callcommands.h"
#include "app/ctl/commandcontext.h"
#include "core/phone/functiondesk.h"
#include "core/storage/callbacktable.h"
#include "core/storage/journaltable.h"
#include "core/storage/transaction.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

namespace salon
{

namespace
{

/// What Retell would have sent: with a call id the wrapped body, without one the arguments alone.
Result<FunctionCall> functionCall(const CommandContext &context, const Arguments &arguments, const QJsonObject &args)
{
    QJsonObject call{{QStringLiteral("call_id"), arguments.value("call-id")},
                     {QStringLiteral("call_type"), QStringLiteral("phone_call")},
                     {QStringLiteral("from_number"), arguments.value("from")},
                     {QStringLiteral("to_number"), arguments.value("to")}};
    const Result<qint64> version = arguments.number("agent-version", 0, 0, 1'000'000);
    if (!version)
        return version.error();
    if (arguments.has("agent-version"))
        call.insert(QStringLiteral("agent_version"), *version);
    if (!arguments.has("call-id"))
        return FunctionCall::parse(args, arguments.word(0), context.clock().now());
    return FunctionCall::parse(
        {{QStringLiteral("name"), arguments.word(0)}, {QStringLiteral("call"), call}, {QStringLiteral("args"), args}},
        {}, context.clock().now());
}

/// The caller's language, where the command line says it.
std::optional<Language> callersLanguage(const CommandContext &context)
{
    const QString word = context.options().language;
    if (word.isEmpty())
        return std::nullopt;
    return word == QLatin1String("de") ? Language::German : Language::English;
}

ExitCode call(CommandContext &context, const Arguments &arguments)
{
    QJsonObject args;
    if (arguments.has("args")) {
        const QJsonDocument document = QJsonDocument::fromJson(arguments.value("args").toUtf8());
        if (!document.isObject())
            return context.usage(QStringLiteral("--args is not a JSON object"));
        args = document.object();
    }
    Result<FunctionCall> function = functionCall(context, arguments, args);
    if (!function)
        return context.usage(function.error().detail);
    if (const auto language = callersLanguage(context))
        function->language = language;
    const auto connection = context.database();
    if (!connection)
        return context.fail(connection.error());
    const FunctionDesk desk(context.clock(), context.random());
    QElapsedTimer timer;
    timer.start();
    const FunctionReply reply = desk.answer(**connection, *function);
    const std::chrono::microseconds took(timer.nsecsElapsed() / 1000);
    if (const auto recorded = desk.record(**connection, *function, reply, took); !recorded)
        return context.fail(recorded.error());
    const QString code = reply.code.isEmpty() ? QString() : QStringLiteral("[%1] ").arg(reply.code);
    return context.print(reply.document(), code + reply.message + QLatin1Char('\n'));
}

QJsonValue isoOrNull(const Zone &zone, const std::optional<Instant> &at)
{
    return at ? QJsonValue(zone.iso(*at)) : QJsonValue();
}

QJsonObject documentOf(const Callback &callback, const Zone &zone)
{
    return {
        {QStringLiteral("id"), qint64(callback.id.value)},
        {QStringLiteral("call_id"), callback.call_id},
        {QStringLiteral("customer"),
         callback.customer.isNull() ? QJsonValue() : QJsonValue(qint64(callback.customer.value))},
        {QStringLiteral("name"), callback.name},
        {QStringLiteral("phone"), callback.phone},
        {QStringLiteral("reason"), callback.reason},
        {QStringLiteral("priority"), word(callback.priority)},
        {QStringLiteral("status"), callback.done ? QStringLiteral("done") : QStringLiteral("open")},
        {QStringLiteral("created_at"), zone.iso(callback.created)},
        {QStringLiteral("expires_at"), zone.iso(callback.expires)},
        {QStringLiteral("appointment_id"),
         callback.appointment.isNull() ? QJsonValue() : QJsonValue(qint64(callback.appointment.value))},
        {QStringLiteral("wanted_from"), callback.wanted ? QJsonValue(zone.iso(callback.wanted->begin)) : QJsonValue()},
        {QStringLiteral("wanted_until"), callback.wanted ? QJsonValue(zone.iso(callback.wanted->end)) : QJsonValue()},
        {QStringLiteral("done_at"), isoOrNull(zone, callback.done_at)}};
}

QString lineOf(const Callback &callback, const Zone &zone)
{
    return QStringLiteral("%1  %2  %3  %4  %5  %6\n")
        .arg(callback.id.value, 5)
        .arg(callback.done ? QStringLiteral("done") : word(callback.priority), zone.iso(callback.expires),
             callback.phone, callback.name, callback.reason);
}

ExitCode listCallbacks(CommandContext &context, const Arguments &)
{
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto callbacks = CallbackTable::list(book->connection);
    if (!callbacks)
        return context.fail(callbacks.error());
    QJsonArray list;
    QString text;
    for (const Callback &callback : *callbacks) {
        list.append(documentOf(callback, book->catalogue.salon.zone));
        text += lineOf(callback, book->catalogue.salon.zone);
    }
    return context.print({{QStringLiteral("callbacks"), list}}, text);
}

ExitCode callbackDone(CommandContext &context, const Arguments &arguments)
{
    const auto id = arguments.id(0);
    if (!id)
        return context.fail(id.error());
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    Result<Transaction> tx = Transaction::begin(book->connection, context.clock());
    if (!tx)
        return context.fail(tx.error());
    if (const auto done = CallbackTable::markDone(*tx, {*id}); !done)
        return context.fail(done.error());
    if (const auto written = JournalTable::write(
            *tx, {QStringLiteral("ctl"), QStringLiteral("done"), QStringLiteral("callbacks"), *id, {}, {}, {}});
        !written)
        return context.fail(written.error());
    if (const auto committed = tx->commit(); !committed)
        return context.fail(committed.error());
    const auto callback = CallbackTable::read(book->connection, {*id});
    if (!callback)
        return context.fail(callback.error());
    const Zone &zone = book->catalogue.salon.zone;
    return context.print(documentOf(*callback, zone), lineOf(*callback, zone));
}

} // namespace

QList<Command> phoneCommands()
{
    return QList<Command>{{.name = QStringLiteral("call"),
                           .usage = QStringLiteral("FUNCTION [--args JSON] [--call-id ID] [--from NUMBER] "
                                                   "[--to NUMBER] [--agent-version N]"),
                           .summary = QStringLiteral("one phone function through the same code as the listener"),
                           .run = call}} +
           callCommands() +
           QList<Command>{{.name = QStringLiteral("callbacks list"),
                           .usage = {},
                           .summary = QStringLiteral("who waits to be called back"),
                           .run = listCallbacks},
                          {.name = QStringLiteral("callbacks done"),
                           .usage = QStringLiteral("ID"),
                           .summary = QStringLiteral("take somebody off that list"),
                           .run = callbackDone}};
}

} // namespace salon
