// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reviewpage.h"

#include "ui/models/deskwords.h"
#include "ui/models/rowmodel.h"
#include "ui/pages/reasondialog.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/sidepanel.h"
#include "ui/widgets/statestack.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace salon
{

namespace
{

constexpr int kUrgentHours = 4;

QLabel *wrapped(const char *name = "")
{
    auto *label = new QLabel;
    label->setObjectName(QString::fromLatin1(name));
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return label;
}

/// How near the appointment is, said by word and colour.
Badge deadline(const ReviewView &review, const Zone &zone, Instant now)
{
    const Instant begin = review.appointment.appointment.span.begin;
    const auto left = begin - now;
    Tone tone = Tone::Neutral;
    if (left < std::chrono::hours(kUrgentHours))
        tone = Tone::Wrong;
    else if (left < std::chrono::hours(72))
        tone = Tone::Attention;
    return {tone, QStringLiteral("clock"), DeskWords::dateAndTime(zone, begin)};
}

} // namespace

ReviewPage::ReviewPage(Desk &desk)
    : Page(desk, tr("Review queue"),
           {QStringLiteral("reviews"), QStringLiteral("appointments"), QStringLiteral("phases"),
            QStringLiteral("attempts")})
{
    buildDetail();
    body()->addLayout(SidePanel::beside(buildList(), m_detail));
    m_detail->hide();
    setFocusProxy(m_table);
    m_state->showLoading();
}

QWidget *ReviewPage::buildList()
{
    m_rows = new RowModel({tr("Appointment"), tr("Customer"), tr("Cause"), tr("Suggestion")}, this);
    m_table = new CardTable(m_rows, tr("Cases that need a person"));
    m_table->setObjectName(QStringLiteral("queue"));
    m_table->setWidths({152, 126, 144, 116}, 2, {152, 152, 144, 128});
    m_state = new StateStack(m_table);
    auto *surface = new QFrame;
    card(surface, QMargins(1, 1, 1, 1))->addWidget(m_state);
    connect(m_table, &CardTable::currentIdChanged, this, &ReviewPage::open);
    connect(m_state, &StateStack::retried, this, &ReviewPage::reload);
    return surface;
}

void ReviewPage::buildDetail()
{
    m_detail = new SidePanel;
    m_cause = new QLabel;
    m_detail->addText(m_cause);
    m_detail->addLine();
    m_detail->add(buildTruth());
    m_detail->addLine();
    m_attempt_rows = new RowModel({tr("At"), tr("What"), tr("Result")}, this);
    m_attempts = new CardTable(m_attempt_rows, tr("Attempts"));
    m_attempts->setObjectName(QStringLiteral("attempts"));
    m_attempts->setWidths({82, 114, 124}, 2, {82, 120, 124});
    m_detail->add(m_attempts, 1);
    m_detail->addLine();
    m_detail->add(buildActions());
}

QWidget *ReviewPage::buildTruth()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(SidePanel::kInset - 1, 2, SidePanel::kInset - 1, 4);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    const QStringList titles{tr("Told on the phone"), tr("In the book"), tr("At Cal.com")};
    m_told = wrapped("");
    m_here = wrapped("");
    m_there = wrapped("");
    const QList<QLabel *> values{m_told, m_here, m_there};
    for (int column = 0; column < 3; ++column) {
        auto *title = wrapped("caption");
        title->setText(titles[column]);
        values[column]->setAccessibleName(titles[column]);
        values[column]->setTextFormat(Qt::PlainText);
        grid->addWidget(title, 0, column);
        grid->addWidget(values[column], 1, column);
        grid->setColumnStretch(column, column == 2 ? 3 : 4);
    }
    return box;
}

QWidget *ReviewPage::buildSides()
{
    m_sides = new QWidget;
    auto *row = new QHBoxLayout(m_sides);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_accept = new KeyButton(tr("As at Cal.com"), QKeySequence(Qt::Key_A), this);
    m_push = new KeyButton(tr("As in the book"), QKeySequence(Qt::Key_B), this);
    m_accept->setObjectName(QStringLiteral("accept"));
    m_push->setObjectName(QStringLiteral("push"));
    row->addWidget(m_accept, 1);
    row->addWidget(m_push, 1);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        desk().acceptReview(this, current(),
                            [this](const Result<void> &done) { answered(done, tr("The book follows Cal.com.")); });
    });
    connect(m_push, &QPushButton::clicked, this, [this] {
        desk().pushReview(this, current(), [this](const Result<void> &done) {
            answered(done, tr("Cal.com is told what the book says."));
        });
    });
    return m_sides;
}

QWidget *ReviewPage::buildActions()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(SidePanel::kInset - 1, 4, SidePanel::kInset - 1, 14);
    grid->setSpacing(8);
    m_retry = new KeyButton(tr("Send again"), QKeySequence(Qt::Key_R), this);
    m_verify = new KeyButton(tr("Look at Cal.com"), QKeySequence(Qt::Key_V), this);
    m_settle = new KeyButton(tr("Settled by hand …"), QKeySequence(Qt::Key_E), this);
    m_snooze = new KeyButton(tr("Later …"), QKeySequence(Qt::Key_S), this);
    m_show = new KeyButton(tr("To the appointment"), QKeySequence(Qt::Key_T), this);
    m_maps = new KeyButton(tr("Event maps"), QKeySequence(Qt::Key_G), this);
    m_retry->setObjectName(QStringLiteral("retry"));
    m_verify->setObjectName(QStringLiteral("verify"));
    m_settle->setObjectName(QStringLiteral("settle"));
    m_snooze->setObjectName(QStringLiteral("snooze"));
    m_show->setObjectName(QStringLiteral("show"));
    m_maps->setObjectName(QStringLiteral("maps"));
    grid->addWidget(m_retry, 0, 0);
    grid->addWidget(m_verify, 0, 1);
    grid->addWidget(m_settle, 1, 0);
    grid->addWidget(m_snooze, 1, 1);
    auto *places = new QHBoxLayout;
    places->setSpacing(8);
    places->addWidget(m_show, 1);
    places->addWidget(m_maps, 1);
    grid->addLayout(places, 2, 0, 1, 2);
    grid->addWidget(buildSides(), 3, 0, 1, 2);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        desk().retryReview(this, current(),
                           [this](const Result<void> &done) { answered(done, tr("It is being sent again.")); });
    });
    connect(m_verify, &QPushButton::clicked, this, [this] {
        desk().verifyReview(this, current(),
                            [this](const Result<void> &done) { answered(done, tr("Cal.com is being asked.")); });
    });
    connect(m_settle, &QPushButton::clicked, this, &ReviewPage::askToSettle);
    connect(m_snooze, &QPushButton::clicked, this, &ReviewPage::askToSnooze);
    connect(m_show, &QPushButton::clicked, this, [this] { Q_EMIT appointmentWanted(m_appointment); });
    connect(m_maps, &QPushButton::clicked, this, &ReviewPage::eventMapsWanted);
    for (KeyButton *button : {m_retry, m_verify, m_show})
        connect(button, &KeyButton::obstructed, this,
                [this](const QString &why) { Q_EMIT said(why, Tone::Attention); });
    return box;
}

void ReviewPage::reload()
{
    desk().reviewQueue(this, [this](const Result<ReviewQueue> &queue) { showQueue(queue); });
}

void ReviewPage::showQueue(const Result<ReviewQueue> &queue)
{
    if (!queue) {
        m_state->showError(DeskWords::error(queue.error()));
        m_detail->hide();
        return;
    }
    QList<Row> rows;
    std::optional<Instant> oldest;
    int snoozed = 0;
    for (const ReviewView &review : queue->rows) {
        const AppointmentView &a = review.appointment;
        const bool salon_wide = review.item.appointment.isNull();
        oldest = oldest ? std::min(*oldest, review.item.opened) : review.item.opened;
        Cell when{{},
                  DeskWords::fromNow(queue->zone, queue->now, a.appointment.span.begin),
                  deadline(review, queue->zone, queue->now)};
        const bool aside = review.item.state == ReviewState::Snoozed && review.item.snoozed_until;
        if (aside) {
            ++snoozed;
            when.badge.tone = Tone::Neutral;
            when.sub = tr("put aside until %1").arg(DeskWords::dateAndTime(queue->zone, *review.item.snoozed_until));
        }
        if (salon_wide)
            when = {{}, {}, {Tone::Wrong, QStringLiteral("warning"), tr("whole salon")}};
        const QString what = salon_wide ? QString() : a.service_name + QStringLiteral(" · ") + a.staff_name;
        rows.append({QString::number(review.item.id.value),
                     {when,
                      {salon_wide ? tr("Key") : a.who(), what, {}, true, aside},
                      {DeskWords::cause(review), {}, salon_wide ? Badge{} : DeskWords::sync(a), false, aside},
                      {DeskWords::suggestion(review), {}, {}, !aside, aside}}});
    }
    m_rows->setRows(rows);
    QStringList facts{tr("%n open", nullptr, int(queue->rows.size()))};
    if (snoozed > 0)
        facts << tr("%n of them put aside", nullptr, snoozed);
    if (oldest)
        facts << tr("oldest: %1").arg(DeskWords::fromNow(queue->zone, queue->now, *oldest));
    facts << tr("target: fewer than 5 a day");
    setFacts(facts.join(QStringLiteral(" · ")));
    if (rows.isEmpty()) {
        m_state->showEmpty(QStringLiteral("check"), tr("Nothing to review"),
                           tr("What callers were told, the book and Cal.com agree."));
        m_detail->hide();
        return;
    }
    m_state->showContent();
    if (m_rows->rowOf(m_table->currentId()) < 0)
        m_table->select(m_rows->idAt(0));
    else
        open(m_table->currentId());
}

ReviewId ReviewPage::current() const
{
    return ReviewId{m_table->currentId().toLongLong()};
}

void ReviewPage::open(const QString &id)
{
    desk().reviewDetail(this, ReviewId{id.toLongLong()}, [this, id](const Result<ReviewDetail> &detail) {
        if (id != m_table->currentId())
            return;
        if (detail)
            showDetail(*detail);
        m_detail->setVisible(bool(detail));
    });
}

void ReviewPage::showDetail(const ReviewDetail &detail)
{
    const AppointmentView &a = detail.review.appointment;
    m_appointment = a.appointment.id;
    const bool salon_wide = m_appointment.isNull();
    m_detail->setTitle(salon_wide ? tr("Whole salon") : a.who() + QStringLiteral(" · ") + a.service_name);
    m_detail->setFacts(salon_wide
                           ? QString()
                           : QStringList{DeskWords::shortDate(zone().dateOf(a.appointment.span.begin)) + u' ' +
                                             DeskWords::times(zone(), a.appointment.span),
                                         DeskWords::staff(a.staff_name, {}), DeskWords::source(a.appointment.source)}
                                 .join(QStringLiteral(" · ")));
    QString cause = DeskWords::cause(detail.review);
    if (!detail.missing_segments.isEmpty())
        cause += u' ' + tr("Missing: %1.").arg(detail.missing_segments.join(QStringLiteral(", ")));
    if (detail.review.item.again > 0)
        cause += u' ' + tr("It comes back for the %n. time.", nullptr, detail.review.item.again);
    m_cause->setText(cause);
    showTruth(detail);
    QList<Row> rows;
    for (const Attempt &attempt : detail.attempts)
        rows.append({QString::number(attempt.id.value),
                     {{zone().timeOf(attempt.at).toString(QStringLiteral("HH:mm:ss")), {}, {}, false, true},
                      {DeskWords::attemptWhat(attempt)},
                      {{}, DeskWords::attemptNote(attempt), DeskWords::attempt(attempt)}}});
    std::reverse(rows.begin(), rows.end());
    m_attempt_rows->setRows(rows);
    showActions(detail);
}

/// What can only fail is disabled and says why; what the case suggests is the filled button.
void ReviewPage::showActions(const ReviewDetail &detail)
{
    const bool salon_wide = m_appointment.isNull();
    m_retry->setObstacle(detail.can_retry ? QString() : tr("Nothing of it is left to send."));
    m_verify->setObstacle(detail.can_verify ? QString() : tr("Nothing of it was sent: there is nothing to look for."));
    m_show->setObstacle(salon_wide ? tr("This case is not about one appointment.") : QString());
    m_maps->setVisible(suggestedAction(detail.review.item.cause) == SuggestedAction::SetEventMap);
    m_sides->setVisible(!detail.remote.isEmpty());
    const KeyButton *first = detail.remote.isEmpty() ? suggested(detail) : m_accept;
    for (KeyButton *button : {m_retry, m_verify, m_settle, m_snooze, m_show, m_maps, m_accept, m_push})
        button->setPrimary(button == first);
}

KeyButton *ReviewPage::suggested(const ReviewDetail &detail) const
{
    KeyButton *wanted = m_settle;
    switch (suggestedAction(detail.review.item.cause)) {
    case SuggestedAction::SetEventMap:
        wanted = detail.missing_segments.isEmpty() ? m_retry : m_maps;
        break;
    case SuggestedAction::Verify:
        wanted = m_verify;
        break;
    case SuggestedAction::Move:
        wanted = m_show;
        break;
    case SuggestedAction::Retry:
    case SuggestedAction::CheckKey:
    case SuggestedAction::CorrectData:
        wanted = m_retry;
        break;
    case SuggestedAction::CallCustomer:
        break;
    }
    return wanted->isEnabled() ? wanted : m_settle;
}

/// What somebody else made of it at Cal.com, else how far the mirror is.
QString ReviewPage::thereNow(const ReviewDetail &detail, const Phase &phase) const
{
    for (const RemoteVersion &version : detail.remote) {
        if (version.phase != phase.key)
            continue;
        if (version.status == QStringLiteral("accepted"))
            return DeskWords::dateAndTime(zone(), version.begins);
        if (version.status == QStringLiteral("pending"))
            return tr("not confirmed");
        return version.status.isEmpty() ? tr("not there") : tr("cancelled");
    }
    return DeskWords::phaseBadge(phase, detail.review.appointment.appointment.status).text;
}

void ReviewPage::showTruth(const ReviewDetail &detail)
{
    QStringList here;
    QStringList there;
    const Appointment &appointment = detail.review.appointment.appointment;
    for (const Phase &phase : appointment.phases) {
        if (!phase.busy)
            continue;
        here << phase.key + u' ' + DeskWords::times(zone(), phase.span);
        there << phase.key + u' ' + thereNow(detail, phase);
    }
    const bool by_phone = appointment.source == Source::Phone;
    const QString silence =
        by_phone ? tr("The sentence is not on record.") : tr("Nothing: it was not booked by phone.");
    m_told->setText(detail.told.isEmpty() ? silence : detail.told);
    m_here->setText(here.isEmpty() ? QStringLiteral("–") : here.join(u'\n'));
    m_there->setText(there.isEmpty() ? QStringLiteral("–") : there.join(u'\n'));
}

void ReviewPage::askToSettle()
{
    if (current().isNull())
        return;
    auto *dialog = new ReasonDialog(
        tr("Settled by hand?"), tr("Say in a few words what you did; the case leaves the queue."),
        {tr("Entered at Cal.com by hand"), tr("Customer informed"), tr("Appointment no longer needed")}, tr("Settle"),
        true, window());
    const ReviewId id = current();
    connect(dialog, &ReasonDialog::given, this, [this, id](const QString &reason) {
        desk().settleReview(this, id, reason, [this](const Result<void> &done) { answered(done, tr("Settled.")); });
    });
    dialog->open();
}

void ReviewPage::askToSnooze()
{
    if (current().isNull())
        return;
    const Instant now = desk().clock().now();
    const QDate today = zone().dateOf(now);
    const auto morning = [&](int days) {
        return zone().toInstant(today.addDays(days), QTime(9, 0)).value_or(now + std::chrono::hours(24 * days));
    };
    const QList<Instant> until{now + std::chrono::hours(1), morning(1), morning(3)};
    auto *dialog = new ReasonDialog(tr("When shall it come back?"), tr("Until then it waits at the end of the queue."),
                                    {tr("in one hour"), tr("tomorrow at 9"), tr("in three days at 9")}, tr("Put aside"),
                                    false, window());
    const ReviewId id = current();
    connect(dialog, &ReasonDialog::given, this, [this, id, until](const QString &, int index) {
        desk().snoozeReview(this, id, until.value(index, until.first()),
                            [this](const Result<void> &done) { answered(done, tr("Put aside.")); });
    });
    dialog->open();
}

void ReviewPage::answered(const Result<void> &done, const QString &text)
{
    if (done)
        Q_EMIT said(text, Tone::Good);
    else if (done.error().code == ErrorCode::Refused)
        Q_EMIT said(tr("This case has changed meanwhile; it is shown as it is now."), Tone::Attention);
    else
        Q_EMIT said(DeskWords::error(done.error()), Tone::Wrong);
    reloadSoon();
}

} // namespace salon
