// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QLineEdit;
class QPushButton;

namespace salon
{

class CardTable;
class ReviewBulk;
class ReviewPanel;
class RowModel;
struct Row;
class StateStack;

/// The few appointments that need a person, the most urgent first, or grouped by what is behind them; beside the list
/// the chosen case with its decisions, or several at once. Ctrl+Z takes the last decision back.
class ReviewPage final : public Page
{
    Q_OBJECT
public:
    explicit ReviewPage(Desk &desk);
    void reload() override;
    void focusSearch() override;

Q_SIGNALS:
    void appointmentWanted(salon::AppointmentId id);
    void eventMapsWanted(salon::ServiceId service, salon::StaffId staff);

protected:
    void catalogueChanged() override;

private:
    void buildTools();
    QPushButton *toggle(const QString &text, const char *name);
    QWidget *buildList();
    void showQueue(const Result<ReviewQueue> &queue);
    QList<ReviewView> wanted() const;
    QList<Row> rowsOf(const QList<ReviewView> &cases) const;
    void showFacts();
    void showNothing();
    void choose();
    void open(const QString &id);
    void openSeveral(const QStringList &ids);
    void doSuggested();
    void answered(ReviewId id, const Result<void> &done, const QString &text, bool can_undo);
    void undo();

    ReviewQueue m_queue;
    QList<QList<ReviewId>> m_undo; // the last decisions, each of one case or of many
    QLineEdit *m_search;
    QPushButton *m_by_cause;
    QPushButton *m_ended;
    RowModel *m_rows;
    CardTable *m_table;
    StateStack *m_state;
    ReviewPanel *m_panel;
    ReviewBulk *m_bulk;
    QTimer m_minute; // deadlines and ages go on by themselves
};

} // namespace salon
