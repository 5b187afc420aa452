// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/changes/changerequest.h"
#include "core/storage/changeproposaltable.h"

namespace salon
{

/// Which of the caller's own appointments a change is about. In order: the one whose id was sent, the one this call was
/// just asked about, the one booked in this call, the only one there is; day, time, service and person that were named
/// narrow it down where they fit any. Another customer's id is an id that does not exist.
struct AppointmentPick {
    enum class Kind {
        Found,
        Done,      // this call has changed it just so already: `told` says how
        Cancelled, // it was cancelled before
        Over,      // under way, or in the past
        Several,   // `own` are the ones it can be
        None,      // there is none; `own` is empty
        Unknown,   // none has that id; `own` are theirs
    };
    Kind kind = Kind::None;
    Appointment appointment;            // Found, Done, Cancelled, Over
    std::optional<ChangeProposal> told; // what this call was last told about it
    QList<Appointment> own;

    /// Settles what the request means by the caller's appointments. The caller must be known.
    static Result<AppointmentPick> of(const CallContext &context, ChangeRequest &request);
};

} // namespace salon
