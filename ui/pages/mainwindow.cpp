// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/mainwindow.h"

#include "ui/models/deskwords.h"
#include "ui/pages/appointmentspage.h"
#include "ui/pages/callspage.h"
#include "ui/pages/dashboardpage.h"
#include "ui/pages/eventmapspage.h"
#include "ui/pages/reasondialog.h"
#include "ui/pages/reviewpage.h"
#include "ui/pages/sidebar.h"
#include "ui/pages/statusstrip.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace salon
{

namespace
{
constexpr int kGatherMs = 60;
constexpr int kCompactBelow = 1180;
} // namespace

MainWindow::MainWindow(Desk &desk)
    : m_desk(desk)
    , m_sidebar(new Sidebar)
    , m_stack(new QStackedWidget)
    , m_status(new StatusStrip)
{
    resize(1280, 800);
    setMinimumSize(1024, 640);
    layOut();
    addPages();
    addShortcuts();
    hearTheDesk();
    m_status->setStatus(desk.status());
    m_appointments->setFocus();
    setClockNote({});
    setDemo(false);
    readCatalogue();
}

void MainWindow::layOut()
{
    auto *centre = new QWidget;
    auto *across = new QHBoxLayout(centre);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(0);
    across->addWidget(m_sidebar);
    auto *down = new QVBoxLayout;
    down->setSpacing(0);
    m_banner = buildBanner();
    down->addWidget(m_banner);
    down->addWidget(m_stack, 1);
    down->addWidget(m_status);
    across->addLayout(down, 1);
    setCentralWidget(centre);
}

void MainWindow::addPages()
{
    m_appointments = new AppointmentsPage(m_desk);
    auto *reviews = new ReviewPage(m_desk);
    addPage(m_appointments);
    addPage(reviews);
    addPage(new EventMapsPage(m_desk));
    addPage(new DashboardPage(m_desk));
    addPage(new CallsPage(m_desk));
    connect(reviews, &ReviewPage::appointmentWanted, this, [this](AppointmentId id) {
        showPage(0);
        m_appointments->showAppointment(id);
    });
    connect(reviews, &ReviewPage::eventMapsWanted, this, [this] { showPage(2); });
    connect(m_sidebar, &Sidebar::pageWanted, this, &MainWindow::showPage);
}

void MainWindow::addShortcuts()
{
    const auto shortcut = [this](const QKeySequence &key, auto work) {
        connect(new QShortcut(key, this), &QShortcut::activated, this, work);
    };
    for (int i = 0; i < 5; ++i)
        shortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1)), [this, i] { showPage(i); });
    shortcut(QKeySequence::Find, [this] {
        if (pageIndex() != 0)
            showPage(0);
        m_appointments->focusSearch();
    });
    shortcut(QKeySequence(Qt::Key_F5), [this] {
        readCounts();
        m_pages[pageIndex()]->reload();
    });
}

void MainWindow::hearTheDesk()
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kGatherMs);
    connect(&m_soon, &QTimer::timeout, this, &MainWindow::readCounts);
    connect(&m_desk, &Desk::statusChanged, this, [this](const DeskStatus &status) {
        const bool became_ready = status.ready && m_salon.isEmpty();
        m_status->setStatus(status);
        if (became_ready)
            readCatalogue();
    });
    static const QStringList master{QString(),
                                    QStringLiteral("salon"),
                                    QStringLiteral("branches"),
                                    QStringLiteral("staff"),
                                    QStringLiteral("services"),
                                    QStringLiteral("event_maps")};
    connect(&m_desk, &Desk::storeChanged, this, [this](const StoreChanged &change) {
        if (master.contains(change.table))
            readCatalogue();
        if (!m_soon.isActive())
            m_soon.start();
    });
}

QWidget *MainWindow::buildBanner()
{
    auto *banner = new QFrame;
    banner->setObjectName(QStringLiteral("banner"));
    auto *layout = new QHBoxLayout(banner);
    layout->setContentsMargins(Theme::kMargin, 6, Theme::kMargin, 6);
    m_story = new QLabel(tr("Demo: everything here is invented and only on this machine."));
    m_story->setWordWrap(true);
    m_replay = new QPushButton(Theme::icon(QStringLiteral("play"), Theme::ink(Tone::Accent)), tr("Play again"));
    m_replay->setAccessibleName(tr("Play the demo story again"));
    layout->addWidget(m_story, 1);
    layout->addWidget(m_replay);
    connect(m_replay, &QPushButton::clicked, this, &MainWindow::replayWanted);
    return banner;
}

void MainWindow::addPage(Page *page)
{
    m_pages.append(page);
    m_stack->addWidget(page);
    connect(page, &Page::said, m_status, &StatusStrip::say);
}

void MainWindow::showPage(int index)
{
    m_sidebar->setPage(index);
    m_stack->setCurrentIndex(index);
    m_pages[index]->setFocus();
}

int MainWindow::pageIndex() const
{
    return m_stack->currentIndex();
}

void MainWindow::readCatalogue()
{
    m_desk.catalogue(this, [this](const Result<Catalogue> &catalogue) {
        if (!catalogue)
            return;
        m_salon = catalogue->salon.name;
        m_zone = catalogue->salon.zone;
        m_sidebar->setSalon(m_salon);
        showTitle();
        for (Page *page : std::as_const(m_pages))
            page->setCatalogue(*catalogue);
        readCounts();
    });
}

void MainWindow::readCounts()
{
    m_desk.counts(this, [this](const Result<DeskCounts> &counts) {
        if (!counts)
            return;
        m_sidebar->setCounts(*counts);
        m_status->setCounts(m_zone, *counts);
    });
}

void MainWindow::showTitle()
{
    QString title = m_salon.isEmpty() ? QStringLiteral("Salondesk") : m_salon + QStringLiteral(" – Salondesk");
    if (!m_clock_note.isEmpty())
        title += QStringLiteral(" (%1)").arg(m_clock_note);
    setWindowTitle(title);
}

void MainWindow::setClockNote(const QString &note)
{
    m_clock_note = note;
    m_status->setClockNote(note);
    showTitle();
}

void MainWindow::setDemo(bool on)
{
    m_is_demo = on;
    m_banner->setVisible(on);
}

void MainWindow::tellDemo(const QString &line)
{
    m_story->setText(line);
}

void MainWindow::setDemoPlaying(bool playing)
{
    m_replay->setEnabled(!playing);
}

void MainWindow::bringToFront()
{
    m_may_close = false; // seen again, so asked again
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_sidebar->setCompact(width() < kCompactBelow);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_may_close || m_is_demo || !m_closing || !m_desk.status().listening) {
        if (m_closing && !m_may_close)
            m_closing(false);
        QMainWindow::closeEvent(event);
        return;
    }
    event->ignore();
    auto *dialog = new ReasonDialog(tr("Calls are being answered here"),
                                    tr("Without this program nobody answers the phone agent. Shall it go on in the "
                                       "background, without a window?"),
                                    {tr("Keep answering in the background"), tr("Stop answering")}, tr("Close window"),
                                    false, this);
    connect(dialog, &ReasonDialog::given, this, [this](const QString &, int index) {
        m_may_close = true;
        m_closing(index == 0);
        hide();
    });
    dialog->open();
}

} // namespace salon
