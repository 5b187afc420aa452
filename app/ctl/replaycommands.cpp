// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/replaycommands.h"

#include "app/ctl/book.h"
#include "app/ctl/commandcontext.h"
#include "core/operations/replay.h"

#include <QFileInfo>
#include <QJsonDocument>

namespace salon
{

namespace
{

QJsonArray documentOf(const QList<ScriptDifference> &differences)
{
    QJsonArray list;
    for (const ScriptDifference &one : differences)
        list.append(QJsonObject{{QStringLiteral("path"), one.path},
                                {QStringLiteral("expected"), one.expected},
                                {QStringLiteral("is"), one.is}});
    return list;
}

QString textOf(const QJsonValue &value)
{
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2));
}

QString textOf(const QList<ScriptDifference> &differences)
{
    QString text;
    for (const ScriptDifference &one : differences)
        text += QStringLiteral("      %1: expected %2, is %3\n").arg(one.path, textOf(one.expected), textOf(one.is));
    return text;
}

/// `title` is what was replayed; times are the salon's.
ExitCode show(CommandContext &context, const QJsonObject &title, const PlayedScript &played, const Zone &zone)
{
    QJsonObject document = title;
    QJsonArray steps;
    QString text;
    for (const PlayedStep &one : played.steps) {
        steps.append(QJsonObject{{QStringLiteral("at"), zone.iso(one.step.at)},
                                 {QStringLiteral("function"), one.step.name},
                                 {QStringLiteral("answer"), one.answer},
                                 {QStringLiteral("differences"), documentOf(one.differences)}});
        text += QStringLiteral("  %1  %2  %3\n")
                    .arg(zone.iso(one.step.at), one.step.name, one.answer.value(u"message").toString()) +
                textOf(one.differences);
    }
    document.insert(QStringLiteral("steps"), steps);
    document.insert(QStringLiteral("end"), documentOf(played.end));
    document.insert(QStringLiteral("differences"), played.differences());
    text += textOf(played.end) + QStringLiteral("%1 difference(s)\n").arg(played.differences());
    const ExitCode printed = context.print(document, text);
    return printed == ExitCode::Done && played.differences() > 0 ? ExitCode::NotInOrder : printed;
}

ExitCode replayFile(CommandContext &context, const QString &path)
{
    const auto script = CallScript::load(path);
    if (!script)
        return context.fail(script.error());
    const auto played = Replay::file(*script, context.random());
    if (!played)
        return context.fail(played.error());
    const QJsonDocument salon = QJsonDocument::fromJson(script->salon);
    const Zone zone(salon[QLatin1String("salon")][QLatin1String("time_zone")].toString());
    return show(context, {{QStringLiteral("file"), path}, {QStringLiteral("about"), script->about}}, *played, zone);
}

ExitCode replay(CommandContext &context, const Arguments &arguments)
{
    const QString what = arguments.word(0);
    if (QFileInfo(what).isFile())
        return replayFile(context, what);
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto played = Replay::stored(book->connection, what, context.random());
    if (!played)
        return context.fail(played.error());
    return show(context, {{QStringLiteral("call_id"), what}}, *played, book->catalogue.salon.zone);
}

} // namespace

QList<Command> replayCommands()
{
    return {{.name = QStringLiteral("replay"),
             .usage = QStringLiteral("CALL-ID|FILE"),
             .summary =
                 QStringLiteral("a stored call, or one from a file, once more on a copy: what is answered otherwise"),
             .run = replay}};
}

} // namespace salon
