// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/engine/desk.h"
#include "ui/models/rowmodel.h"

#include <QTimer>

class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;

namespace salon
{

class CardTable;
class KeyButton;
class StateStack;

/// A new appointment (phone or name, service, who, day, start) or a new time for one that exists. Starts that are not
/// free say why. Everything is reachable by keyboard; nothing blocks.
class BookingDialog final : public QDialog
{
    Q_OBJECT
public:
    BookingDialog(Desk &desk, const Catalogue &catalogue, QDate date, QWidget *parent);
    /// Turns it into "move": customer and service stay.
    void setMoving(const AppointmentView &view);
    /// Where the calendar was double-clicked.
    void prefer(StaffId staff, Instant start);

Q_SIGNALS:
    void settled(salon::AppointmentId id, QDate date, bool needs_review);

private:
    QWidget *whoSide();
    QWidget *startSide();
    void findCustomers();
    void forgetCustomer();
    void pick(const QString &id);
    void serviceChosen();
    void readStarts();
    void showStarts(const Result<QList<StartView>> &starts);
    Row rowOf(const StartView &start) const;
    void selectStart(const QString &id);
    bool isPresent(const StartView &start) const;
    void startChosen();
    void confirm();
    void book(const StartView &start);
    void move(const StartView &start);
    void refuse(const QString &text);
    const StartView *chosen() const;

    Desk &m_desk;
    const Catalogue m_catalogue;
    std::optional<AppointmentView> m_moving;
    StaffId m_preferred_staff;
    std::optional<Instant> m_preferred;
    QList<CustomerMatch> m_matches;
    QList<StartView> m_starts;
    CustomerId m_customer;
    QString m_picked_by; // the search that found them
    QString m_refusal;
    bool m_outdated = false;     // what was opened is no more: confirming can only fail
    bool m_wants_starts = false; // the focus goes there as soon as they are read
    int m_asked = 0;             // answers to older questions are dropped
    QTimer m_typing;
    QLabel *m_title;
    QLineEdit *m_search;
    RowModel *m_match_rows;
    CardTable *m_match_table;
    QLineEdit *m_name;
    QLineEdit *m_phone;
    QComboBox *m_service;
    QComboBox *m_staff;
    QDateEdit *m_date;
    QLineEdit *m_notes;
    RowModel *m_start_rows;
    CardTable *m_start_table;
    StateStack *m_start_state;
    QLabel *m_summary;
    KeyButton *m_confirm;
    QWidget *m_customer_box;
};

} // namespace salon
