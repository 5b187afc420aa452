// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sidebar.h"

#include "ui/widgets/navbutton.h"

#include <QButtonGroup>
#include <QLabel>
#include <QVBoxLayout>

namespace salon
{

Sidebar::Sidebar(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("sidebar"));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(2);
    m_salon = new QLabel;
    m_salon->setObjectName(QStringLiteral("cardtitle"));
    m_salon->setContentsMargins(10, 0, 0, 12);
    layout->addWidget(m_salon);
    m_group = new QButtonGroup(this);
    const std::pair<QString, QString> pages[] = {{QStringLiteral("calendar"), tr("Appointments")},
                                                 {QStringLiteral("review"), tr("Review queue")},
                                                 {QStringLiteral("maps"), tr("Event maps")},
                                                 {QStringLiteral("dashboard"), tr("Dashboard")},
                                                 {QStringLiteral("phone"), tr("Calls")}};
    for (const auto &[icon, text] : pages) {
        auto *button = new NavButton(icon, text, this);
        const int index = int(m_buttons.size());
        button->setToolTip(tr("%1 (Ctrl+%2)").arg(text).arg(index + 1));
        m_group->addButton(button, index);
        m_buttons.append(button);
        layout->addWidget(button);
    }
    layout->addStretch();
    connect(m_group, &QButtonGroup::idClicked, this, &Sidebar::pageWanted);
    setPage(0);
    setCompact(false);
}

void Sidebar::setCompact(bool compact)
{
    const int side = compact ? 5 : 10;
    setFixedWidth(compact ? 88 : 196);
    layout()->setContentsMargins(side, 15, side, 14);
    m_salon->setVisible(!compact);
    for (NavButton *button : std::as_const(m_buttons))
        button->setCompact(compact);
}

void Sidebar::setSalon(const QString &name)
{
    m_salon->setText(name);
}

void Sidebar::setCounts(const DeskCounts &counts)
{
    const auto number = [](int count) { return count == 0 ? Badge{} : Badge{Tone::Wrong, {}, QString::number(count)}; };
    m_buttons[1]->setCount(number(counts.reviews));
    m_buttons[2]->setCount(number(counts.missing_maps));
    m_buttons[4]->setCount(counts.live_calls == 0 ? Badge{}
                                                  : Badge{Tone::Good, {}, tr("%n live", nullptr, counts.live_calls)});
}

void Sidebar::setPage(int index)
{
    m_buttons[index]->setChecked(true);
}

} // namespace salon
