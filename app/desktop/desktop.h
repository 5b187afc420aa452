// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "app/common/programsetup.h"
#include "app/common/singleinstance.h"
#include "app/common/terminationsignal.h"
#include "core/engine/demo.h"
#include "core/engine/desk.h"
#include "ui/pages/mainwindow.h"

class QApplication;

namespace salon
{

/// One run of the window: engine, desk and main window put together, for the salon's own database or the demo.
/// Thread: GUI.
class Desktop final : public QObject
{
    Q_OBJECT
public:
    Desktop(QApplication &application, const EngineSetup &setup, const Clock &clock, Language language);
    void useDemo(Demo &demo);
    void useInstance(SingleInstance &instance);
    /// --clock: said in the title and the status bar.
    void noteShiftedClock();
    int run();

private:
    void failed(const Error &error);
    void leave(int code);

    QApplication &m_application;
    Engine m_engine;
    MainWindow m_window;
    TerminationSignal m_signal;
    int m_exit = 0;
    bool m_leaving = false;
};

} // namespace salon
