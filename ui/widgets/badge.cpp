// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/badge.h"

#include <QFontMetrics>
#include <QPainter>

namespace salon
{

namespace
{
constexpr int kHeight = 20;
constexpr int kPadding = 8;
constexpr int kIcon = 12;
} // namespace

QFont Badge::font()
{
    return Theme::font(8.5, QFont::DemiBold);
}

QSize Badge::size(const QFont &font) const
{
    const int icon_width = icon.isEmpty() ? 0 : kIcon + 4;
    return {2 * kPadding + icon_width + QFontMetrics(font).horizontalAdvance(text), kHeight};
}

QRect Badge::paint(QPainter &painter, QPoint at, int max_width) const
{
    if (isEmpty())
        return {at, QSize()};
    const QFont font = Badge::font();
    QSize wanted = size(font);
    wanted.setWidth(qMin(wanted.width(), max_width));
    const QRect rect(at, wanted);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::tint(tone));
    painter.drawRoundedRect(rect, Theme::kPillRadius, Theme::kPillRadius);
    int x = rect.left() + kPadding;
    if (!icon.isEmpty()) {
        const double ratio = painter.device()->devicePixelRatioF();
        painter.drawPixmap(x, rect.top() + (kHeight - kIcon) / 2, Theme::pixmap(icon, Theme::ink(tone), kIcon, ratio));
        x += kIcon + 4;
    }
    painter.setPen(Theme::ink(tone));
    painter.setFont(font);
    const QRect text_rect(x, rect.top(), rect.right() - kPadding - x + 2, kHeight);
    painter.drawText(text_rect, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, text_rect.width()));
    painter.restore();
    return rect;
}

void Badge::paintIcon(QPainter &painter, QPoint at) const
{
    if (isEmpty())
        return;
    const QRect disc(at + QPoint(0, (kHeight - kIconOnly) / 2), QSize(kIconOnly, kIconOnly));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::tint(tone));
    painter.drawEllipse(disc);
    painter.drawPixmap(disc.left() + (kIconOnly - kIcon) / 2, disc.top() + (kIconOnly - kIcon) / 2,
                       Theme::pixmap(icon, Theme::ink(tone), kIcon, painter.device()->devicePixelRatioF()));
    painter.restore();
}

BadgeLabel::BadgeLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void BadgeLabel::setBadge(const Badge &badge)
{
    if (badge == m_badge)
        return;
    m_badge = badge;
    setAccessibleName(badge.text);
    setVisible(!badge.isEmpty());
    updateGeometry();
    update();
}

QSize BadgeLabel::sizeHint() const
{
    return m_badge.size(Badge::font());
}

void BadgeLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_badge.paint(painter, QPoint(0, (height() - kHeight) / 2), width());
}

} // namespace salon
