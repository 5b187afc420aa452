// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/explanation.h"
#include "core/domain/diary.h"
#include "core/domain/flags.h"

#include <memory>
#include <optional>
#include <vector>

namespace salon
{

/// What is wanted, without a time.
struct SlotWish {
    BranchId branch;
    ServiceId service;
    StaffId staff;         // none = anyone who is able
    CustomerId customer;   // none = not known
    QString attendee_name; // who comes, when it is not the customer: then the customer's own appointments do not count
    /// The appointment that is to be moved: its phases keep their lengths, its own time is not in its way. Its own
    /// start is never past or too soon: who asks for it wants another person.
    std::optional<Appointment> moving;
    /// A person books knowing what it meets: notice, appointments, holds, busy blocks and full resources do not refuse.
    /// What is offered is free nevertheless.
    bool knowingly = false;
    EventMapCheck event_maps = EventMapCheck::Block; // only Block refuses; the desk asks with Warn
    AvailabilityPolicy policy = AvailabilityPolicy::Strict;
    QString call_id;              // the call that asks: what it holds itself is not in its way
    bool past_soft_holds = false; // offered is also what other callers were only told of
    StaffId preferred;            // first choice among those who are free, when nobody is asked for by name
};

/// Where to look. Units: `within` are wall minutes of the day a start must lie in (half-open).
struct SearchRange {
    QDate from; // the first day
    int days = 14;
    int limit = 3;
    std::optional<Instant> not_before;
    std::optional<DayBlock> within;
    QList<int> weekdays; // 1 = Monday … 7; empty = every day
    OfferOrder order = OfferOrder::Earliest;
};

struct BranchDay;
struct Candidate;
class Candidates;
class DayBits;
class Timelines;

/// A start that is really free, with the person who would do it.
struct Offer {
    StaffId staff;
    ServiceId service;
    TimeRange span;
    QDate date; // in the salon's zone
    QTime time;
    QHash<QString, StaffId> assistants; // who would do a segment that the person would not, by its key
    bool operator==(const Offer &) const = default;
};

/// Finds free starts and explains the others, from values alone. Half-open; buffers around the taken parts. `strict`:
/// the new service's full duration against the taken parts of what is booked; `interleave`: taken against taken.
/// Rules in order: past, off_grid, notice, horizon, closed_day, opening_hours, capability, event_map, absence,
/// working_hours, break, customer, appointment, unassigned_appointment, busy_block, hold, resource. First what no other
/// person could change, then what another person could, last what another time would; the customer's own appointment
/// comes before anybody else's, so that nobody hears "taken" about what they hold themselves.
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
    /// Free starts in the asked order, one per start with the person who would do it: the named one, else preferred,
    /// else primary, else the least loaded that day, else the first in the catalogue.
    QList<Offer> offers(const SlotWish &wish, const SearchRange &range);
    /// The same around a time that was asked for and is never offered itself; the range begins with its day. There the
    /// nearest first (for a wish from 12:00 on the later ones before the earlier), then the following days, nearest to
    /// that time of day. GapFriendly keeps its own order within a day.
    QList<Offer> alternatives(const SlotWish &wish, Instant asked, const SearchRange &range);
    /// Both for people who were looked up before, by whoever asks several diaries the same.
    QList<Offer> offers(const Candidates &people, const SearchRange &range);
    QList<Offer> alternatives(const Candidates &people, Instant asked, const SearchRange &range);

    /// All starts of each day at which somebody can, on every five-minute mark: grid and notice left aside. What the
    /// others answer is taken from here piece by piece; the oracle and the benchmarks ask for the whole.
    std::vector<DayBits> starts(const SlotWish &wish, QDate from, int days);

    /// The same diary at another time. Only where it has no holds: those it would have let run out.
    void lookAgain(Instant now);

    /// Who may be asked at all, in the order of the catalogue: active, of this branch, able, maps as the wish says.
    static QList<StaffId> able(const Catalogue &catalogue, const SlotWish &wish);
    /// The diary's span for a range: whole local days.
    static TimeRange days(const Zone &zone, QDate from, int days);

private:
    Timelines &timelines(const SlotWish &wish);
    Explanation judged(const SlotWish &wish, Instant start);
    Offer offerOf(ServiceId service, const Candidates &people, const BranchDay &day, const Candidate &who,
                  Instant start);
    QList<Offer> dayOffers(const Candidates &people, QDate date, const SearchRange &range, qsizetype enough);
    DayBits customersOwn(const SlotWish &wish, const BranchDay &day) const;

    const Catalogue &m_catalogue;
    const Diary &m_diary;
    Instant m_now;
    std::unique_ptr<Timelines> m_timelines; // from the last wish's point of view
};

} // namespace salon
