// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace salon
{

class AppointmentPanel;
class CalendarView;
class CardTable;
class KeyButton;
class RowModel;
class StateStack;

/// The book: a day with a column per staff member, or what a search found; one appointment opened beside it.
class AppointmentsPage final : public Page
{
    Q_OBJECT
public:
    explicit AppointmentsPage(Desk &desk);
    void reload() override;
    void focusSearch() override;
    void showDate(QDate date);
    /// Jumps to its day and opens it.
    void showAppointment(AppointmentId id);
    QDate date() const { return m_date; }

protected:
    void catalogueChanged() override;

private:
    void buildTools();
    void readDay();
    void showDay(const Result<DayView> &day);
    void search();
    void showFound(const Result<QList<AppointmentView>> &found);
    void open(AppointmentId id);
    void newAppointment(StaffId staff, std::optional<Instant> start);
    void moveAppointment();
    void settled(AppointmentId id, QDate date, bool needs_review, bool moved);

    QDate m_date;
    AppointmentId m_opened;
    bool m_has_greeted = false;
    QLineEdit *m_search;
    QPushButton *m_today;
    KeyButton *m_new;
    CalendarView *m_calendar;
    StateStack *m_day_state;
    RowModel *m_rows;
    CardTable *m_table;
    StateStack *m_list_state;
    QStackedWidget *m_views;
    AppointmentPanel *m_panel;
    QTimer m_typing;
    QTimer m_minute;
};

} // namespace salon
