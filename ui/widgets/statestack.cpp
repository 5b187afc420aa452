// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statestack.h"

#include "ui/widgets/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace salon
{

StateStack::StateStack(QWidget *content, QWidget *parent)
    : QStackedWidget(parent)
{
    auto *said = new QWidget;
    auto *layout = new QVBoxLayout(said);
    layout->setSpacing(8);
    m_icon = new QLabel;
    m_title = new QLabel;
    m_title->setObjectName(QStringLiteral("cardtitle"));
    m_text = new QLabel;
    m_text->setObjectName(QStringLiteral("muted"));
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignHCenter);
    m_retry = new QPushButton(tr("Try again"));
    m_retry->setAccessibleName(m_retry->text());
    layout->addStretch();
    for (QWidget *widget : {static_cast<QWidget *>(m_icon), static_cast<QWidget *>(m_title),
                            static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_retry)})
        layout->addWidget(widget, 0, Qt::AlignHCenter);
    layout->addStretch();
    addWidget(content);
    addWidget(said);
    connect(m_retry, &QPushButton::clicked, this, &StateStack::retried);
}

void StateStack::showContent()
{
    setCurrentIndex(0);
}

void StateStack::showLoading()
{
    say(QStringLiteral("clock"), tr("One moment"), tr("The book is being read."), false);
}

void StateStack::showEmpty(const QString &icon, const QString &title, const QString &text)
{
    say(icon, title, text, false);
}

void StateStack::showError(const QString &text)
{
    say(QStringLiteral("warning"), tr("That did not work"), text, true);
}

void StateStack::say(const QString &icon, const QString &title, const QString &text, bool retry)
{
    m_icon->setPixmap(
        Theme::pixmap(icon, retry ? Theme::ink(Tone::Attention) : Theme::muted(), 34, devicePixelRatioF()));
    m_title->setText(title);
    m_text->setText(text);
    fitText();
    m_retry->setVisible(retry);
    setCurrentIndex(1);
}

void StateStack::fitText()
{
    m_text->ensurePolished();
    const int width = qBound(120, this->width() - 40, 420);
    m_text->setFixedSize(width, m_text->heightForWidth(width) + 4);
}

QSize StateStack::minimumSizeHint() const
{
    return {200, 120};
}

void StateStack::resizeEvent(QResizeEvent *event)
{
    QStackedWidget::resizeEvent(event);
    fitText();
}

} // namespace salon
