// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ui/widgets/badge.h"

#include <QList>
#include <QStringList>

namespace salon
{

struct Cell {
    QString text;
    QString sub; // a second, quieter line
    Badge badge;
    bool strong = false;
    bool quiet = false;
    bool operator==(const Cell &) const = default;
};

struct Row {
    QString id; // stays the same while the row changes
    QList<Cell> cells;
    bool operator==(const Row &) const = default;
};

/// Rows of ready-made cells for every table of the window; pages turn their snapshots into rows.
/// A new snapshot with the same ids in the same order changes only the rows that differ, so selection and scrolling
/// stay. Thread: GUI.
class RowModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role { SubRole = Qt::UserRole + 1, BadgeRole, StrongRole, QuietRole, IdRole };
    explicit RowModel(QStringList headers, QObject *parent = nullptr);

    void setHeaders(const QStringList &headers);
    void setRows(const QList<Row> &rows);
    int rowOf(const QString &id) const;
    QString idAt(int row) const { return row >= 0 && row < m_rows.size() ? m_rows[row].id : QString(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_headers;
    QList<Row> m_rows;
};

} // namespace salon

Q_DECLARE_METATYPE(salon::Badge)
