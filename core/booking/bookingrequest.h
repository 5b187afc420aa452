// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/slotsearch.h"
#include "core/domain/appointment.h"
#include "core/domain/changepolicy.h"
#include "core/domain/remotebooking.h"
#include "core/storage/changeproposaltable.h"

#include <optional>

/// What can be asked of the book, and what it answers. A "no" is a value here, never an error.
namespace salon
{

/// Who does it, for the journal.
struct Actor {
    QString name; // "desk", "ctl", "phone call_…"
    Source source = Source::Desk;
};

/// Customer: by id; else by number in any spelling; else new. A known number keeps its customer: another name that is
/// given with it is who comes (attendee_name). Without id and number: always a new customer.
struct BookingRequest {
    BranchId branch;
    ServiceId service;
    StaffId staff; // none = anyone
    Instant start;
    std::optional<CustomerId> customer;
    QString name;
    QString phone;
    QString email;
    QString attendee_name;
    QString notes;
    Source source = Source::Desk;
    QString call_id;       // with service and start: a repeat finds the first booking
    bool again = false;    // it was booked, cancelled since, and is wanted all the same
    bool second = false;   // it is booked for somebody else, and wanted for this person, too
    bool overbook = false; // a person knows what it meets; never by phone
    bool test = false;     // left out of figures
    Actor actor;
};

/// Cancelled: this very wish was booked before, and somebody has cancelled it since. A repeat alone does not bring it
/// back: it may be a request that was only sent twice.
struct BookingOutcome {
    enum class Kind { Booked, Duplicate, Cancelled, Refused };
    Kind kind = Kind::Refused;
    Appointment appointment; // Booked, Duplicate, Cancelled
    Explanation refusal;     // Refused
    QList<Offer> alternatives;
    QList<QString> missing_maps; // Booked without event maps: segments that only a person can mirror
    bool is_new_customer = false;
};

struct MoveRequest {
    Instant start;
    std::optional<StaffId> staff; // left out = stays with whom it is
    bool overbook = false;
    QString call_id = {};              // the call that asks: what it holds itself is not in its way
    QList<MirroredPart> mirrored = {}; // moved at Cal.com first: nothing is sent for them
};

/// A change that a caller was told and has confirmed. Under the lock it is judged again by the salon's terms, and its
/// proposal becomes done with it: a repeat finds that.
struct AgreedChange {
    ChangeProposal proposal;
    CustomerId customer; // whose appointment it must still be
};

/// Stale: somebody changed it since the version that was looked at; `appointment` is how it is now.
/// WrongStatus: a cancelled appointment cannot be moved, and so on.
struct ChangeOutcome {
    enum class Kind { Done, Refused, Stale, WrongStatus };
    Kind kind = Kind::Refused;
    Appointment appointment; // as it is now
    Explanation refusal;     // Refused
    QList<Offer> alternatives;
    std::optional<ChangeVerdict> verdict; // Refused, something agreed: by the salon's terms as they are now
    QList<QString> missing_maps;          // Done, a move: as with a booking
    bool became_overbooked = false;       // Done, a status: the time was given to somebody else meanwhile
};

} // namespace salon
