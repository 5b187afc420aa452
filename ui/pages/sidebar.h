// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/engine/callview.h"

class QButtonGroup;
class QLabel;

namespace salon
{

class NavButton;

/// The five pages with what waits on each.
class Sidebar final : public QFrame
{
    Q_OBJECT
public:
    explicit Sidebar(QWidget *parent = nullptr);
    void setSalon(const QString &name);
    void setCounts(const DeskCounts &counts);
    void setPage(int index);
    /// In a narrow window the pages need the room more.
    void setCompact(bool compact);

Q_SIGNALS:
    void pageWanted(int index);

private:
    QLabel *m_salon;
    QButtonGroup *m_group;
    QList<NavButton *> m_buttons;
};

} // namespace salon
