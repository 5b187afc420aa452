// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/phasestrip.h"

#include "ui/models/deskwords.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace salon
{

namespace
{
constexpr int kBar = 16;
constexpr int kLine = 24;
constexpr int kTimes = 82;
} // namespace

PhaseStrip::PhaseStrip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PhaseStrip::setAppointment(const Zone &zone, const Appointment &appointment)
{
    m_zone = zone;
    m_phases = appointment.phases;
    m_status = appointment.status;
    QStringList words;
    for (const Phase &phase : std::as_const(m_phases))
        words << DeskWords::times(zone, phase.span) + u' ' + phase.name + u' ' +
                     (phase.busy ? DeskWords::phaseBadge(phase, m_status).text : tr("processing"));
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

/// One name that would be cut, and every badge becomes its icon.
bool PhaseStrip::namesLeaveRoom() const
{
    const QFontMetrics metrics(Theme::font(9));
    return std::all_of(m_phases.cbegin(), m_phases.cend(), [&](const Phase &phase) {
        const int badge = phase.busy ? DeskWords::phaseBadge(phase, m_status).size(Badge::font()).width() + 6 : 0;
        return kTimes + metrics.horizontalAdvance(phase.name) + badge <= width();
    });
}

void PhaseStrip::paintEvent(QPaintEvent *)
{
    if (m_phases.isEmpty())
        return;
    QPainter painter(this);
    const TimeRange whole{m_phases.first().span.begin, m_phases.last().span.end};
    const double scale = double(width()) / double(whole.length().count());
    const bool spelled = namesLeaveRoom();
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
        const Badge badge = phase.busy ? DeskWords::phaseBadge(phase, m_status) : Badge{};
        const int full_width = badge.isEmpty() ? 0 : badge.size(Badge::font()).width();
        const int badge_width = badge.isEmpty() || spelled ? full_width : Badge::kIconOnly;
        painter.setPen(phase.busy ? Theme::text() : Theme::muted());
        const int room = width() - kTimes - badge_width - 6;
        painter.drawText(QRect(kTimes, y, room, kLine), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(phase.name, Qt::ElideRight, room));
        if (spelled)
            badge.paint(painter, QPoint(width() - badge_width, y + 2), badge_width);
        else
            badge.paintIcon(painter, QPoint(width() - badge_width, y + 2));
        y += kLine;
    }
}

} // namespace salon
