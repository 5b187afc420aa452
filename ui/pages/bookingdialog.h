// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/engine/desk.h"
#include "ui/models/rowmodel.h"

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLabel;
class QLayout;
class QLineEdit;

namespace salon
{

class CardTable;
class CustomerPicker;
class KeyButton;
class StateStack;

/// A new appointment (phone or name, service, who, day, start) or a new time for one that exists. Starts that are not
/// free say why, and may be overbooked by whoever ticks that they know. Everything is reachable by keyboard; nothing
/// blocks.
class BookingDialog final : public QDialog
{
    Q_OBJECT
public:
    BookingDialog(Desk &desk, const Catalogue &catalogue, QDate date, QWidget *parent);
    /// Turns it into "move": customer and service stay.
    void setMoving(const AppointmentView &view);
    /// For a move to another person: the question begins there.
    void askWho();
    /// Where the calendar was double-clicked.
    void prefer(StaffId staff, Instant start);

Q_SIGNALS:
    void settled(salon::AppointmentId id, QDate date, bool needs_review);

private:
    QWidget *whoSide();
    QWidget *startSide();
    QLayout *lastLine();
    CustomerId customer() const;
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
    void showChange();
    void refuse(const QString &text);
    const StartView *chosen() const;

    Desk &m_desk;
    const Catalogue m_catalogue;
    std::optional<AppointmentView> m_moving;
    StaffId m_preferred_staff;
    std::optional<Instant> m_preferred;
    QList<StartView> m_starts;
    QString m_refusal;
    QString m_changed;           // what was opened is no more: what it was and is, and confirming could only fail
    bool m_wants_starts = false; // the focus goes there as soon as they are read
    int m_asked = 0;             // answers to older questions are dropped
    QLabel *m_title;
    CustomerPicker *m_picker;
    QComboBox *m_service;
    QComboBox *m_staff;
    QDateEdit *m_date;
    QLineEdit *m_notes;
    RowModel *m_start_rows;
    CardTable *m_start_table;
    StateStack *m_start_state;
    QLabel *m_summary;
    QCheckBox *m_overbook; // only where a person may
    KeyButton *m_confirm;
};

} // namespace salon
