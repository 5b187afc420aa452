// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/diaryreader.h"

#include "core/storage/appointmenttable.h"
#include "core/storage/query.h"

#include <algorithm>

namespace salon
{

Result<Diary> DiaryReader::read(Connection &connection, BranchId branch, const TimeRange &span, CustomerId customer)
{
    Diary diary{.span = span};
    auto booked = AppointmentTable::list(connection, {.branch = branch, .not_before = span.begin, .before = span.end});
    if (!booked)
        return booked.error();
    if (!customer.isNull()) {
        const auto own =
            AppointmentTable::list(connection, {.customer = customer, .not_before = span.begin, .before = span.end});
        if (!own)
            return own.error();
        for (const Appointment &appointment : *own)
            if (appointment.branch != branch)
                booked->append(appointment);
    }
    booked->removeIf([](const Appointment &appointment) { return !blocksTime(appointment.status); });
    std::stable_sort(booked->begin(), booked->end(),
                     [](const Appointment &a, const Appointment &b) { return a.span.begin < b.span.begin; });
    diary.appointments = *booked;

    Query names(connection, "SELECT DISTINCT c.id, c.name FROM customers c JOIN appointments a ON a.customer = c.id "
                            "WHERE a.branch = ? AND a.begins_ms > ? AND a.begins_ms < ?");
    names.bind(branch).bind(span.begin - std::chrono::hours(26)).bind(span.end);
    if (auto done = names.exec(); !done)
        return done.error();
    while (names.next())
        diary.customer_names.insert(names.id<CustomerId>(0), names.text(1));
    return diary;
}

} // namespace salon
