// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/badge.h"

#include <QAbstractButton>

namespace salon
{

/// One line of the sidebar: icon, page name, and what waits there.
class NavButton final : public QAbstractButton
{
    Q_OBJECT
public:
    NavButton(const QString &icon, const QString &text, QWidget *parent);
    void setCount(const Badge &badge);
    /// Icon above a small name, for narrow windows.
    void setCompact(bool compact);
    QSize sizeHint() const override { return m_compact ? QSize(72, 54) : QSize(175, 36); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void paintWide(QPainter &painter, const QColor &colour) const;
    void paintCompact(QPainter &painter, const QColor &colour) const;
    const QString m_icon;
    Badge m_count;
    bool m_compact = false;
    bool m_by_key = false; // the ring is for those who walk by keyboard
};

} // namespace salon
