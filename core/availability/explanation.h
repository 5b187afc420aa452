// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/phaseplan.h"
#include "core/domain/catalogue.h"
#include "core/domain/language.h"
#include "core/domain/words.h"

#include <QHash>

namespace salon
{

/// A rule that a person overrides knowingly, and the appointment it is about, if it is about one.
struct Overridden {
    Rule rule = Rule::Past;
    AppointmentId met;
    bool operator==(const Overridden &) const = default;
};

/// Why a start is free or not: the first rule that blocks it, what it meets, whom it concerns.
/// `object` names no customer, so that it may be spoken; `customer_name` is for the desk only.
/// Of several people who were asked, the one who came closest to a yes speaks.
struct Explanation {
    bool available = true;
    Rule rule = Rule::Past; // only when not available, or overbooked
    StaffId staff;          // who can do it, or whose "no" this is; none if nobody was asked
    ServiceId service;
    TimeRange span;        // the appointment that was asked about, with this person's minutes
    QString object;        // "Dauerwelle 10:00", "Urlaub", "15:20", "A, C"
    QString customer_name; // whose appointment is met
    AppointmentId met;
    CustomerId met_customer; // where customer_name is theirs to be filled in
    TimeRange meets;         // what is in the way
    QString segment;         // key of the segment that meets it
    QString segment_name;    //
    Instant segment_begin;
    QHash<QString, StaffId> assistants; // who does a segment that the person themselves does not, by its key
    PlanFlaw flaw = PlanFlaw::None;     // Rule::Capability: nobody could do it
    int buffer_min = 0;                 // they do not overlap, but that much must stay free between them
    bool overbooks = false;             // available, because a person books knowing what is met
    QList<Overridden> overridden;       // what a knowing booking overrides, first rule first; the notice is one of them
    QList<StaffId> able;                // who could do this service at all (not only at this time)
    QString text;                       // the sentence for the desk in the language asked for

    /// "Lena Vogt, Dauerwelle 10:00"; without a customer the object alone. Never for the phone.
    QString deskObject() const;
};

/// One sentence for the person at the desk, with names. The phone has phrases of its own.
QString sentence(const Explanation &why, const Catalogue &catalogue, Language language);
/// What a person can do about it; empty when nothing but another time helps.
QString remedy(const Explanation &why, const Catalogue &catalogue, Language language);

} // namespace salon
