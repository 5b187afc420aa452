// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/reviewview.h"
#include "ui/models/rowmodel.h"

#include <QCoreApplication>

namespace salon
{

/// The one thing to do first about a case; Enter does it.
enum class ReviewStep { Send, Look, OtherTime, Accept, Push, TakeBack, Call, Maps, Settle };

/// The review queue in the desk's words: what is to be done, the rows of its list, its timeline.
/// Thread: GUI. Pure but for the language of the window.
class ReviewWords
{
    Q_DECLARE_TR_FUNCTIONS(ReviewWords)
public:
    static ReviewStep stepFor(const ReviewView &review);
    static QString step(ReviewStep step);
    /// In a few words, for the list; the whole sentence is DeskWords::cause.
    static QString cause(ReviewCause cause);
    static QStringList headers();
    static Row row(const ReviewView &review, const Zone &zone, Instant now);
    static Row endedRow(const ReviewView &review, const Zone &zone, Instant now);
    /// Everything a case can be searched by: customer, service, person, number, cause, owner.
    static QString searchText(const ReviewView &review);

    /// Cases of one cause, and of one missing map, stand together under a row that says what they are.
    static QString groupId(const ReviewView &review);
    static Row groupRow(const QList<ReviewView> &group);
    static QString groupTitle(const QList<ReviewView> &group);

    /// What was asked and answered, and what people did, the latest first. Ids: "attempt 7", "history 3".
    static QList<Row> timeline(const ReviewDetail &detail, const Zone &zone);
    /// One exchange as it can be copied.
    static QString exchange(const Attempt &attempt, const Zone &zone);
    /// Who it is when it is nobody with a name.
    static QString who(const QString &who);

private:
    static QString tries(const ReviewView &review, const Zone &zone, Instant now);
    static Cell told(const ReviewView &review);
    static Cell there(const ReviewView &review);
    static QString done(const HistoryView &entry);
};

} // namespace salon
