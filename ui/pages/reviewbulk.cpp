// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reviewbulk.h"

#include "ui/pages/reviewquestions.h"
#include "ui/widgets/keybutton.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>

namespace salon
{

ReviewBulk::ReviewBulk(Desk &desk, QWidget *page)
    : m_desk(desk)
    , m_page(page)
    , m_foresight(new QLabel)
{
    m_foresight->setObjectName(QStringLiteral("foresight"));
    addText(m_foresight);
    addLine();
    add(buildProgress());
    add(new QWidget, 1);
    addLine();
    add(buildActions());
}

QWidget *ReviewBulk::buildProgress()
{
    m_progress_box = new QWidget;
    auto *row = new QHBoxLayout(m_progress_box);
    row->setContentsMargins(kInset - 1, 4, kInset - 1, 4);
    row->setSpacing(8);
    m_progress = new QProgressBar;
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setFormat(tr("%v of %m"));
    row->addWidget(m_progress, 1);
    row->addWidget(button(tr("Stop"), QKeySequence(Qt::Key_Escape), "stop", [this] { m_left.clear(); }));
    m_progress_box->hide();
    return m_progress_box;
}

KeyButton *ReviewBulk::button(const QString &text, const QKeySequence &key, const char *name,
                              std::function<void()> work)
{
    auto *made = new KeyButton(text, key, m_page);
    made->setObjectName(QString::fromLatin1(name));
    connect(made, &QPushButton::clicked, this, std::move(work));
    connect(made, &KeyButton::obstructed, this, [this](const QString &why) { Q_EMIT said(why, Tone::Attention); });
    return made;
}

QWidget *ReviewBulk::buildActions()
{
    ReviewDesk &reviews = m_desk.reviews();
    m_actions = new QWidget;
    auto *grid = new QGridLayout(m_actions);
    grid->setContentsMargins(kInset - 1, 4, kInset - 1, 14);
    grid->setSpacing(8);
    m_do = new KeyButton(tr("Send all again"), QKeySequence(Qt::Key_Return), this); // heard by the list
    m_do->setObjectName(QStringLiteral("bulksuggested"));
    m_do->setPrimary(true);
    connect(m_do, &QPushButton::clicked, this, &ReviewBulk::doSuggested);
    m_send = button(tr("Send all again"), QKeySequence(Qt::Key_R), "bulkretry", [this, &reviews] {
        start(
            m_can_send, [&](ReviewId id, const Then &then) { reviews.retry(this, id, then); }, false);
    });
    m_look = button(tr("Look at Cal.com"), QKeySequence(Qt::Key_V), "bulkverify", [this, &reviews] {
        start(
            m_can_look, [&](ReviewId id, const Then &then) { reviews.verify(this, id, then); }, false);
    });
    auto *settle = button(tr("Settle all …"), QKeySequence(Qt::Key_M), "bulksettle", [this] { askToSettle(); });
    auto *snooze = button(tr("Later …"), QKeySequence(Qt::Key_S), "bulksnooze", [this] { askToSnooze(); });
    auto *assign = button(tr("Give to …"), QKeySequence(Qt::Key_O), "bulkassign", [this] { askWho(); });
    auto *ignore = button(tr("Ignore"), QKeySequence(Qt::Key_I), "bulkignore", [this, &reviews] {
        start(
            all(), [&](ReviewId id, const Then &then) { reviews.ignore(this, id, then); }, true);
    });
    ignore->setToolTip(tr("Until more of it is affected."));
    grid->addWidget(m_do, 0, 0, 1, 2);
    const QList<QWidget *> others{m_send, m_look, settle, snooze, assign, ignore};
    for (int i = 0; i < others.size(); ++i)
        grid->addWidget(others[i], 1 + i / 2, i % 2);
    return m_actions;
}

void ReviewBulk::askToSettle()
{
    ReviewQuestions::settle(window(), [this, ids = all()](const QString &reason) {
        start(
            ids, [this, reason](ReviewId id, const Then &then) { m_desk.reviews().settle(this, id, reason, then); },
            true);
    });
}

void ReviewBulk::askToSnooze()
{
    ReviewQuestions::snooze(window(), m_zone, m_desk.clock().now(), [this, ids = all()](Instant until) {
        start(
            ids, [this, until](ReviewId id, const Then &then) { m_desk.reviews().snooze(this, id, until, then); },
            true);
    });
}

void ReviewBulk::askWho()
{
    ReviewQuestions::assign(window(), m_people, [this, ids = all()](const QString &owner) {
        start(
            ids, [this, owner](ReviewId id, const Then &then) { m_desk.reviews().assign(this, id, owner, then); },
            true);
    });
}

QList<ReviewId> ReviewBulk::all() const
{
    QList<ReviewId> ids;
    for (const ReviewView &one : m_cases)
        ids.append(one.item.id);
    return ids;
}

void ReviewBulk::open(const QString &title, const QList<ReviewView> &cases)
{
    if (m_running)
        return;
    m_cases = cases;
    setTitle(title);
    m_can_send.clear();
    m_can_look.clear();
    m_lacks_map = true;
    int parts = 0;
    int unmapped = 0;
    int over = 0;
    for (const ReviewView &one : cases) {
        const bool is_gap = one.item.cause == ReviewCause::MissingEventMap && one.means.lacks_map;
        m_lacks_map = m_lacks_map && is_gap && one.item.group == cases.first().item.group;
        if (one.means.to_look_for > 0)
            m_can_look.append(one.item.id);
        if (is_gap) {
            ++unmapped;
        } else if (one.means.to_send > 0) {
            m_can_send.append(one.item.id);
            parts += one.means.to_send;
        } else {
            ++over;
        }
    }
    showForesight(parts, unmapped, over);
}

/// What would happen, before it does.
void ReviewBulk::showForesight(int parts, int unmapped, int over)
{
    QStringList sentences;
    if (!m_can_send.isEmpty())
        sentences << tr("%n case(s) can be sent again", nullptr, int(m_can_send.size())) + QStringLiteral(": ") +
                         tr("%n part(s).", nullptr, parts);
    if (unmapped > 0)
        sentences << tr("%n cannot: an event map is missing.", nullptr, unmapped);
    if (over > 0)
        sentences << tr("%n cannot: nothing of it is left to send.", nullptr, over);
    m_foresight->setText(sentences.join(u' '));
    m_send->setObstacle(m_can_send.isEmpty() ? tr("Nothing of these can be sent again.") : QString());
    m_look->setObstacle(m_can_look.isEmpty() ? tr("Nothing of these was sent: there is nothing to look for.")
                                             : QString());
    m_do->setText(m_lacks_map            ? tr("Fix once: add the event maps")
                  : m_can_send.isEmpty() ? tr("Settle all …")
                                         : tr("Send all again"));
    m_do->setAccessibleName(m_do->text());
}

void ReviewBulk::doSuggested()
{
    if (m_running || m_cases.isEmpty())
        return;
    if (m_lacks_map) {
        const Appointment &first = m_cases.first().appointment.appointment;
        Q_EMIT eventMapsWanted(first.service, first.staff);
    } else if (m_can_send.isEmpty()) {
        askToSettle();
    } else {
        m_send->click();
    }
}

void ReviewBulk::start(const QList<ReviewId> &ids, Decision decision, bool can_undo)
{
    if (m_running || ids.isEmpty())
        return;
    m_running = true;
    m_left = ids;
    m_total = int(ids.size());
    m_refused = 0;
    m_done.clear();
    m_decision = std::move(decision);
    m_can_undo = can_undo;
    m_progress->setRange(0, m_total);
    m_progress->setValue(0);
    m_actions->setEnabled(false);
    m_progress_box->show();
    next();
}

void ReviewBulk::next()
{
    if (m_left.isEmpty())
        return finish();
    const ReviewId id = m_left.takeFirst();
    m_decision(id, [this, id](const Result<void> &done) {
        if (done)
            m_done.append(id);
        else
            ++m_refused;
        m_progress->setValue(m_progress->value() + 1);
        next();
    });
}

void ReviewBulk::finish()
{
    m_running = false;
    m_actions->setEnabled(true);
    m_progress_box->hide();
    QStringList sentences{tr("%n done.", nullptr, int(m_done.size()))};
    if (m_refused > 0)
        sentences << tr("%n had changed meanwhile and stay.", nullptr, m_refused);
    if (const int stopped = m_total - int(m_done.size()) - m_refused; stopped > 0)
        sentences << tr("Stopped before the last %n.", nullptr, stopped);
    Q_EMIT said(sentences.join(u' '), m_refused > 0 ? Tone::Attention : Tone::Good);
    Q_EMIT finished(m_can_undo ? m_done : QList<ReviewId>());
}

} // namespace salon
