// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QLabel;

namespace salon
{

class CardTable;
class KeyButton;
class RowModel;
class SidePanel;
class StateStack;

/// The few appointments that need a person: why in plain words, told / here / Cal.com, every attempt, one suggestion.
class ReviewPage final : public Page
{
    Q_OBJECT
public:
    explicit ReviewPage(Desk &desk);
    void reload() override;

Q_SIGNALS:
    void appointmentWanted(salon::AppointmentId id);
    void eventMapsWanted();

private:
    QWidget *buildList();
    void buildDetail();
    QWidget *buildTruth();
    QWidget *buildActions();
    QWidget *buildSides();
    void showQueue(const Result<ReviewQueue> &queue);
    void open(const QString &id);
    void showDetail(const ReviewDetail &detail);
    void showTruth(const ReviewDetail &detail);
    QString thereNow(const ReviewDetail &detail, const Phase &phase) const;
    void showActions(const ReviewDetail &detail);
    KeyButton *suggested(const ReviewDetail &detail) const;
    void askToSettle();
    void askToSnooze();
    void answered(const Result<void> &done, const QString &text);
    ReviewId current() const;

    RowModel *m_rows;
    CardTable *m_table;
    StateStack *m_state;
    RowModel *m_attempt_rows;
    CardTable *m_attempts;
    SidePanel *m_detail;
    QLabel *m_cause;
    QLabel *m_told;
    QLabel *m_here;
    QLabel *m_there;
    KeyButton *m_retry;
    KeyButton *m_verify;
    KeyButton *m_settle;
    KeyButton *m_snooze;
    KeyButton *m_show;
    KeyButton *m_maps;
    QWidget *m_sides; // whose version counts; where somebody else changed it at Cal.com
    KeyButton *m_accept;
    KeyButton *m_push;
    AppointmentId m_appointment;
};

} // namespace salon
