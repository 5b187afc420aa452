// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/desklanes.h"
#include "core/engine/reviewview.h"

namespace salon
{

/// The review queue as the window asks and decides it; each decision is one transaction and in the journal.
/// Thread: GUI. Errors: as Result in the answer; Refused when the case is another by now.
class ReviewDesk
{
public:
    template <typename T>
    using Answer = DeskLanes::Answer<T>;
    explicit ReviewDesk(DeskLanes &lanes)
        : m_lanes(lanes)
    {
    }

    void queue(QObject *guard, Answer<ReviewQueue> then);
    void detail(QObject *guard, ReviewId id, Answer<ReviewDetail> then);
    /// What could be done about these: asked before a bulk action.
    void means(QObject *guard, const QList<ReviewId> &ids, Answer<QList<ReviewMeans>> then);

    void retry(QObject *guard, ReviewId id, Answer<void> then);
    void verify(QObject *guard, ReviewId id, Answer<void> then);
    /// The book follows what was done at Cal.com; or Cal.com follows the book again.
    void accept(QObject *guard, ReviewId id, Answer<void> then);
    void push(QObject *guard, ReviewId id, Answer<void> then);
    void settle(QObject *guard, ReviewId id, const QString &reason, Answer<void> then);
    void snooze(QObject *guard, ReviewId id, Instant until, Answer<void> then);
    void ignore(QObject *guard, ReviewId id, Answer<void> then);
    void assign(QObject *guard, ReviewId id, const QString &owner, Answer<void> then);
    /// Takes back the last settle, snooze, ignore or assign.
    void undo(QObject *guard, ReviewId id, Answer<void> then);

private:
    DeskLanes &m_lanes;
};

} // namespace salon
