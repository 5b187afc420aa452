// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/navbutton.h"

#include <QFocusEvent>
#include <QPainter>

namespace salon
{

NavButton::NavButton(const QString &icon, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setAutoExclusive(true);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
}

void NavButton::setCount(const Badge &badge)
{
    m_count = badge;
    setAccessibleDescription(badge.text);
    update();
}

void NavButton::setCompact(bool compact)
{
    m_compact = compact;
    updateGeometry();
    update();
}

void NavButton::focusInEvent(QFocusEvent *event)
{
    m_by_key = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QAbstractButton::focusInEvent(event);
}

void NavButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? Theme::tint(Tone::Accent) : Theme::tint(Tone::Neutral));
        painter.drawRoundedRect(rect(), Theme::kControlRadius, Theme::kControlRadius);
    }
    if (hasFocus() && m_by_key) {
        painter.setPen(QPen(Theme::accent(), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    const QColor colour = isChecked() ? Theme::ink(Tone::Accent) : Theme::text();
    m_compact ? paintCompact(painter, colour) : paintWide(painter, colour);
}

void NavButton::paintCompact(QPainter &painter, const QColor &colour) const
{
    painter.drawPixmap((width() - 18) / 2, 8, Theme::pixmap(m_icon, colour, 18, devicePixelRatioF()));
    painter.setFont(Theme::font(7.5, isChecked() ? QFont::DemiBold : QFont::Normal));
    painter.setPen(colour);
    const QRect text_rect(1, 29, width() - 2, 18);
    painter.drawText(text_rect, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, text_rect.width()));
    if (m_count.isEmpty())
        return;
    const Badge number{m_count.tone, {}, m_count.text.section(u' ', 0, 0)};
    const int number_width = number.size(Badge::font()).width();
    number.paint(painter, QPoint(qMin(width() / 2 + 8, width() - number_width), 1), number_width);
}

void NavButton::paintWide(QPainter &painter, const QColor &colour) const
{
    painter.drawPixmap(11, (height() - 18) / 2, Theme::pixmap(m_icon, colour, 18, devicePixelRatioF()));
    painter.setFont(Theme::font(10, isChecked() ? QFont::DemiBold : QFont::Normal));
    painter.setPen(colour);
    const int count_width = m_count.isEmpty() ? 0 : m_count.size(Badge::font()).width();
    const QRect text_rect(40, 0, width() - 52 - count_width, height());
    painter.drawText(text_rect, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, text_rect.width()));
    if (!m_count.isEmpty())
        m_count.paint(painter, QPoint(width() - count_width - 9, (height() - 20) / 2), count_width);
}

} // namespace salon
