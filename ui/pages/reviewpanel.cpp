// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reviewpanel.h"

#include "ui/models/deskwords.h"
#include "ui/pages/bookingdialog.h"
#include "ui/pages/reviewquestions.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/keybutton.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>

namespace salon
{

namespace
{

constexpr int kExchangeHeight = 104;

QLabel *wrapped(const char *name = "")
{
    auto *label = new QLabel;
    label->setObjectName(QString::fromLatin1(name));
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return label;
}

QString marked(const QString &text)
{
    return QStringLiteral("<span style='color:%1;font-weight:600'>%2</span>")
        .arg(Theme::ink(Tone::Wrong).name(), text.toHtmlEscaped());
}

} // namespace

ReviewPanel::ReviewPanel(Desk &desk, QWidget *page)
    : m_desk(desk)
    , m_page(page)
{
    m_cause = new QLabel;
    addText(m_cause);
    addLine();
    add(buildTruth());
    addLine();
    add(buildTimeline(), 1);
    addLine();
    add(buildActions());
}

QWidget *ReviewPanel::buildTruth()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(kInset - 1, 2, kInset - 1, 4);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    const QStringList titles{tr("Told on the phone"), tr("In the book"), tr("At Cal.com")};
    m_told = wrapped("told");
    m_here = wrapped("here");
    m_there = wrapped("there");
    const QList<QLabel *> values{m_told, m_here, m_there};
    for (int column = 0; column < 3; ++column) {
        auto *title = wrapped("caption");
        title->setText(titles[column]);
        values[column]->setAccessibleName(titles[column]);
        values[column]->setTextFormat(Qt::RichText);
        values[column]->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(title, 0, column);
        grid->addWidget(values[column], 1, column);
        grid->setColumnStretch(column, column == 2 ? 3 : 4);
    }
    return box;
}

QWidget *ReviewPanel::buildTimeline()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_rows = new RowModel({tr("At"), tr("What"), tr("Result")}, this);
    m_timeline = new CardTable(m_rows, tr("What was tried and done"));
    m_timeline->setObjectName(QStringLiteral("attempts"));
    m_timeline->setWidths({82, 114, 124}, 2, {82, 120, 124});
    m_exchange = new QPlainTextEdit;
    m_exchange->setObjectName(QStringLiteral("exchange"));
    m_exchange->setAccessibleName(tr("Request and answer"));
    m_exchange->setReadOnly(true);
    m_exchange->setTabChangesFocus(true);
    m_exchange->setFixedHeight(kExchangeHeight);
    m_exchange->hide();
    layout->addWidget(m_timeline, 1);
    layout->addWidget(m_exchange);
    connect(m_timeline, &CardTable::currentIdChanged, this, &ReviewPanel::showExchange);
    return box;
}

KeyButton *ReviewPanel::button(const QString &text, const QKeySequence &key, const char *name, ReviewStep step)
{
    auto *made = new KeyButton(text, key, m_page);
    made->setObjectName(QString::fromLatin1(name));
    connect(made, &QPushButton::clicked, this, [this, step] { act(step); });
    connect(made, &KeyButton::obstructed, this, [this](const QString &why) { Q_EMIT said(why, Tone::Attention); });
    return made;
}

QWidget *ReviewPanel::buildActions()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(kInset - 1, 4, kInset - 1, 14);
    grid->setSpacing(8);
    // The key is shown here and heard by the list: Enter in a search field decides nothing.
    m_do = new KeyButton(ReviewWords::step(ReviewStep::Settle), QKeySequence(Qt::Key_Return), this);
    m_do->setObjectName(QStringLiteral("suggested"));
    m_do->setPrimary(true);
    connect(m_do, &QPushButton::clicked, this, &ReviewPanel::doSuggested);
    m_send = button(tr("Send again"), QKeySequence(Qt::Key_R), "retry", ReviewStep::Send);
    m_look = button(tr("Look at Cal.com"), QKeySequence(Qt::Key_V), "verify", ReviewStep::Look);
    m_time = button(tr("Other time …"), QKeySequence(Qt::Key_T), "othertime", ReviewStep::OtherTime);
    auto *settle = button(tr("Settled by hand …"), QKeySequence(Qt::Key_M), "settle", ReviewStep::Settle);
    m_accept = button(tr("As at Cal.com"), QKeySequence(Qt::Key_A), "accept", ReviewStep::Accept);
    m_push = button(tr("As in the book"), QKeySequence(Qt::Key_B), "push", ReviewStep::Push);
    auto *snooze = new KeyButton(tr("Later …"), QKeySequence(Qt::Key_S), m_page);
    snooze->setObjectName(QStringLiteral("snooze"));
    connect(snooze, &QPushButton::clicked, this, &ReviewPanel::askToSnooze);
    auto *more = new KeyButton(tr("More ▾"), QKeySequence(), this);
    more->setObjectName(QStringLiteral("more"));
    buildMore();
    more->setMenu(m_menu);
    grid->addWidget(m_do, 0, 0, 1, 2);
    const QList<QWidget *> others{m_accept, m_push, m_send, m_look, m_time, settle, snooze, more};
    for (int i = 0; i < others.size(); ++i)
        grid->addWidget(others[i], 1 + i / 2, i % 2);
    return box;
}

QAction *ReviewPanel::action(const QString &text, const QKeySequence &key, const char *name, std::function<void()> work)
{
    auto *made = new QAction(text, this);
    made->setObjectName(QString::fromLatin1(name));
    made->setShortcut(key);
    made->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    made->setShortcutVisibleInContextMenu(true);
    connect(made, &QAction::triggered, this, std::move(work));
    m_page->addAction(made);
    m_menu->addAction(made);
    m_actions.append(made);
    return made;
}

void ReviewPanel::buildMore()
{
    m_menu = new QMenu(this);
    m_other_person = action(tr("Another person …"), Qt::Key_P, "otherperson", [this] { findTime(true); });
    m_call = action(tr("Copy the customer's number"), Qt::Key_C, "call", [this] { act(ReviewStep::Call); });
    m_to_appointment = action(tr("Go to the appointment"), Qt::Key_J, "show",
                              [this] { Q_EMIT appointmentWanted(m_case.review.item.appointment); });
    m_maps = action(tr("Event maps for this gap"), Qt::Key_G, "maps", [this] { act(ReviewStep::Maps); });
    m_menu->addSeparator();
    action(tr("Give it to …"), Qt::Key_O, "assign", [this] { askWho(); });
    action(tr("Ignore until it gets worse"), Qt::Key_I, "ignore", [this] {
        m_desk.reviews().ignore(this, m_case.review.item.id,
                                answerOf(tr("Ignored until more of it is affected."), true));
    });
}

/// Shortcuts belong to whichever panel is seen.
void ReviewPanel::showEvent(QShowEvent *event)
{
    SidePanel::showEvent(event);
    showActions();
}

void ReviewPanel::hideEvent(QHideEvent *event)
{
    SidePanel::hideEvent(event);
    for (QAction *one : std::as_const(m_actions))
        one->setEnabled(false);
}

void ReviewPanel::open(const ReviewDetail &detail)
{
    const bool is_other = detail.review.item.id != m_case.review.item.id;
    m_case = detail;
    const AppointmentView &a = detail.review.appointment;
    const bool salon_wide = detail.review.item.appointment.isNull();
    setTitle(salon_wide ? tr("Whole salon") : a.who() + QStringLiteral(" · ") + a.service_name);
    const Zone &zone = m_catalogue.salon.zone;
    QStringList facts;
    if (!salon_wide)
        facts = {DeskWords::shortDate(zone.dateOf(a.appointment.span.begin)) + u' ' +
                     DeskWords::times(zone, a.appointment.span),
                 DeskWords::staff(a.staff_name, {}), DeskWords::source(a.appointment.source)};
    setFacts(facts.join(QStringLiteral(" · ")));
    QString cause = DeskWords::cause(detail.review);
    if (!detail.missing_segments.isEmpty())
        cause += u' ' + tr("Missing: %1.").arg(detail.missing_segments.join(QStringLiteral(", ")));
    if (detail.review.item.again > 0)
        cause += u' ' + tr("It comes back for the %n. time.", nullptr, detail.review.item.again);
    m_cause->setText(cause);
    showTruth();
    m_rows->setRows(ReviewWords::timeline(detail, zone));
    if (is_other) {
        m_timeline->setCurrentIndex({});
        m_exchange->hide();
    }
    showActions();
}

/// What can only fail is disabled and says why; what the case suggests is the filled button.
void ReviewPanel::showActions()
{
    const ReviewView &review = m_case.review;
    const bool salon_wide = review.item.appointment.isNull();
    const bool is_open = review.item.state == ReviewState::Open || review.item.state == ReviewState::Snoozed;
    const QString over = is_open ? QString() : tr("This case is over.");
    const QString no_appointment = salon_wide ? tr("This case is not about one appointment.") : QString();
    const auto first = [](const QString &a, const QString &b) { return a.isEmpty() ? b : a; };
    m_do->setText(ReviewWords::step(ReviewWords::stepFor(review)));
    m_do->setAccessibleName(m_do->text());
    m_do->setVisible(is_open);
    m_send->setObstacle(first(over, review.means.to_send > 0 ? QString() : tr("Nothing of it is left to send.")));
    m_look->setObstacle(first(
        over, review.means.to_look_for > 0 ? QString() : tr("Nothing of it was sent: there is nothing to look for.")));
    m_time->setObstacle(first(over, no_appointment));
    const bool is_second = review.item.cause == ReviewCause::Duplicate;
    m_accept->setVisible(is_open && review.is_changed_there && !is_second);
    m_push->setVisible(is_open && review.is_changed_there && !is_second);
    for (QAction *one : std::as_const(m_actions))
        one->setEnabled(isVisible() && is_open);
    m_to_appointment->setEnabled(isVisible() && !salon_wide);
    m_other_person->setEnabled(m_other_person->isEnabled() && !salon_wide);
    m_call->setEnabled(isVisible() && !salon_wide);
    m_maps->setEnabled(m_maps->isEnabled() && review.item.cause == ReviewCause::MissingEventMap);
}

/// What somebody else made of it at Cal.com, else how far the mirror is.
QString ReviewPanel::thereNow(const Phase &phase) const
{
    for (const RemoteVersion &version : m_case.remote) {
        if (version.phase != phase.key || m_case.review.item.cause == ReviewCause::Duplicate)
            continue;
        if (version.status == QStringLiteral("accepted"))
            return DeskWords::dateAndTime(m_catalogue.salon.zone, version.begins);
        if (version.status == QStringLiteral("pending"))
            return tr("not confirmed");
        return version.status.isEmpty() ? tr("not there") : tr("cancelled");
    }
    return DeskWords::phaseBadge(phase, m_case.review.appointment.appointment.status).text;
}

bool ReviewPanel::differs(const Phase &phase) const
{
    return phase.sync_status != SyncStatus::Synced && phase.sync_status != SyncStatus::None;
}

void ReviewPanel::showTruth()
{
    QStringList here;
    QStringList there;
    const Appointment &appointment = m_case.review.appointment.appointment;
    for (const Phase &phase : appointment.phases) {
        if (!phase.busy)
            continue;
        const QString times = DeskWords::times(m_catalogue.salon.zone, phase.span);
        here << (phase.key + u' ' + times).toHtmlEscaped();
        const QString now = phase.key + u' ' + thereNow(phase);
        there << (differs(phase) ? marked(now) : now.toHtmlEscaped());
    }
    if (m_case.review.item.cause == ReviewCause::Duplicate && !m_case.remote.isEmpty())
        there << marked(tr("and a second one, %1")
                            .arg(DeskWords::dateAndTime(m_catalogue.salon.zone, m_case.remote.first().begins)));
    const bool by_phone = appointment.source == Source::Phone;
    const QString silence =
        by_phone ? tr("The sentence is not on record.") : tr("Nothing: it was not booked by phone.");
    const QString told = m_case.told.isEmpty() ? silence : m_case.told;
    m_told->setText(m_case.review.item.cause == ReviewCause::ToldDiffers ? marked(told) : told.toHtmlEscaped());
    m_here->setText(here.isEmpty() ? QStringLiteral("–") : here.join(QStringLiteral("<br>")));
    m_there->setText(there.isEmpty() ? QStringLiteral("–") : there.join(QStringLiteral("<br>")));
}

void ReviewPanel::showExchange(const QString &row)
{
    for (const Attempt &attempt : std::as_const(m_case.attempts))
        if (row == QStringLiteral("attempt %1").arg(attempt.id.value)) {
            m_exchange->setPlainText(ReviewWords::exchange(attempt, m_catalogue.salon.zone));
            m_exchange->show();
            return;
        }
    m_exchange->hide();
}

void ReviewPanel::doSuggested()
{
    act(ReviewWords::stepFor(m_case.review));
}

std::function<void(Result<void>)> ReviewPanel::answerOf(const QString &text, bool can_undo)
{
    return [this, id = m_case.review.item.id, text, can_undo](const Result<void> &done) {
        Q_EMIT answered(id, done, text, can_undo);
    };
}

void ReviewPanel::act(ReviewStep step)
{
    const ReviewId id = m_case.review.item.id;
    if (id.isNull())
        return;
    ReviewDesk &reviews = m_desk.reviews();
    switch (step) {
    case ReviewStep::Send:
        return reviews.retry(this, id, answerOf(tr("It is being sent again."), false));
    case ReviewStep::Look:
        return reviews.verify(this, id, answerOf(tr("Cal.com is being asked."), false));
    case ReviewStep::OtherTime:
        return findTime(false);
    case ReviewStep::Accept:
        return reviews.accept(this, id, answerOf(tr("The book follows Cal.com."), false));
    case ReviewStep::Push:
        return reviews.push(this, id, answerOf(tr("Cal.com is told what the book says."), false));
    case ReviewStep::TakeBack:
        return reviews.push(this, id, answerOf(tr("The second booking is being cancelled."), false));
    case ReviewStep::Call:
        return copyNumber();
    case ReviewStep::Maps:
        Q_EMIT eventMapsWanted(m_case.review.appointment.appointment.service,
                               m_case.review.appointment.appointment.staff);
        return;
    case ReviewStep::Settle:
        return askToSettle();
    }
}

void ReviewPanel::findTime(bool other_person)
{
    const AppointmentView &view = m_case.review.appointment;
    if (view.appointment.id.isNull())
        return;
    auto *dialog =
        new BookingDialog(m_desk, m_catalogue, m_catalogue.salon.zone.dateOf(view.appointment.span.begin), window());
    dialog->setMoving(view);
    if (other_person)
        dialog->askWho();
    connect(dialog, &BookingDialog::settled, this,
            [this, answer = answerOf(tr("Moved."), false)] { answer(Result<void>()); });
    dialog->open();
}

void ReviewPanel::copyNumber()
{
    const QString number = m_case.review.appointment.customer_phone;
    if (number.isEmpty()) {
        Q_EMIT said(tr("No number is on record for this customer."), Tone::Attention);
        return;
    }
    QGuiApplication::clipboard()->setText(number);
    Q_EMIT said(tr("%1: the number is copied.").arg(number), Tone::Good);
}

void ReviewPanel::askToSettle()
{
    ReviewQuestions::settle(
        window(), [this, id = m_case.review.item.id, answer = answerOf(tr("Settled."), true)](const QString &reason) {
            m_desk.reviews().settle(this, id, reason, answer);
        });
}

void ReviewPanel::askToSnooze()
{
    ReviewQuestions::snooze(window(), m_catalogue.salon.zone, m_desk.clock().now(),
                            [this, id = m_case.review.item.id, answer = answerOf(tr("Put aside."), true)](
                                Instant until) { m_desk.reviews().snooze(this, id, until, answer); });
}

void ReviewPanel::askWho()
{
    ReviewQuestions::assign(window(), m_people, [this, id = m_case.review.item.id](const QString &owner) {
        m_desk.reviews().assign(this, id, owner, answerOf(tr("%1 takes care of it.").arg(owner), true));
    });
}

} // namespace salon
