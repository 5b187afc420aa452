// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/terminaldemo.h"

#include "app/common/terminationsignal.h"
#include "core/engine/demo.h"

#include <cstdio>
#include <QEventLoop>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace salon
{

namespace
{

constexpr minutes kAnswersOnWithoutTerminal{2};

void print(const QString &line)
{
    std::fputs(qUtf8Printable(line + u'\n'), stdout);
    std::fflush(stdout);
}

class TerminalDemo final : public QObject
{
public:
    explicit TerminalDemo(Language language)
        : m_german(language == Language::German)
        , m_demo(language)
    {
        connect(&m_signal, &TerminationSignal::caught, this, [this] { finish(); });
        connect(&m_demo, &Demo::storyTold, this, &print);
        connect(&m_demo, &Demo::storyEnded, this, &TerminalDemo::storyEnded);
    }

    ExitCode run()
    {
        print(m_german ? u"Salondesk: Vorführung ohne Bildschirm (Wegwerf-Daten, örtlicher Cal.com-Ersatz)"_s
                       : u"Salondesk: demo without a display (throw-away data, local Cal.com stand-in)"_s);
        if (const Result<void> ready = m_demo.prepare(); !ready)
            return failed(ready.error());
        m_engine = std::make_unique<Engine>(m_demo.setup(), m_demo.clock());
        m_demo.attach(*m_engine);
        m_engine->start([this](const Result<void> &started) {
            if (!started) {
                m_exit = failed(started.error());
                finish();
            }
        });
        m_loop.exec();
        return m_exit;
    }

private:
    ExitCode failed(const Error &error)
    {
        std::fputs(qUtf8Printable(u"salondesk --demo: "_s + error.detail + u'\n'), stderr);
        return exitCodeOf(error.code);
    }

    void storyEnded(const QString &problem)
    {
        m_exit = problem.isEmpty() ? ExitCode::Done : ExitCode::NotInOrder;
        if (!problem.isEmpty())
            print((m_german ? u"Die Geschichte ging nicht auf: %1"_s : u"The story did not go as told: %1"_s)
                      .arg(problem));
        print(QString());
        print((m_german ? u"Telefon-Schnittstelle: http://%1   Cal.com-Ersatz: %2/v2"_s
                        : u"Phone interface: http://%1   Cal.com stand-in: %2/v2"_s)
                  .arg(m_engine->status().listen_address, m_demo.sandboxAddress().toString()));
        print(m_german ? u"Selbst anrufen (Unterschrift gilt fünf Minuten):"_s
                       : u"Call yourself (the signature holds for five minutes):"_s);
        print(m_demo.curlLine());
        if (::isatty(STDOUT_FILENO)) {
            print(m_german ? u"Strg+C beendet."_s : u"Ctrl+C ends it."_s);
            return;
        }
        m_executor.after(kAnswersOnWithoutTerminal, [this] { finish(); });
    }

    void finish()
    {
        if (m_engine)
            m_engine->stop([this] { m_loop.quit(); });
        else
            m_loop.quit();
    }

    const bool m_german;
    TerminationSignal m_signal;
    EventLoopExecutor m_executor;
    Demo m_demo; // its folder outlives the engine
    std::unique_ptr<Engine> m_engine;
    QEventLoop m_loop;
    ExitCode m_exit = ExitCode::Done;
};

} // namespace

bool hasDisplay(const QProcessEnvironment &environment)
{
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        if (!environment.value(name).isEmpty())
            return true;
    return false;
}

ExitCode runTerminalDemo(Language language)
{
    return TerminalDemo(language).run();
}

} // namespace salon
