// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reconcile/calendartimes.h"

#include <algorithm>

namespace salon
{

namespace
{

QList<TimeRange> united(QList<TimeRange> spans)
{
    std::sort(spans.begin(), spans.end(), [](const TimeRange &a, const TimeRange &b) { return a.begin < b.begin; });
    QList<TimeRange> result;
    for (const TimeRange &span : std::as_const(spans)) {
        if (!result.isEmpty() && span.begin <= result.last().end)
            result.last().end = std::max(result.last().end, span.end);
        else
            result.append(span);
    }
    return result;
}

} // namespace

QList<TimeRange> otherTimes(QList<TimeRange> busy, QList<TimeRange> own, const TimeRange &within)
{
    const QList<TimeRange> ours = united(std::move(own));
    QList<TimeRange> others;
    const QList<TimeRange> taken = united(std::move(busy));
    for (const TimeRange &span : taken) {
        Instant reached = std::max(span.begin, within.begin);
        const Instant end = std::min(span.end, within.end);
        for (const TimeRange &booking : ours) {
            if (booking.end <= reached || booking.begin >= end)
                continue;
            if (booking.begin > reached)
                others.append({reached, booking.begin});
            reached = std::max(reached, booking.end);
        }
        if (reached < end)
            others.append({reached, end});
    }
    return others;
}

} // namespace salon
