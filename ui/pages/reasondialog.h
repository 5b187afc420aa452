// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QComboBox;
class QPushButton;

namespace salon
{

/// Asks for one line of reason, with a few ready-made ones, and never blocks: the answer comes as a signal.
class ReasonDialog final : public QDialog
{
    Q_OBJECT
public:
    ReasonDialog(const QString &title, const QString &text, const QStringList &reasons, const QString &confirm,
                 bool free_text, QWidget *parent);

Q_SIGNALS:
    /// The text, and which of the ready-made ones it is (-1 = own words).
    void given(const QString &reason, int index);

private:
    QComboBox *m_reason;
    QPushButton *m_confirm;
};

} // namespace salon
