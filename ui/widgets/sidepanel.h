// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace salon
{

/// The surface beside a list that tells about the chosen row: a title, a quieter line, and whatever the page adds.
/// It gives way to the list when the window is narrow.
class SidePanel : public QFrame
{
    Q_OBJECT
public:
    static constexpr int kWidest = 402;
    static constexpr int kNarrowest = 330;
    static constexpr int kInset = 14; // where the text of the tables below begins, too
    explicit SidePanel(const QString &title = {}, QWidget *parent = nullptr);
    QSize minimumSizeHint() const override;
    void setTitle(const QString &title);
    /// Empty hides the line.
    void setFacts(const QString &facts);
    /// One more line of text below the facts.
    void addText(QLabel *text);
    void add(QWidget *widget, int stretch = 0);
    void addLine();
    /// Both side by side: the list takes what the panel does not need.
    static QHBoxLayout *beside(QWidget *list, QWidget *panel);

private:
    QVBoxLayout *m_layout;
    QVBoxLayout *m_head;
    QLabel *m_title;
    QLabel *m_facts;
};

} // namespace salon
