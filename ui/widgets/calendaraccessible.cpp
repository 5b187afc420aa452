// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/calendaraccessible.h"

#include "ui/widgets/calendarview.h"

#include <QPointer>

namespace salon
{

namespace
{

class BlockAccessible final : public QAccessibleInterface
{
public:
    BlockAccessible(CalendarView *view, AppointmentId id)
        : m_view(view)
        , m_id(id)
    {
    }
    AppointmentId id() const { return m_id; }
    bool isValid() const override { return m_view && !m_view->blockRect(m_id).isEmpty(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view.data()); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text kind) const override
    {
        return m_view && kind == QAccessible::Name ? m_view->describe(m_id) : QString();
    }

    QRect rect() const override
    {
        if (!m_view)
            return {};
        const QRect here = m_view->blockRect(m_id);
        return {m_view->viewport()->mapToGlobal(here.topLeft()), here.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = state.selectable = true;
        state.selected = m_view && m_view->current() == m_id;
        state.focused = state.selected && m_view->hasFocus();
        state.invalid = !isValid();
        return state;
    }

private:
    QPointer<CalendarView> m_view;
    const AppointmentId m_id;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<CalendarView *>(object);
    return view ? new CalendarAccessible(view) : nullptr;
}

} // namespace

CalendarAccessible::CalendarAccessible(CalendarView *view)
    : QAccessibleWidget(view, QAccessible::List)
{
}

CalendarAccessible::~CalendarAccessible()
{
    for (const QAccessible::Id id : std::as_const(m_children))
        QAccessible::deleteAccessibleInterface(id);
}

void CalendarAccessible::install()
{
    static const bool installed = [] {
        QAccessible::installFactory(&makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

void CalendarAccessible::focusMoved(CalendarView *view)
{
    if (!QAccessible::isActive() || !view->hasFocus())
        return;
    for (int i = 0; i < view->blockCount(); ++i) {
        if (view->blockAt(i) != view->current())
            continue;
        QAccessibleEvent event(view, QAccessible::Focus);
        event.setChild(i);
        QAccessible::updateAccessibility(&event);
    }
}

CalendarView *CalendarAccessible::view() const
{
    return qobject_cast<CalendarView *>(object());
}

QAccessibleInterface *CalendarAccessible::childOf(AppointmentId id) const
{
    if (!m_children.contains(id))
        m_children.insert(id, QAccessible::registerAccessibleInterface(new BlockAccessible(view(), id)));
    return QAccessible::accessibleInterface(m_children.value(id));
}

int CalendarAccessible::childCount() const
{
    return view()->blockCount();
}

QAccessibleInterface *CalendarAccessible::child(int index) const
{
    return index >= 0 && index < childCount() ? childOf(view()->blockAt(index)) : nullptr;
}

int CalendarAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    for (int i = 0; i < childCount(); ++i)
        if (childOf(view()->blockAt(i)) == child)
            return i;
    return -1;
}

QAccessibleInterface *CalendarAccessible::childAt(int x, int y) const
{
    const AppointmentId id = view()->hit(view()->viewport()->mapFromGlobal(QPoint(x, y)));
    return id.isNull() ? nullptr : childOf(id);
}

QAccessibleInterface *CalendarAccessible::focusChild() const
{
    return view()->current().isNull() ? nullptr : childOf(view()->current());
}

} // namespace salon
