// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/phaseplan.h"
#include "core/availability/slotsearch.h"
#include "core/availability/timelines.h"

#include <optional>

namespace salon
{

/// Everything one person's rules look at for one start. References are borrowed.
struct SlotCase {
    const Catalogue &catalogue;
    const Diary &diary;
    const SlotWish &wish;
    const Service &service;
    const BranchDay &day;
    Timelines &timelines;
    int member_index;                   // in the catalogue
    const PhasePlan &plan;              // with somebody for each part
    const std::vector<bool> &lacks_map; // per part: is a map needed that this person lacks?
    Instant start;

    const Staff &member() const { return catalogue.staff[member_index]; }
    const StaffDay &staffDay() const { return timelines.staffDay(day, member_index); }
    TimeRange span() const { return plan.span(start); }
    /// Does this person do the part themselves? Others may have been asked to help with some.
    bool isOwn(const PhasePlan::Part &part) const { return part.staff == member().id; }
    /// The stretches that must be free of what others take: under `strict` the full duration with the buffers, under
    /// `interleave` the person's own taken parts with theirs.
    QList<TimeRange> windows() const;
};

/// The customer's own appointments that would overlap.
bool isCustomersOwn(const SlotWish &wish, const Appointment &appointment);

/// Now and the salon's notice, by whole minutes as people count: at 10:00 and some seconds, 15 minutes are over at
/// 10:15.
Instant earliestStart(const Catalogue &catalogue, Instant now);
/// The first five-minute mark from there on, as people are told it.
Instant earliestMark(const Catalogue &catalogue, Instant now);
/// The rules that concern nobody in particular, in order: past, off_grid, notice, horizon, closed_day.
/// The clock has nothing to say to the start that an appointment has already.
std::optional<Explanation> generalRefusal(const Catalogue &catalogue, const BranchDay &day, const SlotWish &wish,
                                          Instant now, Instant start);
/// The rules that concern one person, in order; nothing = free.
std::optional<Explanation> personalRefusal(const SlotCase &slot);
/// What a person would overbook knowingly; nothing = it is free.
std::optional<Explanation> overbooking(const SlotCase &slot);
/// How far a refusal came: of several people's, the highest is the most useful one to hear.
int rank(Rule rule);

} // namespace salon
