// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reviewpage.h"

#include "ui/models/deskwords.h"
#include "ui/models/rowmodel.h"
#include "ui/pages/reasondialog.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/keybutton.h"
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

QFrame *line()
{
    auto *line = new QFrame;
    line->setObjectName(QStringLiteral("line"));
    return line;
}

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
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::kGap);
    row->addWidget(buildList(), 1);
    m_detail = buildDetail();
    row->addWidget(m_detail);
    body()->addLayout(row);
    m_detail->hide();
    setFocusProxy(m_table);
    m_state->showLoading();
}

QWidget *ReviewPage::buildList()
{
    m_rows = new RowModel({tr("Appointment"), tr("Customer"), tr("Cause"), tr("Suggestion")}, this);
    m_table = new CardTable(m_rows, tr("Cases that need a person"));
    m_table->setObjectName(QStringLiteral("queue"));
    m_table->setWidths({146, 148, 200, 134}, 2);
    m_state = new StateStack(m_table);
    auto *surface = new QFrame;
    card(surface, QMargins(1, 1, 1, 1))->addWidget(m_state);
    connect(m_table, &CardTable::currentIdChanged, this, &ReviewPage::open);
    connect(m_state, &StateStack::retried, this, &ReviewPage::reload);
    return surface;
}

QWidget *ReviewPage::buildDetail()
{
    auto *surface = new QFrame;
    surface->setFixedWidth(402);
    auto *layout = card(surface, QMargins(1, 14, 1, 1));
    auto *head = new QVBoxLayout;
    head->setContentsMargins(16, 0, 16, 4);
    head->setSpacing(4);
    m_who = wrapped("cardtitle");
    m_when = wrapped("muted");
    m_cause = wrapped("");
    for (QLabel *label : {m_who, m_when, m_cause})
        head->addWidget(label);
    layout->addLayout(head);
    layout->addWidget(line());
    layout->addWidget(buildTruth());
    layout->addWidget(line());
    m_attempt_rows = new RowModel({tr("At"), tr("What"), tr("Result")}, this);
    m_attempts = new CardTable(m_attempt_rows, tr("Attempts"));
    m_attempts->setWidths({88, 122, 180}, 2);
    layout->addWidget(m_attempts, 1);
    layout->addWidget(line());
    layout->addWidget(buildActions());
    return surface;
}

QWidget *ReviewPage::buildTruth()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(16, 2, 16, 4);
    grid->setHorizontalSpacing(12);
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
        grid->setColumnStretch(column, column == 0 ? 5 : 4);
    }
    return box;
}

QWidget *ReviewPage::buildActions()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(16, 4, 16, 14);
    grid->setSpacing(8);
    m_retry = new KeyButton(tr("Send again"), QKeySequence(Qt::Key_R), this);
    m_verify = new KeyButton(tr("Look at Cal.com"), QKeySequence(Qt::Key_V), this);
    m_settle = new KeyButton(tr("Settled by hand …"), QKeySequence(Qt::Key_E), this);
    m_snooze = new KeyButton(tr("Later …"), QKeySequence(Qt::Key_S), this);
    m_show = new KeyButton(tr("To the appointment"), QKeySequence(Qt::Key_T), this);
    m_retry->setPrimary(true);
    m_retry->setObjectName(QStringLiteral("retry"));
    m_verify->setObjectName(QStringLiteral("verify"));
    m_settle->setObjectName(QStringLiteral("settle"));
    m_snooze->setObjectName(QStringLiteral("snooze"));
    grid->addWidget(m_retry, 0, 0);
    grid->addWidget(m_verify, 0, 1);
    grid->addWidget(m_settle, 1, 0);
    grid->addWidget(m_snooze, 1, 1);
    grid->addWidget(m_show, 2, 0, 1, 2);
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
        if (review.item.state == ReviewState::Snoozed && review.item.snoozed_until) {
            ++snoozed;
            when.sub = tr("put aside until %1").arg(DeskWords::dateAndTime(queue->zone, *review.item.snoozed_until));
        }
        if (salon_wide)
            when = {{}, {}, {Tone::Wrong, QStringLiteral("warning"), tr("whole salon")}};
        const QString what = salon_wide ? QString() : a.service_name + QStringLiteral(" · ") + a.staff_name;
        rows.append({QString::number(review.item.id.value),
                     {when,
                      {salon_wide ? tr("Key") : a.who(), what, {}, true},
                      {DeskWords::cause(review), {}, salon_wide ? Badge{} : DeskWords::sync(a)},
                      {DeskWords::suggestion(review), {}, {}, true}}});
    }
    m_rows->setRows(rows);
    QStringList facts{tr("%n open", nullptr, int(queue->rows.size()) - snoozed)};
    if (snoozed > 0)
        facts << tr("%n put aside", nullptr, snoozed);
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
    m_who->setText(salon_wide ? tr("Whole salon") : a.who() + QStringLiteral(" · ") + a.service_name);
    m_when->setText(salon_wide
                        ? QString()
                        : QStringList{DeskWords::shortDate(zone().dateOf(a.appointment.span.begin)) + u' ' +
                                          DeskWords::times(zone(), a.appointment.span),
                                      DeskWords::staff(a.staff_name, {}), DeskWords::source(a.appointment.source)}
                              .join(QStringLiteral(" · ")));
    m_when->setVisible(!salon_wide);
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
                      {{}, attempt.error, DeskWords::attempt(attempt)}}});
    std::reverse(rows.begin(), rows.end());
    m_attempt_rows->setRows(rows);
    m_show->setEnabled(!salon_wide);
}

void ReviewPage::showTruth(const ReviewDetail &detail)
{
    QStringList here;
    QStringList there;
    for (const Phase &phase : detail.review.appointment.appointment.phases) {
        if (!phase.busy)
            continue;
        here << phase.key + u' ' + DeskWords::times(zone(), phase.span);
        there << phase.key + u' ' + DeskWords::phaseBadge(phase).text;
    }
    const bool by_phone = detail.review.appointment.appointment.source == Source::Phone;
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
    Q_EMIT said(done ? text : DeskWords::error(done.error()), done ? Tone::Good : Tone::Wrong);
    reloadSoon();
}

} // namespace salon
