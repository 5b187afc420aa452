// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>

#include "core/engine/dayview.h"

#include <QHash>

namespace salon
{

/// One day with a column per staff member: busy phases solid, processing hatched, breaks and absences shaded, a line
/// for now. Arrow keys walk through the appointments, Enter opens one; only what changed is painted again.
/// Thread: GUI. Units: pixels; times are instants, drawn on the salon's wall clock.
class CalendarView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit CalendarView(QWidget *parent = nullptr);
    void setDay(const DayView &day);
    void setNow(Instant now);
    void select(AppointmentId id);
    AppointmentId current() const { return m_current; }
    /// Where the block is drawn, in the viewport; empty when it is not of this day.
    QRect blockRect(AppointmentId id) const;
    /// What a screen reader says about a block.
    QString describe(AppointmentId id) const;
    int blockCount() const { return int(m_blocks.size()); }
    AppointmentId blockAt(int index) const { return m_day.appointments[m_blocks[index].view].appointment.id; }
    AppointmentId hit(QPoint at) const;

Q_SIGNALS:
    void currentChanged(salon::AppointmentId id);
    void opened(salon::AppointmentId id);
    void startWanted(salon::StaffId staff, qint64 start_ms);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    /// Hovering says in full what a narrow block cuts.
    bool viewportEvent(QEvent *event) override;

private:
    struct Block {
        int view = 0; // in m_day.appointments
        int column = 0;
        int lane = 0; // side by side where two overlap
        int lanes = 1;
    };
    void layOut();
    void updateScrollBar();
    int columnCount() const;
    QRect columnRect(int column) const;
    int yOf(Instant at) const;
    QRect rectOf(const Block &block) const;
    /// Empty for somebody who has no column.
    QRect rectOf(const HoldView &hold) const;
    const Block *blockOf(AppointmentId id) const;
    void makeCurrent(AppointmentId id, bool tell);
    void step(int by);
    void stepColumn(int by);
    void paintColumn(QPainter &painter, int column) const;
    void paintBlock(QPainter &painter, const Block &block) const;
    void paintHead(QPainter &painter, const AppointmentView &view, const QRect &rect) const;
    void paintPhases(QPainter &painter, const Block &block, const QRect &rect) const;
    void paintHold(QPainter &painter, const HoldView &hold) const;
    void paintHeader(QPainter &painter) const;
    void paintNow(QPainter &painter) const;

    DayView m_day;
    QList<Block> m_blocks;
    AppointmentId m_current;
    Instant m_now;
    bool m_has_unassigned = false;
};

} // namespace salon
