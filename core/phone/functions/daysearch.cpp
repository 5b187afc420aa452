// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/daysearch.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr qsizetype kFewDays = 3;

/// Days that follow one another, which are searched in one go.
QList<QList<QDate>> runsOf(const QList<QDate> &days)
{
    QList<QList<QDate>> runs;
    for (const QDate day : days) {
        const bool goes_on =
            days.size() > kFewDays && !runs.isEmpty() && runs.constLast().constLast().addDays(1) == day;
        if (!goes_on)
            runs.append(QList<QDate>());
        runs.last().append(day);
    }
    return runs;
}

/// The first of each, then the second of each, until there are enough; in order of time.
QList<Offer> shared(const QList<QList<Offer>> &lists, int limit)
{
    QList<Offer> all;
    for (qsizetype i = 0; i < limit; ++i)
        for (const QList<Offer> &list : lists)
            if (i < list.size() && all.size() < limit)
                all.append(list.at(i));
    std::stable_sort(all.begin(), all.end(),
                     [](const Offer &a, const Offer &b) { return a.span.begin < b.span.begin; });
    return all;
}

} // namespace

Result<QList<Offer>> DaySearch::offers(SlotReader &slots, const SlotWish &wish, SearchRange range,
                                       const QList<QDate> &days)
{
    if (days.size() == 1) {
        range.from = days.constFirst();
        range.days = 1;
        return slots.offers(wish, range);
    }
    QList<QList<Offer>> found;
    const int limit = range.limit;
    for (const QList<QDate> &run : runsOf(days)) {
        range.from = run.constFirst();
        range.days = int(run.size());
        auto offers = slots.offers(wish, range);
        if (!offers)
            return offers.error();
        const bool is_enough = days.size() > kFewDays && offers->size() >= limit;
        found.append(std::move(*offers));
        if (is_enough)
            break;
    }
    if (days.size() <= kFewDays)
        return shared(found, limit);
    QList<Offer> first;
    for (const QList<Offer> &offers : found)
        first += offers;
    return first.mid(0, limit);
}

Result<QList<Offer>> DaySearch::freeOf(SlotReader &slots, const Zone &zone, const SlotWish &wish,
                                       const QList<Instant> &starts)
{
    QList<Offer> free;
    for (const Instant start : starts) {
        const auto judged = slots.judge(wish, start);
        if (!judged)
            return judged.error();
        if (judged->available)
            free.append({judged->staff, wish.service, judged->span, zone.dateOf(start), zone.timeOf(start),
                         judged->assistants});
    }
    return free;
}

} // namespace salon
