// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include "core/engine/desk.h"
#include "ui/widgets/theme.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace salon
{

class AppointmentsPage;
class Page;
class Sidebar;
class StatusStrip;

/// The window: sidebar, five pages (Ctrl+1 … Ctrl+5), status bar, and in the demo a banner that plays the story again.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(Desk &desk);
    /// The clock does not show the real time (--clock, demo).
    void setClockNote(const QString &note);
    void setDemo(bool on);
    /// One line of the story, shown in the banner.
    void tellDemo(const QString &line);
    void setDemoPlaying(bool playing);
    void showPage(int index);
    Page *page(int index) const { return m_pages.value(index); }
    int pageIndex() const;
    void bringToFront();
    /// Asked once when the window closes while it answers calls; a demo ends with its window.
    void setClosing(std::function<void(bool keep_answering)> closing) { m_closing = std::move(closing); }

Q_SIGNALS:
    void replayWanted();

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    void addPages();
    void addShortcuts();
    void hearTheDesk();
    QWidget *buildBanner();
    void addPage(Page *page);
    void readCatalogue();
    void readCounts();
    void showTitle();

    Desk &m_desk;
    Zone m_zone;
    QString m_salon;
    QString m_clock_note;
    Sidebar *m_sidebar;
    QStackedWidget *m_stack;
    StatusStrip *m_status;
    QWidget *m_banner;
    QLabel *m_story;
    QPushButton *m_replay;
    AppointmentsPage *m_appointments;
    QList<Page *> m_pages;
    QTimer m_soon;
    std::function<void(bool)> m_closing;
    bool m_may_close = false;
    bool m_is_demo = false;
};

} // namespace salon
