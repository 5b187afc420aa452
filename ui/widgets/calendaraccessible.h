// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

#include "core/domain/ids.h"

#include <QHash>

namespace salon
{

class CalendarView;

/// The day view for screen readers: one child per appointment, named by time, guest, service and state.
class CalendarAccessible final : public QAccessibleWidget
{
public:
    explicit CalendarAccessible(CalendarView *view);
    ~CalendarAccessible() override;
    static void install();
    static void focusMoved(CalendarView *view);

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;

private:
    CalendarView *view() const;
    QAccessibleInterface *childOf(AppointmentId id) const;
    mutable QHash<AppointmentId, QAccessible::Id> m_children;
};

} // namespace salon
