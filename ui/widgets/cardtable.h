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
    /// One column takes the room that is left, never less than its own width here: then the table scrolls sideways.
    /// Before it does, the others grow to what they want.
    void setWidths(const QList<int> &least, int stretched, const QList<int> &wanted = {});
    QString currentId() const;
    void select(const QString &id);
    /// Ctrl, Shift and Ctrl+A choose several; at least the current one.
    void allowSeveral();
    QStringList selectedIds() const;

Q_SIGNALS:
    void currentIdChanged(const QString &id);
    void opened(const QString &id);
    void selectedIdsChanged();

protected:
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void choose(int row);
    void stretch();
    RowModel *m_rows;
    QList<int> m_least;
    QList<int> m_roomy;
    int m_stretched = 0;
    QString m_wanted;
};

} // namespace salon
