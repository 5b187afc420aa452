// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/exitcode.h"
#include "app/common/programlog.h"
#include "app/desktop/desktop.h"
#include "app/desktop/desktopoptions.h"
#include "app/desktop/terminaldemo.h"
#include "ui/widgets/windowlanguage.h"

#include <cstdio>
#include <QApplication>

namespace
{

using namespace salon;

int refuse(const QString &sentence, ExitCode code)
{
    std::fputs(qUtf8Printable(QStringLiteral("salondesk: %1\n").arg(sentence)), stderr);
    return int(code);
}

void nameProgram()
{
    QCoreApplication::setApplicationName(QStringLiteral("salondesk"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SALONDESK_VERSION));
}

int runDemo(QApplication &application, Language language)
{
    Demo demo(language);
    if (const Result<void> ready = demo.prepare(); !ready)
        return refuse(ready.error().detail, exitCodeOf(ready.error().code));
    Desktop desktop(application, demo.setup(), demo.clock(), language);
    desktop.useDemo(demo);
    return desktop.run();
}

int runSalon(QApplication &application, const DesktopOptions &options, Language language)
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const auto program = ProgramSetup::from(options.program, environment);
    if (!program)
        return refuse(program.error().detail,
                      program.error().code == ErrorCode::Refused ? ExitCode::Refused : ExitCode::Usage);
    SingleInstance instance(program->database, program->folders);
    if (!instance.claim())
        return int(ExitCode::Done);
    EngineSetup setup;
    setup.database = program->database;
    setup.settings = program->settings;
    setup.environment = environment;
    setup.clock_is_shifted = program->clock_is_shifted;
    Desktop desktop(application, setup, *program->clock, language);
    desktop.useInstance(instance);
    if (program->clock_is_shifted)
        desktop.noteShiftedClock();
    return desktop.run();
}

int runWindows(int argc, char **argv, const DesktopOptions &options, Language language)
{
    QApplication application(argc, argv);
    nameProgram();
    QGuiApplication::setDesktopFileName(QStringLiteral("org.salondesk.Salondesk"));
    const WindowLanguage texts(application, language);
    Theme::apply(application, options.theme);
    return options.demo ? runDemo(application, language) : runSalon(application, options, language);
}

int runTerminal(int argc, char **argv, const DesktopOptions &options, Language language)
{
    QCoreApplication application(argc, argv);
    nameProgram();
    if (options.demo)
        return int(TerminalDemo::run(application, language));
    return refuse(QStringLiteral("there is no display here; salondeskctl serve answers the phone without one"),
                  ExitCode::Usage);
}

} // namespace

int main(int argc, char **argv)
{
    nameProgram();
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto options = DesktopOptions::parse(arguments);
    if (!options)
        return refuse(options.error().detail, ExitCode::Usage);
    if (options->program.help || options->program.version) {
        const QString text =
            options->program.help ? DesktopOptions::helpText() : QStringLiteral("salondesk " SALONDESK_VERSION "\n");
        std::fputs(qUtf8Printable(text), stdout);
        return int(ExitCode::Done);
    }
    const ProgramLog log(options->program,
                         Folders::fromEnvironment(QProcessEnvironment::systemEnvironment(), options->program.data_dir,
                                                  options->program.config_file),
                         false);
    const Language language = WindowLanguage::chosen(options->program.language);
    return DesktopOptions::hasDisplay() ? runWindows(argc, argv, *options, language)
                                        : runTerminal(argc, argv, *options, language);
}
