// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

class QLabel;
class QPushButton;

namespace salon
{

/// A surface that shows its content, or says why there is none: loading, empty, or an error with a way to try again.
class StateStack final : public QStackedWidget
{
    Q_OBJECT
public:
    explicit StateStack(QWidget *content, QWidget *parent = nullptr);
    void showContent();
    void showLoading();
    void showEmpty(const QString &icon, const QString &title, const QString &text);
    void showError(const QString &text);
    /// What it has to say wraps to any width.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void retried();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitText();
    void say(const QString &icon, const QString &title, const QString &text, bool retry);
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_retry;
};

} // namespace salon
