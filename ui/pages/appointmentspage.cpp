// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/appointmentspage.h"

#include "ui/models/deskwords.h"
#include "ui/models/rowmodel.h"
#include "ui/pages/appointmentpanel.h"
#include "ui/pages/bookingdialog.h"
#include "ui/widgets/calendarview.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/statestack.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace salon
{

namespace
{
constexpr int kTypingMs = 150;
constexpr int kNowMs = 15'000;
constexpr int kCountdownMs = 1'000; // while something is held
} // namespace

AppointmentsPage::AppointmentsPage(Desk &desk)
    : Page(desk, tr("Appointments"),
           {QStringLiteral("appointments"), QStringLiteral("phases"), QStringLiteral("customers"),
            QStringLiteral("holds")})
    , m_calendar(new CalendarView)
    , m_rows(new RowModel({tr("When"), tr("Who"), tr("What"), tr("State"), tr("Cal.com")}, this))
    , m_table(new CardTable(m_rows, tr("Appointments found")))
    , m_views(new QStackedWidget)
    , m_panel(new AppointmentPanel(desk, this))
{
    buildTools();
    m_calendar->setObjectName(QStringLiteral("calendar"));
    m_table->setObjectName(QStringLiteral("found"));
    m_day_state = new StateStack(m_calendar);
    m_list_state = new StateStack(m_table);
    m_table->setWidths({122, 122, 104, 108, 96}, 2, {136, 154, 144, 150, 164});
    m_views->addWidget(m_day_state);
    m_views->addWidget(m_list_state);
    auto *surface = new QFrame;
    card(surface, QMargins(1, 1, 1, 1))->addWidget(m_views);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::kGap);
    row->addWidget(surface, 2);
    row->addWidget(m_panel, 1);
    body()->addLayout(row);
    m_panel->hide();
    setFocusProxy(m_calendar);
    m_day_state->showLoading();

    connect(m_calendar, &CalendarView::currentChanged, this, &AppointmentsPage::open);
    connect(m_calendar, &CalendarView::opened, this, &AppointmentsPage::open);
    connect(m_calendar, &CalendarView::startWanted, this,
            [this](StaffId staff, qint64 start_ms) { newAppointment(staff, Instant::fromMs(start_ms)); });
    connect(m_table, &CardTable::currentIdChanged, this,
            [this](const QString &id) { open(AppointmentId{id.toLongLong()}); });
    connect(m_table, &CardTable::opened, this, [this](const QString &id) {
        m_search->clear();
        showAppointment(AppointmentId{id.toLongLong()});
    });
    connect(m_panel, &AppointmentPanel::closed, this, [this] {
        open({});
        m_calendar->select({});
    });
    connect(m_panel, &AppointmentPanel::moveWanted, this, &AppointmentsPage::moveAppointment);
    connect(m_panel, &AppointmentPanel::said, this, &Page::said);
    connect(m_day_state, &StateStack::retried, this, &AppointmentsPage::reload);
    connect(m_list_state, &StateStack::retried, this, &AppointmentsPage::reload);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &AppointmentsPage::search);
    m_minute.setInterval(kNowMs);
    connect(&m_minute, &QTimer::timeout, this, [this] { m_calendar->setNow(this->desk().clock().now()); });
    m_minute.start();
}

void AppointmentsPage::buildTools()
{
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search name, number, service …"));
    m_search->setAccessibleName(tr("Search appointments"));
    m_search->setFixedWidth(210);
    auto *before = new QPushButton(Theme::icon(QStringLiteral("left"), Theme::text()), QString());
    auto *after = new QPushButton(Theme::icon(QStringLiteral("right"), Theme::text()), QString());
    before->setAccessibleName(tr("Day before"));
    before->setToolTip(tr("Day before (Alt+Left)"));
    before->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
    after->setAccessibleName(tr("Day after"));
    after->setToolTip(tr("Day after (Alt+Right)"));
    after->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Right));
    before->setFixedWidth(38);
    after->setFixedWidth(38);
    m_today = new KeyButton(tr("Today"), QKeySequence(), this);
    m_new = new KeyButton(tr("New appointment"), QKeySequence(Qt::CTRL | Qt::Key_N), this);
    m_new->setObjectName(QStringLiteral("new"));
    m_new->setPrimary(true);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_search), static_cast<QWidget *>(before), static_cast<QWidget *>(m_today),
          static_cast<QWidget *>(after), static_cast<QWidget *>(m_new)})
        tools()->addWidget(widget);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, [this] { m_table->setFocus(); });
    connect(before, &QPushButton::clicked, this, [this] { showDate(m_date.addDays(-1)); });
    connect(after, &QPushButton::clicked, this, [this] { showDate(m_date.addDays(1)); });
    connect(m_today, &QPushButton::clicked, this, [this] { showDate(zone().dateOf(desk().clock().now())); });
    connect(m_new, &QPushButton::clicked, this, [this] { newAppointment({}, {}); });
}

void AppointmentsPage::catalogueChanged()
{
    if (!m_date.isValid())
        m_date = zone().dateOf(desk().clock().now());
}

void AppointmentsPage::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void AppointmentsPage::showDate(QDate date)
{
    m_date = date;
    m_search->clear();
    readDay();
}

void AppointmentsPage::showAppointment(AppointmentId id)
{
    desk().appointment(this, id, [this](const Result<AppointmentView> &view) {
        if (!view) {
            Q_EMIT said(DeskWords::error(view.error()), Tone::Wrong);
            return;
        }
        m_opened = view->appointment.id;
        showDate(zone().dateOf(view->appointment.span.begin));
        m_calendar->setFocus();
    });
}

void AppointmentsPage::reload()
{
    readDay();
    if (!m_search->text().trimmed().isEmpty())
        search();
}

void AppointmentsPage::readDay()
{
    if (!m_date.isValid())
        return;
    const QDate date = m_date;
    desk().day(this, date, [this, date](const Result<DayView> &day) {
        if (date == m_date)
            showDay(day);
    });
}

void AppointmentsPage::showDay(const Result<DayView> &day)
{
    if (!day) {
        m_day_state->showError(DeskWords::error(day.error()));
        return;
    }
    m_calendar->setDay(*day);
    m_minute.setInterval(day->holds.isEmpty() ? kNowMs : kCountdownMs);
    if (m_search->text().trimmed().isEmpty()) {
        setTitle(DeskWords::longDate(day->date));
        QStringList facts{tr("%n appointment(s)", nullptr, int(day->appointments.size()))};
        if (day->free_gap_minutes > 0)
            facts << tr("%1 min free in processing times").arg(day->free_gap_minutes);
        if (day->closed)
            facts.prepend(day->closed_reason.isEmpty() ? tr("closed") : tr("closed: %1").arg(day->closed_reason));
        setFacts(facts.join(QStringLiteral(" · ")));
        m_views->setCurrentIndex(0);
    }
    if (day->columns.isEmpty())
        m_day_state->showEmpty(QStringLiteral("person"), tr("No staff yet"),
                               tr("Import a salon file with salondeskctl import, then its days appear here."));
    else if (day->closed && day->appointments.isEmpty())
        m_day_state->showEmpty(QStringLiteral("calendar"), tr("Closed on this day"),
                               day->closed_reason.isEmpty() ? tr("There are no opening hours and no appointments.")
                                                            : day->closed_reason);
    else
        m_day_state->showContent();
    if (!m_has_greeted && isVisible())
        m_calendar->setFocus(); // so that the arrow keys work from the start
    m_has_greeted = true;
    if (!m_opened.isNull()) {
        m_calendar->select(m_opened);
        open(m_opened);
    }
}

void AppointmentsPage::search()
{
    const QString text = m_search->text().trimmed();
    if (text.isEmpty()) {
        m_views->setCurrentIndex(0);
        readDay();
        return;
    }
    desk().searchAppointments(this, text, [this, text](const Result<QList<AppointmentView>> &found) {
        if (text == m_search->text().trimmed())
            showFound(found);
    });
}

void AppointmentsPage::showFound(const Result<QList<AppointmentView>> &found)
{
    m_views->setCurrentIndex(1);
    setTitle(tr("Search"));
    if (!found) {
        m_list_state->showError(DeskWords::error(found.error()));
        return;
    }
    setFacts(tr("%n appointment(s)", nullptr, int(found->size())));
    const Instant now = desk().clock().now();
    QList<Row> rows;
    for (const AppointmentView &view : *found) {
        const Appointment &a = view.appointment;
        rows.append({QString::number(a.id.value),
                     {{DeskWords::dateAndTime(zone(), a.span.begin), DeskWords::fromNow(zone(), now, a.span.begin)},
                      {view.who(), view.customer_phone, {}, true},
                      {view.service_name, DeskWords::staff(view.staff_name, {})},
                      {{}, {}, DeskWords::status(a.status)},
                      {{}, {}, DeskWords::sync(view)}}});
    }
    m_rows->setRows(rows);
    if (rows.isEmpty())
        m_list_state->showEmpty(QStringLiteral("search"), tr("Nothing found"),
                                tr("Try a part of the name, the last digits of the number, a service or #number."));
    else
        m_list_state->showContent();
}

void AppointmentsPage::open(AppointmentId id)
{
    m_opened = id;
    if (id.isNull()) {
        m_panel->hide();
        return;
    }
    desk().appointment(this, id, [this, id](const Result<AppointmentView> &view) {
        if (id != m_opened)
            return;
        if (view)
            m_panel->show(zone(), *view);
        else
            m_panel->hide();
    });
}

void AppointmentsPage::newAppointment(StaffId staff, std::optional<Instant> start)
{
    if (catalogue().branches.isEmpty())
        return;
    auto *dialog = new BookingDialog(desk(), catalogue(), m_date, window());
    if (start)
        dialog->prefer(staff, *start);
    connect(dialog, &BookingDialog::settled, this,
            [this](AppointmentId id, QDate date, bool needs_review) { settled(id, date, needs_review, false); });
    dialog->open();
}

void AppointmentsPage::moveAppointment()
{
    auto *dialog =
        new BookingDialog(desk(), catalogue(), zone().dateOf(m_panel->view().appointment.span.begin), window());
    dialog->setMoving(m_panel->view());
    connect(dialog, &BookingDialog::settled, this,
            [this](AppointmentId id, QDate date, bool needs_review) { settled(id, date, needs_review, true); });
    dialog->open();
}

void AppointmentsPage::settled(AppointmentId id, QDate date, bool needs_review, bool moved)
{
    m_opened = id;
    showDate(date);
    const QString done = moved ? tr("Moved.") : tr("Booked.");
    if (needs_review)
        Q_EMIT said(done + u' ' + tr("It is in the review queue, because event maps are missing."), Tone::Attention);
    else
        Q_EMIT said(done, Tone::Good);
}

} // namespace salon
