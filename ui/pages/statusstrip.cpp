// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/statusstrip.h"

#include "ui/models/deskwords.h"
#include "ui/widgets/badge.h"

#include <cstdlib>
#include <QHBoxLayout>
#include <QLabel>

namespace salon
{

namespace
{
constexpr int kSaidMs = 8000;
}

StatusStrip::StatusStrip(QWidget *parent)
    : QFrame(parent)
    , m_online(new BadgeLabel)
    , m_synced(new QLabel)
    , m_compared(new QLabel)
    , m_waiting(new QLabel)
    , m_reviews(new QLabel)
    , m_said(new BadgeLabel)
    , m_clock(new QLabel)
    , m_clock_off(new BadgeLabel)
    , m_unreported(new BadgeLabel)
    , m_listener(new QLabel)
{
    setObjectName(QStringLiteral("statusbar"));
    setAccessibleName(tr("Status"));
    setFixedHeight(30);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::kMargin, 0, Theme::kMargin, 0);
    layout->setSpacing(18);
    layout->addWidget(m_online);
    for (QLabel *label : {m_synced, m_compared, m_waiting, m_reviews, m_clock, m_listener}) {
        label->setObjectName(QStringLiteral("small"));
        if (label != m_clock && label != m_listener)
            layout->addWidget(label);
    }
    layout->addWidget(m_said);
    layout->addStretch();
    layout->addWidget(m_clock);
    m_clock_off->setObjectName(QStringLiteral("clockoff"));
    layout->addWidget(m_clock_off);
    m_unreported->setObjectName(QStringLiteral("unreported"));
    m_unreported->setToolTip(tr("The phone agent asks the book, but its webhook reports none of these calls.\n"
                                "Check the webhook address in the agent's settings, and whether the tunnel runs."));
    layout->addWidget(m_unreported);
    layout->addWidget(m_listener);
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(kSaidMs);
    connect(&m_quiet, &QTimer::timeout, this, [this] { m_said->setBadge({}); });
    setCounts(Zone(), {});
    fill();
}

void StatusStrip::setCounts(const Zone &zone, const DeskCounts &counts)
{
    m_synced->setText(counts.last_synced ? tr("last mirrored %1").arg(DeskWords::time(zone, *counts.last_synced))
                                         : tr("nothing mirrored yet"));
    fillCompared(zone, counts);
    m_reached = counts.online;
    fill();
    m_waiting->setText(tr("%n waiting", nullptr, counts.waiting));
    m_reviews->setText(counts.reviews == 0 ? tr("nothing to review") : tr("%n to review", nullptr, counts.reviews));
    m_reviews->setStyleSheet(counts.reviews == 0
                                 ? QString()
                                 : QStringLiteral("color: %1; font-weight: 600;").arg(Theme::ink(Tone::Wrong).name()));
}

void StatusStrip::fillCompared(const Zone &zone, const DeskCounts &counts)
{
    m_compared->setVisible(counts.compared.has_value());
    if (!counts.compared)
        return;
    const QString at = DeskWords::time(zone, *counts.compared);
    if (counts.is_same)
        m_compared->setText(tr("compared %1: the same").arg(at));
    else if (counts.drifts > 0)
        m_compared->setText(tr("compared %1: %n difference(s)", nullptr, counts.drifts).arg(at));
    else
        m_compared->setText(tr("compared %1: not all of it").arg(at));
}

void StatusStrip::setStatus(const DeskStatus &status)
{
    m_status = status;
    fill();
}

void StatusStrip::fill()
{
    if (!m_status.ready)
        m_online->setBadge({Tone::Attention, QStringLiteral("clock"), tr("Starting")});
    else if (m_status.remote_off)
        m_online->setBadge({Tone::Neutral, QStringLiteral("dash"), tr("Cal.com is off")});
    else if (!m_status.has_calcom_key)
        m_online->setBadge({Tone::Attention, QStringLiteral("warning"), tr("No key for Cal.com")});
    else if (!m_reached || m_status.calcom_offline)
        m_online->setBadge({Tone::Attention, QStringLiteral("warning"), tr("Offline")});
    else if (m_status.calcom_limping)
        m_online->setBadge({Tone::Attention, QStringLiteral("warning"), tr("Cal.com has trouble")});
    else
        m_online->setBadge({Tone::Good, QStringLiteral("check"), tr("Online")});
    fillClock();
    if (m_status.calls_without_event > 0)
        m_unreported->setBadge({Tone::Attention, QStringLiteral("warning"),
                                tr("%n call(s) not reported", nullptr, m_status.calls_without_event)});
    else
        m_unreported->setBadge({});
    if (m_status.listening)
        m_listener->setText(m_status.has_phone_key ? tr("Listens on %1").arg(m_status.listen_address)
                                                   : tr("Listens on %1, but has no key").arg(m_status.listen_address));
    else if (!m_status.listener_problem.isEmpty())
        m_listener->setText(tr("Does not listen: %1").arg(m_status.listener_problem));
    else if (m_status.standing_by)
        m_listener->setText(tr("Another program answers the calls"));
    else
        m_listener->setText(tr("Does not listen"));
}

/// The phone agent's word first: its calls are refused.
void StatusStrip::fillClock()
{
    const auto in_minutes = [](int seconds) { return (std::abs(seconds) + 30) / 60; };
    const int of_agent = in_minutes(m_status.clock_off_s);
    const int minutes_off = of_agent > 0 ? of_agent : in_minutes(m_status.calcom_off_s);
    if (minutes_off == 0)
        return m_clock_off->setBadge({});
    m_clock_off->setBadge(
        {Tone::Attention, QStringLiteral("clock"), tr("Clock is %n minute(s) off", nullptr, minutes_off)});
    m_clock_off->setToolTip(
        of_agent > 0 ? tr("This computer's clock and the phone agent's differ. From five minutes on, its calls are "
                          "refused.\nLet the system set the time by itself.")
                     : tr("This computer's clock and Cal.com's differ. What has begun there is not taken any more.\n"
                          "Let the system set the time by itself."));
}

void StatusStrip::setClockNote(const QString &note)
{
    m_clock->setText(note);
    m_clock->setVisible(!note.isEmpty());
}

void StatusStrip::say(const QString &text, Tone tone)
{
    const QString icon = tone == Tone::Good ? QStringLiteral("check") : QStringLiteral("warning");
    m_said->setBadge({tone, icon, text});
    m_quiet.start();
}

} // namespace salon
