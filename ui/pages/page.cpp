// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page.h"

#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace salon
{

namespace
{
constexpr int kGatherMs = 40; // one booking changes several tables: read once
}

Page::Page(Desk &desk, const QString &title, const QStringList &tables)
    : m_desk(desk)
    , m_tables(tables)
{
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(title);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kMargin, 10, Theme::kMargin, 12);
    layout->setSpacing(10);
    m_tools = new QHBoxLayout;
    m_tools->setSpacing(10);
    m_title = new QLabel(title);
    m_title->setObjectName(QStringLiteral("title"));
    m_title->setMinimumHeight(Theme::kControlHeight);
    m_facts = new ElidedLabel;
    m_facts->setObjectName(QStringLiteral("muted"));
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_tools->addWidget(m_title);
    m_tools->addWidget(m_facts, 1);
    layout->addLayout(m_tools);
    m_body = new QVBoxLayout;
    m_body->setSpacing(Theme::kGap);
    layout->addLayout(m_body, 1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kGatherMs);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        m_stale = false;
        reload();
    });
    connect(&m_desk, &Desk::storeChanged, this, &Page::heard);
}

void Page::setCatalogue(const Catalogue &catalogue)
{
    m_catalogue = catalogue;
    m_has_catalogue = true;
    catalogueChanged();
    reloadSoon();
}

void Page::reloadSoon()
{
    m_stale = true;
    if (isVisible() && m_has_catalogue && !m_soon.isActive())
        m_soon.start();
}

void Page::heard(const StoreChanged &change)
{
    if (change.table.isEmpty() || m_tables.contains(change.table))
        reloadSoon();
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        reloadSoon();
}

void Page::setTitle(const QString &title)
{
    m_title->setText(title);
}

QString Page::title() const
{
    return m_title->text();
}

void Page::setFacts(const QString &facts)
{
    m_facts->setText(facts);
}

QVBoxLayout *Page::card(QWidget *frame, const QMargins &margins)
{
    frame->setObjectName(QStringLiteral("card"));
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(margins);
    layout->setSpacing(8);
    return layout;
}

} // namespace salon
