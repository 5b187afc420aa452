// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/daytimelines.h"
#include "core/availability/phaseplan.h"
#include "core/availability/slotsearch.h"

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
    const Staff &member;
    const StaffDay &staff_day;
    const QList<TakenTime> &taken;
    const PhasePlan &plan;
    Instant start;

    TimeRange span() const { return plan.span(start); }
    /// What must be free of other appointments: the full duration and the buffers, cut to the day.
    TimeRange window() const;
};

/// The customer's own appointments that would overlap.
bool isCustomersOwn(const SlotWish &wish, const Appointment &appointment);

/// The rules that concern nobody in particular, in order: past, off_grid, notice, horizon, closed_day.
/// Now and the salon's notice, by whole minutes as people count: at 10:00 and some seconds, 15 minutes are over at
/// 10:15.
Instant earliestStart(const Catalogue &catalogue, Instant now);
std::optional<Explanation> generalRefusal(const Catalogue &catalogue, const BranchDay &day, const SlotWish &wish,
                                          Instant now, Instant start);
/// The rules that concern one person, in order; nothing = free.
std::optional<Explanation> personalRefusal(const SlotCase &slot);
/// The appointment or busy block that a person would overbook knowingly; nothing = it is free.
std::optional<Explanation> overbooking(const SlotCase &slot);
/// How far a refusal came: of several people's, the highest is the most useful one to hear.
int rank(Rule rule);

} // namespace salon
