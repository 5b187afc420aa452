// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktop.h"

#include "app/common/exitcode.h"

#include <QApplication>
#include <QMessageBox>

namespace salon
{

Desktop::Desktop(QApplication &application, const EngineSetup &setup, const Clock &clock, Language language)
    : m_application(application)
    , m_engine(setup, clock)
    , m_window((m_engine.desk().setLanguage(language), m_engine.desk()))
{
    QApplication::setQuitOnLastWindowClosed(false);
    connect(&m_signal, &TerminationSignal::caught, this, [this] { leave(0); });
    m_window.setClosing([this](bool keep_answering) {
        if (!keep_answering)
            leave(0);
    });
}

void Desktop::useDemo(Demo &demo)
{
    demo.attach(m_engine);
    m_window.setDemo(true);
    m_window.setClockNote(tr("demo clock"));
    connect(&demo, &Demo::storyTold, this, [this](const QString &line) {
        m_window.setDemoPlaying(true);
        m_window.tellDemo(line);
    });
    connect(&demo, &Demo::storyEnded, this, [this](const QString &problem) {
        m_window.setDemoPlaying(false);
        if (!problem.isEmpty())
            m_window.tellDemo(tr("The story stopped: %1").arg(problem));
    });
    connect(&m_window, &MainWindow::replayWanted, &demo, &Demo::play);
}

void Desktop::useInstance(SingleInstance &instance)
{
    connect(&instance, &SingleInstance::frontRequested, this, [this] { m_window.bringToFront(); });
}

void Desktop::noteShiftedClock()
{
    m_window.setClockNote(tr("training clock"));
}

int Desktop::run()
{
    m_window.show();
    m_engine.start([this](const Result<void> &started) {
        if (!started)
            failed(started.error());
    });
    m_application.exec();
    return m_exit;
}

void Desktop::failed(const Error &error)
{
    auto *box = new QMessageBox(QMessageBox::Critical, tr("Salondesk cannot start"),
                                tr("The salon's database cannot be used."), QMessageBox::Close, &m_window);
    box->setInformativeText(error.detail);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QDialog::finished, this, [this, code = error.code] { leave(int(exitCodeOf(code))); });
    box->open();
}

void Desktop::leave(int code)
{
    if (m_leaving)
        return;
    m_leaving = true;
    m_exit = code;
    m_window.hide();
    m_engine.stop([this] { m_application.quit(); });
}

} // namespace salon
