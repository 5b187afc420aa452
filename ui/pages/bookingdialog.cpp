// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/bookingdialog.h"

#include "ui/models/deskwords.h"
#include "ui/pages/customerpicker.h"
#include "ui/widgets/caption.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/statestack.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>
#include <utility>

namespace salon
{

BookingDialog::BookingDialog(Desk &desk, const Catalogue &catalogue, QDate date, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_catalogue(catalogue)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setObjectName(QStringLiteral("bookingdialog"));
    setWindowTitle(tr("New appointment"));
    resize(900, 640);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kMargin, 16, Theme::kMargin, 16);
    layout->setSpacing(Theme::kGap);
    m_title = new QLabel(windowTitle());
    m_title->setObjectName(QStringLiteral("title"));
    layout->addWidget(m_title);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(Theme::kGap);
    sides->addWidget(whoSide(), 5);
    sides->addWidget(startSide(), 6);
    layout->addLayout(sides, 1);
    layout->addLayout(lastLine());
    m_date->setDate(date);
    connect(m_service, &QComboBox::currentIndexChanged, this, &BookingDialog::serviceChosen);
    connect(m_staff, &QComboBox::currentIndexChanged, this, &BookingDialog::readStarts);
    connect(m_date, &QDateEdit::dateChanged, this, &BookingDialog::readStarts);
    serviceChosen();
    m_picker->setFocus();
}

QWidget *BookingDialog::whoSide()
{
    auto *side = new QFrame;
    side->setObjectName(QStringLiteral("card"));
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(16, 14, 16, 16);
    layout->setSpacing(5);
    m_picker = new CustomerPicker(m_desk);
    layout->addWidget(m_picker);
    m_service = new QComboBox;
    m_service->setObjectName(QStringLiteral("service"));
    for (const Service &service : m_catalogue.services)
        if (service.active)
            m_service->addItem(service.name, qint64(service.id.value));
    m_staff = new QComboBox;
    m_staff->setObjectName(QStringLiteral("staff"));
    m_notes = new QLineEdit;
    m_notes->setObjectName(QStringLiteral("notes"));
    layout->addSpacing(6);
    layout->addWidget(new Caption(tr("&Service"), m_service));
    layout->addWidget(m_service);
    layout->addWidget(new Caption(tr("&With"), m_staff));
    layout->addWidget(m_staff);
    layout->addWidget(new Caption(tr("N&ote"), m_notes));
    layout->addWidget(m_notes);
    layout->addStretch();
    connect(m_picker, &CustomerPicker::changed, this, &BookingDialog::startChosen);
    connect(m_picker, &CustomerPicker::finished, m_service, qOverload<>(&QWidget::setFocus));
    connect(m_picker, &CustomerPicker::picked, this, [this](ServiceId usual) {
        if (const int index = m_service->findData(qint64(usual.value)); index >= 0)
            m_service->setCurrentIndex(index);
        readStarts();
    });
    return side;
}

QWidget *BookingDialog::startSide()
{
    auto *side = new QFrame;
    side->setObjectName(QStringLiteral("card"));
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(1, 14, 1, 1);
    layout->setSpacing(8);
    auto *day = new QHBoxLayout;
    day->setContentsMargins(15, 0, 15, 0);
    m_date = new QDateEdit;
    m_date->setObjectName(QStringLiteral("date"));
    m_date->setCalendarPopup(true);
    //: The date field's format letters
    m_date->setDisplayFormat(tr("ddd d MMM yyyy"));
    auto *before = new QPushButton(Theme::icon(QStringLiteral("left"), Theme::text()), QString());
    auto *after = new QPushButton(Theme::icon(QStringLiteral("right"), Theme::text()), QString());
    before->setAccessibleName(tr("Day before"));
    after->setAccessibleName(tr("Day after"));
    after->setObjectName(QStringLiteral("after"));
    day->addWidget(new Caption(tr("&Day"), m_date));
    day->addWidget(m_date, 1);
    for (QPushButton *button : {before, after}) {
        button->setAutoDefault(false);
        button->setFixedWidth(40);
        day->addWidget(button);
        const int by = button == before ? -1 : 1;
        connect(button, &QPushButton::clicked, this, [this, by] { m_date->setDate(m_date->date().addDays(by)); });
    }
    layout->addLayout(day);
    m_start_rows = new RowModel({tr("Start"), tr("With"), tr("Free, or why not")}, this);
    m_start_table = new CardTable(m_start_rows, tr("Starts of the day"));
    m_start_table->setObjectName(QStringLiteral("starts"));
    m_start_table->setWidths({86, 110, 200}, 2);
    m_start_state = new StateStack(m_start_table);
    layout->addWidget(m_start_state, 1);
    connect(m_start_table, &CardTable::currentIdChanged, this, [this] {
        m_overbook->setChecked(false); // knowing is about one start
        startChosen();
    });
    connect(m_start_table, &CardTable::opened, this, &BookingDialog::confirm);
    connect(m_start_state, &StateStack::retried, this, &BookingDialog::readStarts);
    return side;
}

/// What is about to happen, and the buttons.
QLayout *BookingDialog::lastLine()
{
    auto *line = new QHBoxLayout;
    m_summary = new QLabel;
    m_summary->setObjectName(QStringLiteral("muted"));
    m_summary->setWordWrap(true);
    m_overbook = new QCheckBox(tr("O&verbook knowingly"));
    m_overbook->setObjectName(QStringLiteral("overbook"));
    m_overbook->hide();
    auto *back = new KeyButton(tr("Back"), QKeySequence(), this);
    m_confirm = new KeyButton(tr("Book"), QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    m_confirm->setObjectName(QStringLiteral("book"));
    m_confirm->setPrimary(true);
    m_confirm->setEnabled(false);
    line->addWidget(m_summary, 1);
    line->addWidget(m_overbook);
    line->addWidget(back);
    line->addWidget(m_confirm);
    connect(m_overbook, &QCheckBox::toggled, this, &BookingDialog::startChosen);
    connect(back, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, &BookingDialog::confirm);
    return line;
}

void BookingDialog::setMoving(const AppointmentView &view)
{
    m_moving = view;
    setWindowTitle(tr("Move appointment"));
    m_title->setText(tr("Move %1").arg(view.who()));
    m_confirm->setText(tr("Move here"));
    m_confirm->setAccessibleName(m_confirm->text());
    m_picker->hide();
    m_notes->setText(view.appointment.notes);
    m_notes->setEnabled(false);
    m_service->setCurrentIndex(m_service->findData(qint64(view.appointment.service.value)));
    m_service->setEnabled(false);
    m_preferred_staff = view.appointment.staff;
    m_wants_starts = true;
    serviceChosen();
}

void BookingDialog::askWho()
{
    m_wants_starts = false;
    m_staff->setFocus();
}

void BookingDialog::prefer(StaffId staff, Instant start)
{
    m_preferred_staff = staff;
    m_preferred = start;
    serviceChosen();
}

CustomerId BookingDialog::customer() const
{
    return m_moving ? m_moving->appointment.customer : m_picker->customer();
}

void BookingDialog::serviceChosen()
{
    const ServiceId service{m_service->currentData().toLongLong()};
    const StaffId before = m_staff->count() ? StaffId{m_staff->currentData().toLongLong()} : m_preferred_staff;
    const StaffId wanted = m_preferred_staff.isNull() ? before : m_preferred_staff;
    const QSignalBlocker quiet(m_staff);
    m_staff->clear();
    m_staff->addItem(tr("anyone"), qint64(0));
    QHash<QString, int> names;
    for (const Staff &member : m_catalogue.staff)
        names[member.name] += member.active;
    QHash<QString, int> seen;
    for (const Staff &member : m_catalogue.staff) {
        if (!member.active)
            continue;
        const QString account = names[member.name] > 1 ? QString::number(++seen[member.name]) : QString();
        if (m_catalogue.capability(member.id, service))
            m_staff->addItem(DeskWords::staff(member.name, account), qint64(member.id.value));
    }
    m_staff->setCurrentIndex(qMax(0, m_staff->findData(qint64(wanted.value))));
    readStarts();
}

void BookingDialog::readStarts()
{
    if (m_catalogue.branches.isEmpty())
        return;
    StartQuestion question{.branch = m_catalogue.branches.first().id,
                           .service = ServiceId{m_service->currentData().toLongLong()},
                           .staff = StaffId{m_staff->currentData().toLongLong()},
                           .customer = customer(),
                           .date = m_date->date()};
    if (m_moving)
        question.moving = m_moving->appointment;
    const int asked = ++m_asked;
    if (m_starts.isEmpty())
        m_start_state->showLoading();
    m_desk.starts(this, question, [this, asked](const Result<QList<StartView>> &starts) {
        if (asked == m_asked)
            showStarts(starts);
    });
}

void BookingDialog::showStarts(const Result<QList<StartView>> &starts)
{
    if (!starts) {
        m_start_state->showError(DeskWords::error(starts.error()));
        return;
    }
    m_starts = *starts;
    m_start_table->setAccessibleDescription(DeskWords::longDate(m_date->date()));
    QList<Row> rows;
    QString first;
    for (StartView &start : m_starts) {
        if (isPresent(start)) {
            start.free = start.may_overbook = false;
            start.why_not = tr("The appointment is here now.");
        }
        rows.append(rowOf(start));
        if (first.isEmpty() && start.free && (!m_preferred || start.start >= *m_preferred))
            first = rows.last().id;
    }
    m_start_rows->setRows(rows);
    if (rows.isEmpty())
        m_start_state->showEmpty(QStringLiteral("calendar"), tr("Closed on this day"),
                                 tr("Choose another day: the salon has no opening hours here."));
    else
        m_start_state->showContent();
    selectStart(first);
    startChosen();
    if (!m_refusal.isEmpty())
        m_summary->setText(std::exchange(m_refusal, {}));
}

Row BookingDialog::rowOf(const StartView &start) const
{
    Badge badge{Tone::Good, QStringLiteral("check"), DeskWords::time(m_catalogue.salon.zone, start.start)};
    QString text = tr("free");
    if (!start.free) {
        badge = {Tone::Neutral, QStringLiteral("cross"), badge.text};
        text = start.why_not;
    } else if (start.warns) {
        badge.tone = Tone::Attention;
        badge.icon = QStringLiteral("warning");
        text = tr("free, but a person must enter it at Cal.com");
    }
    return {QString::number(start.start.ms()),
            {{{}, {}, badge},
             {start.staff_name, {}, {}, false, !start.free},
             {text, {}, {}, false, !start.free || !start.warns}}};
}

void BookingDialog::selectStart(const QString &id)
{
    m_start_table->select(id);
    if (!id.isEmpty())
        m_start_table->scrollTo(m_start_rows->index(m_start_rows->rowOf(id), 0), QAbstractItemView::PositionAtTop);
    if (m_wants_starts) {
        QWidget *first = m_start_rows->rowCount() > 0 ? static_cast<QWidget *>(m_start_table) : m_date;
        first->setFocus();
    }
    m_wants_starts = false;
}

/// Where the appointment that is to be moved is already: free for itself, and no move.
bool BookingDialog::isPresent(const StartView &start) const
{
    return m_moving && start.start == m_moving->appointment.span.begin && start.staff == m_moving->appointment.staff;
}

const StartView *BookingDialog::chosen() const
{
    const QString id = m_start_table->currentId();
    for (const StartView &start : m_starts)
        if (!id.isEmpty() && QString::number(start.start.ms()) == id)
            return &start;
    return nullptr;
}

void BookingDialog::startChosen()
{
    const StartView *start = chosen();
    const bool known = m_moving || !m_picker->name().isEmpty();
    const bool knowingly = start && start->may_overbook && m_overbook->isChecked();
    m_overbook->setVisible(start && start->may_overbook && m_changed.isEmpty());
    m_confirm->setEnabled(start && (start->free || knowingly) && known && m_changed.isEmpty());
    if (!m_changed.isEmpty())
        m_summary->setText(m_changed);
    else if (!start)
        m_summary->setText(tr("Choose a start."));
    else if (!start->free && !knowingly)
        m_summary->setText(start->why_not);
    else if (!known)
        m_summary->setText(tr("The customer's name is still missing."));
    else if (knowingly)
        m_summary->setText(tr("Will be marked as overbooked: %1").arg(start->why_not));
    else
        m_summary->setText(tr("%1, %2, with %3")
                               .arg(m_service->currentText(),
                                    DeskWords::dateAndTime(m_catalogue.salon.zone, start->start), start->staff_name));
}

void BookingDialog::confirm()
{
    const StartView *start = chosen();
    if (!start || !m_confirm->isEnabled())
        return;
    m_confirm->setEnabled(false);
    if (m_moving)
        move(*start);
    else
        book(*start);
}

void BookingDialog::book(const StartView &start)
{
    BookingRequest request{.branch = m_catalogue.branches.first().id,
                           .service = ServiceId{m_service->currentData().toLongLong()},
                           .staff = start.staff,
                           .start = start.start,
                           .name = m_picker->name(),
                           .phone = m_picker->phone(),
                           .notes = m_notes->text().trimmed(),
                           .source = Source::Desk,
                           .overbook = m_overbook->isChecked()};
    if (!customer().isNull())
        request.customer = customer();
    m_desk.book(this, request, [this](const Result<BookingOutcome> &outcome) {
        if (!outcome)
            return refuse(DeskWords::error(outcome.error()));
        if (outcome->kind == BookingOutcome::Kind::Refused)
            return refuse(outcome->refusal.text);
        Q_EMIT settled(outcome->appointment.id, m_date->date(), !outcome->missing_maps.isEmpty());
        accept();
    });
}

void BookingDialog::move(const StartView &start)
{
    m_desk.move(this, m_moving->appointment.id,
                {.start = start.start, .staff = start.staff, .overbook = m_overbook->isChecked()},
                m_moving->appointment.version, [this](const Result<ChangeOutcome> &outcome) {
                    if (!outcome)
                        return refuse(DeskWords::error(outcome.error()));
                    switch (outcome->kind) {
                    case ChangeOutcome::Kind::Done:
                        Q_EMIT settled(outcome->appointment.id, m_date->date(), false);
                        return accept();
                    case ChangeOutcome::Kind::Refused:
                        return refuse(outcome->refusal.text);
                    case ChangeOutcome::Kind::Stale:
                    case ChangeOutcome::Kind::WrongStatus:
                        return showChange();
                    }
                });
}

void BookingDialog::showChange()
{
    m_desk.appointment(this, m_moving->appointment.id, [this](const Result<AppointmentView> &now) {
        m_changed =
            now ? DeskWords::changedMeanwhile(m_catalogue.salon.zone, *m_moving, *now) : DeskWords::error(now.error());
        startChosen();
    });
}

void BookingDialog::refuse(const QString &text)
{
    m_refusal = text; // shown once the starts are there again
    readStarts();
}

} // namespace salon
