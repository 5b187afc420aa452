// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QFrame;
class QLabel;

namespace salon
{

class BadgeLabel;
class CardTable;
class KeyButton;
class RowModel;
class SidePanel;
class StateStack;
class UnknownWordCard;

/// Who rings now, who rang, what the agent asked and what it was told, with the milliseconds.
class CallsPage final : public Page
{
    Q_OBJECT
public:
    explicit CallsPage(Desk &desk);
    void reload() override;

private:
    QWidget *buildLive();
    void buildDetail();
    void showCalls(const Result<CallList> &calls);
    void showLive(const CallList &calls);
    void open(const QString &call_id);
    void showDetail(const CallDetail &detail);

    QFrame *m_live;
    BadgeLabel *m_live_badge;
    QLabel *m_live_who;
    QLabel *m_live_facts;
    QLabel *m_live_step;
    BadgeLabel *m_live_agent;
    UnknownWordCard *m_unknown;
    RowModel *m_rows;
    CardTable *m_table;
    StateStack *m_state;
    SidePanel *m_detail;
    RowModel *m_step_rows;
    CardTable *m_steps;
    StateStack *m_step_state;
    QTimer m_tick;
};

} // namespace salon
