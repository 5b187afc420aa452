// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/knowndays.h"

#include "core/storage/connection.h"

#include <algorithm>

namespace salon
{

namespace
{

/// Some ten to twenty megabytes: half a year of a busy salon of five.
constexpr qsizetype kMostAppointments = 20'000;

} // namespace

KnownDay::KnownDay(std::shared_ptr<const Catalogue> of, Diary read, Instant now)
    : catalogue(std::move(of))
    , diary(std::move(read))
    , search(*catalogue, diary, now)
{
}

KnownDays &KnownDays::of(Connection &connection)
{
    return connection.kept<KnownDays>();
}

std::shared_ptr<const Catalogue> KnownDays::catalogue(Catalogue now)
{
    if (!m_catalogue || *m_catalogue != now) {
        m_days.clear();
        m_appointments = 0;
        m_catalogue = std::make_shared<const Catalogue>(std::move(now));
    }
    return m_catalogue;
}

std::shared_ptr<KnownDay> KnownDays::find(BranchId branch, QDate date, qint64 number)
{
    const auto found = m_days.find({branch, date});
    if (found == m_days.end() || found->second.number != number)
        return nullptr;
    found->second.asked = ++m_asked;
    return found->second.day;
}

void KnownDays::keep(BranchId branch, QDate date, qint64 number, std::shared_ptr<KnownDay> day)
{
    if (day->catalogue != m_catalogue)
        return; // other master data came in between
    Entry &entry = m_days[{branch, date}];
    m_appointments += day->diary.appointments.size() - (entry.day ? entry.day->diary.appointments.size() : 0);
    entry = {number, std::move(day), ++m_asked};
    makeRoom();
}

void KnownDays::makeRoom()
{
    while (m_appointments > kMostAppointments && m_days.size() > 1) {
        const auto oldest = std::min_element(
            m_days.begin(), m_days.end(), [](const auto &a, const auto &b) { return a.second.asked < b.second.asked; });
        m_appointments -= oldest->second.day->diary.appointments.size();
        m_days.erase(oldest);
    }
}

} // namespace salon
