// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/terminaldemo.h"

#include "app/common/terminationsignal.h"
#include "core/engine/demo.h"

#include <cstdio>
#include <QCoreApplication>
#include <unistd.h>

namespace salon
{

namespace
{

// A pipe or CI has nobody who could interrupt it; the printed line is valid for as long.
constexpr minutes kAnswersOnWithoutTerminal{5};

void say(const QString &line)
{
    std::fputs(qUtf8Printable(line + u'\n'), stdout);
    std::fflush(stdout);
}

} // namespace

ExitCode TerminalDemo::run(QCoreApplication &application, Language language)
{
    const bool german = language == Language::German;
    Demo demo(language);
    if (const Result<void> ready = demo.prepare(); !ready) {
        std::fputs(qUtf8Printable(QStringLiteral("salondesk: %1\n").arg(ready.error().detail)), stderr);
        return exitCodeOf(ready.error().code);
    }
    Engine engine(demo.setup(), demo.clock());
    TerminationSignal signal;
    EventLoopExecutor executor;
    ExitCode exit = ExitCode::Done;
    const auto leave = [&](ExitCode code) {
        exit = code;
        engine.stop([&application] { application.quit(); });
    };
    QObject::connect(&signal, &TerminationSignal::caught, &engine, [&] { leave(ExitCode::Done); });
    QObject::connect(&demo, &Demo::storyTold, &engine, [](const QString &line) { say(line); });
    QObject::connect(&demo, &Demo::storyEnded, &engine, [&](const QString &problem) {
        if (!problem.isEmpty()) {
            std::fputs(qUtf8Printable(QStringLiteral("salondesk: %1\n").arg(problem)), stderr);
            leave(ExitCode::NotInOrder);
            return;
        }
        say(german ? QStringLiteral("\nTelefon: http://%1   Cal.com-Ersatz: %2   (Ende mit Strg+C)")
                         .arg(engine.status().listen_address, demo.sandboxAddress().toString())
                   : QStringLiteral("\nPhone: http://%1   Cal.com stand-in: %2   (Ctrl+C ends)")
                         .arg(engine.status().listen_address, demo.sandboxAddress().toString()));
        say(german ? QStringLiteral("Zum Ausprobieren, fünf Minuten lang gültig:")
                   : QStringLiteral("Try it, valid for five minutes:"));
        say(demo.curlLine());
        if (::isatty(STDOUT_FILENO) == 0)
            executor.after(kAnswersOnWithoutTerminal, [&] { leave(ExitCode::Done); });
    });
    demo.attach(engine);
    engine.start([&](const Result<void> &started) {
        if (started)
            return;
        std::fputs(qUtf8Printable(QStringLiteral("salondesk: %1\n").arg(started.error().detail)), stderr);
        leave(exitCodeOf(started.error().code));
    });
    application.exec();
    return exit;
}

} // namespace salon
