// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/engine/desk.h"
#include "ui/widgets/theme.h"

class QLabel;

namespace salon
{

class BadgeLabel;
class KeyButton;
class PhaseStrip;

/// One appointment beside the calendar: who, when, its phases and their mirror, and what can be done with it.
class AppointmentPanel final : public QFrame
{
    Q_OBJECT
public:
    AppointmentPanel(Desk &desk, QWidget *page);
    void show(const Zone &zone, const AppointmentView &view);
    const AppointmentView &view() const { return m_view; }

Q_SIGNALS:
    void moveWanted();
    void closed();
    void said(const QString &text, salon::Tone tone);

private:
    void setStatus(AppointmentStatus status);
    void askToCancel();
    void answered(const Result<ChangeOutcome> &outcome, const QString &done);

    Desk &m_desk;
    AppointmentView m_view;
    Zone m_zone;
    QLabel *m_who;
    QLabel *m_when;
    QLabel *m_what;
    QLabel *m_phone;
    QLabel *m_notes;
    BadgeLabel *m_status;
    BadgeLabel *m_overbooked;
    BadgeLabel *m_sync;
    PhaseStrip *m_strip;
    KeyButton *m_arrived;
    KeyButton *m_done;
    KeyButton *m_no_show;
    KeyButton *m_move;
    KeyButton *m_cancel;
};

} // namespace salon
