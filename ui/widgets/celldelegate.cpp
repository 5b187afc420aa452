// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/celldelegate.h"

#include "ui/models/rowmodel.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QTableView>
#include <QTextLayout>
#include <QtMath>

namespace salon
{

namespace
{

constexpr int kSide = 13;
constexpr int kTop = 10;
constexpr int kBadge = 20;

QFont mainFont(const QModelIndex &index)
{
    return Theme::font(10, index.data(RowModel::StrongRole).toBool() ? QFont::DemiBold : QFont::Normal);
}

QFont subFont()
{
    return Theme::font(9);
}

/// Lines broken between words, or inside one that is longer than the column; drawn where there is a painter.
int putText(QPainter *painter, QPointF at, const QFont &font, QString text, int width)
{
    if (text.isEmpty())
        return 0;
    QTextLayout layout(text.replace(u'\n', QChar::LineSeparator), font);
    QTextOption option(Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    double height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    if (painter)
        layout.draw(painter, at);
    return qCeil(height);
}

int heightOf(const QFont &font, const QString &text, int width)
{
    return putText(nullptr, {}, font, text, width);
}

} // namespace

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const QRect rect = option.rect;
    if (option.state & QStyle::State_Selected)
        painter->fillRect(rect, Theme::tint(Tone::Accent));
    painter->setPen(Theme::hairline());
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());

    const int width = rect.width() - 2 * kSide;
    const Badge badge = index.data(RowModel::BadgeRole).value<Badge>();
    const QString text = index.data(Qt::DisplayRole).toString();
    const QString sub = index.data(RowModel::SubRole).toString();
    int y = rect.top() + kTop;
    if (!badge.isEmpty()) {
        badge.paint(*painter, QPoint(rect.left() + kSide - (text.isEmpty() ? 2 : 0), y - 1), width + 4);
        y += kBadge + 3;
    }
    painter->setPen(index.data(RowModel::QuietRole).toBool() ? Theme::muted() : Theme::text());
    y += putText(painter, QPointF(rect.left() + kSide, y), mainFont(index), text, width);
    painter->setPen(Theme::muted());
    putText(painter, QPointF(rect.left() + kSide, y + 1), subFont(), sub, width);
    if (index.column() == 0 && (option.state & QStyle::State_Selected) && option.widget && option.widget->hasFocus())
        painter->fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), Theme::accent());
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    int width = option.rect.width();
    if (const auto *table = qobject_cast<const QTableView *>(option.widget))
        width = table->columnWidth(index.column());
    width = qMax(20, width - 2 * kSide);
    const QString text = index.data(Qt::DisplayRole).toString();
    int height = heightOf(mainFont(index), text, width);
    height += heightOf(subFont(), index.data(RowModel::SubRole).toString(), width) + 1;
    if (!index.data(RowModel::BadgeRole).value<Badge>().isEmpty())
        height += text.isEmpty() && height < 4 ? kBadge - 2 : kBadge + 3;
    return {width, qMax(Theme::kRowHeight, height + 2 * kTop)};
}

} // namespace salon
