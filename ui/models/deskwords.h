// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/engine/callview.h"
#include "core/engine/dayview.h"
#include "core/engine/reviewview.h"
#include "ui/widgets/badge.h"

#include <QCoreApplication>

namespace salon
{

/// The desk's words for what the book says, in the language of the window. Times are the salon's wall time.
class DeskWords
{
    Q_DECLARE_TR_FUNCTIONS(DeskWords)
public:
    static QString time(const Zone &zone, Instant at);                 // 14:30
    static QString times(const Zone &zone, const TimeRange &span);     // 14:30–15:25
    static QString shortDate(QDate date);                              // Di 25.11.
    static QString longDate(QDate date);                               // Dienstag, 25. November
    static QString dateAndTime(const Zone &zone, Instant at);          // Di 25.11. 14:30
    static QString fromNow(const Zone &zone, Instant now, Instant at); // in 3 h 18 min, tomorrow, in 2 days
    static QString span(milliseconds length);                          // 1:52
    static QString number(const QString &e164);                        // empty = withheld
    static QString decimal(double value, int digits);

    static Badge status(AppointmentStatus status);
    static Badge overbooked();
    static Badge sync(const AppointmentView &view);
    static Badge phaseBadge(const Phase &phase, AppointmentStatus status);
    static QString source(Source source);
    static QString staff(const QString &name, const QString &account);
    /// "Di 25.11. 14:30–15:25, Mia Sommer, gebucht": what an appointment was or is, for somebody who must compare.
    static QString version(const Zone &zone, const AppointmentView &view);
    /// Somebody else was faster: what was on the screen, and what the book says now.
    static QString changedMeanwhile(const Zone &zone, const AppointmentView &seen, const AppointmentView &now);

    static QString cause(const ReviewView &review);
    static Badge attempt(const Attempt &attempt);
    static QString attemptWhat(const Attempt &attempt);
    /// Why, where the reason is our own; Cal.com's sentences stay as they came.
    static QString attemptNote(const Attempt &attempt);

    static Badge callOutcome(const CallView &view);
    static QString error(const Error &error);

private:
    static Badge cancelledSync(SyncStatus sync);
};

} // namespace salon
