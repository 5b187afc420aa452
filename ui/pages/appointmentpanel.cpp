// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/appointmentpanel.h"

#include "ui/models/deskwords.h"
#include "ui/pages/reasondialog.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/phasestrip.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace salon
{

namespace
{

QLabel *label(const char *name)
{
    auto *label = new QLabel;
    label->setObjectName(QString::fromLatin1(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

AppointmentPanel::AppointmentPanel(Desk &desk, QWidget *page)
    : m_desk(desk)
    , m_who(label("cardtitle"))
    , m_when(label("strong"))
    , m_what(label("muted"))
    , m_phone(label("muted"))
    , m_notes(label("small"))
    , m_status(new BadgeLabel)
    , m_overbooked(new BadgeLabel)
    , m_sync(new BadgeLabel)
    , m_strip(new PhaseStrip)
    , m_arrived(new KeyButton(tr("Arrived"), QKeySequence(Qt::Key_A), page))
    , m_done(new KeyButton(tr("Done"), QKeySequence(Qt::Key_D), page))
    , m_no_show(new KeyButton(tr("Did not come"), QKeySequence(Qt::Key_O), page))
    , m_move(new KeyButton(tr("Move …"), QKeySequence(Qt::Key_M), page))
    , m_cancel(new KeyButton(tr("Cancel …"), QKeySequence(Qt::Key_Delete), page))
{
    setObjectName(QStringLiteral("card"));
    setAccessibleName(tr("Appointment"));
    setMaximumWidth(348);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(6);
    auto *top = new QHBoxLayout;
    auto *close = new QPushButton(Theme::icon(QStringLiteral("cross"), Theme::muted()), QString());
    close->setAccessibleName(tr("Close"));
    close->setToolTip(tr("Close"));
    close->setFlat(true);
    close->setFixedSize(30, 30);
    close->setStyleSheet(QStringLiteral("border: 0; padding: 0; min-height: 0;"));
    top->addWidget(m_who, 1);
    top->addWidget(close, 0, Qt::AlignTop);
    layout->addLayout(top);
    layout->addWidget(m_when);
    layout->addWidget(m_what);
    layout->addWidget(m_phone);
    auto *badges = new QHBoxLayout;
    badges->setSpacing(6);
    badges->addWidget(m_status);
    badges->addWidget(m_overbooked);
    badges->addWidget(m_sync);
    badges->addStretch();
    layout->addSpacing(4);
    layout->addLayout(badges);
    layout->addSpacing(8);
    layout->addWidget(m_strip);
    layout->addWidget(m_notes);
    layout->addStretch();
    auto *actions = new QGridLayout;
    actions->setSpacing(8);
    actions->addWidget(m_arrived, 0, 0);
    actions->addWidget(m_done, 0, 1);
    actions->addWidget(m_no_show, 1, 0, 1, 2);
    actions->addWidget(m_move, 2, 0);
    actions->addWidget(m_cancel, 2, 1);
    layout->addLayout(actions);
    m_arrived->setObjectName(QStringLiteral("arrived"));
    m_done->setObjectName(QStringLiteral("done"));
    m_no_show->setObjectName(QStringLiteral("noshow"));
    m_move->setObjectName(QStringLiteral("move"));
    m_cancel->setObjectName(QStringLiteral("cancel"));
    connect(close, &QPushButton::clicked, this, &AppointmentPanel::closed);
    connect(m_arrived, &QPushButton::clicked, this, [this] { setStatus(AppointmentStatus::Arrived); });
    connect(m_done, &QPushButton::clicked, this, [this] { setStatus(AppointmentStatus::Done); });
    connect(m_no_show, &QPushButton::clicked, this, [this] { setStatus(AppointmentStatus::NoShow); });
    connect(m_move, &QPushButton::clicked, this, &AppointmentPanel::moveWanted);
    connect(m_cancel, &QPushButton::clicked, this, &AppointmentPanel::askToCancel);
}

void AppointmentPanel::show(const Zone &zone, const AppointmentView &view)
{
    m_zone = zone;
    m_view = view;
    m_who->setText(view.who());
    m_when->setText(DeskWords::shortDate(zone.dateOf(view.appointment.span.begin)) + u' ' +
                    DeskWords::times(zone, view.appointment.span));
    m_what->setText(tr("%1 · %2").arg(view.service_name, DeskWords::staff(view.staff_name, {})));
    QString contact = view.customer_phone.isEmpty() ? tr("no number") : view.customer_phone;
    if (!view.appointment.attendee_name.isEmpty())
        contact = tr("booked by %1").arg(view.customer_name) + QStringLiteral(" · ") + contact;
    m_phone->setText(contact + QStringLiteral(" · ") + DeskWords::source(view.appointment.source));
    QString notes = view.appointment.notes;
    if (!view.appointment.cancel_reason.isEmpty())
        notes = tr("Cancelled: %1").arg(view.appointment.cancel_reason);
    m_notes->setText(notes);
    m_notes->setVisible(!notes.isEmpty());
    m_status->setBadge(DeskWords::status(view.appointment.status));
    m_overbooked->setBadge(DeskWords::overbooked());
    m_overbooked->setVisible(view.appointment.overbooked);
    m_sync->setBadge(DeskWords::sync(view));
    m_strip->setAppointment(zone, view.appointment);
    const AppointmentStatus status = view.appointment.status;
    const bool open = status == AppointmentStatus::Confirmed || status == AppointmentStatus::Arrived;
    // Who was given up may come after all.
    m_arrived->setEnabled(status == AppointmentStatus::Confirmed || status == AppointmentStatus::NoShow);
    m_done->setEnabled(open);
    m_no_show->setEnabled(status == AppointmentStatus::Confirmed);
    m_move->setEnabled(open);
    m_cancel->setEnabled(open);
    setVisible(true);
}

void AppointmentPanel::setStatus(AppointmentStatus status)
{
    const QString done = QStringLiteral("%1: %2").arg(m_view.who(), DeskWords::status(status).text);
    m_desk.setStatus(this, m_view.appointment.id, status, m_view.appointment.version,
                     [this, done](const Result<ChangeOutcome> &outcome) { answered(outcome, done); });
}

void AppointmentPanel::askToCancel()
{
    auto *dialog = new ReasonDialog(
        tr("Cancel this appointment?"),
        tr("%1, %2. The time becomes free at once, also at Cal.com.").arg(m_view.who(), m_view.service_name),
        {tr("Customer called"), tr("Customer is ill"), tr("Staff member is ill"), tr("Booked by mistake")},
        tr("Cancel appointment"), true, window());
    const AppointmentId id = m_view.appointment.id;
    const int version = m_view.appointment.version;
    const QString done = tr("%1: cancelled").arg(m_view.who());
    connect(dialog, &ReasonDialog::given, this, [this, id, version, done](const QString &reason) {
        m_desk.cancel(this, id, reason, version,
                      [this, done](const Result<ChangeOutcome> &outcome) { answered(outcome, done); });
    });
    dialog->open();
}

void AppointmentPanel::answered(const Result<ChangeOutcome> &outcome, const QString &done)
{
    if (!outcome) {
        Q_EMIT said(DeskWords::error(outcome.error()), Tone::Wrong);
        return;
    }
    switch (outcome->kind) {
    case ChangeOutcome::Kind::Done:
        if (outcome->became_overbooked)
            Q_EMIT said(tr("%1. The time was given to somebody else meanwhile: it is overbooked now.").arg(done),
                        Tone::Attention);
        else
            Q_EMIT said(done, Tone::Good);
        return;
    case ChangeOutcome::Kind::Refused:
        Q_EMIT said(outcome->refusal.text, Tone::Attention);
        return;
    case ChangeOutcome::Kind::Stale:
        m_desk.appointment(
            this, outcome->appointment.id, [this, seen = m_view, zone = m_zone](const Result<AppointmentView> &now) {
                Q_EMIT said(now ? DeskWords::changedMeanwhile(zone, seen, *now) : DeskWords::error(now.error()),
                            Tone::Attention);
            });
        return;
    case ChangeOutcome::Kind::WrongStatus:
        Q_EMIT said(tr("That is not possible in the state it is in."), Tone::Attention);
        return;
    }
}

} // namespace salon
