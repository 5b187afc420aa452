// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commandline.h"

#include "app/common/programoptions.h"
#include "app/ctl/commandcontext.h"

namespace salon
{

namespace
{

constexpr auto kProgram = "salondeskctl";

void write(QIODevice &device, const QString &text)
{
    device.write(text.toUtf8());
}

QString line(const Command &command)
{
    return QStringLiteral("%1 %2").arg(command.name, command.usage).trimmed();
}

bool isNamed(const Command &command, const QStringList &words)
{
    const QStringList name = command.name.split(QLatin1Char(' '));
    return words.mid(0, name.size()) == name;
}

/// The commands whose name begins with what was typed: one group, or all of them.
QList<Command> groupOf(const QList<Command> &commands, const QStringList &words)
{
    QList<Command> group;
    for (const Command &command : commands)
        if (!words.isEmpty() && command.name.section(QLatin1Char(' '), 0, 0) == words.first())
            group.append(command);
    return group;
}

QString helpText(const QList<Command> &commands)
{
    QString text =
        QStringLiteral("Usage: %1 [options] command [arguments]\n\nCommands:\n").arg(QLatin1String(kProgram));
    for (const Command &command : commands)
        text += QStringLiteral("  %1\n      %2\n").arg(line(command), command.summary);
    return text +
           QStringLiteral("\nOptions, before or after the command:\n"
                          "  --json              one JSON document on standard output\n") +
           ProgramOptions::helpText();
}

ExitCode refuse(QIODevice &err, const QString &sentence)
{
    write(err, QStringLiteral("%1: %2\n").arg(QLatin1String(kProgram), sentence));
    return ExitCode::Usage;
}

ExitCode runCommand(const Command &command, ProgramOptions options, QIODevice &out, QIODevice &err)
{
    const QStringList words = options.rest.mid(command.name.count(QLatin1Char(' ')) + 1);
    const auto arguments = Arguments::parse(command.usage, words);
    if (!arguments) {
        write(err, QStringLiteral("%1 %2: %3\nUsage: %1 %4\n")
                       .arg(QLatin1String(kProgram), command.name, arguments.error().detail, line(command)));
        return ExitCode::Usage;
    }
    auto setup = ProgramSetup::from(options, QProcessEnvironment::systemEnvironment());
    if (!setup) {
        write(err, QStringLiteral("%1 %2: %3\n").arg(QLatin1String(kProgram), command.name, setup.error().detail));
        return exitCodeOf(setup.error().code);
    }
    CommandContext context(std::move(options), std::move(*setup), command.name, out, err);
    return command.run(context, *arguments);
}

} // namespace

ExitCode runCommandLine(const QList<Command> &commands, const QStringList &arguments, QIODevice &out, QIODevice &err)
{
    const auto options = ProgramOptions::parse(arguments);
    if (!options)
        return refuse(err, options.error().detail);
    if (options->version) {
        write(out, QStringLiteral("%1 %2\n").arg(QLatin1String(kProgram), QStringLiteral(SALONDESK_VERSION)));
        return ExitCode::Done;
    }
    const QList<Command> group = groupOf(commands, options->rest);
    if (options->help) {
        write(out, helpText(group.isEmpty() ? commands : group));
        return ExitCode::Done;
    }
    if (options->rest.isEmpty()) {
        write(err, helpText(commands));
        return ExitCode::Usage;
    }
    for (const Command &command : group)
        if (isNamed(command, options->rest))
            return runCommand(command, *options, out, err);
    if (!group.isEmpty()) {
        write(err, helpText(group));
        return ExitCode::Usage;
    }
    return refuse(err, QStringLiteral("unknown command %1, --help lists them").arg(options->rest.first()));
}

} // namespace salon
