// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/calendarview.h"

#include "ui/models/deskwords.h"
#include "ui/widgets/calendaraccessible.h"
#include "ui/widgets/phasestrip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace salon
{

namespace
{

constexpr int kHeader = 38;
constexpr int kHours = 58;
constexpr int kTopPad = 8;
constexpr int kBottomPad = 10;
constexpr double kMinPixelsPerMinute = 1.12;

qint64 minutesOf(const TimeRange &span)
{
    return std::chrono::duration_cast<minutes>(span.length()).count();
}

} // namespace

CalendarView::CalendarView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Day view"));
    viewport()->setAutoFillBackground(false);
    CalendarAccessible::install();
}

void CalendarView::setDay(const DayView &day)
{
    const bool same_shape =
        m_day.date == day.date && m_day.columns == day.columns && m_day.shown == day.shown && m_day.holds == day.holds;
    const QList<Block> old_blocks = m_blocks;
    const DayView old = m_day;
    QRegion dirty;
    for (const Block &block : std::as_const(m_blocks))
        if (!day.appointments.contains(m_day.appointments[block.view]))
            dirty += rectOf(block);
    m_day = day;
    m_now = day.now;
    layOut();
    updateScrollBar();
    if (!blockOf(m_current))
        m_current = {};
    if (!same_shape || old_blocks.size() != m_blocks.size()) {
        viewport()->update();
        return;
    }
    for (const Block &block : std::as_const(m_blocks))
        if (!old.appointments.contains(m_day.appointments[block.view]))
            dirty += rectOf(block);
    viewport()->update(dirty);
}

void CalendarView::setNow(Instant now)
{
    const auto stripe = [this](Instant at) { return QRect(0, yOf(at) - 10, viewport()->width(), 20); };
    viewport()->update(stripe(m_now));
    m_now = now;
    viewport()->update(stripe(m_now));
    for (const HoldView &hold : std::as_const(m_day.holds))
        viewport()->update(rectOf(hold));
}

void CalendarView::layOut()
{
    m_blocks.clear();
    m_has_unassigned = std::any_of(m_day.appointments.cbegin(), m_day.appointments.cend(),
                                   [](const AppointmentView &view) { return view.staff_name.isEmpty(); });
    for (int column = 0; column < columnCount(); ++column) {
        const StaffId staff = column < m_day.columns.size() ? m_day.columns[column].id : StaffId{};
        QList<Block> blocks;
        for (int i = 0; i < m_day.appointments.size(); ++i)
            if (m_day.appointments[i].appointment.staff == staff)
                blocks.append({i, column, 0, 1});
        std::sort(blocks.begin(), blocks.end(), [this](const Block &a, const Block &b) {
            return m_day.appointments[a.view].appointment.span < m_day.appointments[b.view].appointment.span;
        });
        for (qsizetype i = 0; i < blocks.size(); ++i) {
            for (qsizetype j = 0; j < i; ++j) {
                if (!m_day.appointments[blocks[i].view].appointment.span.overlaps(
                        m_day.appointments[blocks[j].view].appointment.span))
                    continue;
                blocks[i].lane = blocks[j].lane + 1;
                blocks[i].lanes = blocks[j].lanes = qMax(blocks[j].lanes, blocks[i].lane + 1);
            }
        }
        m_blocks += blocks;
    }
}

int CalendarView::columnCount() const
{
    return int(m_day.columns.size()) + (m_has_unassigned ? 1 : 0);
}

void CalendarView::updateScrollBar()
{
    const int body = viewport()->height() - kHeader;
    const int wanted = int(double(minutesOf(m_day.shown)) * kMinPixelsPerMinute) + kTopPad + kBottomPad;
    verticalScrollBar()->setRange(0, qMax(0, wanted - body));
    verticalScrollBar()->setPageStep(qMax(1, body));
    verticalScrollBar()->setSingleStep(24);
}

void CalendarView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
}

QRect CalendarView::columnRect(int column) const
{
    const double width = double(viewport()->width() - kHours) / qMax(1, columnCount());
    const int left = kHours + int(width * column);
    return {left, kHeader, kHours + int(width * (column + 1)) - left, viewport()->height() - kHeader};
}

int CalendarView::yOf(Instant at) const
{
    const qint64 shown = qMax<qint64>(1, minutesOf(m_day.shown));
    const int body = viewport()->height() - kHeader - kTopPad - kBottomPad;
    const double scale = qMax(kMinPixelsPerMinute, double(body) / double(shown));
    const double distance = double((at - m_day.shown.begin).count()) / 60000.0;
    return kHeader + kTopPad + int(distance * scale) - verticalScrollBar()->value();
}

QRect CalendarView::rectOf(const Block &block) const
{
    const TimeRange &span = m_day.appointments[block.view].appointment.span;
    const QRect column = columnRect(block.column);
    const int width = (column.width() - 12) / block.lanes;
    const int top = yOf(span.begin) + 1;
    return {column.left() + 6 + block.lane * width, top, width - (block.lanes > 1 ? 2 : 0), yOf(span.end) - top - 1};
}

QRect CalendarView::rectOf(const HoldView &hold) const
{
    const auto column = std::find_if(m_day.columns.cbegin(), m_day.columns.cend(),
                                     [&](const StaffColumn &member) { return member.id == hold.staff; });
    if (column == m_day.columns.cend())
        return {};
    const QRect whole = columnRect(int(column - m_day.columns.cbegin()));
    const int top = yOf(hold.span.begin) + 1;
    return {whole.left() + 6, top, whole.width() - 12, yOf(hold.span.end) - top - 1};
}

const CalendarView::Block *CalendarView::blockOf(AppointmentId id) const
{
    for (const Block &block : m_blocks)
        if (!id.isNull() && m_day.appointments[block.view].appointment.id == id)
            return &block;
    return nullptr;
}

QRect CalendarView::blockRect(AppointmentId id) const
{
    const Block *block = blockOf(id);
    return block ? rectOf(*block) : QRect();
}

QString CalendarView::describe(AppointmentId id) const
{
    const Block *block = blockOf(id);
    if (!block)
        return {};
    const AppointmentView &view = m_day.appointments[block->view];
    QStringList words{DeskWords::times(m_day.zone, view.appointment.span),
                      view.who(),
                      view.service_name,
                      DeskWords::staff(view.staff_name, {}),
                      DeskWords::status(view.appointment.status).text,
                      DeskWords::sync(view).text};
    if (view.appointment.overbooked)
        words.append(DeskWords::overbooked().text);
    return words.join(QStringLiteral(", "));
}

void CalendarView::select(AppointmentId id)
{
    makeCurrent(id, false);
}

void CalendarView::makeCurrent(AppointmentId id, bool tell)
{
    if (id == m_current)
        return;
    viewport()->update(blockRect(m_current).adjusted(-4, -4, 4, 4));
    m_current = id;
    const QRect rect = blockRect(m_current);
    if (rect.top() < kHeader || rect.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.top() - kHeader - 40);
    viewport()->update(blockRect(m_current).adjusted(-4, -4, 4, 4));
    CalendarAccessible::focusMoved(this);
    if (tell)
        Q_EMIT currentChanged(id);
}

AppointmentId CalendarView::hit(QPoint at) const
{
    for (auto block = m_blocks.crbegin(); block != m_blocks.crend(); ++block)
        if (rectOf(*block).contains(at) && at.y() > kHeader)
            return m_day.appointments[block->view].appointment.id;
    return {};
}

void CalendarView::step(int by)
{
    if (m_blocks.isEmpty())
        return;
    const Block *now = blockOf(m_current);
    const qsizetype index = now ? now - m_blocks.constData() + by : (by > 0 ? 0 : m_blocks.size() - 1);
    if (index >= 0 && index < m_blocks.size())
        makeCurrent(blockAt(int(index)), true);
}

void CalendarView::stepColumn(int by)
{
    const Block *now = blockOf(m_current);
    if (!now) {
        step(by);
        return;
    }
    const Instant begin = m_day.appointments[now->view].appointment.span.begin;
    for (int column = now->column + by; column >= 0 && column < columnCount(); column += by) {
        const Block *nearest = nullptr;
        const auto distance = [&](const Block &block) {
            const auto apart = m_day.appointments[block.view].appointment.span.begin - begin;
            return apart.count() < 0 ? -apart.count() : apart.count();
        };
        for (const Block &block : std::as_const(m_blocks))
            if (block.column == column && (!nearest || distance(block) < distance(*nearest)))
                nearest = &block;
        if (nearest) {
            makeCurrent(m_day.appointments[nearest->view].appointment.id, true);
            return;
        }
    }
}

void CalendarView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Down:
        return step(1);
    case Qt::Key_Up:
        return step(-1);
    case Qt::Key_Right:
        return stepColumn(1);
    case Qt::Key_Left:
        return stepColumn(-1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_current.isNull())
            Q_EMIT opened(m_current);
        return;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void CalendarView::mousePressEvent(QMouseEvent *event)
{
    makeCurrent(hit(event->position().toPoint()), true);
}

void CalendarView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (const AppointmentId id = hit(at); !id.isNull()) {
        Q_EMIT opened(id);
        return;
    }
    for (int column = 0; column < m_day.columns.size(); ++column) {
        if (!columnRect(column).contains(at))
            continue;
        const double share =
            double(at.y() - yOf(m_day.shown.begin)) / qMax(1, yOf(m_day.shown.end) - yOf(m_day.shown.begin));
        constexpr qint64 kQuarter = 15 * 60'000;
        const auto distance = qint64(share * double(m_day.shown.length().count())) / kQuarter * kQuarter;
        Q_EMIT startWanted(m_day.columns[column].id, m_day.shown.begin.ms() + distance);
    }
}

void CalendarView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason && m_current.isNull())
        step(1);
    viewport()->update();
}

void CalendarView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool CalendarView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const AppointmentId id = hit(help->pos());
    QToolTip::showText(help->globalPos(), describe(id), viewport(), blockRect(id));
    return true;
}

void CalendarView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    painter.setClipRect(QRect(0, kHeader, viewport()->width(), viewport()->height() - kHeader), Qt::IntersectClip);
    for (int column = 0; column < columnCount(); ++column)
        paintColumn(painter, column);
    painter.setFont(Theme::font(9));
    constexpr qint64 kHour = 3'600'000;
    for (Instant hour = m_day.shown.begin; hour <= m_day.shown.end; hour = hour + milliseconds(kHour)) {
        painter.setPen(Theme::hairline());
        painter.drawLine(kHours, yOf(hour), viewport()->width(), yOf(hour));
        painter.setPen(Theme::muted());
        painter.drawText(QRect(0, yOf(hour) - 8, kHours - 10, 16), Qt::AlignRight | Qt::AlignVCenter,
                         DeskWords::time(m_day.zone, hour));
    }
    for (const Block &block : std::as_const(m_blocks))
        if (event->region().intersects(rectOf(block).adjusted(-4, -4, 4, 4)))
            paintBlock(painter, block);
    for (const HoldView &hold : std::as_const(m_day.holds))
        paintHold(painter, hold);
    paintNow(painter);
    painter.restore();
    paintHeader(painter);
}

void CalendarView::paintHeader(QPainter &painter) const
{
    for (int column = 0; column < columnCount(); ++column) {
        const QRect rect(columnRect(column).left() + 10, 0, columnRect(column).width() - 14, kHeader);
        const bool unassigned = column >= m_day.columns.size();
        const QString name = unassigned ? DeskWords::staff({}, {}) : m_day.columns[column].name;
        painter.setFont(Theme::font(10, QFont::DemiBold));
        painter.setPen(Theme::text());
        painter.drawText(rect, Qt::AlignVCenter, painter.fontMetrics().elidedText(name, Qt::ElideRight, rect.width()));
        const int width = painter.fontMetrics().horizontalAdvance(name) + 6;
        if (unassigned || m_day.columns[column].account.isEmpty())
            continue;
        painter.setFont(Theme::font(9.5));
        painter.setPen(Theme::muted());
        painter.drawText(rect.adjusted(width, 0, 0, 0), Qt::AlignVCenter,
                         tr("account %1").arg(m_day.columns[column].account));
    }
    painter.setPen(Theme::hairline());
    painter.drawLine(0, kHeader - 1, viewport()->width(), kHeader - 1);
}

void CalendarView::paintNow(QPainter &painter) const
{
    if (!m_day.shown.contains(m_now))
        return;
    const int y = yOf(m_now);
    const QColor colour = Theme::ink(Tone::Wrong);
    painter.setPen(QPen(colour, 1.6));
    painter.drawLine(kHours, y, viewport()->width(), y);
    painter.setBrush(colour);
    painter.setPen(Qt::NoPen);
    painter.drawRoundedRect(QRect(6, y - 9, kHours - 10, 18), 9, 9);
    painter.setPen(Theme::surface());
    painter.setFont(Theme::font(8.5, QFont::DemiBold));
    painter.drawText(QRect(6, y - 9, kHours - 10, 18), Qt::AlignCenter, DeskWords::time(m_day.zone, m_now));
}

} // namespace salon
