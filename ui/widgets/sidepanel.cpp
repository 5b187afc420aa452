// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sidepanel.h"

#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace salon
{

SidePanel::SidePanel(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_layout(new QVBoxLayout(this))
    , m_head(new QVBoxLayout)
    , m_title(new QLabel)
    , m_facts(new QLabel)
{
    setObjectName(QStringLiteral("card"));
    setMaximumWidth(kWidest);
    m_layout->setContentsMargins(1, 14, 1, 1);
    m_layout->setSpacing(8);
    m_head->setContentsMargins(kInset - 1, 0, kInset - 1, 2);
    m_head->setSpacing(4);
    m_layout->addLayout(m_head);
    m_title->setObjectName(QStringLiteral("cardtitle"));
    m_facts->setObjectName(QStringLiteral("muted"));
    addText(m_title);
    addText(m_facts);
    setTitle(title);
    setFacts({});
}

QSize SidePanel::minimumSizeHint() const
{
    return QFrame::minimumSizeHint().expandedTo({kNarrowest, 0});
}

void SidePanel::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void SidePanel::setFacts(const QString &facts)
{
    m_facts->setText(facts);
    m_facts->setVisible(!facts.isEmpty());
}

void SidePanel::addText(QLabel *text)
{
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_head->addWidget(text);
}

void SidePanel::add(QWidget *widget, int stretch)
{
    m_layout->addWidget(widget, stretch);
}

void SidePanel::addLine()
{
    auto *line = new QFrame;
    line->setObjectName(QStringLiteral("line"));
    m_layout->addWidget(line);
}

QHBoxLayout *SidePanel::beside(QWidget *list, QWidget *panel)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::kGap);
    row->addWidget(list, 5);
    row->addWidget(panel, 3);
    return row;
}

} // namespace salon
