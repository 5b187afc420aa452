// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/salonfilecommands.h"

#include "app/ctl/commandcontext.h"
#include "core/base/limits.h"
#include "core/salonfile/salonexport.h"
#include "core/salonfile/salonimport.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QSaveFile>

namespace salon
{

namespace
{

constexpr qint64 kOneByteTooMany = qint64(limits::kMaxSalonFileBytes) + 1;

Result<QByteArray> contents(const QString &path)
{
    QFile file(path);
    if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::InvalidInput, QStringLiteral("cannot read %1").arg(path)};
    return file.read(kOneByteTooMany);
}

QJsonObject documentOf(const ImportReport &report, bool dry_run)
{
    QJsonObject sections;
    for (auto section = report.counts.cbegin(); section != report.counts.cend(); ++section)
        sections.insert(section.key(), QJsonObject{{QStringLiteral("added"), section->added},
                                                   {QStringLiteral("changed"), section->changed},
                                                   {QStringLiteral("unchanged"), section->unchanged}});
    QJsonObject kept;
    for (auto section = report.kept.cbegin(); section != report.kept.cend(); ++section)
        if (!section->isEmpty())
            kept.insert(section.key(), QJsonArray::fromStringList(*section));
    return {{QStringLiteral("dry_run"), dry_run},
            {QStringLiteral("sections"), sections},
            {QStringLiteral("kept"), kept},
            {QStringLiteral("warnings"), QJsonArray::fromStringList(report.warnings)}};
}

QString textOf(const ImportReport &report, bool dry_run)
{
    QString text = dry_run ? QStringLiteral("Nothing was written. An import would give:\n") : QString();
    for (auto section = report.counts.cbegin(); section != report.counts.cend(); ++section)
        text += QStringLiteral("%1 %2 added, %3 changed, %4 unchanged\n")
                    .arg(section.key(), -13)
                    .arg(section->added)
                    .arg(section->changed)
                    .arg(section->unchanged);
    return text;
}

ExitCode import(CommandContext &context, const Arguments &arguments)
{
    const auto bytes = contents(arguments.word(0));
    if (!bytes)
        return context.fail(bytes.error());
    const auto connection = context.database();
    if (!connection)
        return context.fail(connection.error());
    const bool dry_run = arguments.has("dry-run");
    const auto report = SalonImport::run(**connection, context.clock(), context.random(), *bytes, dry_run);
    if (!report && report.error().code == ErrorCode::InvalidInput) {
        context.message(report.error().detail); // "PATH: sentence" and nothing else
        return ExitCode::InvalidInput;
    }
    if (!report)
        return context.fail(report.error());
    for (const QString &warning : report->warnings)
        context.message(warning);
    for (auto section = report->kept.cbegin(); section != report->kept.cend(); ++section)
        if (!section->isEmpty())
            context.message(QStringLiteral("kept though the file lacks them: %1 %2")
                                .arg(section.key(), section->join(QStringLiteral(", "))));
    return context.print(documentOf(*report, dry_run), textOf(*report, dry_run));
}

ExitCode exportSalon(CommandContext &context, const Arguments &arguments)
{
    const auto connection = context.database();
    if (!connection)
        return context.fail(connection.error());
    const auto bytes = SalonExport::run(**connection);
    if (!bytes)
        return context.fail(bytes.error());
    const QString path = arguments.word(0);
    if (path.isEmpty()) {
        context.writeOut(*bytes);
        return ExitCode::Done;
    }
    QSaveFile file(path);
    // Customers are in it: for its owner only, from the first byte on.
    const bool is_written = file.open(QIODevice::WriteOnly) &&
                            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                            file.write(*bytes) == bytes->size() && file.commit();
    if (!is_written)
        return context.fail(
            {ErrorCode::InvalidInput, QStringLiteral("cannot write %1: %2").arg(path, file.errorString())});
    return context.print({{QStringLiteral("file"), path}, {QStringLiteral("bytes"), bytes->size()}}, QString());
}

} // namespace

QList<Command> salonfileCommands()
{
    return {{.name = QStringLiteral("import"),
             .usage = QStringLiteral("FILE [--dry-run]"),
             .summary = QStringLiteral("add and change what a salon file says; deletes nothing, sends nothing"),
             .run = import},
            {.name = QStringLiteral("export"),
             .usage = QStringLiteral("[FILE]"),
             .summary = QStringLiteral("the whole salon as a salon file"),
             .run = exportSalon}};
}

} // namespace salon
