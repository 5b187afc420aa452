// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include "core/base/zone.h"
#include "core/engine/callview.h"
#include "core/engine/deskstatus.h"
#include "ui/widgets/theme.h"

class QLabel;

namespace salon
{

class BadgeLabel;

/// The line at the bottom that always tells: Cal.com, what waits, what needs a person, where callers are answered.
class StatusStrip final : public QFrame
{
    Q_OBJECT
public:
    explicit StatusStrip(QWidget *parent = nullptr);
    void setCounts(const Zone &zone, const DeskCounts &counts);
    void setStatus(const DeskStatus &status);
    void setClockNote(const QString &note);
    /// For some seconds, instead of the rest.
    void say(const QString &text, Tone tone);

private:
    void fill();
    void fillClock();
    void fillCompared(const Zone &zone, const DeskCounts &counts);
    DeskStatus m_status;
    bool m_reached = true;
    BadgeLabel *m_online;
    QLabel *m_synced;
    QLabel *m_compared;
    QLabel *m_waiting;
    QLabel *m_reviews;
    BadgeLabel *m_said;
    QLabel *m_clock;
    BadgeLabel *m_clock_off;
    BadgeLabel *m_unreported;
    QLabel *m_listener;
    QTimer m_quiet;
};

} // namespace salon
