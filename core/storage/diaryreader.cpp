// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/diaryreader.h"

#include "core/base/limits.h"
#include "core/storage/busyblocktable.h"
#include "core/storage/holdtable.h"
#include "core/storage/query.h"

#include <algorithm>

namespace salon
{

namespace
{

/// Nothing in the book is longer, so an index on the begin finds what ends after some instant.
constexpr milliseconds kLongest = std::chrono::hours(26);
/// What happens beside a day keeps it busy by its own buffer and by that of what is to be booked.
constexpr milliseconds kBuffers = 2 * minutes(limits::kMaxBuffer_min);

constexpr const char *kBooked =
    "SELECT a.id, a.branch, a.service, a.staff, a.customer, a.attendee_name, a.begins_ms, a.ends_ms, a.status, "
    "p.key, p.begins_ms, p.ends_ms, p.busy, p.staff, p.resource FROM appointments a "
    "LEFT JOIN phases p ON p.appointment = a.id WHERE a.begins_ms > ? AND a.begins_ms < ? AND a.ends_ms > ? "
    "AND a.status IN ('confirmed', 'arrived', 'done') AND ";
constexpr const char *kInOrder = " ORDER BY a.begins_ms, a.id, p.position";

Result<void> append(Query &query, QList<Appointment> &booked)
{
    if (auto done = query.exec(); !done)
        return done;
    while (query.next()) {
        const auto id = query.id<AppointmentId>(0);
        if (booked.isEmpty() || booked.last().id != id)
            booked.append({.id = id,
                           .branch = query.id<BranchId>(1),
                           .service = query.id<ServiceId>(2),
                           .staff = query.id<StaffId>(3),
                           .customer = query.id<CustomerId>(4),
                           .attendee_name = query.text(5),
                           .span = {query.instant(6), query.instant(7)},
                           .status = query.value<AppointmentStatus>(8)});
        if (query.isNull(10)) // an appointment without phases
            continue;
        booked.last().phases.append({.key = query.text(9),
                                     .span = {query.instant(10), query.instant(11)},
                                     .busy = query.flag(12),
                                     .staff = query.id<StaffId>(13),
                                     .resource = query.id<ResourceId>(14)});
    }
    return {};
}

Query &bindSpan(Query &query, const TimeRange &span)
{
    return query.bind(span.begin - kLongest).bind(span.end).bind(span.begin);
}

} // namespace

TimeRange DiaryReader::reachOf(const TimeRange &span)
{
    return {span.begin - kBuffers, span.end + kBuffers};
}

TimeRange DiaryReader::beginsOf(const TimeRange &span)
{
    const TimeRange reach = reachOf(span);
    return {reach.begin - kLongest, reach.end};
}

Result<QList<Appointment>> DiaryReader::booked(Connection &connection, BranchId branch, const TimeRange &stretch)
{
    QList<Appointment> booked;
    Query query(connection, QLatin1String(kBooked) + QStringLiteral("a.branch = ?") + QLatin1String(kInOrder));
    if (auto done = append(bindSpan(query, stretch).bind(branch), booked); !done)
        return done.error();
    return booked;
}

Result<QList<Appointment>> DiaryReader::elsewhere(Connection &connection, BranchId branch, const TimeRange &stretch,
                                                  CustomerId customer)
{
    QList<Appointment> booked;
    Query query(connection,
                QLatin1String(kBooked) +
                    QStringLiteral("a.branch IN (SELECT id FROM branches WHERE id <> ?) AND "
                                   "(a.customer = ? OR a.staff IN (SELECT id FROM staff WHERE branch = ?))") +
                    QLatin1String(kInOrder));
    if (auto done = append(bindSpan(query, stretch).bind(branch).bind(customer).bind(branch), booked); !done)
        return done.error();
    return booked;
}

void DiaryReader::merge(QList<Appointment> &into, const QList<Appointment> &others)
{
    const qsizetype known = into.size();
    into.append(others);
    std::inplace_merge(into.begin(), into.begin() + known, into.end(),
                       [](const Appointment &a, const Appointment &b) { return a.span.begin < b.span.begin; });
}

Result<Diary> DiaryReader::read(Connection &connection, BranchId branch, const TimeRange &span, CustomerId customer,
                                Instant now)
{
    return readAround(connection, branch, span, reachOf(span), customer, now);
}

Result<Diary> DiaryReader::readAround(Connection &connection, BranchId branch, const TimeRange &span,
                                      const TimeRange &stretch, CustomerId customer, Instant now)
{
    auto here = booked(connection, branch, stretch);
    if (!here)
        return here.error();
    const auto others = elsewhere(connection, branch, stretch, customer);
    if (!others)
        return others.error();
    auto held = HoldTable::active(connection, branch, stretch, now);
    if (!held)
        return held.error();
    auto blocks = BusyBlockTable::overlapping(connection, branch, stretch);
    if (!blocks)
        return blocks.error();
    Diary diary{.span = span, .appointments = std::move(*here)};
    diary.busy_blocks = std::move(*blocks);
    merge(diary.appointments, *others);
    diary.holds = std::move(*held);
    return diary;
}

} // namespace salon
