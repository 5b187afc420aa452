// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reviewquestions.h"

#include "ui/pages/reasondialog.h"

#include <QTime>

namespace salon
{

void ReviewQuestions::settle(QWidget *window, std::function<void(const QString &)> then)
{
    auto *dialog = new ReasonDialog(
        tr("Settled by hand?"), tr("Say in a few words what you did; the case leaves the queue."),
        {tr("Entered at Cal.com by hand"), tr("Customer informed"), tr("Appointment no longer needed")}, tr("Settle"),
        true, window);
    QObject::connect(dialog, &ReasonDialog::given, dialog, [then](const QString &reason) { then(reason); });
    dialog->open();
}

void ReviewQuestions::snooze(QWidget *window, const Zone &zone, Instant now, std::function<void(Instant)> then)
{
    const QDate today = zone.dateOf(now);
    const auto morning = [&](int days) {
        return zone.toInstant(today.addDays(days), QTime(9, 0)).value_or(now + std::chrono::hours(24 * days));
    };
    const QList<Instant> until{now + std::chrono::hours(1), morning(1), morning(3)};
    auto *dialog = new ReasonDialog(tr("When shall it come back?"), tr("Until then it waits at the end of the queue."),
                                    {tr("in one hour"), tr("tomorrow at 9"), tr("in three days at 9")}, tr("Put aside"),
                                    false, window);
    QObject::connect(dialog, &ReasonDialog::given, dialog,
                     [then, until](const QString &, int index) { then(until.value(index, until.first())); });
    dialog->open();
}

void ReviewQuestions::assign(QWidget *window, const QStringList &people, std::function<void(const QString &)> then)
{
    auto *dialog = new ReasonDialog(tr("Who takes care of it?"), tr("The name stands in the list and in the history."),
                                    people, tr("Give"), true, window);
    QObject::connect(dialog, &ReasonDialog::given, dialog, [then](const QString &owner) { then(owner); });
    dialog->open();
}

} // namespace salon
