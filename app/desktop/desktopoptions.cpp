// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktopoptions.h"

#include <QtGlobal>

namespace salon
{

namespace
{

std::optional<Theme::Mode> modeOf(const QString &word)
{
    if (word == QLatin1String("system"))
        return Theme::Mode::System;
    if (word == QLatin1String("light"))
        return Theme::Mode::Light;
    if (word == QLatin1String("dark"))
        return Theme::Mode::Dark;
    return std::nullopt;
}

} // namespace

Result<DesktopOptions> DesktopOptions::parse(const QStringList &arguments)
{
    const auto program = ProgramOptions::parse(arguments);
    if (!program)
        return program.error();
    DesktopOptions options{.program = *program};
    const QStringList &rest = program->rest;
    for (qsizetype i = 0; i < rest.size(); ++i) {
        if (rest[i] == QLatin1String("--demo")) {
            options.demo = true;
        } else if (rest[i] == QLatin1String("--fresh")) {
            continue; // a demo is always a fresh one: its folder is thrown away
        } else if (rest[i].section(u'=', 0, 0) == QLatin1String("--theme")) {
            const QString word = rest[i].contains(u'=') ? rest[i].section(u'=', 1) : rest.value(++i);
            const auto mode = modeOf(word);
            if (!mode)
                return Error{ErrorCode::InvalidInput, QStringLiteral("--theme takes system, light, dark")};
            options.theme = *mode;
        } else {
            return Error{ErrorCode::InvalidInput, QStringLiteral("%1 is not an option of salondesk").arg(rest[i])};
        }
    }
    if (options.demo && (!program->database.isEmpty() || program->clock))
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("--demo brings its own database and clock: leave --database and --clock out")};
    return options;
}

QString DesktopOptions::helpText()
{
    return QStringLiteral("Usage: salondesk [options]\n\n"
                          "  --demo [--fresh]    a throw-away demo salon with a scripted caller\n"
                          "  --theme MODE        system, light or dark\n") +
           ProgramOptions::helpText();
}

bool DesktopOptions::hasDisplay()
{
#ifdef Q_OS_LINUX
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        if (!qEnvironmentVariableIsEmpty(name))
            return true;
    return false;
#else
    return true;
#endif
}

} // namespace salon
