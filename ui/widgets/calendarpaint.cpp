// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/deskwords.h"
#include "ui/widgets/calendarview.h"
#include "ui/widgets/phasestrip.h"

#include <QPainter>
#include <QPainterPath>

/// The inside of CalendarView: columns and blocks.
namespace salon
{

namespace
{
constexpr int kHeadLine = 21;
constexpr int kPhaseLine = 15;
} // namespace

void CalendarView::paintColumn(QPainter &painter, int column) const
{
    const QRect rect = columnRect(column);
    if (column < m_day.columns.size()) {
        const StaffColumn &member = m_day.columns[column];
        const auto shade = [&](const TimeRange &span, const QString &text) {
            const QRect part(rect.left(), yOf(span.begin), rect.width(), yOf(span.end) - yOf(span.begin));
            painter.fillRect(part, Theme::tint(Tone::Neutral));
            if (text.isEmpty())
                return;
            painter.setFont(Theme::font(9));
            painter.setPen(Theme::muted());
            painter.drawText(part.adjusted(11, 5, -6, -4), Qt::AlignTop | Qt::AlignLeft, text);
        };
        Instant from = m_day.shown.begin;
        for (const TimeRange &work : member.working) {
            if (from < work.begin && (from == m_day.shown.begin || member.breaks.isEmpty()))
                shade({from, work.begin}, {});
            from = work.end;
        }
        if (from < m_day.shown.end)
            shade({from, m_day.shown.end}, member.working.isEmpty() ? tr("does not work today") : QString());
        for (const TimeRange &pause : member.breaks)
            shade(pause, tr("Break"));
        for (const Absence &absence : member.absences)
            shade({std::max(absence.span.begin, m_day.shown.begin), std::min(absence.span.end, m_day.shown.end)},
                  absence.reason.isEmpty() ? tr("absent") : absence.reason);
    }
    painter.setPen(Theme::hairline());
    painter.drawLine(rect.left(), rect.top(), rect.left(), rect.bottom());
}

void CalendarView::paintPhases(QPainter &painter, const Block &block, const QRect &rect) const
{
    const AppointmentView &view = m_day.appointments[block.view];
    const QColor ink = Theme::serviceInk(view.appointment.service.value);
    const int head_bottom = rect.top() + kHeadLine;
    for (const Phase &phase : view.appointment.phases) {
        const QRect part(rect.left(), yOf(phase.span.begin), rect.width(), yOf(phase.span.end) - yOf(phase.span.begin));
        if (!phase.busy) {
            painter.fillRect(part, Theme::surface());
            PhaseStrip::hatch(painter, part, Theme::serviceTint(view.appointment.service.value));
        }
        painter.fillRect(QRect(rect.left(), part.top(), 4, part.height()),
                         phase.busy ? ink : Theme::serviceTint(view.appointment.service.value));
        const int text_top = qMax(part.top() + 2, head_bottom);
        if (part.bottom() - text_top < kPhaseLine - (part.top() > head_bottom ? 3 : 1))
            continue;
        const auto length = std::chrono::duration_cast<minutes>(phase.span.length()).count();
        QString text = phase.busy ? phase.name : tr("%1 · %2 min free").arg(phase.name).arg(length);
        if (&phase == &view.appointment.phases.first()) {
            if (view.appointment.overbooked)
                text.prepend(DeskWords::overbooked().text + QStringLiteral(" · "));
            text.prepend(DeskWords::time(m_day.zone, phase.span.begin) + QStringLiteral(" · "));
        }
        painter.setFont(Theme::font(8.5));
        painter.setPen(Theme::muted());
        const QRect line(rect.left() + 11, text_top, rect.width() - 16, qMin(kPhaseLine, part.bottom() - text_top + 2));
        painter.drawText(line, Qt::AlignVCenter, painter.fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
    }
}

/// The name first, then the time where no second line says it; the badge shrinks to its icon before they are cut.
void CalendarView::paintHead(QPainter &painter, const AppointmentView &view, const QRect &rect) const
{
    const bool is_settled = view.appointment.status != AppointmentStatus::Confirmed &&
                            view.sync != SyncStatus::Review && view.sync != SyncStatus::Partial;
    const Badge badge = is_settled ? DeskWords::status(view.appointment.status) : DeskWords::sync(view);
    const int top = rect.top() + (rect.height() < 26 ? (rect.height() - 20) / 2 : 4);
    const int left = rect.left() + 11;
    int right = rect.right() - 5;
    const QFont bold = Theme::font(9.5, QFont::DemiBold);
    const QFont plain = Theme::font(9);
    const bool has_second_line = rect.height() > kHeadLine + kPhaseLine;
    const QString time = has_second_line ? QString() : DeskWords::time(m_day.zone, view.appointment.span.begin);
    int wanted = QFontMetrics(bold).horizontalAdvance(view.who()) + 8;
    if (!time.isEmpty())
        wanted += QFontMetrics(plain).horizontalAdvance(time) + 8;
    if (const int full = badge.size(Badge::font()).width(); wanted + full <= right - left) {
        badge.paint(painter, QPoint(right - full, top), full);
        right -= full + 6;
    } else {
        badge.paintIcon(painter, QPoint(right - Badge::kIconOnly, top));
        right -= Badge::kIconOnly + 2;
    }
    painter.setFont(bold);
    painter.setPen(Theme::serviceInk(view.appointment.service.value));
    const QString who = painter.fontMetrics().elidedText(view.who(), Qt::ElideRight, right - left);
    painter.drawText(QRect(left, top, right - left, 19), Qt::AlignVCenter, who);
    int after = left + painter.fontMetrics().horizontalAdvance(who) + 6;
    painter.setFont(plain);
    painter.setPen(Theme::muted());
    for (const QString &text : {time, view.service_name}) {
        const int least = text == time ? painter.fontMetrics().horizontalAdvance(time) : 30;
        if (text.isEmpty() || right - after < least)
            continue;
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, right - after);
        painter.drawText(QRect(after, top, right - after, 19), Qt::AlignVCenter, shown);
        after += painter.fontMetrics().horizontalAdvance(shown) + 6;
    }
}

/// Dashed, because nothing is booked yet; the seconds tell how long the caller still has.
void CalendarView::paintHold(QPainter &painter, const HoldView &hold) const
{
    const QRect rect = rectOf(hold);
    if (rect.isEmpty() || hold.expires_at <= m_now)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::accent(), 1.5, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), Theme::kControlRadius, Theme::kControlRadius);
    if (rect.height() < kPhaseLine)
        return;
    const auto left = std::chrono::duration_cast<seconds>(hold.expires_at - m_now).count();
    const QString text = tr("%1 s · held for a call: %2").arg(left).arg(hold.service_name);
    painter.setFont(Theme::font(9));
    painter.setPen(Theme::accent());
    const QRect line(rect.left() + 11, rect.top() + 2, rect.width() - 16, kPhaseLine + 2);
    painter.drawText(line, Qt::AlignVCenter, painter.fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
}

void CalendarView::paintBlock(QPainter &painter, const Block &block) const
{
    const AppointmentView &view = m_day.appointments[block.view];
    const bool over =
        view.appointment.status == AppointmentStatus::Done || view.appointment.status == AppointmentStatus::NoShow;
    const QRect rect = rectOf(block);
    const QColor ink = Theme::serviceInk(view.appointment.service.value);
    painter.save();
    QPainterPath path;
    path.addRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), Theme::kControlRadius, Theme::kControlRadius);
    painter.setClipPath(path, Qt::IntersectClip);
    painter.fillRect(rect, Theme::serviceTint(view.appointment.service.value));
    paintPhases(painter, block, rect);
    if (over)
        painter.fillRect(rect, QColor(Theme::surface().red(), Theme::surface().green(), Theme::surface().blue(), 110));

    paintHead(painter, view, rect);
    painter.restore();

    const bool chosen = view.appointment.id == m_current;
    painter.setBrush(Qt::NoBrush);
    QColor frame = ink;
    frame.setAlpha(90);
    painter.setPen(chosen ? QPen(hasFocus() ? Theme::accent() : ink, 2) : QPen(frame, 1));
    painter.drawPath(path);
}

} // namespace salon
