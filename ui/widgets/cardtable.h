// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include <functional>

namespace salon
{

class RowModel;

/// A quiet table: no grid, hairlines between rows, whole rows selected, two lines and a badge per cell.
/// Keeps the selected row by its id over new snapshots.
class CardTable final : public QTableView
{
    Q_OBJECT
public:
    CardTable(RowModel *model, const QString &name, QWidget *parent = nullptr);
    /// Relative widths; 0 = as wide as its content, at most as wide as the header asks.
    void setWidths(const QList<int> &pixels, int stretched);
    QString currentId() const;
    void select(const QString &id);

Q_SIGNALS:
    void currentIdChanged(const QString &id);
    void opened(const QString &id);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    RowModel *m_rows;
    QString m_wanted;
};

} // namespace salon
