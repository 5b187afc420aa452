// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QPushButton>

class QShortcut;

namespace salon
{

/// A button that shows its key and obeys it while its page (the nearest widget with the name "page", or its window) has
/// the focus inside. Buttons with one key may share a page as long as only one of them is seen.
class KeyButton final : public QPushButton
{
    Q_OBJECT
public:
    KeyButton(const QString &text, const QKeySequence &key, QWidget *scope);
    /// The one filled button of its view.
    void setPrimary(bool primary);
    bool isPrimary() const;
    /// Disabled, and its tooltip says why; empty enables it again.
    void setObstacle(const QString &why);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// Its key was pressed while it cannot be used.
    void obstructed(const QString &why);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QString keyText() const;
    QFont keyFont() const;
    const QKeySequence m_key;
    QShortcut *m_shortcut = nullptr;
    QString m_obstacle;
};

} // namespace salon
