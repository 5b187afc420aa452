// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reasondialog.h"

#include "ui/widgets/keybutton.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace salon
{

ReasonDialog::ReasonDialog(const QString &title, const QString &text, const QStringList &reasons,
                           const QString &confirm, bool free_text, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(title);
    setObjectName(QStringLiteral("reasondialog"));
    setMinimumWidth(440);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kMargin, Theme::kMargin, Theme::kMargin, Theme::kMargin);
    layout->setSpacing(12);
    auto *heading = new QLabel(title);
    heading->setObjectName(QStringLiteral("cardtitle"));
    auto *body = new QLabel(text);
    body->setObjectName(QStringLiteral("muted"));
    body->setWordWrap(true);
    m_reason = new QComboBox;
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setAccessibleName(title);
    m_reason->addItems(reasons);
    m_reason->setEditable(free_text);
    if (free_text)
        m_reason->lineEdit()->setAccessibleName(title);
    auto *back = new KeyButton(tr("Back"), QKeySequence(), this);
    auto *sure = new KeyButton(confirm, QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    sure->setPrimary(true);
    sure->setObjectName(QStringLiteral("confirm"));
    sure->setDefault(true);
    m_confirm = sure;
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(back);
    buttons->addWidget(sure);
    layout->addWidget(heading);
    layout->addWidget(body);
    layout->addWidget(m_reason);
    layout->addSpacing(6);
    layout->addLayout(buttons);
    connect(back, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_reason, &QComboBox::currentTextChanged, m_confirm,
            [this](const QString &reason) { m_confirm->setEnabled(!reason.trimmed().isEmpty()); });
    connect(sure, &QPushButton::clicked, this, [this] {
        Q_EMIT given(m_reason->currentText().trimmed(), m_reason->findText(m_reason->currentText()));
        accept();
    });
    m_reason->setFocus();
}

} // namespace salon
