// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cardtable.h"

#include "ui/models/rowmodel.h"
#include "ui/widgets/celldelegate.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <numeric>

namespace salon
{

CardTable::CardTable(RowModel *model, const QString &name, QWidget *parent)
    : QTableView(parent)
    , m_rows(model)
{
    setAccessibleName(name);
    setModel(model);
    setItemDelegate(new CellDelegate(this));
    setShowGrid(false);
    setWordWrap(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    verticalHeader()->setMinimumSectionSize(Theme::kRowHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(this, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT opened(m_rows->idAt(index.row())); });
    connect(model, &RowModel::modelReset, this, [this] {
        if (const int row = m_rows->rowOf(m_wanted); row >= 0)
            choose(row);
    });
}

void CardTable::setWidths(const QList<int> &least, int stretched, const QList<int> &wanted)
{
    m_least = least;
    m_roomy = wanted.isEmpty() ? least : wanted;
    m_stretched = stretched;
    for (int i = 0; i < least.size(); ++i)
        horizontalHeader()->setSectionResizeMode(i, QHeaderView::Fixed);
    stretch();
}

void CardTable::stretch()
{
    int room = viewport()->width() - std::accumulate(m_least.cbegin(), m_least.cend(), 0);
    bool changed = false;
    const auto widen = [&](int column, int by) {
        const int width = m_least[column] + qMax(0, by);
        changed = changed || columnWidth(column) != width;
        setColumnWidth(column, width);
        room -= qMax(0, by);
    };
    const int first = qMax(0, qMin(room, m_roomy.value(m_stretched) - m_least.value(m_stretched)));
    room -= first; // what takes the rest is served first, too
    for (int i = 0; i < m_least.size(); ++i)
        if (i != m_stretched)
            widen(i, qMin(room, m_roomy.value(i) - m_least[i]));
    room += first;
    if (m_stretched < m_least.size())
        widen(m_stretched, room);
    if (changed)
        verticalHeader()->resizeSections(QHeaderView::ResizeToContents); // other lines are wrapped now
}

void CardTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    stretch();
}

QString CardTable::currentId() const
{
    return m_rows->idAt(currentIndex().row());
}

void CardTable::select(const QString &id)
{
    m_wanted = id;
    const int row = m_rows->rowOf(id);
    if (row >= 0)
        choose(row);
    else
        clearSelection();
}

void CardTable::choose(int row)
{
    selectionModel()->setCurrentIndex(m_rows->index(row, 0),
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void CardTable::allowSeveral()
{
    setSelectionMode(ExtendedSelection);
}

QStringList CardTable::selectedIds() const
{
    QStringList ids;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        ids.append(m_rows->idAt(index.row()));
    return ids;
}

void CardTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectedIdsChanged();
}

void CardTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    // A view that gets the focus makes its first row current without selecting it.
    if (current.isValid() && !selectionModel()->isSelected(current))
        selectionModel()->select(current, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (current.row() == previous.row() && current.isValid() == previous.isValid())
        return;
    if (!current.isValid())
        return; // a new snapshot is on its way in
    m_wanted = m_rows->idAt(current.row());
    Q_EMIT currentIdChanged(m_wanted);
}

void CardTable::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT opened(currentId());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace salon
