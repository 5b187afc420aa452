// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/daybits.h"
#include "core/domain/catalogue.h"
#include "core/domain/diary.h"

namespace salon
{

/// When a block of wall hours begins and ends on that date. A wall time that does not exist begins (or ends) with the
/// next one that does; of one that comes twice the first begins and the second ends.
TimeRange blockSpan(const Zone &zone, QDate date, const DayBlock &block);

/// One local day of a branch: when it is open, which marks lie on the salon's grid.
/// A day of 23 or 25 hours is what it is: marks count from the instant the day begins, hours are wall time.
struct BranchDay {
    QDate date;
    TimeRange span;
    int marks = 0;
    bool closed = false;
    QString closed_reason; // of a closed date; empty for a weekday without opening hours
    QList<DayBits> open;   // one per block: nothing may pass its end
    DayBits grid;

    static BranchDay of(const Catalogue &catalogue, const Branch &branch, QDate date);
    /// Instants outside the day give its edge.
    int markBefore(Instant at) const;
    int markAfter(Instant at) const;
    Instant at(int mark) const { return span.begin + minutes(mark * DayBits::kMarkMinutes); }
    /// Local hours as marks.
    DayBits marksOf(const Zone &zone, const QList<DayBlock> &blocks) const;
    /// The marks at which the wall shows a time of the block; an hour that comes twice counts twice.
    DayBits marksShowing(const Zone &zone, const DayBlock &wall) const;
};

/// A stretch of a person's time that an appointment or a hold takes.
struct TakenTime {
    const Appointment *by = nullptr;
    const Hold *held = nullptr; // instead of an appointment
    TimeRange part;             // the busy part itself
    TimeRange guarded;          // with the buffers around it

    bool isUnassigned() const { return by && by->staff.isNull(); }
    bool isSoft() const { return held && held->soft; }
};

/// What is taken just before and after a day, as far as a buffer may reach there.
class NightMarks
{
public:
    void fill(const BranchDay &day, const TimeRange &taken);
    NightMarks operator|(const NightMarks &other) const;
    /// Does [begin, end), in marks of the day, reach what is taken beside it?
    bool any(const BranchDay &day, int begin, int end) const;
    /// The starts of the day from which [begin, end) does.
    DayBits startsMeeting(const BranchDay &day, int begin, int end) const;

private:
    std::uint64_t m_before = 0; // the highest bit is the last mark before the day
    std::uint64_t m_after = 0;  // the lowest is the first one after it
};

/// One person's day on five-minute marks.
struct StaffDay {
    DayBits works; // inside working time and not absent
    DayBits taken; // by appointments, with their buffers, by firm holds and by busy blocks
    DayBits softly_held;
    NightMarks taken_beside; // the same of the hours beside the day
    NightMarks softly_held_beside;
    DayBits idle; // works, and neither taken nor softly held
    int load_marks = 0;
    int longest_idle_marks = 0; // of the opening hours: what is longer cannot be free as a whole

    static StaffDay of(const Catalogue &catalogue, const Diary &diary, const QList<TakenTime> &taken,
                       const BranchDay &day, const Staff &member);
};

} // namespace salon
