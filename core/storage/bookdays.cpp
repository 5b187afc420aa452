// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/bookdays.h"

#include "core/storage/diaryreader.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"

namespace salon
{

namespace
{

constexpr milliseconds kDay = std::chrono::hours(24);

qint64 dayOf(Instant at)
{
    return at.ms() / kDay.count();
}

} // namespace

Result<BookDays> BookDays::read(Connection &connection, BranchId branch, const TimeRange &span)
{
    const TimeRange begins = DiaryReader::beginsOf(span);
    Query query(connection, "SELECT day, number FROM book_days WHERE branch = ? AND day >= ? AND day <= ?");
    if (auto done = query.bind(branch).bind(dayOf(begins.begin)).bind(dayOf(begins.end)).exec(); !done)
        return done.error();
    BookDays days;
    while (query.next())
        days.m_numbers.emplace(query.int64(0), query.int64(1));
    return days;
}

qint64 BookDays::number(const TimeRange &span) const
{
    const TimeRange begins = DiaryReader::beginsOf(span);
    qint64 sum = 0;
    const auto last = m_numbers.upper_bound(dayOf(begins.end));
    for (auto day = m_numbers.lower_bound(dayOf(begins.begin)); day != last; ++day)
        sum += day->second;
    return sum;
}

Result<void> BookDays::advance(Transaction &tx, AppointmentId appointment)
{
    Query query(tx, "INSERT INTO book_days (branch, day, number) "
                    "SELECT branch, begins_ms / 86400000, 1 FROM appointments WHERE id = ? "
                    "ON CONFLICT (branch, day) DO UPDATE SET number = book_days.number + 1");
    return query.bind(appointment).exec();
}

Result<void> BookDays::advance(Transaction &tx, const BusyBlock &block)
{
    for (qint64 day = dayOf(block.span.begin); day <= dayOf(block.span.end); ++day) {
        Query query(tx, "INSERT INTO book_days (branch, day, number) "
                        "SELECT branch, CAST(? AS BIGINT), 1 FROM staff WHERE id = ? "
                        "ON CONFLICT (branch, day) DO UPDATE SET number = book_days.number + 1");
        if (auto done = query.bind(day).bind(block.staff).exec(); !done)
            return done;
    }
    return {};
}

} // namespace salon
