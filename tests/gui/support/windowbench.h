// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/desk.h"
#include "tests/support/manualexecutor.h"

#include <memory>
#include <QTemporaryDir>

namespace salon::test
{

/// A desk on a throw-away database with the demo salon, at 10:42 on its day, with a call in progress: what windows are
/// tested and photographed with. The mirror stands still; everything else is the real code.
/// Thread: GUI.
class WindowBench
{
public:
    enum class Filled { Full, OnlySalon, Nothing };
    explicit WindowBench(Filled filled);
    ~WindowBench();

    Desk &desk() { return *m_desk; }
    ManualClock &clock() { return m_clock; }
    QDate day() const { return m_day; }
    Connection &connection() { return *m_connection; }
    Random &random() { return m_random; }

private:
    void fill(Filled filled);
    void ring();
    QString hold(const QString &call_id);

    QTemporaryDir m_folder;
    QDate m_day;
    ManualClock m_clock;
    SeededRandom m_random;
    SystemRandom m_lane_random;
    EventLoopExecutor m_here;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<Lane> m_read;
    std::unique_ptr<Lane> m_write;
    std::unique_ptr<Desk> m_desk;
};

} // namespace salon::test
