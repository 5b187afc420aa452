// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/explanation.h"
#include "core/phone/callcontext.h"
#include "core/phone/functions/slotrequest.h"

namespace salon
{

/// Why a start is not free, in words for the caller. Who asked for somebody hears about that person and not about the
/// salon; nobody hears whose appointment is in the way but their own. Thread: the connection's.
struct SlotRefusal {
    static QString spoken(const CallContext &context, const SlotRequest &request, const Explanation &why);
    /// With the last day that can be booked.
    static QString tooFarAhead(const CallContext &context);
    /// With the reason, where the day has one.
    static QString closedOn(const CallContext &context, QDate date);
    /// The same for a few days, one sentence each; of many only the first two.
    static QString closedOnAll(const CallContext &context, const QList<QDate> &days);
    /// Does anybody do this service, and may the phone book it with them?
    static bool isPossible(const CallContext &context, const SlotRequest &request);
};

} // namespace salon
