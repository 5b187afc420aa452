// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/engine/desk.h"
#include "ui/models/rowmodel.h"

#include <QTimer>

class QLineEdit;

namespace salon
{

class CardTable;

/// Who an appointment is for: a search while typing by number or name, or the two fields for somebody new.
class CustomerPicker final : public QWidget
{
    Q_OBJECT
public:
    explicit CustomerPicker(Desk &desk, QWidget *parent = nullptr);
    /// None: somebody new, by name and number.
    CustomerId customer() const { return m_customer; }
    QString name() const;
    QString phone() const;

Q_SIGNALS:
    void changed();
    /// Somebody who is known; `usual` is what they have most often, or none.
    void picked(salon::ServiceId usual);
    /// Return was pressed: on to the next field.
    void finished();

private:
    void search();
    void showMatches(const QString &text);
    void forget();
    void pick(const QString &id);

    Desk &m_desk;
    QList<CustomerMatch> m_matches;
    CustomerId m_customer;
    QString m_picked_by; // the search that found them
    QTimer m_typing;
    QLineEdit *m_search;
    RowModel *m_rows;
    CardTable *m_table;
    QLineEdit *m_name;
    QLineEdit *m_phone;
};

} // namespace salon
