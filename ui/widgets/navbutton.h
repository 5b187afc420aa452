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
    QSize sizeHint() const override { return {175, 36}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    const QString m_icon;
    Badge m_count;
    bool m_by_key = false; // the ring is for those who walk by keyboard
};

} // namespace salon
