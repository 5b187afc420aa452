// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reconcile/calendarledger.h"

#include "core/base/limits.h"
#include "core/storage/busyblocktable.h"
#include "core/storage/calendartable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/mirrortable.h"
#include "core/sync/reconcile/calendartimes.h"
#include "core/sync/syncswitch.h"

#include <algorithm>

namespace salon
{

namespace
{

TimeRange daysOf(const Zone &zone, QDate from, QDate to)
{
    return {zone.startOfDay(from), zone.startOfDay(to.addDays(1))};
}

/// What began before the first day may reach into it.
constexpr milliseconds kLongest = std::chrono::hours(26);

/// Bookings that Cal.com may have written into the calendar: those of the book, and others known as busy.
Result<QList<TimeRange>> ownTimes(Connection &connection, const CalendarQuestion &question)
{
    const TimeRange reach{question.span.begin - kLongest, question.span.end};
    const auto entries = MirrorTable::entries(connection, reach);
    if (!entries)
        return entries.error();
    QList<TimeRange> own;
    for (const MirrorEntry &entry : *entries)
        if (entry.staff == question.staff && (entry.is_wanted || entry.is_under_way))
            own.append({entry.begins, entry.ends});
    const auto blocks = BusyBlockTable::ofSpan(connection, reach);
    if (!blocks)
        return blocks.error();
    for (const BusyBlockTable::Row &row : *blocks)
        if (row.block.staff == question.staff)
            own.append(row.block.span);
    return own;
}

} // namespace

CalendarLedger::CalendarLedger(const Clock &clock, SyncSettings settings)
    : m_clock(clock)
    , m_settings(std::move(settings))
{
}

Result<CalendarTurn> CalendarLedger::next(Connection &connection)
{
    CalendarTurn turn;
    if (!m_settings.isConfigured() || m_settings.staff_keys.isEmpty())
        return turn;
    const auto paused = SyncSwitch::isPaused(connection);
    const auto reads = CalendarTable::reads(connection);
    const auto catalogue = CatalogueTable::load(connection);
    if (!paused || !reads || !catalogue)
        return !paused ? paused.error() : !reads ? reads.error() : catalogue.error();
    if (*paused)
        return turn;
    const Instant now = m_clock.now();
    for (const Staff &member : catalogue->staff) {
        if (!member.active || !m_settings.staff_keys.contains(member.key))
            continue;
        const auto read = std::find_if(reads->cbegin(), reads->cend(),
                                       [&](const CalendarTable::Read &one) { return one.staff == member.id; });
        Instant due = read == reads->cend() ? now : read->tried + limits::kCalendarRest;
        const SyncSettings::Key key = *m_settings.keyOf(member.key);
        const auto resting = SyncSwitch::keyPausedUntil(connection, key.label);
        if (!resting)
            return resting.error();
        if (*resting)
            due = std::max(due, **resting);
        if (due > now) {
            turn.next_due = std::min(turn.next_due.value_or(due), due);
            continue;
        }
        const Zone &zone = catalogue->salon.zone;
        const QDate from = zone.dateOf(now);
        const QDate to = from.addDays(limits::kCalendarDays);
        turn.question = CalendarQuestion{member.id,
                                         key,
                                         calcom::Account(m_settings.base_url, key.value, m_settings.timeout),
                                         daysOf(zone, from, to),
                                         zone.name(),
                                         from,
                                         to};
        return turn;
    }
    return turn;
}

Result<void> CalendarLedger::settle(Connection &connection, const CalendarQuestion &question,
                                    const CalendarAnswer &answer)
{
    auto tx = Transaction::begin(connection, m_clock);
    if (!tx)
        return tx.error();
    const bool is_read = answer.problem.isEmpty();
    if (is_read)
        if (auto written = write(*tx, question, answer.busy); !written)
            return written;
    const std::optional<Instant> read = is_read ? std::optional(tx->now()) : std::nullopt;
    if (auto noted = CalendarTable::note(*tx, {question.staff, tx->now(), read, answer.calendars, answer.problem});
        !noted)
        return noted;
    return tx->commit();
}

Result<void> CalendarLedger::write(Transaction &tx, const CalendarQuestion &question, const QList<TimeRange> &busy)
{
    const auto catalogue = CatalogueTable::load(tx.connection());
    if (!catalogue)
        return catalogue.error();
    const Staff *member = catalogue->member(question.staff);
    if (!member)
        return {};
    const auto before = CalendarTable::times(tx.connection(), question.staff);
    const auto own = ownTimes(tx.connection(), question);
    if (!before || !own)
        return !before ? before.error() : own.error();
    const QList<TimeRange> times = otherTimes(busy, *own, question.span);
    QList<QDate> days;
    const Zone &zone = catalogue->salon.zone;
    const auto lock = [&](const QList<TimeRange> &some, const QList<TimeRange> &others) {
        for (const TimeRange &span : some)
            for (QDate day = zone.dateOf(span.begin); !others.contains(span) && day <= zone.dateOf(span.end);
                 day = day.addDays(1))
                days.append(day);
    };
    lock(*before, times);
    lock(times, *before);
    if (auto locked = tx.lockDays(member->branch, days); !locked)
        return locked;
    return CalendarTable::replace(tx, question.staff, times);
}

} // namespace salon
