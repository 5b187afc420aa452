// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reviewpage.h"

#include "ui/models/deskwords.h"
#include "ui/models/reviewwords.h"
#include "ui/pages/reviewbulk.h"
#include "ui/pages/reviewpanel.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/statestack.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>

#include <algorithm>

namespace salon
{

namespace
{

constexpr int kMinuteMs = 60'000;
constexpr int kSearchWidth = 180;
constexpr int kUndoKept = 20;
const QString kGroup = QStringLiteral("group/");

} // namespace

ReviewPage::ReviewPage(Desk &desk)
    : Page(desk, tr("Review queue"),
           {QStringLiteral("reviews"), QStringLiteral("appointments"), QStringLiteral("phases"),
            QStringLiteral("attempts"), QStringLiteral("event_maps")})
    , m_panel(new ReviewPanel(desk, this))
    , m_bulk(new ReviewBulk(desk, this))
{
    buildTools();
    QHBoxLayout *across = SidePanel::beside(buildList(), m_panel);
    across->addWidget(m_bulk, 3);
    body()->addLayout(across);
    m_panel->hide();
    m_bulk->hide();
    connect(m_panel, &ReviewPanel::answered, this, &ReviewPage::answered);
    connect(m_panel, &ReviewPanel::said, this, &Page::said);
    connect(m_panel, &ReviewPanel::appointmentWanted, this, &ReviewPage::appointmentWanted);
    connect(m_panel, &ReviewPanel::eventMapsWanted, this, &ReviewPage::eventMapsWanted);
    connect(m_bulk, &ReviewBulk::said, this, &Page::said);
    connect(m_bulk, &ReviewBulk::eventMapsWanted, this, &ReviewPage::eventMapsWanted);
    connect(m_bulk, &ReviewBulk::finished, this, [this](const QList<ReviewId> &can_undo) {
        if (!can_undo.isEmpty())
            m_undo.append(can_undo);
        reloadSoon();
    });
    auto *undo_key = new QShortcut(QKeySequence::Undo, this);
    undo_key->setContext(Qt::WidgetWithChildrenShortcut);
    connect(undo_key, &QShortcut::activated, this, &ReviewPage::undo);
    m_minute.setInterval(kMinuteMs);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        if (isVisible())
            reload();
    });
    m_minute.start();
    setFocusProxy(m_table);
    m_state->showLoading();
}

QPushButton *ReviewPage::toggle(const QString &text, const char *name)
{
    auto *button = new QPushButton(text);
    button->setObjectName(QString::fromLatin1(name));
    button->setAccessibleName(text);
    button->setCheckable(true);
    tools()->addWidget(button);
    connect(button, &QPushButton::toggled, this, [this] { showQueue(m_queue); });
    return button;
}

void ReviewPage::buildTools()
{
    m_ended = toggle(tr("Over"), "ended");
    m_ended->setToolTip(tr("What was settled or closed by itself in the last seven days."));
    m_by_cause = toggle(tr("By cause"), "bycause");
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("filter"));
    m_search->setPlaceholderText(tr("Name, number, cause …"));
    m_search->setAccessibleName(tr("Filter the queue"));
    m_search->setFixedWidth(kSearchWidth);
    tools()->addWidget(m_search);
    connect(m_search, &QLineEdit::textChanged, this, [this] { showQueue(m_queue); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { m_table->setFocus(); });
}

QWidget *ReviewPage::buildList()
{
    m_rows = new RowModel(ReviewWords::headers(), this);
    m_table = new CardTable(m_rows, tr("Cases that need a person"));
    m_table->setObjectName(QStringLiteral("queue"));
    m_table->setWidths({134, 118, 82, 74, 124, 106}, 4, {152, 150, 96, 96, 150, 130});
    m_table->allowSeveral();
    m_state = new StateStack(m_table);
    auto *surface = new QFrame;
    card(surface, QMargins(1, 1, 1, 1))->addWidget(m_state);
    connect(m_table, &CardTable::selectedIdsChanged, this, &ReviewPage::choose);
    connect(m_table, &CardTable::opened, this, &ReviewPage::doSuggested);
    connect(m_state, &StateStack::retried, this, &ReviewPage::reload);
    return surface;
}

void ReviewPage::catalogueChanged()
{
    m_panel->setCatalogue(catalogue());
    m_bulk->setZone(zone());
}

void ReviewPage::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void ReviewPage::reload()
{
    desk().reviews().queue(this, [this](const Result<ReviewQueue> &queue) { showQueue(queue); });
}

QList<ReviewView> ReviewPage::wanted() const
{
    QList<ReviewView> cases = m_ended->isChecked() ? m_queue.ended : m_queue.rows;
    const QString text = m_search->text().trimmed();
    if (!text.isEmpty())
        cases.removeIf(
            [&](const ReviewView &one) { return !ReviewWords::searchText(one).contains(text, Qt::CaseInsensitive); });
    return cases;
}

QList<Row> ReviewPage::rowsOf(const QList<ReviewView> &cases) const
{
    QList<Row> rows;
    if (m_ended->isChecked()) {
        for (const ReviewView &one : cases)
            rows.append(ReviewWords::endedRow(one, m_queue.zone, m_queue.now));
        return rows;
    }
    QStringList order; // groups stand where their most urgent case would
    QHash<QString, QList<ReviewView>> groups;
    for (const ReviewView &one : cases) {
        const QString group = m_by_cause->isChecked() ? ReviewWords::groupId(one) : QString();
        if (!groups.contains(group))
            order.append(group);
        groups[group].append(one);
    }
    for (const QString &group : std::as_const(order)) {
        if (!group.isEmpty())
            rows.append(ReviewWords::groupRow(groups.value(group)));
        for (const ReviewView &one : groups.value(group))
            rows.append(ReviewWords::row(one, m_queue.zone, m_queue.now));
    }
    return rows;
}

void ReviewPage::showQueue(const Result<ReviewQueue> &queue)
{
    if (!queue) {
        m_state->showError(DeskWords::error(queue.error()));
        m_panel->hide();
        m_bulk->hide();
        return;
    }
    m_queue = *queue;
    m_panel->setPeople(m_queue.people);
    m_bulk->setPeople(m_queue.people);
    m_rows->setRows(rowsOf(wanted()));
    showFacts();
    if (m_rows->rowCount() == 0)
        return showNothing();
    m_state->showContent();
    if (m_rows->rowOf(m_table->currentId()) < 0)
        m_table->select(m_rows->idAt(0));
    choose();
}

void ReviewPage::showFacts()
{
    const auto aside = std::count_if(m_queue.rows.cbegin(), m_queue.rows.cend(), [](const ReviewView &review) {
        return review.item.state == ReviewState::Snoozed;
    });
    QStringList facts{tr("%n open", nullptr, int(m_queue.rows.size()))};
    if (aside > 0)
        facts << tr("%n of them put aside", nullptr, int(aside));
    const auto oldest =
        std::min_element(m_queue.rows.cbegin(), m_queue.rows.cend(),
                         [](const ReviewView &a, const ReviewView &b) { return a.item.opened < b.item.opened; });
    if (oldest != m_queue.rows.cend())
        facts << tr("oldest: %1").arg(DeskWords::fromNow(m_queue.zone, m_queue.now, oldest->item.opened));
    facts << tr("target: fewer than 5 a day");
    setFacts(facts.join(QStringLiteral(" · ")));
}

void ReviewPage::showNothing()
{
    m_panel->hide();
    m_bulk->hide();
    if (!m_search->text().trimmed().isEmpty())
        m_state->showEmpty(QStringLiteral("search"), tr("Nothing found"), tr("No case has this in it."));
    else if (m_ended->isChecked())
        m_state->showEmpty(QStringLiteral("check"), tr("Nothing in the last seven days"),
                           tr("What is settled or closes by itself stands here."));
    else
        m_state->showEmpty(QStringLiteral("check"), tr("Nothing to review"),
                           tr("What callers were told, the book and Cal.com agree."));
}

void ReviewPage::choose()
{
    const QStringList ids = m_table->selectedIds();
    if (m_bulk->isRunning())
        return;
    if (ids.size() == 1 && !ids.first().startsWith(kGroup))
        open(ids.first());
    else if (!ids.isEmpty())
        openSeveral(ids);
}

void ReviewPage::open(const QString &id)
{
    desk().reviews().detail(this, ReviewId{id.toLongLong()}, [this, id](const Result<ReviewDetail> &detail) {
        if (m_table->selectedIds() != QStringList{id} || m_bulk->isRunning())
            return;
        m_bulk->hide();
        if (detail)
            m_panel->open(*detail);
        m_panel->setVisible(bool(detail));
    });
}

void ReviewPage::openSeveral(const QStringList &ids)
{
    QList<ReviewView> chosen;
    for (const ReviewView &one : std::as_const(m_queue.rows))
        if (ids.contains(QString::number(one.item.id.value)) || ids.contains(ReviewWords::groupId(one)))
            chosen.append(one);
    if (chosen.isEmpty())
        return;
    const bool is_group = ids.size() == 1;
    m_bulk->open(is_group ? ReviewWords::groupTitle(chosen) : tr("%n cases chosen", nullptr, int(chosen.size())),
                 chosen);
    m_panel->hide();
    m_bulk->show();
}

void ReviewPage::doSuggested()
{
    if (m_bulk->isVisible())
        m_bulk->doSuggested();
    else if (m_panel->isVisible())
        m_panel->doSuggested();
}

void ReviewPage::answered(ReviewId id, const Result<void> &done, const QString &text, bool can_undo)
{
    if (done && can_undo) {
        m_undo.append(QList<ReviewId>{id});
        if (m_undo.size() > kUndoKept)
            m_undo.removeFirst();
        Q_EMIT said(text + u' ' + tr("Ctrl+Z takes it back."), Tone::Good);
    } else if (done) {
        Q_EMIT said(text, Tone::Good);
    } else if (done.error().code == ErrorCode::Refused) {
        Q_EMIT said(tr("This case has changed meanwhile; it is shown as it is now."), Tone::Attention);
    } else {
        Q_EMIT said(DeskWords::error(done.error()), Tone::Wrong);
    }
    reloadSoon();
}

void ReviewPage::undo()
{
    if (m_undo.isEmpty()) {
        Q_EMIT said(tr("There is nothing to take back here."), Tone::Attention);
        return;
    }
    const QList<ReviewId> last = m_undo.takeLast();
    for (const ReviewId id : last)
        desk().reviews().undo(this, id, [this, id](const Result<void> &done) {
            answered(id, done, tr("Taken back."), false);
            m_table->select(QString::number(id.value));
        });
}

} // namespace salon
