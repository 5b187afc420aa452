// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/phasestrip.h"

#include "ui/models/deskwords.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace salon
{

namespace
{
constexpr int kBar = 16;
constexpr int kLine = 24;
} // namespace

PhaseStrip::PhaseStrip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PhaseStrip::setPhases(const Zone &zone, const QList<Phase> &phases)
{
    m_zone = zone;
    m_phases = phases;
    QStringList words;
    for (const Phase &phase : phases)
        words << DeskWords::times(zone, phase.span) + u' ' + phase.name + u' ' +
                     (phase.busy ? DeskWords::phaseBadge(phase).text : tr("processing"));
    setAccessibleName(tr("Phases"));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize PhaseStrip::sizeHint() const
{
    return {220, kBar + 8 + kLine * int(m_phases.size())};
}

void PhaseStrip::hatch(QPainter &painter, const QRectF &rect, const QColor &colour)
{
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 4));
    for (double x = rect.left() - rect.height(); x < rect.right() + 4; x += 12)
        painter.drawLine(QPointF(x, rect.bottom() + 2), QPointF(x + rect.height() + 4, rect.top() - 2));
    painter.restore();
}

void PhaseStrip::paintEvent(QPaintEvent *)
{
    if (m_phases.isEmpty())
        return;
    QPainter painter(this);
    const TimeRange whole{m_phases.first().span.begin, m_phases.last().span.end};
    const double scale = double(width()) / double(whole.length().count());
    int y = kBar + 8;
    for (const Phase &phase : m_phases) {
        const double left = double((phase.span.begin - whole.begin).count()) * scale;
        const QRectF bar(left, 0, double(phase.span.length().count()) * scale - 1, kBar);
        painter.fillRect(bar, phase.busy ? Theme::accent() : Theme::tint(Tone::Accent));
        if (!phase.busy)
            hatch(painter, bar, Theme::surface());
        painter.setFont(Theme::font(9));
        painter.setPen(Theme::muted());
        painter.drawText(QRect(0, y, 84, kLine), Qt::AlignVCenter, DeskWords::times(m_zone, phase.span));
        const Badge badge = phase.busy ? DeskWords::phaseBadge(phase) : Badge{};
        const int badge_width = badge.isEmpty() ? 0 : badge.size(Badge::font()).width();
        painter.setPen(phase.busy ? Theme::text() : Theme::muted());
        const int room = width() - 88 - badge_width - 6;
        painter.drawText(QRect(88, y, room, kLine), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(phase.name, Qt::ElideRight, room));
        badge.paint(painter, QPoint(width() - badge_width, y + 2), badge_width);
        y += kLine;
    }
}

} // namespace salon
