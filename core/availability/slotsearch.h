// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/explanation.h"
#include "core/domain/diary.h"
#include "core/domain/flags.h"

#include <memory>
#include <optional>

namespace salon
{

/// What is wanted, without a time.
struct SlotWish {
    BranchId branch;
    ServiceId service;
    StaffId staff;         // none = anyone who is able
    CustomerId customer;   // none = not known
    QString attendee_name; // who comes, when it is not the customer: then the customer's own appointments do not count
    /// The appointment that is to be moved: its phases keep their lengths, its own time is not in its way.
    std::optional<Appointment> moving;
    /// A person books knowing what it meets: notice, other appointments and busy blocks do not refuse.
    bool knowingly = false;
    EventMapCheck event_maps = EventMapCheck::Block; // only Block refuses; the desk asks with Warn
};

/// Where to look. Units: `within` are wall minutes of the day a start must lie in (half-open).
struct SearchRange {
    QDate from; // the first day
    int days = 14;
    int limit = 3;
    std::optional<Instant> not_before;
    std::optional<DayBlock> within;
};

/// A start that is really free, with the person who would do it.
struct Offer {
    StaffId staff;
    ServiceId service;
    TimeRange span;
    QDate date; // in the salon's zone
    QTime time;
    bool operator==(const Offer &) const = default;
};

/// Finds free starts and explains the others, from values alone. Policy `strict`: the new service's full duration
/// against the busy parts of what is booked, phase-aware; half-open; buffers around the busy parts.
/// Rules in order: past, off_grid, notice, horizon, closed_day, opening_hours, capability, event_map, absence,
/// working_hours, break, customer, appointment, unassigned_appointment, busy_block. First what no other person could
/// change, then what another person could, last what another time would; the customer's own appointment comes before
/// anybody else's, so that nobody hears "taken" about what they hold themselves.
/// Catalogue and diary are borrowed and must outlive the search. Thread: one.
class SlotSearch
{
public:
    SlotSearch(const Catalogue &catalogue, const Diary &diary, Instant now);
    ~SlotSearch();
    SlotSearch(const SlotSearch &) = delete;
    SlotSearch &operator=(const SlotSearch &) = delete;

    /// The diary must cover the day of a start that passes the rules before opening_hours.
    Explanation explain(const SlotWish &wish, Instant start, Language language = Language::German);
    /// Free starts in the order of time, one per start with the person who would do it: the named one, else primary,
    /// else the least loaded that day, else the first in the catalogue.
    QList<Offer> offers(const SlotWish &wish, const SearchRange &range);
    /// The same around a time that was asked for and is never offered itself: its day first, nearest first (for a
    /// wish from 12:00 on the later ones before the earlier), then the following days, nearest to that time of day.
    QList<Offer> alternatives(const SlotWish &wish, Instant asked, const SearchRange &range);

    /// Who may be asked at all, in the order of the catalogue: active, of this branch, able, maps as the wish says.
    static QList<StaffId> able(const Catalogue &catalogue, const SlotWish &wish);
    /// The diary's span for a range: whole local days.
    static TimeRange days(const Zone &zone, QDate from, int days);

private:
    struct Days;
    std::unique_ptr<Days> m_days;
};

} // namespace salon
