// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appointment.h"
#include "core/domain/catalogue.h"

namespace salon
{

/// Why a service cannot be booked at all, whoever does it and whenever.
enum class PlanFlaw { None, NobodyBusy, NoLength, OffMarks, TooLong, TooManyParts };

/// How a service would run when one person does it: their own minutes, offsets from the start, buffers. A part that
/// somebody else does takes as long as it takes that one person, so that the end does not depend on who helps.
/// Units: minutes. Shape: segments are contiguous and cover [0, total_min) exactly.
/// Source: facts/origin-behaviour.md (d), one model for every service.
struct PhasePlan {
    struct Part {
        QString key;
        QString name;
        StaffId staff; // who does it; none: anybody may have to, nobody is assigned yet
        int begins_min = 0;
        int ends_min = 0;
        bool busy = true;      // the person is needed; mirrored and claimed
        bool taken = true;     // nobody else may have the person: busy, or a gap of a service that blocks its gaps
        bool any_able = false; // somebody else who is able may do it
        ResourceId resource;   // one unit of it is needed
    };
    /// Minutes from the start, half-open.
    struct Stretch {
        int begins_min = 0;
        int ends_min = 0;
    };
    StaffId staff; // none: the service's own minutes
    QList<Part> parts;
    int total_min = 0;
    /// What must stay free around the taken parts: before the first and after the last, never inside gaps.
    int guard_begins_min = 0;
    int guard_ends_min = 0;
    int first_taken_min = 0;
    int last_taken_min = 0;

    static PhasePlan of(const Catalogue &catalogue, const Service &service, StaffId staff, BranchId branch);
    /// The same where it is known already what this person can do; `own` may be null.
    static PhasePlan of(const Service &service, StaffId staff, const Capability *own, const Branch *branch);
    /// The same for an appointment that is stored: its phases as they are, the service's buffers and gap policy.
    /// Without phases its whole duration is one busy part.
    static PhasePlan of(const Catalogue &catalogue, const Appointment &stored);
    /// The same done by somebody: whoever did it keeps the lengths, another person brings their own minutes.
    static PhasePlan of(const Catalogue &catalogue, const Appointment &stored, StaffId staff);
    /// As it is to be stored when it is moved to whoever was asked for, judged for one person: what stays unassigned
    /// keeps its lengths, whoever might do it.
    static PhasePlan ofMove(const Catalogue &catalogue, const Appointment &stored, StaffId asked, StaffId judged);

    TimeRange span(Instant start) const { return {start, start + minutes(total_min)}; }
    static TimeRange at(Instant start, const Part &part)
    {
        return {start + minutes(part.begins_min), start + minutes(part.ends_min)};
    }
    static TimeRange at(Instant start, Stretch stretch)
    {
        return {start + minutes(stretch.begins_min), start + minutes(stretch.ends_min)};
    }
    /// Contiguous phases for the book; only busy ones are to be mirrored.
    QList<Phase> phases(Instant start) const;
    PlanFlaw flaw() const;
    bool isUsable() const { return flaw() == PlanFlaw::None; }
    /// Gives parts to those who help with them, by segment key.
    void assign(const QHash<QString, StaffId> &assistants);
    /// A taken part with the buffers around it: before the first and after the last one.
    Stretch guarded(const Part &part) const;
};

/// Staff members whose time a booking takes: its own, or while unassigned everybody who is able to do it.
QList<StaffId> claimants(const Catalogue &catalogue, const Appointment &appointment);

} // namespace salon
