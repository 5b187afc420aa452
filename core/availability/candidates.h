// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/phaseplan.h"
#include "core/availability/slotsearch.h"
#include "core/availability/timelines.h"

#include <vector>

namespace salon
{

/// A person who may be asked, with the service at their own minutes.
struct Candidate {
    int member = 0; // place in the catalogue
    PhasePlan plan;
    bool preferred = false;
    bool primary = false;
    bool offered = false;        // what a person lacks who cannot be offered is only explained
    int longest_own_marks = 0;   // what this person must have free in one piece
    std::vector<bool> lacks_map; // per part: is a map needed that this person lacks?
};

/// What somebody else was only offered: taken where starts are offered, not where one is asked for.
enum class SoftHolds { Ignored, Respected };

/// The people of one wish, in the order of the catalogue, and what each of their days allows: nobody where service or
/// branch is not known. Catalogue and wish are borrowed; made for one search, of one book or of several. Thread: one.
class Candidates
{
public:
    Candidates(const Catalogue &catalogue, const SlotWish &wish);

    const SlotWish &wish() const { return m_wish; }
    const std::vector<Candidate> &asked() const { return m_asked; }
    /// May somebody else do a part of it?
    bool haveHelp() const { return !m_able.empty(); }
    /// The order of choice on that day: preferred, primary, least loaded, first in the catalogue.
    bool isChosenBefore(Timelines &timelines, const BranchDay &day, const Candidate &a, const Candidate &b) const;
    std::vector<const Candidate *> inOrder(Timelines &timelines, const BranchDay &day) const;
    /// All starts of a day at which this person can do it, with help where a part allows it: from each mark, does the
    /// full duration stay inside one opening block, is every part inside working time, is nothing taken in the way?
    /// Must say what personalRefusal() says, but for soft holds: what somebody else was offered is not offered again.
    /// `customers_own` is what the customer has that day.
    DayBits freeStarts(Timelines &timelines, const BranchDay &day, const Candidate &who,
                       const DayBits &customers_own) const;
    /// Marks beside that start that stay free and are too short for the shortest thing this person does.
    int wasted(Timelines &timelines, const BranchDay &day, const Candidate &who, int mark) const;
    /// The plan for that start with somebody for each part: the person themselves where they can, else the first able.
    PhasePlan staffed(Timelines &timelines, const BranchDay &day, const Candidate &who, Instant start,
                      SoftHolds soft) const;

private:
    static DayBits partStarts(const BranchDay &day, const StaffDay &own, const Candidate &who, const PhasePlan &plan,
                              std::size_t part);

    const Catalogue &m_catalogue;
    const SlotWish &m_wish;
    std::vector<Candidate> m_asked;
    std::vector<Candidate> m_able; // everybody who could help with a part; empty where no part asks for it
};

} // namespace salon
