// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/figurerollup.h"

#include "core/metrics/calltally.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/figuredaytable.h"
#include "core/storage/transaction.h"

#include <algorithm>

namespace salon
{

namespace
{

/// Calls that began before midnight end by then, and their agent has told of them.
constexpr milliseconds kSettled = std::chrono::hours(3);
constexpr int kDaysAtOnce = 4;

} // namespace

Result<bool> FigureRollUp::piece(Connection &connection, const Clock &clock)
{
    auto tx = Transaction::begin(connection, clock);
    if (!tx)
        return tx.error();
    const auto catalogue = CatalogueTable::load(connection);
    const auto first = FigureDayTable::firstRow(connection);
    if (!catalogue || !first)
        return !catalogue ? catalogue.error() : first.error();
    const Zone &zone = catalogue->salon.zone;
    if (!*first || catalogue->salon.name.isEmpty())
        return false;
    const QDate today = zone.dateOf(tx->now() - kSettled);
    QDate date = zone.dateOf(**first);
    const auto known = FigureDayTable::read(connection, {zone.startOfDay(date), zone.startOfDay(today)});
    if (!known)
        return known.error();
    int counted = 0;
    for (; date < today && counted < kDaysAtOnce; date = date.addDays(1)) {
        const TimeRange span = zone.day(date);
        if (std::any_of(known->cbegin(), known->cend(), [&](const auto &day) { return day.span == span; }))
            continue;
        const auto tally = CallTally::ofRows(connection, span);
        if (!tally)
            return tally.error();
        if (auto put = FigureDayTable::put(*tx, {span, tally->toJson()}); !put)
            return put.error();
        ++counted;
    }
    if (counted == 0)
        return false;
    if (auto committed = tx->commit(); !committed)
        return committed.error();
    return date < today;
}

} // namespace salon
